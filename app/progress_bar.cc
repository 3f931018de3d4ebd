#include "app/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/messages.h"
#include "app/terminal.h"
#include "app/text_width.h"

namespace app {
namespace {

constexpr int kBarCells = 20;
constexpr std::chrono::milliseconds kInterval{100};

std::string Clock(double seconds) {
  const auto whole = std::llround(std::max(0.0, seconds));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string ProgressLine(const ProgressState& state, int columns) {
  const double share =
      state.files == 0 ? 1.0 : static_cast<double>(state.done) / static_cast<double>(state.files);
  const auto full = static_cast<size_t>(share * kBarCells);
  std::string line = fmt::format("[{:.<{}}]  ", std::string(full, '#'), kBarCells);
  line += Say("{}/{} files  {} pages", state.done, state.files, state.pages);
  if (state.seconds > 0.5) {
    line += Say("  {} pages/s",
                fmt::format("{:.0f}", static_cast<double>(state.pages) / state.seconds));
    if (share > 0 && state.done < state.files) {
      line += Say("  {} left", Clock(state.seconds * (1 - share) / share));
    }
  }
  if (TextWidth(line) > columns) line = WrapText(line, std::max(columns, 2)).front();
  return line;
}

ProgressBar::ProgressBar() : enabled_(IsTerminal(STDERR_FILENO)) {}

ProgressBar::~ProgressBar() { Wipe(); }

void ProgressBar::Show(const ProgressState& state) {
  if (!enabled_) return;
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && now - last_ < kInterval) return;
  last_ = now;
  drawn_ = true;
  fmt::print(stderr, "\r{}\x1b[K", ProgressLine(state, TerminalColumns(STDERR_FILENO) - 1));
  std::fflush(stderr);
}

void ProgressBar::Wipe() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace app
