#include "compiler_arguments.hpp"

#include <boost/test/unit_test.hpp>

#include "shell_words.hpp"

namespace {

using words = std::vector<std::string>;

void check(const std::string& command, const std::string& wanted) {
  const words found = migrate::reading_arguments({"/", "/a.cpp", migrate::shell_words(command)});
  words all = migrate::shell_words(wanted);
  all.insert(all.end(), {"--", "/a.cpp"});
  BOOST_TEST(found == all, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE(compiler_arguments)

BOOST_AUTO_TEST_CASE(what_decides_the_meaning_stays) {
  check("g++ -Ia -I b -isystem c -DX=1 -D Y -UZ -std=gnu++17 -O2 -m32 -fno-exceptions a.cpp",
        "-Ia -I b -isystem c -DX=1 -D Y -UZ -std=gnu++17 -O2 -m32 -fno-exceptions");
}

BOOST_AUTO_TEST_CASE(what_is_for_other_compilers_and_for_outputs_goes) {
  check(
      "g++ -o a.o -c a.cpp -MD -MT a.o -MF a.d -Wall -Wno-no-such -Werror -fconcepts-diagnostics-depth=2 -flto=auto "
      "-fno-such -g3 -L lib -lfoo -Wl,-z,now -Xlinker x -Winvalid-pch --param ggc=1 -mtune=native -save-temps",
      "");
}

BOOST_AUTO_TEST_CASE(a_program_in_front_of_the_compiler_is_passed_over) {
  check("ccache g++ -DX a.cpp", "-DX");
  check("/usr/bin/ccache /usr/bin/distcc c++ -DX a.cpp", "-DX");
}

BOOST_AUTO_TEST_CASE(a_forced_header_is_no_precompiled_one) {
  check("g++ -include x.h a.cpp", "-Xclang -include -Xclang x.h");
}

BOOST_AUTO_TEST_CASE(a_value_that_is_missing_does_no_harm) {
  check("g++ -DX -I", "-DX -I");
  check("g++ -DX -o", "-DX");
  check("g++", "");
}

BOOST_AUTO_TEST_CASE(files_behind_two_dashes_are_the_file) {
  check("clang++ -DX -- a.cpp", "-DX");
}

BOOST_AUTO_TEST_CASE(an_older_standard_becomes_a_newer_one) {
  BOOST_TEST(
      migrate::with_newer_standard({"-DX", "-std=gnu++17", "--", "a"}) == (words{"-std=gnu++20", "-DX", "--", "a"}),
      boost::test_tools::per_element());
  BOOST_TEST(migrate::with_newer_standard({"-std=c++14", "-std=c++1z"}) == (words{"-std=gnu++20"}),
             boost::test_tools::per_element());
  BOOST_TEST(migrate::with_newer_standard({"-DX"}) == (words{"-std=gnu++20", "-DX"}), boost::test_tools::per_element());
  for (const char* enough : {"-std=c++20", "-std=gnu++2a", "-std=c++23", "-std=c++2b"})
    BOOST_TEST(migrate::with_newer_standard({enough}).empty(), enough);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
