#include "function_names.hpp"

#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace report {
namespace {

// None but the file itself is looked at, neither in other folders nor on the network.
int no_debug_file(Dwfl_Module* /*module*/, void** /*data*/, const char* /*name*/, Dwarf_Addr /*base*/,
                  const char* /*file*/, const char* /*link*/, GElf_Word /*checksum*/, char** /*found*/) {
  return -1;
}

constexpr Dwfl_Callbacks callbacks = {.find_elf = nullptr,
                                      .find_debuginfo = no_debug_file,
                                      .section_address = dwfl_offline_section_address,
                                      .debuginfo_path = nullptr};

/// -1 for all but ordinary files: what the log names may be a pipe that nobody writes to.
int open_ordinary(const std::string& path) {
  const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat found {};
  if (opened < 0 || (::fstat(opened, &found) == 0 && S_ISREG(found.st_mode))) return opened;
  ::close(opened);
  return -1;
}

std::string build_id_of(Dwfl_Module* module) {
  const unsigned char* bytes = nullptr;
  GElf_Addr address = 0;
  const int count = dwfl_module_build_id(module, &bytes, &address);
  std::string digits;
  for (int i = 0; i < count; ++i) digits += fmt::format("{:02x}", bytes[i]);
  return digits;
}

struct end_session {
  void operator()(Dwfl* session) const noexcept { dwfl_end(session); }
};

}  // namespace

/// Without a module if the file is not the one that is meant.
struct function_names::file {
  file(const std::string& path, const std::string& build_id) {
    const int opened = open_ordinary(path);
    if (opened < 0) return;
    session.reset(dwfl_begin(&callbacks));
    module = session ? dwfl_report_offline(session.get(), path.c_str(), path.c_str(), opened) : nullptr;
    if (module == nullptr) ::close(opened);
    if (session) dwfl_report_end(session.get(), nullptr, nullptr);
    if (module != nullptr && build_id_of(module) == build_id) return;
    module = nullptr;
    session.reset();
  }

  [[nodiscard]] std::string symbol_at(std::uint64_t offset) const {
    GElf_Addr bias = 0;
    if (module == nullptr || dwfl_module_getelf(module, &bias) == nullptr) return {};
    GElf_Sym symbol{};
    GElf_Off inside = 0;
    const char* const name = dwfl_module_addrinfo(module, bias + offset, &inside, &symbol, nullptr, nullptr, nullptr);
    return name != nullptr && inside < symbol.st_size ? name : "";
  }

  std::unique_ptr<Dwfl, end_session> session;
  Dwfl_Module* module = nullptr;
};

function_names::function_names() = default;
function_names::~function_names() = default;

std::string function_names::at(const std::string& path, const std::string& build_id, std::uint64_t offset) {
  if (path.empty() || build_id.empty()) return {};
  auto& known = files_[{path, build_id}];
  if (!known) known = std::make_unique<file>(path, build_id);
  return known->symbol_at(offset);
}

}  // namespace report
