// probe.hpp - the kit's probe, under the name that the tests of the core use.

#pragma once

#include <cadre/testing/probe.hpp>

namespace cadre_test {

using cadre::testing::probe;

}  // namespace cadre_test
