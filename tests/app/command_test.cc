// The program as the contract promises it: what it prints for machines, its exit status, and
// what it says of each kind of wrong input.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/app/program_run.h"

namespace {

using Json = nlohmann::ordered_json;
using tests::ProgramResult;
using Words = std::vector<std::string>;

class CommandTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Copy("corpus/text/tochigi-r01.txt", "in/tochigi-r01.txt");
    folder_.Copy("corpus/text/ishikawa-h30.txt", "in/ishikawa-h30.txt");
  }

  ProgramResult Run(const Words& arguments, const std::string& input = "",
                    const std::map<std::string, std::string>& environment = {}) const {
    return folder_.Run(arguments, input, environment);
  }
  // Runs a command that must succeed; its standard output.
  std::string Output(const Words& arguments, const std::string& input = "") const {
    const ProgramResult result = Run(arguments, input);
    EXPECT_EQ(result.status, 0) << result.err;
    return result.out;
  }
  Json OutputJson(const Words& arguments, const std::string& input = "") const {
    return Json::parse(Output(arguments, input), nullptr, false);
  }
  // `import --json PATHS`: the object, and the exit status that is expected.
  Json Import(Words paths, int status, const std::string& input = "") const {
    paths.insert(paths.begin(), {"import", "--json"});
    const ProgramResult result = Run(paths, input);
    EXPECT_EQ(result.status, status) << result.err;
    Json json = Json::parse(result.out, nullptr, false);
    EXPECT_TRUE(json.is_object()) << result.out;
    EXPECT_EQ(json["files"].get<int>(), json["imported"].get<int>() + json["unchanged"].get<int>() +
                                            json["unrecognised"].get<int>() +
                                            json["failed"].get<int>());
    EXPECT_EQ(json["results"].size(), json["files"].get<size_t>());
    return json;
  }
  // A command that is refused: status 2, nothing on standard output, `said` in the message.
  void Refused(const Words& arguments, const std::string& said) const {
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.status, 2) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find(said), std::string::npos) << result.err;
  }

  tests::ProgramFolder folder_;
};

TEST_F(CommandTest, HelpOfEveryCommandHasExamplesInBothLanguages) {
  const std::string help = Output({"--help"});
  std::vector<Words> commands = {{"rules", "check"}, {"rules", "list"}};
  const size_t list = help.find("Subcommands:");
  ASSERT_NE(list, std::string::npos) << help;
  re2::StringPiece rest = re2::StringPiece(help).substr(list);
  std::string name;
  while (RE2::FindAndConsume(&rest, "\n  ([a-z]+) ", &name)) {
    if (name != "jizen") commands.push_back({name});
  }
  EXPECT_GE(commands.size(), 12U) << help;
  for (Words command : commands) {
    command.push_back("--help");
    const std::string english = Output(command);
    EXPECT_NE(english.find("Examples:\n  "), std::string::npos) << english;
    const ProgramResult japanese = Run(command, "", {{"LC_ALL", "ja_JP.UTF-8"}});
    EXPECT_EQ(japanese.status, 0);
    EXPECT_NE(japanese.out.find("例:\n  "), std::string::npos) << japanese.out;
    EXPECT_NE(japanese.out.find("使い方:"), std::string::npos) << japanese.out;
  }
}

TEST_F(CommandTest, WrongUsageIsStatusTwoWithAHint) {
  Refused({}, "--help");
  Refused({"no-such-command"}, "no-such-command");
  Refused({"import"}, "PATH");
  Refused({"import", "--no-such-option", "in"}, "--no-such-option");
  Refused({"import", "--jobs", "many", "in"}, "--jobs");
  Refused({"show"}, "SHEET");
  Refused({"rules"}, "subcommand");
  EXPECT_FALSE(folder_.Has("jizen.db"));
}

