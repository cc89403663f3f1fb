#include <boost/thread/executors/basic_thread_pool.hpp>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class executor : public usual {
 public:
  static constexpr const char* name = "Boost.Thread";
  explicit executor(std::size_t threads) : pool_(static_cast<unsigned>(threads)) {}
  // Its own destructor forgets what waits.
  ~executor() {
    pool_.close();
    pool_.join();
  }
  template <class F>
  void post(F&& f) {
    pool_.submit(std::forward<F>(f));
  }

 private:
  boost::executors::basic_thread_pool pool_;
};

}  // namespace

contestant boost_pool() {
  return described<executor>();
}

}  // namespace benchmarks
