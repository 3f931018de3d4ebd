#include "app/import_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

using app::FileReport;
using app::ImportReport;
using app::Outcome;

FileReport File(const std::string& path, Outcome outcome) {
  FileReport file;
  file.path = path;
  file.outcome = outcome;
  return file;
}

ImportReport OneOfEach() {
  ImportReport report;
  report.files = {File("a.pdf", Outcome::kImported), File("b.pdf", Outcome::kUnchanged),
                  File("c.pdf", Outcome::kUnrecognised), File("d\xFF.pdf", Outcome::kFailed)};
  report.files[0].pages = 8;
  report.files[0].review = 2;
  report.files[3].reason = "damaged";
  report.files[3].detail = "no xref";
  report.skipped = 3;
  report.seconds = 0.4;
  return report;
}

TEST(ImportReportTest, TheJsonIsThatOfTheContract) {
  const nlohmann::ordered_json json = app::ToJson(OneOfEach());
  EXPECT_EQ(json["files"], 4);
  EXPECT_EQ(json["imported"], 1);
  EXPECT_EQ(json["unchanged"], 1);
  EXPECT_EQ(json["unrecognised"], 1);
  EXPECT_EQ(json["failed"], 1);
  EXPECT_EQ(json["skipped"], 3);
  EXPECT_EQ(json["pages"], 8);
  EXPECT_EQ(json["seconds"], 0.4);
  ASSERT_EQ(json["results"].size(), 4U);
  EXPECT_EQ(json["results"][3], (nlohmann::ordered_json{{"file", "d\uFFFD.pdf"},
                                                        {"status", "failed"},
                                                        {"reason", "damaged"},
                                                        {"detail", "no xref"}}));
  EXPECT_FALSE(json.contains("interrupted"));
}

TEST(ImportReportTest, EachFileThatCouldNotBeUsedIsNamed) {
  const ImportReport report = OneOfEach();
  EXPECT_EQ(app::ProblemText(report.files[0], 80), "");
  EXPECT_EQ(app::ProblemText(report.files[1], 80), "");
  EXPECT_EQ(app::ProblemText(report.files[2], 80), "c.pdf: unrecognised\n");
  EXPECT_EQ(app::ProblemText(report.files[3], 80), "d\uFFFD.pdf: damaged\n    (no xref)\n");
}

TEST(ImportReportTest, TheSummaryCountsTheReasonsAndSaysWhatCanBeDone) {
  const std::string text = app::ImportSummary(OneOfEach(), 80);
  EXPECT_EQ(text.find("a.pdf"), std::string::npos) << text;
  EXPECT_NE(text.find("damaged: 1"), std::string::npos) << text;
  EXPECT_NE(text.find("damaged:\n    the file is damaged. Ask for it again"), std::string::npos)
      << text;
  EXPECT_NE(text.find("unrecognised:\n    No form fits"), std::string::npos) << text;
  EXPECT_EQ(text.find("needs a password"), std::string::npos) << text;
}

TEST(ImportReportTest, AnInterruptedRunSaysWhatIsLeft) {
  ImportReport report = OneOfEach();
  report.interrupted = true;
  report.not_read = 7;
  EXPECT_NE(app::ImportSummary(report, 80).find("7 files were not read"), std::string::npos);
  EXPECT_EQ(app::ToJson(report)["not_read"], 7);
}

}  // namespace
