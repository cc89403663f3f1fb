// Text from outside, made fit to be shown.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tools {

/// What is no UTF-8, what a terminal would take for a command, and what may not stand in XML, becomes U+FFFD.
std::string clean(std::string_view text);

/// The beginning of a text from outside, for complaints about it.
std::string excerpt(std::string_view text);

/// The characters of a clean text.
std::size_t width(std::string_view text) noexcept;

}  // namespace tools
