#include "parse/compare.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "parse/fold.h"
#include "parse/likeness.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace parse {
namespace {

using Kind = Difference::Kind;

// Enough to tell any two printed numbers apart, too few to see the noise of arithmetic.
constexpr int kSignificantDigits = 12;

std::string NumberText(double value) {
  char buffer[32];
  const auto end = std::to_chars(std::begin(buffer), std::end(buffer), value,
                                 std::chars_format::general, kSignificantDigits);
  return {std::begin(buffer), end.ptr};
}

std::string JoinedTexts(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : " / ") + text;
  return joined;
}

}  // namespace

std::string ShownText(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return NumberText(*number);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return JoinedTexts(*texts);
  return {};
}

namespace {

// A field made ready once, as each is compared with many others.
struct ReadyField {
  const Field* field = nullptr;
  std::string comparable;
  CharacterPairs pairs;
};

struct ReadyRecord;
struct ReadyList {
  std::string pointer;
  std::string_view name;
  std::vector<ReadyRecord> records;
};
struct ReadyRecord {
  const Record* record = nullptr;
  std::string pointer;
  std::vector<ReadyField> fields;
  std::vector<ReadyList> lists;

  const ReadyField* Find(std::string_view name) const {
    for (const ReadyField& ready : fields)
      if (ready.field->name == name) return &ready;
    return nullptr;
  }
  const ReadyList* FindList(std::string_view name) const {
    for (const ReadyList& list : lists)
      if (list.name == name) return &list;
    return nullptr;
  }
};

ReadyRecord MakeReady(const Record& record, const std::string& pointer) {
  ReadyRecord ready{&record, pointer, {}, {}};
  for (const Field& field : record.fields) {
    std::string comparable = ComparableText(field.value);
    CharacterPairs pairs(comparable);
    ready.fields.push_back({&field, std::move(comparable), std::move(pairs)});
  }
  for (const RecordList& list : record.lists) {
    ReadyList entry{pointer + "/" + EscapePointerToken(list.name), list.name, {}};
    for (size_t i = 0; i < list.records.size(); ++i)
      entry.records.push_back(MakeReady(list.records[i], entry.pointer + "/" + std::to_string(i)));
    ready.lists.push_back(std::move(entry));
  }
  return ready;
}

// A long text says more about which record it is than a mark or a code word: 1 .. 5.
double Weight(const ReadyField& a, const ReadyField& b) {
  constexpr double kFullWeightBytes = 120;  // 40 ideographs
  const auto bytes = static_cast<double>(std::max(a.comparable.size(), b.comparable.size()));
  return 1 + 4 * std::min(1.0, bytes / kFullWeightBytes);
}

struct Alignment {
  double score = 0;
  // Pairs of indices in order; -1 where one side has no partner. Every index occurs once.
  std::vector<std::pair<int, int>> pairs;
};
Alignment Align(const std::vector<ReadyRecord>& gold, const std::vector<ReadyRecord>& got);

double Similarity(const ReadyRecord& gold, const ReadyRecord& got) {
  constexpr double kSameList = 1e-3;  // of two unlike records, a pair costs fewer faults than none
  double score = kSameList;
  for (const ReadyField& a : gold.fields) {
    const ReadyField* b = got.Find(a.field->name);
    if (b != nullptr && !a.comparable.empty() && !b->comparable.empty())
      score += Weight(a, *b) * Likeness(a.pairs, b->pairs);
  }
  for (const ReadyList& list : gold.lists) {
    if (const ReadyList* other = got.FindList(list.name))
      score += Align(list.records, other->records).score;
  }
  return score;
}

// The pairs, in order on both sides, whose similarities add up to most.
Alignment Align(const std::vector<ReadyRecord>& gold, const std::vector<ReadyRecord>& got) {
  const size_t rows = gold.size(), columns = got.size(), width = columns + 1;
  std::vector<double> best((rows + 1) * width, 0.0);
  std::vector<double> pair_score(rows * columns, 0.0);
  for (size_t i = rows; i-- > 0;) {
    for (size_t j = columns; j-- > 0;) {
      pair_score[i * columns + j] = Similarity(gold[i], got[j]);
      best[i * width + j] = std::max({best[(i + 1) * width + j + 1] + pair_score[i * columns + j],
                                      best[(i + 1) * width + j], best[i * width + j + 1]});
    }
  }
  Alignment alignment{best[0], {}};
  size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    const double here = best[i * width + j];
    const bool both = i < rows && j < columns;
    if (both && here == best[(i + 1) * width + j + 1] + pair_score[i * columns + j]) {
      alignment.pairs.emplace_back(static_cast<int>(i++), static_cast<int>(j++));
    } else if (i < rows && (j == columns || here == best[(i + 1) * width + j])) {
      alignment.pairs.emplace_back(static_cast<int>(i++), -1);
    } else {
      alignment.pairs.emplace_back(-1, static_cast<int>(j++));
    }
  }
  return alignment;
}

