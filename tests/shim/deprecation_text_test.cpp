// What a record reads like in the log.

#define BOOST_TEST_MODULE deprecation_text
#include <boost/test/unit_test.hpp>
#include <cadre/shim/deprecation_log.hpp>
#include <string>

#include "records.hpp"

using namespace cadre::shim;

// L-14
BOOST_AUTO_TEST_CASE(a_line_names_member_place_replacement_and_guide) {
  BOOST_TEST(to_string(record_of("TPS008")) ==
             "TPS008 waiters() is removed since 2.0 (called from app+0x1a2b): use "
             "cadre::shim::pool_of(pool).statistics().idle — see " +
                 guide + "#tps008");
}

BOOST_AUTO_TEST_CASE(a_line_says_that_a_dead_member_does_nothing) {
  BOOST_TEST(to_string(record_of("TPS030")) ==
             "TPS030 _worker() is removed since 2.0 and does nothing (called from app+0x1a2b): use "
             "cadre::shim::pool_of(pool).set_thread_hooks — see " +
                 guide + "#tps030");
  for (const auto& row : deprecations) {
    const auto text = to_string({row, "app", 0x1a2b, {}});
    BOOST_TEST((text.find("does nothing") != text.npos) == (row.kind == deprecation_kind::dead), text);
  }
}

BOOST_AUTO_TEST_CASE(a_member_without_replacement_is_to_be_dropped) {
  BOOST_TEST(to_string(record_of("TPS016")) ==
             "TPS016 _startSomeWorkers() is removed since 2.0 (called from app+0x1a2b): drop the call: "
             "waiting jobs get threads by themselves — see " +
                 guide + "#tps016");
  BOOST_TEST(to_string(record_of("TPS031")) ==
             "TPS031 _workerState() is removed since 2.0 and does nothing but call its scope (called from "
             "app+0x1a2b): drop the call — see " +
                 guide + "#tps031");
  auto record = record_of("TPS035");
  record.class_name = "CountingPool";
  BOOST_TEST(to_string(record).find(": drop the override: waiting jobs") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_line_mentions_a_client_that_was_not_relinked) {
  auto record = record_of("TPS008");
  record.vintage = client_vintage::legacy;
  BOOST_TEST(to_string(record).find("(called from app+0x1a2b, which was not relinked)") != std::string::npos);
  record.vintage = client_vintage::relinked;
  BOOST_TEST(to_string(record) == to_string(record_of("TPS008")));
}
