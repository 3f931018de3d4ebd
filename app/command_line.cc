#include "app/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/rules_commands.h"

namespace app {
namespace {

// The words that CLI11 itself prints, in the person's language.
class HelpFormat : public CLI::Formatter {
 public:
  HelpFormat() {
    label("Usage", Tr("Usage"));
    label("OPTIONS", Tr("OPTIONS"));
    label("SUBCOMMAND", Tr("COMMAND"));
    label("REQUIRED", Tr("(required)"));
    label("Positionals", Tr("Arguments"));
    column_width(26);
  }

  std::string make_description(const CLI::App* app) const override {
    return app->get_description() + "\n";
  }

  // The usual form of it is filled with defaults and environment names: these stand in the
  // descriptions, where they can be translated.
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    if (option->get_type_size() != 0 && !option->get_positional() &&
        !option->get_type_name().empty()) {
      text += " " + option->get_type_name();
    }
    if (option->get_required()) text += " " + get_label("REQUIRED");
    return text;
  }
};

// "PATH is required" and the like.
std::string Missing(std::string_view what) {
  constexpr std::string_view kRequired = " is required";
  if (!what.ends_with(kRequired)) return std::string(what);
  what.remove_suffix(kRequired.size());
  if (what.starts_with("A subcommand")) return Tr("a subcommand is missing");
  return Say("this is missing: {}", what);
}

// The option --help of each command is made before the words for its group are known.
void GroupHelpOptions(CLI::App& command) {
  command.get_help_ptr()->group(Tr("Options"));
  for (CLI::App* sub : command.get_subcommands({})) GroupHelpOptions(*sub);
}

// What is wrong with the command line, in the person's language: CLI11 says it in English.
std::string UseProblem(const CLI::App& program, const CLI::ParseError& error) {
  const auto* const chosen =
      program.get_subcommands().empty() ? &program : program.get_subcommands().front();
  std::string text;
  std::string unknown;
  for (const std::string& name : program.remaining(true)) unknown += " " + name;
  // An unknown word in the place of a subcommand counts for CLI11 as a missing subcommand.
  const bool extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  if (!unknown.empty() && (extra || chosen == &program)) {
    text = Say("unknown option, argument or subcommand:{}", unknown);
  } else if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    text = Missing(error.what());
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    text = Say("the value of an option is missing, or one too many: {}", error.what());
  } else if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr ||
             dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    text = Say("a value is not possible: {}", error.what());
  } else {
    text = error.what();
  }
  std::string command = "jizen";
  for (const CLI::App* at = chosen; at != &program && at != nullptr; at = at->get_parent()) {
    command.insert(5, " " + at->get_name());
  }
  return ForTerminal(text, true) + "\n" + Say("See: {} --help", command);
}

void Complain(const std::string& text) { fmt::print(stderr, "jizen: {}\n", text); }

int ParseAndRun(int argc, const char* const* argv) {
  CLI::App program(Tr("Reads preliminary task sheets (PDF or text) into a database."), "jizen");
  program.formatter(std::make_shared<HelpFormat>());
  program.option_defaults()->group(Tr("Options"));
  program.set_help_flag("-h,--help", Tr("print this help"));
  program.set_version_flag("--version", "jizen " + ProgramVersion(), Tr("print the version"));
  program.require_subcommand(1);

  Action action;
  AddImport(program, action);
  AddReparse(program, action);
  AddParse(program, action);
  AddExtract(program, action);
  AddList(program, action);
  AddShow(program, action);
  AddSearch(program, action);
  AddCorrect(program, action);
  AddCorrections(program, action);
  AddExport(program, action);
  AddEval(program, action);
  AddReview(program, action);
  AddRules(program, action);
  AddLoad(program, action);
  AddRuns(program, action);
  AddCheck(program, action);
  AddBackup(program, action);
  AddCorpus(program, action);
  AddTrends(program, action);
  AddCompare(program, action);
  AddLink(program, action);
  for (CLI::App* command : program.get_subcommands({})) command->group(Tr("Subcommands"));
  GroupHelpOptions(program);
  AddExamples(program,
              "jizen import sheets/\n"
              "jizen list\n"
              "jizen show tochigi-r01\n"
              "jizen export --format json --out sheets-json/");

  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    program.exit(asked);
    return kExitDone;
  } catch (const CLI::ParseError& error) {
    Complain(UseProblem(program, error));
    return kExitNothingChanged;
  }
  return action();
}

}  // namespace

int RunCommandLine(int argc, const char* const* argv) {
  try {
    const int status = ParseAndRun(argc, argv);
    if (std::fflush(stdout) != 0) {
      Complain(Tr("standard output cannot be written"));
      return kExitInputUnused;
    }
    return status;
  } catch (const UsageError& error) {
    Complain(error.what());
    return kExitNothingChanged;
  } catch (const store::StoreError& error) {
    Complain(Say("the database: {}", ForTerminal(error.what())));
    const bool unreadable = error.kind() == store::StoreError::Kind::kNotADatabase ||
                            error.kind() == store::StoreError::Kind::kNewerSchema;
    return unreadable ? kExitNothingChanged : kExitInputUnused;
  } catch (const std::exception& error) {
    Complain(Say("an error in the program: {}. Please report it.", ForTerminal(error.what())));
    return kExitInputUnused;
  }
}

}  // namespace app
