#include "digest.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace legacy_app {
namespace {

constexpr std::size_t bufferSize = std::size_t{128} * 1024;

[[noreturn]] void fail(int error, const char* what) {
  throw std::system_error(error, std::generic_category(), what);
}

class File {
 public:
  // Between the walk and now the name may have become a link or a pipe: neither is followed or waited for.
  explicit File(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {
    if (descriptor_ < 0) fail(errno, "cannot open");
    struct stat status = {};
    if (::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode)) return;
    ::close(descriptor_);
    fail(EINVAL, "no regular file any more");
  }
  ~File() { ::close(descriptor_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// Fills the buffer as far as one read does; 0 at the end of the file.
  std::size_t read(std::vector<unsigned char>& buffer) const {
    for (;;) {
      const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) fail(errno, "cannot read");
    }
  }

 private:
  int descriptor_;
};

constexpr std::array<std::uint32_t, 256> makeTable() {
  std::array<std::uint32_t, 256> table = {};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) rest = (rest & 1U) != 0 ? 0xEDB88320U ^ (rest >> 1U) : rest >> 1U;
    table[byte] = rest;
  }
  return table;
}

constexpr std::array<std::uint32_t, 256> table = makeTable();

}  // namespace

Reader::Reader() : buffer_(bufferSize) {}

Digest Reader::digest(const std::string& path) {
  const File file(path);
  Digest digest;
  while (const std::size_t count = file.read(buffer_)) {
    const unsigned char* bytes = buffer_.data();
    digest.size += count;
    digest.lines += static_cast<std::uint64_t>(std::count(bytes, bytes + count, '\n'));
    digest.crc32 = crc32(digest.crc32, bytes, count);
  }
  return digest;
}

std::uint32_t crc32(std::uint32_t crc, const unsigned char* bytes, std::size_t count) {
  crc = ~crc;
  for (std::size_t i = 0; i < count; ++i) crc = table[(crc ^ bytes[i]) & 0xFFU] ^ (crc >> 8U);
  return ~crc;
}

}  // namespace legacy_app
