// Imports of many files at once: archives, patterns, editions, results read elsewhere, and what
// keeps the database sound. Runs the program itself.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/app/program_run.h"
#include "tests/zip_bytes.h"

namespace {

using Json = nlohmann::ordered_json;
using tests::ProgramResult;
using Words = std::vector<std::string>;

class BulkImportTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Copy("corpus/text/tochigi-r01.txt", "in/tochigi-r01.txt");
    folder_.Copy("corpus/text/ishikawa-h30.txt", "in/ishikawa-h30.txt");
    tochigi_ = folder_.Read("in/tochigi-r01.txt");
    ishikawa_ = folder_.Read("in/ishikawa-h30.txt");
  }

  ProgramResult Run(const Words& arguments, const std::string& input = "") const {
    return folder_.Run(arguments, input);
  }
  std::string Output(const Words& arguments, int status = 0, const std::string& input = "") const {
    const ProgramResult result = Run(arguments, input);
    EXPECT_EQ(result.status, status) << result.err;
    return result.out;
  }
  Json OutputJson(const Words& arguments, int status = 0, const std::string& input = "") const {
    return Json::parse(Output(arguments, status, input), nullptr, false);
  }
  // "file: imported" or "file: failed reason" for each file.
  Words Outcomes(const Json& report) const {
    Words outcomes;
    for (const Json& result : report["results"]) {
      std::string line = result["file"].get<std::string>() + ": ";
      line += result["status"].get<std::string>();
      if (result["status"] == "failed")
        line.append(" ").append(result["reason"].get<std::string>());
      outcomes.push_back(line);
    }
    EXPECT_EQ(report["files"], report["results"].size());
    return outcomes;
  }
  std::string Export(const std::string& database) const {
    return Output({"export", "--db", database, "--format", "jsonl", "--out", "-"});
  }

  tests::ProgramFolder folder_;
  std::string tochigi_, ishikawa_;
};

TEST_F(BulkImportTest, ArchivesAreReadAsFoldersAre) {
  const std::string inner = tests::ZipBytes({{"石川.txt", ishikawa_}});
  folder_.Write("mail.zip", tests::ZipBytes({{"\x93\xC8\x96\xD8/r01.txt", tochigi_},  // 栃木
                                             {"notes.doc", "x"},
                                             {"locked.pdf", "%PDF-1.4", true},
                                             {"more/inner.zip", inner}}));
  const Json report = OutputJson({"import", "--json", "mail.zip"}, 1);
  EXPECT_EQ(Outcomes(report), (Words{"mail.zip/locked.pdf: failed locked",
                                     "mail.zip/more/inner.zip/石川.txt: imported",
                                     "mail.zip/栃木/r01.txt: imported"}));
  EXPECT_EQ(report["skipped"], 1);
  EXPECT_EQ(OutputJson({"list", "--json"})["sheets"][0]["file"], "石川.txt");
  // Again, and as plain files: nothing is read twice.
  EXPECT_EQ(OutputJson({"import", "--json", "mail.zip", "in"}, 1)["unchanged"], 4);
}

TEST_F(BulkImportTest, ArchivesThatCannotBeUsedAreOneFailedFile) {
  folder_.Write("bomb.zip", tests::ZipBytes({{"zeros.txt", std::string(size_t{80} << 20U, '\0')}}));
  folder_.Write("broken.zip", "PK\x03\x04 and no more");
  folder_.Write("empty.zip", tests::ZipBytes({{"readme.md", "x"}}));
  std::string nested = tests::ZipBytes({{"a.txt", tochigi_}});
  for (int i = 0; i < 5; ++i) nested = tests::ZipBytes({{"in.zip", nested}});
  folder_.Write("nested.zip", nested);
  EXPECT_EQ(
      Outcomes(OutputJson({"import", "--json", "bomb.zip", "broken.zip", "empty.zip", "nested.zip",
                           "in/tochigi-r01.txt"},
                          1)),
      (Words{"bomb.zip: failed too-large", "broken.zip: failed damaged",
             "empty.zip: failed not-supported", "nested.zip/in.zip/in.zip/in.zip: failed too-large",
             "in/tochigi-r01.txt: imported"}));
}

