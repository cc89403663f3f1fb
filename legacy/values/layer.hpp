// The values of one layer.

#pragma once

#include <threadpool/ThreadPool.h>

#include <any>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace threadpool::context {

/// Values are the user's objects: they are copied and destroyed outside the lock, so what stands under it is pointers.
class Layer::Values {
 public:
  void set(const std::string& key, std::any value);
  /// Null if there is none.
  std::shared_ptr<const std::any> find(const std::string& key) const;

  static const Values& of(const Layer& layer) { return *layer.values_; }
  /// A layer with the same values, as they are now.
  static Layer copy(const Layer& layer);

 private:
  using dictionary = std::map<std::string, std::shared_ptr<const std::any>>;

  dictionary all() const;

  mutable std::mutex mutex_;
  dictionary values_;
};

}  // namespace threadpool::context
