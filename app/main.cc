#include "app/command_line.h"
#include "app/messages.h"

int main(int argc, char** argv) {
  app::StartMessages();
  return app::RunCommandLine(argc, argv);
}
