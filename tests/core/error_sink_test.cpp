// error_sink_test.cpp - proves what cadre/error_sink.hpp promises.

#include <boost/test/unit_test.hpp>
#include <cadre/error_sink.hpp>
#include <cadre/pool.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>

#include "recorded_errors.hpp"

using cadre_test::deliberate;

BOOST_AUTO_TEST_SUITE(error_sink)

BOOST_AUTO_TEST_CASE(report_hands_the_error_over_on_this_thread) {
  cadre_test::recorded_errors errors;
  cadre::report(errors.sink(), std::make_exception_ptr(deliberate("one")));
  BOOST_TEST(errors.claim() == cadre_test::texts{"deliberate one"}, boost::test_tools::per_element());
  BOOST_REQUIRE(errors.threads().size() == 1U);
  BOOST_TEST((errors.threads().front() == std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(errors_of_any_type_arrive) {
  cadre_test::recorded_errors errors;
  cadre::report(errors.sink(), std::make_exception_ptr(7));
  BOOST_TEST(errors.claim() == cadre_test::texts{"int 7"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_empty_sink_ignores_errors) {
  cadre::report(cadre::error_sink(), std::make_exception_ptr(deliberate("nobody listens")));
  cadre::report({}, std::make_exception_ptr(7));
  BOOST_TEST(true, "report came back");
}

// DEF-21: a sink that fails must not take its caller down with it.
BOOST_AUTO_TEST_CASE(what_a_sink_throws_is_ignored) {
  static_assert(noexcept(cadre::report(cadre::error_sink(), std::exception_ptr())));
  int calls = 0;
  const cadre::error_sink throws_a_standard_type = [&calls](const std::exception_ptr&) {
    ++calls;
    throw deliberate("sink");
  };
  const cadre::error_sink throws_a_number = [&calls](const std::exception_ptr&) {
    ++calls;
    throw 7;
  };
  const cadre::error_sink rethrows = [&calls](const std::exception_ptr& error) {
    ++calls;
    std::rethrow_exception(error);
  };
  for (const auto& sink : {throws_a_standard_type, throws_a_number, rethrows})
    cadre::report(sink, std::make_exception_ptr(deliberate("task")));
  BOOST_TEST(calls == 3);
}

// D-11: whoever logs what a sink gets finds something to read.
BOOST_AUTO_TEST_CASE(the_errors_of_the_core_say_what_they_are) {
  BOOST_TEST(cadre::backlog_full().what() != std::string());
  BOOST_TEST(cadre::task_dropped().what() != std::string());
  BOOST_TEST(cadre::would_deadlock().what() != std::string());
}

BOOST_AUTO_TEST_SUITE_END()
