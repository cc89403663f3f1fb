#include "include_edit.hpp"

#include <boost/test/unit_test.hpp>

namespace {

const std::string pool_of = "\"cadre/shim/pool_of.hpp\"";

/// "+" stands for the new line, which is not there yet.
void check(std::string wanted, const std::string& header = pool_of, const char* file = "a.cpp") {
  const std::size_t at = wanted.find("+\n");
  BOOST_REQUIRE(at != wanted.npos);
  std::string before = wanted;
  before.erase(at, 2);
  wanted.replace(at, 1, "#include " + header);
  const auto found = migrate::include_edit(before, file, header);
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(migrate::edited(before, {*found}) == wanted);
}

BOOST_AUTO_TEST_SUITE(include_edit)

BOOST_AUTO_TEST_CASE(beside_the_frozen_header) {
  check("#include <any>\n\n+\n#include \"threadpool/ThreadPool.h\"\n");
  check("// x\n#pragma once\n+\n#include \"gate.hpp\"\n#include \"threadpool/ThreadPool.h\"\n");
  check("#include \"b.hpp\"\n\n#include \"a.hpp\"\n+\n#include \"threadpool/ThreadPool.h\"\n#include \"z.hpp\"\n");
}

BOOST_AUTO_TEST_CASE(in_front_of_it_where_nothing_is_sorted) {
  check("#include \"z.hpp\"\n#include \"a.hpp\"\n+\n#include \"threadpool/ThreadPool.h\"\n");
}

BOOST_AUTO_TEST_CASE(in_its_manner) {
  const std::string text = "#include <any>\n#include <threadpool/ThreadPool.h>\r\n";
  const auto found = migrate::include_edit(text, "a.cpp", pool_of);
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(migrate::edited(text, {*found}) ==
             "#include <any>\n#include <cadre/shim/pool_of.hpp>\r\n#include <threadpool/ThreadPool.h>\r\n");
}

BOOST_AUTO_TEST_CASE(with_it_in_a_condition) {
  check("#ifdef POOL\n+\n#include \"threadpool/ThreadPool.h\"\n#endif\n");
}

BOOST_AUTO_TEST_CASE(a_files_own_header_stays_first) {
  check("#include \"a.hpp\"\n+\n#include \"threadpool/ThreadPool.h\"\n");
}

BOOST_AUTO_TEST_CASE(without_the_frozen_header) {
  check("#include <any>\n#include \"b.hpp\"\n+\n#include \"d.hpp\"\nint x;\n#include \"c.hpp\"\n");
  for (const char* text : {"#include \"a.hpp\"\n\n#include <any>\n\nint x;\n", "#include <any>\n", "#include <any>"}) {
    const auto found = migrate::include_edit(text, "a.cpp", pool_of);
    BOOST_REQUIRE(found.has_value());
    const std::string result = migrate::edited(text, {*found});
    BOOST_TEST(result.find("#include <any>\n\n#include \"cadre/shim/pool_of.hpp\"\n") != result.npos, result);
  }
}

BOOST_AUTO_TEST_CASE(of_the_standard_library) {
  check("#include <any>\n+\n#include <string>\n\n#include \"b.hpp\"\n", "<optional>");
  check("#include <any>\n+\n\n#include \"b.hpp\"\n", "<optional>");
  const std::string alone = "#include \"b.hpp\"\n";
  BOOST_TEST(migrate::edited(alone, {*migrate::include_edit(alone, "a.cpp", "<any>")}) ==
             "#include <any>\n\n#include \"b.hpp\"\n");
}

BOOST_AUTO_TEST_CASE(comments_and_code_are_told_apart) {
  check(
      "/* #include \"x.hpp\"\n#include \"threadpool/ThreadPool.h\"\n*/ // y\n+\n#include "
      "\"threadpool/ThreadPool.h\"\n");
  BOOST_TEST(!migrate::include_edit("int x;\n#include \"threadpool/ThreadPool.h\"\n", "a.cpp", pool_of));
  BOOST_TEST(!migrate::include_edit("", "a.cpp", pool_of));
}

BOOST_AUTO_TEST_CASE(what_is_there_is_found) {
  BOOST_TEST(migrate::includes("#ifndef A\n#define A\n#  include <cadre/shim/pool_of.hpp> // x\n#endif\n", pool_of));
  BOOST_TEST(!migrate::includes("#include <any>\n#ifdef A\n#include <cadre/shim/pool_of.hpp>\n#endif\n", pool_of));
  BOOST_TEST(!migrate::includes("// #include <cadre/shim/pool_of.hpp>\n", pool_of));
  BOOST_TEST(migrate::includes("#define A \\\n  b\n#include <optional>\n", "<optional>"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
