#include <unsupported/Eigen/CXX11/ThreadPool>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class eigen : public usual {
 public:
  static constexpr const char* name = "Eigen";
  static constexpr bool in_order = false;
  // A full queue makes the submitter run its task.
  static constexpr bool keeps_backlog = false;
  explicit eigen(std::size_t threads) : pool_(static_cast<int>(threads)) {}
  template <class F>
  void post(F&& f) {
    pool_.Schedule(std::forward<F>(f));
  }

 private:
  Eigen::ThreadPool pool_;
};

}  // namespace

contestant eigen_pool() {
  return described<eigen>();
}

}  // namespace benchmarks
