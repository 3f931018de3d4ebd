// Random histories of decisions, undo and redo, then parses that read other things: nothing a
// person decided is lost, and nothing lands on another record.
//
// JIZEN_HISTORIES=10000 plays as many; without it, a few.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"
#include "store/corrections.h"
#include "store/new_correction.h"
#include "tests/store/sample_sheets.h"

namespace {

using store::Store;
using Json = nlohmann::ordered_json;

int HistoriesToPlay() {
  const char* const wanted = std::getenv("JIZEN_HISTORIES");
  return wanted == nullptr ? 60 : std::atoi(wanted);
}

std::string Numbered(std::string_view word, unsigned long number) {
  std::string text(word);
  text += std::to_string(number);
  return text;
}

void Shuffle(parse::Record& record, std::mt19937& random) {
  for (parse::RecordList& list : record.lists) {
    std::shuffle(list.records.begin(), list.records.end(), random);
    for (parse::Record& child : list.records) Shuffle(child, random);
  }
}

void DropSome(parse::Record& record, std::mt19937& random) {
  for (parse::RecordList& list : record.lists) {
    if (!list.records.empty() && random() % 3 == 0)
      list.records.erase(list.records.begin() +
                         static_cast<std::ptrdiff_t>(random() % list.records.size()));
    for (parse::Record& child : list.records) DropSome(child, random);
  }
}

// One person's work on one sheet, without a database.
class Desk {
 public:
  explicit Desk(unsigned seed) : random_(seed) {
    machine_ = tests::GoldSheet(seed % 2 == 0 ? "tochigi-r01" : "ishikawa-h30");
    if (seed % 2 != 0) parse::Resolve(machine_.sheet, "/areas").list->records.resize(1);
    DistinctTexts(machine_.sheet);
  }

  parse::ParsedSheet& machine() { return machine_; }
  const std::vector<store::StoredCorrection>& log() const { return log_; }
  std::mt19937& random() { return random_; }

  store::Attachment Now() const { return Attach(machine_, EntriesInForce(log_)); }

  // The values in force, as one text.
  std::string Sheet() const { return parse::RecordToJson(Values()).dump(); }

  // The records in force without their order.
  std::multiset<std::string> Records() const {
    std::multiset<std::string> records;
    const parse::Record values = Values();
    CollectRecords(values, records);
    return records;
  }

  Store::Outcome Decide(const std::string& path, const std::string& kind,
                        const std::string& value = "") {
    const auto entry = MakeEntry(machine_, log_, {path, kind, value, "検証者", ""});
    if (!entry) return entry.error().outcome;
    log_.push_back(*entry);
    log_.back().id = static_cast<int64_t>(log_.size());
    return Store::Outcome::kDone;
  }

  // Something that a person might do; false where it was not possible.
  bool DecideAtRandom() {
    std::vector<std::string> fields, records;
    const parse::Record sheet = Now().sheet.sheet;
    parse::VisitFields(sheet, "", [&](const std::string& pointer, const auto& record, const auto&) {
      fields.push_back(pointer);
      const std::string owner = pointer.substr(0, pointer.rfind('/'));
      const bool known = !records.empty() && records.back() == owner;
      if (!known && record.kind != "sheet" && record.kind != "area") records.push_back(owner);
    });
    const std::string record = Any(records);
    const std::string text = Numbered("人の値", ++texts_);
    switch (random_() % 10) {
      case 0:
        return Decide(record, "remove") == Store::Outcome::kDone;
      case 1:
        return Decide(record, "add", Named(sheet, record, text)) == Store::Outcome::kDone;
      case 2:
        return Decide(record, "split",
                      Two(Named(sheet, record, text), Named(sheet, record, text + "の二"))) ==
               Store::Outcome::kDone;
      case 3:
        return MergeOrMove(sheet, record, "merge");
      case 4:
        return MergeOrMove(sheet, record, "reorder");
      case 5:
        return Decide(Any(fields), "accept") == Store::Outcome::kDone;
      case 6:
        return Decide(Any(fields), "blank") == Store::Outcome::kDone;
      default:
        return SetText(Any(fields), text);
    }
  }

 private:
  // Where two records read the same, a person could not say which of them was meant either.
  void DistinctTexts(parse::Record& record) {
    const parse::RecordShape* shape = parse::ShapeOf(record.kind);
    if (parse::Field* key = record.Find(shape->key)) {
      const std::string mark = Numbered("其の", ++texts_) + Numbered("・", random_());
      if (auto* text = std::get_if<std::string>(&key->value)) *text += mark;
      if (auto* several = std::get_if<std::vector<std::string>>(&key->value))
        several->push_back(mark);
    }
    for (parse::RecordList& list : record.lists)
      for (parse::Record& child : list.records) DistinctTexts(child);
  }

  const std::string& Any(const std::vector<std::string>& pointers) {
    return pointers[random_() % pointers.size()];
  }

  // An object with the field that names such a record.
  static std::string Named(const parse::Record& sheet, const std::string& record,
                           const std::string& text) {
    const std::string_view kind = parse::Resolve(sheet, record).record->kind;
    const parse::RecordShape* shape = parse::ShapeOf(kind);
    Json object = Json::object();
    const bool several = shape->Find(shape->key)->type == parse::FieldType::kTexts;
    object[std::string(shape->key)] = several ? Json::array({text}) : Json(text);
    return object.dump();
  }

