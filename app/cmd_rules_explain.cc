// jizen rules explain: how one file is read, rule by rule; no database.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "app/document_reading.h"
#include "app/explanation.h"
#include "app/file_bytes.h"
#include "app/file_problem.h"
#include "app/load_ocr.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reading_pool.h"
#include "app/rules_commands.h"
#include "extract/bytes.h"
#include "extract/child_process.h"

namespace app {
namespace {

struct ExplainCommand {
  std::string file, pointer, rules;
  bool json = false, all = false;
};

// In the child: the bytes may be hostile. The answer is 1 and the text, or 0 and the failure.
std::string AnswerFor(std::string_view bytes, const parse::RuleSet& rules, extract::Ocr* ocr,
                      const extract::ChildProcess::Report& report) {
  const auto explained = ExplainDocument(bytes, rules, ReportPages(report, ocr), ocr);
  extract::ByteWriter out;
  out.Byte(explained ? 1 : 0);
  out.Raw(explained ? *explained : EncodeReading(tl::unexpected(explained.error())));
  return std::move(out).Take();
}

tl::expected<std::string, extract::ReadError> ExplainInChild(std::string_view bytes,
                                                             const parse::RuleSet& rules) {
  const auto ocr = LoadOcr();
  extract::ChildProcess child(
      [&rules, &ocr](std::string_view request, const extract::ChildProcess::Report& report) {
        return AnswerFor(request, rules, ocr.get(), report);
      },
      {});
  auto answer = child.Call(bytes);
  if (!answer) return tl::unexpected(ReadErrorOf(answer.error()));
  if (answer->starts_with('\1')) return answer->substr(1);
  const auto reading = DecodeReading(std::string_view(*answer).substr(answer->empty() ? 0 : 1));
  return tl::unexpected(reading ? extract::ReadError{} : reading.error());
}

int RunExplain(const ExplainCommand& command) {
  const parse::RuleSet rules = LoadRules(command.rules);
  const auto complain = [&command](const extract::ReadError& error) {
    fmt::print(stderr, "jizen: {}\n", FileProblem(command.file, error));
    return kExitInputUnused;
  };
  const auto bytes = ReadFileBytes(command.file, kDefaultSizeLimit);
  if (!bytes) return complain(bytes.error());
  const auto text = ExplainInChild(*bytes, rules);
  if (!text) return complain(text.error());
  const auto explanation =
      nlohmann::ordered_json::parse(*text, nullptr, /*allow_exceptions=*/false);
  if (!explanation.is_object())
    return complain({extract::ReadFailure::kCrashed, 0, "the reader's answer is not complete"});
  if (command.json) {
    fmt::print("{}\n", explanation.dump(2));
    return kExitDone;
  }
  if (command.pointer.empty()) {
    fmt::print("{}", ExplanationText(explanation, command.all));
    return kExitDone;
  }
  const std::string part = ExplanationOf(explanation, command.pointer);
  if (part.empty())
    throw UsageError(Say("{}: there is no such part in what was read from this file.",
                         ForTerminal(command.pointer)));
  fmt::print("{}", part);
  return kExitDone;
}

}  // namespace

void AddRulesExplain(CLI::App& rules, Action& action) {
  const auto command = std::make_shared<ExplainCommand>();
  CLI::App* app = rules.add_subcommand(
      "explain", Tr("which rule looked where in a file, what it saw, why it did or did not match"));
  app->group(Tr("Subcommands"));
  app->add_option("FILE", command->file, Tr("a PDF or text file"))->required();
  app->add_option("POINTER", command->pointer,
                  Tr("a value or part of the sheet as exported: /areas/0/goals"));
  AddRulesOption(*app, command->rules);
  app->add_flag("--all", command->all, Tr("show every line of text"));
  app->add_flag("--json", command->json, Tr("print the result as JSON"));
  AddExamples(*app,
              "jizen rules explain tochigi-r01.pdf\n"
              "jizen rules explain tochigi-r01.pdf /areas/0/goals/1/progress\n"
              "jizen rules explain new-form.pdf --rules my-rules/");
  app->callback([command, &action] { action = [command] { return RunExplain(*command); }; });
}

}  // namespace app
