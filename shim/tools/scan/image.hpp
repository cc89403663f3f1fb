// An object as it will be in memory: sections, symbols and pointers in one address space, so that whoever reads
// type_infos and tables of virtual functions need not know what kind of file they are in.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "pointer_map.hpp"

namespace scan {

struct image {
  explicit image(const elf_object& of) : object(of), memory(of), symbols(of, memory), pointers(of, memory, symbols) {}

  const elf_object& object;
  const address_space memory;
  const symbol_map symbols;
  const pointer_map pointers;
};

}  // namespace scan
