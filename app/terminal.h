// What the program knows of the terminal it writes to.
#ifndef APP_TERMINAL_H_
#define APP_TERMINAL_H_

namespace app {

bool IsTerminal(int descriptor);

// Columns of the terminal at `descriptor`; where it is none, $COLUMNS, else 100. At least 40,
// at most 200: longer lines are hard to read.
int TerminalColumns(int descriptor);

}  // namespace app

#endif  // APP_TERMINAL_H_
