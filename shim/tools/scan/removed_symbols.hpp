// The removed members as the linker knows them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <array>
#include <cadre/shim/registry.hpp>
#include <string_view>

namespace scan {

struct removed_symbol {
  std::string_view name;
  std::string_view id;
};

/// The row of the registry with this ID, which is one of its IDs.
[[nodiscard]] constexpr const cadre::shim::deprecation& row_of(std::string_view id) noexcept {
  return *cadre::shim::find_deprecation(id);
}

/// The removed member that a symbol stands for; null for any other symbol.
[[nodiscard]] const removed_symbol* find_removed(std::string_view name) noexcept;

/// By name. Of what libthreadpool.so.1 exports, these symbols have an ID; a test holds the list against the library's.
inline constexpr std::array<removed_symbol, 39> removed_symbols = {{
    {"_ZN10threadpool10ThreadPool10setWorkersEi", "TPS027"},
    {"_ZN10threadpool10ThreadPool11stopAWorkerEv", "TPS015"},
    {"_ZN10threadpool10ThreadPool12_workerStateERNS_14ThreadSafeListERKSt10shared_ptrINS_6ThreadEERKSt8functionIFvvEE",
     "TPS031"},
    {"_ZN10threadpool10ThreadPool12startAWorkerEv", "TPS014"},
    {"_ZN10threadpool10ThreadPool13currentThreadEv", "TPS021"},
    {"_ZN10threadpool10ThreadPool13threadFactoryESt8functionIFvvEERKNSt7__cxx1112basic_stringIcSt11char_"
     "traitsIcESaIcEEE",
     "TPS012"},
    {"_ZN10threadpool10ThreadPool16setThreadFactoryESt8functionIFSt10shared_ptrINS_6ThreadEES1_IFvvEERKNSt7__"
     "cxx1112basic_stringIcSt11char_traitsIcESaIcEEEEE",
     "TPS013"},
    {"_ZN10threadpool10ThreadPool17_startSomeWorkersEv", "TPS016"},
    {"_ZN10threadpool10ThreadPool20dispatchWithCallbackEPKvSt8functionIFvSt3anyEES3_IFvNSt15__exception_ptr13exception_"
     "ptrEEES3_IFS4_vEE",
     "TPS020"},
    {"_ZN10threadpool10ThreadPool6setMaxEi", "TPS025"},
    {"_ZN10threadpool10ThreadPool6setMinEi", "TPS024"},
    {"_ZN10threadpool10ThreadPool7_workerEv", "TPS030"},
    {"_ZN10threadpool10ThreadPool7setNameERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE", "TPS026"},
    {"_ZN10threadpool10ThreadPool8dispatchEPKvSt8functionIFSt3anyvEE", "TPS019"},
    {"_ZN10threadpool10ThreadPool8setStateERKNS_9PoolStateE", "TPS023"},
    {"_ZN10threadpool14ThreadSafeList6appendESt10shared_ptrINS_6ThreadEE", "TPS032"},
    {"_ZN10threadpool14ThreadSafeList6removeERKSt10shared_ptrINS_6ThreadEE", "TPS032"},
    {"_ZN10threadpool14ThreadSafeListC1Ev", "TPS032"},
    {"_ZN10threadpool14ThreadSafeListC2Ev", "TPS032"},
    {"_ZN10threadpool5Queue10get_nowaitEv", "TPS029"},
    {"_ZN10threadpool5Queue3getEv", "TPS028"},
    {"_ZN10threadpool5Queue3putENS_14WorkerStopTypeE", "TPS018"},
    {"_ZN10threadpool5Queue3putENS_3JobE", "TPS017"},
    {"_ZNK10threadpool10ThreadPool1qEv", "TPS010"},
    {"_ZNK10threadpool10ThreadPool3maxEv", "TPS002"},
    {"_ZNK10threadpool10ThreadPool3minEv", "TPS001"},
    {"_ZNK10threadpool10ThreadPool4nameB5cxx11Ev", "TPS003"},
    {"_ZNK10threadpool10ThreadPool6joinedEv", "TPS005"},
    {"_ZNK10threadpool10ThreadPool7startedEv", "TPS004"},
    {"_ZNK10threadpool10ThreadPool7threadsEv", "TPS006"},
    {"_ZNK10threadpool10ThreadPool7waitersEv", "TPS008"},
    {"_ZNK10threadpool10ThreadPool7workersEv", "TPS007"},
    {"_ZNK10threadpool10ThreadPool7workingEv", "TPS009"},
    {"_ZNK10threadpool10ThreadPool8getStateEv", "TPS022"},
    {"_ZNK10threadpool10ThreadPool9dumpStatsEv", "TPS011"},
    {"_ZNK10threadpool14ThreadSafeList4sizeEv", "TPS032"},
    {"_ZNK10threadpool14ThreadSafeList8containsERKSt10shared_ptrINS_6ThreadEE", "TPS032"},
    {"_ZNK10threadpool5Queue5emptyEv", "TPS010"},
    {"_ZNK10threadpool5Queue5qsizeEv", "TPS010"},
}};

}  // namespace scan