TEST_F(BulkImportTest, PatternsThatNoShellFilledInAreFilledIn) {
  EXPECT_EQ(OutputJson({"import", "--json", "in/*-r01.*"})["imported"], 1);
  EXPECT_EQ(OutputJson({"import", "--json", "-"}, 0, "in/[it]*.txt\n")["files"], 2);
  EXPECT_EQ(Outcomes(OutputJson({"import", "--json", "in/*.none"}, 1)),
            Words{"in/*.none: failed unreadable"});
}

TEST_F(BulkImportTest, ProblemsAreNamedAsTheyComeAndCountedAtTheEnd) {
  folder_.Write("empty.pdf", "");
  const ProgramResult result = Run({"import", "empty.pdf", "in"});
  EXPECT_EQ(result.status, 1);
  const size_t named = result.err.find("empty.pdf: damaged"), table = result.err.find("imported");
  ASSERT_NE(named, std::string::npos) << result.err;
  EXPECT_LT(named, table);
  EXPECT_NE(result.err.find("damaged: 1"), std::string::npos) << result.err;
}

TEST_F(BulkImportTest, ANewEditionReplacesTheOlderOneWhichIsKept) {
  folder_.Write("second.txt", tochigi_ + "\nおわり\n");
  OutputJson({"import", "--json", "in"});
  const Json report = OutputJson({"import", "--json", "second.txt"});
  const Json sheets = OutputJson({"list", "--json"})["sheets"];
  ASSERT_EQ(sheets.size(), 3U);
  std::map<std::string, Json> by_file;
  for (const Json& sheet : sheets) by_file[sheet["file"]] = sheet;
  const Json older = by_file["tochigi-r01.txt"], newer = by_file["second.txt"];
  EXPECT_EQ(report["results"][0]["replaces"], older["id"]);
  EXPECT_EQ(newer["replaces"], older["id"]);
  EXPECT_EQ(newer["current"], true);
  EXPECT_EQ(older["replaced_by"], newer["id"]);
  EXPECT_EQ(older["current"], false);
  EXPECT_EQ(by_file["ishikawa-h30.txt"]["current"], true);
  EXPECT_EQ(by_file["ishikawa-h30.txt"]["replaces"], nullptr);
  // A correction can make it another sheet's edition, or nobody's.
  Output({"correct", newer["id"], "/meeting", "another meeting"});
  EXPECT_EQ(OutputJson({"list", "--json"})["sheets"][1]["replaced_by"], nullptr);
}

TEST_F(BulkImportTest, TwoImportsAtOnceGiveWhatOneGives) {
  for (int i = 0; i < 20; ++i) {
    folder_.Write("in/letter" + std::to_string(i) + ".txt", "letter " + std::to_string(i));
  }
  Run({"import", "--db", "one.db", "in"});
  ProgramResult first, second;
  std::thread other([&] { second = Run({"import", "--db", "both.db", "--json", "in"}); });
  first = Run({"import", "--db", "both.db", "--json", "in"});
  other.join();
  const Json one = Json::parse(first.out, nullptr, false);
  const Json two = Json::parse(second.out, nullptr, false);
  EXPECT_EQ(one["failed"].get<int>() + two["failed"].get<int>(), 0) << first.err << second.err;
  EXPECT_EQ(one["imported"].get<int>() + two["imported"].get<int>(), 2);
  EXPECT_EQ(one["unrecognised"].get<int>() + two["unrecognised"].get<int>(), 20);
  EXPECT_EQ(Export("both.db"), Export("one.db"));
  Output({"check", "--db", "both.db"});
}

