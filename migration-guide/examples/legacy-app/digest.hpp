// digest.hpp - what the program wants to know of a file.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace legacy_app {

struct Digest {
  std::uint64_t size = 0;
  std::uint64_t lines = 0;  ///< newline characters, as `wc -l` counts them
  std::uint32_t crc32 = 0;  ///< as in gzip, PNG and zip
};

/// Reads files through a buffer of its own. Each pool thread has one.
class Reader {
 public:
  Reader();

  /// Reads the file once, from beginning to end. Throws std::system_error when it cannot be opened or
  /// read, or is no regular file any more.
  Digest digest(const std::string& path);

 private:
  std::vector<unsigned char> buffer_;
};

/// Adds bytes to a CRC-32. Start with 0.
std::uint32_t crc32(std::uint32_t crc, const unsigned char* bytes, std::size_t count);

}  // namespace legacy_app