TEST_F(CommandTest, MessagesFollowTheLocaleAndMachineOutputDoesNot) {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"}) {
    std::map<std::string, std::string> environment = {{"LC_ALL", ""}};
    environment[variable] = std::string(variable) == "LANGUAGE" ? "ja" : "ja_JP.UTF-8";
    const ProgramResult result = Run({"import", "--no-such-option", "x"}, "", environment);
    EXPECT_EQ(result.status, 2);
    EXPECT_NE(result.err.find("オプション"), std::string::npos) << variable << result.err;
  }
  const ProgramResult plain = Run({"import", "--no-such-option", "x"}, "", {{"LC_ALL", "C"}});
  EXPECT_NE(plain.err.find("unknown option,"), std::string::npos) << plain.err;

  Import({"in"}, 0);
  const Words list = {"list", "--json"};
  EXPECT_EQ(Run(list).out, Run(list, "", {{"LC_ALL", "ja_JP.UTF-8"}}).out);
}

TEST_F(CommandTest, ImportLoadsAndSkipsWhatItHas) {
  const Json first = Import({"in"}, 0);
  EXPECT_EQ(first["imported"], 2);
  EXPECT_EQ(first["results"][0]["file"], "in/ishikawa-h30.txt");
  EXPECT_EQ(first["results"][0]["status"], "imported");
  EXPECT_GE(first["pages"].get<int>(), 2);
  const Json again = Import({"in"}, 0);
  EXPECT_EQ(again["imported"], 0);
  EXPECT_EQ(again["unchanged"], 2);
  EXPECT_EQ(again["pages"], 0);
  EXPECT_EQ(OutputJson({"list", "--json"})["sheets"].size(), 2U);
}

TEST_F(CommandTest, TheSameBytesTwiceInOneRunAreReadOnce) {
  folder_.Copy("corpus/text/tochigi-r01.txt", "in/copy.txt");
  const Json json = Import({"in/tochigi-r01.txt", "in/copy.txt"}, 0);
  EXPECT_EQ(json["imported"], 1);
  EXPECT_EQ(json["unchanged"], 1);
  EXPECT_EQ(json["results"][1]["status"], "unchanged");
}

TEST_F(CommandTest, FilesThatCannotBeUsedAreNamedAndAllOthersAreLoaded) {
  folder_.Copy("tests/app/data/locked.pdf", "locked.pdf");
  folder_.Copy("tests/app/data/letter.pdf", "letter.pdf");
  folder_.Write("empty.pdf", "");
  folder_.Write("text.pdf", "a text, whatever its name says");
  folder_.Write("picture.pdf", "\xFF\xD8\xFF\xE0\x01\x02\x03\x04JFIF");
  folder_.Write("archive.zip", std::string("PK\x03\x04", 4) + std::string(30, '\0'));
  folder_.Write("cut.pdf", folder_.Read("letter.pdf").substr(0, 60));
  const Json json = Import({"missing.pdf", "locked.pdf", "letter.pdf", "empty.pdf", "text.pdf",
                            "picture.pdf", "archive.zip", "cut.pdf", "in/tochigi-r01.txt"},
                           1);
  const std::map<std::string, std::string> wanted = {
      {"missing.pdf", "unreadable"},     {"locked.pdf", "locked"},
      {"letter.pdf", "unrecognised"},    {"empty.pdf", "damaged"},
      {"text.pdf", "unrecognised"},      {"picture.pdf", "not-supported"},
      {"archive.zip", "damaged"},        {"cut.pdf", "damaged"},
      {"in/tochigi-r01.txt", "imported"}};
  for (const Json& result : json["results"]) {
    const std::string word = result["status"] == "failed" ? result["reason"] : result["status"];
    EXPECT_EQ(word, wanted.at(result["file"])) << result;
  }
  EXPECT_EQ(json["failed"], 6);
  // Failed ones are recorded and tried again; the rest is here.
  const Json list = OutputJson({"list", "--json"});
  EXPECT_EQ(list["sheets"].size(), 3U);
  EXPECT_EQ(list["failed"].size(), 6U);
  EXPECT_EQ(Import({"locked.pdf", "letter.pdf"}, 1)["failed"], 1);
}

