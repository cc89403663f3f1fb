// Results and failures as values of their own; how they reach onResult is in jobs_test.cpp.

#include <any>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

#include "fixture.hpp"

using namespace conformance;
using threadpool::Failure;

BOOST_FIXTURE_TEST_SUITE(results, Clean)

BOOST_AUTO_TEST_CASE(no_failure) {  // L-61
  const Failure none;
  BOOST_TEST((none.exception() == nullptr));
  BOOST_TEST(none.message().empty());
  BOOST_TEST(none.typeName().empty());
  BOOST_TEST(!none.check<std::exception>());
  BOOST_CHECK_THROW(none.rethrow(), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_failure_holds_its_exception) {  // L-62 M-02
  const auto exception = std::make_exception_ptr(std::runtime_error("text"));
  const Failure failure(exception);
  const Failure copy = failure;
  BOOST_TEST((copy.exception() == exception));
  BOOST_TEST(copy.message() == "text");
  BOOST_TEST(copy.typeName() == "std::runtime_error");
  BOOST_TEST(copy.check<std::exception>());
  BOOST_CHECK_THROW(copy.rethrow(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_result_of_nothing) {  // L-61
  const Result result;
  BOOST_TEST(result.ok());
  BOOST_TEST(!result.value().has_value());
  BOOST_TEST((result.failure().exception() == nullptr));
}

BOOST_AUTO_TEST_CASE(a_result_with_a_value) {  // L-61
  const Result result = Result::success(std::string("value"));
  BOOST_TEST(result.ok());
  BOOST_TEST(result.get<std::string>() == "value");
  BOOST_CHECK_THROW(result.get<int>(), std::bad_any_cast);
}

// L-62 L-66 M-02: a failed result throws what the job threw; an exception_ptr as a value is a value.
BOOST_AUTO_TEST_CASE(failed_results_and_exceptions_as_values) {
  const auto exception = std::make_exception_ptr(std::out_of_range("job"));
  const Result failed = Result::failed(Failure(exception));
  BOOST_TEST(!failed.ok());
  BOOST_CHECK_THROW(failed.value(), std::out_of_range);
  BOOST_CHECK_THROW(failed.get<int>(), std::out_of_range);
  BOOST_TEST(failed.failure().message() == "job");
  const Result value = Result::success(exception);
  BOOST_TEST(value.ok());
  BOOST_TEST((value.get<std::exception_ptr>() == exception));
}

// L-62: a result that was made as failed is never taken for a success, even if nobody says by what it failed.
BOOST_AUTO_TEST_CASE(a_result_that_failed_by_nothing_in_particular) {
  const Result failed = Result::failed(Failure());
  BOOST_TEST(!failed.ok());
  BOOST_CHECK_THROW(failed.value(), std::logic_error);
  BOOST_TEST(!failed.failure().message().empty());
}

BOOST_AUTO_TEST_SUITE_END()
