// What a program that attaches no sink shows on stderr: lines, the table at exit, levels.

#define BOOST_TEST_MODULE default_log
#include <sys/wait.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

namespace {

const std::string guide = DOC_DIR "/migration-guide/README.md";
const std::string heading = "threadpool: removed members in use — see " + guide + "\n";

enum class stream { output, errors };

std::string run(const std::string& program, const std::string& mode, stream wanted, const std::string& level = "") {
  const std::string environment = level.empty() ? "env -u THREADPOOL_LOG_LEVEL" : "env THREADPOOL_LOG_LEVEL=" + level;
  const std::string redirection = wanted == stream::errors ? " 2>&1 >/dev/null" : " 2>/dev/null";
  std::FILE* pipe = popen((environment + " '" + program + "' " + mode + redirection).c_str(), "r");
  BOOST_REQUIRE(pipe != nullptr);
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  const int status = pclose(pipe);
  BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 0), program << " " << mode << ": status " << status);
  return text;
}

std::string errors(const std::string& mode, const std::string& level = "") {
  return run(LOG_PROGRAM, mode, stream::errors, level);
}

std::vector<std::string> lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

std::string expected_calls(const std::string& program, const std::vector<std::string>& places) {
  return "threadpool: TPS008 waiters() is removed since 2.0 (called from " + program + "+" + places.at(0) +
         "): use cadre::shim::pool_of(pool).statistics().idle — see " + guide +
         "#tps008\n"
         "threadpool: TPS028 q().get() is removed since 2.0 and does nothing (called from " +
         program + "+" + places.at(1) + "): drop the call: jobs are the pool's to take — see " + guide + "#tps028\n" +
         heading +
         "threadpool: id      member          calls  sites\n"
         "threadpool: TPS008  waiters()           3      1\n"
         "threadpool: TPS028  q().get()           1      1\n";
}

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_used_nothing_said) {
  BOOST_TEST(errors("nothing") == "");
}

// L-14 S-D20
BOOST_AUTO_TEST_CASE(one_line_per_place_and_a_table_at_exit) {
  const auto places = lines(run(LOG_PROGRAM, "calls", stream::output));
  BOOST_TEST(errors("calls") == expected_calls("log_program", places));
}

BOOST_AUTO_TEST_CASE(places_in_a_program_with_fixed_addresses_are_those_of_its_file) {
  const auto places = lines(run(FIXED_LOG_PROGRAM, "calls", stream::output));
  BOOST_TEST(run(FIXED_LOG_PROGRAM, "calls", stream::errors) == expected_calls("fixed_log_program", places));
}

BOOST_AUTO_TEST_CASE(overrides_are_reported_once_per_class) {
  BOOST_TEST(errors("overrides") ==
             "threadpool: TPS033 startAWorker() is overridden by CountingPool in log_program but is never called "
             "since 2.0: use cadre::shim::pool_of(pool).set_thread_hooks — see " +
                 guide +
                 "#tps033\n"
                 "threadpool: TPS012 threadFactory() is removed since 2.0 (overridden by CountingPool in "
                 "log_program): use cadre::shim::pool_of(pool).set_thread_factory — see " +
                 guide + "#tps012\n" + heading +
                 "threadpool: id      member                        calls  sites\n"
                 "threadpool: TPS012  threadFactory()                   0      1\n"
                 "threadpool: TPS033  startAWorker() override           0      1\n");
}

BOOST_AUTO_TEST_CASE(a_sink_takes_the_lines_but_not_the_table) {
  BOOST_TEST(lines(errors("sink")).size() == 3U);
  BOOST_TEST(errors("sink").starts_with(heading));
  const auto output = run(LOG_PROGRAM, "sink", stream::output);
  BOOST_TEST(output.starts_with("sink: TPS008 waiters() is removed since 2.0 (called from log_program+0x"), output);
}

BOOST_AUTO_TEST_CASE(the_table_can_be_switched_off_and_written_on_demand) {
  BOOST_TEST(lines(errors("no-summary")).size() == 1U);
  const auto text = lines(errors("on-demand"));
  BOOST_TEST_REQUIRE(text.size() == 4U);
  BOOST_TEST(text[1] + "\n" == heading);
}

BOOST_AUTO_TEST_CASE(a_use_in_the_destructor_of_a_static_object_is_logged_and_counted) {
  const auto text = lines(errors("static-destructor"));
  BOOST_TEST_REQUIRE(text.size() == 4U);
  BOOST_TEST(text[0].starts_with("threadpool: TPS008 waiters() is removed since 2.0"), text[0]);
  BOOST_TEST(text[3] == "threadpool: TPS008  waiters()           1      1");
}

BOOST_AUTO_TEST_CASE(jobs_that_never_ran_are_reported) {
  BOOST_TEST(errors("lost-jobs") ==
             "threadpool: 3 jobs of pool 'x' never ran: it was destroyed before it could start them\n"
             "threadpool: 1 job of pool 'y' never ran: it was destroyed before it could start it\n");
}

// L-30
BOOST_AUTO_TEST_CASE(a_submission_that_is_dropped_after_stop_is_counted_and_logged_at_debug_level_only) {
  BOOST_TEST(run(LOG_PROGRAM, "lost-jobs", stream::output) == "2\n");
  const auto text = lines(errors("lost-jobs", "debug"));
  BOOST_TEST_REQUIRE(text.size() == 4U);
  BOOST_TEST(text[0] == "threadpool: a job was dropped: pool 'x' is stopped (dropped by all pools so far: 1)");
  BOOST_TEST(text[1] == "threadpool: a job was dropped: its pool was destroyed (dropped by all pools so far: 2)");
}

BOOST_AUTO_TEST_CASE(the_level_can_be_raised_and_a_misspelt_one_changes_nothing) {
  BOOST_TEST(errors("calls", "error") == "");
  BOOST_TEST(errors("calls", "off") == "");
  BOOST_TEST(errors("calls", "warning") == errors("calls"));
  BOOST_TEST(errors("calls", "eror") == errors("calls"));
}
