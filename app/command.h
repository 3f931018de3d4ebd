// What the subcommands share: exit status, errors of use, the options --db and --rules.
#ifndef APP_COMMAND_H_
#define APP_COMMAND_H_

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "parse/rules.h"
#include "store/store.h"

namespace CLI {
class App;
}

namespace app {

// The contract's exit status.
inline constexpr int kExitDone = 0;
inline constexpr int kExitInputUnused = 1;     // some input could not be used; the rest was done
inline constexpr int kExitNothingChanged = 2;  // wrong usage, an unreadable database, a wrong rule

// Ends the program with kExitNothingChanged. what(): for a person, in their language.
// Thrown before anything is changed.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What the chosen subcommand does once the command line is read; gives the exit status.
using Action = std::function<int()>;

// Each declares one subcommand and, when it is chosen, sets `action`. One file each: cmd_*.cc.
void AddImport(CLI::App& program, Action& action);
void AddReparse(CLI::App& program, Action& action);
void AddParse(CLI::App& program, Action& action);
void AddExtract(CLI::App& program, Action& action);
void AddList(CLI::App& program, Action& action);
void AddSearch(CLI::App& program, Action& action);
void AddShow(CLI::App& program, Action& action);
void AddCorrect(CLI::App& program, Action& action);
void AddCorrections(CLI::App& program, Action& action);
void AddExport(CLI::App& program, Action& action);
void AddEval(CLI::App& program, Action& action);
void AddReview(CLI::App& program, Action& action);
void AddRules(CLI::App& program, Action& action);
void AddRulesCalibrate(CLI::App& rules, Action& action);  // below `rules`
void AddRulesPropose(CLI::App& rules, Action& action);    // below `rules`
void AddLoad(CLI::App& program, Action& action);
void AddRuns(CLI::App& program, Action& action);
void AddCheck(CLI::App& program, Action& action);
void AddBackup(CLI::App& program, Action& action);
void AddTrends(CLI::App& program, Action& action);
void AddLink(CLI::App& program, Action& action);
void AddCompare(CLI::App& program, Action& action);

// --db FILE, else $JIZEN_DB, else jizen.db in the current folder.
void AddDatabaseOption(CLI::App& command, std::string& file);
std::string DatabaseFile(const std::string& option);
// Throws UsageError: no such file, no database, a newer schema, no permission.
store::Store OpenForReading(const std::string& option);
store::Store OpenForChanging(const std::string& option);  // there must be one already
store::Store OpenOrMake(const std::string& option);

// --rules DIR, else the built-in ones.
void AddRulesOption(CLI::App& command, std::string& folder);
// Each with file, line, key and a caret, one below the other.
std::string MistakesText(const std::vector<parse::RuleError>& mistakes);
// Throws UsageError with every mistake, each with file, line, key and a caret.
parse::RuleSet LoadRules(const std::string& option);
std::string RulesFolder(const std::string& option);

// The id of the sheet that a person named. Throws UsageError where there is none or several.
std::string RequireSheet(const store::Store& store, std::string_view id_or_stem);

// The examples below a command's --help: "examples" is a block of lines.
void AddExamples(CLI::App& command, std::string_view examples);

std::string ProgramVersion();  // "0.1.0"

}  // namespace app

#endif  // APP_COMMAND_H_
