// The submitter's context, and where it is in force.

#include <any>
#include <stdexcept>
#include <string>

#include "fixture.hpp"

using namespace conformance;
using threadpool::context::Layer;
using threadpool::context::Scope;

namespace {

/// The text under a key in the calling thread's context, "none" where there is none.
std::string seen(const std::string& key) {
  return std::any_cast<std::string>(threadpool::context::get(key, std::string("none")));
}

Layer layer(const std::string& key, const std::string& value) {
  return Layer{{key, value}};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(context, Clean)

// X-13 L-80 L-83 S-32 S-D12 DEF-33 D-16: function and onResult see what was set around the submission, and it is not
// the default that all threads share.
BOOST_AUTO_TEST_CASE(function_and_on_result_see_the_submitters_context) {
  std::string inFunction, inResult;
  ThreadPool pool(1, 1);
  pool.start();
  {
    Scope scope(layer("who", "submitter"));
    pool.callInThreadWithCallback([&](bool, Result) { inResult = seen("who"); }, [&] { inFunction = seen("who"); });
  }
  BOOST_TEST(seen("who") == "none");
  pool.stop();
  BOOST_TEST(inFunction == "submitter");
  BOOST_TEST(inResult == "submitter");
}

// L-83 S-32 DEF-33: on the failing path too.
BOOST_AUTO_TEST_CASE(on_result_sees_the_context_of_a_failed_job) {
  std::string inResult;
  ThreadPool pool(0, 1);
  threadpool::context::call(layer("who", "submitter"), [&] {
    pool.callInThreadWithCallback([&](bool, Result) { inResult = seen("who"); }, [] { throw std::runtime_error("x"); });
  });
  pool.start();
  pool.stop();
  BOOST_TEST(inResult == "submitter");
}

// L-83 S-32 DEF-33: the pool logs a job's error in the job's context, whether function or onResult threw it.
BOOST_AUTO_TEST_CASE(errors_are_logged_in_the_submitters_context) {
  ThreadPool pool(0, 1);
  {
    Scope scope(layer(support::LogCapture::contextKey, "first"));
    pool.callInThread([] { throw std::runtime_error("function"); });
  }
  {
    Scope scope(layer(support::LogCapture::contextKey, "second"));
    pool.callInThreadWithCallback([](bool, Result) { throw std::runtime_error("onResult"); }, [] {});
  }
  pool.start();
  pool.stop();
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 2u);
  BOOST_TEST(std::any_cast<std::string>(errors[0].inContext) == "first");
  BOOST_TEST(std::any_cast<std::string>(errors[1].inContext) == "second");
}

// L-81 DEF-36: with two layers, legacy carries the inner one only; the shim carries both.
BOOST_AUTO_TEST_CASE(outer_layers) {
  std::string inner, outer, both;
  ThreadPool pool(0, 1);
  {
    Scope outside(Layer{{"outer", std::string("o")}, {"both", std::string("o")}});
    Scope inside(Layer{{"inner", std::string("i")}, {"both", std::string("i")}});
    pool.callInThread([&] {
      inner = seen("inner");
      outer = seen("outer");
      both = seen("both");
    });
  }
  pool.start();
  pool.stop();
  BOOST_TEST(inner == "i");
  BOOST_TEST(both == "i");
  BOOST_TEST(outer == differs(std::string("none"), std::string("o")));
}

// L-82 DEF-36: what is changed in a layer after the submission reaches a legacy job; a job of the shim keeps what it
// was submitted with.
BOOST_AUTO_TEST_CASE(changes_after_the_submission) {
  std::string changed, added;
  Layer values = layer("changed", "before");
  ThreadPool pool(0, 1);
  {
    Scope scope(values);
    pool.callInThread([&] {
      changed = seen("changed");
      added = seen("added");
    });
  }
  values.set("changed", std::string("after"));
  values.set("added", std::string("after"));
  pool.start();
  pool.stop();
  BOOST_TEST(changed == differs(std::string("after"), std::string("before")));
  BOOST_TEST(added == differs(std::string("after"), std::string("none")));
}

// L-84: no context is left for the next job of the thread, nor for the thread itself.
BOOST_AUTO_TEST_CASE(the_next_job_does_not_inherit) {
  std::string function, onResult, own;
  ThreadPool pool(0, 1);
  {
    Scope scope(layer("who", "first"));
    pool.callInThreadWithCallback([](bool, Result) { throw std::runtime_error("expected"); },
                                  [] { throw std::runtime_error("x"); });
  }
  {
    Scope scope(layer("own", "second"));
    pool.callInThreadWithCallback([&](bool, Result) { onResult = seen("who"); },
                                  [&] {
                                    function = seen("who");
                                    own = seen("own");
                                  });
  }
  pool.start();
  pool.stop();
  BOOST_TEST(function == "none");
  BOOST_TEST(onResult == "none");
  BOOST_TEST(own == "second");
  BOOST_TEST(log.takeErrors().size() == 1u);
}

// L-84: what a job puts on the stack of its thread, onResult does not see.
BOOST_AUTO_TEST_CASE(a_job_leaves_no_context_to_its_on_result) {
  std::string onResult;
  ThreadPool pool(0, 1);
  pool.callInThreadWithCallback([&](bool, Result) { onResult = seen("inside"); },
                                [] { Scope scope(layer("inside", "job")); });
  pool.start();
  pool.stop();
  BOOST_TEST(onResult == "none");
}

// L-85: without a layer of his own the submitter hands on the layer of the process.
BOOST_AUTO_TEST_CASE(the_default_layer_is_seen_everywhere) {
  std::string inFunction;
  threadpool::context::defaults().set("of the process", std::string("shared"));
  ThreadPool pool(0, 1);
  pool.callInThread([&] { inFunction = seen("of the process"); });
  pool.start();
  pool.stop();
  BOOST_TEST(inFunction == "shared");
  BOOST_TEST(seen("of the process") == "shared");
}

// L-80: a job submitted by a job inherits its context.
BOOST_AUTO_TEST_CASE(a_job_hands_its_context_on) {
  std::string second;
  Gate ran("the second job");
  ThreadPool pool(0, 1);
  pool.start();
  {
    Scope scope(layer("who", "submitter"));
    pool.callInThread([&] {
      pool.callInThread([&] {
        second = seen("who");
        ran.open();
      });
    });
  }
  ran.wait();
  pool.stop();
  BOOST_TEST(second == "submitter");
}

// L-80: scopes nest, and an exception ends them as well.
BOOST_AUTO_TEST_CASE(scopes_nest_on_one_thread) {
  Scope outer(layer("key", "outer"));
  BOOST_TEST(seen("key") == "outer");
  BOOST_CHECK_THROW(threadpool::context::call(layer("key", "inner"),
                                              [] {
                                                BOOST_TEST(seen("key") == "inner");
                                                throw std::runtime_error("leaves the scope");
                                              }),
                    std::runtime_error);
  BOOST_TEST(seen("key") == "outer");
}

BOOST_AUTO_TEST_CASE(layers_are_shared_by_their_copies) {  // L-82
  Layer one = layer("key", "value");
  Layer two = one;
  two.set("other", 3);
  BOOST_TEST(one.contains("other"));
  BOOST_TEST(std::any_cast<int>(one.get("other")) == 3);
  BOOST_TEST(!one.contains("missing"));
  BOOST_TEST(!one.get("missing").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
