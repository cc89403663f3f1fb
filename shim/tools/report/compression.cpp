#include "compression.hpp"

#include <algorithm>
#include <array>

namespace report {
namespace {

struct format {
  std::string_view beginning;
  std::string_view unpacker;
};

constexpr std::array<format, 4> formats = {
    {{"\x1f\x8b", "zcat"}, {"\x28\xb5\x2f\xfd", "zstdcat"}, {"\xfd\x37zXZ", "xzcat"}, {"BZh91AY&SY", "bzcat"}}};

}  // namespace

std::string_view unpacker_of(std::string_view beginning) noexcept {
  const auto* const found = std::ranges::find_if(
      formats, [&](std::string_view bytes) { return beginning.starts_with(bytes); }, &format::beginning);
  return found == formats.end() ? std::string_view() : found->unpacker;
}

}  // namespace report
