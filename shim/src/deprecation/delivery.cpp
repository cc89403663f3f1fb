#include "deprecation/delivery.hpp"

#include <memory>
#include <mutex>
#include <utility>

#include "deprecation/forkable_mutex.hpp"
#include "deprecation/json_file.hpp"
#include "deprecation/json_line.hpp"

namespace cadre::shim {
namespace {

/// The program's sink. Never destroyed: pools may be used by static objects.
class sink_slot {
 public:
  std::shared_ptr<const deprecation_sink> get() {
    const std::lock_guard lock(mutex_);
    return sink_;
  }

  std::shared_ptr<const deprecation_sink> exchange(std::shared_ptr<const deprecation_sink> sink) {
    const std::lock_guard lock(mutex_);
    sink_.swap(sink);
    return sink;
  }

 private:
  forkable_mutex mutex_;
  std::shared_ptr<const deprecation_sink> sink_;
};

sink_slot& slot() {
  static sink_slot& only = *new sink_slot;
  return only;
}

// When the library is loaded: a child that is forked while another thread makes it would wait for that for ever.
[[gnu::constructor]] void make_early() try { slot(); } catch (...) {
}

}  // namespace

void deliver(const deprecation_record& record, volume wanted) {
  if (json_wanted()) append_json(to_json(record));
  if (const auto sink = slot().get())
    (*sink)(record);
  else
    log_record(record, wanted);
}

deprecation_sink set_deprecation_sink(deprecation_sink sink) {
  std::shared_ptr<const deprecation_sink> next;
  if (sink) next = std::make_shared<const deprecation_sink>(std::move(sink));
  const auto before = slot().exchange(std::move(next));
  return before ? *before : deprecation_sink();
}

}  // namespace cadre::shim
