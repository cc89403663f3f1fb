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

constexpr const char* errors_only = "2>&1 >/dev/null";
constexpr const char* output_only = "2>/dev/null";

/// What the program writes to what the shell's redirection leaves of its streams, in an environment with these
/// variables and none others of ours. It is to end with this status; a signal's is 128 and its number, as a shell has
/// it.
std::string run(const std::string& program, const std::string& mode, const std::string& redirection,
                const std::string& variables = "", int expected = 0) {
  const std::string environment =
      "env -u THREADPOOL_LOG_LEVEL -u THREADPOOL_DEPRECATIONS -u THREADPOOL_DEPRECATIONS_JSON " + variables;
  std::FILE* pipe = popen(("exec " + environment + " '" + program + "' " + mode + " " + redirection).c_str(), "r");
  BOOST_REQUIRE(pipe != nullptr);
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  const int status = pclose(pipe);
  const int ended = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  BOOST_TEST(ended == expected, program << " " << mode << ": status " << ended);
  return text;
}

std::string errors(const std::string& mode, const std::string& variables = "", int expected = 0) {
  return run(LOG_PROGRAM, mode, errors_only, variables, expected);
}

std::string output(const std::string& mode, const std::string& variables = "") {
  return run(LOG_PROGRAM, mode, output_only, variables);
}

std::string output_with(const std::string& redirection, const std::string& mode) {
  return run(LOG_PROGRAM, mode, redirection);
}

std::string policy(const std::string& rules) {
  return "THREADPOOL_DEPRECATIONS='" + rules + "'";
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
  const auto places = lines(output("calls"));
  BOOST_TEST(errors("calls") == expected_calls("log_program", places));
}

BOOST_AUTO_TEST_CASE(places_in_a_program_with_fixed_addresses_are_those_of_its_file) {
  const auto places = lines(run(FIXED_LOG_PROGRAM, "calls", output_only));
  BOOST_TEST(run(FIXED_LOG_PROGRAM, "calls", errors_only) == expected_calls("fixed_log_program", places));
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
  const auto text = output("sink");
  BOOST_TEST(text.starts_with("sink: TPS008 waiters() is removed since 2.0 (called from log_program+0x"), text);
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
  BOOST_TEST(output("lost-jobs") == "2\n");
  const auto text = lines(errors("lost-jobs", "THREADPOOL_LOG_LEVEL=debug"));
  BOOST_TEST_REQUIRE(text.size() == 4U);
  BOOST_TEST(text[0] == "threadpool: a job was dropped: pool 'x' is stopped (dropped by all pools so far: 1)");
  BOOST_TEST(text[1] == "threadpool: a job was dropped: its pool was destroyed (dropped by all pools so far: 2)");
}

BOOST_AUTO_TEST_CASE(the_level_can_be_raised_and_a_misspelt_one_changes_nothing) {
  BOOST_TEST(errors("calls", "THREADPOOL_LOG_LEVEL=error") == "");
  BOOST_TEST(errors("calls", "THREADPOOL_LOG_LEVEL=off") == "");
  BOOST_TEST(errors("calls", "THREADPOOL_LOG_LEVEL=warning") == errors("calls"));
  BOOST_TEST(errors("calls", "THREADPOOL_LOG_LEVEL=eror") == errors("calls"));
}

// --- policies ---

BOOST_AUTO_TEST_CASE(five_places_of_a_member_are_shown_and_the_others_counted) {
  const auto text = lines(errors("twelve-places"));
  BOOST_TEST_REQUIRE(text.size() == 12U);
  for (std::size_t i = 0; i < 5; ++i)
    BOOST_TEST(text[i].starts_with("threadpool: TPS009 working() is removed"), text[i]);
  BOOST_TEST(text[5] == "threadpool: working() is used at more than 5 places: the others are counted, not shown");
  BOOST_TEST(text[6].starts_with("threadpool: TPS008 waiters() is removed"), text[6]);
  BOOST_TEST(text[10] == "threadpool: TPS009  working()          12     12");
  BOOST_TEST(text[11] == "threadpool: places without a line of their own: 7 of TPS009");
}

BOOST_AUTO_TEST_CASE(ignored_uses_are_counted) {
  const auto text = lines(errors("calls", policy("TPS008=ignore")));
  BOOST_TEST_REQUIRE(text.size() == 5U);
  BOOST_TEST(text[0].starts_with("threadpool: TPS028 "), text[0]);
  BOOST_TEST(text[3] == "threadpool: TPS008  waiters()           3      1");
}

BOOST_AUTO_TEST_CASE(rules_may_be_about_a_file) {
  BOOST_TEST(lines(errors("calls", policy("ignore@log_*"))).size() == 4U);
  BOOST_TEST(lines(errors("calls", policy("ignore@other"))).size() == 6U);
}

BOOST_AUTO_TEST_CASE(once_is_once_for_a_member_wherever_it_is_used) {
  const auto text = lines(errors("twelve-places", policy("once")));
  BOOST_TEST_REQUIRE(text.size() == 6U);
  BOOST_TEST(text[0].starts_with("threadpool: TPS009 "), text[0]);
  BOOST_TEST(text[1].starts_with("threadpool: TPS008 "), text[1]);
  BOOST_TEST(text[5] == "threadpool: TPS009  working()          12     12");
}

BOOST_AUTO_TEST_CASE(always_is_each_call_and_without_a_limit) {
  BOOST_TEST(lines(errors("calls", policy("always"))).size() == 3U + 1U + 4U);
  BOOST_TEST(lines(errors("twelve-places", policy("always"))).size() == 12U + 1U + 4U);
}

