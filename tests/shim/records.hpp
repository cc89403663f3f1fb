// Records of uses, as the tests of the log make them.

#pragma once

#include <string>

#include "cadre/shim/deprecation_log.hpp"
#include "deprecation/uses.hpp"

namespace cadre::shim {

inline const std::string guide = DOC_DIR "/migration-guide/README.md";

inline deprecation_record record_of(deprecation_id id) {
  return {deprecations[id.index()], "app", 0x1a2b, {}};
}

}  // namespace cadre::shim
