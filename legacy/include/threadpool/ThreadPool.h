// threadpool/ThreadPool.h - the frozen interface of libthreadpool.so.1.
//
// Part of Cadre; terms in LICENSE at the top of the repository.
//
// Two libraries implement this one header: the legacy pool (1.9) and the shim (2.0), which stands on
// Cadre's core. An object file compiled against it links against either, and a linked program runs
// with either. So nothing below changes any more: no signature, no virtual function, no data member,
// no default argument, no inline body.
//
// Kept without a word: the constructor and destructor, `start`, `stop`, `callInThread`,
// `callInThreadWithCallback`, `adjustPoolsize`. Every other member of ThreadPool is *removed*: the
// legacy library still has it; under the shim its use is answered as far as possible and logged with
// the TPS number given beside it. Where the two libraries differ, the comment says
// "legacy:" and "shim:". L-, S-, DEF-, X- numbers name the behaviours that the tests prove.
//
// Reading order: Thread, Failure, Result, Job, context, then ThreadPool. C++17, std types only.

#pragma once

#include <any>
#include <cstddef>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// Marks a removed member. Says nothing unless THREADPOOL_WARN_REMOVED_UP_TO is defined as a version
// (0xMMmm00, so 0x020000 for 2.0) that covers the removal; then the compiler warns at each use.
#if defined(THREADPOOL_WARN_REMOVED_UP_TO) && THREADPOOL_WARN_REMOVED_UP_TO >= 0x020000
#define THREADPOOL_REMOVED(id, text) [[deprecated(id " removed since 2.0: use " text)]]
#else
#define THREADPOOL_REMOVED(id, text)
#endif

// THREADPOOL_DISABLE_REMOVED, when defined, hides the removed members: non-virtual ones are not
// declared, virtual ones are private and final. Layout and mangled names stay the same, so files
// compiled with and without it link together.

namespace threadpool {

/// A thread as the pool sees it: made by `ThreadPool::threadFactory`, started and joined by the pool.
///
/// Thread safety: `name` may be called from any thread; `start` and `join` are the pool's to call.
/// Lifetime: shared between the pool and whoever asked for `threads()`.
class [[gnu::visibility("default")]] Thread {
 public:
  virtual ~Thread();
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  /// Starts the thread; called once, by the pool. Throws std::system_error when none can be started.
  virtual void start() = 0;
  /// Waits until the thread has ended. Throws std::system_error (resource_deadlock_would_occur) on
  /// the thread itself.
  virtual void join() = 0;
  /// The name that the pool gave it.
  virtual std::string name() const = 0;

 protected:
  Thread();
};

/// What went wrong in a job: a holder of the exception.
///
/// Thread safety: as a std::exception_ptr. Never throws except where said.
class [[gnu::visibility("default")]] Failure {
 public:
  /// No failure: `exception()` is null.
  Failure() noexcept;
  explicit Failure(std::exception_ptr exception) noexcept;

  std::exception_ptr exception() const noexcept;
  /// The text of a std::exception, else the name of the thrown type. Empty when there is no failure.
  std::string message() const;
  /// The name of the thrown type, as written in the program. Empty when there is no failure.
  std::string typeName() const;
  /// Throws the exception again; std::logic_error when there is none.
  [[noreturn]] void rethrow() const;
  /// True if the exception is an E or derived from it.
  template <class E>
  bool check() const {
    if (!exception_) return false;
    try {
      std::rethrow_exception(exception_);
    } catch (const E&) {
      return true;
    } catch (...) {
      return false;
    }
  }

 private:
  std::exception_ptr exception_;
};

/// What a job gave: a value or a Failure. A Failure *returned* by a job is a value (L-66).
class [[gnu::visibility("default")]] Result {
 public:
  /// Success of a job that returned nothing.
  Result() noexcept;
  static Result success(std::any value);
  static Result failed(Failure failure);

  bool ok() const noexcept;
  /// The value; empty for a job that returned void. Throws what the job threw if it failed.
  std::any value() const;
  /// The failure; an empty one on success.
  Failure failure() const;
  /// The value as a T. A type that cannot be copied is kept as std::shared_ptr<T>. Throws
  /// std::bad_any_cast for another type, and what the job threw if it failed.
  template <class T>
  T get() const {
    return std::any_cast<T>(value());
  }

