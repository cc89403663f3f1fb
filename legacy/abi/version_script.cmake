# Symbol versions of libthreadpool.so.1.
#
# threadpool_version_script(<target> <constructor node>) makes the target export exactly the names listed in
# threadpool.symbols. Both nodes exist in every library. All names are in THREADPOOL_1, but for the constructors of
# ThreadPool: their default version is in the node given (THREADPOOL_1 or THREADPOOL_2), their second one has to be
# defined by the target's own sources. So a library can tell which of the two a client was linked against.

set(THREADPOOL_SYMBOLS ${CMAKE_CURRENT_LIST_DIR}/threadpool.symbols CACHE INTERNAL "What libthreadpool.so.1 exports")

function(threadpool_version_script target constructor_node)
  set(THREADPOOL_1 "")
  set(THREADPOOL_2 "")
  file(STRINGS ${THREADPOOL_SYMBOLS} names REGEX "^_Z")
  foreach(name IN LISTS names)
    set(node THREADPOOL_1)
    if(name MATCHES "^_ZN10threadpool10ThreadPoolC[12]E")
      set(node ${constructor_node})
    endif()
    string(APPEND ${node} "    ${name};\n")
  endforeach()
  foreach(node THREADPOOL_1 THREADPOOL_2)
    if(${node})
      string(PREPEND ${node} "  global:\n")
    endif()
  endforeach()
  # Everything else is hidden, by the constructors' node: in the other one this would hide their second version too.
  string(APPEND ${constructor_node} "  local:\n    *;\n")
  set(map ${CMAKE_CURRENT_BINARY_DIR}/${target}.map)
  file(CONFIGURE OUTPUT ${map} @ONLY CONTENT
    "THREADPOOL_1 {\n@THREADPOOL_1@};\nTHREADPOOL_2 {\n@THREADPOOL_2@} THREADPOOL_1;\n")
  target_link_options(${target} PRIVATE LINKER:--version-script=${map})
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${map})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${THREADPOOL_SYMBOLS})
endfunction()
