#include "pool_scenario.hpp"

namespace schedule {

void explore_pool(plan how, setting where, const std::function<void(rig&, cadre::pool&)>& scenario,
                  const std::function<void(const rig&)>& then) {
  explore(how, [&] {
    rig tasks(where.at_once);
    {
      cadre::pool pool(tasks.options(where.limits, where.backlog));
      scenario(tasks, pool);
    }
    tasks.expect_settled();
    if (then) then(tasks);
  });
}

}  // namespace schedule