 private:
  std::any value_;
  std::exception_ptr error_;
};

/// What runs in a pool thread. Runs at most once.
using Function = std::function<std::any()>;

/// Receives a job's outcome, on the thread that ran the job and in the submitter's context.
using OnResult = std::function<void(bool success, Result result)>;

/// Makes a thread that will run `body` when started.
using ThreadFactory = std::function<std::shared_ptr<Thread>(std::function<void()> body, const std::string& name)>;

/// Binds a callable and its arguments, copied or moved in, to a Function. What the callable returns
/// becomes the value: nothing for void, a std::shared_ptr<R> where an R cannot be copied. With
/// `KeepResult` false the value is thrown away where it arises. A null pointer to a function gives an
/// empty Function. Callables of up to 16 trivially copyable bytes without arguments cost no allocation.
template <bool KeepResult = true, class F, class... Args>
Function bind(F&& f, Args&&... args);

// --- context ---------------------------------------------------------------------------------

/// Values that follow a job: what was set around the submission is seen by the function, by onResult
/// and by the error log.
///
/// legacy: a job carries the innermost layer only, by reference (L-81, L-82).
/// shim: a job carries all layers, as they were at the submission (DEF-36).
namespace context {

/// One dictionary of values. Copies share it. Thread safety: each call is atomic.
class [[gnu::visibility("default")]] Layer {
 public:
  Layer();
  Layer(std::initializer_list<std::pair<std::string, std::any>> values);
  void set(const std::string& key, std::any value);
  /// The value, or an empty one.
  std::any get(const std::string& key) const;
  bool contains(const std::string& key) const;

  class [[gnu::visibility("hidden")]] Values;

 private:
  std::shared_ptr<Values> values_;
};

/// Puts a layer on top of this thread's stack until the end of the scope. Scopes nest.
class [[gnu::visibility("default")]] Scope {
 public:
  explicit Scope(Layer layer);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  std::shared_ptr<const void> before_;
};

/// The value for `key` in the innermost layer that has one, else in `defaults()`, else `fallback`.
[[gnu::visibility("default")]] std::any get(const std::string& key, std::any fallback = std::any());

/// The layer below all others, shared by all threads of the process (L-85).
[[gnu::visibility("default")]] Layer defaults();

/// Calls f(args...) with `layer` on top of the stack.
template <class F, class... Args>
decltype(auto) call(Layer layer, F&& f, Args&&... args) {
  Scope scope(std::move(layer));
  return std::invoke(std::forward<F>(f), std::forward<Args>(args)...);
}

}  // namespace context

// --- log -------------------------------------------------------------------------------------

enum class LogLevel { message, error };

/// One line of the pool's own log: dumpStats, and errors that no onResult received.
struct LogEntry {
  LogLevel level = LogLevel::message;
  std::string text;
  std::exception_ptr exception;  ///< what was thrown; null for messages
};

using LogObserver = std::function<void(const LogEntry&)>;

/// Makes `observer` receive all log entries of the process from now on; an empty one stands for the
/// default, which writes a line to stderr. Returns the one before. The observer is called on the
/// thread where the entry arose, in the job's context, by several threads at once, and under no lock;
/// what it throws is ignored. An entry already on its way may still reach the observer before.
[[gnu::visibility("default")]] LogObserver setLogObserver(LogObserver observer);

#ifndef THREADPOOL_DISABLE_REMOVED

// --- the old queue and lists (removed) ---------------------------------------------------------

/// The stop token of the old queue: a worker that takes it ends.
struct WorkerStopType {
  explicit constexpr WorkerStopType(int) noexcept {}
};
inline constexpr WorkerStopType WorkerStop{0};

/// A record in the old queue: a function, who gets its result, and the context it was made in; or the
/// stop token.
class [[gnu::visibility("default")]] Job {
 public:
  /// Captures the calling thread's context, as a submission does.
  explicit Job(Function function, OnResult onResult = OnResult());
  Job(WorkerStopType stop);  // NOLINT: the token stands wherever a record can

