// A program with functions that a log could name. It prints its build-id, and for each of them, and for a label, the
// symbol and where it is in the program's file.

#include <elf.h>
#include <link.h>

#include <cstdint>
#include <cstdio>
#include <cstring>

// As assembler has them, with no end that is known.
asm(".text\nreport_label:\nnop\nnop");
extern "C" const char report_label[];

namespace app {

[[gnu::noinline]] int draw(int value) {
  asm volatile("" : "+r"(value));
  return value + 1;
}

namespace {

[[gnu::noinline]] int inner(int value) {
  asm volatile("" : "+r"(value));
  return value + 2;
}

}  // namespace
}  // namespace app

namespace {

constexpr std::size_t aligned(std::size_t size) {
  return (size + 3) & ~std::size_t{3};
}

void print_build_id(const char* notes, std::size_t size) {
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    std::memcpy(&note, notes, sizeof note);
    const std::size_t name = aligned(note.n_namesz);
    if (note.n_type == NT_GNU_BUILD_ID && std::strcmp(notes + sizeof note, "GNU") == 0)
      for (std::size_t i = 0; i < note.n_descsz; ++i)
        std::printf("%02x", static_cast<unsigned char>(notes[sizeof note + name + i]));
    const std::size_t all = sizeof note + name + aligned(note.n_descsz);
    notes += all;
    size -= all < size ? all : size;
  }
}

/// Stops at the first file, which is the program.
int print_own(dl_phdr_info* file, std::size_t /*size*/, void* base) {
  *static_cast<std::uintptr_t*>(base) = file->dlpi_addr;
  for (int i = 0; i < file->dlpi_phnum; ++i) {
    const auto& part = file->dlpi_phdr[i];
    if (part.p_type == PT_NOTE)
      print_build_id(reinterpret_cast<const char*>(file->dlpi_addr + part.p_vaddr), part.p_memsz);
  }
  return 1;
}

}  // namespace

int main() {
  std::uintptr_t base = 0;
  dl_iterate_phdr(print_own, &base);
  const auto print = [base](const char* symbol, std::uintptr_t address) {
    std::printf(" %s 0x%zx", symbol, static_cast<std::size_t>(address - base));
  };
  print("_ZN3app4drawEi", reinterpret_cast<std::uintptr_t>(app::draw));
  print("_ZN3app12_GLOBAL__N_15innerEi", reinterpret_cast<std::uintptr_t>(app::inner));
  print("report_label", reinterpret_cast<std::uintptr_t>(report_label));
  std::puts("");
  return app::draw(1) + app::inner(1) == 5 ? 0 : 1;
}
