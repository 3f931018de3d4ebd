// What the review page is given and does, without a socket.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "app/rate_limit.h"
#include "app/review_files.h"
#include "app/review_views.h"

namespace {

TEST(UpperBoundOfShare, IsTheExactOneOfClopperAndPearson) {
  EXPECT_NEAR(app::UpperBoundOfShare(300, 0), 0.00994, 0.00001) << "0 of 300: at most 1 %";
  EXPECT_NEAR(app::UpperBoundOfShare(10, 0), 0.25887, 0.00001);
  EXPECT_NEAR(app::UpperBoundOfShare(300, 3), 0.02563, 0.0001);
  EXPECT_EQ(app::UpperBoundOfShare(0, 0), 1) << "nothing is known";
  EXPECT_EQ(app::UpperBoundOfShare(5, 5), 1);
}

TEST(RateLimit, LetsABurstThroughAndThenASteadyStream) {
  const auto start = std::chrono::steady_clock::now();
  app::RateLimit limit(10, 3);
  int taken = 0;
  for (int i = 0; i < 10; ++i) taken += limit.Take(start) ? 1 : 0;
  EXPECT_EQ(taken, 3);
  EXPECT_TRUE(limit.Take(start + std::chrono::milliseconds(150)));
  EXPECT_FALSE(limit.Take(start + std::chrono::milliseconds(160)));
}

TEST(ReviewFiles, BothLanguagesHaveTheSameWords) {
  nlohmann::json japanese, english;
  for (const app::ReviewFile& file : app::ReviewFiles()) {
    if (std::string_view(file.name) == "words.ja.json")
      japanese = nlohmann::json::parse(file.bytes);
    if (std::string_view(file.name) == "words.en.json") english = nlohmann::json::parse(file.bytes);
  }
  // What is doubtful is said in English by the parser itself.
  ASSERT_EQ(japanese.erase("details"), 1u);
  ASSERT_EQ(japanese.size(), english.size());
  for (const auto& [part, words] : japanese.items()) {
    ASSERT_EQ(words.size(), english[part].size()) << part;
    for (const auto& [name, text] : words.items())
      EXPECT_TRUE(!words.is_object() || english[part].contains(name)) << part << " " << name;
  }
}

TEST(ReviewFiles, LoadNothingFromElsewhere) {
  for (const app::ReviewFile& file : app::ReviewFiles()) {
    if (std::string_view(file.name) == "icon.svg") continue;  // the name of its format is a URL
    std::string bytes(file.bytes);
    constexpr std::string_view kNamespace = "http://www.w3.org/2000/svg";  // a name, never loaded
    if (const size_t at = bytes.find(kNamespace); at != std::string::npos)
      bytes.erase(at, kNamespace.size());
    EXPECT_EQ(bytes.find("://"), std::string::npos) << file.name;
    EXPECT_EQ(file.bytes.find("innerHTML"), std::string_view::npos) << file.name;
    EXPECT_EQ(file.bytes.find(" style="), std::string_view::npos) << file.name;
  }
}

}  // namespace
