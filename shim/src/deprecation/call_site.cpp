#include "deprecation/call_site.hpp"

#include <cxxabi.h>
#include <dlfcn.h>
#include <link.h>
#include <sys/auxv.h>

#include <cstdlib>
#include <memory>
#include <string_view>

namespace cadre::shim {
namespace {

std::string base_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

// The loader keeps no name for the program itself. What the kernel was asked to execute is a better one than
// argv[0], which is the caller's to choose; the loader corrects it when it was itself the command.
std::string program_name() {
  const auto* path = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  return base_name(path != nullptr ? path : program_invocation_name);
}

struct release_memory {
  void operator()(char* text) const noexcept { std::free(text); }
};

}  // namespace

module_address locate(const void* address) {
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  Dl_info symbol{};
  link_map* file = nullptr;
  if (dladdr1(address, &symbol, reinterpret_cast<void**>(&file), RTLD_DL_LINKMAP) == 0 || file == nullptr)
    return {{}, place};
  // l_addr is by how much the loader moved the file: 0 for a program with fixed addresses.
  return {*file->l_name == '\0' ? program_name() : base_name(file->l_name), place - file->l_addr};
}

std::string class_name(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, release_memory> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status));
  return status == 0 ? name.get() : type.name();
}

}  // namespace cadre::shim