  bool isStop() const noexcept;
  /// Runs the job here as a pool thread would: in its context, the result to onResult, errors that
  /// nobody receives to the log. Empties the record. Does nothing for the stop token or an empty record.
  void run();

 private:
  friend class Queue;
  friend class ThreadPool;
  Function function_;
  OnResult onResult_;
  std::shared_ptr<const void> context_;
  bool stop_;
};

/// A handle on a pool's queue. Copies name the same queue; it may outlive the pool, and is then empty.
/// Thread safety: any member from any thread.
class [[gnu::visibility("default")]] Queue {
 public:
  /// Jobs that wait. legacy: stop tokens are counted too (L-06).
  THREADPOOL_REMOVED("TPS010", "cadre::shim::pool_of(pool).statistics().backlog")
  std::size_t qsize() const;
  THREADPOOL_REMOVED("TPS010", "cadre::shim::pool_of(pool).statistics().backlog")
  bool empty() const;
  /// Queues a job. legacy: adds no thread. shim: submits it.
  THREADPOOL_REMOVED("TPS017", "callInThread")
  void put(Job job);
  /// legacy: the next free worker ends; the pool's counter is not told. shim: as stopAWorker.
  THREADPOOL_REMOVED("TPS018", "adjustPoolsize")
  void put(WorkerStopType stop);
  /// Takes the oldest record; waits for one. shim: does nothing and returns the stop token.
  THREADPOOL_REMOVED("TPS028", "nothing: jobs are the pool's to take")
  Job get();
  /// Takes the oldest record if there is one. shim: does nothing and returns none.
  THREADPOOL_REMOVED("TPS029", "nothing: jobs are the pool's to take")
  std::optional<Job> get_nowait();

  class [[gnu::visibility("hidden")]] State;

