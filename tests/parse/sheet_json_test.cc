// The JSON of a sheet is the contract's, to the key; and what was written can be read again.
#include "parse/sheet_json.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

namespace {

using Json = nlohmann::ordered_json;

const parse::SourceInfo kSource = {"a.pdf", std::string(64, 'a'), "application/pdf", 2};

std::string FileText(const std::string& path) {
  std::ifstream file(std::string(JIZEN_SOURCE_DIR) + "/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

parse::ParsedSheet SmallSheet() {
  parse::ParsedSheet sheet;
  sheet.recognised = true;
  sheet.form = "jizen-kadai@1";
  sheet.sheet = parse::MakeRecord("sheet");
  parse::Record area = parse::MakeRecord("area");
  area.Find("name")->value = "県南圏域";
  parse::Record indicator = parse::MakeRecord("indicator");
  parse::Record measure = parse::MakeRecord("measure");
  measure.Find("kind")->value = "target";
  measure.Find("value")->value = 12.0;
  measure.Find("state")->value = "stated";
  indicator.FindList("measures")->records.push_back(measure);
  area.FindList("indicators")->records.push_back(indicator);
  sheet.sheet.FindList("areas")->records.push_back(area);
  return sheet;
}

std::vector<std::string> Keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

TEST(SheetJson, KeysStandInTheOrderOfTheSchema) {
  const Json json = parse::ToJson(SmallSheet(), kSource);
  EXPECT_EQ(Keys(json), (std::vector<std::string>{
                            "format", "source", "form", "fiscal_year", "fiscal_year_label",
                            "program", "meeting", "document", "submitter", "submitter_code",
                            "motto", "overview", "areas", "fields", "review", "leftover"}));
  EXPECT_EQ(Keys(json["areas"][0]),
            (std::vector<std::string>{"name", "goals", "strengths", "challenges", "indicators",
                                      "hospital_collaboration", "concerns"}));
  EXPECT_EQ(
      Keys(json["areas"][0]["indicators"][0]),
      (std::vector<std::string>{"label", "indicator", "reason", "measures", "expected_outcome"}));
}

TEST(SheetJson, ShapeHasTheKeysOfTheSchema) {
  const Json schema = Json::parse(FileText("parse/sheet.schema.json"));
  const Json& area = schema["$defs"]["area"]["properties"];
  const std::pair<const char*, Json> objects[] = {
      {"area", area},
      {"item", schema["$defs"]["item"]["properties"]},
      {"goal", area["goals"]["items"]["properties"]},
      {"challenge", area["challenges"]["items"]["properties"]},
      {"role", area["challenges"]["items"]["properties"]["roles"]["items"]["properties"]},
      {"indicator", area["indicators"]["items"]["properties"]},
      {"measure", area["indicators"]["items"]["properties"]["measures"]["items"]["properties"]},
      {"part", schema["$defs"]["parts"]["items"]["properties"]},
      {"row", schema["$defs"]["parts"]["items"]["properties"]["rows"]["items"]["properties"]},
      {"cell", schema["$defs"]["cell"]["properties"]}};
  for (const auto& [kind, properties] : objects) {
    const parse::RecordShape* shape = parse::ShapeOf(kind);
    ASSERT_NE(shape, nullptr) << kind;
    parse::Record record = parse::MakeRecord(kind);
    for (parse::Field& field : record.fields) {
      if (shape->Find(field.name)->optional) field.value = 1.0;
    }
    for (parse::RecordList& list : record.lists) {
      const parse::ListShape* of = shape->FindList(list.name);
      if (of->optional) list.records.push_back(parse::MakeRecord(of->record));
    }
    EXPECT_EQ(Keys(parse::RecordToJson(record)), Keys(properties)) << kind;
  }
}

TEST(SheetJson, NumbersAreWrittenShort) {
  EXPECT_EQ(parse::ValueToJson(12.0).dump(), "12");
  EXPECT_EQ(parse::ValueToJson(-0.5).dump(), "-0.5");
  EXPECT_EQ(parse::ValueToJson(12.1).dump(), "12.1");
  EXPECT_EQ(parse::ValueToJson(1e300).dump(), "1e+300");
  EXPECT_EQ(parse::ValueToJson(std::numeric_limits<double>::quiet_NaN()).dump(), "null");
}

TEST(SheetJson, EvidenceNamesTheFirstPageAndEveryPlace) {
  parse::ParsedSheet sheet = SmallSheet();
  parse::Field& name = *sheet.sheet.FindList("areas")->records[0].Find("name");
  name.evidence.rule = "area-heading";
  name.evidence.confidence = 0.98765;
  name.evidence.printed = "県南\n圏域";
  name.evidence.places = {{2, extract::Rect{10.004, 20, 30, 40}},
                          {2, extract::Rect{5, 40, 20.129, 50}}};
  Json entry = parse::ToJson(sheet, kSource)["fields"]["/areas/0/name"];
  EXPECT_EQ(entry.dump(),
            R"({"page":2,"bbox":[5,20,30,50],"rule":"area-heading","confidence":0.99,)"
            R"("status":"parsed","printed":"県南\n圏域"})");
  name.evidence.places.push_back({3, extract::Rect{1, 2, 3, 4.567}});
  entry = parse::ToJson(sheet, kSource)["fields"]["/areas/0/name"];
  EXPECT_EQ(entry["bbox"].dump(), "[5,20,30,50]");
  EXPECT_EQ(entry["places"].size(), 3U);
  EXPECT_EQ(entry["places"][2].dump(), R"({"page":3,"bbox":[1,2,3,4.57]})");
}

TEST(SheetJson, BlankFieldWithAPlaceIsInFieldsAndOneWithoutIsNot) {
  parse::ParsedSheet sheet = SmallSheet();
  sheet.sheet.Find("motto")->value = "";
  sheet.sheet.Find("motto")->evidence.places = {{1, std::nullopt}};
  const Json fields = parse::ToJson(sheet, kSource)["fields"];
  EXPECT_TRUE(fields.contains("/motto"));
  EXPECT_FALSE(fields["/motto"].contains("bbox"));
  EXPECT_FALSE(fields.contains("/overview"));
}

TEST(SheetJson, BytesThatAreNoUtf8AreShownAndNeverThrow) {
  parse::ParsedSheet sheet = SmallSheet();
  sheet.sheet.Find("motto")->value = "a\xff\xc3";
  sheet.leftover = {{{1, std::nullopt}, "\xe3\x81"}};
  parse::SourceInfo source = kSource;
  source.file = "\x8e\x96.pdf";  // 事 in Shift_JIS
  std::string text;
  ASSERT_NO_THROW(text = parse::ToJson(sheet, source).dump());
  EXPECT_NE(text.find("a\xEF\xBF\xBD"), std::string::npos);
}

TEST(SheetJson, UnrecognisedSheetIsAnEmptyOne) {
  parse::ParsedSheet sheet;
  sheet.leftover = {{{1, std::nullopt}, "議事録"}};
  const Json json = parse::ToJson(sheet, kSource);
  EXPECT_EQ(json["areas"].dump(), "[]");
  const auto again = parse::FromJson(json);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->recognised);
  EXPECT_EQ(again->leftover, sheet.leftover);
}

TEST(SheetJson, GoldReadAndWrittenIsTheSame) {
  for (const char* name : {"tochigi-r01", "ishikawa-h30"}) {
    const Json gold = Json::parse(FileText("corpus/gold/" + std::string(name) + ".json"));
    const auto sheet = parse::FromJson(gold);
    ASSERT_TRUE(sheet) << sheet.error().pointer << " " << sheet.error().detail;
    Json written = parse::ToJson(*sheet, kSource);
    for (const char* added : {"source", "form", "fields", "review", "leftover"})
      written.erase(added);
    EXPECT_EQ(written.dump(1), gold.dump(1)) << name;
  }
}

TEST(SheetJson, WrittenWithEvidenceAndReadIsTheSame) {
  parse::ParsedSheet sheet = SmallSheet();
  parse::Field& name = *sheet.sheet.FindList("areas")->records[0].Find("name");
  name.evidence = {{{1, extract::Rect{1, 2, 3, 4.5}}, {2, std::nullopt}},
                   "area-heading",
                   0.5,
                   "県南",
                   parse::Status::kCorrected};
  sheet.review = {{"/areas/0/name", "header-approximate", "detail"}};
  sheet.leftover = {{{2, extract::Rect{0, 0, 1, 1}}, "余り"}};
  const auto again = parse::FromJsonText(parse::ToJson(sheet, kSource).dump());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, sheet);
}

// Exit status of the validator: 0 valid, 1 not.
int Validate(const Json& json) {
  std::string file = testing::TempDir() + "sheet-XXXXXX";
  const int handle = mkstemp(file.data());
  if (handle < 0) return -1;
  close(handle);
  std::ofstream(file) << json.dump();
  const std::string root = JIZEN_SOURCE_DIR;
  const int status = std::system(("/usr/bin/python3 '" + root + "/tests/app/validate_schema.py' '" +
                                  root + "/parse/sheet.schema.json' '" + file + "'")
                                     .c_str());
  std::remove(file.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(SheetJson, IsValidByTheSchema) {
  auto sheet = parse::FromJsonText(FileText("corpus/gold/ishikawa-h30.json"));
  ASSERT_TRUE(sheet);
  sheet->form = "jizen-kadai@1";
  sheet->review = {{"/areas/0", "header-approximate", ""}};
  sheet->leftover = {{{1, extract::Rect{0, 0, 1.005, 1}}, "余り"}, {{2, std::nullopt}, "\xff"}};
  int number = 0;
  const auto add_evidence = [&number](auto&& self, parse::Record& record) -> void {
    for (parse::Field& field : record.fields) {
      ++number;
      field.evidence.places = {{1, extract::Rect{1, 2, number / 3.0, 4}}, {number, std::nullopt}};
      field.evidence.rule = "a-rule";
      field.evidence.confidence = number / 100.0;  // beyond 1 in the end: must be held back
      field.evidence.status = static_cast<parse::Status>(number % 3);
    }
    for (parse::RecordList& list : record.lists)
      for (parse::Record& child : list.records) self(self, child);
  };
  add_evidence(add_evidence, sheet->sheet);
  const Json json = parse::ToJson(*sheet, kSource);
  EXPECT_EQ(json["fields"].size(), static_cast<size_t>(number));
  EXPECT_EQ(Validate(json), 0);
  EXPECT_EQ(Validate(parse::ToJson(parse::ParsedSheet(), kSource)), 0) << "an unrecognised one";

  Json broken = json;
  broken["areas"][0]["goals"][0].erase("progress");
  EXPECT_EQ(Validate(broken), 1) << "the validator sees nothing";
}

TEST(SheetJson, ErrorsNameThePlace) {
  using Problem = parse::SheetJsonError::Problem;
  const Json good = parse::ToJson(SmallSheet(), kSource);
  struct Case {
    const char* pointer;
    const char* value;  // nullptr: the key is taken out
    Problem problem;
    const char* where;
  };
  const Case cases[] = {
      {"/format", "\"jizen-sheet/2\"", Problem::kOtherFormat, "/format"},
      {"/motto", nullptr, Problem::kMissing, "/motto"},
      {"/motto", "1", Problem::kWrongType, "/motto"},
      {"/submitter", "null", Problem::kWrongType, "/submitter"},
      {"/fiscal_year", "2019.5", Problem::kWrongType, "/fiscal_year"},
      {"/areas", "{}", Problem::kWrongType, "/areas"},
      {"/areas/0", "[]", Problem::kWrongType, "/areas/0"},
      {"/areas/0/indicators/0/measures/0/value", "\"12\"", Problem::kWrongType,
       "/areas/0/indicators/0/measures/0/value"},
      {"/areas/0/indicators/0/measures", nullptr, Problem::kMissing,
       "/areas/0/indicators/0/measures"},
      {"/fields", R"({"/areas/7/name": {"status": "parsed"}})", Problem::kUnknownPointer,
       "/areas/7/name"},
  };
  for (const Case& entry : cases) {
    Json json = good;
    const Json::json_pointer pointer(entry.pointer);
    if (entry.value == nullptr) {
      json[pointer.parent_pointer()].erase(pointer.back());
    } else {
      json[pointer] = Json::parse(entry.value);
    }
    const auto result = parse::FromJson(json);
    ASSERT_FALSE(result) << entry.pointer;
    EXPECT_EQ(result.error().problem, entry.problem) << entry.pointer;
    EXPECT_EQ(result.error().pointer, entry.where);
  }
  EXPECT_EQ(parse::FromJsonText("{").error().problem, Problem::kNotJson);
}

TEST(SheetJson, PointersNameFieldsRecordsAndLists) {
  parse::ParsedSheet sheet = SmallSheet();
  parse::Record& area = sheet.sheet.FindList("areas")->records[0];
  EXPECT_EQ(parse::Resolve(sheet.sheet, "").record, &sheet.sheet);
  EXPECT_EQ(parse::Resolve(sheet.sheet, "/areas").list, sheet.sheet.FindList("areas"));
  EXPECT_EQ(parse::Resolve(sheet.sheet, "/areas/0").record, &area);
  EXPECT_EQ(parse::Resolve(sheet.sheet, "/areas/0").list, nullptr);
  EXPECT_EQ(parse::Resolve(sheet.sheet, "/areas/0/name").field, area.Find("name"));
  EXPECT_EQ(parse::Resolve(sheet.sheet, "/areas/0/name").record, &area);
  for (const char* nothing :
       {"areas", "/", "/areas/", "/areas/1", "/areas/00", "/areas/-", "/areas/0/", "/nothing",
        "/areas/0/name/0", "/areas/99999999999999999999", "/~", "/~2", "/areas/0/name/"})
    EXPECT_EQ(parse::Resolve(sheet.sheet, nothing).record, nullptr) << nothing;
}

TEST(SheetJson, PointerStepsAreEscaped) {
  parse::Record record;
  record.fields.push_back({"a/b~c", std::string("x"), {}});
  std::string seen;
  parse::VisitFields(record, "",
                     [&](const std::string& pointer, const auto&, const auto&) { seen = pointer; });
  EXPECT_EQ(seen, "/a~1b~0c");
  EXPECT_EQ(parse::Resolve(record, seen).field, &record.fields[0]);
}

TEST(SheetJson, FindingCoversItselfAndAllBelow) {
  EXPECT_TRUE(parse::Covers("", "/areas/0"));
  EXPECT_TRUE(parse::Covers("/areas/1", "/areas/1"));
  EXPECT_TRUE(parse::Covers("/areas/1", "/areas/1/name"));
  EXPECT_FALSE(parse::Covers("/areas/1", "/areas/10/name"));
  EXPECT_FALSE(parse::Covers("/areas/1/name", "/areas/1"));
}

}  // namespace
