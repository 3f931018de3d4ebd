// The views show the values in force, in plain columns.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "store/store.h"
#include "tests/store/sample_sheets.h"

namespace {

class Views : public testing::Test {
 protected:
  Views() {
    store::Store db = store::Store::Open(folder_ / "a.db", store::Store::Mode::kReadWrite);
    const int64_t run = db.BeginRun({}, "import");
    db.Save(run, tests::Imported(tests::GoldSheet("tochigi-r01"), "栃木.pdf", 'a'));
    db.Save(run, tests::Imported(tests::GoldSheet("ishikawa-h30"), "石川.pdf", 'b'));
    db.Correct("aaaaaaaaaaaa", {"/areas/0/goals/2/progress", "set", "\"９月\"", "", ""});
    db.Correct("aaaaaaaaaaaa", {"/areas/0/indicators/1/measures/1/value", "accept", "", "", ""});
    db.Correct("aaaaaaaaaaaa",
               {"/areas/0/challenges/0/roles/1/sectors", "set", "[\"医療\",\"保健\"]", "", ""});
  }

  // Rows as text: columns by '|', rows by '\n', NULL as "null".
  std::string Rows(const std::string& sql) {
    SQLite::Database raw((folder_ / "a.db").string());
    SQLite::Statement query(raw, sql);
    std::string rows;
    while (query.executeStep()) {
      for (int i = 0; i < query.getColumnCount(); ++i) {
        const SQLite::Column column = query.getColumn(i);
        if (i > 0) rows += '|';
        rows += column.isNull() ? "null" : column.getString();
      }
      rows += "\n";
    }
    return rows;
  }

  const tests::TemporaryFolder folder_;
};

TEST_F(Views, EachHasARowForEachRecord) {
  EXPECT_EQ(Rows("SELECT (SELECT count(*) FROM sheets), (SELECT count(*) FROM areas), "
                 "(SELECT count(*) FROM goals), (SELECT count(*) FROM strengths), "
                 "(SELECT count(*) FROM challenges), (SELECT count(*) FROM roles), "
                 "(SELECT count(*) FROM indicators), (SELECT count(*) FROM measures), "
                 "(SELECT count(*) FROM notes)"),
            "2|4|12|7|9|27|12|30|26\n");
}

TEST_F(Views, Sheets) {
  EXPECT_EQ(
      Rows("SELECT sheet, file, fiscal_year, submitter, submitter_code, motto, pages, form, "
           "status, review FROM sheets ORDER BY fiscal_year DESC LIMIT 1"),
      "aaaaaaaaaaaa|栃木.pdf|2019|栃木県|090000|地道な活動の継続～小さな事からコツコツと～|16|"
      "jizen-kadai@1|imported|2\n");
}

TEST_F(Views, GoalsWithTheCorrectedValue) {
  EXPECT_EQ(Rows("SELECT sheet, fiscal_year, submitter, area, no, label, progress, page, status "
                 "FROM goals WHERE sheet = 'aaaaaaaaaaaa' AND no >= 2"),
            "aaaaaaaaaaaa|2019|栃木県|県南圏域|2|②|"
            "・管内の１病院で、ピアサポーターを活用した退院意欲喚起のための取組を検討。|1|parsed\n"
            "aaaaaaaaaaaa|2019|栃木県|県南圏域|3|③|９月|1|corrected\n");
}

TEST_F(Views, MeasuresWithTheirIndicator) {
  EXPECT_EQ(
      Rows("SELECT label, indicator, kind, heading, text, value, value_max, unit, "
           "comparator, state, status FROM measures WHERE sheet = 'aaaaaaaaaaaa' "
           "AND label = '②'"),
      "②|地域移行支援に関するピアサポーター活動の実績|baseline|現状値（今年度当初）|０|0.0|null|"
      "null|=|stated|parsed\n"
      "②|地域移行支援に関するピアサポーター活動の実績|target|目標値（令和元年度末）|１以上|1.0|"
      "null|null|>=|stated|accepted\n");
}

TEST_F(Views, RolesWithTheirSectorsAndChallenge) {
  EXPECT_EQ(
      Rows("SELECT challenge_no, no, sectors, text, status FROM roles "
           "WHERE sheet = 'aaaaaaaaaaaa' AND challenge_no = 1"),
      "1|1|行政|各市町における取組を振り返り課題抽出し、市町ごとの協議の場で有効活用していく|"
      "parsed\n"
      "1|2|医療 / 保健|各機関での課題を抽出し、それぞれの立場でできることを検討する|corrected\n"
      "1|3|その他関係機関・住民等||parsed\n");
}

TEST_F(Views, NotesWithTheirSection) {
  EXPECT_EQ(Rows("SELECT area, section, no, marker, text FROM notes "
                 "WHERE sheet = 'bbbbbbbbbbbb' AND no = 1 AND area = '南加賀圏域'"),
            "南加賀圏域|hospital_collaboration|1|・|"
            "地域連絡会を通じて意見交換や情報交換、事例検討等を実施\n"
            "南加賀圏域|concerns|1|〇|課題・悩み\n");
}

}  // namespace
