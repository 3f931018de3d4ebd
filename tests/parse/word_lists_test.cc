#include "parse/word_lists.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "parse/fold.h"
#include "tests/parse/built_in_words.h"

namespace parse {
namespace {

using tests::BuiltInWordFiles;
using tests::BuiltInWords;

// JIS X 0401/0402, written out again so that the program is not its own judge.
char CheckDigit(const std::string& code) {
  const int sum = (code[0] - '0') * 6 + (code[1] - '0') * 5 + (code[2] - '0') * 4 +
                  (code[3] - '0') * 3 + (code[4] - '0') * 2;
  const int digit = 11 - sum % 11;
  return static_cast<char>('0' + digit % 10);
}

TEST(Submitters, AllPrefecturesAndDesignatedCitiesWithRightCodes) {
  const auto& submitters = BuiltInWords().submitters;
  std::set<std::string> codes, names;
  int prefectures = 0, cities = 0;
  for (const Submitter& submitter : submitters) {
    ASSERT_EQ(submitter.code.size(), 6u) << submitter.name;
    EXPECT_EQ(submitter.code[5], CheckDigit(submitter.code)) << submitter.name;
    codes.insert(submitter.code);
    names.insert(submitter.name);
    if (submitter.prefecture) {
      ++prefectures;
      EXPECT_EQ(submitter.code.substr(2, 3), "000") << submitter.name;
      EXPECT_EQ(std::stoi(submitter.code.substr(0, 2)), prefectures) << submitter.name;
      EXPECT_EQ(submitter.prefecture_name, submitter.name);
    } else {
      ++cities;
      const Submitter* prefecture =
          BuiltInWords().FindSubmitter(Fold(ToUtf32(submitter.prefecture_name)).text);
      ASSERT_NE(prefecture, nullptr) << submitter.name;
      EXPECT_EQ(submitter.code.substr(0, 2), prefecture->code.substr(0, 2)) << submitter.name;
    }
  }
  EXPECT_EQ(prefectures, 47);
  EXPECT_EQ(cities, 20);
  EXPECT_EQ(codes.size(), 67u);
  EXPECT_EQ(names.size(), 67u);
}

TEST(Submitters, KnownCodes) {
  const std::map<std::u32string, std::string> kKnown = {
      {U"栃木県", "090000"}, {U"石川県", "170003"},    {U"札幌市", "011002"},
      {U"横浜市", "141003"}, {U"相模原市", "141500"},  {U"熊本市", "431001"},
      {U"堺市", "271403"},   {U"浜松市", "221309"},    {U"静岡市", "221007"},
      {U"岡山市", "331007"}, {U"さいたま市", "111007"}};
  for (const auto& [name, code] : kKnown) {
    const Submitter* submitter = BuiltInWords().FindSubmitter(Fold(name).text);
    ASSERT_NE(submitter, nullptr);
    EXPECT_EQ(submitter->code, code);
  }
  EXPECT_EQ(BuiltInWords().FindSubmitter(Fold(U"栃木 県").text)->name, "栃木県");
  EXPECT_EQ(BuiltInWords().FindSubmitter(U"栃木"), nullptr);
}

TEST(Words, ComparatorsHaveTheSymbolsOfTheSchema) {
  EXPECT_EQ(Symbol(Comparator::kNone), "");
  EXPECT_EQ(Symbol(Comparator::kEqual), "=");
  EXPECT_EQ(Symbol(Comparator::kAtLeast), ">=");
  EXPECT_EQ(Symbol(Comparator::kAtMost), "<=");
  EXPECT_EQ(Symbol(Comparator::kAbove), ">");
  EXPECT_EQ(Symbol(Comparator::kBelow), "<");
  EXPECT_EQ(Symbol(Comparator::kAbout), "~");
  EXPECT_EQ(Symbol(Comparator::kRange), "range");
  EXPECT_EQ(Code(State::kStated), "stated");
  EXPECT_EQ(Code(State::kBlank), "blank");
  EXPECT_EQ(Code(State::kUndetermined), "undetermined");
  EXPECT_EQ(Code(State::kNone), "none");
}

TEST(Words, ListsTriedAtAPlaceAreLongestFirst) {
  const auto longest_first = [](const std::vector<std::u32string>& words) {
    return std::is_sorted(words.begin(), words.end(),
                          [](const auto& a, const auto& b) { return a.size() > b.size(); });
  };
  EXPECT_TRUE(longest_first(BuiltInWords().units));
  EXPECT_TRUE(longest_first(BuiltInWords().quantity_prefixes));
  EXPECT_TRUE(longest_first(BuiltInWords().remarks_after));
  EXPECT_TRUE(longest_first(BuiltInWords().kanji_words));
}

// The messages for one file put in place of the built-in one.
std::string Messages(const std::string& name, const std::string& bytes) {
  auto files = BuiltInWordFiles();
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const auto& entry) { return entry.first == name; });
  if (file == files.end()) {
    files.emplace_back(name, bytes);
  } else {
    file->second = bytes;
  }
  std::vector<RuleError> errors;
  LoadWordLists(files, &errors);
  std::string messages;
  for (const RuleError& error : errors) messages += error.Format() + "\n";
  return messages;
}

TEST(Words, WrongCheckDigitIsAMistakeWithItsPlace) {
  EXPECT_EQ(
      Messages("words/submitters.toml",
               "prefectures = [\n  { name = \"栃木県\", code = \"090001\" },\n]\ncities = []\n"),
      "words/submitters.toml:2:26: prefectures.code: "
      "全国地方公共団体コードは、検査数字を含む6桁の数字です。\n"
      "not a 6-digit local government code with a right check digit\n"
      "    { name = \"栃木県\", code = \"090001\" },\n"
      "                              ^\n");
}

TEST(Words, EraThatTheCalendarDoesNotKnow) {
  EXPECT_EQ(Messages("words/eras.toml", "[[era]]\nname = \"令倭\"\n"),
            "words/eras.toml:2:8: era.name: 「令倭」という元号を暦が知りません。\n"
            "the calendar does not know an era \"令倭\"\n"
            "  name = \"令倭\"\n"
            "         ^\n");
}

TEST(Words, FileThatNobodyReads) {
  EXPECT_EQ(Messages("words/quantites.toml", ""),
            "words/quantites.toml: この名前の語のファイルは使われません。\n"
            "no file of words has this name\n");
}

TEST(Words, MissingFilesAreMistakes) {
  std::vector<RuleError> errors;
  LoadWordLists({}, &errors);
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0].Format(),
            "words/submitters.toml: ファイルがありません。\nthe file is missing");
}

}  // namespace
}  // namespace parse
