#include "store/sheet_changes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "parse/fold.h"
#include "parse/likeness.h"
#include "parse/printed_text.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"

namespace store {
namespace {

using Kind = SheetChange::Kind;
using Side = TextPiece::Side;

constexpr size_t kMostCells = 4'000'000;  // of the table of the word comparison
constexpr double kAlike = 0.35;           // records less alike are not the same one

struct DiffWord {
  std::string text, folded;
};

// Words with the blanks before them; they add up to the text.
std::vector<DiffWord> WordsOf(std::string_view utf8, const parse::Morphology& morphology) {
  const std::u32string text = parse::ToUtf32(utf8);
  std::vector<DiffWord> words;
  size_t done = 0;
  const auto add = [&](size_t end) {
    const std::string piece = parse::ToUtf8(text.substr(done, end - done));
    words.push_back({piece, parse::FoldForCompare(piece)});
    done = end;
  };
  for (const parse::Token& token : morphology.Tokenize(text))
    if (token.end > done) add(token.end);
  if (done < text.size()) add(text.size());
  return words;
}

void Append(std::vector<TextPiece>& pieces, Side side, const std::string& text) {
  if (text.empty()) return;
  if (!pieces.empty() && pieces.back().side == side) {
    pieces.back().text += text;
  } else {
    pieces.push_back({side, text});
  }
}

std::string PrintedText(const parse::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::string joined;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
    for (const std::string& text : *texts) joined.append(joined.empty() ? "" : " / ").append(text);
  return joined;
}

// Fields that are printed, list marks and numbers left out.
std::vector<std::string> FieldsOf(std::string_view kind) {
  std::vector<std::string> fields;
  if (const parse::RecordShape* shape = parse::ShapeOf(kind))
    for (const parse::FieldShape& field : shape->fields)
      if (field.derived_from.empty() && field.name != shape->label) fields.emplace_back(field.name);
  return fields;
}

std::string TextOf(const parse::Record& record, const std::string& field) {
  const parse::Field* found = record.Find(field);
  return found == nullptr ? std::string() : PrintedText(found->value);
}

std::string AllTexts(const parse::Record& record) {
  std::string all;
  for (const std::string& field : FieldsOf(record.kind)) all += TextOf(record, field) + "\n";
  return parse::FoldForCompare(all);
}

// A pair of records; either may be missing.
struct RecordPair {
  std::optional<size_t> before, after;
};

// In the order of `after`; what it lacks stands where `before` had it.
std::vector<RecordPair> InOrder(size_t before, size_t after,
                                const std::map<size_t, size_t>& new_to_old) {
  std::vector<bool> used(before);
  for (const auto& [later, earlier] : new_to_old) used[earlier] = true;
  std::vector<RecordPair> pairs;
  size_t next = 0;
  const auto removed_until = [&](size_t end) {
    for (; next < end; ++next)
      if (!used[next]) pairs.push_back({next, std::nullopt});
  };
  for (size_t j = 0; j < after; ++j) {
    const auto found = new_to_old.find(j);
    if (found != new_to_old.end()) removed_until(std::max(next, found->second));
    pairs.push_back({found == new_to_old.end() ? std::nullopt : std::optional(found->second), j});
  }
  removed_until(before);
  return pairs;
}

class Comparer {
 public:
  Comparer(const std::vector<YearLink>& links, const parse::Morphology& morphology)
      : links_(links), morphology_(morphology) {}

  std::vector<SheetChange> Compare(const parse::Record& before, const parse::Record& after) && {
    Fields(&before, &after, "", "", "");
    const auto* old_areas = before.FindList("areas");
    const auto* new_areas = after.FindList("areas");
    if (old_areas == nullptr || new_areas == nullptr) return std::move(changes_);
    for (const RecordPair& pair :
         InOrder(old_areas->records.size(), new_areas->records.size(), Linked({}))) {
      const parse::Record* from = pair.before ? &old_areas->records[*pair.before] : nullptr;
      const parse::Record* to = pair.after ? &new_areas->records[*pair.after] : nullptr;
      area_ = std::string((to != nullptr ? to : from)->Text("name"));
      area_pair_ = pair;
      Both(from, to, Path("/areas/", pair.before), Path("/areas/", pair.after), "areas");
    }
    area_.clear();
    Lists(&before, &after, "", "", "");
    return std::move(changes_);
  }

