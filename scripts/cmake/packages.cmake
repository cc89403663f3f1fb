# The Debian packages, as scripts/package makes them: docs/decisions/0011-packages.md says why there are these. Included
# last, after all install rules.

option(CADRE_PACKAGES "Prepare CPack for Debian packages; see scripts/package" OFF)
if(NOT CADRE_PACKAGES)
  return()
endif()
if(NOT CMAKE_INSTALL_PREFIX STREQUAL /usr OR NOT CMAKE_SKIP_INSTALL_RPATH)
  message(FATAL_ERROR "CADRE_PACKAGES is for CMAKE_INSTALL_PREFIX=/usr (here: ${CMAKE_INSTALL_PREFIX}) and "
    "CMAKE_SKIP_INSTALL_RPATH=ON (here: '${CMAKE_SKIP_INSTALL_RPATH}'); use scripts/package")
endif()

set(sources ${PROJECT_SOURCE_DIR}/scripts/packages/deb)
set(made ${CMAKE_BINARY_DIR}/deb-files)
set(CADRE_MAINTAINER "Cadre developers <cadre@packages.example>" CACHE STRING "Who answers for the packages")

execute_process(COMMAND dpkg-architecture -qDEB_HOST_MULTIARCH
  OUTPUT_VARIABLE triplet OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(libraries ${CMAKE_INSTALL_FULL_LIBDIR})

# What each package has in share/doc.
file(READ ${PROJECT_SOURCE_DIR}/LICENSE license)
string(REGEX REPLACE "\n+$" "" license "${license}")
string(REPLACE "\n\n" "\n.\n" license "${license}")
string(REPLACE "\n" "\n " license " ${license}")
string(TIMESTAMP year %Y UTC)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${sources}/copyright.in ${made}/copyright @ONLY)
configure_file(${sources}/changelog.in ${made}/changelog @ONLY)
execute_process(COMMAND gzip -9nkf ${made}/changelog COMMAND_ERROR_IS_FATAL ANY)

# cadre_package(<component> <package> <section> <multi-arch> [<control file>...]). Depends and the like are set beside it.
function(cadre_package component package section multi_arch)
  string(TOUPPER ${component} upper)
  file(READ ${sources}/${package}.description description)
  # CPack has no variable for Multi-Arch before CMake 3.31, and writes a value as it is.
  set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION "${section}\nMulti-Arch: ${multi_arch}" PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package} PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_DESCRIPTION "${description}" PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA "${ARGN}" PARENT_SCOPE)
  set(CPACK_COMPONENTS_ALL ${CPACK_COMPONENTS_ALL} ${component} PARENT_SCOPE)
  install(FILES ${made}/copyright ${made}/changelog.gz DESTINATION share/doc/${package} COMPONENT ${component})
  if(EXISTS ${sources}/${package}.lintian-overrides)
    install(FILES ${sources}/${package}.lintian-overrides DESTINATION share/lintian/overrides COMPONENT ${component}
      RENAME ${package})
  endif()
endfunction()

