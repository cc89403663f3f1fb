"""Cadre for Conan 2: builds the tree that this recipe lies in.

    conan create scripts/packages/conan --build=missing
"""

import os

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy

required_conan_version = ">=2.0"

# What of the tree is needed to build it.
FOLDERS = ("core", "legacy", "migration-guide", "scripts", "shim")
FILES = ("CMakeLists.txt", "CMakePresets.json", "CHANGELOG.md", "LICENSE", "README.md")


class CadreRecipe(ConanFile):
    name = "cadre"
    version = "2.0.0"
    license = "BSL-1.0"
    description = "Workers, teams and pools of threads for C++20, and a shim for programs of the older class ThreadPool"
    topics = ("threads", "thread-pool", "migration")
    package_type = "shared-library"
    settings = "os", "arch", "compiler", "build_type"
    # One Boost.Thread for all libraries; and the targets for headers alone, which is what Cadre asks of the other two.
    default_options = {"boost/*:shared": True, "spdlog/*:header_only": True, "fmt/*:header_only": True}

    def export_sources(self):
        tree = os.path.join(self.recipe_folder, "..", "..", "..")
        for folder in FOLDERS:
            copy(self, "*", os.path.join(tree, folder), os.path.join(self.export_sources_folder, folder))
        for file in FILES:
            copy(self, file, tree, self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        # Headers of the core show Boost's futures; archives and public headers leave Boost to their clients.
        self.requires("boost/[>=1.74 <2]", transitive_headers=True, transitive_libs=True)
        # Compiled in and hidden.
        self.requires("spdlog/[>=1.10 <2]", visible=False)
        self.requires("fmt/[>=9 <12]", visible=False)
        self.requires("nlohmann_json/[>=3.11 <4]", visible=False)
        # For the tools.
        self.requires("cli11/[>=2.2 <3]", visible=False)
        self.requires("elfutils/[>=0.188 <1]", visible=False)

    def validate(self):
        if self.settings.os != "Linux":
            raise ConanInvalidConfiguration(f"cadre is for Linux, not for {self.settings.os}")
        check_min_cppstd(self, 20)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["CADRE_TESTS"] = False
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_info(self):
        # Cadre's own files for CMake know its libraries, in their folders, better than anything derived from here.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = [os.path.join("lib", "cmake", "cadre")]
        self.cpp_info.libs = ["cadre_shim", "cadre"]
        self.cpp_info.defines = ["BOOST_THREAD_VERSION=5", "BOOST_THREAD_PROVIDES_EXECUTORS"]
