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
    if (level < clang::DiagnosticsEngine::Error) return;
    llvm::SmallString<256> text;
    what.FormatDiagnostic(text);
    errors.push_back(place_of(what) + "error: " + std::string(text));
  }

  std::vector<std::string> errors;

 private:
  static std::string place_of(const clang::Diagnostic& what) {
    if (!what.hasSourceManager() || what.getLocation().isInvalid()) return "";
    const clang::PresumedLoc at = what.getSourceManager().getPresumedLoc(what.getLocation());
    if (at.isInvalid()) return "";
    return std::string(at.getFilename()) + ':' + std::to_string(at.getLine()) + ':' + std::to_string(at.getColumn()) +
           ": ";
  }
};

class consumer : public clang::ASTConsumer {
 public:
  explicit consumer(const visitor& see) : see_(see) {}

  void HandleTranslationUnit(clang::ASTContext& context) override {
    if (see_ && !context.getDiagnostics().hasErrorOccurred()) see_(context);
  }

 private:
  const visitor& see_;
};

class action : public clang::ASTFrontendAction {
 public:
  explicit action(const visitor& see) : see_(see) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& /*compiler*/,
                                                        llvm::StringRef /*file*/) override {
    return std::make_unique<consumer>(see_);
  }

 private:
  const visitor& see_;
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
  clang::tooling::ToolInvocation run(command_line(each, arguments), std::make_unique<action>(see), files.get());
  run.setDiagnosticConsumer(&errors);
  if (!run.run() && errors.errors.empty()) errors.errors.emplace_back("error: clang does not take the compile command");
  return std::move(errors.errors);
}

}  // namespace migrate
