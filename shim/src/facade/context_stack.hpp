// The calling thread's context, and what a job of the shim takes along of it.

#pragma once

#include <threadpool/ThreadPool.h>

#include <cadre/context.hpp>

namespace threadpool::context {

/// What a thread has: its layers are values of the core's context like any other, and so a job takes the others along
/// too.
using stack = cadre::context;

/// While it lives, the calling thread has this context and no other.
using installed = cadre::context::scope;

/// The calling thread has neither layers nor other values.
inline bool none() noexcept {
  return stack::current().empty();
}

/// The whole context as it is now, with copies of all layers (DEF-36).
stack capture_all();

}  // namespace threadpool::context
