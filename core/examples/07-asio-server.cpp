// 07-asio-server.cpp - a server on a loop of Boost.Asio whose slow work is done by a pool.
//
// The loop must not be kept waiting: whatever blocks goes to the pool, by cadre::async, and what is to be done with the
// result comes back to the loop, by cadre::then and an asio_worker. So sockets and connections are touched by the
// loop's thread alone, and need no lock.
//
// While the pool works on the only request there is, the loop has nothing to do, and its run() would return. That is
// what keep_running is for: the loop runs until the worker quits, which it does when the last client has left. If that
// does not happen within a minute, the program says so and fails.

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <boost/thread/future.hpp>
#include <cadre/asio_worker.hpp>
#include <cadre/async.hpp>
#include <cadre/get.hpp>
#include <cadre/pool.hpp>
#include <cadre/then.hpp>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <istream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

constexpr int clients = 8;
constexpr int requests = 25;  // of each client

std::string next_line(asio::streambuf& buffer) {
  std::istream text(&buffer);
  std::string line;
  std::getline(text, line);
  return line;
}

/// Stands for something slow: a look into a database, a picture to be scaled. It runs on the pool.
std::string square(const std::string& number) {
  const long value = std::stol(number);
  return std::to_string(value * value) + '\n';
}

/// Counts the clients that are still to come or still there, on the loop's thread.
class guest_list {
 public:
  explicit guest_list(cadre::worker& loop) : loop_(loop) {}
  void leave() {
    if (--expected_ == 0) loop_.quit();
  }

 private:
  cadre::worker& loop_;
  int expected_ = clients;
};

/// One client. It lives as long as something is under way for it: each step holds it and hands it on.
class connection : public std::enable_shared_from_this<connection> {
 public:
  connection(tcp::socket socket, cadre::pool& pool, cadre::worker& loop, guest_list& guests)
      : socket_(std::move(socket)), pool_(pool), loop_(loop), guests_(guests) {}
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection() { guests_.leave(); }

  void read() {
    asio::async_read_until(socket_, input_, '\n', [self = shared_from_this()](const error_code& error, std::size_t) {
      if (!error) self->serve(next_line(self->input_));
    });
  }

 private:
  /// Nobody waits for the future that `then` gives. So an error would go to the loop's sink.
  void serve(std::string request) {
    cadre::then(cadre::async(pool_, square, std::move(request)), loop_,
                [self = shared_from_this()](boost::future<std::string> answer) { self->write(answer.get()); });
  }

  void write(std::string answer) {
    output_ = std::move(answer);
    asio::async_write(socket_, asio::buffer(output_),
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                        if (!error) self->read();
                      });
  }

  tcp::socket socket_;
  cadre::pool& pool_;
  cadre::worker& loop_;
  guest_list& guests_;
  asio::streambuf input_;
  std::string output_;
};

class server {
 public:
  server(asio::io_context& io, cadre::pool& pool, cadre::worker& loop)
      : door_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), pool_(pool), loop_(loop), guests_(loop) {}

  /// The system has chosen a port.
  [[nodiscard]] tcp::endpoint address() const { return door_.local_endpoint(); }

  void accept() {
    door_.async_accept([this](const error_code& error, tcp::socket socket) {
      if (error) return;
      std::make_shared<connection>(std::move(socket), pool_, loop_, guests_)->read();
      if (++accepted_ < clients) accept();
    });
  }

 private:
  tcp::acceptor door_;
  cadre::pool& pool_;
  cadre::worker& loop_;
  guest_list guests_;
  int accepted_ = 0;
};

/// A client that blocks, as clients do. Gives how many answers were right.
int ask(const tcp::endpoint& where, int first) {
  asio::io_context io;
  tcp::socket socket(io);
  socket.connect(where);
  asio::streambuf input;
  int right = 0;
  for (int number = first; number < first + requests; ++number) {
    asio::write(socket, asio::buffer(std::to_string(number) + '\n'));
    asio::read_until(socket, input, '\n');
    if (next_line(input) == std::to_string(number * number)) ++right;
  }
  return right;
}

void complain(std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const std::exception& what) {
    std::cerr << what.what() << '\n';
  }
}

}  // namespace

int main() {
  cadre::pool pool({.limits = {0, 4}});
  cadre::pool visitors({.limits = {0, clients}, .name = "visitors"});
  asio::io_context io;
  cadre::asio_worker loop(io, {.errors = complain, .keep_running = true});
  server doors(io, pool, loop);
  doors.accept();

  std::vector<boost::future<int>> visits;
  for (int client = 0; client < clients; ++client)
    visits.push_back(cadre::async(visitors, ask, doors.address(), client * requests));

  io.run_for(std::chrono::minutes(1));
  if (!io.stopped()) {
    std::cerr << "the clients were not served within a minute\n";
    std::_Exit(1);  // they still wait
  }
  int right = 0;
  for (boost::future<int>& visit : visits) right += cadre::get(std::move(visit));
  std::cout << clients << " clients, " << right << " right answers of " << clients * requests << '\n';
}
