// Printed measures and what they say. A row is a text and a short form of its quantity:
// value, unit, comparator ("10 人 >="), a range as 3..5, "-" where there is no value.
#include "parse/quantity.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/parse/built_in_words.h"

namespace parse {
namespace {

struct Case {
  const char* text;
  const char* want;
};

Quantity Read(std::string_view text) { return ReadQuantity(text, tests::BuiltInWords()); }

std::string Short(const Quantity& quantity) {
  if (!quantity.value) return "-";
  std::string text = fmt::format("{}", *quantity.value);
  if (quantity.value_max) text += fmt::format("..{}", *quantity.value_max);
  if (quantity.unit) text += " " + *quantity.unit;
  return text + " " + std::string(Symbol(quantity.comparator));
}

// What the schema asks of every quantity.
void ExpectSound(const Quantity& quantity, const char* text) {
  EXPECT_EQ(quantity.doubtful, !quantity.doubt.empty()) << text;
  EXPECT_EQ(quantity.value.has_value(), quantity.comparator != Comparator::kNone) << text;
  EXPECT_EQ(quantity.value_max.has_value(), quantity.comparator == Comparator::kRange) << text;
  if (!quantity.value) {
    EXPECT_FALSE(quantity.unit.has_value()) << text;
  }
  if (quantity.state != State::kStated) {
    EXPECT_FALSE(quantity.value.has_value()) << text;
  }
}

// One quantity, and no doubt about it.
const Case kCertain[] = {
    {"２市町", "2 市町 ="},
    {"６市町", "6 市町 ="},
    {"１１人", "11 人 ="},
    {"０", "0 ="},
    {"１以上", "1 >="},
    {"２病院", "2 病院 ="},
    {"0人", "0 人 ="},
    {"12", "12 ="},
    {"12.5", "12.5 ="},
    {"１２.５％", "12.5 % ="},
    {"１２．５％", "12.5 % ="},
    {"70.5%", "70.5 % ="},
    {"100%", "100 % ="},
    {"５０％以上", "50 % >="},
    {"80%超", "80 % >"},
    {"5割", "5 割 ="},
    {"２倍", "2 倍 ="},
    {"約30人", "30 人 ~"},
    {"約３０％程度", "30 % ~"},
    {"おおむね 10 か所", "10 か所 ~"},
    {"10人前後", "10 人 ~"},
    {"２人以下", "2 人 <="},
    {"3か月以内", "3 か月 <="},
    {"20人未満", "20 人 <"},
    {"100人を超える", "100 人 >"},
    {"10名より多い", "10 名 >"},
    {"3,000人", "3000 人 ="},
    {"１，２３４人", "1234 人 ="},
    {"1,234,567円", "1234567 円 ="},
    {"500千円", "500 千円 ="},
    {"1.5億円", "1.5 億円 ="},
    {"３ 人", "3 人 ="},
    {"３\n人", "3 人 ="},
    {"1０人", "10 人 ="},
    {"２か所", "2 か所 ="},
    {"３ヶ所", "3 ヶ所 ="},
    {"３ケ所", "3 ケ所 ="},
    {"３カ所", "3 カ所 ="},
    {"１か所（県南市）", "1 か所 ="},
    {"11人（H29年度～現時点）", "11 人 ="},
    {"１１人（H29年度～現時点）", "11 人 ="},
    {"６市町（実施中）", "6 市町 ="},
    {"10人（うち新規3人）", "10 人 ="},
    {"10人\n（前年度末）", "10 人 ="},
    {"３人以上（累計）", "3 人 >="},
    {"50%（3/6市町）", "50 % ="},
    {"３人※見込み", "3 人 ="},
    {"年６回", "6 回 ="},
    {"月１回", "1 回 ="},
    {"週２回程度", "2 回 ~"},
    {"年間延べ20回以上", "20 回 >="},
    {"延べ11件", "11 件 ="},
    {"延べ約１００人", "100 人 ~"},
    {"計５か所", "5 か所 ="},
    {"全６市町", "6 市町 ="},
    {"15回/年", "15 回/年 ="},
    {"２回／月", "2 回/月 ="},
    {"３回実施", "3 回 ="},
    {"３か所で実施予定", "3 か所 ="},
    {"３人。", "3 人 ="},
    {"・３人", "3 人 ="},
    {"△3人", "-3 人 ="},
    {"▲3", "-3 ="},
    {"△0人", "0 人 ="},
    {"3～5か所", "3..5 か所 range"},
    {"３～５か所", "3..5 か所 range"},
    {"3か所〜5か所", "3..5 か所 range"},
    {"年１～２回", "1..2 回 range"},
    {"3〜5", "3..5 range"},
    {"十二か所", "12 か所 ="},
    {"二十五名", "25 名 ="},
    {"三回", "3 回 ="},
    {"百人", "100 人 ="},
    {"三百五十人", "350 人 ="},
    {"二〇人", "20 人 ="},
    {"二十一市町村", "21 市町村 ="},
    {"延べ三十件以上", "30 件 >="},
    {"六市町（県内全て）", "6 市町 ="},
    {"30㎡", "30 ㎡ ="},
    {"２ヵ⽉", "2 ヵ月 ="},
};

// No number is meant: nothing to look at.
const Case kWords[] = {
    {"未設置", "-"}, {"全区で作成", "-"},       {"増加", "-"},
    {"毎月", "-"},   {"半数以上", "-"},         {"現状維持", "-"},
    {"一部", "-"},   {"一部実施", "-"},         {"一般", "-"},
    {"十分", "-"},   {"一人ひとりに対応", "-"}, {"四万十市", "-"},
    {"三重県", "-"}, {"①研修の実施", "-"},      {"○", "-"},
    {"◎", "-"},      {"連携体制の構築", "-"},
};

// Digits that are not one quantity: no value, and a person is told.
const Case kNotRead[] = {
    {"０／３市町", "-"},
    {"3人→5人", "-"},
    {"３人から５人", "-"},
    {"10人以上20人未満", "-"},
    {"3人\n5人", "-"},
    {"3人、5人", "-"},
    {"新規２人、継続３人", "-"},
    {"人口10万人当たり3人", "-"},
    {"前年度比10%増", "-"},
    {"3人増", "-"},
    {"10%減", "-"},
    {"2人ずつ", "-"},
    {"2回目", "-"},
    {"第２回", "-"},
    {"2分の1", "-"},
    {"1/2", "-"},
    {"½", "-"},
    {"9/4", "-"},
    {"11月2日", "-"},
    {"12:30", "-"},
    {"2019年度", "-"},
    {"H30", "-"},
    {"令和2年3月", "-"},
    {"1 0人", "-"},
    {".5", "-"},
    {"5.", "-"},
    {"5、6回", "-"},
    {"3名体制", "-"},
    {"三市町で5人", "-"},
    {"数十人", "-"},
    {"三か所と連携", "-"},
    {"二～三回", "-"},
    {"○回", "-"},
    {"①３人", "-"},
    {"①2回②3回", "-"},
    {"1234567890123456789", "-"},
    {"３人（", "-"},
    {"((((((3))))))", "-"},
    {"未達成（3人）", "-"},
    {"令和２年度 10人 令和３年度 20人", "-"},
    {"3市2町", "-"},
    {"1,23人", "-"},
    {"3.5.1", "-"},
    {"±3人", "-"},
    {"3×5人", "-"},
    {"No.3", "-"},
    {"第3期計画", "-"},
};

// A value that a person should look at.
const Case kDoubtful[] = {
    {"平成30年度 3人", "3 人 ="},
    {"H30：3人", "3 人 ="},
    {"R2 3人", "3 人 ="},
    {"令和元年度末：2か所", "2 か所 ="},
    {"全市町（６市町）", "6 市町 ="},
    {"（3人）", "3 人 ="},
    {"3人（5人）", "3 人 ="},
    {"3人（R1:5人）", "3 人 ="},
    {"3人（未定）", "3 人 ="},
    {"（目標）3人", "3 人 ="},
    {"県内\n３人", "3 人 ="},
    {"ピアサポーター３人", "3 人 ="},
    {"地域移行数 １１人", "11 人 ="},
    {"実績：3人", "3 人 ="},
    {"５～", "5 >="},
    {"～５", "5 <="},
    {"5人～", "5 人 >="},
    {"2～3回程度", "2..3 回 range"},
    {"約2～3回", "2..3 回 range"},
    {"3-5人", "3..5 人 range"},
    {"5～3人", "5..3 人 range"},
    {"3人～5件", "3..5 件 range"},
    {"2019～2020", "2019..2020 range"},
    {"-3人", "-3 人 ="},
    {"－３人", "-3 人 ="},
    {"▲ 3", "-3 ="},
    {"≧3人", "3 人 >="},
    {"約10人以上", "10 人 >="},
    {"3ユニット", "3 ユニット ="},
    {"5年以内", "5 年 <="},
    {"１．３人", "1.3 人 ="},
    {"１．３倍", "1.3 倍 ="},
    {"1.5人", "1.5 人 ="},
    {"2019", "2019 ="},
    {"03人", "3 人 ="},
    {"3万人", "30000 人 ="},
    {"3百人", "300 人 ="},
    {"〇", "0 ="},
    {"〇回", "0 回 ="},
    {"一", "1 ="},
    {"百", "100 ="},
};

TEST(ReadQuantity, OneQuantityAndNoDoubt) {
  for (const Case& c : kCertain) {
    const Quantity quantity = Read(c.text);
    EXPECT_EQ(Short(quantity), c.want) << c.text;
    EXPECT_EQ(quantity.doubt, "") << c.text;
    EXPECT_EQ(quantity.state, State::kStated) << c.text;
    ExpectSound(quantity, c.text);
  }
}

TEST(ReadQuantity, WordsAreNoQuantity) {
  for (const Case& c : kWords) {
    const Quantity quantity = Read(c.text);
    EXPECT_EQ(Short(quantity), c.want) << c.text;
    EXPECT_EQ(quantity.doubt, "") << c.text;
    EXPECT_EQ(quantity.state, State::kStated) << c.text;
    ExpectSound(quantity, c.text);
  }
}

TEST(ReadQuantity, DigitsThatAreNotUnderstoodAreSaidSo) {
  for (const Case& c : kNotRead) {
    const Quantity quantity = Read(c.text);
    EXPECT_EQ(Short(quantity), c.want) << c.text;
    EXPECT_TRUE(quantity.doubtful) << c.text;
    EXPECT_EQ(quantity.state, State::kStated) << c.text;
    ExpectSound(quantity, c.text);
  }
}

TEST(ReadQuantity, UnusualFormsAreReadWithADoubt) {
  for (const Case& c : kDoubtful) {
    const Quantity quantity = Read(c.text);
    EXPECT_EQ(Short(quantity), c.want) << c.text;
    EXPECT_TRUE(quantity.doubtful) << c.text;
    EXPECT_EQ(quantity.state, State::kStated) << c.text;
    ExpectSound(quantity, c.text);
  }
}

TEST(ReadQuantity, States) {
  const Case kStates[] = {
      {"", "blank"},
      {" 　\n", "blank"},
      {"\u200B", "blank"},
      {"－", "none"},
      {"―", "none"},
      {"‐", "none"},
      {"-", "none"},
      {"ー", "none"},
      {"──", "none"},
      {"（－）", "none"},
      {"なし", "none"},
      {"無し", "none"},
      {"特になし", "none"},
      {"該当なし（対象者なし）", "none"},
      {"／", "none"},
      {"Ｎ／Ａ", "none"},
      {"未定", "undetermined"},
      {"未 定", "undetermined"},
      {"（未定）", "undetermined"},
      {"未定（調整中）", "undetermined"},
      {"未定。", "undetermined"},
      {"調整中", "undetermined"},
      {"集計中", "undetermined"},
      {"検討中", "undetermined"},
      {"TBD", "undetermined"},
  };
  for (const Case& c : kStates) {
    const Quantity quantity = Read(c.text);
    EXPECT_EQ(Code(quantity.state), c.want) << c.text;
    EXPECT_FALSE(quantity.doubtful) << c.text;
    ExpectSound(quantity, c.text);
  }
}

TEST(ReadQuantity, ANumberInARemarkOnNothingIsToBeLookedAt) {
  const Quantity none = Read("なし（0件）");
  EXPECT_EQ(none.state, State::kNone);
  EXPECT_EQ(none.doubt, "a number in a remark");
  const Quantity undetermined = Read("未定（R2年度中に設定）");
  EXPECT_EQ(undetermined.state, State::kUndetermined);
  EXPECT_TRUE(undetermined.doubtful);
}

TEST(ReadQuantity, TheDoubtSaysWhy) {
  EXPECT_EQ(Read("3人→5人").doubt, "more than one number");
  EXPECT_EQ(Read("3ユニット").doubt, "an unknown unit");
  EXPECT_EQ(Read("H30：3人").doubt, "a year stands before it");
  EXPECT_EQ(Read("3人（5人）").doubt, "a second quantity in brackets");
}

TEST(ReadQuantity, ProseIsNotSearchedForNumbers) {
  std::string prose;
  for (int i = 0; i < 200; ++i) prose += "地域移行を進める。";
  EXPECT_FALSE(Read(prose).doubtful);
  prose += "3人";
  const Quantity quantity = Read(prose);
  EXPECT_FALSE(quantity.value.has_value());
  EXPECT_TRUE(quantity.doubtful);
}

}  // namespace
}  // namespace parse