TEST_F(CommandTest, ForAPersonEachProblemIsNamedWithWhatToDo) {
  folder_.Copy("tests/app/data/locked.pdf", "locked.pdf");
  const ProgramResult result = Run({"import", "locked.pdf"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find("locked.pdf: needs a password"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("Save it without one"), std::string::npos) << result.err;
}

TEST_F(CommandTest, AFolderWithoutSheetsIsSaid) {
  folder_.Write("docs/readme.md", "x");
  const Json json = Import({"docs"}, 1);
  EXPECT_EQ(json["files"], 0);
  EXPECT_EQ(json["skipped"], 1);
  EXPECT_NE(Run({"import", "docs"}).err.find("docs: there is no .pdf"), std::string::npos);
}

TEST_F(CommandTest, NamesComeFromStandardInput) {
  EXPECT_EQ(Import({"-"}, 0, "in/tochigi-r01.txt\n\n")["imported"], 1);
  folder_.Copy("corpus/text/ishikawa-h30.txt", "in/line\nbreak.txt");
  EXPECT_EQ(Import({"-0", "-"}, 0, std::string("in/line\nbreak.txt\0", 18))["imported"], 1);
}

TEST_F(CommandTest, NamesOfAnyBytesAreShownAsUtf8) {
  folder_.Copy("corpus/text/tochigi-r01.txt", "in/\x93\xC8.txt");
  EXPECT_EQ(Import({"in/\x93\xC8.txt"}, 0)["results"][0]["file"], "in/\uFFFD\uFFFD.txt");
  EXPECT_EQ(OutputJson({"list", "--json"})["sheets"][0]["file"], "\uFFFD\uFFFD.txt");
  Output({"export", "--format", "json", "--out", "out"});
  EXPECT_TRUE(folder_.Has("out/\uFFFD\uFFFD.json"));
}

TEST_F(CommandTest, TheDatabaseIsTheOptionElseTheVariableElseJizenDb) {
  EXPECT_EQ(Run({"import", "in"}, "", {{"JIZEN_DB", "variable.db"}}).status, 0);
  EXPECT_TRUE(folder_.Has("variable.db"));
  EXPECT_EQ(Run({"import", "--db", "option.db", "in"}, "", {{"JIZEN_DB", "x.db"}}).status, 0);
  EXPECT_TRUE(folder_.Has("option.db"));
  EXPECT_FALSE(folder_.Has("x.db"));
  EXPECT_FALSE(folder_.Has("jizen.db"));
}

TEST_F(CommandTest, AFileThatIsNoDatabaseIsLeftAlone) {
  const std::string bytes = "this is a letter, not a database\n";
  folder_.Write("letter.db", bytes);
  for (const Words& command : {Words{"import", "in"}, Words{"list"}, Words{"show", "x"},
                               Words{"reparse"}, Words{"correct", "x", "/motto", "y"}}) {
    Words arguments = command;
    arguments.insert(arguments.begin() + 1, {"--db", "letter.db"});
    Refused(arguments, "letter.db");
    EXPECT_EQ(folder_.Read("letter.db"), bytes);
  }
  Refused({"list", "--db", "none.db"}, "none.db");
  EXPECT_FALSE(folder_.Has("none.db"));
}

TEST_F(CommandTest, AMistakeInARuleFileStopsBeforeAnythingIsChanged) {
  folder_.Copy("rules", "rules");
  EXPECT_EQ(Run({"rules", "check", "--rules", "rules"}).status, 0);
  const std::string form = folder_.Read("rules/forms/jizen-kadai.toml");
  folder_.Write("rules/forms/jizen-kadai.toml", form + "\nno_such_key = 1\n");
  for (const Words& command : {Words{"import", "in"}, Words{"parse", "in/tochigi-r01.txt"},
                               Words{"rules", "check"}, Words{"rules", "list"}}) {
    Words arguments = command;
    arguments.insert(arguments.end(), {"--rules", "rules"});
    Refused(arguments, "no_such_key");
    const std::string place = "forms/jizen-kadai.toml:";
    EXPECT_NE(Run(arguments).err.find(place), std::string::npos);
  }
  EXPECT_FALSE(folder_.Has("jizen.db"));
  Refused({"rules", "check", "--rules", "nowhere"}, "nowhere");
}

TEST_F(CommandTest, RulesListNamesTheForms) {
  EXPECT_NE(Output({"rules", "list"}).find("jizen-kadai@"), std::string::npos);
}

TEST_F(CommandTest, ParsePrintsOneSheet) {
  const Json sheet = OutputJson({"parse", "in/tochigi-r01.txt"});
  EXPECT_EQ(sheet["format"], "jizen-sheet/1");
  EXPECT_EQ(sheet["submitter"], "栃木県");
  EXPECT_EQ(sheet["source"]["file"], "tochigi-r01.txt");
  EXPECT_EQ(sheet["source"]["media_type"], "text/plain");
  EXPECT_FALSE(folder_.Has("jizen.db"));
}

TEST_F(CommandTest, ParseAndExtractRefuseWhatTheyCannotRead) {
  folder_.Copy("tests/app/data/locked.pdf", "locked.pdf");
  folder_.Copy("tests/app/data/letter.pdf", "letter.pdf");
  for (const char* command : {"parse", "extract"}) {
    for (const char* file : {"locked.pdf", "missing.pdf"}) {
      const ProgramResult result = Run({command, file});
      EXPECT_EQ(result.status, 1) << command << file;
      EXPECT_EQ(result.out, "") << command << file;
      EXPECT_NE(result.err.find(file), std::string::npos) << result.err;
    }
  }
  EXPECT_EQ(Run({"parse", "letter.pdf"}).status, 1);
}

TEST_F(CommandTest, ExtractShowsPagesInBothFormats) {
  folder_.Copy("tests/app/data/letter.pdf", "letter.pdf");
  const Json json = OutputJson({"extract", "letter.pdf"});
  ASSERT_EQ(json["pages"].size(), 1U);
  EXPECT_EQ(json["pages"][0]["number"], 1);
  EXPECT_EQ(json["pages"][0]["width"], 300);
  EXPECT_EQ(json["pages"][0]["lines"][0]["text"], "A letter, no sheet.");
  EXPECT_NE(Output({"extract", "letter.pdf", "--format", "text"}).find("A letter, no sheet."),
            std::string::npos);
  Refused({"extract", "letter.pdf", "--format", "xml"}, "xml");
}

TEST_F(CommandTest, ShowPrintsASheetForAPersonOrAsJson) {
  Import({"in"}, 0);
  EXPECT_NE(Output({"show", "tochigi-r01"}).find("栃木県"), std::string::npos);
  EXPECT_EQ(OutputJson({"show", "tochigi-r01", "--json"})["submitter"], "栃木県");
  Refused({"show", "no-such-sheet"}, "no-such-sheet");
}

TEST_F(CommandTest, AStemOfTwoSheetsIsNotEnough) {
  folder_.Write("more/tochigi-r01.txt", folder_.Read("in/tochigi-r01.txt") + "\n追記\n");
  Import({"in", "more"}, 0);
  const Json list = OutputJson({"list", "--json"})["sheets"];
  const ProgramResult result = Run({"show", "tochigi-r01"});
  EXPECT_EQ(result.status, 2);
  for (const Json& sheet : list) {
    const bool meant = sheet["file"] == "tochigi-r01.txt";
    EXPECT_EQ(result.err.find(sheet["id"].get<std::string>()) != std::string::npos, meant);
  }
}

TEST_F(CommandTest, ExportsAreTheSameEachTimeAndNamedByStem) {
  folder_.Write("more/tochigi-r01.txt", folder_.Read("in/tochigi-r01.txt") + "\n追記\n");
  folder_.Copy("tests/app/data/letter.pdf", "letter.pdf");
  Import({"in", "more"}, 0);
  Import({"letter.pdf"}, 1);
  Output({"export", "--format", "json", "--out", "one"});
  Output({"export", "--format", "json", "--out", "two"});
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "one")) {
    const std::string name = entry.path().filename().string();
    std::string unhashed = name;
    RE2::Replace(&unhashed, "~[0-9a-f]{8}\\.", "~HASH.");
    names.insert(unhashed);
    EXPECT_EQ(folder_.Read("one/" + name), folder_.Read("two/" + name)) << name;
  }
  EXPECT_EQ(names, (std::set<std::string>{"ishikawa-h30.json", "tochigi-r01.json",
                                          "tochigi-r01~HASH.json"}));
  Output({"export", "--format", "jsonl", "--out", "all.jsonl"});
  const std::string lines = folder_.Read("all.jsonl");
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 3);
  EXPECT_EQ(Output({"export", "--format", "jsonl", "--out", "-"}), lines);
  Output({"export", "--format", "jsonl", "--out", "some.jsonl", "ishikawa-h30", "letter"});
  const std::string some = folder_.Read("some.jsonl");
  EXPECT_EQ(std::count(some.begin(), some.end(), '\n'), 2);
}

