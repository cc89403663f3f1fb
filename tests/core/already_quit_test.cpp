// already_quit_test.cpp - proves what cadre/already_quit.hpp promises.

#include <boost/test/unit_test.hpp>
#include <cadre/already_quit.hpp>
#include <cadre/memory_worker.hpp>
#include <cstring>
#include <exception>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(already_quit)

// W-09: a plain exception, no special branch of the hierarchy that a catch for logic errors would take along.
BOOST_AUTO_TEST_CASE(it_is_an_ordinary_exception) {
  static_assert(std::is_base_of_v<std::exception, cadre::already_quit>);
  static_assert(std::is_nothrow_copy_constructible_v<cadre::already_quit>);
  const cadre::already_quit error;
  BOOST_TEST(std::strlen(error.what()) > 0U);
}

// W-03 W-09: The type is known on both sides of the library's border, by its name and as a std::exception.
BOOST_AUTO_TEST_CASE(it_crosses_the_border_of_the_library) {
  cadre::memory_worker worker;
  worker.quit();
  BOOST_CHECK_THROW(worker.submit([] {}), cadre::already_quit);
  BOOST_CHECK_THROW(worker.submit([] {}), std::exception);
}

BOOST_AUTO_TEST_SUITE_END()