  static std::string Two(const std::string& first, const std::string& second) {
    return Json::array({Json::parse(first), Json::parse(second)}).dump();
  }

  bool MergeOrMove(const parse::Record& sheet, const std::string& record, const std::string& kind) {
    const size_t slash = record.rfind('/');
    const size_t size = parse::Resolve(sheet, record.substr(0, slash)).list->records.size();
    const size_t other = random_() % size;
    if (std::to_string(other) == record.substr(slash + 1)) return false;
    return Decide(record, kind, std::to_string(other)) == Store::Outcome::kDone;
  }

  bool SetText(const std::string& pointer, const std::string& text) {
    const parse::Record sheet = Now().sheet.sheet;
    const parse::ConstTarget target = parse::Resolve(sheet, pointer);
    const auto type = parse::ShapeOf(target.record->kind)->Find(target.field->name)->type;
    if (type == parse::FieldType::kText)
      return Decide(pointer, "set", Json(text).dump()) == Store::Outcome::kDone;
    if (type == parse::FieldType::kTexts)
      return Decide(pointer, "set", Json::array({text}).dump()) == Store::Outcome::kDone;
    return Decide(pointer, "set", std::to_string(1000 + texts_)) == Store::Outcome::kDone;
  }

  parse::Record Values() const {
    const store::Attachment now = Now();
    parse::Record values = now.sheet.sheet;
    for (const store::Decision& decision : now.decisions)
      parse::Resolve(values, decision.pointer).field->value = decision.value;
    return values;
  }

  static void CollectRecords(const parse::Record& record, std::multiset<std::string>& records) {
    std::string fields = record.kind;
    for (const parse::Field& field : record.fields)
      fields.append("|").append(parse::ValueToJson(field.value).dump());
    records.insert(fields);
    for (const parse::RecordList& list : record.lists)
      for (const parse::Record& child : list.records) CollectRecords(child, records);
  }

  std::mt19937 random_;
  parse::ParsedSheet machine_;
  std::vector<store::StoredCorrection> log_;
  unsigned texts_ = 0;
};

// Plays about a dozen decisions with undo and redo between them; checks each undo and redo.
void Work(Desk& desk) {
  std::vector<std::string> before, after;  // what undo and redo are to give
  for (int step = 0; step < 12; ++step) {
    const std::string now = desk.Sheet();
    const unsigned choice = desk.random()() % 6;
    if (choice == 0 && !before.empty()) {
      ASSERT_EQ(desk.Decide("", "undo"), Store::Outcome::kDone);
      ASSERT_EQ(desk.Sheet(), before.back());
      before.pop_back();
      after.push_back(now);
    } else if (choice == 1 && !after.empty()) {
      ASSERT_EQ(desk.Decide("", "redo"), Store::Outcome::kDone);
      ASSERT_EQ(desk.Sheet(), after.back());
      after.pop_back();
      before.push_back(now);
    } else if (desk.DecideAtRandom()) {
      before.push_back(now);
      after.clear();
    }
  }
}

TEST(Histories, NothingIsLostAndNothingLandsElsewhere) {
  const int histories = HistoriesToPlay();
  for (int seed = 1; seed <= histories; ++seed) {
    SCOPED_TRACE(seed);
    Desk desk(static_cast<unsigned>(seed));
    const std::string untouched = desk.Sheet();
    ASSERT_NO_FATAL_FAILURE(Work(desk));
    const std::string worked = desk.Sheet();
    const auto records = desk.Records();
    const parse::ParsedSheet read = desk.machine();

    // The records in another order: each decision goes with its record.
    Shuffle(desk.machine().sheet, desk.random());
    ASSERT_TRUE(desk.Now().findings.empty()) << desk.Now().findings[0].finding.detail;
    ASSERT_EQ(desk.Records(), records);

    // Records that are not found any more: what was decided on them is shown.
    DropSome(desk.machine().sheet, desk.random());
    const store::Attachment now = desk.Now();
    std::set<int64_t> accounted;
    for (const auto& decision : now.decisions) accounted.insert(decision.correction);
    for (const auto& part : now.accepted_parts) accounted.insert(part.correction);
    for (const auto& finding : now.findings) accounted.insert(finding.correction);
    desk.machine() = read;
    const store::Attachment then = desk.Now();
    for (const auto& decision : then.decisions) {
      const std::string& kind = desk.log()[static_cast<size_t>(decision.correction) - 1].kind;
      if (store::ScopeOf(kind) != store::ChangeScope::kField) continue;
      EXPECT_TRUE(accounted.contains(decision.correction)) << "lost: " << decision.pointer;
    }

    // The first reading again: all is as it was; all undone: as if nobody had been there.
    ASSERT_EQ(desk.Sheet(), worked);
    while (desk.Decide("", "undo") == Store::Outcome::kDone) continue;
    ASSERT_EQ(desk.Sheet(), untouched);
  }
}

}  // namespace
