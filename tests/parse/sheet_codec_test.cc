// What crosses the pipe comes out as it went in, and damage is an error, never a crash.
#include "parse/sheet_codec.h"

#include <gtest/gtest.h>

#include <random>

#include "parse/sheet_shape.h"

namespace {

parse::ParsedSheet SheetWithEverything() {
  parse::ParsedSheet sheet;
  sheet.recognised = true;
  sheet.form = "jizen-kadai@1";
  sheet.sheet = parse::MakeRecord("sheet");
  sheet.sheet.Find("fiscal_year")->value = 2019.0;
  parse::Record area = parse::MakeRecord("area");
  parse::Field& name = *area.Find("name");
  name.value = "県南圏域";
  name.evidence = {{{3, extract::Rect{1.25, -2.5, 3.125, 1e9}}, {4, std::nullopt}},
                   "area-heading",
                   0.1,
                   "県南\n圏域",
                   parse::Status::kAccepted};
  parse::Record challenge = parse::MakeRecord("challenge");
  parse::Record role = parse::MakeRecord("role");
  role.Find("sectors")->value = std::vector<std::string>{"医療", "", "福祉"};
  challenge.FindList("roles")->records.push_back(role);
  area.FindList("challenges")->records.push_back(challenge);
  sheet.sheet.FindList("areas")->records.push_back(area);
  sheet.review = {{"/areas/0", "header-approximate", "「圏域」"}, {"", "no-text-layer", ""}};
  sheet.leftover = {{{2, extract::Rect{0, 0, 1, 1}}, "余り"}, {{1, std::nullopt}, ""}};
  sheet.account = {{1, 10, 5, 3, 2}, {2, 0, 0, 0, 0}};
  return sheet;
}

TEST(SheetCodec, ComesOutAsItWentIn) {
  for (const parse::ParsedSheet& sheet : {SheetWithEverything(), parse::ParsedSheet()}) {
    const auto decoded = parse::DecodeSheet(parse::EncodeSheet(sheet));
    ASSERT_TRUE(decoded) << decoded.error();
    EXPECT_EQ(*decoded, sheet);
  }
}

TEST(SheetCodec, EveryShorterInputIsAnError) {
  const std::string bytes = parse::EncodeSheet(SheetWithEverything());
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(parse::DecodeSheet(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_FALSE(parse::DecodeSheet(bytes + "x"));
}

TEST(SheetCodec, DamagedBytesNeverCrash) {
  const std::string good = parse::EncodeSheet(SheetWithEverything());
  std::mt19937 random(20190401);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = good;
    for (int hit = 0; hit < 3; ++hit) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto decoded = parse::DecodeSheet(bytes);
    // What is accepted must be a sheet like any other: it can be written and read again.
    if (decoded) {
      EXPECT_TRUE(parse::DecodeSheet(parse::EncodeSheet(*decoded)));
    }
  }
}

TEST(SheetCodec, DeepNestingIsRefused) {
  parse::Record deep;
  for (int i = 0; i < 100; ++i) {
    parse::Record outer;
    outer.lists.push_back({"areas", {deep}});
    deep = outer;
  }
  parse::ParsedSheet sheet;
  sheet.sheet = deep;
  EXPECT_FALSE(parse::DecodeSheet(parse::EncodeSheet(sheet)));
}

}  // namespace
