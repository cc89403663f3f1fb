#include "code_references.hpp"

#include <algorithm>

namespace scan {
namespace {

constexpr std::size_t operand_size = 4;

bool is_entry_section(const section& each) {
  return each.name.starts_with(".plt");
}

std::uint64_t sum(std::uint64_t address, std::uint32_t distance) noexcept {
  return address + static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(distance)));
}

/// A call, a jump with or without condition, or an operand that is relative to the instruction.
bool may_precede_distance(byte_view code, std::size_t at) noexcept {
  const unsigned last = at > 0 ? code[at - 1] : 0;
  const unsigned before = at > 1 ? code[at - 2] : 0;
  return last == 0xe8 || last == 0xe9 || (before == 0x0f && last >= 0x80 && last <= 0x8f) || (last & 0xc7) == 0x05;
}

/// The operand of an instruction that loads a number of four or eight bytes.
bool may_precede_number(byte_view code, std::size_t at) noexcept {
  const unsigned last = at > 0 ? code[at - 1] : 0;
  const unsigned before = at > 1 ? code[at - 2] : 0;
  return (last >= 0xb8 && last <= 0xbf) || (before == 0xc7 && last >= 0xc0 && last <= 0xc7);
}

/// Where the entry starts that has a jump at `at`; in front may stand endbr64 and bnd.
std::size_t start_of_entry(byte_view code, std::size_t at) noexcept {
  if (at >= 1 && code[at - 1] == 0xf2) --at;
  if (at >= 4 && little_endian<std::uint32_t>(code, at - 4) == 0xfa1e0ff3) at -= 4;
  return at;
}

class search {
 public:
  search(const image& in, const std::map<std::uint64_t, std::size_t>& targets, std::vector<code_reference>& found)
      : in_(in),
        targets_(targets),
        found_(found),
        lowest_(targets.begin()->first),
        span_(targets.rbegin()->first - lowest_),
        at_fixed_address_(in.object.header().e_type == ET_EXEC) {}

  void look_at(const section& where) {
    const byte_view code = in_.object.bytes(where);
    const std::uint64_t begin = in_.memory.address_of(where);
    for (std::size_t at = 0; at + operand_size <= code.size(); ++at) {
      const auto operand = little_endian<std::uint32_t>(code, at);
      const std::uint64_t place = begin + at;
      if (may_be_target(sum(place + operand_size, operand)) && may_precede_distance(code, at))
        note(place, sum(place + operand_size, operand));
      if (at_fixed_address_ && may_be_target(operand) && may_precede_number(code, at)) note(place, operand);
    }
  }

 private:
  [[nodiscard]] bool may_be_target(std::uint64_t address) const noexcept { return address - lowest_ <= span_; }

  void note(std::uint64_t place, std::uint64_t target) {
    const auto known = targets_.find(target);
    if (known != targets_.end()) found_.push_back({place, known->second});
  }

  const image& in_;
  const std::map<std::uint64_t, std::size_t>& targets_;
  std::vector<code_reference>& found_;
  const std::uint64_t lowest_;
  const std::uint64_t span_;
  const bool at_fixed_address_;
};

}  // namespace

std::vector<code_reference> find_code_references(const image& in, const std::map<std::uint64_t, std::size_t>& targets) {
  std::vector<code_reference> found;
  if (in.object.header().e_machine != EM_X86_64 || targets.empty()) return found;
  search code(in, targets, found);
  for (const section* each : in.memory.sections())
    if (each->executable() && !is_entry_section(*each)) code.look_at(*each);
  return found;
}

std::vector<pointer> find_entries(const image& in) {
  static constexpr std::uint16_t indirect_jump = 0x25ff;
  std::vector<pointer> entries;
  if (in.object.header().e_machine != EM_X86_64) return entries;
  for (const section* each : in.memory.sections()) {
    if (!each->executable() || !is_entry_section(*each)) continue;
    const byte_view code = in.object.bytes(*each);
    const std::uint64_t begin = in.memory.address_of(*each);
    for (std::size_t at = 0; at + 2 + operand_size <= code.size(); ++at) {
      if (little_endian<std::uint16_t>(code, at) != indirect_jump) continue;
      const std::uint64_t slot = sum(begin + at + 2 + operand_size, little_endian<std::uint32_t>(code, at + 2));
      entries.push_back({begin + start_of_entry(code, at), slot});
    }
  }
  return entries;
}

}  // namespace scan
