// What a job of the old pool takes along from the thread that submitted it.

#include "fixture.hpp"

using namespace legacy_test;
namespace context = threadpool::context;

namespace {

std::string text(const std::string& key) {
  return std::any_cast<std::string>(context::get(key, std::string("none")));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(contexts, Clean)

// L-80 L-81
BOOST_AUTO_TEST_CASE(a_job_sees_the_innermost_layer_and_none_of_the_outer_ones) {
  std::string innerInJob, outerInJob, outerInOnResult;
  ThreadPool pool(0, 1);
  {
    const context::Scope outer(context::Layer{{"outer", std::string("o")}, {"both", std::string("o")}});
    const context::Scope inner(context::Layer{{"inner", std::string("i")}});
    BOOST_TEST(text("outer") == "o");
    pool.callInThreadWithCallback([&](bool, Result) { outerInOnResult = text("outer"); },
                                  [&] {
                                    innerInJob = text("inner");
                                    outerInJob = text("outer");
                                  });
  }
  pool.start();
  pool.stop();
  BOOST_TEST(innerInJob == "i");
  BOOST_TEST(outerInJob == "none");
  BOOST_TEST(outerInOnResult == "none");
}

// L-82
BOOST_AUTO_TEST_CASE(a_job_sees_what_was_set_after_its_submission) {
  std::string seen;
  context::Layer layer{{"key", std::string("at the submission")}};
  ThreadPool pool(0, 1);
  context::call(layer, [&] { pool.callInThread([&seen] { seen = text("key"); }); });
  layer.set("key", std::string("later"));
  pool.start();
  pool.stop();
  BOOST_TEST(seen == "later");
}

BOOST_AUTO_TEST_SUITE_END()
