#include <csignal>

#include "app/command_line.h"
#include "app/messages.h"

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a write error, not the end
  app::StartMessages();
  return app::RunCommandLine(argc, argv);
}