BOOST_AUTO_TEST_CASE(trace_shows_who_called) {
  const auto places = lines(output("calls"));
  const auto text = lines(errors("calls", policy("TPS028=trace")));
  BOOST_TEST_REQUIRE(text.size() > 8U);
  BOOST_TEST(text[1].starts_with("threadpool: TPS028 "), text[1]);
  BOOST_TEST(text[2] == "threadpool:     from log_program+" + places.at(1));
  BOOST_TEST(text[3].starts_with("threadpool:     from log_program+0x"), text[3]);
  BOOST_TEST(text[text.size() - 5].starts_with("threadpool:     from "), text[text.size() - 5]);
}

BOOST_AUTO_TEST_CASE(error_is_an_exception_at_each_use_and_one_line) {
  const auto said = lines(output("refused", policy("error")));
  BOOST_TEST_REQUIRE(said.size() == 3U);
  BOOST_TEST(said[0].starts_with("TPS008: TPS008 waiters() is removed since 2.0 (called from log_program+0x"), said[0]);
  BOOST_TEST(said[1] == said[0]);
  BOOST_TEST(said[2].starts_with("TPS033 startAWorker() is overridden by CountingPool in log_program"), said[2]);
  const auto text = lines(errors("refused", policy("error")));
  BOOST_TEST_REQUIRE(text.size() == 6U);
  BOOST_TEST("threadpool: " + said[0].substr(8) == text[0]);
  BOOST_TEST(text[4] == "threadpool: TPS008  waiters()                         2      1");
}

BOOST_AUTO_TEST_CASE(error_only_reports_on_a_pool_thread_and_while_another_exception_is_on_its_way) {
  BOOST_TEST(output("refused-on-a-pool-thread", policy("error")) == "no exception\n");
  BOOST_TEST(lines(errors("refused-on-a-pool-thread", policy("error"))).size() == 4U);
  BOOST_TEST(output("refused-while-unwinding", policy("error")) == "the program's own\n");
  BOOST_TEST(lines(errors("refused-while-unwinding", policy("error"))).size() == 4U);
}

BOOST_AUTO_TEST_CASE(abort_reports_and_ends_the_process) {
  const auto text = lines(errors("calls", policy("TPS028=abort"), 128 + 6));
  BOOST_TEST_REQUIRE(text.size() == 2U);
  BOOST_TEST(text[1].starts_with("threadpool: TPS028 "), text[1]);
}

BOOST_AUTO_TEST_CASE(a_rule_that_is_passed_over_is_named_once_and_the_others_hold) {
  const auto text = lines(errors("calls", policy("TPS008=ignore; TPS099=error; TPS028=eror")));
  BOOST_TEST_REQUIRE(text.size() == 7U);
  BOOST_TEST(text[0].starts_with("threadpool: THREADPOOL_DEPRECATIONS: the rule \"TPS099=error\" is passed over: "),
             text[0]);
  BOOST_TEST(text[1].starts_with("threadpool: THREADPOOL_DEPRECATIONS: the rule \"TPS028=eror\" is passed over: "),
             text[1]);
  BOOST_TEST(text[2].starts_with("threadpool: TPS028 q().get() is removed"), text[2]);
}

BOOST_AUTO_TEST_CASE(a_program_may_give_rules_and_the_environment_has_the_last_word) {
  const auto said = lines(output("rules"));
  BOOST_TEST_REQUIRE(said.size() == 2U);
  BOOST_TEST(said[0].starts_with("the rule \"nonsense\" is passed over: there is no action"), said[0]);
  BOOST_TEST(said[1] == "TPS008=ignore; nonsense");
  const auto text = lines(errors("rules"));
  BOOST_TEST_REQUIRE(text.size() == 6U);
  BOOST_TEST(text[0] == "threadpool: set_deprecation_policy: " + said[0]);
  BOOST_TEST(text[1].starts_with("threadpool: TPS028 "), text[1]);
  const auto with_environment = lines(errors("rules", policy("default")));
  BOOST_TEST_REQUIRE(with_environment.size() == 7U);
  BOOST_TEST(with_environment[1].starts_with("threadpool: TPS008 "), with_environment[1]);
}

// --- ends of a process ---

BOOST_AUTO_TEST_CASE(the_table_follows_a_quick_exit) {
  const auto text = lines(errors("quick-exit"));
  BOOST_TEST_REQUIRE(text.size() == 4U);
  BOOST_TEST(text[3] == "threadpool: TPS008  waiters()           1      1");
}

BOOST_AUTO_TEST_CASE(a_forked_child_has_a_table_of_its_own_uses) {
  const auto text = lines(errors("fork-and-use"));
  BOOST_TEST_REQUIRE(text.size() == 2U + 1U + 4U + 4U);
  // What the parent reported is known to the child.
  BOOST_TEST(text[2].starts_with("threadpool: TPS009 working() is removed"), text[2]);
  BOOST_TEST(text[5] == "threadpool: TPS008  waiters()           1      1");
  BOOST_TEST(text[6] == "threadpool: TPS009  working()           1      1");
  BOOST_TEST(text[9] == "threadpool: TPS008  waiters()           1      1");
  BOOST_TEST(text[10] == "threadpool: TPS028  q().get()           1      1");
}

BOOST_AUTO_TEST_CASE(a_forked_child_that_uses_nothing_has_no_table) {
  BOOST_TEST(lines(errors("fork-and-end")).size() == 4U);
}

// --- logs that cannot be written ---

BOOST_AUTO_TEST_CASE(a_log_that_cannot_be_written_changes_nothing_for_the_program) {
  const std::string fine = "errno 77, pending 0, blocked 0\n";
  BOOST_TEST(output("broken-log") == fine);
  BOOST_TEST(output_with("2>/dev/full", "broken-log") == fine);
  BOOST_TEST(output_with("2>&-", "broken-log") == fine);
  BOOST_TEST(output("closed-pipe") == fine);
}
