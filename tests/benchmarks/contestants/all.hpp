// all.hpp - the pools that are linked in; the others come from modules, see modules.hpp.

#pragma once

#include "contestant.hpp"

namespace benchmarks {

contestant asio_pool();
contestant boost_pool();
contestant plain_pool();
contestant moodycamel_pool();
contestant tbb_pool();
contestant eigen_pool();
contestant async_pool();
contestant cadre_pool();
contestant cadre_team();

}  // namespace benchmarks
