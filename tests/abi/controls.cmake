# Negative controls: what breaks old programs, each put into the legacy library or its header, and the test that has to
# see it. Included by CMakeLists.txt.

# add_control(<name> <words> <check> [<argument>...]): the check has to fail, with these words.
function(add_control name words)
  add_abi_test(${name} ${CMAKE_CURRENT_SOURCE_DIR}/rejects.sh ${words} ${ARGN})
endfunction()

# --- the header

file(READ ${frozen_header} frozen_text)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${frozen_header})

# change_header(<name> <text> <changed text>): the header with one change, in a folder of that name.
function(change_header name original changed)
  string(REPLACE "${original}" "${changed}" broken "${frozen_text}")
  if(broken STREQUAL frozen_text)
    message(FATAL_ERROR "The frozen header has no \"${original}\" to change")
  endif()
  file(CONFIGURE OUTPUT ${name}/threadpool/ThreadPool.h CONTENT "${broken}" @ONLY)
endfunction()

# What no other test sees in a library.
function(add_header_control name original changed)
  change_header(${name} "${original}" "${changed}")
  add_abi_test(header.sees-${name} ${header_check} --must-differ
    ${CMAKE_CURRENT_BINARY_DIR}/${name}/threadpool/ThreadPool.h ${frozen_checksum})
endfunction()
add_header_control(inline-body "a.min == b.min && a.max == b.max" "a.min == b.min")
add_header_control(noexcept "bool ok() const noexcept" "bool ok() const")
add_header_control(default-argument "minthreads = 5" "minthreads = 4")
add_header_control(macro ">= 0x020000" ">= 0x020100")

change_header(comment "// Reading order:" "// To be read in this order:")
add_abi_test(header.passes-over-comments ${header_check}
  ${CMAKE_CURRENT_BINARY_DIR}/comment/threadpool/ThreadPool.h ${frozen_checksum})

add_abi_test(header.sees-macros-of-one-user ${same_header} --must-differ ${frozen_header} ${CMAKE_CXX_COMPILER}
  --in client ${client_flags} --in other ${client_flags} -DTHREADPOOL_DISABLE_REMOVED)
add_control(header.sees-other-header "other includes another header" ${same_header} ${frozen_header}
  ${CMAKE_CXX_COMPILER} --in client ${client_flags} --in other -I${CMAKE_CURRENT_BINARY_DIR}/comment)

# --- exported names

file(READ ${THREADPOOL_SYMBOLS} symbols)
string(REGEX REPLACE "\n_ZN10threadpool10ThreadPool5startEv\n" "\n" one_less "${symbols}")
file(CONFIGURE OUTPUT one-less.symbols CONTENT "${one_less}" @ONLY)
file(CONFIGURE OUTPUT one-more.symbols CONTENT "${symbols}\n_ZN10threadpool10ThreadPool6pausedEv\n" @ONLY)
add_control(exports.sees-added "not in the list: _ZN10threadpool10ThreadPool5startEv@@THREADPOOL_1"
  ${exports} $<TARGET_FILE:threadpool_legacy> ${CMAKE_CURRENT_BINARY_DIR}/one-less.symbols THREADPOOL_1)
add_control(exports.sees-missing "missing: _ZN10threadpool10ThreadPool6pausedEv@@THREADPOOL_1"
  ${exports} $<TARGET_FILE:threadpool_legacy> ${CMAKE_CURRENT_BINARY_DIR}/one-more.symbols THREADPOOL_1)
add_control(exports.sees-node "missing: _ZN10threadpool10ThreadPoolC1.*@@THREADPOOL_2"
  ${exports} $<TARGET_FILE:threadpool_legacy> ${THREADPOOL_SYMBOLS} THREADPOOL_2)

# --- structure

set(legacy_sources "")
foreach(part IN ITEMS threadpool_legacy_objects threadpool_values)
  get_target_property(sources ${part} SOURCES)
  get_target_property(folder ${part} SOURCE_DIR)
  list(TRANSFORM sources PREPEND ${folder}/)
  list(APPEND legacy_sources ${sources})
endforeach()
# Sees nothing of the header.
add_library(abi_versions OBJECT ${legacy_dir}/src/versions.cpp)
set_target_properties(abi_versions PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_compile_features(abi_versions PRIVATE cxx_std_20)
cadre_seal(abi_versions)

# A library like the legacy one, from these objects or sources, as abi_<name>.
function(add_library_like_legacy name)
  set(target abi_${name})
  add_library(${target} SHARED ${ARGN} $<TARGET_OBJECTS:abi_versions>)
  target_link_libraries(${target} PRIVATE Boost::thread)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME threadpool SOVERSION 1 LINKER_LANGUAGE CXX
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name})
  cadre_seal(${target})
  threadpool_version_script(${target} THREADPOOL_1)
endfunction()

# The legacy library once more: behind the header in the folder, in one piece and not optimised, so that it is quick
# to build.
function(add_variant name headers)
  add_library_like_legacy(${name} ${legacy_sources})
  set(target abi_${name})
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_compile_options(${target} PRIVATE -O0)
  target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:threadpool_legacy_objects,COMPILE_DEFINITIONS>)
  target_include_directories(${target} PRIVATE ${headers} ${legacy_dir}/values)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
