// The virtual functions of threadpool::ThreadPool, in the order of its table.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scan {

struct pool_slot {
  std::string_view function;    ///< what ThreadPool itself has there
  std::string_view part;        ///< what is in the mangled name of each function that overrides it
  std::string_view overridden;  ///< the ID of an override; empty where overriding is fine
};

inline constexpr std::string_view pool_type_info = "_ZTIN10threadpool10ThreadPoolE";
inline constexpr std::string_view pool_type_name = "N10threadpool10ThreadPoolE";

inline constexpr std::array<pool_slot, 13> pool_slots = {{
    {"_ZN10threadpool10ThreadPoolD1Ev", "D1Ev", ""},
    {"_ZN10threadpool10ThreadPoolD0Ev", "D0Ev", ""},
    {"_ZN10threadpool10ThreadPool5startEv", "5startE", ""},
    {"_ZN10threadpool10ThreadPool4stopEv", "4stopE", ""},
    {"_ZN10threadpool10ThreadPool12callInThreadESt8functionIFSt3anyvEE", "12callInThreadE", ""},
    {"_ZN10threadpool10ThreadPool24callInThreadWithCallbackESt8functionIFvbNS_6ResultEEES1_IFSt3anyvEE",
     "24callInThreadWithCallbackE", ""},
    {"_ZN10threadpool10ThreadPool14adjustPoolsizeESt8optionalIiES2_", "14adjustPoolsizeE", ""},
    {"_ZN10threadpool10ThreadPool13threadFactoryESt8functionIFvvEERKNSt7__cxx1112basic_stringIcSt11char_"
     "traitsIcESaIcEEE",
     "13threadFactoryE", "TPS012"},
    {"_ZN10threadpool10ThreadPool13currentThreadEv", "13currentThreadE", "TPS037"},
    {"_ZN10threadpool10ThreadPool12startAWorkerEv", "12startAWorkerE", "TPS033"},
    {"_ZN10threadpool10ThreadPool11stopAWorkerEv", "11stopAWorkerE", "TPS034"},
    {"_ZN10threadpool10ThreadPool17_startSomeWorkersEv", "17_startSomeWorkersE", "TPS035"},
    {"_ZN10threadpool10ThreadPool7_workerEv", "7_workerE", "TPS036"},
}};

inline constexpr std::size_t first_named_slot = 2;  ///< before it come the destructors, which abstract classes lack

/// Each slot has the address of a function.
inline constexpr std::uint64_t slot_size = 8;

}  // namespace scan
