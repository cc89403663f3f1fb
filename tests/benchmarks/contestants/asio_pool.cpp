#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class asio : public usual {
 public:
  static constexpr const char* name = "boost::asio";
  explicit asio(std::size_t threads) : pool_(threads) {}
  ~asio() { pool_.join(); }
  template <class F>
  void post(F&& f) {
    boost::asio::post(pool_, std::forward<F>(f));
  }

 private:
  boost::asio::thread_pool pool_;
};

}  // namespace

contestant asio_pool() {
  return described<asio>();
}

}  // namespace benchmarks
