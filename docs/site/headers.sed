# What doxygen is given of a public header. Visibility is nothing that a reader needs; what the compiler is told of a
# removed member, the reader is told as well; and a word at the beginning of a sentence is no class.
s/\[\[gnu::visibility\("default"\)\]\] ?//
s|^( *)THREADPOOL_REMOVED\("([^"]*)", "(.*)"\)$|\1///\n\1/// **Removed**, \2; instead: \3.|
s|^( *//.*)\bThread safety|\1%Thread safety|