TEST_F(CommandTest, TablesAreWrittenAndFiltered) {
  Import({"in"}, 0);
  Output({"export", "--format", "csv", "--out", "tables", "--year", "2019"});
  const std::string sheets = folder_.Read("tables/sheets.csv");
  EXPECT_NE(sheets.find("栃木県"), std::string::npos) << sheets;
  EXPECT_EQ(sheets.find("石川県"), std::string::npos) << sheets;
  Output({"export", "--format", "csv", "--out", "tables", "--prefecture", "石川県"});
  EXPECT_NE(folder_.Read("tables/sheets.csv").find("石川県"), std::string::npos);
  Output({"export", "--format", "datapackage", "--out", "package", "tochigi-r01"});
  EXPECT_EQ(Json::parse(folder_.Read("package/datapackage.json"))["resources"][0]["name"],
            "sheets");
  Output({"export", "--format", "xlsx", "--out", "book.xlsx"});
  EXPECT_EQ(folder_.Read("book.xlsx").substr(0, 2), "PK");
}

TEST_F(CommandTest, SearchSaysWhereATextStands) {
  Import({"in"}, 0);
  EXPECT_NE(Output({"search", "地道な"}).find("[地道な]"), std::string::npos);
  const Json found = OutputJson({"search", "--json", "地道な"});
  ASSERT_EQ(found["hits"].size(), 1U) << found;
  EXPECT_EQ(found["hits"][0]["path"], "/motto");
  EXPECT_EQ(found["hits"][0]["found"], Json::parse("[[0, 3]]"));
  EXPECT_EQ(found["more"], false);
  EXPECT_TRUE(OutputJson({"search", "--json", "どこにもない言葉"})["hits"].empty());
  Refused({"search"}, "QUERY");
  Refused({"search", "x", "--section", "none"}, "none");
  Refused({"search", "x", "--prefecture", "none"}, "none");
}

