// The description of the data is true, rows come as the views have them, filters choose sheets.
#include "store/data_reader.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "parse/sheet_json.h"
#include "store/heading_years.h"
#include "store/store.h"
#include "tests/store/sample_sheets.h"

namespace {

using store::DataReader;
using store::EntityDescription;
using Names = std::vector<std::string>;

class DataReaderTest : public testing::Test {
 protected:
  DataReaderTest() {
    store::Store db = Open();
    const int64_t run = db.BeginRun({}, "import");
    db.Save(run, tests::Imported(tests::GoldSheet("tochigi-r01"), "栃木.pdf", 'a'));
    db.Save(run, tests::Imported(tests::GoldSheet("ishikawa-h30"), "石川.pdf", 'b'));
    db.Correct("aaaaaaaaaaaa", {"/areas/0/goals/2/progress", "set", "\"９月\"", "", ""});
  }

  store::Store Open() const { return store::Store::Open(file_, store::Store::Mode::kReadWrite); }
  std::string Ask(const std::string& sql) const {
    SQLite::Database raw(file_.string(), SQLite::OPEN_READWRITE);
    return raw.execAndGet(sql).getString();
  }
  // All rows of an entity, of all sheets that a form recognised.
  std::vector<std::vector<store::Cell>> Rows(const DataReader& reader,
                                             const EntityDescription& entity) const {
    std::vector<std::vector<store::Cell>> rows;
    for (const std::string& sheet : reader.Sheets({}))
      reader.VisitRows(entity, sheet, [&](std::span<const store::Cell> cells) {
        rows.emplace_back(cells.begin(), cells.end());
      });
    return rows;
  }
  static const EntityDescription& Entity(const DataReader& reader, const std::string& name) {
    return *std::find_if(reader.Entities().begin(), reader.Entities().end(),
                         [&](const EntityDescription& entity) { return entity.name == name; });
  }
  static size_t Index(const EntityDescription& entity, const std::string& column) {
    size_t i = 0;
    while (i < entity.columns.size() && entity.columns[i].name != column) ++i;
    EXPECT_LT(i, entity.columns.size()) << entity.name << "." << column;
    return i;
  }

  const tests::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_ / "a.db";
};

TEST_F(DataReaderTest, TheDictionaryHasTheColumnsOfEachViewInTheirOrderAndInBothLanguages) {
  const DataReader reader = DataReader::Open(file_);
  EXPECT_GE(reader.Entities().size(), 10U);
  for (const EntityDescription& entity : reader.Entities()) {
    Names described;
    for (const store::ColumnDescription& column : entity.columns) {
      described.push_back(column.name);
      for (const std::string& words :
           {column.title.ja, column.title.en, column.description.ja, column.description.en})
        EXPECT_FALSE(words.empty()) << entity.name << "." << column.name;
    }
    SQLite::Database raw(file_.string());
    SQLite::Statement query(raw, "SELECT name FROM pragma_table_info(?1) ORDER BY cid");
    query.bind(1, entity.name);
    Names there;
    while (query.executeStep()) there.push_back(query.getColumn(0).getString());
    EXPECT_EQ(described, there) << entity.name;
  }
}

TEST_F(DataReaderTest, KeysAreUniqueAndReferToRowsThatThereAre) {
  const DataReader reader = DataReader::Open(file_);
  std::map<std::string, std::set<std::vector<store::Cell>>> keys;
  for (const EntityDescription& entity : reader.Entities()) {
    const auto rows = Rows(reader, entity);
    // The form of the sample sheets has no parts of its own.
    EXPECT_EQ(rows.empty(), entity.name == "parts") << entity.name;
    for (const auto& row : rows) {
      std::vector<store::Cell> key, parent;
      for (const std::string& name : entity.key) key.push_back(row[Index(entity, name)]);
      for (const std::string& name : entity.parent_columns)
        parent.push_back(row[Index(entity, name)]);
      EXPECT_TRUE(keys[entity.name].insert(key).second) << entity.name;
      if (!entity.parent.empty()) {
        EXPECT_TRUE(keys[entity.parent].contains(parent)) << entity.name;
      }
    }
  }
}

TEST_F(DataReaderTest, CellsHaveTheirTypesAndValuesThatAreAllowed) {
  const DataReader reader = DataReader::Open(file_);
  for (const EntityDescription& entity : reader.Entities()) {
    for (const auto& row : Rows(reader, entity)) {
      for (size_t i = 0; i < row.size(); ++i) {
        const store::ColumnDescription& column = entity.columns[i];
        const std::string place = entity.name + "." + column.name;
        if (std::holds_alternative<std::monostate>(row[i])) {
          EXPECT_FALSE(column.required) << place;
          continue;
        }
        const auto* text = std::get_if<std::string>(&row[i]);
        const bool texts = column.type == store::ColumnType::kString ||
                           column.type == store::ColumnType::kDatetime;
        EXPECT_EQ(text != nullptr, texts) << place;
        if (text != nullptr && !column.allowed.empty()) {
          EXPECT_EQ(std::count(column.allowed.begin(), column.allowed.end(), *text), 1)
              << place << " " << *text;
        }
      }
    }
  }
}

TEST_F(DataReaderTest, PathsAreThePointersOfTheExportedJson) {
  const DataReader reader = DataReader::Open(file_);
  const EntityDescription& fields = Entity(reader, "fields");
  Names wanted, found;
  const auto sheet = Open().Load("bbbbbbbbbbbb");
  parse::VisitFields(sheet->sheet.sheet, "",
                     [&](const std::string& pointer, const parse::Record&, const parse::Field&) {
                       wanted.push_back(pointer);
                     });
  reader.VisitRows(fields, "bbbbbbbbbbbb", [&](std::span<const store::Cell> cells) {
    found.push_back(std::get<std::string>(cells[Index(fields, "path")]));
  });
  std::sort(wanted.begin(), wanted.end());
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, wanted);
}

