# What Debian wants of files that are the same in every other install. CPack runs this when each package's files lie in a
# folder of its own, before it packs them.

# strip_files(<what to strip>... -- <file>...)
function(strip_files)
  list(FIND ARGV -- separator)
  math(EXPR first "${separator} + 1")
  list(SUBLIST ARGV 0 ${separator} options)
  list(SUBLIST ARGV ${first} -1 files)
  foreach(file IN LISTS files)
    if(NOT IS_SYMLINK ${file})
      execute_process(COMMAND strip ${options} --remove-section=.comment --remove-section=.note ${file}
        COMMAND_ERROR_IS_FATAL ANY)
    endif()
  endforeach()
endfunction()

file(GLOB_RECURSE libraries ${CPACK_TEMPORARY_DIRECTORY}/*/usr/lib/*.so.*)
file(GLOB_RECURSE programs ${CPACK_TEMPORARY_DIRECTORY}/*/usr/bin/*)
file(GLOB_RECURSE archives ${CPACK_TEMPORARY_DIRECTORY}/*/usr/lib/*.a)
strip_files(--strip-unneeded -- ${libraries})
strip_files(--strip-all -- ${programs})
strip_files(--strip-debug --enable-deterministic-archives -- ${archives})

file(GLOB_RECURSE pages ${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/man/*.[1-8])
foreach(page IN LISTS pages)
  execute_process(COMMAND gzip -9nf ${page} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
