// Whole sheets: what is read from the two real sheets, in every layout with ruled tables and
// as plain text, is what a person read.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <ostream>
#include <string>
#include <vector>

#include "parse/compare.h"
#include "parse/parse_document.h"
#include "parse/rule_file.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

struct Document {
  std::string id, file, gold;
  friend std::ostream& operator<<(std::ostream& out, const Document& document) {
    return out << document.id;
  }
};

// From corpus/manifest.toml: the real sheets, ruled, and their text layers as given.
std::vector<Document> Documents() {
  std::vector<parse::RuleError> errors;
  const auto manifest = parse::RuleFile::Parse(
      "manifest.toml", FileBytes(JIZEN_SOURCE_DIR "/corpus/manifest.toml"), &errors);
  std::vector<Document> documents;
  if (!manifest) return documents;
  for (parse::RuleTable& entry : manifest->Root().Tables("document")) {
    const bool given_text = entry.Text("layout") == "text";
    if (entry.Text("sheet") == "real" && (entry.Text("class") == "ruled" || given_text))
      documents.push_back({entry.Text("id"), entry.Text("file"), entry.Text("gold")});
  }
  return documents;
}

std::string Differences(const parse::Comparison& comparison) {
  std::string lines;
  for (const parse::Difference& difference : comparison.differences)
    lines += difference.field + " " + difference.gold_pointer + difference.got_pointer +
             (difference.silent ? " (in silence)" : "") + "\n  expected " + difference.expected +
             "\n  got      " + difference.got + "\n";
  return lines;
}

// What a layout prints besides the sheet (corpus/make/overlays.py and the readings of ruby): all
// of it has to be left over, in these pieces.
std::vector<std::string> PrintedBeside(const std::string& id) {
  const std::string layout = id.substr(0, id.find('/'));
  if (layout == "balloons") return {"ここが重点"};
  if (layout == "secret") return {"社外秘"};
  if (layout == "slanted") return {"取扱注意案"};
  if (layout == "ruby") return {"けんいき", "たいいん", "しえん"};
  if (layout == "retyped")
    return {"【最終】事前課題シート_0902提出.pptx", "10:30", "C:\\共有\\精神保健\\事前課題.pptx",
            "記入欄"};
  return {};
}

// The leftover without blanks and without these pieces.
std::string Without(std::string leftover, const std::vector<std::string>& pieces) {
  std::erase_if(leftover, [](char c) { return c == ' ' || c == '\n'; });
  for (const std::string& piece : pieces) {
    for (size_t at = leftover.find(piece); at != std::string::npos; at = leftover.find(piece))
      leftover.erase(at, piece.size());
  }
  return leftover;
}

TEST(Golden, AllDocumentsAreThere) { EXPECT_GE(Documents().size(), 50u); }

class GoldenTest : public testing::TestWithParam<Document> {};

TEST_P(GoldenTest, IsReadAsAPersonReadsIt) {
  const extract::SourceLayers layers = ReadCorpusFile(GetParam().file);
  const parse::ParsedSheet sheet = parse::ParseDocument(layers, BuiltInRules());
  const parse::ParsedSheet gold = ReadGold(GetParam().gold);
  ASSERT_TRUE(sheet.recognised);
  const parse::Comparison comparison = parse::CompareSheets(gold, sheet);
  EXPECT_EQ(comparison.Total().exact, comparison.Total().Gold());
  EXPECT_EQ(Differences(comparison), "");
  const std::vector<std::string> beside = PrintedBeside(GetParam().id);
  EXPECT_EQ(Without(LeftoverOf(sheet), beside), "");
  EXPECT_EQ(LeftoverOf(sheet).empty(), beside.empty());
  EXPECT_EQ(BrokenPromise(layers, sheet), "");
}

std::string NameOf(const testing::TestParamInfo<Document>& tested) {
  std::string name = tested.param.id;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Corpus, GoldenTest, testing::ValuesIn(Documents()), NameOf);

}  // namespace
}  // namespace tests
