#include "app/import_run.h"

#include <gtest/gtest.h>

#include <csignal>

#include "parse/rules.h"
#include "tests/app/program_run.h"

namespace {

class ImportRunTest : public testing::Test {
 protected:
  ImportRunTest() : rules_(parse::RuleSet::Load(std::string(JIZEN_SOURCE_DIR) + "/rules")) {}

  void SetUp() override { ASSERT_TRUE(rules_); }

  // Files 00.txt, 01.txt, ... of different bytes.
  app::InputFiles Files(int count) const {
    app::InputFiles input;
    for (int i = 0; i < count; ++i) {
      const std::string name = std::to_string(i / 10) + std::to_string(i % 10) + ".txt";
      folder_.Write(name, "letter " + name);
      input.files.push_back({(folder_.path() / name).string(), ""});
    }
    return input;
  }
  store::Store OpenStore(const std::string& name) const {
    return store::Store::Open(folder_.path() / name, store::Store::Mode::kReadWrite);
  }

  tests::ProgramFolder folder_;
  tl::expected<parse::RuleSet, std::vector<parse::RuleError>> rules_;
};

TEST_F(ImportRunTest, ResultsStandInTheOrderGivenWithAnyNumberOfProcesses) {
  const app::InputFiles input = Files(30);
  for (const int jobs : {1, 4}) {
    store::Store store = OpenStore("jobs" + std::to_string(jobs) + ".db");
    app::StoreSink sink(store, {}, "import");
    app::InterruptSignal interrupt;
    app::ImportOptions options;
    options.pool.jobs = jobs;
    const app::ImportReport report = app::RunImport(input, options, *rules_, sink, interrupt, {});
    ASSERT_EQ(report.files.size(), 30U);
    for (size_t i = 0; i < 30; ++i) EXPECT_EQ(report.files[i].path, input.files[i].path);
    EXPECT_EQ(report.Count(app::Outcome::kUnrecognised), 30);
  }
}

TEST_F(ImportRunTest, AnInterruptStoresWhatIsReadAndCountsTheRest) {
  const app::InputFiles input = Files(40);
  store::Store store = OpenStore("interrupted.db");
  app::StoreSink sink(store, {}, "import");
  app::InterruptSignal interrupt;
  app::ImportOptions options;
  options.pool.jobs = 1;
  app::ImportWatcher watcher;
  watcher.progress = [](const app::ProgressState& state) {
    if (state.done >= 3) std::raise(SIGINT);
  };
  const app::ImportReport report =
      app::RunImport(input, options, *rules_, sink, interrupt, watcher);
  EXPECT_TRUE(report.interrupted);
  EXPECT_GE(report.files.size(), 3U);
  EXPECT_LT(report.files.size(), 40U);
  EXPECT_EQ(report.files.size() + report.not_read, 40U);
  EXPECT_EQ(store.List().size(), report.files.size());

  // The same again goes on where it stopped.
  app::InterruptSignal no_interrupt;
  const app::ImportReport rest = app::RunImport(input, options, *rules_, sink, no_interrupt, {});
  EXPECT_EQ(static_cast<size_t>(rest.Count(app::Outcome::kUnchanged)), report.files.size());
  EXPECT_EQ(store.List().size(), 40U);
}

TEST_F(ImportRunTest, OriginalsAreKeptUnlessToldOtherwise) {
  const app::InputFiles input = Files(1);
  for (const bool keep : {true, false}) {
    store::Store store = OpenStore(keep ? "with.db" : "without.db");
    app::StoreSink sink(store, {}, "import");
    app::InterruptSignal interrupt;
    app::ImportOptions options;
    options.keep_originals = keep;
    app::RunImport(input, options, *rules_, sink, interrupt, {});
    const auto original = store.Original(store.List().at(0).id);
    EXPECT_EQ(original.has_value(), keep);
    if (keep) {
      EXPECT_EQ(*original, "letter 00.txt");
    }
  }
}

TEST_F(ImportRunTest, ALargeFileIsNotRead) {
  const app::InputFiles input = Files(1);
  store::Store store = OpenStore("large.db");
  app::StoreSink sink(store, {}, "import");
  app::InterruptSignal interrupt;
  app::ImportOptions options;
  options.size_limit = 5;
  const app::ImportReport report = app::RunImport(input, options, *rules_, sink, interrupt, {});
  EXPECT_EQ(report.files.at(0).reason, "too-large");
}

}  // namespace
