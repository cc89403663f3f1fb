#include "fiber.hpp"

#include <cxxabi.h>
#include <link.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <span>

namespace schedule {
namespace {

constexpr std::size_t stack_size = std::size_t{256} * 1024;

/// The program's own block of thread_local variables: where this thread has it, and how a new thread finds it.
struct local_block {
  std::span<std::byte> here;
  std::span<const std::byte> image;
};

// The program itself comes first; its libraries' blocks are none of ours.
int find_block(dl_phdr_info* program, std::size_t, void* result) {
  auto& block = *static_cast<local_block*>(result);
  for (const auto& header : std::span(program->dlpi_phdr, program->dlpi_phnum)) {
    if (header.p_type != PT_TLS) continue;
    block.here = {static_cast<std::byte*>(program->dlpi_tls_data), header.p_memsz};
    block.image = {reinterpret_cast<const std::byte*>(program->dlpi_addr + header.p_vaddr), header.p_filesz};
  }
  return 1;
}

const local_block& locals() {
  static const local_block block = [] {
    local_block found;
    dl_iterate_phdr(find_block, &found);
    return found;
  }();
  return block;
}

fiber* entering = nullptr;

}  // namespace

fiber::fiber() : locals_(locals().here.size()) {}

fiber::fiber(std::function<void()> body)
    : locals_(locals().here.size()), body_(std::move(body)), stack_(new std::byte[stack_size]) {
  getcontext(&place_);
  place_.uc_stack.ss_sp = stack_.get();
  place_.uc_stack.ss_size = stack_size;
  makecontext(&place_, &fiber::enter, 0);
  renew();
}

void fiber::renew() {
  std::ranges::fill(locals_, std::byte{0});
  std::ranges::copy(locals().image, locals_.begin());
}

void fiber::enter() {
  entering->body_();
  std::abort();  // there is nowhere to return to
}

void fiber::switch_to(fiber& next) {
  save();
  next.restore();
  entering = &next;
  swapcontext(&place_, &next.place_);
}

void fiber::save() {
  std::memcpy(exceptions_.data(), abi::__cxa_get_globals(), exceptions_.size());
  std::ranges::copy(locals().here, locals_.begin());
}

void fiber::restore() const {
  std::memcpy(abi::__cxa_get_globals(), exceptions_.data(), exceptions_.size());
  std::ranges::copy(locals_, locals().here.begin());
}

}  // namespace schedule
