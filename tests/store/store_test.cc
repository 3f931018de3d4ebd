// What was saved comes back; what was not finished leaves nothing; what is not ours stays as it is.
#include "store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "tests/store/sample_sheets.h"

namespace {

using store::Store;
using tests::TemporaryFolder;
using Kind = store::StoreError::Kind;

constexpr const char* kIdA = "aaaaaaaaaaaa";

Store Open(const std::filesystem::path& file, Store::Mode mode = Store::Mode::kReadWrite) {
  return Store::Open(file, mode, std::chrono::milliseconds(200));
}

std::optional<Kind> KindOfOpen(const std::filesystem::path& file, Store::Mode mode) {
  try {
    Open(file, mode);
  } catch (const store::StoreError& error) {
    return error.kind();
  }
  return std::nullopt;
}

TEST(Store, SheetComesBackAsItWasSaved) {
  const TemporaryFolder folder;
  const store::FileResult result =
      tests::Imported(tests::GoldSheet("ishikawa-h30"), "石川.pdf", 'a');
  {
    Store db = Open(folder / "a.db");
    db.Save(db.BeginRun({"1", "hash"}, "import"), result);
  }
  const Store db = Open(folder / "a.db", Store::Mode::kReadOnly);
  const auto stored = db.Load(kIdA);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->sheet, result.sheet);
  EXPECT_EQ(db.Layers(kIdA), result.layers);
  EXPECT_EQ(db.Original(kIdA), result.original);
  const store::SheetSummary& summary = stored->summary;
  EXPECT_EQ(summary.source.file, "石川.pdf");
  EXPECT_EQ(summary.source.path, "folder/石川.pdf");
  EXPECT_EQ(summary.source.size, 12345);
  EXPECT_EQ(summary.fiscal_year, 2018);
  EXPECT_EQ(summary.submitter, "石川県");
  EXPECT_EQ(summary.submitter_code, "170003");
  EXPECT_EQ(summary.form, "jizen-kadai@1");
  EXPECT_EQ(summary.areas, 3);
  EXPECT_EQ(summary.review, 2);
  EXPECT_EQ(summary.leftover, 2);
  EXPECT_EQ(summary.corrections, 0);
  EXPECT_FALSE(db.Load("ffffffffffff"));
}

TEST(Store, SummaryCountsTheFieldsThatAreNotBlank) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  const int64_t run = db.BeginRun({}, "import");
  db.Save(run, tests::Imported(tests::GoldSheet("ishikawa-h30"), "i.pdf", 'a'));
  db.Save(run, tests::Imported(tests::GoldSheet("tochigi-r01"), "t.pdf", 'b'));
  int fields = 0;
  for (const store::SheetSummary& summary : db.List()) fields += summary.fields;
  EXPECT_EQ(fields, 323);
}

TEST(Store, SavedTwiceIsThereOnce) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  const int64_t run = db.BeginRun({}, "import");
  store::FileResult result = tests::Imported(tests::GoldSheet("tochigi-r01"), "a.pdf", 'a');
  EXPECT_FALSE(db.Has(result.source.sha256));
  db.Save(run, result);
  EXPECT_TRUE(db.Has(result.source.sha256));
  result.source.file = "copy.pdf";
  db.Save(run, result);
  ASSERT_EQ(db.List().size(), 1U);
  EXPECT_EQ(db.List()[0].source.file, "a.pdf");
}

TEST(Store, UnrecognisedFileIsKeptWithItsText) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  parse::ParsedSheet sheet;
  sheet.leftover = {{{1, std::nullopt}, "議事録"}};
  db.Save(db.BeginRun({}, "import"), tests::Imported(sheet, "a.pdf", 'a'));
  EXPECT_TRUE(db.Has(std::string(64, 'a')));
  const auto stored = db.Load(kIdA);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->summary.status, store::FileStatus::kUnrecognised);
  EXPECT_EQ(stored->sheet, sheet);
}

