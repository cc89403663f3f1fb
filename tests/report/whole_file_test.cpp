// Files as a whole.

#include "whole_file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;
using namespace report;

namespace {

/// An empty folder for each case.
struct folder {
  folder() : path(fs::path(WORK) / boost::unit_test::framework::current_test_case().p_name.get()) {
    fs::remove_all(path);
    fs::create_directories(path);
  }

  [[nodiscard]] std::string file(const char* name) const { return (path / name).string(); }
  [[nodiscard]] std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator());
  }

  fs::path path;
};

/// As on a full disk: a part of the text is written, the rest is not.
class small_files_only {
 public:
  small_files_only() {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{1000, before_.rlim_max};
    BOOST_TEST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~small_files_only() {
    std::signal(SIGXFSZ, handler_);
    ::setrlimit(RLIMIT_FSIZE, &before_);
  }
  small_files_only(const small_files_only&) = delete;
  small_files_only& operator=(const small_files_only&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(whole_file, folder)

BOOST_AUTO_TEST_CASE(what_is_written_is_read) {
  const std::string text("a\0b\n\xFF", 5);
  write_whole(file("x"), text);
  BOOST_TEST((read_whole(file("x"), 5) == text));
  write_whole(file("x"), "");
  BOOST_TEST((read_whole(file("x"), 5) == std::string()));
  BOOST_TEST(entries() == 1);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_no_error) {
  BOOST_TEST(!read_whole(file("x"), 5).has_value());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_named) {
  const auto complains = [&](const char* part) {
    return [part](const std::exception& error) { return std::string(error.what()).find(part) != std::string::npos; };
  };
  write_whole(file("x"), "123456");
  BOOST_CHECK_EXCEPTION(read_whole(file("x"), 5), std::runtime_error, complains("/x: it has more than 5 bytes"));
  BOOST_CHECK_EXCEPTION(read_whole(path.string(), 5), std::runtime_error, complains("it cannot be read"));
}

BOOST_AUTO_TEST_CASE(permissions_stay) {
  write_whole(file("x"), "1");
  fs::permissions(file("x"), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  write_whole(file("x"), "2");
  BOOST_TEST((fs::status(file("x")).permissions() ==
              (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read)));
}

BOOST_AUTO_TEST_CASE(a_new_file_has_the_usual_permissions) {
  const mode_t before = ::umask(027);
  write_whole(file("x"), "1");
  ::umask(before);
  BOOST_TEST((fs::status(file("x")).permissions() ==
              (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read)));
}

BOOST_AUTO_TEST_CASE(a_link_stays_a_link) {
  write_whole(file("x"), "1");
  fs::create_symlink("x", file("link"));
  write_whole(file("link"), "2");
  BOOST_TEST(fs::is_symlink(file("link")));
  BOOST_TEST((read_whole(file("x"), 5) == "2"));
}

BOOST_AUTO_TEST_CASE(a_reader_keeps_what_it_has_opened) {
  write_whole(file("x"), "before");
  std::ifstream reader(file("x"));
  write_whole(file("x"), "after");
  BOOST_TEST(std::string(std::istreambuf_iterator<char>(reader), {}) == "before");
}

BOOST_AUTO_TEST_CASE(what_is_no_ordinary_file_is_not_replaced) {
  BOOST_REQUIRE(::mkfifo(file("pipe").c_str(), 0600) == 0);
  BOOST_CHECK_THROW(write_whole(file("pipe"), "1"), std::runtime_error);
  BOOST_TEST(fs::is_fifo(file("pipe")));
  BOOST_CHECK_THROW(write_whole(path.string(), "1"), std::runtime_error);
  BOOST_TEST(entries() == 1);
}

BOOST_AUTO_TEST_CASE(a_failure_leaves_all_as_it_was) {
  BOOST_CHECK_THROW(write_whole(file("none/x"), "1"), std::runtime_error);
  write_whole(file("x"), "before");
  {
    const small_files_only limit;
    BOOST_CHECK_THROW(write_whole(file("x"), std::string(100'000, '1')), std::runtime_error);
  }
  BOOST_TEST((read_whole(file("x"), 9) == "before"));
  BOOST_TEST(entries() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
