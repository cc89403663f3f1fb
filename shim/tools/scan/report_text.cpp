#include "report_text.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <string>

#include "names.hpp"

namespace scan {
namespace {

constexpr const char* below = "          ";

std::string name_of(const std::string& file, const std::string& member) {
  return printable(member.empty() ? file : file + "(" + member + ")");
}

std::string advice(const cadre::shim::deprecation& what, const char* dropped) {
  constexpr std::string_view nothing = "nothing";
  const std::string replacement(what.replacement);
  if (!replacement.starts_with(nothing)) return "use " + replacement;
  return "drop the " + std::string(dropped) + replacement.substr(nothing.size());
}

std::string text_of(const place& where) {
  std::string text =
      where.function.empty() ? "section " + printable(where.section) : printable(readable(where.function));
  text += "+" + hexadecimal(where.offset);
  if (where.address) text += ", at " + hexadecimal(*where.address);
  return text;
}

void write(std::ostream& out, const direct_use& use) {
  out << "  " << use.what->id << "  " << use.what->member << " is used: " << printable(readable(use.symbol)) << '\n'
      << below << advice(*use.what, "call") << '\n';
  for (const place& where : use.places) out << below << "in " << text_of(where) << '\n';
  if (use.places.empty()) out << below << "in a place that the file does not tell\n";
}

std::string function_of(const overridden_hook& hook) {
  if (!hook.function.empty()) return printable(readable(hook.function));
  return hook.address ? "the function at " + hexadecimal(*hook.address) : "a function without a name";
}

void write(std::ostream& out, const overridden_hook& hook) {
  out << "  " << hook.what->id << "  " << hook.what->member << " is overridden in class " << printable(hook.class_name)
      << '\n'
      << below << advice(*hook.what, "override") << '\n'
      << below << "by " << function_of(hook) << (hook.inherited ? ", inherited" : "") << '\n';
}

void write(std::ostream& out, const object_findings& object) {
  // Of an archive only those members are of interest that have something.
  if (object.empty() && !object.member.empty()) return;
  out << name_of(object.file, object.member) << ": " << (object.kind.empty() ? "not read" : object.kind) << '\n';
  for (const direct_use& each : object.uses) write(out, each);
  for (const overridden_hook& each : object.overrides) write(out, each);
  for (const unknown& each : object.unknowns)
    out << "  unknown: " << printable(each.what) << ": " << printable(each.reason) << '\n';
  if (object.empty()) out << "  no direct use and no override found\n";
}

void write_summary(std::ostream& out, const findings& all) {
  std::set<std::string_view> used;
  std::size_t overrides = 0;
  std::size_t unknowns = 0;
  for (const object_findings& each : all.objects) {
    for (const direct_use& use : each.uses) used.insert(use.symbol);
    overrides += each.overrides.size();
    unknowns += each.unknowns.size();
  }
  out << "removed members used: " << used.size() << "; overridden hooks: " << overrides << "; unknown: " << unknowns
      << "; not read: " << all.problems.size() << '\n';
}

}  // namespace

void write_text(std::ostream& out, const findings& all) {
  for (const object_findings& each : all.objects) write(out, each);
  write_summary(out, all);
  out << blind_spot << '\n';
}

void write_problems(std::ostream& out, const findings& all) {
  for (const problem& each : all.problems) {
    out << "threadpool-scan: " << name_of(each.file, each.member) << ": " << printable(each.what);
    if (each.offset) out << ", at offset " << hexadecimal(*each.offset);
    out << '\n';
  }
}

}  // namespace scan
