// threadpool-migrate: see its --help.

#include <cerrno>
#include <exception>
#include <iostream>
#include <system_error>

#include "commands.hpp"
#include "complain.hpp"

namespace migrate {

void print(std::string_view text) {
  std::cout << text << std::flush;
  if (!std::cout) throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
}

namespace {

int run(const options& wanted) {
  switch (wanted.what) {
    case command::scan:
      return scan(wanted);
    case command::report:
      return report_uses(wanted);
    case command::fix:
      return fix(wanted);
    case command::verify:
      return verify(wanted);
  }
  return bad_usage;
}

}  // namespace
}  // namespace migrate

int main(int count, char** words) {
  try {
    const auto wanted = migrate::parsed_options(count, words);
    if (const int* const status = std::get_if<int>(&wanted)) return *status;
    return migrate::run(std::get<migrate::options>(wanted));
  } catch (const std::exception& error) {
    migrate::complain(error.what());
    return migrate::bad_usage;
  }
}
