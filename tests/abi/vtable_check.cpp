// vtable_check <library>: fails unless each virtual function of ThreadPool stands in the slot that clients call, and
// there are no other slots: the tables of subclasses in programs end there. Works without debug information, whatever
// compiler made the library. (Thread is abstract: its slots are filled by the classes that implement it.)

#include <dlfcn.h>
#include <link.h>

#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

namespace {
const std::string text = "RKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE";

const std::vector<std::string> slotNames = {
    "_ZN10threadpool10ThreadPoolD1Ev",
    "_ZN10threadpool10ThreadPoolD0Ev",
    "_ZN10threadpool10ThreadPool5startEv",
    "_ZN10threadpool10ThreadPool4stopEv",
    "_ZN10threadpool10ThreadPool12callInThreadESt8functionIFSt3anyvEE",
    "_ZN10threadpool10ThreadPool24callInThreadWithCallbackESt8functionIFvbNS_6ResultEEES1_IFSt3anyvEE",
    "_ZN10threadpool10ThreadPool14adjustPoolsizeESt8optionalIiES2_",
    "_ZN10threadpool10ThreadPool13threadFactoryESt8functionIFvvEE" + text,
    "_ZN10threadpool10ThreadPool13currentThreadEv",
    "_ZN10threadpool10ThreadPool12startAWorkerEv",
    "_ZN10threadpool10ThreadPool11stopAWorkerEv",
    "_ZN10threadpool10ThreadPool17_startSomeWorkersEv",
    "_ZN10threadpool10ThreadPool7_workerEv",
};

constexpr std::size_t firstSlot = 2;  // what stands before is the offset to top and the type information

// AddressSanitizer makes room behind each variable, and counts it in.
#ifdef VARIABLES_ARE_PADDED
constexpr bool padded = true;
#else
constexpr bool padded = false;
#endif

std::size_t wordsAt(const void* symbol) {
  Dl_info place{};
  ElfW(Sym)* entry = nullptr;
  if (dladdr1(symbol, &place, reinterpret_cast<void**>(&entry), RTLD_DL_SYMENT) == 0 || entry == nullptr) return 0;
  return entry->st_size / sizeof(void*);
}

bool slotsAgree(void* library) {
  auto* const* const slots = static_cast<void* const*>(dlsym(library, "_ZTVN10threadpool10ThreadPoolE"));
  if (slots == nullptr) return false;
  const std::size_t words = wordsAt(slots);
  const std::size_t expected = firstSlot + slotNames.size();
  bool agree = padded ? words >= expected : words == expected;
  if (!agree) std::printf("%zu slots instead of %zu\n", words - firstSlot, slotNames.size());
  for (std::size_t slot = 0; slot < slotNames.size() && firstSlot + slot < words; ++slot) {
    void* const function = dlsym(library, slotNames[slot].c_str());
    if (function != nullptr && slots[firstSlot + slot] == function) continue;
    std::printf("slot %zu is not %s\n", slot, slotNames[slot].c_str());
    agree = false;
  }
  return agree;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  void* const library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    std::printf("%s\n", dlerror());
    return 1;
  }
  return slotsAgree(library) ? 0 : 1;
}
