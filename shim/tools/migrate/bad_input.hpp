// What the tool cannot begin with: the text says what was tried, and the remedy.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <stdexcept>

namespace migrate {

class bad_input : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace migrate
