#include "store/year_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "parse/fold.h"

namespace store {
namespace {

constexpr std::string_view kTarget = "target", kActual = "actual", kCurrent = "current",
                           kBaseline = "baseline";
constexpr double kTimes = 8;      // more than this from one sheet to the next is looked at
constexpr double kSmallest = 10;  // of numbers below it nothing is said

// Parts joined by links: a forest, each tree one line.
class Lines {
 public:
  void Add(const PlaceOfPart& part) { above_.emplace(part, part); }
  void Join(const PlaceOfPart& a, const PlaceOfPart& b) {
    PlaceOfPart first = Root(a), second = Root(b);
    if (second < first) std::swap(first, second);
    above_[second] = first;
  }
  std::vector<YearLine> Make() {
    std::map<PlaceOfPart, YearLine> lines;
    for (const auto& [part, up] : above_) lines[Root(part)].parts.push_back(part);
    std::vector<YearLine> made;
    for (auto& [root, line] : lines) made.push_back(std::move(line));
    return made;
  }

 private:
  PlaceOfPart Root(PlaceOfPart part) const {
    while (above_.at(part) != part) part = above_.at(part);
    return part;
  }
  std::map<PlaceOfPart, PlaceOfPart> above_;
};

std::optional<double> Stated(const YearMeasure& measure) {
  return measure.state == "stated" ? measure.value : std::nullopt;
}

bool IsPercent(const YearMeasure& measure) { return parse::FoldUtf8(measure.unit) == "%"; }

std::optional<size_t> LastOf(const YearIndicator& indicator, std::string_view kind) {
  for (size_t i = indicator.measures.size(); i > 0; --i)
    if (indicator.measures[i - 1].kind == kind) return i - 1;
  return std::nullopt;
}

class BookMaker {
 public:
  explicit BookMaker(YearBook& book) : book_(book) {}

  void Make() {
    MakeLines();
    for (const YearLine& line : book_.indicators) {
      for (size_t i = 0; i < line.parts.size(); ++i) {
        for (size_t j = i + 1; j < line.parts.size(); ++j) {
          if (line.parts[i].sheet == line.parts[j].sheet) continue;
          // What was split is not the same as its parts.
          if (!IsAlone(line, i) || !IsAlone(line, j)) continue;
          Compare(line.parts[i], line.parts[j]);
          if (j == i + 1) CompareWithNext(line.parts[i], line.parts[j]);
        }
      }
    }
  }

 private:
  void MakeLines() {
    Lines areas, indicators;
    for (size_t s = 0; s < book_.sheets.size(); ++s) {
      for (size_t a = 0; a < book_.sheets[s].areas.size(); ++a) {
        areas.Add({s, a, {}});
        const YearArea& area = book_.sheets[s].areas[a];
        for (size_t i = 0; i < area.indicators.size(); ++i)
          if (!parse::FoldUtf8(area.indicators[i].text).empty()) indicators.Add({s, a, i});
      }
    }
    for (const YearLink& link : book_.links)
      if (link.Holds()) (link.a.indicator ? indicators : areas).Join(link.a, link.b);
    book_.areas = areas.Make();
    book_.indicators = indicators.Make();
  }

  static bool IsAlone(const YearLine& line, size_t index) {
    return std::count_if(line.parts.begin(), line.parts.end(), [&](const PlaceOfPart& part) {
             return part.sheet == line.parts[index].sheet;
           }) == 1;
  }

  const std::vector<YearMeasure>& Measures(const PlaceOfPart& place) const {
    return book_.IndicatorAt(place).measures;
  }

  // Of any two sheets: values of the same fiscal year.
  void Compare(const PlaceOfPart& a, const PlaceOfPart& b) {
    for (size_t i = 0; i < Measures(a).size(); ++i) {
      for (size_t j = 0; j < Measures(b).size(); ++j) {
        const YearMeasure &before = Measures(a)[i], &after = Measures(b)[j];
        const auto x = Stated(before), y = Stated(after);
        const bool targets = before.kind == kTarget;
        if (!x || !y || targets != (after.kind == kTarget) || !before.fiscal_year ||
            before.fiscal_year != after.fiscal_year || IsPercent(before) != IsPercent(after))
          continue;
        if (*x == *y && before.value_max == after.value_max) continue;
        book_.contradictions.push_back(
            {targets ? "target-differs" : "value-differs", {a, i}, {b, j}});
      }
    }
  }

