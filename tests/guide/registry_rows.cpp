// Prints the registry for the scripts here: a line for each row, its front matter in a page of the guide.

#include <iostream>

#include "cadre/shim/registry.hpp"

int main() {
  for (const auto& row : cadre::shim::deprecations) {
    std::cout << row.anchor << "\tid: " << row.id << "\tmember: \"" << row.member
              << "\"\tkind: " << cadre::shim::name_of(row.kind) << "\tsince: \"" << row.since << "\"\tremoved-in: \""
              << row.removed_in << "\"\treplacement: \"" << row.replacement << "\"\n";
  }
}
