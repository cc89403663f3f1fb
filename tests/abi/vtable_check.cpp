// vtable_check <library>: fails unless each virtual function of ThreadPool stands in the slot that clients call.
// Works without debug information, whatever compiler made the library. (Thread is abstract: its slots are filled by
// the classes that implement it.)

#include <dlfcn.h>

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

/// The functions follow the offset to top and the type information.
bool slotsAgree(void* library) {
  auto* const* const slots = static_cast<void* const*>(dlsym(library, "_ZTVN10threadpool10ThreadPoolE"));
  if (slots == nullptr) return false;
  bool agree = true;
  for (std::size_t slot = 0; slot < slotNames.size(); ++slot) {
    void* const function = dlsym(library, slotNames[slot].c_str());
    if (function != nullptr && slots[slot + 2] == function) continue;
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
