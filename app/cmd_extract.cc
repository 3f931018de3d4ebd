// jizen extract: what stands on the pages of one file, before any form is assumed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/file_bytes.h"
#include "app/file_problem.h"
#include "app/load_ocr.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reading_pool.h"
#include "extract/any_layout.h"
#include "extract/bytes.h"
#include "extract/child_process.h"
#include "extract/layout_json.h"
#include "extract/read_source.h"

namespace app {
namespace {

struct ExtractCommand {
  std::string file, format = "json";
};

std::string LayoutOf(const extract::SourceLayers& layers, bool as_json) {
  std::vector<extract::PageLayout> pages;
  for (const extract::PageLayer& layer : layers.pages)
    pages.push_back(extract::LayOutAnyTable(layer));
  return as_json ? extract::LayoutToJson(pages).dump(2) + "\n" : extract::LayoutToText(pages);
}

// In the child: the bytes may be hostile. The answer is 1 and the text, or 0 and the failure.
std::string AnswerFor(std::string_view bytes, bool as_json, extract::Ocr* ocr,
                      const extract::ChildProcess::Report& report) {
  const auto layers = extract::ReadSource(bytes, {}, ReportPages(report, ocr), ocr);
  extract::ByteWriter out;
  out.Byte(layers ? 1 : 0);
  out.Raw(layers ? LayoutOf(*layers, as_json) : EncodeReading(tl::unexpected(layers.error())));
  return std::move(out).Take();
}

tl::expected<std::string, extract::ReadError> ExtractInChild(std::string_view bytes, bool as_json) {
  const auto ocr = LoadOcr();
  extract::ChildProcess child(
      [as_json, &ocr](std::string_view request, const extract::ChildProcess::Report& report) {
        return AnswerFor(request, as_json, ocr.get(), report);
      },
      {});
  auto answer = child.Call(bytes);
  if (!answer) return tl::unexpected(ReadErrorOf(answer.error()));
  if (answer->starts_with('\1')) return answer->substr(1);
  const auto reading = DecodeReading(std::string_view(*answer).substr(answer->empty() ? 0 : 1));
  return tl::unexpected(reading ? extract::ReadError{} : reading.error());
}

int RunExtract(const ExtractCommand& command) {
  if (command.format != "json" && command.format != "text") {
    throw UsageError(Say("--format {}: there is no such format. There are: json, text.",
                         ForTerminal(command.format)));
  }
  const auto complain = [&command](const extract::ReadError& error) {
    fmt::print(stderr, "jizen: {}\n", FileProblem(command.file, error));
    return kExitInputUnused;
  };
  const auto bytes = ReadFileBytes(command.file, kDefaultSizeLimit);
  if (!bytes) return complain(bytes.error());
  const auto text = ExtractInChild(*bytes, command.format == "json");
  if (!text) return complain(text.error());
  fmt::print("{}", *text);
  return kExitDone;
}

}  // namespace

void AddExtract(CLI::App& program, Action& action) {
  const auto command = std::make_shared<ExtractCommand>();
  CLI::App* app = program.add_subcommand(
      "extract", Tr("what stands on the pages of a file, before any form is assumed"));
  app->add_option("FILE", command->file, Tr("a PDF or text file"))->required();
  app->add_option("--format", command->format,
                  Tr("json (lines, tables, cells with their places) or text"))
      ->type_name("FORMAT");
  AddExamples(*app,
              "jizen extract tochigi-r01.pdf > tochigi-r01.layout.json\n"
              "jizen extract tochigi-r01.pdf --format text");
  app->callback([command, &action] { action = [command] { return RunExtract(*command); }; });
}

}  // namespace app
