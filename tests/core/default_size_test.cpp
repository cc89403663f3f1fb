// default_size_test.cpp - proves what cadre/default_size.hpp promises, on trees of files that stand for the system's.

#include <sched.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cadre/default_size.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "scarce_memory.hpp"

namespace {

/// While it lives, this thread, and so a process of one thread, may use one processor only.
class one_processor {
 public:
  one_processor() {
    sched_getaffinity(0, sizeof before_, &before_);
    cpu_set_t one;
    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++i)
      if (CPU_ISSET(i, &before_)) CPU_SET(i, &one);
    sched_setaffinity(0, sizeof one, &one);
  }
  one_processor(const one_processor&) = delete;
  one_processor& operator=(const one_processor&) = delete;
  ~one_processor() { sched_setaffinity(0, sizeof before_, &before_); }
  [[nodiscard]] std::size_t before() const { return static_cast<std::size_t>(CPU_COUNT(&before_)); }

 private:
  cpu_set_t before_{};
};

class tree {
 public:
  tree() {
    std::string name = std::filesystem::temp_directory_path() / "cadre-XXXXXX";
    root_ = mkdtemp(name.data());
  }
  tree(const tree&) = delete;
  tree& operator=(const tree&) = delete;
  ~tree() { std::filesystem::remove_all(root_); }
  tree& file(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
    return *this;
  }
  [[nodiscard]] std::string root() const { return root_.string(); }
  [[nodiscard]] std::size_t size() const { return cadre::default_size(root()); }

 private:
  std::filesystem::path root_;
};

std::size_t all() {
  return cadre::default_size("/nowhere");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(default_size)

BOOST_AUTO_TEST_CASE(it_is_what_the_process_may_use) {
  const std::size_t many = all();
  BOOST_TEST(many >= 1U);
  const one_processor limit;
  BOOST_TEST(many == limit.before());
  BOOST_TEST(all() == 1U);
  BOOST_TEST(cadre::default_size() == 1U);
}

// The quota is rounded up, and never gives more than there are.
BOOST_AUTO_TEST_CASE(a_quota_of_version_2) {
  const struct {
    const char* text;
    std::size_t size;
  } table[] = {{"max 100000\n", all()},       {"100000 100000\n", 1},
               {"1000 100000\n", 1},          {"100001 100000\n", std::min<std::size_t>(2, all())},
               {"990000000 100000\n", all()}, {"", all()},
               {"nonsense\n", all()},         {"0 0\n", all()}};
  for (const auto& row : table) {
    tree files;
    files.file("proc/self/cgroup", "0::/app\n").file("sys/fs/cgroup/app/cpu.max", row.text);
    BOOST_TEST(files.size() == row.size, row.text);
  }
}

BOOST_AUTO_TEST_CASE(a_quota_of_version_1) {
  const char* const folders[] = {"cpu", "cpu,cpuacct"};
  for (const char* folder : folders) {
    const std::string place = std::string("sys/fs/cgroup/") + folder + "/app/";
    tree files;
    files.file("proc/self/cgroup", "5:memory:/app\n3:cpu,cpuacct:/app\n").file(place + "cpu.cfs_quota_us", "50000\n");
    files.file(place + "cpu.cfs_period_us", "100000\n");
    BOOST_TEST(files.size() == 1U);
    files.file(place + "cpu.cfs_quota_us", "-1\n");
    BOOST_TEST(files.size() == all());
  }
}

// The least of all groups from the own one to the top counts.
BOOST_AUTO_TEST_CASE(a_quota_of_a_group_above) {
  tree files;
  files.file("proc/self/cgroup", "0::/slice/app\n").file("sys/fs/cgroup/slice/app/cpu.max", "max 100000\n");
  BOOST_TEST(files.size() == all());
  files.file("sys/fs/cgroup/slice/cpu.max", "100000 100000\n");
  BOOST_TEST(files.size() == 1U);
}

// In a container the path is the one outside, and the files are those of the mount point.
BOOST_AUTO_TEST_CASE(a_path_that_does_not_exist_here) {
  tree files;
  files.file("proc/self/cgroup", "0::/../outside/app\n").file("sys/fs/cgroup/cpu.max", "100000 100000\n");
  BOOST_TEST(files.size() == 1U);
}

BOOST_AUTO_TEST_CASE(other_controllers_do_not_count) {
  tree files;
  files.file("proc/self/cgroup", "7:cpuset:/app\nno line\n").file("sys/fs/cgroup/cpuset/app/cpu.cfs_quota_us", "1\n");
  files.file("sys/fs/cgroup/cpuset/app/cpu.cfs_period_us", "100000\n");
  BOOST_TEST(files.size() == all());
}

// Without memory nothing can be read, and the processors still be counted.
BOOST_AUTO_TEST_CASE(without_memory_there_is_no_quota) {
  tree files;
  files.file("proc/self/cgroup", "0::/app\n").file("sys/fs/cgroup/app/cpu.max", "100000 100000\n");
  const std::string root = files.root();
  const std::size_t most = all();
  std::size_t size = 0;
  bool refused = false;
  {
    const cadre_test::scarce_memory none(0, cadre_test::shortage::for_all);
    size = cadre::default_size(root);
    refused = none.refused();
  }
  BOOST_TEST(refused);
  BOOST_TEST(size == most);
}

BOOST_AUTO_TEST_SUITE_END()
