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
  EXPECT_EQ(LeftoverOf(sheet), "");
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
