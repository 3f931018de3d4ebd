// Ctrl-C (SIGINT) and SIGTERM as a descriptor to wait for, instead of a handler.
#ifndef APP_INTERRUPT_SIGNAL_H_
#define APP_INTERRUPT_SIGNAL_H_

#include <csignal>

namespace app {

// While one lives, these signals end neither this process nor its children (which inherit the
// mask): the run is brought to a good end first. REQUIRES: no other thread.
class InterruptSignal {
 public:
  InterruptSignal();
  ~InterruptSignal();
  InterruptSignal(const InterruptSignal&) = delete;
  InterruptSignal& operator=(const InterruptSignal&) = delete;

  // Readable once a signal has come; -1 where the system has no such descriptors left.
  int descriptor() const { return descriptor_; }
  bool Raised();

 private:
  int descriptor_ = -1;
  bool raised_ = false;
  sigset_t before_;
};

}  // namespace app

#endif  // APP_INTERRUPT_SIGNAL_H_
