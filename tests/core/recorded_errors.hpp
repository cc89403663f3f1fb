// recorded_errors.hpp - the kit's error sink that fails the test for errors nobody claimed (D-11).

#pragma once

#include <boost/test/unit_test.hpp>
#include <cadre/testing/leak_check.hpp>
#include <cadre/testing/recorded_errors.hpp>
#include <string>
#include <vector>

namespace cadre_test {

using cadre::testing::deliberate;
using cadre::testing::described;
using recorded_errors = cadre::testing::strict_errors;
using texts = std::vector<std::string>;

}  // namespace cadre_test
