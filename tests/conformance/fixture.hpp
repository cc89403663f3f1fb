// What every conformance case stands on.

#pragma once

#include <threadpool/ThreadPool.h>

#include <boost/test/unit_test.hpp>

#include "../support/blocker.hpp"
#include "../support/clean.hpp"
#include "../support/gate.hpp"
#include "../support/pool_gauges.hpp"
#include "../support/trail.hpp"
#include "library.hpp"

namespace conformance {

using support::atRest;
using support::Blocker;
using support::Clean;
using support::eventually;
using support::Gate;
using support::occupy;
using support::release;
using support::Tally;
using support::Trail;
using support::untilThreads;
using threadpool::Result;
using threadpool::ThreadPool;

/// For a case about a promise that only the shim makes; the ID beside it says why legacy is left out.
inline boost::test_tools::assertion_result shimOnly(boost::unit_test::test_unit_id) {
  boost::test_tools::assertion_result wanted(onShim());
  wanted.message() << "a promise of the shim alone";
  return wanted;
}

}  // namespace conformance