TEST_F(CommandTest, AnExportThatCannotBeWrittenIsStatusTwo) {
  Import({"in"}, 0);
  folder_.Write("file", "x");
  Refused({"export", "--format", "json", "--out", "file/below"}, "file/below");
  Refused({"export", "--format", "jsonl", "--out", "none/x.jsonl"}, "none/x.jsonl");
  Refused({"export", "--format", "xlsx", "--out", "none/x.xlsx"}, "none/x.xlsx");
  Refused({"export", "--format", "csv", "--out", "file"}, "file");
  Refused({"export", "--format", "datapackage", "--out", "file/below"}, "file/below");
  Refused({"export", "--format", "json", "--out", "out", "--excel"}, "--excel");
  Refused({"export", "--format", "csv", "--out", "out", "--encoding", "latin1"}, "latin1");
  Refused({"export", "--format", "csv", "--out", "out", "--prefecture", "none"}, "none");
  Refused({"export", "--format", "odt", "--out", "x"}, "odt");
  Refused({"export", "--format", "json", "--out", "out", "no-such-sheet"}, "no-such-sheet");
  EXPECT_FALSE(folder_.Has("out"));
}

TEST_F(CommandTest, CorrectionsStayWhateverIsParsedAgain) {
  Import({"in"}, 0);
  const Words show = {"show", "tochigi-r01", "--json"};
  Output({"correct", "tochigi-r01", "/motto", "新しい標語"});
  Output({"correct", "tochigi-r01", "/fiscal_year", "2020"});
  Output({"correct", "tochigi-r01", "/overview", "--null"});
  Output({"correct", "--accept", "tochigi-r01", "/submitter"});
  for (int turn = 0; turn < 2; ++turn) {
    const Json sheet = OutputJson(show);
    EXPECT_EQ(sheet["motto"], "新しい標語");
    EXPECT_EQ(sheet["fiscal_year"], 2020);
    EXPECT_TRUE(sheet["overview"].is_null());
    EXPECT_EQ(sheet["fields"]["/motto"]["status"], "corrected");
    EXPECT_EQ(sheet["fields"]["/submitter"]["status"], "accepted");
    const Json report = OutputJson({"reparse", "--json"});
    EXPECT_EQ(report["sheets"], 2);
    EXPECT_EQ(report["failed"], 0);
  }
}

