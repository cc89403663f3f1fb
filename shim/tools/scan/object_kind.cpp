#include "object_kind.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "address_space.hpp"
#include "names.hpp"
#include "relocation_table.hpp"

namespace scan {
namespace {

std::string machine_name(unsigned machine) {
  static constexpr std::array<std::pair<unsigned, const char*>, 9> names = {{{EM_X86_64, "x86-64"},
                                                                             {EM_AARCH64, "aarch64"},
                                                                             {EM_386, "x86"},
                                                                             {EM_ARM, "arm"},
                                                                             {EM_PPC64, "ppc64"},
                                                                             {EM_RISCV, "riscv"},
                                                                             {EM_S390, "s390"},
                                                                             {EM_MIPS, "mips"},
                                                                             {EM_LOONGARCH, "loongarch"}}};
  const auto found = std::ranges::find(names, machine, &std::pair<unsigned, const char*>::first);
  return found == names.end() ? "machine " + std::to_string(machine) : found->second;
}

unknown everything(const std::string& reason) {
  return {"everything", reason};
}

/// What is in a file that libelf takes for neither an object nor an archive.
unknown foreign(Elf* elf, bool is_member) {
  std::size_t size = 0;
  const char* const start = elf_rawfile(elf, &size);
  const std::string_view contents(start, start == nullptr ? 0 : size);
  if (contents.starts_with("BC\xc0\xde") || contents.starts_with("\xde\xc0\x17\x0b"))
    return everything("it is LLVM's intermediate code (clang -flto): scan the program that is linked from it");
  if (contents.starts_with("!<thin>"))
    return everything("it is a thin archive, which only names its members: scan those");
  if (is_member) return everything("it is no ELF object");
  if (contents.starts_with("/* GNU ld script") || contents.starts_with("INPUT") || contents.starts_with("GROUP"))
    throw std::runtime_error("is a linker script: name the libraries that it names");
  throw std::runtime_error("is no ELF object, program, library or archive");
}

bool holds_code_or_data(const section& each) {
  return takes_memory(each) && (each.executable() || (each.header.sh_flags & SHF_WRITE) != 0) && each.in_file();
}

bool is_intermediate_code(const elf_object& object) {
  const auto& all = object.sections();
  const auto is_lto = [](const section& each) { return each.name.starts_with(".gnu.lto_"); };
  return std::ranges::any_of(all, is_lto) && std::ranges::none_of(all, holds_code_or_data);
}

bool has_only_debug_information(const elf_object& object) {
  const auto is_left_out = [](const section& each) {
    return each.executable() && !each.in_file() && takes_memory(each);
  };
  return std::ranges::any_of(object.sections(), is_left_out);
}

bool has_symbols(const elf_object& object) {
  return std::ranges::any_of(object.sections(), [](const section& each) { return each.header.sh_type == SHT_SYMTAB; });
}

/// Relocations without addends, and those that only some linkers write.
bool is_unread_relocation(const elf_object& object, const section& each) {
  static constexpr std::array<std::uint32_t, 4> types = {SHT_REL, 0x60000001, 0x60000002, 0x40000014};
  if (std::ranges::find(types, each.header.sh_type) == types.end()) return false;
  return each.allocated() || (object.relocatable() && takes_memory(object.section_at(each.header.sh_info, each)));
}

struct dynamic_section {
  std::string_view soname;
  bool is_program = false;
};

dynamic_section read_dynamic(const elf_object& object) {
  dynamic_section result;
  for (const section& each : object.sections()) {
    if (each.header.sh_type != SHT_DYNAMIC || !each.in_file()) continue;
    Elf_Data* const data = object.table(each, sizeof(Elf64_Dyn));
    GElf_Dyn entry{};
    for (int index = 0; data != nullptr && gelf_getdyn(data, index, &entry) != nullptr; ++index) {
      if (entry.d_tag == DT_NULL) break;
      if (entry.d_tag == DT_FLAGS_1) result.is_program = (entry.d_un.d_val & DF_1_PIE) != 0;
      if (entry.d_tag == DT_SONAME)
        result.soname = object.text(object.section_at(each.header.sh_link, each), entry.d_un.d_val);
    }
  }
  return result;
}

bool is_program(const elf_object& object) {
  const auto names_loader = [](const section& each) { return each.name == ".interp"; };
  return object.header().e_type == ET_EXEC || read_dynamic(object).is_program ||
         std::ranges::any_of(object.sections(), names_loader);
}

}  // namespace

std::optional<unknown> why_not_read(Elf* elf, bool is_member) {
  if (elf_kind(elf) == ELF_K_AR) return everything("it is an archive in an archive: scan it by itself");
  if (elf_kind(elf) != ELF_K_ELF) return foreign(elf, is_member);
  GElf_Ehdr header{};
  if (gelf_getehdr(elf, &header) == nullptr) return std::nullopt;  // found again, and told with its place
  const std::string machine = machine_name(header.e_machine);
  if (header.e_ident[EI_CLASS] != ELFCLASS64) return everything("machine " + machine + " of 32 bits is not supported");
  if (header.e_ident[EI_DATA] != ELFDATA2LSB) return everything(machine + " with big-endian data is not supported");
  if (!is_known_machine(header.e_machine)) return everything(machine + " is not supported");
  if (header.e_type == ET_CORE) return everything("it is a core dump: scan the program");
  if (header.e_type != ET_REL && header.e_type != ET_EXEC && header.e_type != ET_DYN)
    return everything("it is an ELF file of type " + std::to_string(header.e_type));
  return std::nullopt;
}

std::optional<unknown> why_not_understood(const elf_object& object) {
  if (object.sections().empty())
    return everything("it has no section headers (packed, or stripped of more than usual)");
  if (is_intermediate_code(object))
    return everything(
        "it is GCC's intermediate code (-flto): scan the program that is linked from it, or compile with "
        "-ffat-lto-objects");
  if (has_only_debug_information(object)) return everything("it has debug information only: scan the file it is for");
  if (object.relocatable() && !has_symbols(object) && std::ranges::any_of(object.sections(), holds_code_or_data))
    return everything("it has code or data, and no symbols");
  for (const section& each : object.sections())
    if (is_unread_relocation(object, each))
      return everything("its relocations in section '" + std::string(each.name) + "' have a form that is not read");
  return std::nullopt;
}

std::string description(const elf_object& object) {
  const std::string machine = machine_name(object.header().e_machine);
  if (object.relocatable()) return "object, " + machine;
  return (is_program(object) ? "program, " : "library, ") + machine;
}

bool is_pool_library(const elf_object& object) {
  return read_dynamic(object).soname == "libthreadpool.so.1";
}

}  // namespace scan
