#include "deprecation/call_site.hpp"

#include <cxxabi.h>
#include <dlfcn.h>
#include <fmt/format.h>
#include <unwind.h>

#include <cstdlib>
#include <memory>

#include "loaded_file.hpp"

namespace cadre::shim {
namespace {

struct release_memory {
  void operator()(char* text) const noexcept { std::free(text); }
};

constexpr std::size_t deepest = 64;

struct walk {
  const void* from;
  std::vector<const void*> return_addresses;
};

_Unwind_Reason_Code visit(_Unwind_Context* frame, void* argument) {
  auto& here = *static_cast<walk*>(argument);
  const auto* address = reinterpret_cast<const void*>(_Unwind_GetIP(frame));
  if (address == nullptr || here.return_addresses.size() == deepest) return _URC_END_OF_STACK;
  if (!here.return_addresses.empty() || address == here.from) here.return_addresses.push_back(address);
  return _URC_NO_REASON;
}

}  // namespace

module_address locate(const void* address) {
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  auto file = threadpool::file_of(address);
  if (!file) return {{}, place, {}, {}};
  return {std::move(file->name), place - file->base, std::move(file->path), std::move(file->build_id)};
}

std::string exported_function(const void* address) {
  Dl_info symbol{};
  if (dladdr(address, &symbol) == 0 || symbol.dli_sname == nullptr) return {};
  return symbol.dli_sname;
}

std::string class_name(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, release_memory> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status));
  return status == 0 ? name.get() : type.name();
}

std::vector<std::string> callers_from(const void* return_address) {
  walk found{return_address, {}};
  found.return_addresses.reserve(deepest);  // nothing is thrown through the unwinder
  _Unwind_Backtrace(visit, &found);
  std::vector<std::string> callers;
  for (const void* address : found.return_addresses) {
    // One byte back lies inside the call; the return address itself may be another line or function.
    const auto [module, offset, path, build_id] = locate(static_cast<const char*>(address) - 1);
    callers.push_back(module.empty() ? fmt::format("{:#x}", offset) : fmt::format("{}+{:#x}", module, offset));
  }
  return callers;
}

}  // namespace cadre::shim
