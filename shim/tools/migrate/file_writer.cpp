#include "file_writer.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "../report/whole_file.hpp"

namespace migrate {
namespace {

// The superuser may write everything: what is marked read-only is meant to stay as it is all the same.
bool is_read_only(const std::string& file, mode_t mode) {
  return (mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0 || ::access(file.c_str(), W_OK) != 0;
}

struct stat status_of(const std::string& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot write " + file);
  return found;
}

// The folder may be ours where the file is somebody else's, and the superuser works on other people's files.
void keep_owner(const std::string& file, const struct stat& before) {
  const struct stat now = status_of(file);
  if (now.st_uid == before.st_uid && now.st_gid == before.st_gid) return;
  if (::chown(file.c_str(), before.st_uid, before.st_gid) == 0) ::chmod(file.c_str(), before.st_mode & 07777);
}

}  // namespace

void require_replaceable(const std::string& file, std::string_view before) {
  if (is_read_only(file, status_of(file).st_mode))
    throw std::runtime_error("cannot write " + file +
                             ": it is read-only; chmod u+w it, or check it out, and run again");
  if (report::read_whole(file, before.size()) != before)
    throw std::runtime_error("cannot write " + file + ": it has changed since it was read; run again");
}

void replace_text(const std::string& file, std::string_view before, std::string_view after) {
  const struct stat status = status_of(file);
  require_replaceable(file, before);
  report::write_whole(file, after);
  keep_owner(file, status);
}

}  // namespace migrate
