// How many requests a second are served: a bucket that fills steadily.
#ifndef APP_RATE_LIMIT_H_
#define APP_RATE_LIMIT_H_

#include <algorithm>
#include <chrono>
#include <mutex>

namespace app {

class RateLimit {
 public:
  // `burst`: how many may come at once after a pause.
  RateLimit(double per_second, double burst)
      : per_second_(per_second), burst_(burst), left_(burst) {}

  // false: too many. May be called from any thread.
  bool Take(std::chrono::steady_clock::time_point now = std::chrono::steady_clock::now()) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const std::chrono::duration<double> passed = now - last_;
    last_ = std::max(last_, now);
    left_ = std::min(burst_, left_ + std::max(0.0, passed.count()) * per_second_);
    if (left_ < 1) return false;
    left_ -= 1;
    return true;
  }

 private:
  const double per_second_, burst_;
  double left_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
};

}  // namespace app

#endif  // APP_RATE_LIMIT_H_
