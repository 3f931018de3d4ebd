#include "parse/sheet_checks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "parse/compare.h"
#include "parse/fiscal_year.h"
#include "parse/fold.h"
#include "parse/printed_text.h"

namespace parse {
namespace {

std::optional<double> NumberOf(const Record& record, std::string_view field) {
  const Field* found = record.Find(field);
  const double* number = found ? std::get_if<double>(&found->value) : nullptr;
  return number ? std::optional(*number) : std::nullopt;
}

bool Holds(const std::u32string& text, const std::vector<std::u32string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    return text.find(word) != std::u32string::npos;
  });
}

class SheetChecker {
 public:
  SheetChecker(const Record& sheet, const WordLists& words) : sheet_(sheet), words_(words) {
    if (const auto year = NumberOf(sheet, "fiscal_year")) year_ = static_cast<int>(*year);
  }

  std::vector<Finding> Run() {
    const RecordList* areas = sheet_.FindList("areas");
    for (size_t a = 0; areas && a < areas->records.size(); ++a) {
      const std::string path = "/areas/" + std::to_string(a);
      for (const char* list : {"goals", "challenges", "indicators"})
        CheckRepeated(areas->records[a].FindList(list), path + "/" + list);
      const RecordList* indicators = areas->records[a].FindList("indicators");
      for (size_t i = 0; indicators && i < indicators->records.size(); ++i) {
        CheckIndicator(indicators->records[i], path + "/indicators/" + std::to_string(i));
      }
    }
    return std::move(findings_);
  }

 private:
  void Add(std::string path, const char* reason, const char* detail) {
    findings_.push_back({std::move(path), reason, detail});
  }

  // All that a row says but its number, as it is compared; "" where it says next to nothing.
  static std::string RowText(const Record& row) {
    std::string text;
    size_t printed = 0;
    for (const Field& field : row.fields) {
      if (field.name == "label") continue;
      const std::string one = ComparableText(field.value);
      printed += one.size();
      text += one + "\n";
    }
    constexpr size_t kLeastBytes = 30;  // ten ideographs: shorter rows may well be alike
    if (printed < kLeastBytes) return "";
    for (const RecordList& list : row.lists)
      for (const Record& child : list.records)
        for (const Field& field : child.fields) text += ComparableText(field.value) + "\n";
    return text;
  }

  // The same row twice: a page that was read twice, or a row that was cut in two.
  void CheckRepeated(const RecordList* list, const std::string& path) {
    std::map<std::string, size_t> seen;
    for (size_t i = 0; list && i < list->records.size(); ++i) {
      std::string text = RowText(list->records[i]);
      if (text.empty()) continue;
      if (!seen.emplace(std::move(text), i).second)
        Add(path + "/" + std::to_string(i), "row-repeated", "the same row stands above");
    }
  }

  void CheckIndicator(const Record& indicator, const std::string& path) {
    const RecordList* measures = indicator.FindList("measures");
    for (size_t m = 0; measures && m < measures->records.size(); ++m) {
      const Record& measure = measures->records[m];
      const std::string at = path + "/measures/" + std::to_string(m);
      CheckShare(measure, at);
      CheckYear(measure, at);
    }
    if (measures) CheckDirection(indicator, *measures, path);
  }

  void CheckShare(const Record& measure, const std::string& path) {
    const auto value = NumberOf(measure, "value");
    const auto most = NumberOf(measure, "value_max");
    if (!value) return;
    if (measure.Text("unit") == "%" && std::max(*value, most.value_or(*value)) > 100)
      Add(path, "value-implausible", "more than a hundred percent");
    const std::u32string text = Fold(ToUtf32(measure.Text("text"))).text;
    const std::u32string unit = Fold(ToUtf32(measure.Text("unit"))).text;
    for (const std::u32string& word : words_.part_of) {
      const size_t at = text.find(word);
      if (at == std::u32string::npos || unit.empty()) continue;
      if (FirstOf(std::u32string_view(text).substr(at), unit) > std::max(*value, most.value_or(0)))
        Add(path, "value-implausible", "a part is larger than its whole");
    }
  }

  // The first number before the unit in うち65歳以上20人: 20. 0 if there is none.
  static double FirstOf(std::u32string_view text, const std::u32string& unit) {
    double number = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      const bool digit = text[i] >= U'0' && text[i] <= U'9';
      if (digit) {
        number = 10 * number + static_cast<double>(text[i] - U'0');
      } else if (text.substr(i, unit.size()) == unit && i > 0 && text[i - 1] >= U'0' &&
                 text[i - 1] <= U'9') {
        return number;
      } else if (text[i] != U',') {
        number = 0;
      }
    }
    return 0;
  }

  // A target for years gone by, or an actual value of years to come.
  void CheckYear(const Record& measure, const std::string& path) {
    if (!year_) return;
    const std::u32string heading = Fold(ToUtf32(measure.Text("heading"))).text;
    const auto year = FindFiscalYear(heading, words_, true);
    if (!year) return;
    const std::string_view kind = measure.Text("kind");
    if (kind == "target" && year->year < *year_)
      Add(path + "/heading", "year-implausible", "a target for a year before the sheet's");
    if (kind != "target" && year->year > *year_)
      Add(path + "/heading", "year-implausible", "a value of a year after the sheet's");
  }

  // Only where the indicator says which way it is to go.
  void CheckDirection(const Record& indicator, const RecordList& measures,
                      const std::string& path) {
    const std::u32string text = Fold(ToUtf32(indicator.Text("indicator"))).text;
    const bool rising = Holds(text, words_.rising), falling = Holds(text, words_.falling);
    if (rising == falling) return;
    const Record* before = nullptr;
    for (size_t m = 0; m < measures.records.size(); ++m) {
      const Record& measure = measures.records[m];
      const auto value = NumberOf(measure, "value");
      if (!value) continue;
      if (measure.Text("kind") != "target") {
        before = &measure;
        continue;
      }
      if (!before || before->Text("unit") != measure.Text("unit")) continue;
      const double was = *NumberOf(*before, "value");
      if ((rising && *value < was) || (falling && *value > was))
        Add(path + "/measures/" + std::to_string(m), "value-implausible",
            "the target goes the other way than the indicator says");
    }
  }

  const Record& sheet_;
  const WordLists& words_;
  std::optional<int> year_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> CheckSheet(const Record& sheet, const WordLists& words) {
  return SheetChecker(sheet, words).Run();
}

}  // namespace parse
