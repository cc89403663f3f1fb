#include <cadre/pool.hpp>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class pool : public usual {
 public:
  static constexpr const char* name = "cadre::pool";
  static constexpr bool ours = true;
  explicit pool(std::size_t threads) : pool_({.limits = {0, threads}}) {}
  template <class F>
  void post(F&& f) {
    pool_.submit(std::forward<F>(f));
  }
  void resize(std::size_t threads) { pool_.set_limits({0, threads}); }

 private:
  cadre::pool pool_;
};

}  // namespace

contestant cadre_pool() {
  return described<pool>();
}

}  // namespace benchmarks