 private:
  friend class ThreadPool;
  explicit Queue(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

/// A list of threads under a lock. Copies share it. shim: stays empty (TPS032).
class [[gnu::visibility("default")]] ThreadSafeList {
 public:
  THREADPOOL_REMOVED("TPS032", "a container of your own under a mutex")
  ThreadSafeList();
  void append(std::shared_ptr<Thread> thread);
  /// Removes the first entry that is this thread; throws std::invalid_argument if there is none.
  void remove(const std::shared_ptr<Thread>& thread);
  std::size_t size() const;
  bool contains(const std::shared_ptr<Thread>& thread) const;

  class [[gnu::visibility("hidden")]] State;

 private:
  std::shared_ptr<State> state_;
};

/// What is saved of a pool (L-100).
struct PoolState {
  int min = 0;
  int max = 0;
  friend bool operator==(const PoolState& a, const PoolState& b) { return a.min == b.min && a.max == b.max; }
  friend bool operator!=(const PoolState& a, const PoolState& b) { return !(a == b); }
};

#endif  // THREADPOOL_DISABLE_REMOVED

// --- the pool --------------------------------------------------------------------------------

/// Runs functions in threads of its own.
///
///   |          | callInThread…       | start      | stop              | adjustPoolsize    |
///   |----------|---------------------|------------|-------------------|-------------------|
///   | new      | kept for the start  | running    | stopped           | stores the sizes  |
///   | running  | runs                | re-sizes   | drains, → stopped | stores, re-sizes  |
///   | stopped  | dropped, no word    | running    | nothing           | stores the sizes  |
///
/// Thread safety: legacy: submit, resize and stop from one thread, or serialise them yourself (L-35).
/// shim: any member from any thread, jobs included; `stop` not from a pool thread.
///
/// Ordering: jobs start in the order in which they were submitted and finish in any order. A
/// submission happens before the job; the function, and the destruction of it and its arguments,
/// happen before onResult; all of it happens before `stop` returns.
///
/// Lifetime: `stop` it before it is destroyed. The destructor stops a running pool, but by then the
/// overrides of a subclass are gone: a subclass that may be destroyed while running calls `stop` in
/// its own destructor.
class [[gnu::visibility("default")]] ThreadPool {
 public:
  /// Starts nothing (L-01). `name` is part of the threads' names; empty: an identity is used (L-72).
  /// Throws std::invalid_argument if minthreads < 0 or minthreads > maxthreads; 0 and 0 are fine.
  explicit ThreadPool(int minthreads = 5, int maxthreads = 20, const std::string& name = std::string());

  /// Stops the pool if it runs. Jobs that never ran are destroyed; shim: and counted in the log.
  virtual ~ThreadPool();

  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Starts the pool: at least the minimum of threads, and enough for what waits (L-20 … L-24). On a
  /// running pool only looks at the sizes again (L-21); after stop it starts anew (L-31).
  virtual void start();

  /// Refuses new jobs, runs what was accepted, ends and joins the threads (L-25, L-26). Waits without
  /// limit (L-27). On a stopped pool does nothing (L-29). Jobs that no thread may run (never started,
  /// or maximum 0) are kept for the next start.
  /// From a pool thread it throws std::system_error (resource_deadlock_would_occur). legacy: the pool
  /// is half stopped by then (L-32). shim: before anything changes.
  virtual void stop();

  /// Runs `function` in a thread, soon. What it throws goes to the log. An empty function fails there
  /// with std::bad_function_call. After stop the call does nothing (L-30).
  /// shim: throws std::system_error, without effect, if there is no thread and none can be created.
  virtual void callInThread(Function function);

  /// The same, and passes the outcome to `onResult`, on the same thread (L-61, L-62). What onResult
  /// throws goes to the log (L-64). An empty onResult stands for none.
  virtual void callInThreadWithCallback(OnResult onResult, Function function);

  /// Changes the sizes; what is left out stays. Throws std::invalid_argument as the constructor does,
  /// and then changes nothing (L-49).
  virtual void adjustPoolsize(std::optional<int> minthreads = std::nullopt,
                              std::optional<int> maxthreads = std::nullopt);

#ifdef THREADPOOL_DISABLE_REMOVED
#define THREADPOOL_HOOK_END final
 private:
#else
#define THREADPOOL_HOOK_END
#endif
  /// Makes a thread; the pool starts it. Called for every thread of the pool, unless a factory was
  /// set. shim: only on a thread that called a member of the pool.
  THREADPOOL_REMOVED("TPS012", "cadre::shim::pool_of(pool).set_thread_factory")
  virtual std::shared_ptr<Thread> threadFactory(std::function<void()> body,
                                                const std::string& name) THREADPOOL_HOOK_END;

  /// The Thread of the calling thread; a stand-in for a thread that no pool made. legacy: what the
  /// lists hold (L-05). shim: overrides are not called.
  THREADPOOL_REMOVED("TPS021", "std::this_thread")
  virtual std::shared_ptr<Thread> currentThread() THREADPOOL_HOOK_END;

  /// legacy: one more thread, whatever the maximum (L-44). shim: at most the maximum; overrides are
  /// not called.
  THREADPOOL_REMOVED("TPS014", "adjustPoolsize, or cadre::shim::pool_of(pool).grow(1)")
  virtual void startAWorker() THREADPOOL_HOOK_END;

  /// legacy: one stop token; the counter falls at once, below zero too (L-45). shim: one thread less
  /// than wanted now, at least the minimum; overrides are not called.
  THREADPOOL_REMOVED("TPS015", "adjustPoolsize, or cadre::shim::pool_of(pool).shrink(1)")
  virtual void stopAWorker() THREADPOOL_HOOK_END;

  /// Threads for what waits, at most the maximum. shim: always done already; overrides are not called.
  THREADPOOL_REMOVED("TPS016", "nothing: waiting jobs get threads by themselves")
  virtual void _startSomeWorkers() THREADPOOL_HOOK_END;

  /// legacy: the loop of a pool thread; returns when it has taken a stop token. A thread that the pool
  /// did not make is listed in `threads()` while it is in there. shim: returns at once; overrides are
  /// not called.
  THREADPOOL_REMOVED("TPS030", "cadre::shim::pool_of(pool).set_thread_hooks")
  virtual void _worker() THREADPOOL_HOOK_END;

#undef THREADPOOL_HOOK_END
#ifdef THREADPOOL_DISABLE_REMOVED
 public:
#endif

  /// Binds and forwards to the virtual callInThread. Subclasses that override it and want this form
  /// say `using ThreadPool::callInThread;`.
  template <class F, class... Args,
            class = std::enable_if_t<std::is_invocable_v<std::decay_t<F>, std::decay_t<Args>...> &&
                                     !(sizeof...(Args) == 0 && std::is_same_v<std::decay_t<F>, Function>)>>
  void callInThread(F&& f, Args&&... args) {
    callInThread(bind<false>(std::forward<F>(f), std::forward<Args>(args)...));
  }

  /// Binds and forwards to the virtual callInThreadWithCallback.
  template <class F, class... Args,
            class = std::enable_if_t<std::is_invocable_v<std::decay_t<F>, std::decay_t<Args>...> &&
                                     !(sizeof...(Args) == 0 && std::is_same_v<std::decay_t<F>, Function>)>>
  void callInThreadWithCallback(OnResult onResult, F&& f, Args&&... args) {
    callInThreadWithCallback(std::move(onResult), bind<true>(std::forward<F>(f), std::forward<Args>(args)...));
  }

#ifndef THREADPOOL_DISABLE_REMOVED

  /// The sizes and the name as stored.
  THREADPOOL_REMOVED("TPS001", "cadre::shim::pool_of(pool).limits().min")
  int min() const;
  THREADPOOL_REMOVED("TPS002", "cadre::shim::pool_of(pool).limits().max")
  int max() const;
  THREADPOOL_REMOVED("TPS003", "cadre::shim::pool_of(pool).name()")
  std::string name() const;

  /// True between start and stop.
  THREADPOOL_REMOVED("TPS004", "a flag of your own beside start and stop")
  bool started() const;
  /// True after stop, until the next start.
  THREADPOOL_REMOVED("TPS005", "a flag of your own beside start and stop")
  bool joined() const;

  /// The live threads. legacy: listed before they start (L-08).
  THREADPOOL_REMOVED("TPS006", "cadre::shim::pool_of(pool).statistics()")
  std::vector<std::shared_ptr<Thread>> threads() const;
  /// legacy: threads ordered minus stop tokens issued (L-07). shim: idle and busy threads.
  THREADPOOL_REMOVED("TPS007", "cadre::shim::pool_of(pool).statistics()")
  int workers() const;
  /// legacy: threads that wait after at least one job (L-10). shim: one stand-in per idle thread.
  THREADPOOL_REMOVED("TPS008", "cadre::shim::pool_of(pool).statistics().idle")
  std::vector<std::shared_ptr<Thread>> waiters() const;
  /// legacy: threads inside a job's function (L-09). shim: one stand-in per busy thread, onResult included.
  THREADPOOL_REMOVED("TPS009", "cadre::shim::pool_of(pool).statistics().busy")
  std::vector<std::shared_ptr<Thread>> working() const;

  /// The queue.
  THREADPOOL_REMOVED("TPS010", "cadre::shim::pool_of(pool).statistics().backlog")
  Queue q() const;
  /// Writes the pool's figures to the log. legacy: four lines (L-71). shim: counts.
  THREADPOOL_REMOVED("TPS011", "cadre::shim::pool_of(pool).statistics()")
  void dumpStats() const;

  /// From now on threads are made by `factory`, whatever `threadFactory` does; an empty one gives the
  /// virtual function its place back.
  THREADPOOL_REMOVED("TPS013", "cadre::shim::pool_of(pool).set_thread_factory")
  void setThreadFactory(ThreadFactory factory);

  /// callInThread; `owner` is ignored (L-13).
  THREADPOOL_REMOVED("TPS019", "callInThread")
  void dispatch(const void* owner, Function function);
  template <class F, class... Args,
            class = std::enable_if_t<std::is_invocable_v<std::decay_t<F>, std::decay_t<Args>...> &&
                                     !(sizeof...(Args) == 0 && std::is_same_v<std::decay_t<F>, Function>)>>
  THREADPOOL_REMOVED("TPS019", "callInThread")
  void dispatch(const void* owner, F&& f, Args&&... args) {
    dispatch(owner, bind<false>(std::forward<F>(f), std::forward<Args>(args)...));
  }
  /// Runs `function`, then `callback` with its value or `errback` with what it threw, all in the pool
  /// thread; `owner` is ignored (L-13).
  THREADPOOL_REMOVED("TPS020", "callInThreadWithCallback")
  void dispatchWithCallback(const void* owner, std::function<void(std::any)> callback,
                            std::function<void(std::exception_ptr)> errback, Function function);

  /// The sizes, to be kept and loaded again.
  THREADPOOL_REMOVED("TPS022", "cadre::shim::pool_of(pool).limits()")
  PoolState getState() const;
  /// Makes this pool as new, with these sizes: stopped, nothing queued, no name (L-101). Throws
  /// std::invalid_argument for bad sizes and std::logic_error on a running pool.
  THREADPOOL_REMOVED("TPS023", "adjustPoolsize")
  void setState(const PoolState& state);

  /// Store a size. legacy: takes effect when sizes are looked at next. shim: at once; while the
  /// minimum is above the maximum, the maximum counts. Throw std::invalid_argument for negative sizes.
  THREADPOOL_REMOVED("TPS024", "adjustPoolsize")
  void setMin(int minthreads);
  THREADPOOL_REMOVED("TPS025", "adjustPoolsize")
  void setMax(int maxthreads);
  /// For the names of threads made from now on.
  THREADPOOL_REMOVED("TPS026", "the constructor's name argument")
  void setName(const std::string& name);
  /// legacy: overwrites the counter (L-07). shim: grows or shrinks to that number, within the sizes.
  THREADPOOL_REMOVED("TPS027", "adjustPoolsize")
  void setWorkers(int workers);

  /// Calls `scope` with `thread` in `list`. shim: calls it and leaves the list alone.
  THREADPOOL_REMOVED("TPS031", "nothing")
  void _workerState(ThreadSafeList& list, const std::shared_ptr<Thread>& thread, const std::function<void()>& scope);

#endif  // THREADPOOL_DISABLE_REMOVED

 private:
  class [[gnu::visibility("hidden")]] Impl;
  Impl* impl_;
};

// --- implementation of the template --------------------------------------------------------------

/// Calls a callable with its arguments and gives its value as `bind` describes.
template <bool KeepResult, class F, class... Args>
std::any invokeForValue(F&& f, Args&&... args) {
  using R = std::decay_t<std::invoke_result_t<F, Args...>>;
  if constexpr (!KeepResult || std::is_void_v<R>) {
    static_cast<void>(std::invoke(std::forward<F>(f), std::forward<Args>(args)...));
    return std::any();
  } else if constexpr (std::is_same_v<R, std::any>) {
    return std::invoke(std::forward<F>(f), std::forward<Args>(args)...);
  } else if constexpr (std::is_copy_constructible_v<R>) {
    return std::any(std::in_place_type<R>, std::invoke(std::forward<F>(f), std::forward<Args>(args)...));
  } else {
    return std::any(std::make_shared<R>(std::invoke(std::forward<F>(f), std::forward<Args>(args)...)));
  }
}

template <bool KeepResult, class F, class... Args>
Function bind(F&& f, Args&&... args) {
  using Callable = std::decay_t<F>;
  if constexpr (std::is_pointer_v<Callable> || std::is_member_pointer_v<Callable>) {
    Callable pointer = f;
    if (pointer == nullptr) return Function();
  }
  if constexpr (sizeof...(Args) == 0 && std::is_copy_constructible_v<Callable>) {
    return
        [callable = Callable(std::forward<F>(f))]() mutable { return invokeForValue<KeepResult>(std::move(callable)); };
  } else {
    using Bound = std::tuple<Callable, std::decay_t<Args>...>;
    auto call = [](auto&... parts) { return invokeForValue<KeepResult>(std::move(parts)...); };
    if constexpr (std::is_copy_constructible_v<Bound>) {
      return [call, bound = Bound(std::forward<F>(f), std::forward<Args>(args)...)]() mutable {
        return std::apply(call, bound);
      };
    } else {
      return [call, bound = std::make_shared<Bound>(std::forward<F>(f), std::forward<Args>(args)...)] {
        return std::apply(call, *bound);
      };
    }
  }
}

}  // namespace threadpool
