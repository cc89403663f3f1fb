# Stand-ins for the functions of vcpkg that the port calls, for one configuration: each does for real what vcpkg would do,
# with this machine's libraries, and refuses what vcpkg would refuse.
# Usage: cmake -DPORT_FOLDER=... -DCURRENT_PACKAGES_DIR=... -DCURRENT_BUILDTREES_DIR=... -P vcpkg.cmake

cmake_minimum_required(VERSION 3.25)
set(PORT cadre)
set(VCPKG_BUILD_TYPE release)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# parsed(<flags> <values> <lists>): as vcpkg does, an argument that it does not know is an error.
macro(parsed flags values lists)
  cmake_parse_arguments(PARSE_ARGV 0 arg "${flags}" "${values}" "${lists}")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${CMAKE_CURRENT_FUNCTION} was passed extra arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
endmacro()

function(vcpkg_cmake_configure)
  parsed("PREFER_NINJA;DISABLE_PARALLEL_CONFIGURE" "SOURCE_PATH;GENERATOR" "OPTIONS;OPTIONS_DEBUG;OPTIONS_RELEASE")
  # An option that the project does not read is misspelt. What is looked at is what comes to which place, not how fast it
  # is.
  execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${arg_SOURCE_PATH} -B ${CURRENT_BUILDTREES_DIR} -G Ninja -DCMAKE_BUILD_TYPE=Release
            -DCMAKE_CXX_FLAGS_RELEASE=-O0 -DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR} -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS=ON
            ${arg_OPTIONS} ${arg_OPTIONS_RELEASE}
    ERROR_VARIABLE said ECHO_ERROR_VARIABLE COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCH "not used by the project:.*" unused "${said}")
  foreach(option IN LISTS arg_OPTIONS arg_OPTIONS_RELEASE)
    string(REGEX REPLACE "^-D([^=:]+).*" "\\1" name "${option}")
    if(unused MATCHES "[ \n]${name}[ \n]")
      message(FATAL_ERROR "the project does not know the option ${option}")
    endif()
  endforeach()
endfunction()

function(vcpkg_cmake_install)
  parsed("DISABLE_PARALLEL;ADD_BIN_TO_PATH" "" "")
  run(${CMAKE_COMMAND} --build ${CURRENT_BUILDTREES_DIR} --target install)
endfunction()

# The files for CMake move from one depth to another.
function(vcpkg_cmake_config_fixup)
  parsed("DO_NOT_DELETE_PARENT_CONFIG_PATH;NO_PREFIX_CORRECTION" "PACKAGE_NAME;CONFIG_PATH" "")
  set(target ${CURRENT_PACKAGES_DIR}/share/${PORT})
  file(GLOB files ${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}/*)
  if(NOT files)
    message(FATAL_ERROR "there is nothing in CONFIG_PATH ${arg_CONFIG_PATH}")
  endif()
  file(COPY ${files} DESTINATION ${target})
  file(REMOVE_RECURSE ${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH})
  set(up "get_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\n")
  file(GLOB files ${target}/*.cmake)
  foreach(file IN LISTS files)
    file(READ ${file} content)
    string(REPLACE "${up}${up}${up}" "${up}${up}" content "${content}")
    string(REPLACE "{CMAKE_CURRENT_LIST_DIR}/../../../\"" "{CMAKE_CURRENT_LIST_DIR}/../../\"" content "${content}")
    file(WRITE ${file} "${content}")
  endforeach()
endfunction()

function(vcpkg_fixup_pkgconfig)
  parsed("SKIP_CHECK" "" "RELEASE_FILES;DEBUG_FILES;SYSTEM_LIBRARIES;SYSTEM_PACKAGES;IGNORE_FLAGS")
  set(ENV{PKG_CONFIG_PATH} ${CURRENT_PACKAGES_DIR}/lib/pkgconfig)
  file(GLOB files ${CURRENT_PACKAGES_DIR}/lib/pkgconfig/*.pc)
  foreach(file IN LISTS files)
    cmake_path(GET file STEM name)
    run(pkg-config --print-errors --exists ${name})
  endforeach()
endfunction()

function(vcpkg_copy_tools)
  parsed("AUTO_CLEAN" "SEARCH_DIR;DESTINATION" "TOOL_NAMES")
  foreach(tool IN LISTS arg_TOOL_NAMES)
    file(COPY ${CURRENT_PACKAGES_DIR}/bin/${tool} DESTINATION ${CURRENT_PACKAGES_DIR}/tools/${PORT})
    file(REMOVE ${CURRENT_PACKAGES_DIR}/bin/${tool})
  endforeach()
  file(GLOB left ${CURRENT_PACKAGES_DIR}/bin/*)
  if(left)
    message(FATAL_ERROR "vcpkg accepts no programs in bin, and the port leaves ${left} there")
  endif()
  file(REMOVE_RECURSE ${CURRENT_PACKAGES_DIR}/bin)
endfunction()

function(vcpkg_install_copyright)
  parsed("" "COMMENT" "FILE_LIST")
  file(INSTALL ${arg_FILE_LIST} DESTINATION ${CURRENT_PACKAGES_DIR}/share/${PORT} RENAME copyright)
endfunction()

include(${PORT_FOLDER}/portfile.cmake)
