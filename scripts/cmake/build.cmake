# What all targets share: dependencies, standard, warnings, sanitizers, output folders.

include(GNUInstallDirs)

option(CADRE_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(CADRE_ALL "Build also what only the slow tests need" OFF)
option(CADRE_CI "Leave out what another preset of scripts/test shows as well" OFF)
option(CADRE_BENCHMARKS "Build the benchmarks; see scripts/bench" OFF)
option(CADRE_WERROR "Warnings are errors" OFF)
set(CADRE_SANITIZE "" CACHE STRING "Sanitizers for everything, as in -fsanitize=: address,undefined or thread")

# The tools of the shim take as long to compile as the libraries. They have one thread, so TSan has nothing to say of
# them, and what the other sanitizers say of damaged files, the slow set asks.
set(CADRE_TOOLS ON)
if(CADRE_SANITIZE MATCHES thread OR (CADRE_SANITIZE AND NOT CADRE_ALL))
  set(CADRE_TOOLS OFF)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS thread)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CADRE_WERROR)
  add_compile_options(-Werror)
endif()
if(CADRE_SANITIZE)
  add_compile_options(-fsanitize=${CADRE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CADRE_SANITIZE})
  if(CADRE_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()

# For a shared library of ours: nothing leaves it that is not meant to, nothing is left undefined.
function(cadre_seal target)
  set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  # A load instead of a call for each thread-local variable. A library has less than 200 bytes of them: well below what
  # the loader keeps for libraries that are opened while the program runs.
  target_compile_options(${target} PRIVATE -ftls-model=initial-exec)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL SHARED_LIBRARY)
    return()
  endif()
  # Once opened it stays: threads may run in it, and the room of its thread-local variables could not be used again.
  target_link_options(${target} PRIVATE LINKER:--exclude-libs,ALL LINKER:--as-needed LINKER:-z,nodelete LINKER:--build-id)
  # A sanitizer's run time is found in the program, for clang always.
  if(CADRE_SANITIZE AND CMAKE_CXX_COMPILER_ID MATCHES Clang)
    target_link_options(${target} PRIVATE LINKER:-z,undefs)
  else()
    target_link_options(${target} PRIVATE LINKER:-z,defs)
  endif()
endfunction()
