#include "whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace report {
namespace {

namespace fs = std::filesystem;

void require(bool success) {
  if (!success) throw std::system_error(errno, std::generic_category());
}

class descriptor {
 public:
  explicit descriptor(int number) : number_(number) { require(number >= 0); }
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;

  [[nodiscard]] int number() const noexcept { return number_; }

  void close() { require(::close(std::exchange(number_, -1)) == 0); }

 private:
  int number_;
};

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    require(written >= 0 || errno == EINTR);
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// A new file in the same folder, which is gone in the end unless it took the other's place.
class neighbour {
 public:
  explicit neighbour(fs::path target)
      : target_(std::move(target)), name_(target_.string() + ".XXXXXX"), file_(::mkostemp(name_.data(), O_CLOEXEC)) {}
  ~neighbour() {
    if (!name_.empty()) ::unlink(name_.c_str());
  }
  neighbour(const neighbour&) = delete;
  neighbour& operator=(const neighbour&) = delete;

  void write(std::string_view text, mode_t mode) {
    require(::fchmod(file_.number(), mode) == 0);
    write_all(file_.number(), text);
    require(::fsync(file_.number()) == 0);
    file_.close();
  }

  void take_place() {
    require(::rename(name_.c_str(), target_.c_str()) == 0);
    name_.clear();
    make_name_durable();
  }

 private:
  // The file has its new text by now, so where a folder cannot be synchronised there is nothing to report.
  void make_name_durable() const {
    const fs::path folder = target_.parent_path();
    const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return;
    ::fsync(opened);
    ::close(opened);
  }

  fs::path target_;
  std::string name_;
  descriptor file_;
};

mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666) & ~mask;
}

mode_t mode_of(const fs::path& target) {
  struct stat found {};
  if (::stat(target.c_str(), &found) != 0) return usual_mode();
  if (!S_ISREG(found.st_mode)) throw std::runtime_error("it is no ordinary file");
  return found.st_mode & static_cast<mode_t>(07777);
}

std::string contents(std::istream& file, std::size_t most) {
  std::string text(most + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw std::runtime_error("it cannot be read");
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most) throw std::runtime_error("it has more than " + std::to_string(most) + " bytes");
  return text;
}

}  // namespace

std::optional<std::string> read_whole(const std::string& name, std::size_t most) try {
  std::ifstream file(name, std::ios::binary);
  if (!file && errno == ENOENT) return std::nullopt;
  require(file.is_open());
  return contents(file, most);
} catch (const std::exception& error) {
  throw std::runtime_error("cannot read " + name + ": " + error.what());
}

void write_whole(const std::string& name, std::string_view text) try {
  const fs::path target = fs::exists(name) ? fs::canonical(name) : fs::path(name);
  const mode_t mode = mode_of(target);
  neighbour file(target);
  file.write(text, mode);
  file.take_place();
} catch (const std::exception& error) {
  throw std::runtime_error("cannot write " + name + ": " + error.what());
}

}  // namespace report
