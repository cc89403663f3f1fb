# The ways in which a client may be built: rows of compiler, standard, PIE or not, LTO or not, and optimisation.

# In these six, each pair of two choices occurs.
set(client_pairs
  "g++ c++17 pie no-lto O2"
  "clang++-16 c++20 no-pie lto O2"
  "clang++-16 c++17 no-pie no-lto O0"
  "clang++-16 c++17 pie lto O0"
  "g++ c++20 no-pie no-lto O0"
  "g++ c++20 pie lto O2")

set(client_all "")
foreach(compiler g++ clang++-16)
  foreach(standard c++17 c++20)
    foreach(pie pie no-pie)
      foreach(lto lto no-lto)
        foreach(optimisation O0 O2)
          list(APPEND client_all "${compiler} ${standard} ${pie} ${lto} ${optimisation}")
        endforeach()
      endforeach()
    endforeach()
  endforeach()
endforeach()

# add_client_tests(<name> <script> LABEL <label> CI <row>... SLOW <row>... [ARGUMENTS <argument>...]
#                  [TIMEOUT <seconds>])
#
# For each row a test that runs the script with: FOLDER LEGACY-LIBRARY SHIM-LIBRARY COMPILER STANDARD pie|no-pie
# lto|no-lto OPTIMISATION ARGUMENT... . Those that are not under CI have the label slow, and only CADRE_ALL adds them.
function(add_client_tests name script)
  cmake_parse_arguments(PARSE_ARGV 2 client "" "LABEL;TIMEOUT" "CI;SLOW;ARGUMENTS")
  list(REMOVE_ITEM client_SLOW ${client_CI})
  if(NOT CADRE_ALL)
    set(client_SLOW "")
  endif()
  foreach(row IN LISTS client_CI client_SLOW)
    string(REPLACE " " "." test ${name}.${row})
    string(REPLACE " " ";" choices ${row})
    add_test(NAME ${test}
      COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/${script} ${CMAKE_CURRENT_BINARY_DIR}/${test}
              $<TARGET_FILE:threadpool_legacy> $<TARGET_FILE:threadpool_shim> ${choices} ${client_ARGUMENTS})
    set_tests_properties(${test} PROPERTIES LABELS ${client_LABEL} TIMEOUT 120 SKIP_RETURN_CODE 77)
    if(NOT row IN_LIST client_CI)
      set_tests_properties(${test} PROPERTIES LABELS slow)
    endif()
    if(client_TIMEOUT)
      set_tests_properties(${test} PROPERTIES TIMEOUT ${client_TIMEOUT})
    endif()
  endforeach()
endfunction()
