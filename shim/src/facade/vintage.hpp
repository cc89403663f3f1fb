// How a client was linked, as told by the constructor's symbol version that it asked for.

#pragma once

#include "cadre/shim/deprecation_log.hpp"

namespace threadpool {

/// Of the construction that goes on on this thread.
cadre::shim::client_vintage& vintage_of_construction() noexcept;

}  // namespace threadpool
