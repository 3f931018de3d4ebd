#include "tests/parse/sheet_sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "extract/layout.h"
#include "extract/read_source.h"
#include "parse/ledger.h"
#include "parse/parse_document.h"
#include "parse/sheet_json.h"
#include "tests/sketch.h"

namespace tests {
namespace {

[[noreturn]] void Stop(const std::string& message) {
  std::cerr << message << std::endl;
  std::abort();
}

extract::SourceLayers Read(std::string_view bytes, const std::string& name) {
  auto layers = extract::ReadSource(bytes);
  if (!layers) Stop(name + ": " + layers.error().detail);
  return std::move(*layers);
}

size_t PrintedCharacters(std::string_view utf8) {
  const std::u32string text = parse::ToUtf32(utf8);
  return std::count_if(text.begin(), text.end(), [](char32_t c) { return !parse::IsBlank(c); });
}

// Does the pointer name something, in the tree of records and in the JSON?
bool Resolves(const parse::Record& sheet, const nlohmann::ordered_json& json,
              const std::string& pointer) {
  if (!parse::Resolve(sheet, pointer).record) return false;
  return json.contains(nlohmann::ordered_json::json_pointer(pointer));
}

}  // namespace

const parse::RuleSet& BuiltInRules() {
  static const parse::RuleSet rules = [] {
    auto loaded = parse::RuleSet::Load(JIZEN_SOURCE_DIR "/rules");
    if (!loaded) {
      for (const parse::RuleError& error : loaded.error()) std::cerr << error.Format() << "\n";
      Stop("the rules have mistakes");
    }
    return std::move(*loaded);
  }();
  return rules;
}

const parse::FormRules& BuiltInForm() {
  for (const parse::FormRules& form : BuiltInRules().forms()) {
    if (form.id == "jizen-kadai") return form;
  }
  Stop("no form jizen-kadai");
}

parse::ReadTools BuiltInTools() {
  const parse::RuleSet& rules = BuiltInRules();
  return {BuiltInForm(), rules.words(), {rules.marks(), rules.morphology()}};
}

std::string FileBytes(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) Stop("cannot be read: " + path.string());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

extract::SourceLayers ReadCorpusFile(const std::string& name) {
  return Read(FileBytes(JIZEN_SOURCE_DIR "/corpus/" + name), name);
}

parse::ParsedSheet ReadGold(const std::string& name) {
  auto sheet = parse::FromJsonText(FileBytes(JIZEN_SOURCE_DIR "/corpus/" + name));
  if (!sheet) Stop(name + ": " + sheet.error().pointer + ": " + sheet.error().detail);
  return std::move(*sheet);
}

extract::SourceLayers LayersOfPages(std::vector<extract::PageLayer> pages) {
  extract::SourceLayers layers;
  layers.pages = std::move(pages);
  int number = 0;
  for (extract::PageLayer& page : layers.pages) page.number = ++number;
  return layers;
}

extract::SourceLayers LayersOf(const std::vector<std::string_view>& drawings) {
  std::vector<extract::PageLayer> pages;
  for (std::string_view drawing : drawings) {
    constexpr double kRow = 12;  // points
    pages.push_back(PageFromSketch(drawing));
    pages.back().height = 60 * kRow;
  }
  return LayersOfPages(std::move(pages));
}

extract::SourceLayers LayersOfText(std::string_view bytes) { return Read(bytes, "text"); }

parse::ParsedSheet ParseDrawings(const std::vector<std::string_view>& drawings) {
  return parse::ParseDocument(LayersOf(drawings), BuiltInRules());
}

parse::ParsedSheet ParseText(std::string_view bytes) {
  return parse::ParseDocument(LayersOfText(bytes), BuiltInRules());
}

parse::ParsedSheet ParsePages(const std::vector<std::string>& drawings) {
  const std::string area = "県南圏域\n\n";
  std::vector<std::string> drawn = {"令和元年度 構築支援事業\n「事前課題」シート\n\n\n栃木県\n"};
  for (const std::string& drawing : drawings) drawn.push_back(area + drawing);
  drawn.push_back(area + "４ 現時点での課題・悩み\n\n・人材の不足\n");
  const extract::SourceLayers layers = LayersOf({drawn.begin(), drawn.end()});
  parse::ParsedSheet sheet = parse::ParseDocument(layers, BuiltInRules());
  EXPECT_EQ(BrokenPromise(layers, sheet), "");
  return sheet;
}

parse::ParsedSheet ParsePage(const std::string& drawing) { return ParsePages({drawing}); }

parse::DocumentText DocumentOf(const extract::SourceLayers& layers) {
  std::vector<extract::PageLayout> layouts;
  for (const extract::PageLayer& page : layers.pages) layouts.push_back(extract::LayOut(page));
  parse::Ledger ledger(layers);
  return parse::ReadDocumentText(layers, layouts, &ledger);
}

parse::Grid GridOf(std::string_view drawing) {
  const parse::DocumentText document = DocumentOf(LayersOf({drawing}));
  for (const parse::Block& block : document.pages.front().blocks) {
    if (const auto* grid = std::get_if<parse::Grid>(&block)) return *grid;
  }
  Stop("no table in this drawing:\n" + std::string(drawing));
}

parse::PrintedText Printed(std::string_view utf8) {
  parse::PrintedText text;
  for (char32_t c : parse::ToUtf32(utf8)) {
    const bool printed = c != U' ' && c != U'\n';
    text.push_back({c, 0, printed ? static_cast<int32_t>(text.size()) : -1});
  }
  return text;
}

std::string TextAt(const parse::ParsedSheet& sheet, std::string_view pointer) {
  const parse::Field* field = parse::Resolve(sheet.sheet, pointer).field;
  if (!field) return "(none)";
  if (const auto* text = std::get_if<std::string>(&field->value)) return *text;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&field->value)) {
    std::string joined;
    for (const std::string& text : *texts) joined += (joined.empty() ? "" : "/") + text;
    return joined;
  }
  return parse::ValueToJson(field->value).dump();
}

