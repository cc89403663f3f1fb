// Measures what README.md here lists.

#include <sys/prctl.h>

#include <chrono>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "contestants/all.hpp"
#include "curves.hpp"
#include "files.hpp"
#include "gates.hpp"
#include "modules.hpp"
#include "options.hpp"
#include "report.hpp"
#include "rows.hpp"
#include "runner.hpp"
#include "workloads/stopwatch.hpp"

namespace {

using namespace benchmarks;
using namespace std::chrono_literals;

std::vector<const contestant*> all_pools() {
  static const std::vector<contestant> linked = {cadre_pool(), asio_pool(),  boost_pool(),
                                                 plain_pool(), tbb_pool(),   moodycamel_pool(),
                                                 eigen_pool(), async_pool(), cadre_team()};
  std::vector<const contestant*> all;
  for (const contestant& one : linked) all.push_back(&one);
  for (const contestant* one : pools_of_modules()) all.push_back(one);
  return all;
}

bool may_enter(const contestant& pool, const row& one) {
  if (pool.of(one.kind) == nullptr) return false;
  switch (one.who) {
    case entrants::all:
      return true;
    case entrants::pools:
      return pool.is_pool;
    case entrants::ours:
      return pool.ours;
  }
  return false;
}

/// The pools that are wanted in a row. If there are any, the reference is one of them.
std::vector<const contestant*> wanted(const row& one, const std::vector<const contestant*>& pools, const options& how) {
  std::vector<const contestant*> chosen;
  bool any = false;
  for (const contestant* pool : pools) {
    if (!may_enter(*pool, one)) continue;
    const bool matches = std::regex_search(one.name() + "/" + pool->name, how.only);
    any = any || matches;
    if (matches || pool->name == std::string(reference)) chosen.push_back(pool);
  }
  return any ? chosen : std::vector<const contestant*>();
}

void list(const std::vector<row>& rows, const std::vector<const contestant*>& pools, const options& how) {
  for (const row& one : rows)
    for (const contestant* pool : wanted(one, pools, how)) std::cout << one.name() << '/' << pool->name << '\n';
}

/// On a busy machine --quick keeps its time and takes fewer rounds: once the rows left have more than their share to
/// do.
bool behind(const stopwatch& watch, std::size_t done, std::size_t all) {
  static constexpr std::chrono::duration<double> quick_time = 150s;
  return watch.elapsed() > quick_time * static_cast<double>(done) / static_cast<double>(all);
}

std::vector<row_result> measure_all(const std::vector<row>& rows, const std::vector<const contestant*>& pools,
                                    const options& how) {
  pace at{how.quick ? 20ms : 200ms, how.rounds != 0 ? how.rounds : how.quick ? 5u : 7u};
  std::vector<row_result> results;
  const stopwatch watch;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto chosen = wanted(rows[i], pools, how);
    if (chosen.empty()) continue;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(watch.elapsed()).count();
    const std::string left =
        std::to_string(seconds) + " s, " + std::to_string(i + 1) + " of " + std::to_string(rows.size()) + ": ";
    if (how.quick && how.rounds == 0) at.rounds = i > 0 && behind(watch, i, rows.size()) ? 2 : 5;
    results.push_back(run(rows[i], chosen, at, left));
  }
  return results;
}

std::vector<gate> gates_of(const std::string& name) {
  if (name.empty()) return {};
  std::ifstream file(name);
  if (!file) throw std::runtime_error("cannot read " + name);
  return parsed_gates(file);
}

void report(const std::vector<row_result>& results, const std::vector<gate>& gates, const options& how) {
  write_table(std::cout, results);
  if (!gates.empty()) {
    std::cout << '\n';
    write_gates(std::cout, gates, results);
  }
  if (!how.json.empty()) write_file(how.json, [&](std::ostream& out) { write_json(out, results); });
  if (!how.curves.empty()) write_curves(how.curves, results);
}

int run_all(const options& how) {
  // A timer of the kernel is late by 50 us otherwise.
  prctl(PR_SET_TIMERSLACK, 1UL);
  const auto rows = all_rows(how.quick);
  const auto pools = all_pools();
  if (how.list) {
    list(rows, pools, how);
    return 0;
  }
  // Read first: a mistake in it is better known before the minutes than after.
  const auto gates = gates_of(how.gates);
  const auto results = measure_all(rows, pools, how);
  if (results.empty()) throw std::invalid_argument("nothing matches; see --list");
  report(results, gates, how);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    const options how = parsed({words + 1, words + count});
    if (how.help) {
      std::cout << usage;
      return 0;
    }
    return run_all(how);
  } catch (const std::invalid_argument& error) {
    std::cerr << "benchmarks: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "benchmarks: " << error.what() << '\n';
    return 1;
  }
}
