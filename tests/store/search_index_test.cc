// What is found, and how, and that the index follows what is stored.
#include "store/search_index.h"

#include <gtest/gtest.h>

#include "store/search_text.h"
#include "store/store.h"
#include "tests/store/sample_sheets.h"

namespace {

using store::SearchBy;
using store::SearchQuery;

const parse::Morphology& Words() {
  static const parse::Morphology morphology = std::move(*parse::Morphology::Open(""));
  return morphology;
}

bool Found(const char* term, const char* text, SearchBy by) {
  const store::SearchableText searchable =
      store::MakeSearchable(store::FoldForSearch(text).text, Words());
  const auto terms = store::TermsOf(term, Words());
  return store::IsFound(terms.at(0), by, searchable.folded, searchable.words, searchable.readings);
}

TEST(SearchText, PartsOfATextWhateverItsWidthCaseAndLines) {
  EXPECT_TRUE(Found("ﾋﾟｱｻﾎﾟｰﾀｰ", "ピアサポーターの養成", SearchBy::kPart));
  EXPECT_TRUE(Found("退院支援", "退院\n支援", SearchBy::kPart));
  EXPECT_TRUE(Found("１年", "1年以上", SearchBy::kPart));
  EXPECT_TRUE(Found("act", "ＡＣＴチーム", SearchBy::kPart));
  EXPECT_TRUE(Found("3ヶ所", "３ケ所", SearchBy::kPart));
  EXPECT_FALSE(Found("入院", "退院支援", SearchBy::kPart));
}

TEST(SearchText, WordsInAnyInflectionButNotAcrossWords) {
  EXPECT_TRUE(Found("検討した", "今後検討する", SearchBy::kWords));
  EXPECT_TRUE(Found("作る", "仕組みを作り、広げる", SearchBy::kWords));
  EXPECT_FALSE(Found("都", "京都の病院", SearchBy::kWords));
  EXPECT_TRUE(Found("都", "京都の病院", SearchBy::kPart));
}

TEST(SearchText, KanaFindsKanjiFromTheBeginningOfAWord) {
  EXPECT_TRUE(Found("びょういん", "京都の病院", SearchBy::kReading));
  EXPECT_TRUE(Found("ビョウイン", "京都の病院", SearchBy::kReading));
  EXPECT_TRUE(Found("きょうとのびょういん", "京都の病院", SearchBy::kReading));
  EXPECT_FALSE(Found("ょういん", "京都の病院", SearchBy::kReading));
  EXPECT_FALSE(Found("病院", "京都の病院", SearchBy::kReading));
}

TEST(SearchText, PairsHoldEveryPart) {
  EXPECT_EQ(store::CharacterPairsOf(U"退院支"), U"退院 院支 支");
  EXPECT_EQ(store::CharacterPairsOf(U"退"), U"退");
  EXPECT_EQ(store::CharacterPairsOf(U""), U"");
}

class SearchIndexTest : public testing::Test {
 protected:
  SearchIndexTest() {
    store::Store db = Open();
    const int64_t run = db.BeginRun({}, "import");
    db.Save(run, tests::Imported(tests::GoldSheet("tochigi-r01"), "栃木.pdf", 'a'));
    db.Save(run, tests::Imported(tests::GoldSheet("ishikawa-h30"), "石川.pdf", 'b'));
  }

  store::Store Open() const { return store::Store::Open(file_, store::Store::Mode::kReadWrite); }
  // Renews the index first.
  store::SearchResult Find(const SearchQuery& query) const {
    store::SearchIndex index = store::SearchIndex::Open(file_);
    EXPECT_EQ(index.Renew(Words(), "rules", nullptr), 0U);
    return index.Find(query, Words());
  }
  static SearchQuery For(const std::string& terms) {
    SearchQuery query;
    query.terms = terms;
    return query;
  }

