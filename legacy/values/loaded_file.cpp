#include "loaded_file.hpp"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <sys/auxv.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <string_view>

namespace threadpool {
namespace {

using bytes = std::span<const unsigned char>;

std::string base_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

// The loader keeps no name for the program itself. What the kernel was asked to execute is a better one than
// argv[0], which is the caller's to choose; the loader corrects it when it was itself the command.
std::string program_as_called() {
  const auto* path = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  return path != nullptr ? path : program_invocation_name;
}

std::string program_path() {
  std::string path(4096, '\0');
  const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) return program_as_called();
  path.resize(static_cast<std::size_t>(length));
  return path;
}

std::string hexadecimal(bytes data) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned byte : data) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::size_t aligned(std::size_t size, std::size_t to) {
  return (size + to - 1) / to * to;
}

// Notes stand one behind the other: a header, a name, a description, each filled up to the alignment.
std::string build_id_in(bytes notes, std::size_t alignment) {
  ElfW(Nhdr) header{};
  while (notes.size() >= sizeof header) {
    std::memcpy(&header, notes.data(), sizeof header);
    const std::size_t description = aligned(sizeof header + header.n_namesz, alignment);
    const std::size_t end = description + header.n_descsz;
    if (end > notes.size()) return {};
    const bool gnu = header.n_namesz == sizeof ELF_NOTE_GNU &&
                     std::memcmp(notes.data() + sizeof header, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0;
    if (gnu && header.n_type == NT_GNU_BUILD_ID) return hexadecimal(notes.subspan(description, header.n_descsz));
    notes = notes.subspan(std::min(aligned(end, alignment), notes.size()));
  }
  return {};
}

// The file's own headers are in memory with it, in front.
std::string build_id_of(const dl_find_object& found) {
  const auto* const start = static_cast<const unsigned char*>(found.dlfo_map_start);
  const bytes whole(start, static_cast<const unsigned char*>(found.dlfo_map_end));
  ElfW(Ehdr) file{};
  if (whole.size() < sizeof file) return {};
  std::memcpy(&file, whole.data(), sizeof file);
  if (std::memcmp(&file, ELFMAG, SELFMAG) != 0 || file.e_phentsize != sizeof(ElfW(Phdr))) return {};
  for (std::size_t i = 0; i < file.e_phnum; ++i) {
    ElfW(Phdr) part{};
    const std::size_t at = file.e_phoff + i * sizeof part;
    if (at + sizeof part > whole.size()) return {};
    std::memcpy(&part, whole.data() + at, sizeof part);
    const std::size_t offset = found.dlfo_link_map->l_addr + part.p_vaddr - reinterpret_cast<std::uintptr_t>(start);
    if (part.p_type != PT_NOTE || offset > whole.size() || part.p_memsz > whole.size() - offset) continue;
    if (auto id = build_id_in(whole.subspan(offset, part.p_memsz), part.p_align == 8 ? 8 : 4); !id.empty()) return id;
  }
  return {};
}

}  // namespace

std::optional<loaded_file> file_of(const void* address) {
  dl_find_object found{};
  // The loader's search for those who unwind the stack: unlike dladdr it waits for nobody.
  if (_dl_find_object(const_cast<void*>(address), &found) != 0) return std::nullopt;
  const link_map& file = *found.dlfo_link_map;
  const bool program = *file.l_name == '\0';
  return loaded_file{program ? program_path() : file.l_name, base_name(program ? program_as_called() : file.l_name),
                     file.l_addr, build_id_of(found)};
}

}  // namespace threadpool
