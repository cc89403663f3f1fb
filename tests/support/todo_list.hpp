// Test cases that are known to fail, named in a file: each of them has to fail, and the list may only get shorter.
//
// The file has one full name (suite/case) a line and a line "at most: N". N is the number of names, so that a name
// cannot be added without raising a number that is there to fall. Empty lines and lines after '#' are for people.

#pragma once

#include <boost/cstdlib.hpp>
#include <boost/test/framework.hpp>
#include <boost/test/results_collector.hpp>
#include <boost/test/tree/observer.hpp>
#include <boost/test/tree/test_unit.hpp>
#include <boost/test/tree/traverse.hpp>
#include <boost/test/tree/visitor.hpp>
#include <cstddef>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace support {

namespace unit_test = boost::unit_test;

/// The list as it is written. What is wrong with it is kept for later: a run says all of it at once.
struct TodoFile {
  explicit TodoFile(const std::string& path) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
      if (!line.empty() && line.front() != '#') take(line);
    if (!file.eof()) problems.push_back(path + " cannot be read");
    if (atMost != std::to_string(names.size()))
      problems.push_back(path + " names " + std::to_string(names.size()) + " cases, and its number is '" +
                         atMost.value_or("missing") + "'");
  }

  std::set<std::string> names;
  std::vector<std::string> problems;

 private:
  void take(const std::string& line) {
    const std::string number = "at most: ";
    if (line.rfind(number, 0) == 0)
      atMost = line.substr(number.size());
    else if (!names.insert(line).second)
      problems.push_back(line + " is named twice");
  }

  std::optional<std::string> atMost;
};

/// Watches a run of Boost.Test. Made before unit_test_main, asked after it.
class TodoList : public unit_test::test_observer {
 public:
  explicit TodoList(const std::string& path) : TodoList(TodoFile(path)) {}
  ~TodoList() { unit_test::framework::deregister_observer(*this); }
  TodoList(const TodoList&) = delete;
  TodoList& operator=(const TodoList&) = delete;

  /// What the program exits with, where `status` is what Boost.Test makes of the run: 0 too if nothing failed but what
  /// the list names. Tells stderr what is wrong with the list.
  int exitStatus(int status) const {
    for (const std::string& problem : problems_) std::cerr << "todo list: " << problem << '\n';
    if (!problems_.empty()) return boost::exit_test_failure;
    return onlyTodosFailed_ ? boost::exit_success : status;
  }

 private:
  /// Reads the results of all cases and suites. They are gone when unit_test_main returns.
  struct Reader : unit_test::test_tree_visitor {
    explicit Reader(TodoList& list) : todo(list) {}
    void visit(const unit_test::test_case& unit) override {
      const auto& result = unit_test::results_collector.results(unit.p_id);
      todo.judge(unit.full_name(), result.passed() || result.skipped());
    }
    bool test_suite_start(const unit_test::test_suite& unit) override {
      // A fixture of the suite failed: no case can have been meant.
      if (unit_test::results_collector.results(unit.p_id).aborted()) todo.othersFailed_ = true;
      return true;
    }
    TodoList& todo;
  };

  explicit TodoList(TodoFile file) : names_(std::move(file.names)), problems_(std::move(file.problems)) {
    unit_test::framework::register_observer(*this);
  }

  void test_unit_finish(const unit_test::test_unit& unit, unsigned long) override { ran_.insert(unit.full_name()); }
  /// A crash: the cases after it were not run.
  void test_aborted() override { othersFailed_ = true; }
  void test_finish() override {
    std::set<std::string> unknown = names_;
    Reader reader(*this);
    unit_test::traverse_test_tree(unit_test::framework::master_test_suite(), reader, true);
    for (const std::string& name : seen_) unknown.erase(name);
    for (const std::string& name : unknown) problems_.push_back("there is no case " + name);
    onlyTodosFailed_ = todosFailed_ > 0 && !othersFailed_;
  }

  void judge(const std::string& name, bool passed) {
    seen_.insert(name);
    if (names_.count(name) == 0) {
      othersFailed_ = othersFailed_ || !passed;
    } else if (!passed) {
      ++todosFailed_;
    } else if (ran_.count(name) != 0) {
      problems_.push_back(name + " passes: it has to leave the list");
    }
  }

  const std::set<std::string> names_;
  std::vector<std::string> problems_;
  std::set<std::string> ran_, seen_;
  std::size_t todosFailed_ = 0;
  bool othersFailed_ = false;
  bool onlyTodosFailed_ = false;
};

}  // namespace support