class Comparer {
 public:
  explicit Comparer(const ParsedSheet& got) {
    for (const Finding& finding : got.review) reviewed_.insert(finding.path);
    for (const Leftover& leftover : got.leftover) {
      leftover_pieces_.push_back(FoldForCompare(leftover.text));
      all_leftover_ += leftover_pieces_.back();
    }
  }

  void CompareRecords(const ReadyRecord& gold, const ReadyRecord& got) {
    for (const ReadyField& a : gold.fields) CompareField(gold, a, got, got.Find(a.field->name));
    for (const ReadyField& b : got.fields) {
      if (gold.Find(b.field->name) == nullptr) Extra(gold.pointer, got, b);
    }
    for (const ReadyList& list : gold.lists) {
      const ReadyList* other = got.FindList(list.name);
      if (other != nullptr) {
        CompareLists(list, *other);
      } else {
        for (const ReadyRecord& record : list.records) MissingRecord(record, got.pointer);
      }
    }
    for (const ReadyList& list : got.lists) {
      if (gold.FindList(list.name) != nullptr) continue;
      for (const ReadyRecord& record : list.records) ExtraRecord(record);
    }
  }

  Comparison Result() && { return std::move(result_); }

 private:
  void CompareLists(const ReadyList& gold, const ReadyList& got) {
    for (const auto& [i, j] : Align(gold.records, got.records).pairs) {
      if (j < 0) {
        MissingRecord(gold.records[static_cast<size_t>(i)], got.pointer);
      } else if (i < 0) {
        ExtraRecord(got.records[static_cast<size_t>(j)]);
      } else {
        CompareRecords(gold.records[static_cast<size_t>(i)], got.records[static_cast<size_t>(j)]);
      }
    }
  }

  void CompareField(const ReadyRecord& gold, const ReadyField& a, const ReadyRecord& got,
                    const ReadyField* b) {
    const bool got_blank = b == nullptr || b->comparable.empty();
    if (a.comparable.empty()) {
      if (!got_blank) Extra(gold.pointer, got, *b);
    } else if (got_blank) {
      Missing(gold, a, b == nullptr ? got.pointer : Pointer(got, *b));
    } else if (a.comparable == b->comparable) {
      FieldTally& tally = Tally(gold, a);
      ++tally.exact;
      if (ListedForReview(Pointer(got, *b))) ++tally.review_load;
    } else {
      const std::string pointer = Pointer(got, *b);
      Add({Kind::kWrong, FieldName(gold, a), Pointer(gold, a), pointer, ShownText(a.field->value),
           ShownText(b->field->value), !ListedForReview(pointer) && !LeftOver(gold, a)},
          &FieldTally::wrong);
    }
  }

  // `where`: the nearest pointer into the other sheet that exists.
  void Missing(const ReadyRecord& gold, const ReadyField& a, const std::string& where) {
    if (a.comparable.empty()) return;
    Add({Kind::kMissing,
         FieldName(gold, a),
         Pointer(gold, a),
         where,
         ShownText(a.field->value),
         {},
         !ListedForReview(where) && !LeftOver(gold, a)},
        &FieldTally::missing);
  }