endfunction()

# add_gate_tests(<name> passes|sees [<argument of same_abi.sh>...]): against the stored ABI, and against the library.
function(add_gate_tests name verb)
  set(gate ${same_abi} ${ARGN} ${frozen_headers})
  set(library $<TARGET_FILE:abi_${name}>)
  add_abi_test(abidiff.${verb}-${name}.stored ${gate} ${stored_abi} ${library})
  add_abi_test(abidiff.${verb}-${name}.library ${gate} $<TARGET_FILE:threadpool_legacy> ${library})
endfunction()

# Built the same way without a change: what the gate rejects below, it rejects for the change.
add_variant(unchanged ${frozen_headers})
add_gate_tests(unchanged passes)
add_abi_test(exports.passes-unchanged ${exports} $<TARGET_FILE:abi_unchanged> ${THREADPOOL_SYMBOLS} THREADPOOL_1)
add_abi_test(vtable.passes-unchanged abi_vtable_check $<TARGET_FILE:abi_unchanged>)

# Nine libraries more, compiled with all types: a minute for the slow set.
if(NOT CADRE_ALL)
  return()
endif()

# add_mutant(<name> <exit status of abidiff> <words of its report> <text> <changed text>)
function(add_mutant name status words original changed)
  change_header(${name} "${original}" "${changed}")
  add_variant(${name} ${CMAKE_CURRENT_BINARY_DIR}/${name})
  add_gate_tests(${name} sees --must-differ ${status} ${words})
endfunction()

add_mutant(virtual-inserted 12 "ThreadPool::inserted" "  virtual void start();"
  "  virtual void inserted() {}\n  virtual void start();")
add_mutant(virtual-appended 12 "ThreadPool::appended" "  virtual void _worker() THREADPOOL_HOOK_END;"
  "  virtual void _worker() THREADPOOL_HOOK_END;\n  virtual void appended() {}")
add_mutant(virtual-removed 12 "ThreadPool::_worker" "  virtual void _worker() THREADPOOL_HOOK_END;"
  "  void _worker();")
add_mutant(member-widened 4 "type of 'bool stop_' changed" "  bool stop_;" "  long stop_;")
# A static member is no part of an object, and the sources that use it compile.
add_mutant(member-removed 4 "exception_ptr error_', at offset 128" "  std::exception_ptr error_;"
  "  static inline std::exception_ptr error_;")
add_mutant(members-swapped 4 "'int min' offset changed from 0 to 32" "  int min = 0;\n  int max = 0;"
  "  int max = 0;\n  int min = 0;")

# Without debug information too, and whatever compiler made the library.
add_control(vtable.sees-virtual-inserted "slot 2 is not _ZN10threadpool10ThreadPool5startEv"
  $<TARGET_FILE:abi_vtable_check> $<TARGET_FILE:abi_virtual-inserted>)
add_control(vtable.sees-virtual-appended "14 slots instead of 13"
  $<TARGET_FILE:abi_vtable_check> $<TARGET_FILE:abi_virtual-appended>)
add_control(vtable.sees-virtual-removed "12 slots instead of 13"
  $<TARGET_FILE:abi_vtable_check> $<TARGET_FILE:abi_virtual-removed>)

add_library_like_legacy(other-soname $<TARGET_OBJECTS:abi_unchanged>)
set_target_properties(abi_other-soname PROPERTIES SOVERSION 2)
add_gate_tests(other-soname sees --must-differ 12 "SONAME changed from 'libthreadpool.so.1' to 'libthreadpool.so.2'")
add_control(exports.sees-other-soname "has the SONAME libthreadpool.so.2"
  ${exports} $<TARGET_FILE:abi_other-soname> ${THREADPOOL_SYMBOLS} THREADPOOL_1)

# --- the macros

change_header(member-hidden " private:\n  class [[gnu::visibility(\"hidden\")]] Impl;\n  Impl* impl_;"
  "#ifndef THREADPOOL_DISABLE_REMOVED\n  virtual void hidden();\n#endif\n private:\n  void* impl_;")
add_control(macros.sees-layout "NOT: the same code as without macros" ${CMAKE_CURRENT_SOURCE_DIR}/macros.sh
  ${CMAKE_CURRENT_BINARY_DIR}/member-hidden ${CMAKE_CXX_COMPILER} -std=c++17)
change_header(mark-missing "  THREADPOOL_REMOVED(\"TPS011\"" "  [[gnu::cold]] // (\"TPS011\"")
add_control(macros.sees-missing-mark "NOT: a warning with the ID at each use" ${CMAKE_CURRENT_SOURCE_DIR}/macros.sh
  ${CMAKE_CURRENT_BINARY_DIR}/mark-missing ${CMAKE_CXX_COMPILER} -std=c++17)
change_header(mark-too-early ">= 0x020000" ">= 0x010000")
add_control(macros.sees-early-warning "NOT: no warning" ${CMAKE_CURRENT_SOURCE_DIR}/macros.sh
  ${CMAKE_CURRENT_BINARY_DIR}/mark-too-early ${CMAKE_CXX_COMPILER} -std=c++17)
