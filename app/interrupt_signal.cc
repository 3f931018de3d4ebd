#include "app/interrupt_signal.h"

#include <sys/signalfd.h>
#include <unistd.h>

namespace app {

InterruptSignal::InterruptSignal() : before_() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  descriptor_ = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
  if (descriptor_ < 0) signals = {};  // better ended by the signal than deaf to it
  pthread_sigmask(SIG_BLOCK, &signals, &before_);
}

InterruptSignal::~InterruptSignal() {
  Raised();  // taken out of the queue: what was asked for has been done
  if (descriptor_ >= 0) close(descriptor_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool InterruptSignal::Raised() {
  signalfd_siginfo info = {};
  while (descriptor_ >= 0 && read(descriptor_, &info, sizeof info) > 0) raised_ = true;
  return raised_;
}

}  // namespace app
