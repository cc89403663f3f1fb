// 01-results: a function runs on a pool, and what comes of it comes back.
//
// cadre::async gives a boost::future. It becomes ready whatever happens to the task: with the value, with the very
// error that was thrown, or with the reason why the task never ran. So nobody who waits is forgotten.

#include <cadre/async.hpp>
#include <cadre/get.hpp>
#include <cadre/pool.hpp>
#include <cadre/then.hpp>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

struct no_such_page : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string fetch(const std::string& page) {
  if (page != "index") throw no_such_page(page);
  return "<h1>Hello</h1>";
}

// What nobody fetched ends here, so that no error is lost in silence.
void complain(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    std::cout << "nobody asked, but: " << e.what() << '\n';
  }
}

}  // namespace

int main() {
  cadre::pool fetchers({.limits = {0, 4}, .errors = complain});
  cadre::pool counters({.limits = {0, 1}});

  // Arguments are moved in. cadre::get waits; in a task of a pool it would refuse a wait that could not end.
  std::cout << "fetched " << cadre::get(cadre::async(fetchers, fetch, "index")) << '\n';

  // What comes next runs on the worker that you name, once there is something to go on with. No thread waits for it.
  auto length = cadre::then(cadre::async(fetchers, fetch, "index"), counters,
                            [](boost::future<std::string> page) { return page.get().size(); });
  std::cout << "it is " << cadre::get(std::move(length)) << " long\n";

  // Errors keep their type, and pass through as many steps as nobody handles them in.
  auto missing = cadre::then(cadre::async(fetchers, fetch, "nowhere"), counters,
                             [](boost::future<std::string> page) { return page.get().size(); });
  try {
    cadre::get(std::move(missing));
  } catch (const no_such_page& page) {
    std::cout << "there is no " << page.what() << '\n';
  }

  // An error that is not fetched goes to the pool's sink.
  cadre::async(fetchers, fetch, "elsewhere");
  fetchers.wait_idle();

  // After the end: the future says why there is no value.
  fetchers.quit();
  try {
    cadre::get(cadre::async(fetchers, fetch, "index"));
  } catch (const cadre::already_quit&) {
    std::cout << "too late\n";
  }
}
