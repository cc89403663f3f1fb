# An overlay port for the tree around it, so there is nothing to download:
#   vcpkg install cadre --triplet x64-linux-dynamic --overlay-ports=scripts/packages/vcpkg/ports

get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../../../.." ABSOLUTE)

vcpkg_cmake_configure(
    SOURCE_PATH "${SOURCE_PATH}"
    OPTIONS
        -DCADRE_TESTS=OFF
        "-DCMAKE_INSTALL_DOCDIR=share/${PORT}/doc"
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/cadre)
vcpkg_fixup_pkgconfig()
vcpkg_copy_tools(TOOL_NAMES threadpool-migrate threadpool-report threadpool-scan AUTO_CLEAN)

# Headers and guide are the same in both.
file(REMOVE_RECURSE
    "${CURRENT_PACKAGES_DIR}/debug/include"
    "${CURRENT_PACKAGES_DIR}/debug/share"
)

file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