TEST(Store, FailureIsReplacedByWhateverComesOfTheFileLater) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  const int64_t run = db.BeginRun({}, "import");
  db.Save(run, tests::Failed("folder/a.pdf", "timeout", 'a'));
  db.Save(run, tests::Failed("folder/b.pdf", "unreadable", ' '));
  db.Save(run, tests::Failed("folder/c.pdf", "unreadable", ' '));
  EXPECT_FALSE(db.Has(std::string(64, 'a')));
  EXPECT_FALSE(db.Has("")) << "files without bytes are not the same file";
  ASSERT_EQ(db.Failed().size(), 3U);
  db.Save(run, tests::Failed("folder/a.pdf", "damaged", 'a'));
  ASSERT_EQ(db.Failed().size(), 3U);
  EXPECT_EQ(db.Failed()[0].reason, "damaged");
  db.Save(run, tests::Imported(tests::GoldSheet("tochigi-r01"), "moved.pdf", 'a'));
  db.Save(run, tests::Imported(tests::GoldSheet("tochigi-r01"), "b.pdf", 'b'));
  ASSERT_EQ(db.Failed().size(), 1U);
  EXPECT_EQ(db.Failed()[0].source.file, "c.pdf");
  db.Save(run, tests::Failed("folder/moved.pdf", "timeout", 'a'));
  EXPECT_TRUE(db.Load(kIdA)) << "what was read once is not lost to a later failure";
}

TEST(Store, ListIsInOneOrderWhateverTheOrderOfImport) {
  const TemporaryFolder folder;
  const std::pair<const char*, char> files[] = {
      {"tochigi-r01", 'a'}, {"ishikawa-h30", 'b'}, {"tochigi-r01", 'c'}};
  std::vector<std::vector<std::string>> orders;
  for (const bool forward : {true, false}) {
    Store db = Open(folder / (forward ? "a.db" : "b.db"));
    const int64_t run = db.BeginRun({}, "import");
    parse::ParsedSheet unknown;
    db.Save(run, tests::Imported(unknown, "0.pdf", 'd'));
    for (int i = 0; i < 3; ++i) {
      const auto& [gold, digit] = files[forward ? i : 2 - i];
      db.Save(run, tests::Imported(tests::GoldSheet(gold), std::string(1, digit) + ".pdf", digit));
    }
    auto& ids = orders.emplace_back();
    for (const store::SheetSummary& summary : db.List()) ids.push_back(summary.id.substr(0, 1));
  }
  EXPECT_EQ(orders[0], (std::vector<std::string>{"b", "a", "c", "d"}));
  EXPECT_EQ(orders[1], orders[0]);
}

TEST(Store, SheetIsFoundByIdOrByAStemThatIsItsAlone) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  const int64_t run = db.BeginRun({}, "import");
  const parse::ParsedSheet sheet = tests::GoldSheet("tochigi-r01");
  db.Save(run, tests::Imported(sheet, "栃木.r1.pdf", 'a'));
  db.Save(run, tests::Imported(sheet, "same.pdf", 'b'));
  db.Save(run, tests::Imported(sheet, "same.txt", 'c'));
  EXPECT_EQ(db.FindSheet(kIdA), kIdA);
  EXPECT_EQ(db.FindSheet("栃木.r1"), kIdA);
  EXPECT_FALSE(db.FindSheet("same"));
  EXPECT_FALSE(db.FindSheet("other"));
}

TEST(Store, SaveThatFailsHalfWayLeavesNothing) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  const int64_t run = db.BeginRun({}, "import");
  store::FileResult result = tests::Imported(tests::GoldSheet("tochigi-r01"), "a.pdf", 'a');
  // The last record written has two fields of one name: the rows before it are there by then.
  auto& concerns = tests::ListAt(result.sheet, "/areas/0/concerns");
  concerns.back().fields.push_back(concerns.back().fields.front());
  EXPECT_THROW(db.Save(run, result), store::StoreError);
  EXPECT_FALSE(db.Has(result.source.sha256));
  EXPECT_TRUE(db.List().empty());
  SQLite::Database raw((folder / "a.db").string());
  for (const char* table : {"source", "original", "page_layer", "sheet", "record", "field"})
    EXPECT_EQ(raw.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt(), 0) << table;
  concerns.back().fields.pop_back();
  db.Save(run, result);
  EXPECT_TRUE(db.Load(kIdA)) << "and the store goes on";
}

TEST(Store, CommittedFileSurvivesKill) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "a.db";
  const pid_t child = fork();
  if (child == 0) {
    Store db = Open(file);
    db.Save(db.BeginRun({}, "import"),
            tests::Imported(tests::GoldSheet("tochigi-r01"), "a.pdf", 'a'));
    raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  const auto stored = Open(file).Load(kIdA);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->sheet, tests::GoldSheet("tochigi-r01"));
}

