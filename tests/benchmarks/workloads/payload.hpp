// payload.hpp - tasks that capture so and so many bytes and do nothing.

#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace benchmarks {

/// The bytes count: nobody may leave them out.
template <std::size_t Bytes>
struct payload_task {
  std::array<std::byte, Bytes> payload{};
  void operator()() const { asm volatile("" : : "r"(payload.data()) : "memory"); }
};

template <>
struct payload_task<0> {
  void operator()() const {}
};

/// Calls `use` with a task of that size.
template <class Use>
decltype(auto) with_task_of(std::size_t bytes, Use&& use) {
  switch (bytes) {
    case 0:
      return use(payload_task<0>());
    case 8:
      return use(payload_task<8>());
    case 16:
      return use(payload_task<16>());
    case 32:
      return use(payload_task<32>());
    case 48:
      return use(payload_task<48>());
    case 64:
      return use(payload_task<64>());
    case 128:
      return use(payload_task<128>());
    case 256:
      return use(payload_task<256>());
    case 512:
      return use(payload_task<512>());
    case 1024:
      return use(payload_task<1024>());
    default:
      throw std::invalid_argument("no task captures " + std::to_string(bytes) + " bytes");
  }
}

}  // namespace benchmarks
