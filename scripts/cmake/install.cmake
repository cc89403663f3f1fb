# How an installed Cadre is found: by CMake's find_package(cadre) and by pkg-config. Included last, since the
# exports name all targets.

include(CMakePackageConfigHelpers)

set(CADRE_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/cadre)
install(EXPORT threadpool-targets NAMESPACE threadpool:: DESTINATION ${CADRE_CMAKE_DIR} COMPONENT dev)
install(EXPORT cadre-targets NAMESPACE cadre:: DESTINATION ${CADRE_CMAKE_DIR} COMPONENT dev)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/cadre-config.cmake.in ${CMAKE_BINARY_DIR}/cadre-config.cmake
  INSTALL_DESTINATION ${CADRE_CMAKE_DIR})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/cadre-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_BINARY_DIR}/cadre-config.cmake ${CMAKE_BINARY_DIR}/cadre-config-version.cmake
  DESTINATION ${CADRE_CMAKE_DIR} COMPONENT dev)

# The pkg-config files find the prefix from where they lie, so that an installed tree can be moved.
file(RELATIVE_PATH up /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
set(CADRE_PC_PREFIX "\${pcfiledir}/${up}")
foreach(name cadre cadre-shim threadpool-legacy)
  set(component dev)
  if(name STREQUAL threadpool-legacy)
    set(component legacy-dev)
  endif()
  configure_file(${CMAKE_CURRENT_LIST_DIR}/${name}.pc.in ${CMAKE_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${component})
endforeach()

include(guide)
