#include "file_groups.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(file_groups)

BOOST_AUTO_TEST_CASE(files_of_one_source_are_one_group) {
  migrate::file_groups all;
  all.join({"a.hpp", "a.cpp"});
  all.join({"b.cpp"});
  BOOST_TEST(all.of("a.hpp") == all.of("a.cpp"));
  BOOST_TEST(all.of("b.cpp") != all.of("a.cpp"));
}

BOOST_AUTO_TEST_CASE(a_shared_file_makes_one_group_of_two) {
  migrate::file_groups all;
  all.join({"a.cpp", "one.hpp"});
  all.join({"b.cpp", "two.hpp"});
  all.join({"c.cpp"});
  all.join({"two.hpp", "one.hpp", "d.cpp"});
  for (const char* each : {"b.cpp", "one.hpp", "two.hpp", "d.cpp"}) BOOST_TEST(all.of(each) == all.of("a.cpp"));
  BOOST_TEST(all.of("c.cpp") != all.of("a.cpp"));
}

BOOST_AUTO_TEST_CASE(a_source_without_files_joins_nothing) {
  migrate::file_groups all;
  all.join({});
  all.join({"a.cpp"});
  BOOST_TEST(all.of("a.cpp") == "a.cpp");
}

BOOST_AUTO_TEST_SUITE_END()
