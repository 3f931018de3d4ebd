// jizen review: the page on which people check and correct what was read.
#include <fmt/format.h>
#include <poll.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <thread>

#include "app/command.h"
#include "app/interrupt_signal.h"
#include "app/messages.h"
#include "app/picture_process.h"
#include "app/printable.h"
#include "app/review_server.h"

namespace app {
namespace {

constexpr int kUsualPort = 8477;

struct ReviewCommand {
  std::string database, rules, address = "127.0.0.1", author;
  int port = -1;  // -1: the usual one, or any other where that is taken
};

bool Loopback(const std::string& address) {
  return address.rfind("127.", 0) == 0 || address == "localhost" || address == "::1";
}

std::string NewToken() {
  std::random_device random;
  std::string token;
  for (int i = 0; i < 4; ++i) token += fmt::format("{:08x}", random());
  return token;
}

// The catalogue that is in use says it by one of its words.
std::string Language() { return std::string(Tr("language-code")) == "ja" ? "ja" : "en"; }

int RunReview(const ReviewCommand& command) {
  OpenForChanging(command.database);  // says what is wrong before anything is started
  InterruptSignal interrupt;          // before any thread, so that all have it blocked
  const parse::RuleSet rules = LoadRules(command.rules);
  PictureProcess pictures(rules);  // before any thread and before the database
  ReviewYears years(DatabaseFile(command.database), rules);
  ReviewOptions options;
  options.address = command.address;
  options.port = command.port < 0 ? kUsualPort : command.port;
  if (!Loopback(command.address)) options.token = NewToken();
  const char* user = std::getenv("USER");
  options.author = ValidUtf8(!command.author.empty() ? command.author : user ? user : "");
  options.language = Language();

  auto server =
      std::make_unique<ReviewServer>(OpenForChanging(command.database), pictures, years, options);
  bool bound = server->Bind();
  if (!bound && command.port < 0) {
    options.port = 0;
    server =
        std::make_unique<ReviewServer>(OpenForChanging(command.database), pictures, years, options);
    bound = server->Bind();
  }
  if (!bound) {
    throw UsageError(Say("{}:{} cannot be used. Choose another with --port.",
                         ForTerminal(command.address), options.port));
  }
  const bool six = command.address.find(':') != std::string::npos;
  fmt::print("http://{}:{}/{}\n", six ? "[" + command.address + "]" : command.address,
             server->Port(), options.token.empty() ? "" : "#token=" + options.token);
  std::fflush(stdout);
  if (options.token.empty()) {
    fmt::print(stderr, "{}\n",
               Tr("Open this address in a browser on this machine. Ctrl-C ends the program; "
                  "what was decided is saved."));
  } else {
    fmt::print(stderr, "{}\n",
               Tr("Others on the network can open this address, but only with the token in it. "
                  "The connection is not encrypted. Ctrl-C ends the program."));
  }
  std::thread serving([&server] { server->Run(); });
  pollfd signal{interrupt.descriptor(), POLLIN, 0};
  while (!interrupt.Raised()) poll(&signal, 1, -1);
  server->Stop();
  serving.join();
  return kExitDone;
}

}  // namespace

void AddReview(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ReviewCommand>();
  CLI::App* app = program.add_subcommand(
      "review", Tr("the page on which values are checked and corrected, in a browser"));
  AddDatabaseOption(*app, command->database);
  AddRulesOption(*app, command->rules);
  app->add_option("--port", command->port,
                  Tr("the port; else 8477, or any free one where that is taken"))
      ->type_name("N")
      ->check(CLI::Range(0, 65535));
  app->add_option("--listen", command->address,
                  Tr("the address to serve; other than this machine's own, a token is required"))
      ->type_name("ADDRESS");
  app->add_option("--author", command->author, Tr("who says so; else $USER"))->type_name("NAME");
  AddExamples(*app, "jizen review\njizen review --port 8000");
  app->callback([command, &action] { action = [command] { return RunReview(*command); }; });
}

}  // namespace app
