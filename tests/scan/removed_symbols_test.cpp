// Which exported symbol is which removed member.

#include "removed_symbols.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "../common/readable_name.hpp"
#include "pool_slots.hpp"

namespace {

using cadre::shim::deprecation;
using cadre::shim::deprecation_kind;
using cadre::shim::deprecations;

/// What is kept without a word, and values: whoever uses them is told nothing.
const std::set<std::string, std::less<>> kept = {
    "_ZN10threadpool10ThreadPool12callInThreadESt8functionIFSt3anyvEE",
    "_ZN10threadpool10ThreadPool14adjustPoolsizeESt8optionalIiES2_",
    "_ZN10threadpool10ThreadPool24callInThreadWithCallbackESt8functionIFvbNS_6ResultEEES1_IFSt3anyvEE",
    "_ZN10threadpool10ThreadPool4stopEv",
    "_ZN10threadpool10ThreadPool5startEv",
    "_ZN10threadpool10ThreadPoolC1EiiRKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
    "_ZN10threadpool10ThreadPoolC2EiiRKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
    "_ZN10threadpool10ThreadPoolD0Ev",
    "_ZN10threadpool10ThreadPoolD1Ev",
    "_ZN10threadpool10ThreadPoolD2Ev",
    "_ZN10threadpool14setLogObserverESt8functionIFvRKNS_8LogEntryEEE",
    "_ZN10threadpool3Job3runEv",
    "_ZN10threadpool3JobC1ENS_14WorkerStopTypeE",
    "_ZN10threadpool3JobC1ESt8functionIFSt3anyvEES1_IFvbNS_6ResultEEE",
    "_ZN10threadpool3JobC2ENS_14WorkerStopTypeE",
    "_ZN10threadpool3JobC2ESt8functionIFSt3anyvEES1_IFvbNS_6ResultEEE",
    "_ZN10threadpool5QueueC1ESt10shared_ptrINS0_5StateEE",
    "_ZN10threadpool5QueueC2ESt10shared_ptrINS0_5StateEE",
    "_ZN10threadpool6Result6failedENS_7FailureE",
    "_ZN10threadpool6Result7successESt3any",
    "_ZN10threadpool6ResultC1Ev",
    "_ZN10threadpool6ResultC2Ev",
    "_ZN10threadpool6ThreadC2Ev",
    "_ZN10threadpool6ThreadD0Ev",
    "_ZN10threadpool6ThreadD1Ev",
    "_ZN10threadpool6ThreadD2Ev",
    "_ZN10threadpool7FailureC1ENSt15__exception_ptr13exception_ptrE",
    "_ZN10threadpool7FailureC1Ev",
    "_ZN10threadpool7FailureC2ENSt15__exception_ptr13exception_ptrE",
    "_ZN10threadpool7FailureC2Ev",
    "_ZN10threadpool7context3getERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEESt3any",
    "_ZN10threadpool7context5Layer3setERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEESt3any",
    "_ZN10threadpool7context5LayerC1ESt16initializer_listISt4pairINSt7__cxx1112basic_stringIcSt11char_"
    "traitsIcESaIcEEESt3anyEE",
    "_ZN10threadpool7context5LayerC1Ev",
    "_ZN10threadpool7context5LayerC2ESt16initializer_listISt4pairINSt7__cxx1112basic_stringIcSt11char_"
    "traitsIcESaIcEEESt3anyEE",
    "_ZN10threadpool7context5LayerC2Ev",
    "_ZN10threadpool7context5ScopeC1ENS0_5LayerE",
    "_ZN10threadpool7context5ScopeC2ENS0_5LayerE",
    "_ZN10threadpool7context5ScopeD1Ev",
    "_ZN10threadpool7context5ScopeD2Ev",
    "_ZN10threadpool7context8defaultsEv",
    "_ZNK10threadpool3Job6isStopEv",
    "_ZNK10threadpool6Result2okEv",
    "_ZNK10threadpool6Result5valueEv",
    "_ZNK10threadpool6Result7failureEv",
    "_ZNK10threadpool7Failure7messageB5cxx11Ev",
    "_ZNK10threadpool7Failure7rethrowEv",
    "_ZNK10threadpool7Failure8typeNameB5cxx11Ev",
    "_ZNK10threadpool7Failure9exceptionEv",
    "_ZNK10threadpool7context5Layer3getERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
    "_ZNK10threadpool7context5Layer8containsERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
    "_ZTIN10threadpool10ThreadPoolE",
    "_ZTIN10threadpool6ThreadE",
    "_ZTSN10threadpool10ThreadPoolE",
    "_ZTSN10threadpool6ThreadE",
    "_ZTVN10threadpool10ThreadPoolE",
    "_ZTVN10threadpool6ThreadE",
};

std::set<std::string, std::less<>> exported() {
  std::ifstream file(THREADPOOL_SYMBOLS);
  BOOST_REQUIRE_MESSAGE(file, "cannot read " THREADPOOL_SYMBOLS);
  std::set<std::string, std::less<>> names;
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("_Z")) names.insert(line);
  return names;
}

