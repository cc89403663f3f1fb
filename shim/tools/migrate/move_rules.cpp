#include "move_rules.hpp"

#include <array>

namespace migrate {
namespace {

constexpr auto call = subject::call;
constexpr std::string_view pool = "ThreadPool";

// `stop` has its name in the core too, and is not here.
constexpr auto table = std::to_array<rule>({
    {"", call, pool, "start", remedy::in_place, rewriting::removal},
    {"", call, pool, "callInThread", remedy::in_place, rewriting::task},
    {"",
     call,
     pool,
     "callInThreadWithCallback",
     remedy::by_hand,
     rewriting::none,
     {},
     {},
     "a callback becomes a future, or a part of the function"},
    {"", call, pool, "adjustPoolsize", remedy::in_place, rewriting::limits},
});

}  // namespace

std::span<const rule> move_rules() noexcept {
  return table;
}

}  // namespace migrate
