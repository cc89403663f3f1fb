"""What of Conan 2 the recipe uses, without Conan: the folders, the calls of CMake, nothing of packages. The libraries of
this machine are in the place of those that are required. A name that is not here is an error, as a misspelt one is."""

import fnmatch
import os
import shutil
import subprocess
import sys
import types


class ConanException(Exception):
    pass


class ConanInvalidConfiguration(ConanException):
    pass


class CppInfo:
    def __init__(self):
        self.properties = {}
        self.builddirs = []
        self.libs = []
        self.defines = []

    def set_property(self, name, value):
        self.properties[name] = value


class ConanFile:
    default_options = {}
    generators = ()

    def __init__(self, recipe_folder):
        self.recipe_folder = recipe_folder
        self.settings = types.SimpleNamespace(
            os="Linux", arch="x86_64", build_type="Release", compiler=types.SimpleNamespace(cppstd="20")
        )
        self.cpp = types.SimpleNamespace(build=types.SimpleNamespace(bindir="."))
        self.cpp_info = CppInfo()
        self.required = {}
        self.cache_variables = {}
        self.prefix_path = []

    def requires(self, reference, transitive_headers=None, transitive_libs=None, visible=True):
        name, separator, version = reference.partition("/")
        if not separator or not version:
            raise ConanException(f"'{reference}' is no reference of the form name/version")
        self.required[name] = version

    def run(self, command, env=None, cwd=None):
        subprocess.run(command, shell=True, check=True, cwd=cwd or self.build_folder)


class CMakeToolchain:
    def __init__(self, recipe):
        self.recipe = recipe
        self.cache_variables = {}

    def generate(self):
        self.recipe.cache_variables = self.cache_variables


class CMakeDeps:
    def __init__(self, recipe):
        self.recipe = recipe

    def generate(self):
        if not self.recipe.required:
            raise ConanException("CMakeDeps, and nothing is required")


class CMake:
    def __init__(self, recipe):
        self.recipe = recipe

    def configure(self):
        recipe = self.recipe
        variables = {
            "CMAKE_BUILD_TYPE": recipe.settings.build_type,
            # What is looked at is what comes to which place, not how fast it is.
            "CMAKE_CXX_FLAGS_RELEASE": "-O0",
            "CMAKE_INSTALL_PREFIX": getattr(recipe, "package_folder", ""),
            "CMAKE_INSTALL_LIBDIR": "lib",
            "CMAKE_PREFIX_PATH": ";".join(recipe.prefix_path),
            **{name: "ON" if value is True else "OFF" if value is False else value
               for name, value in recipe.cache_variables.items()},
        }
        self.cmake("-S", recipe.source_folder, "-B", recipe.build_folder, "-G", "Ninja",
                   *(f"-D{name}={value}" for name, value in variables.items()))

    def build(self):
        self.cmake("--build", self.recipe.build_folder)

    def install(self):
        self.cmake("--install", self.recipe.build_folder)

    @staticmethod
    def cmake(*arguments):
        subprocess.run(["cmake", *arguments], check=True)


def cmake_layout(recipe):
    recipe.build_folder = os.path.join(recipe.work_folder, "build", recipe.settings.build_type)


def check_min_cppstd(recipe, standard):
    if int(recipe.settings.compiler.cppstd) < standard:
        raise ConanInvalidConfiguration(f"C++{standard} is needed")


def can_run(_):
    return True


def copy(_, pattern, src, dst):
    copied = []
    for folder, _, files in os.walk(src):
        for file in files:
            path = os.path.join(folder, file)
            relative = os.path.relpath(path, src)
            if fnmatch.fnmatch(relative, pattern):
                target = os.path.join(dst, relative)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                copied.append(shutil.copy2(path, target))
    return copied


def provide():
    """Makes the modules that a recipe imports."""
    contents = {
        "conan": {"ConanFile": ConanFile},
        "conan.errors": {"ConanException": ConanException, "ConanInvalidConfiguration": ConanInvalidConfiguration},
        "conan.tools": {},
        "conan.tools.build": {"can_run": can_run, "check_min_cppstd": check_min_cppstd},
        "conan.tools.cmake": {"CMake": CMake, "CMakeDeps": CMakeDeps, "CMakeToolchain": CMakeToolchain,
                              "cmake_layout": cmake_layout},
        "conan.tools.files": {"copy": copy},
    }
    for name, members in contents.items():
        module = types.ModuleType(name)
        vars(module).update(members)
        sys.modules[name] = module
