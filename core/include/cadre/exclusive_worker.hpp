// cadre/exclusive_worker.hpp - a worker whose tasks never overlap.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read worker.hpp first.

#pragma once

#include "cadre/worker.hpp"

namespace cadre {

/// A worker that finishes one task before it starts the next (W-07, W-08), in the order of submission.
/// The end of a task happens before the start of the next one; so what only its tasks touch needs no
/// other protection.
class [[gnu::visibility("default")]] exclusive_worker : public worker {
 public:
  /// Runs `follow_up` on this thread, soon after the current task, at a moment when this worker holds
  /// no lock. To be called from a task of this worker, for what must not happen under a lock: user
  /// code, destructors of user objects, starting threads, logging. A worker that holds no lock while
  /// it runs tasks may run it at once, which is what this version does: then what it throws comes out of
  /// this call, into the task. It runs as well if the task throws later.
  virtual void after_release(task follow_up);
};

}  // namespace cadre
