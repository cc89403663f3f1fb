// What the log's own library writes is what threadpool-report reads: for each member, in each form.

#define BOOST_TEST_MODULE written_lines
#include <boost/test/unit_test.hpp>
#include <cadre/shim/deprecation_log.hpp>

#include "log_line.hpp"

using namespace cadre::shim;

namespace {

const client_vintage vintages[] = {client_vintage::unknown, client_vintage::legacy, client_vintage::relinked};

deprecation_record record_of(const deprecation& what, client_vintage vintage) {
  deprecation_record record;
  record.what = what;
  record.module = "lib+0x1 x.so";
  record.offset = 0x1a2b;
  record.vintage = vintage;
  if (what.kind != deprecation_kind::overridden) return record;
  record.offset = 0;
  record.class_name = "(anonymous namespace)::Pool<int>";
  return record;
}

void check(const report::use& read, const deprecation_record& written) {
  const deprecation& what = written.what;
  BOOST_TEST(read.where.id == what.id);
  BOOST_TEST(read.where.module == written.module);
  BOOST_TEST(read.where.offset == written.offset);
  BOOST_TEST(read.where.class_name == written.class_name);
  BOOST_TEST(read.replacement == what.replacement);
  BOOST_TEST(read.member == shown_name(what));
  BOOST_TEST(read.not_relinked == (written.vintage == client_vintage::legacy));
}

void check_text(const deprecation_record& record) {
  const std::string line = "threadpool: " + to_string(record);
  BOOST_TEST_CONTEXT(line) {
    const auto entry = report::entry_of(line);
    BOOST_TEST_REQUIRE(std::holds_alternative<report::text_record>(entry));
    check(std::get<report::text_record>(entry).what, record);
  }
}

void check_json(const deprecation_record& record) {
  const std::string line = to_json(record);
  BOOST_TEST_CONTEXT(line) {
    const auto entry = report::entry_of(line);
    BOOST_TEST_REQUIRE(std::holds_alternative<report::json_event>(entry));
    const auto& event = std::get<report::json_event>(entry);
    check(event.what, record);
    BOOST_TEST(event.what.where.path == record.path);
    BOOST_TEST(event.what.where.build_id == record.build_id);
    BOOST_TEST(event.what.function == record.function);
    BOOST_TEST(event.calls == record.calls);
    BOOST_TEST(!event.last);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_member_in_words) {
  for (const auto& what : deprecations)
    for (const auto vintage : vintages) check_text(record_of(what, vintage));
}

BOOST_AUTO_TEST_CASE(each_member_as_json) {
  for (const auto& what : deprecations)
    for (const auto vintage : vintages) {
      deprecation_record record = record_of(what, vintage);
      record.path = "/opt/\"x\"/lib+0x1 x.so";
      record.build_id = "9f3c";
      record.function = "_ZN3app4drawEi";
      record.calls = 17;
      check_json(record);
    }
}

BOOST_AUTO_TEST_CASE(a_hook_that_is_overridden_and_called) {
  deprecation_record record = record_of(deprecations[11], client_vintage::legacy);
  BOOST_TEST(record.what.id == "TPS012");
  record.class_name = "Pool";
  record.offset = 0;
  check_text(record);
  check_json(record);
}

BOOST_AUTO_TEST_CASE(code_that_belongs_to_no_file) {
  deprecation_record record = record_of(deprecations[0], client_vintage::relinked);
  record.module.clear();
  record.offset = 0x7ffe12345678;
  check_text(record);
  check_json(record);
}
