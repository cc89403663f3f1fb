// The places where removed members are used: a hash table that grows and never shrinks, without a lock.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "cadre/shim/deprecation_log.hpp"

namespace cadre::shim {

/// A member of the registry, used at a place. All but the atomics is fixed before others can see it.
struct use {
  use(std::size_t id_index, const void* place, deprecation_record first)
      : id(id_index), site(place), record(std::move(first)) {}

  const std::size_t id;
  const void* const site;
  const deprecation_record record;
  /// Guards nothing, so relaxed: a reader gets all calls that happened before its load (the single
  /// modification order of one object), whatever made them happen before it.
  std::atomic<std::uint64_t> calls{0};
  /// The policy wants to know of each call. Guards nothing, so relaxed: written where the rules are guarded, by whoever
  /// changes them or publishes the entry; a call that overlaps the change goes by the old rules or by the new ones.
  std::atomic<bool> acts_each_time{false};
  /// Known from the process that forked this one, and so none of this one's until it is used here. Set in the child
  /// before it has a second thread; relaxed.
  std::atomic<bool> inherited{false};
  /// Whether this process has used it.
  [[nodiscard]] bool used_here() const noexcept {
    return !inherited.load(std::memory_order_relaxed) || calls.load(std::memory_order_relaxed) > 0;
  }

  /// Written by `insert` before the entry is published and never after.
  use* next = nullptr;
};

/// Thread safety: any member from any thread, also in static constructors and destructors: the table is
/// initialised by the loader and never destroyed. Its entries stay until the process ends.
class use_table {
 public:
  constexpr use_table() noexcept = default;
  use_table(const use_table&) = delete;
  use_table& operator=(const use_table&) = delete;

  use* find(std::size_t id, const void* site) const noexcept {
    // Acquire: see `chains_`.
    return search(chains_[chain_of(site)].load(std::memory_order_acquire), nullptr, id, site);
  }

  /// Adds `fresh` unless its place is there already. Returns the entry and whether it is `fresh`.
  std::pair<use*, bool> insert(std::unique_ptr<use> fresh) noexcept;

  /// Visits every entry that was inserted before the call.
  template <class Visitor>
  void for_each(Visitor visit) const {
    for (const auto& chain : chains_)
      // Acquire pairs with the release of `insert`: the entry and all behind it are complete.
      for (use* entry = chain.load(std::memory_order_acquire); entry != nullptr; entry = entry->next) visit(*entry);
  }

 private:
  static constexpr std::size_t chains_bits = 10;
  static std::size_t chain_of(const void* site) noexcept {
    // Multiplication by 2^64 / golden ratio spreads neighbouring addresses over the upper bits. The few members that
    // are used at one place share a chain.
    return static_cast<std::size_t>((reinterpret_cast<std::uintptr_t>(site) * 0x9E3779B97F4A7C15U) >>
                                    (64 - chains_bits));
  }
  static use* search(use* from, const use* end, std::size_t id, const void* site) noexcept {
    for (use* entry = from; entry != end; entry = entry->next)
      if (entry->site == site && entry->id == id) return entry;
    return nullptr;
  }

  /// Each head publishes its chain: release when an entry is put in front, acquire when it is read. An
  /// entry behind the head was published by an earlier release on the same head, which the later one
  /// continues (its thread had acquired it), so one acquire covers the whole chain.
  std::array<std::atomic<use*>, std::size_t{1} << chains_bits> chains_{};
};

/// The process's.
extern use_table uses;

}  // namespace cadre::shim
