// Context: values that go along with the work.
//
// A server gives each request an id, and wants it in every line that it logs: also in those that are written on other
// threads, by functions that nobody passed the id to. A context does that. It is current on a thread while a scope
// lives; a worker called with_context gives each task the context that was current where the task was submitted.

#include <cadre/context.hpp>
#include <cadre/pool.hpp>
#include <cadre/with_context.hpp>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

// A key has a type, and a place where everybody finds it; a header would say `inline const`.
const cadre::context_key<std::string> request_id;

void note(const std::string& text) {
  const std::string* const id = cadre::context::current().find(request_id);
  std::cout << (id != nullptr ? *id : "no request") << ": " << text << '\n';
}

// The pool calls this when a task failed, on the task's thread and in the task's context.
void note_error(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& what) {
    note(std::string("failed: ") + what.what());
  }
}

void read_account() {
  note("reading the account");
}

void serve(cadre::worker& workers, const std::string& id) {
  const cadre::context::scope inside(request_id, id);
  note("accepted");
  // What a task submits in its turn belongs to the same request.
  workers.submit([&workers] {
    read_account();
    workers.submit([] { throw std::runtime_error("the account is closed"); });
  });
}

}  // namespace

int main() {
  // One thread, so that the lines come in the same order each time; it starts once everything was submitted.
  cadre::pool pool({.limits = {0, 0}, .errors = note_error});
  cadre::with_context workers(pool);

  serve(workers, "request 1");
  serve(workers, "request 2");
  note("all were accepted");  // the scopes have ended; the tasks still have what they took along

  // A task that does not come through `workers` takes nothing along, and finds nothing left over.
  pool.submit([] { note("somebody else's task"); });

  pool.set_limits({1, 1});
  pool.wait_idle();
}