TEST_F(DataReaderTest, ARowIsToBeReviewedWhereAFindingIsOnItOrBelowOrAbove) {
  // The findings of the sample: on a goal's progress, and on the list of goals of the first area.
  EXPECT_EQ(Ask("SELECT group_concat(path) FROM goals WHERE sheet = 'bbbbbbbbbbbb' AND to_review"),
            Ask("SELECT group_concat(path) FROM goals WHERE sheet = 'bbbbbbbbbbbb' "
                "AND path LIKE '/areas/0/%'"));
  EXPECT_EQ(Ask("SELECT group_concat(no) FROM areas WHERE sheet = 'bbbbbbbbbbbb' AND to_review"),
            "1");
  EXPECT_EQ(Ask("SELECT count(*) FROM measures WHERE to_review"), "0");
}

TEST_F(DataReaderTest, FiltersChooseSheets) {
  const DataReader reader = DataReader::Open(file_);
  store::SheetFilter filter;
  EXPECT_EQ(reader.Sheets(filter), (Names{"bbbbbbbbbbbb", "aaaaaaaaaaaa"}));
  filter.fiscal_year = 2019;
  EXPECT_EQ(reader.Sheets(filter), Names{"aaaaaaaaaaaa"});
  filter = {};
  filter.prefecture_code = "17";
  EXPECT_EQ(reader.Sheets(filter), Names{"bbbbbbbbbbbb"});
  filter = {};
  filter.form = "jizen-kadai";
  EXPECT_EQ(reader.Sheets(filter).size(), 2U);
  filter.form = "jizen";
  EXPECT_EQ(reader.Sheets(filter).size(), 0U);
  filter = {};
  filter.ids = {"aaaaaaaaaaaa"};
  EXPECT_EQ(reader.Sheets(filter), Names{"aaaaaaaaaaaa"});
  filter = {};
  filter.changed_since = "2000-01-01";
  EXPECT_EQ(reader.Sheets(filter).size(), 2U);
  filter.changed_since = "2999-01-01";
  EXPECT_EQ(reader.Sheets(filter).size(), 0U);
}

TEST_F(DataReaderTest, ReviewedSheetsHaveNothingLeftToLookAt) {
  store::Store db = Open();
  db.Correct("aaaaaaaaaaaa", {"/areas/0/goals/0/progress", "accept", "", "", ""});
  db.Correct("aaaaaaaaaaaa", {"/areas/0/goals", "accept", "", "", ""});
  store::SheetFilter filter;
  filter.reviewed_only = true;
  EXPECT_EQ(DataReader::Open(file_).Sheets(filter), Names{"aaaaaaaaaaaa"});
}

TEST_F(DataReaderTest, AReaderSeesOneStateWhateverIsWritten) {
  const DataReader reader = DataReader::Open(file_);
  const EntityDescription& corrections = Entity(reader, "corrections");
  EXPECT_EQ(Rows(reader, corrections).size(), 1U);
  Open().Correct("aaaaaaaaaaaa", {"/motto", "set", "\"標語\"", "", ""});
  EXPECT_EQ(Rows(reader, corrections).size(), 1U);
  EXPECT_EQ(Rows(DataReader::Open(file_), corrections).size(), 2U);
}

TEST_F(DataReaderTest, ValuesHaveTheYearThatTheirHeadingNames) {
  const auto year_of = [](std::string_view heading) {
    store::HeadingYear year;
    if (heading == "目標値（令和元年度末）") year.fiscal_year = 2019;
    if (heading == "現状値（今年度当初）") year.years_later = 0;
    return year;
  };
  store::RenewHeadingYears(file_, "rules-1", year_of);
  const std::string sql =
      "SELECT group_concat(y) FROM (SELECT DISTINCT coalesce(value_fiscal_year, 'none') AS y "
      "FROM measures WHERE sheet = 'aaaaaaaaaaaa' ORDER BY 1)";
  EXPECT_EQ(Ask(sql), "2019");
  EXPECT_EQ(Ask("SELECT count(*) FROM measures WHERE sheet = 'aaaaaaaaaaaa' "
                "AND kind = 'baseline' AND value_fiscal_year = 2019"),
            Ask("SELECT count(*) FROM measures WHERE sheet = 'aaaaaaaaaaaa' "
                "AND heading = '現状値（今年度当初）'"));
  // Read once; again only by other rules.
  int asked = 0;
  const auto count = [&](std::string_view) {
    ++asked;
    return store::HeadingYear{};
  };
  store::RenewHeadingYears(file_, "rules-1", count);
  EXPECT_EQ(asked, 0);
  store::RenewHeadingYears(file_, "rules-2", count);
  EXPECT_GT(asked, 0);
  EXPECT_EQ(Ask(sql), "none");
}

}  // namespace
