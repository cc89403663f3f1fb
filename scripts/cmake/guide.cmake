# The migration guide and what is beside it, as they are installed: see installed_guide.sh. Made with the rest of the
# build, since an installation may be done by who must not write there.

# Where the log says that it is in the sources, it is installed already.
if(CMAKE_INSTALL_FULL_DOCDIR STREQUAL PROJECT_SOURCE_DIR)
  return()
endif()

file(GLOB_RECURSE pages RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/migration-guide/*)
# What the guide is built and kept with.
list(FILTER pages EXCLUDE REGEX "/(CMakeLists[.]txt|sync)$")
list(APPEND pages README.md CHANGELOG.md)
# Debian has the terms in the file copyright of each package.
if(NOT CADRE_PACKAGES)
  list(APPEND pages LICENSE)
endif()

set(script ${CMAKE_CURRENT_LIST_DIR}/installed_guide.sh)
list(TRANSFORM pages PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/guide.made
  COMMAND bash ${script} ${PROJECT_SOURCE_DIR} ${CMAKE_BINARY_DIR}/guide ${pages}
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/guide.made
  DEPENDS ${script} ${sources} VERBATIM)
add_custom_target(guide ALL DEPENDS ${CMAKE_BINARY_DIR}/guide.made)
install(DIRECTORY ${CMAKE_BINARY_DIR}/guide/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT doc)