  const tests::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_ / "a.db";
};

TEST_F(SearchIndexTest, AHitSaysWhereItStands) {
  const auto result = Find(For("地道な 積 活動"));
  EXPECT_TRUE(result.hits.empty());
  const auto motto = Find(For("地道な コツコツ"));
  ASSERT_EQ(motto.hits.size(), 1U);
  const store::SearchHit& hit = motto.hits.front();
  EXPECT_EQ(hit.sheet, "aaaaaaaaaaaa");
  EXPECT_EQ(hit.submitter, "栃木県");
  EXPECT_EQ(hit.fiscal_year, 2019);
  EXPECT_EQ(hit.path, "/motto");
  EXPECT_EQ(hit.section, "cover");
  EXPECT_TRUE(hit.page && hit.box);
  ASSERT_EQ(hit.found.size(), 2U);
  EXPECT_EQ(hit.text.substr(hit.found[0].first, hit.found[0].second - hit.found[0].first),
            "地道な");
}

TEST_F(SearchIndexTest, FiltersAndLimit) {
  SearchQuery query = For("退院");
  const size_t all = Find(query).hits.size();
  query.fiscal_year = 2018;
  const size_t before = Find(query).hits.size();
  query.fiscal_year = 2019;
  EXPECT_EQ(before + Find(query).hits.size(), all);
  EXPECT_GT(before, 0U);
  query = For("退院");
  query.prefecture_code = "09";
  for (const store::SearchHit& hit : Find(query).hits) EXPECT_EQ(hit.sheet, "aaaaaaaaaaaa");
  query.section = "goals";
  for (const store::SearchHit& hit : Find(query).hits) EXPECT_EQ(hit.section, "goals");
  query = For("退院");
  query.limit = 1;
  EXPECT_EQ(Find(query).hits.size(), 1U);
  EXPECT_TRUE(Find(query).more);
  query = For("協議");
  query.sector = "行政";
  EXPECT_FALSE(Find(query).hits.empty());
  for (const store::SearchHit& hit : Find(query).hits) EXPECT_EQ(hit.section, "roles");
  query.sector = "漁業";
  EXPECT_TRUE(Find(query).hits.empty());
}

TEST_F(SearchIndexTest, FollowsCorrectionsAndNewParses) {
  const std::string old = "地道な活動の継続";
  EXPECT_EQ(Find(For(old)).hits.size(), 1U);
  Open().Correct("aaaaaaaaaaaa", {"/motto", "set", "\"新標語\"", "", ""});
  EXPECT_TRUE(Find(For(old)).hits.empty());
  EXPECT_EQ(Find(For("新標語")).hits.size(), 1U);
  store::Store db = Open();
  parse::ParsedSheet sheet = tests::GoldSheet("tochigi-r01");
  tests::ValueAt(sheet, "/areas/0/goals/0/goal") = std::string("読み直した目標");
  db.SaveReparse(db.BeginRun({}, "reparse"), "aaaaaaaaaaaa", sheet);
  EXPECT_EQ(Find(For("読み直した目標")).hits.size(), 1U);
  EXPECT_EQ(Find(For("新標語")).hits.size(), 1U);
}

TEST_F(SearchIndexTest, FindsWhatIsLeftOver) {
  const auto result = Find(For("欄外"));
  ASSERT_EQ(result.hits.size(), 2U);
  EXPECT_EQ(result.hits[0].path, "");
  EXPECT_EQ(result.hits[0].section, "leftover");
  EXPECT_EQ(result.hits[0].page, 3);
}

TEST_F(SearchIndexTest, NothingInAQueryIsAnOperator) {
  for (const char* query : {"\"", "退院\"", "AND", "OR OR", "*", "NEAR(", "{parts} : 退院", "-退院",
                            "^", "'", "\\", "", " ", "　", "退院 \""})
    EXPECT_NO_THROW(Find(For(query))) << query;
  EXPECT_TRUE(Find(For("{parts} : 退院")).hits.empty());
}

}  // namespace
