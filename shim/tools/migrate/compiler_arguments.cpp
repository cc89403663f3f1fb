#include "compiler_arguments.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "../report/whole_file.hpp"
#include "shell_words.hpp"

namespace migrate {
namespace {

namespace fs = std::filesystem;

bool is_one_of(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool begins_with_one_of(const auto& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(), [word](std::string_view each) { return word.starts_with(each); });
}

// With their value in the next word.
constexpr std::array<std::string_view, 13> kept_pairs = {
    "-I",        "-D", "-U",      "-isystem",    "-iquote",   "-idirafter",  "-imacros",
    "-isysroot", "-x", "-target", "-iframework", "--sysroot", "-cxx-isystem"};
constexpr std::array<std::string_view, 17> dropped_pairs = {
    "-o", "-MF", "-MT", "-MQ", "-MJ",     "-Xclang",   "-Xlinker",  "-Xassembler", "-Xpreprocessor",
    "-T", "-u",  "-z",  "-L",  "--param", "-aux-info", "-dumpbase", "-include-pch"};

constexpr std::array<std::string_view, 25> kept_beginnings = {
    "-I",         "-D",        "-U",         "-isystem",  "-iquote",
    "-idirafter", "-std=",     "--std=",     "-stdlib=",  "-O",
    "-x",         "--target=", "--sysroot=", "-nostdinc", "-pthread",
    "-ansi",      "-undef",    "-m32",       "-m64",      "-march=",
    "-mavx",      "-msse",     "-mfma",      "-mbmi",     "-ftemplate-depth="};

constexpr std::array<std::string_view, 24> kept_flags = {"-fexceptions",
                                                         "-fno-exceptions",
                                                         "-frtti",
                                                         "-fno-rtti",
                                                         "-fchar8_t",
                                                         "-fno-char8_t",
                                                         "-fsigned-char",
                                                         "-funsigned-char",
                                                         "-fshort-enums",
                                                         "-fshort-wchar",
                                                         "-fms-extensions",
                                                         "-fdeclspec",
                                                         "-fopenmp",
                                                         "-fno-operator-names",
                                                         "-ffreestanding",
                                                         "-fno-access-control",
                                                         "-fPIC",
                                                         "-fpic",
                                                         "-fPIE",
                                                         "-fpie",
                                                         "-faligned-new",
                                                         "-fno-aligned-new",
                                                         "-fdelayed-template-parsing",
                                                         "-fno-sized-deallocation"};

class reader {
 public:
  explicit reader(const compilation& each) : compilation_(each) {}

  std::vector<std::string> read() {
    const std::vector<std::string> words = expanded(compilation_.arguments);
    for (at_ = first_argument(words); at_ < words.size() && words[at_] != "--"; ++at_) take(words);
    add_file();
    return std::move(result_);
  }

 private:
  // Words before the first option are the compiler, or one that calls it.
  static std::size_t first_argument(const std::vector<std::string>& words) {
    std::size_t at = 1;
    while (at < words.size() && is_compiler(words[at - 1], words[at])) ++at;
    return at;
  }

  static bool is_compiler(const std::string& before, const std::string& word) {
    static constexpr std::array<std::string_view, 5> wrappers = {"ccache", "sccache", "distcc", "icecc", "env"};
    return is_one_of(wrappers, fs::path(before).filename().string()) && !word.starts_with('-');
  }

  void take(const std::vector<std::string>& words) {
    const std::string& word = words[at_];
    const bool has_next = at_ + 1 < words.size();
    if (word == "-include" && has_next)
      add_forced(words[++at_]);
    else if (is_one_of(kept_pairs, word) && has_next)
      keep({word, words[++at_]});
    else if (is_one_of(dropped_pairs, word))
      ++at_;
    else if (is_kept(word))
      keep({word});
  }

  static bool is_kept(const std::string& word) {
    return is_one_of(kept_flags, word) || begins_with_one_of(kept_beginnings, word);
  }

  // Past the driver, which would take a header that g++ has precompiled for one of its own.
  void add_forced(const std::string& header) { keep({"-Xclang", "-include", "-Xclang", header}); }

  void keep(std::initializer_list<std::string> words) { result_.insert(result_.end(), words); }

  // A name that looks like an option stays a name.
  void add_file() { keep({"--", compilation_.file}); }

  // "@file" stands for the words of that file.
  std::vector<std::string> expanded(const std::vector<std::string>& words) const {
    std::vector<std::string> result;
    for (const std::string& word : words) {
      const auto text = word.starts_with('@') ? response(word.substr(1)) : std::nullopt;
      if (!text) {
        result.push_back(word);
        continue;
      }
      const auto inner = shell_words(*text);
      result.insert(result.end(), inner.begin(), inner.end());
    }
    return result;
  }

  std::optional<std::string> response(const std::string& name) const {
    constexpr std::size_t largest = std::size_t{1} << 26;
    return report::read_whole((fs::path(compilation_.directory) / name).string(), largest);
  }

  const compilation& compilation_;
  std::vector<std::string> result_;
  std::size_t at_ = 0;
};

bool is_older_standard(std::string_view word) {
  static constexpr std::array<std::string_view, 8> old = {"98", "03", "0x", "11", "1y", "14", "1z", "17"};
  return (word.starts_with("-std=") || word.starts_with("--std=")) &&
         std::any_of(old.begin(), old.end(), [word](std::string_view each) { return word.ends_with(each); });
}

}  // namespace

std::vector<std::string> reading_arguments(const compilation& each) {
  return reader(each).read();
}

std::vector<std::string> with_newer_standard(std::vector<std::string> arguments) {
  const bool given = std::any_of(arguments.begin(), arguments.end(), [](const std::string& word) {
    return word.starts_with("-std=") || word.starts_with("--std=");
  });
  const auto old = std::remove_if(arguments.begin(), arguments.end(), is_older_standard);
  if (given && old == arguments.end()) return {};
  arguments.erase(old, arguments.end());
  arguments.insert(arguments.begin(), "-std=gnu++20");
  return arguments;
}

}  // namespace migrate