/// The last two parts of a function's name: its class, and itself.
std::pair<std::string, std::string> member_of(std::string_view symbol) {
  std::string text = tools::readable_symbol(symbol);
  text.resize(std::min(text.find('('), text.find('[')));
  const std::size_t last = text.rfind("::");
  const std::size_t before = text.rfind("::", last - 1);
  return {text.substr(before + 2, last - before - 2), text.substr(last + 2)};
}

/// What the registry calls the member that a symbol stands for.
std::string registered_name(std::string_view symbol) {
  const auto [owner, name] = member_of(symbol);
  if (owner == "ThreadSafeList") return owner;
  if (name == "q" || name == "qsize" || name == "empty") return "q()";
  if (owner == "ThreadPool") return name + "()";
  if (name != "put") return "q()." + name + "()";
  return tools::readable_symbol(symbol).find("WorkerStop") == std::string::npos ? "q().put(job)"
                                                                                : "q().put(WorkerStop)";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(removed_symbols)

BOOST_AUTO_TEST_CASE(every_exported_symbol_is_removed_or_kept) {
  for (const std::string& name : exported())
    BOOST_TEST((scan::find_removed(name) != nullptr) != kept.contains(name), name);
}

BOOST_AUTO_TEST_CASE(every_listed_symbol_is_exported) {
  const auto names = exported();
  for (const auto& each : scan::removed_symbols) BOOST_TEST(names.contains(each.name), each.name);
  for (const std::string& name : kept) BOOST_TEST(names.contains(name), name);
}

BOOST_AUTO_TEST_CASE(every_symbol_has_the_id_of_its_member) {
  for (const auto& each : scan::removed_symbols)
    BOOST_TEST(scan::row_of(each.id).member == registered_name(each.name), each.name);
}

BOOST_AUTO_TEST_CASE(every_id_of_a_call_has_a_symbol) {
  std::set<std::string_view> ids;
  for (const auto& each : scan::removed_symbols) ids.insert(each.id);
  for (const deprecation& row : deprecations)
    BOOST_TEST(ids.contains(row.id) == (row.kind != deprecation_kind::overridden), row.id);
}

BOOST_AUTO_TEST_CASE(every_id_of_an_override_has_a_slot) {
  std::set<std::string_view> ids;
  for (const auto& slot : scan::pool_slots) {
    BOOST_TEST(exported().contains(slot.function), slot.function);
    if (slot.overridden.empty()) continue;
    ids.insert(slot.overridden);
    BOOST_TEST(scan::row_of(slot.overridden).member == registered_name(slot.function));
    BOOST_TEST(slot.function.find(slot.part) != slot.function.npos);
  }
  for (const deprecation& row : deprecations)
    if (row.kind == deprecation_kind::overridden) BOOST_TEST(ids.contains(row.id), row.id);
  BOOST_TEST(ids.contains("TPS012"));
}

BOOST_AUTO_TEST_SUITE_END()
