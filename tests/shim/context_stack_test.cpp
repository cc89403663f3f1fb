// The layers of threadpool::context are values of cadre::context: one chain, whichever of the two asks.

#define BOOST_TEST_MODULE context_stack
#include <cadre/shim/pool_of.hpp>

#include <threadpool/ThreadPool.h>
#include <any>
#include <boost/test/unit_test.hpp>
#include <cadre/context.hpp>
#include <cadre/pool.hpp>
#include <cadre/with_context.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using threadpool::Result;
using threadpool::ThreadPool;
using threadpool::context::Layer;
using threadpool::context::Scope;
using words = std::vector<std::string>;

namespace {

const cadre::context_key<std::string> request;

/// The calling thread's two texts: the layers' and the core's; "-" for one that is not there.
std::string seen() {
  const std::string* const value = cadre::context::current().find(request);
  return std::any_cast<std::string>(threadpool::context::get("user", std::string("-"))) + " " +
         (value != nullptr ? *value : "-");
}

Layer user(const std::string& name) {
  return Layer{{"user", name}};
}

/// What jobs saw, in the order in which they told it. A job of the pool `one` at a time.
struct noted {
  words all;
  ThreadPool one{0, 1};

  void add(const std::string& what) { all.push_back(what + ": " + seen()); }
  [[nodiscard]] words after_running() {
    one.start();
    one.stop();
    return std::exchange(all, {});
  }
};

/// Observes the log while it lives.
class log_observed {
 public:
  explicit log_observed(threadpool::LogObserver by) : before_(threadpool::setLogObserver(std::move(by))) {}
  ~log_observed() { threadpool::setLogObserver(std::move(before_)); }
  log_observed(const log_observed&) = delete;
  log_observed& operator=(const log_observed&) = delete;

 private:
  threadpool::LogObserver before_;
};

}  // namespace

// DEF-33 DEF-36 S-32: a job takes the core's values along as it does layers: function, onResult and log have both.
BOOST_FIXTURE_TEST_CASE(a_job_carries_the_values_of_the_core, noted) {
  const log_observed log([this](const threadpool::LogEntry&) { add("log"); });
  {
    const cadre::context::scope outer(request, "r1");
    const Scope inner(user("ada"));
    one.callInThreadWithCallback([this](bool, Result) { add("onResult"); }, [this] { add("function"); });
  }
  {
    const cadre::context::scope alone(request, "r2");
    one.callInThread([] { throw std::runtime_error("expected"); });
  }
  one.callInThread([this] { add("next"); });
  BOOST_TEST(after_running() == (words{"function: ada r1", "onResult: ada r1", "log: - r2", "next: - -"}),
             boost::test_tools::per_element());
}

// DEF-36: and a task of the core takes the layers along.
BOOST_FIXTURE_TEST_CASE(a_task_of_the_core_carries_layers, noted) {
  cadre::with_context carrying(cadre::shim::pool_of(one));
  {
    const Scope outer(user("ada"));
    const cadre::context::scope inner(request, "r1");
    carrying.submit([this] { add("task"); });
  }
  BOOST_TEST(after_running() == words{"task: ada r1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(scopes_of_both_kinds_nest) {
  const Scope outer(user("ada"));
  const cadre::context::scope inner(request, "r1");
  {
    const Scope innermost(user("bob"));
    BOOST_TEST(seen() == "bob r1");
    const cadre::context::scope replaces{cadre::context()};
    BOOST_TEST(seen() == "- -");
  }
  BOOST_TEST(seen() == "ada r1");
}

// DEF-36 L-82: the layers of a job are copies. The originals stay behind with the submitter.
BOOST_FIXTURE_TEST_CASE(a_job_keeps_no_layer_of_its_submitter, noted) {
  const auto original = std::make_shared<int>(1);
  {
    Layer layer = user("ada");
    const Scope outer(layer);
    const cadre::context::scope inner(request, "r1");
    one.callInThread([this] { add("job"); });
    layer.set("user", std::string("bob"));
    layer.set("later", original);
    BOOST_TEST(original.use_count() == 2);
  }
  BOOST_TEST(original.use_count() == 1, "the job, which still waits, does not hold what was set later");
  BOOST_TEST(after_running() == words{"job: ada r1"}, boost::test_tools::per_element());
}

// DEF-36: of all layers, in their order, and of those that a job has from its own submitter.
BOOST_FIXTURE_TEST_CASE(a_job_hands_on_all_layers, noted) {
  std::promise<void> ran;
  {
    const Scope outer(Layer{{"user", std::string("ada")}, {"outer", std::string("o")}});
    const Scope inner(user("bob"));
    one.callInThread([&] {
      const cadre::context::scope own(request, "r2");
      one.callInThread([&] {
        add("second");
        all.push_back(std::any_cast<std::string>(threadpool::context::get("outer")));
        ran.set_value();
      });
    });
  }
  one.start();
  BOOST_TEST((ran.get_future().wait_for(std::chrono::seconds(10)) == std::future_status::ready));
  BOOST_TEST(after_running() == (words{"second: bob r2", "o"}), boost::test_tools::per_element());
}

// L-06: a record of the old queue carries both too, and is run once.
BOOST_FIXTURE_TEST_CASE(a_record_carries_both, noted) {
  const auto make = [this] { return threadpool::Job(threadpool::bind([this] { add("record"); })); };
  std::optional<threadpool::Job> with;
  {
    const cadre::context::scope outer(request, "r1");
    const Scope inner(user("ada"));
    with = make();
  }
  std::optional<threadpool::Job> without = make();
  const Scope here(user("bob"));
  for (int i = 0; i < 2; ++i) {
    with->run();
    without->run();
  }
  one.q().put(make());
  BOOST_TEST(after_running() == (words{"record: ada r1", "record: - -", "record: bob -"}),
             boost::test_tools::per_element());
}

// As in legacy: the wrong layers, but live ones; and the scope outside puts everything right.
BOOST_AUTO_TEST_CASE(scopes_may_end_out_of_turn) {
  const Scope around(user("around"));
  {
    const Scope outside(user("outside"));
    auto first = std::make_unique<Scope>(user("first"));
    auto second = std::make_unique<Scope>(user("second"));
    first.reset();
    BOOST_TEST(seen() == "outside -");
    second.reset();
    BOOST_TEST(seen() == "first -");
  }
  BOOST_TEST(seen() == "around -");
}
