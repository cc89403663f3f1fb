// legacy-app FOLDER - sizes, line counts and checksums of the files below a folder.
//
// A program of the old days: it knows threadpool/ThreadPool.h and nothing else of Cadre, and it uses the
// pool as programs did. It is compiled once; its object files are linked against the legacy library and
// against the shim, and both programs print the same report.

#include <algorithm>
#include <cstddef>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gauges.hpp"
#include "reader_pool.hpp"
#include "report.hpp"
#include "results.hpp"
#include "walk.hpp"

namespace legacy_app {
namespace {

constexpr std::string_view usage =
    "usage: legacy-app FOLDER\n"
    "Prints size, line count and CRC-32 of every regular file below FOLDER, sorted by path.\n"
    "Links are not followed. Exit status: 0 all read, 1 something could not be read, 2 bad usage.\n";

constexpr std::size_t submittedBeforeStart = 32;

/// Reads files in the threads of one pool and notes the gauges whenever it is at rest.
class Job {
 public:
  explicit Job(std::string folder) : folder_(std::move(folder)), listing_(listFiles(folder_)) {
    for (const Problem& problem : listing_.problems) results_.add(problem);
  }

  /// Returns the exit status.
  int run() {
    const std::size_t half = listing_.files.size() / 2;
    readFirst(half);
    restartAndReadRest();
    return tell();
  }

 private:
  /// Submits the files up to number `end`, and no file twice.
  void submitUpTo(std::size_t end) {
    for (; submitted_ < end; ++submitted_) {
      const std::string& file = listing_.files[submitted_];
      pool_.callInThreadWithCallback(
          [this, file](bool success, threadpool::Result result) {
            if (success) {
              results_.add(file, result.get<Digest>());
            } else {
              results_.add({join(folder_, file), result.failure().message()});
            }
          },
          [path = join(folder_, file)] { return ReaderThread::reader().digest(path); });
    }
  }

  void waitForSubmitted() { results_.wait(listing_.problems.size() + submitted_); }

  void note(const std::string& moment) { report_.gauges.push_back(readGauges(pool_, moment)); }

  void readFirst(std::size_t half) {
    note("made");
    submitUpTo(std::min(half, submittedBeforeStart));
    note("files queued");
    pool_.start();
    submitUpTo(half / 2);
    pool_.adjustPoolsize(std::nullopt, 8);
    submitUpTo(half);
    waitForSubmitted();

    settle(pool_, 6);
    note("first half read");
    pool_.adjustPoolsize(1, 8);
    note("limits widened");
    pool_.adjustPoolsize(1, 3);
    awaitRest(pool_, 3);
    note("maximum lowered");
    pool_.dumpStats();
    pool_.stop();
    note("stopped");
  }

  void restartAndReadRest() {
    const std::size_t rest = listing_.files.size() - submitted_;
    pool_.adjustPoolsize(3, 5);
    note("resized while stopped");
    pool_.start();
    submitUpTo(submitted_ + rest / 3);
    pool_.adjustPoolsize(2, 2);
    submitUpTo(submitted_ + rest / 3);
    pool_.adjustPoolsize(0, 7);
    submitUpTo(listing_.files.size());
    waitForSubmitted();

    settle(pool_, 4);
    note("second half read");
    pool_.stop();
    note("stopped again");
  }

  int tell() {
    report_.folder = folder_;
    report_.pool = pool_.name();
    print(std::cout, report_, results_);
    std::cout.flush();
    const std::vector<Problem> problems = results_.problems();
    print(std::cerr, problems);
    // Not in the report: a pool that starts its workers in another way calls this less often, or never.
    std::cerr << "legacy-app: note: startAWorker was called " << pool_.workersStarted() << " times\n";
    if (!std::cout) std::cerr << "legacy-app: cannot write the report\n";
    return problems.empty() && std::cout ? 0 : 1;
  }

  const std::string folder_;
  const Listing listing_;
  Results results_;
  Report report_;
  std::size_t submitted_ = 0;
  // Last, so that it goes first: its threads use what is above.
  ReaderPool pool_{2, 4, "legacy-app"};
};

int runMain(const std::vector<std::string>& arguments) {
  if (arguments.size() == 1 && (arguments[0] == "--help" || arguments[0] == "-h")) {
    std::cout << usage;
    return 0;
  }
  if (arguments.size() != 1 || arguments[0].empty() || arguments[0][0] == '-') {
    std::cerr << usage;
    return 2;
  }
  return Job(arguments[0]).run();
}

}  // namespace
}  // namespace legacy_app

int main(int argc, char** argv) {
  try {
    return legacy_app::runMain(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::cerr << "legacy-app: " << error.what() << '\n';
    return 1;
  }
}
