// The findings as a page that needs nothing but itself.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>

#include "tally.hpp"

namespace report {

/// `guide` is where the migration guide is: its headings are behind it, after "#". The page loads nothing; its one
/// script sorts by the column whose heading is clicked. It is well-formed XML.
std::string html_page(const findings& found, std::string_view guide);

/// Fit for the text between tags, and for attributes in double quotes.
std::string escaped(std::string_view text);

}  // namespace report
