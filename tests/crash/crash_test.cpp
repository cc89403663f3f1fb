// Programs in situations that end badly with careless libraries, run with the shim; and with the legacy library where
// it has an answer.

#define BOOST_TEST_MODULE crash
#include <grp.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct outcome {
  std::string text;
  int status = 0;
};

/// Runs the program on the shim, in the environment given; what the redirection leaves of its streams is kept.
outcome run(const std::string& mode, const std::string& redirection, const std::string& variables = "",
            const std::string& program = CRASH_PROGRAM) {
  const std::string command =
      "exec env -u THREADPOOL_LOG_LEVEL -u THREADPOOL_DEPRECATIONS -u THREADPOOL_DEBUG "
      "-u THREADPOOL_DEPRECATIONS_JSON " +
      variables + " '" + program + "' " + mode + " " + redirection;
  std::FILE* pipe = popen(command.c_str(), "r");
  BOOST_REQUIRE(pipe != nullptr);
  outcome result;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) result.text += static_cast<char>(c);
  const int status = pclose(pipe);
  result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

/// The program's output, if it ends well.
std::string output(const std::string& mode, const std::string& variables = "") {
  const auto [text, status] = run(mode, "2>/dev/null", variables);
  BOOST_TEST(status == 0, mode);
  return text;
}

std::vector<std::string> errors(const std::string& mode, const std::string& variables = "",
                                const std::string& program = CRASH_PROGRAM) {
  const auto [text, status] = run(mode, "2>&1 >/dev/null", variables, program);
  BOOST_TEST(status == 0, mode << ": " << text);
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t with(const std::vector<std::string>& lines, const std::string& part) {
  std::size_t count = 0;
  for (const auto& line : lines) count += line.find(part) != std::string::npos ? 1 : 0;
  return count;
}

// The address sanitizer's allocator may be locked in a forked child for good, and the child of this case allocates
// while its parent's other threads do: 20 of 40 runs had a child that waited for a thread it does not have.
#if defined(__SANITIZE_ADDRESS__)
#define CADRE_CHILDREN_HAVE_MEMORY false
#elif defined(__has_feature)
#define CADRE_CHILDREN_HAVE_MEMORY !__has_feature(address_sanitizer)
#else
#define CADRE_CHILDREN_HAVE_MEMORY true
#endif
constexpr bool children_have_memory = CADRE_CHILDREN_HAVE_MEMORY;
#undef CADRE_CHILDREN_HAVE_MEMORY

}  // namespace

BOOST_AUTO_TEST_CASE(a_pool_as_a_static_object) {
  BOOST_TEST(output("static-object") == "ran\n");
  BOOST_TEST(errors("static-object").empty());
  BOOST_TEST(output("static-object-with-work") == "ran\n");
}

// L-32: the destructor of a static pool runs on the pool's own thread, which cannot wait for itself.
BOOST_AUTO_TEST_CASE(exit_from_a_job) {
  const auto lines = errors("exit-from-a-job");
  BOOST_TEST_REQUIRE(lines.size() == 1U);
  BOOST_TEST(lines[0].find("'static' is destroyed by one of its own threads") != std::string::npos, lines[0]);
}

// L-32
BOOST_AUTO_TEST_CASE(stop_from_a_job_is_refused) {
  BOOST_TEST(output("stop-from-a-job") == "refused\n");
}

BOOST_AUTO_TEST_CASE(a_pool_that_its_own_job_destroys_hands_its_work_to_the_other_threads) {
  BOOST_TEST(output("destroyed-by-its-job") == "the other job ran\n");
  BOOST_TEST(with(errors("destroyed-by-its-job"), "'own' is destroyed by one of its own threads") == 1U);
}

BOOST_AUTO_TEST_CASE(a_forked_child_that_uses_an_inherited_pool_is_refused_and_ends) {
  const auto text = output("fork-without-exec");
  BOOST_TEST(text.find("fork") != std::string::npos, text);
  BOOST_TEST(text.find("accepted") == std::string::npos, text);
  BOOST_TEST(text.ends_with("child: 0\nran\n"), text);
}

BOOST_AUTO_TEST_CASE(a_forked_child_that_executes_another_program) {
  BOOST_TEST(output("fork-with-exec") == "child: 0\nran\n");
}

BOOST_AUTO_TEST_CASE(a_fork_while_other_threads_make_pools_and_log,
                     *boost::unit_test::enable_if<children_have_memory>()) {
  BOOST_TEST(output("fork-while-others-work", "THREADPOOL_DEPRECATIONS=always") == "0\n");
}

BOOST_AUTO_TEST_CASE(what_onresult_throws_goes_to_the_log) {
  BOOST_TEST(output("onresult-throws") == "ran\n");
  const auto lines = errors("onresult-throws");
  BOOST_TEST(lines.size() == 2U);
  BOOST_TEST(with(lines, "from onResult") == 1U);
}

