// A file that libelf reads: one object, or an archive of them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <libelf.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace scan {

class elf_file {
 public:
  /// Called with each object; the name is empty for a file that is no archive. Lifetime: until the call returns.
  using visitor = std::function<void(Elf* object, const std::string& member)>;

  /// Throws std::runtime_error, with a remedy where there is one, for what is no file that can be read.
  explicit elf_file(const std::string& path);
  /// A file that is in memory already, and stays there.
  explicit elf_file(std::span<char> contents);
  ~elf_file();
  elf_file(const elf_file&) = delete;
  elf_file& operator=(const elf_file&) = delete;

  [[nodiscard]] bool is_archive() const { return elf_kind(elf_) == ELF_K_AR; }
  /// May be called again. Throws `damaged` where an archive cannot be read any further.
  void for_each(const visitor& visit) const;

 private:
  void for_each_member(const visitor& visit) const;

  int descriptor_ = -1;
  Elf* elf_ = nullptr;
};

}  // namespace scan