  // Of a sheet and the next one that has the indicator.
  void CompareWithNext(const PlaceOfPart& a, const PlaceOfPart& b) {
    const auto target = LastTarget(book_.IndicatorAt(a));
    const auto value = ValueNow(book_.IndicatorAt(b));
    if (target && value)
      book_.targets.push_back({{a, *target}, {b, *value}, Reached(a, *target, b, *value)});
    const auto before = ValueNow(book_.IndicatorAt(a));
    if (!before || !value) return;
    const YearMeasure &old_one = Measures(a)[*before], &new_one = Measures(b)[*value];
    const auto x = Stated(old_one), y = Stated(new_one);
    if (!x || !y) return;
    const bool same_words =
        parse::FoldUtf8(book_.IndicatorAt(a).text) == parse::FoldUtf8(book_.IndicatorAt(b).text);
    if (IsPercent(old_one) != IsPercent(new_one)) {
      if (same_words && !old_one.unit.empty() && !new_one.unit.empty())
        book_.contradictions.push_back({"unit-differs", {a, *before}, {b, *value}});
      return;
    }
    const double more = std::max(*x, *y), less = std::min(*x, *y);
    if (more >= kSmallest && less > 0 && more / less >= kTimes)
      book_.contradictions.push_back({"magnitude", {a, *before}, {b, *value}});
  }

  // Upwards or downwards, as the target lies to what there was when it was set.
  TargetAndValue::Reached Reached(const PlaceOfPart& a, size_t target, const PlaceOfPart& b,
                                  size_t value) const {
    using R = TargetAndValue::Reached;
    const YearMeasure &aim = Measures(a)[target], &now = Measures(b)[value];
    const auto wanted = Stated(aim), got = Stated(now);
    if (!wanted || !got || IsPercent(aim) != IsPercent(now)) return R::kUnknown;
    if (aim.comparator == "range")
      return *got >= *wanted && (!aim.value_max || *got <= *aim.value_max) ? R::kYes : R::kNo;
    bool downwards = aim.comparator == "<=" || aim.comparator == "<";
    if (!downwards && aim.comparator != ">=" && aim.comparator != ">") {
      const auto start = ValueNow(book_.IndicatorAt(a));
      const auto from = start ? Stated(Measures(a)[*start]) : std::nullopt;
      if (!from) return R::kUnknown;
      downwards = *wanted < *from;
    }
    return (downwards ? *got <= *wanted : *got >= *wanted) ? R::kYes : R::kNo;
  }

  YearBook& book_;
};

}  // namespace

std::optional<size_t> ValueNow(const YearIndicator& indicator) {
  for (const std::string_view kind : {kCurrent, kBaseline, kActual})
    if (const auto found = LastOf(indicator, kind); found && Stated(indicator.measures[*found]))
      return found;
  for (const std::string_view kind : {kCurrent, kBaseline, kActual})
    if (const auto found = LastOf(indicator, kind)) return found;
  return std::nullopt;
}

std::optional<size_t> LastTarget(const YearIndicator& indicator) {
  return LastOf(indicator, kTarget);
}

const YearArea& YearBook::AreaAt(const PlaceOfPart& place) const {
  return sheets[place.sheet].areas[place.area];
}
const YearIndicator& YearBook::IndicatorAt(const PlaceOfPart& place) const {
  return AreaAt(place).indicators[*place.indicator];
}
const YearMeasure& YearBook::MeasureAt(const YearValue& value) const {
  return IndicatorAt(value.indicator).measures[value.measure];
}

YearBook MakeYearBook(std::vector<YearSheet> sheets, const std::vector<IdentityDecision>& decisions,
                      const parse::Morphology& morphology) {
  YearBook book;
  book.sheets = std::move(sheets);
  book.links = LinkSheets(book.sheets, decisions, morphology);
  BookMaker(book).Make();
  return book;
}

}  // namespace store
