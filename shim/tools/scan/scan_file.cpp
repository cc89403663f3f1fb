#include "scan_file.hpp"

#include <exception>
#include <functional>
#include <new>

#include "damaged.hpp"
#include "direct_uses.hpp"
#include "doubtful_classes.hpp"
#include "elf_file.hpp"
#include "image.hpp"
#include "object_kind.hpp"
#include "overrides.hpp"
#include "pool_classes.hpp"

namespace scan {
namespace {

void scan_object(const elf_object& object, object_findings& found) {
  found.kind = description(object);
  if (const auto reason = why_not_understood(object)) {
    found.unknowns.push_back(*reason);
    return;
  }
  if (is_pool_library(object)) {
    found.kind += ", the pool itself";
    return;
  }
  const image in(object);
  const pool_itself pool = find_pool(in);
  const pool_classes classes = find_pool_classes(in, pool);
  find_direct_uses(in, pool, classes, found);
  find_overrides(in, pool, classes, found);
  for (unknown& each : find_doubtful_classes(in, pool, classes)) found.unknowns.push_back(std::move(each));
}

class file_scan {
 public:
  file_scan(std::string name, findings& all) : name_(std::move(name)), all_(all) {}

  void look_at(const elf_file& file) {
    file.for_each([&](Elf* elf, const std::string& member) {
      guard(member, [&] { look_at(elf, {name_, member, {}, {}, {}, {}}, file.is_archive()); });
    });
  }

  /// Whatever is wrong with a file is told, and ends its scan only.
  void guard(const std::string& member, const std::function<void()>& action) {
    try {
      action();
    } catch (const damaged& error) {
      all_.problems.push_back({name_, member, error.what(), error.offset()});
    } catch (const std::bad_alloc&) {
      all_.problems.push_back({name_, member, "needs more memory than there is", std::nullopt});
    } catch (const std::exception& error) {
      all_.problems.push_back({name_, member, error.what(), std::nullopt});
    }
  }

 private:
  void look_at(Elf* elf, object_findings found, bool is_member) {
    if (const auto reason = why_not_read(elf, is_member))
      found.unknowns.push_back(*reason);
    else
      scan_object(elf_object(elf), found);
    all_.objects.push_back(std::move(found));
  }

  const std::string name_;
  findings& all_;
};

}  // namespace

void scan_file(const std::string& path, findings& all) {
  file_scan scan(path, all);
  scan.guard({}, [&] { scan.look_at(elf_file(path)); });
}

void scan_contents(const std::string& name, std::span<char> contents, findings& all) {
  file_scan scan(name, all);
  scan.guard({}, [&] { scan.look_at(elf_file(contents)); });
}

}  // namespace scan
