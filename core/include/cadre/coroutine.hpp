// cadre/coroutine.hpp - coroutines that go from worker to worker: all that there is for them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "cadre/eager.hpp"
#include "cadre/resume_on.hpp"