  void Extra(const std::string& gold_pointer, const ReadyRecord& got, const ReadyField& b) {
    if (b.comparable.empty()) return;
    Add({Kind::kExtra,
         FieldName(got, b),
         gold_pointer,
         Pointer(got, b),
         {},
         ShownText(b.field->value),
         !ListedForReview(Pointer(got, b))},
        &FieldTally::extra);
  }

  void MissingRecord(const ReadyRecord& gold, const std::string& where) {
    for (const ReadyField& a : gold.fields) Missing(gold, a, where);
    for (const ReadyList& list : gold.lists)
      for (const ReadyRecord& record : list.records) MissingRecord(record, where);
  }

  void ExtraRecord(const ReadyRecord& got) {
    for (const ReadyField& b : got.fields) Extra({}, got, b);
    for (const ReadyList& list : got.lists)
      for (const ReadyRecord& record : list.records) ExtraRecord(record);
  }

  void Add(Difference difference, int FieldTally::*counter) {
    FieldTally& tally = result_.by_field[difference.field];
    ++(tally.*counter);
    if (difference.silent) ++tally.silent;
    result_.differences.push_back(std::move(difference));
  }

  // Is the pointer, or one of those that lead to it, listed?
  bool ListedForReview(std::string_view pointer) const {
    for (;;) {
      if (reviewed_.contains(pointer)) return true;
      if (pointer.empty()) return false;
      pointer = pointer.substr(0, pointer.rfind('/'));
    }
  }

  // Does the leftover hold the printed text that the gold field was made from?
  bool LeftOver(const ReadyRecord& gold, const ReadyField& a) const {
    const RecordShape* shape = ShapeOf(gold.record->kind);
    const FieldShape* field = shape == nullptr ? nullptr : shape->Find(a.field->name);
    const ReadyField* printed = &a;
    if (field != nullptr && !field->derived_from.empty()) printed = gold.Find(field->derived_from);
    if (printed == nullptr || printed->comparable.empty()) return false;
    // A mark or a digit occurs in any text by chance: it must begin a piece.
    constexpr size_t kChanceBytes = 9;  // three ideographs
    if (printed->comparable.size() > kChanceBytes)
      return all_leftover_.find(printed->comparable) != std::string::npos;
    return std::any_of(leftover_pieces_.begin(), leftover_pieces_.end(),
                       [printed](std::string_view piece) {
                         return piece.substr(0, printed->comparable.size()) == printed->comparable;
                       });
  }

  FieldTally& Tally(const ReadyRecord& record, const ReadyField& field) {
    return result_.by_field[FieldName(record, field)];
  }
  static std::string FieldName(const ReadyRecord& record, const ReadyField& field) {
    return record.record->kind + "." + field.field->name;
  }
  static std::string Pointer(const ReadyRecord& record, const ReadyField& field) {
    return record.pointer + "/" + EscapePointerToken(field.field->name);
  }

  std::set<std::string, std::less<>> reviewed_;  // the findings' paths
  std::vector<std::string> leftover_pieces_;     // folded
  std::string all_leftover_;                     // the pieces joined, as a text may go over several
  Comparison result_;
};

}  // namespace

std::string ComparableText(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return FoldForCompare(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    std::string joined;
    for (const std::string& text : *texts) joined += FoldForCompare(text) + '\n';
    return joined;
  }
  return ShownText(value);
}

FieldTally& FieldTally::operator+=(const FieldTally& other) {
  exact += other.exact;
  wrong += other.wrong;
  missing += other.missing;
  extra += other.extra;
  silent += other.silent;
  review_load += other.review_load;
  return *this;
}

FieldTally Comparison::Total() const {
  FieldTally total;
  for (const auto& [name, tally] : by_field) total += tally;
  return total;
}

Comparison CompareSheets(const ParsedSheet& gold, const ParsedSheet& got) {
  Comparer comparer(got);
  comparer.CompareRecords(MakeReady(gold.sheet, ""), MakeReady(got.sheet, ""));
  return std::move(comparer).Result();
}

int CountPrintedFields(const ParsedSheet& sheet) {
  int count = 0;
  VisitFields(sheet.sheet, "", [&count](const std::string&, const Record&, const Field& field) {
    if (!ComparableText(field.value).empty()) ++count;
  });
  return count;
}

}  // namespace parse
