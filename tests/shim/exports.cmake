# Fails unless LIBRARY exports something, and nothing but cadre::shim and the types in it.

execute_process(
  COMMAND ${NM} -DC --defined-only --format=posix ${LIBRARY}
  OUTPUT_VARIABLE text
  COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "\n$" "" text "${text}")
string(REPLACE "\n" ";" symbols "${text}")

foreach(name "pool_of\\(threadpool::ThreadPool&\\)" "pool_of\\(threadpool::ThreadPool const&\\)")
  if(NOT text MATCHES "(^|\n)cadre::shim::${name}")
    message(FATAL_ERROR "cadre::shim::${name} is not exported; the symbols are:\n${text}")
  endif()
endforeach()
list(FILTER symbols EXCLUDE REGEX "^((typeinfo|typeinfo name|vtable) for )?cadre::shim::")
if(symbols)
  list(JOIN symbols "\n" text)
  message(FATAL_ERROR "exported, but not of cadre::shim:\n${text}")
endif()