TEST(Store, ForeignFilesAreRefusedAndStayAsTheyAre) {
  const TemporaryFolder folder;
  std::ofstream(folder / "text.db") << std::string(5000, 'x');
  std::ofstream(folder / "short.db") << "SQLite format 3";
  {
    SQLite::Database other((folder / "other.db").string(),
                           SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  }
  for (const char* name : {"text.db", "short.db", "other.db"}) {
    const std::string before = tests::FileBytes(folder / name);
    for (const Store::Mode mode : {Store::Mode::kReadOnly, Store::Mode::kReadWrite})
      EXPECT_EQ(KindOfOpen(folder / name, mode), Kind::kNotADatabase) << name;
    EXPECT_EQ(tests::FileBytes(folder / name), before) << name;
    EXPECT_FALSE(std::filesystem::exists(folder / (std::string(name) + "-wal")));
  }
  EXPECT_EQ(KindOfOpen(folder / "none.db", Store::Mode::kReadOnly), Kind::kNotADatabase);
  EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
  EXPECT_EQ(KindOfOpen(folder / "", Store::Mode::kReadWrite), Kind::kNotADatabase) << "a folder";
  EXPECT_EQ(KindOfOpen(folder / "no/such/folder.db", Store::Mode::kReadWrite), Kind::kOther);
}

TEST(Store, EmptyFileBecomesADatabase) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.db").flush();
  EXPECT_EQ(KindOfOpen(folder / "a.db", Store::Mode::kReadOnly), Kind::kNotADatabase);
  EXPECT_EQ(KindOfOpen(folder / "a.db", Store::Mode::kReadWrite), std::nullopt);
  EXPECT_EQ(KindOfOpen(folder / "a.db", Store::Mode::kReadOnly), std::nullopt);
}

TEST(Store, NewerSchemaIsRefusedAndStaysAsItIs) {
  const TemporaryFolder folder;
  Open(folder / "a.db");
  SQLite::Database((folder / "a.db").string(), SQLite::OPEN_READWRITE)
      .exec("PRAGMA user_version = 999");
  const std::string before = tests::FileBytes(folder / "a.db");
  for (const Store::Mode mode : {Store::Mode::kReadOnly, Store::Mode::kReadWrite})
    EXPECT_EQ(KindOfOpen(folder / "a.db", mode), Kind::kNewerSchema);
  EXPECT_EQ(tests::FileBytes(folder / "a.db"), before);
}

TEST(Store, NewerSchemaThatStandsInTheLogOnlyIsRefusedToo) {
  const TemporaryFolder folder;
  Open(folder / "a.db");
  SQLite::Database open((folder / "a.db").string(), SQLite::OPEN_READWRITE);
  open.exec("PRAGMA user_version = 999");  // not yet in the file's header
  EXPECT_EQ(KindOfOpen(folder / "a.db", Store::Mode::kReadWrite), Kind::kNewerSchema);
}

TEST(Store, ReaderIsNotBlockedByAWriter) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  db.Save(db.BeginRun({}, "import"),
          tests::Imported(tests::GoldSheet("tochigi-r01"), "a.pdf", 'a'));
  SQLite::Database writer((folder / "a.db").string(), SQLite::OPEN_READWRITE);
  writer.exec("BEGIN IMMEDIATE; DELETE FROM warning");
  const Store reader = Open(folder / "a.db", Store::Mode::kReadOnly);
  EXPECT_EQ(reader.List().size(), 1U);
  EXPECT_TRUE(reader.Load(kIdA));
  writer.exec("COMMIT");
}

TEST(Store, SecondWriterWaitsAndThenSaysBusy) {
  const TemporaryFolder folder;
  Store db = Open(folder / "a.db");
  const int64_t run = db.BeginRun({}, "import");
  const store::FileResult result = tests::Imported(tests::GoldSheet("tochigi-r01"), "a.pdf", 'a');
  SQLite::Database writer((folder / "a.db").string(), SQLite::OPEN_READWRITE);
  writer.exec("BEGIN IMMEDIATE");
  try {
    db.Save(run, result);
    ADD_FAILURE() << "saved beside another writer";
  } catch (const store::StoreError& error) {
    EXPECT_EQ(error.kind(), Kind::kBusy);
  }
  std::thread releases([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    writer.exec("COMMIT");
  });
  EXPECT_NO_THROW(db.Save(run, result));
  releases.join();
  EXPECT_TRUE(db.Has(result.source.sha256));
}

TEST(Store, ManyWritersAtOnceLoseNothing) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "a.db";
  std::vector<std::thread> writers;
  for (const char digit : {'a', 'b', 'c', 'd'}) {
    writers.emplace_back([&file, digit] {
      // Each may be the one that makes the file.
      Store db = Store::Open(file, Store::Mode::kReadWrite);
      db.Save(db.BeginRun({}, "import"),
              tests::Imported(tests::GoldSheet("tochigi-r01"), "a.pdf", digit));
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(Open(file).List().size(), 4U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / ""), {}), 1)
      << "no draft of the database is left behind";
}

}  // namespace
