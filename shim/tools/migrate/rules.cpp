#include "rules.hpp"

#include <algorithm>
#include <array>

namespace migrate {
namespace {

constexpr auto call = subject::call;
constexpr auto overriding = subject::overriding;
constexpr auto name_of_type = subject::name_of_type;
constexpr auto in_place = remedy::in_place;
constexpr auto review = remedy::review;
constexpr auto by_hand = remedy::by_hand;
constexpr auto none = rewriting::none;
constexpr auto expression = rewriting::expression;
constexpr auto gauge = rewriting::gauge;
constexpr std::string_view pool = "ThreadPool";
constexpr std::string_view pool_of = "cadre::shim::pool_of(";
constexpr std::string_view number_of_pool = "static_cast<int>(cadre::shim::pool_of(";

constexpr std::string_view only_between = "limits() is 0 and 0 before start and after stop";
constexpr std::string_view your_flag = "only you know where the pool is started and stopped";
constexpr std::string_view refuses = "adjustPoolsize refuses a minimum above the maximum; the setter stored it";
constexpr std::string_view hooks = "what the override does for its thread has to become one or two functions";
constexpr std::string_view types = "the types of the threads differ";

constexpr auto table = std::to_array<rule>({
    {"TPS001", call, pool, "min", review, expression, number_of_pool, ").limits().min)", only_between},
    {"TPS002", call, pool, "max", review, expression, number_of_pool, ").limits().max)", only_between},
    {"TPS003", call, pool, "name", in_place, expression, pool_of, ").name()"},
    {"TPS004", call, pool, "started", by_hand, none, {}, {}, your_flag},
    {"TPS005", call, pool, "joined", by_hand, none, {}, {}, your_flag},
    {"TPS006", call, pool, "threads", in_place, gauge, pool_of, ").statistics().workers()"},
    {"TPS007", call, pool, "workers", in_place, expression, number_of_pool, ").statistics().workers())"},
    {"TPS008", call, pool, "waiters", in_place, gauge, pool_of, ").statistics().idle"},
    {"TPS009", call, pool, "working", in_place, gauge, pool_of, ").statistics().busy"},
    {"TPS010", call, pool, "q", by_hand, none, {}, {}, "the handle is kept"},
    {"TPS010", call, "Queue", "qsize", in_place, gauge, pool_of, ").statistics().backlog"},
    {"TPS010", call, "Queue", "empty", in_place, gauge, pool_of, ").statistics().backlog"},
    {"TPS010", name_of_type, "", "Queue", by_hand, none, {}, {}, "the handle is kept"},
    {"TPS011", call, pool, "dumpStats", by_hand, none, {}, {}, "where the figures should go is for you to say"},
    {"TPS012", call, pool, "threadFactory", by_hand, none, {}, {}, types},
    {"TPS012", overriding, pool, "threadFactory", by_hand, none, {}, {}, types},
    {"TPS013", call, pool, "setThreadFactory", by_hand, none, {}, {}, types},
    {"TPS014", call, pool, "startAWorker", in_place, expression, pool_of, ").grow(1)"},
    {"TPS015", call, pool, "stopAWorker", in_place, expression, pool_of, ").shrink(1)"},
    {"TPS016", call, pool, "_startSomeWorkers", in_place, rewriting::removal},
    {"TPS017",
     call,
     "Queue",
     "put",
     review,
     rewriting::job,
     {},
     {},
     "a stopped pool drops what callInThread gives it",
     "Job"},
    {"TPS017", name_of_type, "", "Job", by_hand, none, {}, {}, "the record is kept"},
    {"TPS018", call, "Queue", "put", in_place, expression, pool_of, ").shrink(1)", {}, "WorkerStopType"},
    {"TPS018", name_of_type, "", "WorkerStopType", by_hand, none, {}, {}, "the stop token is kept"},
    {"TPS018", name_of_type, "", "WorkerStop", by_hand, none, {}, {}, "the stop token is kept"},
    {"TPS019", call, pool, "dispatch", in_place, rewriting::submission},
    {"TPS020", call, pool, "dispatchWithCallback", by_hand, none, {}, {}, "two functions become one"},
    {"TPS021", call, pool, "currentThread", by_hand, none, {}, {}, "it depends on what is done with the object"},
    {"TPS022", call, pool, "getState", by_hand, none, {}, {}, "the variable that keeps them has another type"},
    {"TPS022", name_of_type, "", "PoolState", by_hand, none, {}, {}, "the variable that keeps them has another type"},
    {"TPS023", call, pool, "setState", by_hand, none, {}, {}, "whether the rest of its effects are wanted is for you"},
    {"TPS024", call, pool, "setMin", review, rewriting::resizing, {}, {}, refuses},
    {"TPS025", call, pool, "setMax", review, rewriting::resizing, {}, {}, refuses},
    {"TPS026", call, pool, "setName", by_hand, none, {}, {}, "the name has to travel to where the pool is made"},
    {"TPS027", call, pool, "setWorkers", by_hand, none, {}, {}, "which sizes are meant cannot be read from the number"},
    {"TPS028", call, "Queue", "get", by_hand, none, {}, {}, "who is to run the job is a question of design"},
    {"TPS029", call, "Queue", "get_nowait", by_hand, none, {}, {}, "it depends on what is done with the job"},
    {"TPS030", call, pool, "_worker", by_hand, none, {}, {}, "what stands around the loop has to become two functions"},
    {"TPS031", call, pool, "_workerState", by_hand, none, {}, {}, "the call becomes the function"},
    {"TPS032", name_of_type, "", "ThreadSafeList", by_hand, none, {}, {}, "what the entries should be is for you"},
    {"TPS033", overriding, pool, "startAWorker", by_hand, none, {}, {}, hooks},
    {"TPS034", overriding, pool, "stopAWorker", by_hand, none, {}, {}, hooks},
    {"TPS035", overriding, pool, "_startSomeWorkers", by_hand, none, {}, {}, "the override goes, if it does no more"},
    {"TPS036", overriding, pool, "_worker", by_hand, none, {}, {}, hooks},
    {"TPS037", overriding, pool, "currentThread", by_hand, none, {}, {}, "the override goes, if it does no more"},
});

}  // namespace

std::string_view name_of(remedy fix) noexcept {
  constexpr std::array<std::string_view, 3> names = {"in place", "in place, to be reviewed", "by hand"};
  return names.at(static_cast<std::size_t>(fix));
}

std::vector<rule> completed(std::span<const rule> some, std::span<const cadre::shim::deprecation> rows) {
  std::vector<rule> all(some.begin(), some.end());
  for (const cadre::shim::deprecation& row : rows) {
    const auto is_its = [&](const rule& each) { return each.id == row.id; };
    if (std::any_of(some.begin(), some.end(), is_its)) continue;
    const bool is_override = row.kind == cadre::shim::deprecation_kind::overridden;
    all.push_back({row.id,
                   is_override ? overriding : call,
                   pool,
                   row.member.substr(0, row.member.find('(')),
                   by_hand,
                   none,
                   {},
                   {},
                   "its page says how"});
  }
  return all;
}

std::span<const rule> rules() {
  static const std::vector<rule> all = completed(table, cadre::shim::deprecations);
  return all;
}

const rule* call_rule(std::string_view id) {
  const auto all = rules();
  const auto found =
      std::find_if(all.begin(), all.end(), [id](const rule& each) { return each.id == id && each.what == call; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace migrate
