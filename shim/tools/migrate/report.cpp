#include "commands.hpp"
#include "inventory.hpp"
#include "report_json.hpp"
#include "report_text.hpp"

namespace migrate {

int report_uses(const options& wanted) {
  const inventory all = take_inventory(wanted);
  const int status = all.found.uses.empty() && all.failed.empty() ? fine : found_or_failed;
  print(wanted.json ? report_json(all, status) : report_text(all));
  return status;
}

}  // namespace migrate
