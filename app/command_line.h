// The whole program but main(): reads the command line, runs one subcommand.
#ifndef APP_COMMAND_LINE_H_
#define APP_COMMAND_LINE_H_

namespace app {

// Gives the contract's exit status. Every error is said on standard error; nothing is thrown.
int RunCommandLine(int argc, const char* const* argv);

}  // namespace app

#endif  // APP_COMMAND_LINE_H_
