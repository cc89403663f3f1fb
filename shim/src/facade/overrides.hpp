// Which hooks a subclass overrides.

#pragma once

#include <threadpool/ThreadPool.h>

#include "cadre/shim/deprecation_log.hpp"

namespace threadpool {

/// True if the object's class has a threadFactory of its own. Not while it is being constructed.
bool overrides_thread_factory(const ThreadPool& pool);

/// True if the object's class has a callInThreadWithCallback of its own. Not while it is being constructed.
bool overrides_submission(const ThreadPool& pool);

/// Logs each hook that the object's class overrides; once per class.
void report_overrides(const ThreadPool& pool, cadre::shim::client_vintage client);

}  // namespace threadpool
