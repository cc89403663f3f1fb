#include "clang_run.hpp"

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/Diagnostic.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Tooling/Tooling.h>
#include <dlfcn.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <filesystem>

namespace migrate {
namespace {

namespace fs = std::filesystem;
using visitor = std::function<void(clang::ASTContext&)>;

class error_list : public clang::DiagnosticConsumer {
 public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& what) override {
    DiagnosticConsumer::HandleDiagnostic(level, what);
    if (level == clang::DiagnosticsEngine::Note && !is_in_system_header(what)) take_back();
    if (level < clang::DiagnosticsEngine::Error) return;
    llvm::SmallString<256> text;
    what.FormatDiagnostic(text);
    std::string error = place_of(what) + "error: " + std::string(text);
    passed_over_.clear();
    if (level == clang::DiagnosticsEngine::Error && is_in_system_header(what)) {
      has_passed_over = true;
      passed_over_ = std::move(error);
    } else {
      errors.push_back(std::move(error));
    }
  }

  std::vector<std::string> errors;
  bool has_passed_over = false;

 private:
  // The program's own compiler takes system headers; clang is stricter with some, as with Boost 1.74's futures. But an
  // error in a template that the program has instantiated, which a note says, may be the program's.
  void take_back() {
    if (!passed_over_.empty()) errors.push_back(std::move(passed_over_));
    passed_over_.clear();
  }

  static bool is_in_system_header(const clang::Diagnostic& what) {
    return what.hasSourceManager() && what.getLocation().isValid() &&
           what.getSourceManager().isInSystemHeader(what.getSourceManager().getExpansionLoc(what.getLocation()));
  }

  static std::string place_of(const clang::Diagnostic& what) {
    if (!what.hasSourceManager() || what.getLocation().isInvalid()) return "";
    const clang::PresumedLoc at = what.getSourceManager().getPresumedLoc(what.getLocation());
    if (at.isInvalid()) return "";
    return std::string(at.getFilename()) + ':' + std::to_string(at.getLine()) + ':' + std::to_string(at.getColumn()) +
           ": ";
  }

  std::string passed_over_;  // the last error, if it is in a system header
};

class consumer : public clang::ASTConsumer {
 public:
  consumer(const visitor& see, const error_list& errors) : see_(see), errors_(errors) {}

  void HandleTranslationUnit(clang::ASTContext& context) override {
    if (see_ && errors_.errors.empty()) see_(context);
  }

 private:
  const visitor& see_;
  const error_list& errors_;
};

class action : public clang::ASTFrontendAction {
 public:
  action(const visitor& see, const error_list& errors) : see_(see), errors_(errors) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& /*compiler*/,
                                                        llvm::StringRef /*file*/) override {
    return std::make_unique<consumer>(see_, errors_);
  }

 private:
  const visitor& see_;
  const error_list& errors_;
};

bool has_headers(const fs::path& folder) {
  return fs::exists(folder / "include" / "stddef.h");
}

// Beside the library that this program runs with, which need not be where it was when the program was built.
fs::path beside_library() {
  Dl_info found{};
  if (::dladdr(reinterpret_cast<void*>(&clang::tooling::buildASTFromCode), &found) == 0) return {};
  std::error_code none;
  return fs::canonical(found.dli_fname, none).parent_path() / "clang" / CADRE_CLANG_VERSION;
}

bool is_c(const compilation& each) {
  return fs::path(each.file).extension() == ".c";
}

std::vector<std::string> command_line(const compilation& each, const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {"clang",
                                    is_c(each) ? "--driver-mode=gcc" : "--driver-mode=g++",
                                    "-resource-dir=" + resource_folder(),
                                    "-fsyntax-only",
                                    "-w",
                                    "-Qunused-arguments",
                                    "-ferror-limit=0",
                                    "-ftemplate-backtrace-limit=0",
                                    "-fno-caret-diagnostics"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files_with(const texts& instead) {
  auto all = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem().release());
  auto ours = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto& [name, text] : instead) ours->addFile(name, 0, llvm::MemoryBuffer::getMemBufferCopy(text, name));
  all->pushOverlay(ours);
  return all;
}

}  // namespace

std::string resource_folder() {
  for (const fs::path& each :
       {beside_library(), fs::path(CADRE_CLANG_RESOURCES), fs::path("/usr/lib/clang") / CADRE_CLANG_VERSION})
    if (has_headers(each)) return each.string();
  return "";
}

std::vector<std::string> run_clang(const compilation& each, const std::vector<std::string>& arguments,
                                   const visitor& see, const texts& instead) {
  const auto system = files_with(instead);
  if (const std::error_code why = system->setCurrentWorkingDirectory(each.directory))
    return {"error: cannot work in " + each.directory + ": " + why.message()};
  clang::FileSystemOptions options;
  options.WorkingDir = each.directory;
  const llvm::IntrusiveRefCntPtr<clang::FileManager> files(new clang::FileManager(options, system));
  error_list errors;
  clang::tooling::ToolInvocation run(command_line(each, arguments), std::make_unique<action>(see, errors), files.get());
  run.setDiagnosticConsumer(&errors);
  if (!run.run() && errors.errors.empty() && !errors.has_passed_over)
    errors.errors.emplace_back("error: clang does not take the compile command");
  return std::move(errors.errors);
}

}  // namespace migrate
