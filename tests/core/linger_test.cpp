// linger_test.cpp - proves when a worker lets its submitter get ahead, and when it does not.

#include "linger.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>

namespace {

void run(cadre::linger& stream, unsigned tasks) {
  for (unsigned i = 0; i < tasks; ++i) stream.ran();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(linger)

BOOST_AUTO_TEST_CASE(it_does_not_pay_where_few_tasks_come) {
  cadre::linger stream;
  BOOST_TEST(!stream.pays());
  for (int i = 0; i < 100; ++i) {
    run(stream, cadre::sync::tasks_of_a_stream - 1);
    BOOST_TEST(!stream.pays());
  }
}

BOOST_AUTO_TEST_CASE(it_pays_once_for_each_part_of_a_stream) {
  cadre::linger stream;
  for (int i = 0; i < 3; ++i) {
    run(stream, cadre::sync::tasks_of_a_stream);
    BOOST_TEST(stream.pays());
    BOOST_TEST(!stream.pays());
  }
}

BOOST_AUTO_TEST_CASE(it_takes_its_moment) {
  cadre::linger stream;
  run(stream, cadre::sync::tasks_of_a_stream);
  const auto before = std::chrono::steady_clock::now();
  BOOST_TEST(stream.pays());
  BOOST_TEST((std::chrono::steady_clock::now() - before >= cadre::linger::length));
}

BOOST_AUTO_TEST_SUITE_END()