# cadre_alternative(<package> <library> <priority> <variable>): gives control files that put the library on the loader's
# path, as an alternative.
function(cadre_alternative package library priority control)
  foreach(script postinst prerm)
    configure_file(${sources}/alternative.${script}.in ${made}/${package}/${script} @ONLY
      FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endforeach()
  set(${control} ${made}/${package}/postinst ${made}/${package}/prerm PARENT_SCOPE)
endfunction()

# cadre_shlibs(<package> <line>...): what packages depend on whose programs are linked with a library of this one.
function(cadre_shlibs package)
  list(JOIN ARGN "\n" lines)
  file(CONFIGURE OUTPUT ${made}/${package}/shlibs CONTENT "${lines}\n" @ONLY)
endfunction()

include(packages_symbols)

# CPack would call ldconfig from scripts of its own, where a trigger does. It does not if scripts are given, and passes over
# these, which do not exist.
set(ldconfig ${sources}/triggers ${sources}/none/postinst ${sources}/none/postrm)

cadre_shlibs(libcadre0 "libcadre 0 libcadre0 (>= ${PROJECT_VERSION})")
cadre_package(core libcadre0 libs same ${ldconfig} ${made}/libcadre0/shlibs)

set(either "libthreadpool1 (>= 1.9.0) | libthreadpool.so.1")
cadre_alternative(libthreadpool1 ${libraries}/cadre/legacy/libthreadpool.so.1 10 control)
cadre_shlibs(libthreadpool1 "libthreadpool 1 ${either}")
cadre_symbols(libthreadpool1)
cadre_package(legacy libthreadpool1 libs same ${control} ${made}/libthreadpool1/shlibs ${made}/libthreadpool1/symbols)
set(CPACK_DEBIAN_LEGACY_PACKAGE_PROVIDES libthreadpool.so.1)

# Who links the shim without saying where it lies needs the alternative as well; which one is no matter.
cadre_shlibs(libcadre-shim2 "libcadre_shim 2 libcadre-shim2 (>= ${PROJECT_VERSION})"
  "libthreadpool 1 libcadre-shim2 (>= ${PROJECT_VERSION}), ${either}")
cadre_package(shim libcadre-shim2 libs same ${ldconfig} ${made}/libcadre-shim2/shlibs)
set(CPACK_DEBIAN_SHIM_PACKAGE_DEPENDS "libcadre0 (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_SHIM_PACKAGE_SUGGESTS "cadre-doc, libthreadpool1-shim, threadpool-tools")

cadre_alternative(libthreadpool1-shim ${libraries}/cadre/shim/libthreadpool.so.1 50 control)
cadre_package(shim-alternative libthreadpool1-shim libs same ${control})
set(CPACK_DEBIAN_SHIM-ALTERNATIVE_PACKAGE_DEPENDS "libcadre-shim2 (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_SHIM-ALTERNATIVE_PACKAGE_PROVIDES libthreadpool.so.1)
set(CPACK_DEBIAN_SHIM-ALTERNATIVE_PACKAGE_SUGGESTS "cadre-doc, threadpool-tools")

# Archives and public headers are made for one Boost.
set(boost libboost-thread${Boost_VERSION_MAJOR}.${Boost_VERSION_MINOR}-dev)
cadre_package(legacy-dev libthreadpool-dev libdevel same)
set(CPACK_DEBIAN_LEGACY-DEV_PACKAGE_DEPENDS "libthreadpool1 (= ${PROJECT_VERSION}), ${boost}")
# Plain -lthreadpool, for whoever does not care which of the two it is.
file(CREATE_LINK libthreadpool.so.1 ${made}/libthreadpool.so SYMBOLIC)
install(FILES ${made}/libthreadpool.so DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT legacy-dev)

cadre_package(dev libcadre-dev libdevel same)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
  "libcadre0 (= ${PROJECT_VERSION})" "libcadre-shim2 (= ${PROJECT_VERSION})" "libthreadpool-dev (= ${PROJECT_VERSION})"
  ${boost})
list(JOIN CPACK_DEBIAN_DEV_PACKAGE_DEPENDS ", " CPACK_DEBIAN_DEV_PACKAGE_DEPENDS)
set(CPACK_DEBIAN_DEV_PACKAGE_SUGGESTS cadre-doc)

cadre_package(tools threadpool-tools devel foreign)
set(CPACK_DEBIAN_TOOLS_PACKAGE_RECOMMENDS cadre-doc)

cadre_package(migrate threadpool-migrate devel foreign)
# Clang's own headers are nothing that dpkg-shlibdeps could see.
get_directory_property(clang DIRECTORY ${PROJECT_SOURCE_DIR}/shim/tools/migrate DEFINITION CADRE_CLANG_VERSION)
set(CPACK_DEBIAN_MIGRATE_PACKAGE_DEPENDS "threadpool-tools, libclang-common-${clang}-dev")
set(CPACK_DEBIAN_MIGRATE_PACKAGE_RECOMMENDS cadre-doc)

cadre_package(doc cadre-doc doc foreign)
set(CPACK_DEBIAN_DOC_PACKAGE_ARCHITECTURE all)

set(CPACK_GENERATOR DEB)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/deb)
set(CPACK_PACKAGE_CONTACT "${CADRE_MAINTAINER}")
# Each package has a summary of its own.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/packages_staged.cmake)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SOURCE cadre)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR}/lib)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
