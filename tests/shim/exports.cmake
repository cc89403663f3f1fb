# Fails unless LIBRARY exports something, and nothing but cadre::shim and the types in it.

execute_process(
  COMMAND ${NM} -DC --defined-only --format=posix ${LIBRARY}
  OUTPUT_VARIABLE text
  COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "\n$" "" text "${text}")
string(REPLACE "\n" ";" symbols "${text}")

if(NOT text MATCHES "(^|\n)cadre::shim::pool_of\\(")
  message(FATAL_ERROR "cadre::shim::pool_of is not exported; the symbols are:\n${text}")
endif()
list(FILTER symbols EXCLUDE REGEX "^((typeinfo|typeinfo name|vtable) for )?cadre::shim::")
if(symbols)
  list(JOIN symbols "\n" text)
  message(FATAL_ERROR "exported, but not of cadre::shim:\n${text}")
endif()
