#include "elf_file.hpp"

#include <ar.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "damaged.hpp"

namespace scan {
namespace {

constexpr Elf_Cmd read_command = ELF_C_READ_MMAP;

struct end_elf {
  void operator()(Elf* elf) const noexcept { elf_end(elf); }
};
using elf_handle = std::unique_ptr<Elf, end_elf>;

void use_libelf() {
  if (elf_version(EV_CURRENT) == EV_NONE) throw std::runtime_error("libelf is older than the headers it is used with");
}

std::string kind_of(mode_t mode) {
  if (S_ISFIFO(mode)) return "a pipe";
  return S_ISSOCK(mode) ? "a socket" : "a device";
}

/// Looked at before it is opened: opening a pipe would wait for its other end.
void require_regular_file(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0) throw std::runtime_error(std::generic_category().message(errno));
  if (S_ISDIR(about.st_mode)) throw std::runtime_error("is a folder: name the files in it, as " + path + "/*.o");
  if (!S_ISREG(about.st_mode))
    throw std::runtime_error("is no regular file but " + kind_of(about.st_mode) + ": copy what it holds into one");
  if (about.st_size == 0)
    throw std::runtime_error("is empty: it has 0 bytes, as a build that was interrupted leaves it");
}

std::string name_of(const Elf_Arhdr& header) {
  const std::string name = header.ar_name == nullptr ? "" : header.ar_name;
  return name.empty() ? "a member without a name" : name;
}

/// The lists that an archiver adds.
bool is_list(const Elf_Arhdr& header) {
  const std::string name = name_of(header);
  return name == "/" || name == "//" || name == "/SYM64/" || name.starts_with("__.SYMDEF");
}

/// libelf makes the last member of an archive end where the file ends, whatever the member's header says.
bool is_whole(const Elf_Arhdr& header, std::string_view archive, std::uint64_t begin) {
  const std::string_view stated = archive.substr(begin + offsetof(ar_hdr, ar_size), sizeof(ar_hdr::ar_size));
  std::int64_t size = 0;
  std::from_chars(stated.data(), stated.data() + stated.size(), size);
  return size <= header.ar_size;
}

/// A cut between two members leaves those before it whole; but the archive's list of symbols knows where others were.
void require_listed_members(Elf* archive, std::uint64_t end) {
  std::size_t count = 0;
  const Elf_Arsym* const symbols = elf_getarsym(archive, &count);
  for (std::size_t i = 0; symbols != nullptr && i < count && symbols[i].as_name != nullptr; ++i)
    if (symbols[i].as_off >= end) throw damaged("the archive is cut off: it lists a member that is not there", end);
}

}  // namespace

elf_file::elf_file(const std::string& path) {
  use_libelf();
  require_regular_file(path);
  descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) throw std::runtime_error(std::generic_category().message(errno));
  elf_ = elf_begin(descriptor_, read_command, nullptr);
  if (elf_ != nullptr) return;
  const std::string why = elf_errmsg(-1);
  close(descriptor_);
  throw std::runtime_error("cannot be read: " + why);
}

elf_file::elf_file(std::span<char> contents) {
  use_libelf();
  elf_ = elf_memory(contents.data(), contents.size());
  if (elf_ == nullptr) throw std::runtime_error(std::string("cannot be read: ") + elf_errmsg(-1));
}

elf_file::~elf_file() {
  elf_end(elf_);
  if (descriptor_ >= 0) close(descriptor_);
}

void elf_file::for_each(const visitor& visit) const {
  if (is_archive())
    for_each_member(visit);
  else
    visit(elf_, {});
}

void elf_file::for_each_member(const visitor& visit) const {
  std::size_t end = 0;
  const char* const start = elf_rawfile(elf_, &end);
  std::uint64_t begin = SARMAG;
  elf_rand(elf_, begin);
  Elf_Cmd command = read_command;
  while (const elf_handle member{elf_begin(descriptor_, command, elf_)}) {
    const Elf_Arhdr* const header = elf_getarhdr(member.get());
    if (header == nullptr || !is_whole(*header, {start, end}, begin))
      throw damaged("a member of the archive is cut off", begin);
    if (!is_list(*header)) visit(member.get(), name_of(*header));
    const auto size = static_cast<std::uint64_t>(header->ar_size);
    begin += sizeof(ar_hdr) + size + size % 2;
    command = elf_next(member.get());
  }
  if (begin < end) throw damaged("the archive cannot be read any further", begin);
  require_listed_members(elf_, end);
}

}  // namespace scan