 private:
  static std::string Path(const std::string& list, std::optional<size_t> index) {
    return index ? list + std::to_string(*index) : std::string();
  }

  // Linked areas, or indicators of the areas `of`: later position to earlier one, the surest first.
  std::map<size_t, size_t> Linked(std::optional<RecordPair> of) const {
    std::vector<const YearLink*> wanted;
    for (const YearLink& link : links_) {
      if (link.state == LinkState::kRefused || link.part ||
          of.has_value() != link.a.indicator.has_value())
        continue;
      if (of && (link.a.area != of->before || link.b.area != of->after)) continue;
      wanted.push_back(&link);
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const YearLink* a, const YearLink* b) {
      return std::pair(a->Holds(), a->certainty) > std::pair(b->Holds(), b->certainty);
    });
    std::map<size_t, size_t> pairs;
    std::vector<size_t> used;
    for (const YearLink* link : wanted) {
      const size_t earlier = of ? *link->a.indicator : link->a.area;
      const size_t later = of ? *link->b.indicator : link->b.area;
      if (pairs.contains(later) || std::count(used.begin(), used.end(), earlier) > 0) continue;
      pairs[later] = earlier;
      used.push_back(earlier);
    }
    return pairs;
  }

  void Both(const parse::Record* from, const parse::Record* to, const std::string& old_path,
            const std::string& new_path, const std::string& section) {
    Fields(from, to, old_path, new_path, section);
    Lists(from, to, old_path, new_path, section);
  }

  // What stands under the records; areas of the sheet are paired before.
  void Lists(const parse::Record* from, const parse::Record* to, const std::string& old_path,
             const std::string& new_path, const std::string& section) {
    const parse::RecordShape* shape = parse::ShapeOf((to != nullptr ? to : from)->kind);
    if (shape == nullptr) return;
    for (const parse::ListShape& list : shape->lists) {
      const std::string name(list.name);
      if (section.empty() && name == "areas") continue;
      static const std::vector<parse::Record> none;
      const auto records = [&](const parse::Record* record) -> const std::vector<parse::Record>& {
        const parse::RecordList* found = record == nullptr ? nullptr : record->FindList(name);
        return found == nullptr ? none : found->records;
      };
      const auto &before = records(from), &after = records(to);
      const bool of_area = section == "areas";
      const auto pairs =
          of_area && name == "indicators" ? Linked(area_pair_) : Alike(before, after);
      for (const RecordPair& pair : InOrder(before.size(), after.size(), pairs))
        Both(pair.before ? &before[*pair.before] : nullptr,
             pair.after ? &after[*pair.after] : nullptr,
             Path(old_path + "/" + name + "/", pair.before),
             Path(new_path + "/" + name + "/", pair.after),
             of_area || section.empty() ? name : section);
    }
  }

  // Later position to earlier one.
  static std::map<size_t, size_t> Alike(const std::vector<parse::Record>& before,
                                        const std::vector<parse::Record>& after) {
    struct Candidate {
      double likeness;
      size_t later, earlier;
    };
    std::vector<parse::CharacterPairs> old_texts, new_texts;
    for (const parse::Record& record : before) old_texts.emplace_back(AllTexts(record));
    for (const parse::Record& record : after) new_texts.emplace_back(AllTexts(record));
    std::vector<Candidate> candidates;
    for (size_t j = 0; j < after.size(); ++j) {
      for (size_t i = 0; i < before.size(); ++i) {
        // A value of one kind is never compared with one of another; a role is its sectors'.
        const bool same_kind = before[i].Text("kind") == after[j].Text("kind");
        const bool same_sectors =
            before[i].kind == "role" && TextOf(before[i], "sectors") == TextOf(after[j], "sectors");
        double likeness = Likeness(old_texts[i], new_texts[j]);
        if (before[i].kind == "measure") likeness = same_kind ? 1 + likeness : 0;
        if (same_sectors) likeness += 1;
        if (likeness >= kAlike) candidates.push_back({likeness, j, i});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.likeness > b.likeness; });
    std::map<size_t, size_t> pairs;
    std::vector<bool> used(before.size());
    for (const Candidate& one : candidates) {
      if (pairs.contains(one.later) || used[one.earlier]) continue;
      pairs[one.later] = one.earlier;
      used[one.earlier] = true;
    }
    return pairs;
  }

