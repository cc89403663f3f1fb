// What goes wrong, said on standard error.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <iostream>
#include <string_view>

#include "../common/clean_text.hpp"

namespace migrate {

inline void complain(std::string_view text) {
  std::cerr << "threadpool-migrate: " << tools::clean(text) << '\n';
}

}  // namespace migrate
