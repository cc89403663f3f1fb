// What the process writes to its standard error stream while the object lives.

#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <string>
#include <system_error>

namespace support {

class StderrCapture {
 public:
  StderrCapture() : file_(::memfd_create("stderr", MFD_CLOEXEC)), before_(::dup(STDERR_FILENO)) {
    std::fflush(stderr);
    if (file_ < 0 || before_ < 0 || ::dup2(file_, STDERR_FILENO) < 0)
      throw std::system_error(errno, std::generic_category(), "redirecting standard error");
  }
  ~StderrCapture() {
    std::fflush(stderr);
    ::dup2(before_, STDERR_FILENO);
    ::close(before_);
    ::close(file_);
  }
  StderrCapture(const StderrCapture&) = delete;
  StderrCapture& operator=(const StderrCapture&) = delete;

  std::string text() const {
    std::fflush(stderr);
    std::string all;
    char part[4096];
    for (::ssize_t size; (size = ::pread(file_, part, sizeof part, static_cast<::off_t>(all.size()))) > 0;)
      all.append(part, static_cast<std::size_t>(size));
    return all;
  }

 private:
  int file_;
  int before_;
};

}  // namespace support
