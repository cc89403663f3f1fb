# cadre_symbols(<package>): the symbols file for the frozen interface, which has been the same since 1.9.0. A program that
# uses nothing else runs with either library.

function(cadre_symbols package)
  set(lines "libthreadpool.so.1 ${package} #MINVER# | libthreadpool.so.1"
    "* Build-Depends-Package: libthreadpool-dev")
  foreach(node THREADPOOL_1 THREADPOOL_2)
    list(APPEND lines " ${node}@${node} 1.9.0")
  endforeach()
  file(STRINGS ${THREADPOOL_SYMBOLS} names REGEX "^_Z")
  foreach(name IN LISTS names)
    list(APPEND lines " ${name}@THREADPOOL_1 1.9.0")
    if(name MATCHES "^_ZN10threadpool10ThreadPoolC[12]E")
      list(APPEND lines " ${name}@THREADPOOL_2 1.9.0")
    endif()
  endforeach()
  list(JOIN lines "\n" content)
  file(CONFIGURE OUTPUT ${made}/${package}/symbols CONTENT "${content}\n" @ONLY)
endfunction()
