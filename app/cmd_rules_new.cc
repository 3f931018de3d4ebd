// jizen rules new: a first rule file for an unknown form, from some of its documents.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/file_bytes.h"
#include "app/file_problem.h"
#include "app/form_draft_toml.h"
#include "app/load_ocr.h"
#include "app/messages.h"
#include "app/printable.h"
#include "app/reading_pool.h"
#include "app/rules_commands.h"
#include "extract/bytes.h"
#include "extract/child_process.h"
#include "extract/layer_codec.h"
#include "parse/form_draft.h"

namespace app {
namespace {

struct NewCommand {
  std::vector<std::string> files;
  std::string id = "new-form", name, rules, out;
};

bool IsId(const std::string& id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// Page layers of each file that can be read; the others are named.
std::vector<std::string> ReadAll(const NewCommand& command, const parse::RuleSet& rules) {
  PoolOptions options;
  options.ocr = LoadOcr();
  std::vector<std::string> layers;
  for (const std::string& file : command.files) {
    const auto bytes = ReadFileBytes(file, kDefaultSizeLimit);
    if (!bytes) {
      fmt::print(stderr, "jizen: {}\n", FileProblem(file, bytes.error()));
      continue;
    }
    auto reading = ReadOne(*bytes, rules, options);
    if (!reading) {
      fmt::print(stderr, "jizen: {}\n", FileProblem(file, reading.error()));
      continue;
    }
    layers.push_back(std::move(reading->layers));
  }
  return layers;
}

// In the child: what stands in a file may be hostile. "" where nothing of a form was found.
std::string DraftFrom(std::string_view request, const parse::RuleSet& rules,
                      const NewCommand& command) {
  extract::ByteReader in(request);
  std::vector<extract::SourceLayers> documents;
  for (size_t count = in.Count(); count > 0 && in.ok(); --count) {
    if (auto layers = extract::DecodeLayers(in.String())) documents.push_back(std::move(*layers));
  }
  const parse::FormDraft draft = parse::DraftForm(documents, rules);
  if (draft.Empty()) return "";
  const std::string& title = draft.titles.empty() ? command.id : draft.titles.front();
  return DraftToml(draft, command.id, command.name.empty() ? title : command.name);
}

int RunNew(const NewCommand& command) {
  if (!IsId(command.id))
    throw UsageError(
        Say("--id {}: use small letters, digits and hyphens only.", ForTerminal(command.id)));
  std::error_code error;
  if (!command.out.empty() && std::filesystem::exists(command.out, error))
    throw UsageError(
        Say("{}: this file is there already. Name another one.", ForTerminal(command.out)));
  const parse::RuleSet rules = LoadRules(command.rules);
  const std::vector<std::string> layers = ReadAll(command, rules);
  if (layers.empty()) return kExitInputUnused;
  extract::ByteWriter request;
  request.Varint(layers.size());
  for (const std::string& one : layers) request.String(one);
  extract::ChildProcess child(
      [&](std::string_view bytes, const extract::ChildProcess::Report&) {
        return DraftFrom(bytes, rules, command);
      },
      {});
  const auto text = child.Call(std::move(request).Take());
  if (!text || text->empty()) {
    fmt::print(stderr, "jizen: {}\n",
               text ? Tr("No heading and no table with headers was found in these files. jizen "
                         "extract shows what stands on their pages.")
                    : ForTerminal(text.error().detail).c_str());
    return kExitInputUnused;
  }
  if (command.out.empty()) {
    fmt::print("{}", *text);
  } else if (auto wrote = WriteFileWhole(command.out, *text); !wrote) {
    throw UsageError(ForTerminal(wrote.error()));
  }
  return layers.size() == command.files.size() ? kExitDone : kExitInputUnused;
}

}  // namespace

void AddRulesNew(CLI::App& rules, Action& action) {
  const auto command = std::make_shared<NewCommand>();
  CLI::App* app = rules.add_subcommand(
      "new", Tr("a first rule file for an unknown form, from some of its documents"));
  app->group(Tr("Subcommands"));
  app->add_option("FILE", command->files, Tr("documents of the form, PDF or text"))->required();
  app->add_option("--id", command->id,
                  Tr("the form's id: small letters, digits, hyphens; else new-form"))
      ->type_name("ID");
  app->add_option("--name", command->name, Tr("the form's name for people; else its title"))
      ->type_name("NAME");
  app->add_option("--out", command->out, Tr("the file to write; else standard output"))
      ->type_name("FILE");
  AddRulesOption(*app, command->rules);
  AddExamples(*app,
              "jizen rules new a.pdf b.pdf --id r08 --out my-rules/forms/r08.toml\n"
              "jizen rules check --rules my-rules/");
  app->callback([command, &action] { action = [command] { return RunNew(*command); }; });
}

}  // namespace app
