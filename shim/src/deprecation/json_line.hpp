// A record as a line of JSON: see shim/tools/report/deprecation.schema.json.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>

#include "cadre/shim/deprecation_log.hpp"

namespace cadre::shim {

enum class json_event {
  use,    ///< what a policy lets through
  total,  ///< all that happened at a place, when the process ends
};

/// Without the line's end. Bytes that are no UTF-8, as names of files may have them, become U+FFFD.
std::string json_line(json_event event, const deprecation_record& record);

}  // namespace cadre::shim
