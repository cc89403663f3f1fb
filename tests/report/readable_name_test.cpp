// Symbols as people write them.

#include "../common/readable_name.hpp"

#include <boost/test/unit_test.hpp>

using namespace tools;

BOOST_AUTO_TEST_SUITE(readable_name_)

BOOST_AUTO_TEST_CASE(mangled_names_are_spelled_out) {
  BOOST_TEST(readable_symbol("_ZN3app4drawEi") == "app::draw(int)");
  // As long as a function with strings and callbacks has them.
  BOOST_TEST(
      readable_symbol("_ZN3app5watchERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEESt8functionIFvS7_EE") ==
      "app::watch(std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> > const&, "
      "std::function<void (std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> > "
      "const&)>)");
}

BOOST_AUTO_TEST_CASE(other_names_stay) {
  for (const char* const name : {"", "main", "_Z", "_Znonsense", "CountingPool", "i", "f"})
    BOOST_TEST(readable_symbol(name) == name);
}

// Each type has the one before twice: spelled out, the name would have more than a million characters.
BOOST_AUTO_TEST_CASE(a_name_that_grows_without_end_stays) {
  std::string name = "_Z1f1AIiiE";
  for (int i = 0; i < 16; ++i) {
    const std::string last = std::string("S") + "0123456789ABCDEF"[i] + "_";
    name += "S_I" + last + last + "E";
  }
  BOOST_TEST(readable_symbol(name) == name);
  const std::string lengthy = "_Z2000" + std::string(2000, 'x') + "v";
  BOOST_TEST(readable_symbol(lengthy) == lengthy);
}

// A pattern in a pattern says each element for each element: n of them in k patterns, n to the power of k.
BOOST_AUTO_TEST_CASE(a_name_with_patterns_in_patterns_is_left_at_once, *boost::unit_test::timeout(30)) {
  const auto with_patterns = [](std::size_t elements, std::size_t count) {
    std::string name = "_Z1fIJ" + std::string(elements, 'i') + "EEv";
    for (std::size_t i = 0; i < count; ++i) name += "Dp1AIT_";
    return name + std::string(count, 'E');
  };
  BOOST_TEST(readable_symbol(with_patterns(2, 1)) == "void f<int, int>(A<int>, A<int>)");
  for (const std::size_t count : {8U, 20U, 100U})
    BOOST_TEST(readable_symbol(with_patterns(10, count)) == with_patterns(10, count));
  BOOST_TEST(readable_symbol(with_patterns(400, 2)).size() < 10'000'000U);
}

BOOST_AUTO_TEST_CASE(types_are_told_from_symbols) {
  BOOST_TEST(readable_type("N12_GLOBAL__N_17UnnamedE") == "(anonymous namespace)::Unnamed");
  BOOST_TEST(readable_type("i") == "int");
  BOOST_TEST(readable_type("").empty());
}

BOOST_AUTO_TEST_CASE(symbols_that_come_again_are_the_same_text) {
  readable_symbols symbols;
  const std::string& first = symbols.of("_ZN3app4drawEi");
  BOOST_TEST(first == "app::draw(int)");
  BOOST_TEST(symbols.of("main") == "main");
  BOOST_TEST(&symbols.of("_ZN3app4drawEi") == &first);
}

BOOST_AUTO_TEST_SUITE_END()
