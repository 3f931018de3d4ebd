// How far a run over many files is: one line on a terminal's standard error, nothing elsewhere.
#ifndef APP_PROGRESS_BAR_H_
#define APP_PROGRESS_BAR_H_

#include <chrono>
#include <cstddef>
#include <string>

namespace app {

struct ProgressState {
  size_t files = 0;  // of all files to read
  size_t done = 0;
  int64_t pages = 0;  // read so far
  double seconds = 0;
};

// "[####....]  12/40 files  340 pages  55 pages/s  0:12 left", at most `columns` wide.
std::string ProgressLine(const ProgressState& state, int columns);

class ProgressBar {
 public:
  ProgressBar();   // draws only if standard error is a terminal
  ~ProgressBar();  // wipes its line
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // Draws at most ten times a second.
  void Show(const ProgressState& state);
  void Wipe();

 private:
  bool enabled_ = false;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace app

#endif  // APP_PROGRESS_BAR_H_
