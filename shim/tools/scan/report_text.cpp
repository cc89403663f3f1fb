#include "report_text.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <string>

#include "../common/clean_text.hpp"
#include "../common/readable_name.hpp"
#include "cadre/shim/registry.hpp"
#include "names.hpp"

namespace scan {
namespace {

constexpr const char* below = "          ";

std::string name_of(const std::string& file, const std::string& member) {
  return tools::clean(member.empty() ? file : file + "(" + member + ")");
}

std::string text_of(const place& where, tools::readable_symbols& symbols) {
  std::string text = where.function.empty() ? "section " + tools::clean(where.section.view())
                                            : tools::clean(symbols.of(where.function.view()));
  text += "+" + hexadecimal(where.offset);
  if (where.address) text += ", at " + hexadecimal(*where.address);
  return text;
}

void write(std::ostream& out, const direct_use& use, tools::readable_symbols& symbols) {
  out << "  " << use.what->id << "  " << use.what->member << " is used: " << symbols.of(use.symbol) << '\n'
      << below << cadre::shim::advice(use.what->replacement, "the call") << '\n';
  for (const place& where : use.places) out << below << "in " << text_of(where, symbols) << '\n';
  if (use.places.empty()) out << below << "in a place that the file does not tell\n";
}

std::string function_of(const overridden_hook& hook, tools::readable_symbols& symbols) {
  if (!hook.function.empty()) return tools::clean(symbols.of(hook.function));
  return hook.address ? "the function at " + hexadecimal(*hook.address) : "a function without a name";
}

void write(std::ostream& out, const overridden_hook& hook, tools::readable_symbols& symbols) {
  out << "  " << hook.what->id << "  " << hook.what->member << " is overridden in class "
      << tools::clean(hook.class_name) << '\n'
      << below << cadre::shim::advice(hook.what->replacement, "the override") << '\n'
      << below << "by " << function_of(hook, symbols) << (hook.inherited ? ", inherited" : "") << '\n';
}

void write(std::ostream& out, const object_findings& object, tools::readable_symbols& symbols) {
  // Of an archive only those members are of interest that have something.
  if (object.empty() && !object.member.empty()) return;
  out << name_of(object.file, object.member) << ": " << (object.kind.empty() ? "not read" : object.kind) << '\n';
  for (const direct_use& each : object.uses) write(out, each, symbols);
  for (const overridden_hook& each : object.overrides) write(out, each, symbols);
  for (const unknown& each : object.unknowns)
    out << "  unknown: " << tools::clean(each.what) << ": " << tools::clean(each.reason) << '\n';
  if (object.empty()) out << "  no direct use and no override found\n";
}

void write_summary(std::ostream& out, const findings& all) {
  std::set<std::string_view> used;
  std::size_t overrides = 0;
  std::size_t unknowns = 0;
  for (const object_findings& each : all.objects) {
    for (const direct_use& use : each.uses) used.insert(use.what->id);
    overrides += each.overrides.size();
    unknowns += each.unknowns.size();
  }
  out << "removed members used: " << used.size() << "; overridden hooks: " << overrides << "; unknown: " << unknowns
      << "; not read: " << all.problems.size() << '\n';
}

}  // namespace

void write_text(std::ostream& out, const findings& all) {
  tools::readable_symbols symbols;
  for (const object_findings& each : all.objects) write(out, each, symbols);
  write_summary(out, all);
  out << blind_spot << '\n';
}

void write_problems(std::ostream& out, const findings& all) {
  for (const problem& each : all.problems) {
    out << "threadpool-scan: " << name_of(each.file, each.member) << ": " << tools::clean(each.what);
    if (each.offset) out << ", at offset " << hexadecimal(*each.offset);
    out << '\n';
  }
}

}  // namespace scan