TEST_F(BulkImportTest, LoadGivesTheDatabaseThatAnImportGives) {
  folder_.Copy("corpus/text/tochigi-r01.txt", "in/a/copy.txt");  // the same bytes, another name
  folder_.Copy("tests/app/data/letter.pdf", "in/letter.pdf");
  folder_.Copy("tests/app/data/locked.pdf", "in/locked.pdf");
  OutputJson({"import", "--db", "local.db", "--json", "in"}, 1);
  folder_.Write("1.jsonl", Output({"parse", "--jsonl"}, 1, "in/tochigi-r01.txt\nin/letter.pdf\n"));
  folder_.Write("2.jsonl", Output({"parse", "--jsonl", "in/locked.pdf", "in/a/copy.txt"}, 1));
  folder_.Write("3.jsonl", Output({"parse", "--jsonl", "--jobs", "2", "in/ishikawa-h30.txt"}));

  const Json report =
      OutputJson({"load", "--db", "once.db", "--json", "3.jsonl", "1.jsonl", "2.jsonl"}, 1);
  EXPECT_EQ(Outcomes(report), (Words{"in/a/copy.txt: imported", "in/ishikawa-h30.txt: imported",
                                     "in/letter.pdf: unrecognised", "in/locked.pdf: failed locked",
                                     "in/tochigi-r01.txt: unchanged"}));
  for (const char* stream : {"1.jsonl", "3.jsonl", "2.jsonl"}) {
    Run({"load", "--db", "one-by-one.db", stream});
  }
  const std::string local = Export("local.db");
  EXPECT_FALSE(local.empty());
  EXPECT_EQ(Export("once.db"), local);
  EXPECT_EQ(Export("one-by-one.db"), local);
  EXPECT_EQ(Output({"list", "--db", "once.db", "--json"}),
            Output({"list", "--db", "local.db", "--json"}));
  Output({"check", "--db", "once.db"});
  // From standard input, and twice.
  OutputJson({"load", "--json", "-"}, 0, folder_.Read("3.jsonl") + folder_.Read("3.jsonl"));
}

TEST_F(BulkImportTest, LinesThatAreCutOrForeignAreNamedAndTheOthersLoaded) {
  const std::string good = Output({"parse", "--jsonl", "in/tochigi-r01.txt"});
  folder_.Write("r.jsonl", good + good.substr(0, good.size() / 2) + "\n{\"format\": \"x\"}\n\n");
  const Json report = OutputJson({"load", "--json", "r.jsonl"}, 1);
  EXPECT_EQ(report["imported"], 1);
  EXPECT_EQ(report["failed"], 2);
  std::string forged = good;
  forged.replace(forged.find("\"rules\":\"") + 9, 4, "0000");
  EXPECT_EQ(Run({"load", "-"}, good + forged).status, 2);
}

TEST_F(BulkImportTest, NamesEndedByNulComeFromStandardInput) {
  const std::string names = std::string("in/tochigi-r01.txt") + '\0' + "in/ishikawa-h30.txt" + '\0';
  EXPECT_EQ(OutputJson({"import", "--json", "-0", "-"}, 0, names)["files"], 2);
  EXPECT_EQ(OutputJson({"import", "--json", "-0"}, 0, names)["unchanged"], 2);
  EXPECT_EQ(Run({"import"}).status, 2);
}

TEST_F(BulkImportTest, RunsAreKept) {
  OutputJson({"import", "--json", "in"});
  OutputJson({"reparse", "--json"});
  const Json runs = OutputJson({"runs", "--json"})["runs"];
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0]["command"], "import");
  EXPECT_EQ(runs[0]["summary"]["imported"], 2);
  EXPECT_FALSE(runs[0]["ended_at"].is_null());
  EXPECT_EQ(runs[1]["command"], "reparse");
  EXPECT_NE(Output({"runs"}).find("import"), std::string::npos);
}

TEST_F(BulkImportTest, CheckFindsWhatIsWrong) {
  OutputJson({"import", "--json", "in"});
  EXPECT_EQ(OutputJson({"check", "--json"})["faults"], Json::array());
  // A page of the file in the middle is overwritten.
  const auto file = folder_.path() / "jizen.db";
  const auto size = std::filesystem::file_size(file);
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(size / 2 / 4096 * 4096));
  bytes << std::string(4096, '\x55');
  bytes.close();
  EXPECT_NE(Run({"check"}).status, 0);
}

TEST_F(BulkImportTest, ABackupIsAWholeDatabaseAndReplacesNothingElse) {
  OutputJson({"import", "--json", "in"});
  Output({"backup", "copy.db"});
  EXPECT_EQ(Export("copy.db"), Export("jizen.db"));
  Output({"check", "--db", "copy.db"});
  Output({"backup", "copy.db"});  // an older copy is replaced
  folder_.Write("letter.txt", "dear all");
  EXPECT_EQ(Run({"backup", "letter.txt"}).status, 2);
  EXPECT_EQ(folder_.Read("letter.txt"), "dear all");
  EXPECT_EQ(Run({"backup", "jizen.db"}).status, 2);
}

}  // namespace