  void Fields(const parse::Record* from, const parse::Record* to, const std::string& old_path,
              const std::string& new_path, const std::string& section) {
    const std::string& kind = (to != nullptr ? to : from)->kind;
    for (const std::string& field : FieldsOf(kind)) {
      SheetChange change;
      change.section = section;
      change.area = area_;
      change.record = kind;
      change.field = field;
      std::string step(1, '/');
      step += parse::EscapePointerToken(field);
      if (from != nullptr) {
        change.old_path = old_path + step;
        change.old_text = TextOf(*from, field);
      }
      if (to != nullptr) {
        change.new_path = new_path + step;
        change.new_text = TextOf(*to, field);
      }
      if (change.old_text.empty() && change.new_text.empty()) continue;
      if (parse::FoldForCompare(change.old_text) == parse::FoldForCompare(change.new_text)) {
        change.kind = Kind::kSame;
      } else if (change.old_text.empty()) {
        change.kind = Kind::kAdded;
      } else if (change.new_text.empty()) {
        change.kind = Kind::kRemoved;
      } else {
        change.kind = Kind::kChanged;
        change.pieces = TextDifference(change.old_text, change.new_text, morphology_);
      }
      changes_.push_back(std::move(change));
    }
  }

  const std::vector<YearLink>& links_;
  const parse::Morphology& morphology_;
  std::string area_;
  RecordPair area_pair_;
  std::vector<SheetChange> changes_;
};

}  // namespace

std::vector<TextPiece> TextDifference(std::string_view old_text, std::string_view new_text,
                                      const parse::Morphology& morphology) {
  const std::vector<DiffWord> a = WordsOf(old_text, morphology), b = WordsOf(new_text, morphology);
  std::vector<TextPiece> pieces;
  size_t head = 0, tail = 0;
  while (head < std::min(a.size(), b.size()) && a[head].folded == b[head].folded)
    Append(pieces, Side::kBoth, b[head++].text);
  while (tail < std::min(a.size(), b.size()) - head &&
         a[a.size() - 1 - tail].folded == b[b.size() - 1 - tail].folded)
    ++tail;
  const size_t rows = a.size() - head - tail, columns = b.size() - head - tail;
  // Length of the longest common run of words from (i, j) on.
  std::vector<uint32_t> longest;
  const auto at = [&](size_t i, size_t j) -> uint32_t& { return longest[i * (columns + 1) + j]; };
  const bool all = (rows + 1) * (columns + 1) <= kMostCells;
  if (all) {
    longest.assign((rows + 1) * (columns + 1), 0);
    for (size_t i = rows; i-- > 0;)
      for (size_t j = columns; j-- > 0;)
        at(i, j) = a[head + i].folded == b[head + j].folded ? at(i + 1, j + 1) + 1
                                                            : std::max(at(i + 1, j), at(i, j + 1));
  }
  size_t i = 0, j = 0;
  while (all && i < rows && j < columns) {
    if (a[head + i].folded == b[head + j].folded) {
      Append(pieces, Side::kBoth, b[head + j].text);
      ++i, ++j;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      Append(pieces, Side::kOld, a[head + i++].text);
    } else {
      Append(pieces, Side::kNew, b[head + j++].text);
    }
  }
  for (; i < rows; ++i) Append(pieces, Side::kOld, a[head + i].text);
  for (; j < columns; ++j) Append(pieces, Side::kNew, b[head + j].text);
  for (size_t k = b.size() - tail; k < b.size(); ++k) Append(pieces, Side::kBoth, b[k].text);
  return pieces;
}

std::vector<SheetChange> CompareSheets(const parse::Record& old_sheet,
                                       const parse::Record& new_sheet,
                                       const std::vector<YearLink>& links,
                                       const parse::Morphology& morphology) {
  return Comparer(links, morphology).Compare(old_sheet, new_sheet);
}

}  // namespace store
