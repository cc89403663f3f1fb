"""What 'conan create' does with a recipe, in its order, by the stand-in.

Usage: create.py RECIPE-FOLDER FOLDER VERSION
"""

import importlib.util
import os
import sys

import stand_in


def recipe_class(folder, name):
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, "conanfile.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = [value for value in vars(module).values()
             if isinstance(value, type) and issubclass(value, stand_in.ConanFile) and value is not stand_in.ConanFile]
    [only] = found
    return only


def check(right, what):
    if not right:
        sys.exit(f"WRONG: {what}")


def refused(recipe, what):
    try:
        recipe.validate()
    except stand_in.ConanInvalidConfiguration:
        return
    sys.exit(f"WRONG: {what} is not refused")


def check_validation(make):
    recipe = make()
    recipe.validate()
    recipe.settings.os = "Windows"
    refused(recipe, "Windows")
    recipe = make()
    recipe.settings.compiler.cppstd = "17"
    refused(recipe, "C++17")


def build_package(recipe, folder):
    recipe.work_folder = folder
    recipe.export_sources_folder = recipe.source_folder = os.path.join(folder, "sources")
    recipe.package_folder = os.path.join(folder, "package")
    recipe.export_sources()
    recipe.requirements()
    for pattern in recipe.default_options:
        check(pattern.partition("/")[0] in recipe.required, f"the option {pattern} is for nothing that is required")
    recipe.layout()
    recipe.generate()
    recipe.build()
    recipe.package()
    recipe.package_info()


def check_package(recipe):
    inside = lambda *path: os.path.join(recipe.package_folder, *path)
    for library in recipe.cpp_info.libs:
        check(os.path.exists(inside("lib", f"lib{library}.so")), f"there is no library {library} in the package")
    for folder in recipe.cpp_info.builddirs:
        check(os.path.exists(inside(folder, "cadre-config.cmake")), f"CMake finds nothing in {folder}")
    check(os.path.exists(inside("licenses", "LICENSE")), "the terms are not in the package")


def run_test_package(recipe, package, folder):
    recipe.tested_reference_str = f"{package.name}/{package.version}"
    recipe.work_folder = folder
    recipe.source_folder = recipe.recipe_folder
    recipe.prefix_path = [os.path.join(package.package_folder, path) for path in package.cpp_info.builddirs]
    recipe.requirements()
    check(package.name in recipe.required, "the test package does not require the package")
    recipe.layout()
    recipe.build()
    recipe.test()


def main(recipe_folder, folder, version):
    stand_in.provide()
    package_class = recipe_class(recipe_folder, "recipe")
    make = lambda: package_class(recipe_folder)
    check_validation(make)
    package = make()
    check(package.version == version, f"the recipe is of version {package.version}, the tree of {version}")
    print(f"{package.name}/{package.version}", flush=True)
    build_package(package, folder)
    check_package(package)
    test_folder = os.path.join(recipe_folder, "test_package")
    run_test_package(recipe_class(test_folder, "test_recipe")(test_folder), package, os.path.join(folder, "test"))


main(*sys.argv[1:])
