// cadre/in_loop_thread.hpp - whether this is the loop's thread.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read loop_worker.hpp first.

#pragma once

namespace cadre {

/// True on a thread that is inside of run, run_for or poll of a loop_worker which registers its thread
/// (loop_options::register_thread), whatever it runs there; false on every other thread, in a pool's threads for one,
/// and after the loop has returned. From any thread. Linear in the depth to which loops are nested here.
[[nodiscard, gnu::visibility("default")]] bool in_loop_thread() noexcept;

}  // namespace cadre
