#include "parse/morphology.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "parse/printed_text.h"

namespace parse {
namespace {

std::string UserCsv() {
  std::ifstream stream(JIZEN_SOURCE_DIR "/rules/mecab/user.csv", std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class MorphologyTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = Morphology::Open(UserCsv());
    ASSERT_TRUE(opened.has_value()) << opened.error();
    shared_ = std::make_unique<Morphology>(std::move(*opened));
  }
  static void TearDownTestSuite() { shared_.reset(); }

  static std::string Words(std::u32string_view text) {
    std::string words;
    for (const Token& token : shared_->Tokenize(text)) {
      if (!words.empty()) words += '|';
      words += ToUtf8(text.substr(token.begin, token.end - token.begin));
    }
    return words;
  }

  static std::unique_ptr<Morphology> shared_;
};

std::unique_ptr<Morphology> MorphologyTest::shared_;

TEST_F(MorphologyTest, WordsOfTheFieldAreWords) {
  EXPECT_EQ(Words(U"ピアサポーターを活用"), "ピアサポーター|を|活用");
  EXPECT_EQ(Words(U"措置入院者の地域移行"), "措置入院者|の|地域移行");
  EXPECT_EQ(Words(U"精神保健福祉士と圏域"), "精神保健福祉士|と|圏域");
}

TEST_F(MorphologyTest, EveryEntryOfTheUserDictionaryIsFoundAlone) {
  const std::string csv = UserCsv();
  int entries = 0;
  for (size_t begin = 0; begin < csv.size(); begin = csv.find('\n', begin) + 1) {
    const std::string word = csv.substr(begin, csv.find(',', begin) - begin);
    const auto tokens = shared_->Tokenize(ToUtf32(word));
    EXPECT_EQ(tokens.size(), 1u) << word;
    if (!tokens.empty()) {
      EXPECT_TRUE(tokens[0].known) << word;
    }
    ++entries;
  }
  EXPECT_GE(entries, 60);
}

TEST_F(MorphologyTest, TokensCoverAllButBlanks) {
  const std::u32string text = U" ・病院　スタッフ\n𠮷が、\tｘｙｚ\uE000ぬぬぬ①";
  std::u32string covered;
  size_t end = 0;
  for (const Token& token : shared_->Tokenize(text)) {
    EXPECT_LE(end, token.begin);
    EXPECT_LT(token.begin, token.end);
    end = token.end;
    covered += text.substr(token.begin, token.end - token.begin);
  }
  std::u32string printed;
  for (const char32_t c : text) {
    if (!IsBlank(c)) printed.push_back(c);
  }
  EXPECT_EQ(covered, printed);
}

TEST_F(MorphologyTest, TokensSayWhatTheyAre) {
  const auto tokens = shared_->Tokenize(U"退院を");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(tokens[0].part_of_speech, "名詞");
  EXPECT_EQ(tokens[0].detail, "サ変接続");
  EXPECT_TRUE(tokens[0].known);
  EXPECT_EQ(tokens[1].part_of_speech, "助詞");
  EXPECT_FALSE(shared_->Tokenize(U"ヌペロヌペ").at(0).known);
}

TEST_F(MorphologyTest, AWordGoesAcrossOnlyItsInside) {
  const std::u32string text = U"地域移行のピアサポーターを";
  EXPECT_FALSE(shared_->WordCrosses(text, 0));
  EXPECT_TRUE(shared_->WordCrosses(text, 2));
  EXPECT_FALSE(shared_->WordCrosses(text, 4));   // 地域移行|の
  EXPECT_TRUE(shared_->WordCrosses(text, 8));    // ピアサ-ポーター
  EXPECT_FALSE(shared_->WordCrosses(text, 12));  // ピアサポーター|を
  EXPECT_FALSE(shared_->WordCrosses(text, text.size()));
}

TEST_F(MorphologyTest, PlacesFarIntoALongTextAreFound) {
  std::u32string text;
  for (int i = 0; i < 2000; ++i) text += U"、地域移行、";
  EXPECT_TRUE(shared_->WordCrosses(text, 6 * 1500 + 3));
  EXPECT_FALSE(shared_->WordCrosses(text, 6 * 1500 + 5));
}

TEST_F(MorphologyTest, AnyCharacterIsTaken) {
  const std::u32string text(U"\0a\uFFFD\U0010FFFF", 4);
  size_t covered = 0;
  for (const Token& token : shared_->Tokenize(text)) covered += token.end - token.begin;
  EXPECT_GE(covered, 3u);
  EXPECT_TRUE(shared_->Tokenize(U"").empty());
}

TEST(MorphologyOpen, NeedsNoUserDictionary) {
  const auto opened = Morphology::Open("");
  ASSERT_TRUE(opened.has_value()) << opened.error();
  EXPECT_GT(opened->Tokenize(U"地域移行").size(), 1u);
}

TEST(MorphologyOpen, SaysWhichLineOfTheCsvIsWrong) {
  const std::string good = "圏域,1285,1285,3000,名詞,一般,*,*,*,*,圏域,ケンイキ,ケンイキ\n";
  const auto error = [&](const std::string& line) {
    const auto opened = Morphology::Open(good + line + "\n");
    return opened ? std::string("opened") : opened.error();
  };
  EXPECT_EQ(error("部会,1285,1285,3000,名詞"), "line 2: 5 fields, not 13");
  EXPECT_EQ(error("部会,1285,1285,やすい,名詞,一般,*,*,*,*,部会,ブカイ,ブカイ"),
            "line 2: not a context id or cost: やすい");
  EXPECT_EQ(error("部会,1285,1316,3000,名詞,一般,*,*,*,*,部会,ブカイ,ブカイ"),
            "line 2: not a context id or cost: 1316");
  EXPECT_EQ(error(",1285,1285,3000,名詞,一般,*,*,*,*,部会,ブカイ,ブカイ"),
            "line 2: an empty field");
}

}  // namespace
}  // namespace parse