std::string ReviewOf(const parse::ParsedSheet& sheet) {
  std::vector<std::string> lines;
  for (const parse::Finding& finding : sheet.review)
    lines.push_back(finding.path + ": " + finding.reason + "\n");
  std::sort(lines.begin(), lines.end());
  std::string joined;
  for (const std::string& line : lines) joined += line;
  return joined;
}

bool Reviewed(const parse::ParsedSheet& sheet, std::string_view pointer) {
  return std::any_of(sheet.review.begin(), sheet.review.end(), [&](const parse::Finding& finding) {
    return parse::Covers(finding.path, pointer);
  });
}

std::string LeftoverOf(const parse::ParsedSheet& sheet) {
  std::string joined;
  for (const parse::Leftover& leftover : sheet.leftover)
    joined += (joined.empty() ? "" : "\n") + leftover.text;
  return joined;
}

std::string JsonOf(const parse::ParsedSheet& sheet, bool boxes) {
  nlohmann::ordered_json json =
      parse::ToJson(sheet, {"sheet.pdf", std::string(64, '0'), "application/pdf", 1});
  if (!boxes) {
    for (auto& [pointer, evidence] : json["fields"].items()) {
      evidence.erase("bbox");
      if (!evidence.contains("places")) continue;
      for (auto& place : evidence["places"]) place.erase("bbox");
    }
    for (auto& leftover : json["leftover"]) leftover.erase("bbox");
  }
  return json.dump(1);
}

std::string BrokenPromise(const extract::SourceLayers& layers, const parse::ParsedSheet& sheet) {
  if (sheet.account.size() != layers.pages.size()) return "pages without an account";
  std::map<int, size_t> left_over;
  for (const parse::Leftover& leftover : sheet.leftover)
    left_over[leftover.place.page] += PrintedCharacters(leftover.text);
  for (size_t p = 0; p < layers.pages.size(); ++p) {
    const parse::PageAccount& account = sheet.account[p];
    const std::string page = "page " + std::to_string(account.page) + ": ";
    const auto printed = std::count_if(
        layers.pages[p].glyphs.begin(), layers.pages[p].glyphs.end(),
        [](const extract::Glyph& glyph) { return PrintedCharacters(glyph.text) > 0; });
    if (account.printed != printed) return page + "glyphs are missing from the account";
    if (account.printed != account.in_fields + account.in_form + account.in_leftover)
      return page + "the account does not add up";
    // A ligature has more characters than glyphs, a kana with its sound mark may have fewer.
    const bool one_to_one =
        std::all_of(layers.pages[p].glyphs.begin(), layers.pages[p].glyphs.end(),
                    [](const extract::Glyph& glyph) {
                      const std::u32string text = parse::ToUtf32(glyph.text);
                      return text.size() == 1 && text[0] != 0xFF9E && text[0] != 0xFF9F;
                    });
    if (one_to_one && left_over[account.page] != static_cast<size_t>(account.in_leftover))
      return page + "leftovers of " + std::to_string(left_over[account.page]) +
             " characters, in the account " + std::to_string(account.in_leftover);
  }
  const nlohmann::ordered_json json =
      parse::ToJson(sheet, {"sheet.pdf", std::string(64, '0'), "application/pdf", 1});
  for (const auto& [pointer, evidence] : json["fields"].items()) {
    if (!Resolves(sheet.sheet, json, pointer)) return "a field that is not there: " + pointer;
  }
  for (const parse::Finding& finding : sheet.review) {
    if (!Resolves(sheet.sheet, json, finding.path))
      return "a finding on what is not there: " + finding.path + " " + finding.reason;
    if (finding.reason.empty()) return "a finding without a reason: " + finding.path;
  }
  if (!sheet.recognised && sheet.sheet.FindList("areas") &&
      !sheet.sheet.FindList("areas")->records.empty())
    return "areas in a document that no form fits";
  return "";
}

}  // namespace tests
