// Names from files.

#include "names.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(a_thunk_leads_to_its_function) {
  const std::string function = "_ZN1A12startAWorkerEv";
  BOOST_TEST(scan::without_thunk("_ZThn16_N1A12startAWorkerEv") == function);
  BOOST_TEST(scan::without_thunk("_ZTv0_n80_N1A12startAWorkerEv") == function);
  BOOST_TEST(scan::without_thunk(function) == function);
  for (const char* broken : {"_ZTh", "_ZThn", "_ZTv0_", "_ZTv0_n", "_ZT"})
    BOOST_TEST(scan::without_thunk(broken) == broken);
}

BOOST_AUTO_TEST_CASE(the_pools_code_is_told_from_what_a_client_makes_of_its_templates) {
  BOOST_TEST(scan::is_pool_code("_ZN10threadpool10ThreadPool5startEv"));
  BOOST_TEST(scan::is_pool_code("_ZZN10threadpool10ThreadPool5startEvENKUlvE_clEv"));
  BOOST_TEST(scan::is_pool_code("_ZN5cadre4pool4stopEv"));
  BOOST_TEST(!scan::is_pool_code("_ZN6client3runERN10threadpool10ThreadPoolE"));
  BOOST_TEST(!scan::is_pool_code("_ZN10threadpool4bindILb0EZN6client3runEvEUlvE_JEEESt8functionIFSt3anyvEEOT0_DpOT1_"));
  BOOST_TEST(!scan::is_pool_code("main"));
}

BOOST_AUTO_TEST_CASE(numbers_are_hexadecimal) {
  BOOST_TEST(scan::hexadecimal(0) == "0x0");
  BOOST_TEST(scan::hexadecimal(~0ULL) == "0xffffffffffffffff");
}

BOOST_AUTO_TEST_SUITE_END()