BOOST_AUTO_TEST_CASE(two_pools_of_one_name) {
  BOOST_TEST(output("two-pools") == "ran\n");
}

BOOST_AUTO_TEST_CASE(a_thousand_pools) {
  BOOST_TEST(output("thousand-pools") == "1000\n");
}

// Twice and thrice: what the first time left behind must not be in the way. The member is used on a pool's thread.
BOOST_AUTO_TEST_CASE(a_pool_in_a_library_that_is_closed) {
  BOOST_TEST(output("closed-library") == "2\n2\n2\n");
  const auto lines = errors("closed-library");
  BOOST_TEST(with(lines, "called from crash_plugin.so+0x") >= 1U);
  BOOST_TEST(with(lines, "removed members in use") == 1U);
}

// The job uses a removed member for the first time while another thread holds the loader's lock and waits for it.
BOOST_AUTO_TEST_CASE(a_library_that_waits_for_a_job_while_it_is_loaded) {
  for (const char* policy : {"default", "trace"}) {
    const std::string variables = std::string("THREADPOOL_DEPRECATIONS=") + policy;
    BOOST_TEST(output("waits-at-load", variables) == "loaded\n");
    BOOST_TEST(with(errors("waits-at-load", variables), "called from crash_impatient_plugin.so+0x") == 1U);
  }
}

BOOST_AUTO_TEST_CASE(a_library_says_which_it_is_if_asked) {
  BOOST_TEST(errors("two-pools").empty());
  BOOST_TEST(errors("two-pools", "THREADPOOL_DEBUG=0").empty());
  const auto shim = errors("two-pools", "THREADPOOL_DEBUG=1");
  BOOST_TEST_REQUIRE(shim.size() == 1U);
  BOOST_TEST(shim[0].starts_with("threadpool: Cadre's shim 2.0.0 is loaded: " SHIM_LIBRARY), shim[0]);
  BOOST_TEST(shim[0].find(", build-id ") != std::string::npos, shim[0]);
  const auto legacy = errors("two-pools", "THREADPOOL_DEBUG=1", LEGACY_PROGRAM);
  BOOST_TEST_REQUIRE(legacy.size() == 1U);
  BOOST_TEST(legacy[0].starts_with("threadpool: the legacy library 1.9.0 is loaded: " LEGACY_LIBRARY), legacy[0]);
}

/// A folder that is gone with the test.
struct folder {
  folder() {
    char pattern[] = "/tmp/crash_test.XXXXXX";
    BOOST_REQUIRE(mkdtemp(pattern) != nullptr);
    path = pattern;
  }
  ~folder() { std::filesystem::remove_all(path); }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;

  std::string path;
};

boost::test_tools::assertion_result may_raise_privileges(boost::unit_test::test_unit_id) {
  struct statvfs system {};
  boost::test_tools::assertion_result possible(geteuid() == 0 && statvfs("/tmp", &system) == 0 &&
                                               (system.f_flag & ST_NOSUID) == 0);
  possible.message() << "needs root and a /tmp where programs may change their group";
  return possible;
}

// A program that runs with a group that its caller has not: whoever calls it may not say what it logs, and where.
BOOST_AUTO_TEST_CASE(programs_with_raised_privileges_ignore_the_variables,
                     *boost::unit_test::precondition(may_raise_privileges)) {
  const folder place;
  const std::string program = place.path + "/program";
  std::filesystem::copy_file(CRASH_PROGRAM, program);
  BOOST_REQUIRE(chown(program.c_str(), 0, 1) == 0);
  BOOST_REQUIRE(chmod(program.c_str(), 02755) == 0);
  const std::string json = place.path + "/log.json";
  const std::string variables =
      "THREADPOOL_DEBUG=1 THREADPOOL_DEPRECATIONS=abort THREADPOOL_LOG_LEVEL=debug "
      "THREADPOOL_DEPRECATIONS_JSON=" +
      json;
  const auto lines = errors("removed-member", variables, program);
  BOOST_TEST_REQUIRE(lines.size() == 4U);
  BOOST_TEST(lines[0].starts_with("threadpool: TPS002 max() is removed"), lines[0]);
  BOOST_TEST(!std::filesystem::exists(json));
}

BOOST_AUTO_TEST_CASE(a_log_that_cannot_be_written) {
  for (const char* redirection : {"2>/dev/full", "2>&-"}) {
    const auto [text, status] = run("removed-member", redirection, "THREADPOOL_DEPRECATIONS=trace");
    BOOST_TEST(status == 0, redirection);
    BOOST_TEST(text == "1\n");
  }
}
