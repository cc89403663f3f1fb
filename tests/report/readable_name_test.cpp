// Symbols as people write them.

#include "readable_name.hpp"

#include <boost/test/unit_test.hpp>

using namespace report;

BOOST_AUTO_TEST_SUITE(readable_name_)

BOOST_AUTO_TEST_CASE(mangled_names_are_spelled_out) {
  BOOST_TEST(readable_name("_ZN3app4drawEi") == "app::draw(int)");
  // As long as a function with strings and callbacks has them.
  BOOST_TEST(readable_name("_ZN3app5watchERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEESt8functionIFvS7_EE") ==
             "app::watch(std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> > const&, "
             "std::function<void (std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> > "
             "const&)>)");
}

BOOST_AUTO_TEST_CASE(other_names_stay) {
  for (const char* const name : {"", "main", "_Z", "_Znonsense", "CountingPool", "i"})
    BOOST_TEST(readable_name(name) == name);
}

// Each type has the one before twice: spelled out, the name would have more than a million characters.
BOOST_AUTO_TEST_CASE(a_name_that_grows_without_end_stays) {
  std::string name = "_Z1f1AIiiE";
  for (int i = 0; i < 16; ++i) {
    const std::string last = std::string("S") + "0123456789ABCDEF"[i] + "_";
    name += "S_I" + last + last + "E";
  }
  BOOST_TEST(readable_name(name) == name);
  const std::string lengthy = "_Z2000" + std::string(2000, 'x') + "v";
  BOOST_TEST(readable_name(lengthy) == lengthy);
}

BOOST_AUTO_TEST_SUITE_END()