TEST_F(CommandTest, ACorrectionThatCannotBeIsRefused) {
  Import({"in"}, 0);
  const Json before = OutputJson({"show", "tochigi-r01", "--json"});
  Refused({"correct", "tochigi-r01", "/no/such/place", "x"}, "/no/such/place");
  Refused({"correct", "tochigi-r01", "/areas", "x"}, "/areas");
  Refused({"correct", "tochigi-r01", "/fiscal_year", "soon"}, "soon");
  Refused({"correct", "tochigi-r01", "/motto", "\xFF"}, "UTF-8");
  Refused({"correct", "tochigi-r01", "/areas/0/name", "--null"}, "/areas/0/name");
  Refused({"correct", "tochigi-r01", "/motto"}, "VALUE");
  Refused({"correct", "tochigi-r01", "/motto", "x", "--accept"}, "VALUE");
  Refused({"correct", "no-such-sheet", "/motto", "x"}, "no-such-sheet");
  EXPECT_EQ(OutputJson({"show", "tochigi-r01", "--json"}), before);
}

TEST_F(CommandTest, EvalCountsWhatIsStoredOnly) {
  folder_.Copy("corpus/gold/tochigi-r01.json", "gold/tochigi-r01.json");
  folder_.Write("gold/elsewhere.json", folder_.Read("gold/tochigi-r01.json"));
  Import({"in"}, 0);
  const Json scores = OutputJson({"eval", "--gold", "gold", "--json"});
  ASSERT_EQ(scores["sheets"].size(), 1U);
  EXPECT_EQ(scores["sheets"][0]["gold"], "tochigi-r01");
  EXPECT_EQ(scores["not_stored"], Json::array({"elsewhere"}));
  EXPECT_EQ(scores["total"]["fields"], 106);
  EXPECT_EQ(scores["total"]["exact"].get<int>() + scores["total"]["wrong"].get<int>() +
                scores["total"]["missing"].get<int>(),
            106);

  // A wrong value is seen, and named.
  Output({"correct", "tochigi-r01", "/motto", "別の標語"});
  const Json worse = OutputJson({"eval", "--gold", "gold", "--json"});
  EXPECT_EQ(worse["total"]["wrong"].get<int>(), scores["total"]["wrong"].get<int>() + 1);
  EXPECT_NE(Output({"eval", "--gold", "gold", "--differences"}).find("別の標語"),
            std::string::npos);
  Refused({"eval", "--gold", "nowhere"}, "nowhere");
}

}  // namespace
