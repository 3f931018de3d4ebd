#include "app/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace app {

bool IsTerminal(int descriptor) { return isatty(descriptor) == 1; }

int TerminalColumns(int descriptor) {
  constexpr int kNarrowest = 40, kWidest = 200, kUnknown = 100;
  int columns = 0;
  winsize size = {};
  if (IsTerminal(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  if (columns == 0) {
    if (const char* named = std::getenv("COLUMNS"))
      columns = static_cast<int>(std::strtol(named, nullptr, 10));
  }
  return columns == 0 ? kUnknown : std::clamp(columns, kNarrowest, kWidest);
}

}  // namespace app
