#include "store/year_match.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "parse/fold.h"
#include "parse/worded_text.h"

namespace store {
namespace {

// What two indicators have in common beside their wording.
struct Surroundings {
  bool units_differ = false;  // both have units, and not of one kind
  bool units_same = false;
  bool value_goes_on = false;  // the later sheet says of a year what the earlier one said
  bool value_breaks = false;   // or something else
};

struct IndicatorView {
  const YearIndicator* indicator = nullptr;
  parse::WordedText wording;
  std::set<std::string> units;  // folded
  bool percent = false;
};

constexpr const char* kPercent = "%";

IndicatorView ViewOf(const YearIndicator& indicator, const parse::Morphology& morphology) {
  IndicatorView view{&indicator, parse::WordedTextOf(indicator.text, morphology), {}, false};
  for (const YearMeasure& measure : indicator.measures)
    if (!measure.unit.empty()) view.units.insert(parse::FoldUtf8(measure.unit));
  view.percent = view.units.contains(kPercent);
  return view;
}

bool SayTheSame(const YearMeasure& a, const YearMeasure& b) { return *a.value == *b.value; }

bool IsTarget(const YearMeasure& measure) { return measure.kind == "target"; }

Surroundings SurroundingsOf(const IndicatorView& a, const IndicatorView& b) {
  Surroundings common;
  if (!a.units.empty() && !b.units.empty()) {
    common.units_same = std::any_of(a.units.begin(), a.units.end(), [&](const std::string& unit) {
      return b.units.contains(unit);
    });
    common.units_differ = a.percent != b.percent && !common.units_same;
  }
  for (const YearMeasure& before : a.indicator->measures) {
    for (const YearMeasure& after : b.indicator->measures) {
      if (!before.value || !after.value || !before.fiscal_year ||
          before.fiscal_year != after.fiscal_year || IsTarget(before) != IsTarget(after))
        continue;
      (SayTheSame(before, after) ? common.value_goes_on : common.value_breaks) = true;
    }
  }
  return common;
}

// A logistic function; its weights were set by hand on corpus/make/year_series.py --wording tuning.
double CertaintyOf(const parse::WordingLikeness& like, const Surroundings& common) {
  if (like.same && !common.units_differ) return 0.995;
  double sum = -8.0 + 6.0 * like.words + 7.0 * like.characters + 1.5 * like.contained;
  if (like.other_numbers) sum -= 3;
  if (common.units_differ) sum -= 5;
  if (common.units_same) sum += 0.7;
  if (common.value_goes_on) sum += 1.5;
  if (common.value_breaks) sum -= 0.7;
  return 1 / (1 + std::exp(-sum));
}

// A table of certainties between two lists.
class Certainties {
 public:
  Certainties(size_t rows, size_t columns) : columns_(columns), cells_(rows * columns) {}
  double& At(size_t row, size_t column) { return cells_[row * columns_ + column]; }
  double At(size_t row, size_t column) const { return cells_[row * columns_ + column]; }
  size_t rows() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  size_t columns() const { return columns_; }

 private:
  size_t columns_;
  std::vector<double> cells_;
};

struct Pairing {
  size_t row, column;
  double certainty;
};

// One to one, the most certain first. A pair with a rival that is nearly as likely is less certain.
std::vector<Pairing> PairUp(const Certainties& table) {
  std::vector<Pairing> all;
  for (size_t row = 0; row < table.rows(); ++row)
    for (size_t column = 0; column < table.columns(); ++column)
      if (table.At(row, column) > 0) all.push_back({row, column, table.At(row, column)});
  std::stable_sort(all.begin(), all.end(),
                   [](const Pairing& a, const Pairing& b) { return a.certainty > b.certainty; });
  std::vector<bool> row_taken(table.rows()), column_taken(table.columns());
  std::vector<Pairing> chosen;
  for (const Pairing& pair : all) {
    if (row_taken[pair.row] || column_taken[pair.column]) continue;
    double rival = 0;
    for (size_t row = 0; row < table.rows(); ++row)
      if (row != pair.row && !row_taken[row]) rival = std::max(rival, table.At(row, pair.column));
    for (size_t column = 0; column < table.columns(); ++column)
      if (column != pair.column && !column_taken[column])
        rival = std::max(rival, table.At(pair.row, column));
    row_taken[pair.row] = column_taken[pair.column] = true;
    // Two that are equally likely: each is right half of the time.
    const double doubt = std::max(0.0, rival - kProposedLink) * pair.certainty;
    chosen.push_back({pair.row, pair.column, pair.certainty * (1 - doubt)});
  }
  return chosen;
}

class Linker {
 public:
  Linker(const std::vector<YearSheet>& sheets, const std::vector<IdentityDecision>& decisions,
         const parse::Morphology& morphology)
      : sheets_(sheets) {
    for (const YearSheet& sheet : sheets) {
      auto& areas = views_.emplace_back();
      for (const YearArea& area : sheet.areas) {
        auto& indicators = areas.emplace_back();
        for (const YearIndicator& indicator : area.indicators)
          indicators.push_back(ViewOf(indicator, morphology));
        area_names_[area.name] = parse::WordedTextOf(area.name, morphology);
      }
    }
    CountWords();
    for (const IdentityDecision& decision : decisions)
      said_[{decision.a, decision.b}] = said_[{decision.b, decision.a}] = decision.verdict;
  }

  std::vector<YearLink> Link() {
    for (size_t i = 0; i + 1 < sheets_.size(); ++i) LinkPair(i, i + 1);
    return std::move(links_);
  }

 private:
  void CountWords() {
    std::set<std::u32string> seen;
    for (const auto& areas : views_)
      for (const auto& indicators : areas)
        for (const IndicatorView& view : indicators)
          if (seen.insert(view.wording.folded).second) frequencies_.Add(view.wording);
    for (const auto& [name, wording] : area_names_) area_frequencies_.Add(wording);
  }

  std::optional<Verdict> Said(const YearPart& a, const YearPart& b) const {
    const auto found = said_.find({a, b});
    if (found == said_.end() || found->second == Verdict::kOpen) return std::nullopt;
    return found->second;
  }

  YearPart Part(size_t sheet, size_t area, std::optional<size_t> indicator) const {
    const YearArea& in = sheets_[sheet].areas[area];
    return indicator ? PartOf(sheets_[sheet], in, in.indicators[*indicator])
                     : PartOf(sheets_[sheet], in);
  }

  // A blank row is no indicator.
  static bool IsBlank(const IndicatorView& view) { return view.wording.folded.empty(); }

  Certainties Compare(const std::vector<IndicatorView>& before,
                      const std::vector<IndicatorView>& after) const {
    Certainties table(before.size(), after.size());
    for (size_t i = 0; i < before.size(); ++i)
      for (size_t j = 0; j < after.size(); ++j)
        if (!IsBlank(before[i]) && !IsBlank(after[j]))
          table.At(i, j) =
              CertaintyOf(parse::Likeness(before[i].wording, after[j].wording, frequencies_),
                          SurroundingsOf(before[i], after[j]));
    return table;
  }

  // What share of the indicators of the area that has fewer are sure to be in the other.
  double Overlap(const std::vector<IndicatorView>& before,
                 const std::vector<IndicatorView>& after) const {
    double sure = 0;
    const auto counts = [](const auto& views) {
      return static_cast<double>(std::count_if(views.begin(), views.end(),
                                               [](const auto& view) { return !IsBlank(view); }));
    };
    for (const Pairing& pair : PairUp(Compare(before, after)))
      if (pair.certainty >= kCertainLink) ++sure;
    const double fewer = std::min(counts(before), counts(after));
    return fewer > 0 ? sure / fewer : 0;
  }

  void LinkPair(size_t first, size_t second) {
    const YearSheet &a = sheets_[first], &b = sheets_[second];
    Certainties areas(a.areas.size(), b.areas.size());
    for (size_t i = 0; i < a.areas.size(); ++i) {
      for (size_t j = 0; j < b.areas.size(); ++j) {
        const parse::WordingLikeness like = parse::Likeness(
            area_names_.at(a.areas[i].name), area_names_.at(b.areas[j].name), area_frequencies_);
        double certainty = 0.99;
        if (!like.same) {
          const double overlap = Overlap(views_[first][i], views_[second][j]);
          const double sum = -5 + 5 * std::max(like.words, like.characters) + 5 * overlap;
          certainty = 1 / (1 + std::exp(-sum));
        }
        areas.At(i, j) = certainty;
      }
    }
    for (const YearLink& link : WithDecisions(PairUp(areas), {first, 0, {}}, {second, 0, {}})) {
      links_.push_back(link);
      if (link.state != LinkState::kRefused) LinkIndicators(link);
    }
  }

  // The links of the pairs, with what people said of these and of any other two.
  // `a`, `b`: where the lists stand; an indicator in them, of any number, says: of indicators.
  std::vector<YearLink> WithDecisions(const std::vector<Pairing>& pairs, PlaceOfPart a,
                                      PlaceOfPart b) const {
    const bool of_areas = !a.indicator;
    const auto place = [of_areas](PlaceOfPart at, size_t index) {
      if (of_areas) {
        at.area = index;
      } else {
        at.indicator = index;
      }
      return at;
    };
    const auto size = [&](const PlaceOfPart& at) {
      return of_areas ? sheets_[at.sheet].areas.size()
                      : sheets_[at.sheet].areas[at.area].indicators.size();
    };
    std::vector<YearLink> links;
    for (size_t i = 0; i < size(a); ++i) {
      for (size_t j = 0; j < size(b); ++j) {
        const auto pair = std::find_if(pairs.begin(), pairs.end(), [&](const Pairing& one) {
          return one.row == i && one.column == j;
        });
        YearLink link{place(a, i), place(b, j), pair == pairs.end() ? 0 : pair->certainty,
                      LinkState::kProposed, false};
        const auto said = Said(Part(link.a.sheet, link.a.area, link.a.indicator),
                               Part(link.b.sheet, link.b.area, link.b.indicator));
        if (said) {
          link.state = *said == Verdict::kSame ? LinkState::kConfirmed : LinkState::kRefused;
        } else if (link.certainty < kProposedLink) {
          continue;
        } else if (link.certainty >= kCertainLink) {
          link.state = LinkState::kAutomatic;
        }
        links.push_back(link);
      }
    }
    return links;
  }

  void LinkIndicators(const YearLink& areas) {
    const auto& before = views_[areas.a.sheet][areas.a.area];
    const auto& after = views_[areas.b.sheet][areas.b.area];
    const Certainties table = Compare(before, after);
    std::vector<Pairing> pairs = PairUp(table);
    // Where it is not sure that the areas are the same, no more is it that their indicators are.
    const double sure = areas.state == LinkState::kConfirmed ? 1 : areas.certainty;
    if (sure < kCertainLink)
      for (Pairing& pair : pairs) pair.certainty *= sure;
    PlaceOfPart a = areas.a, b = areas.b;
    a.indicator = b.indicator = 0;
    std::vector<YearLink> links = WithDecisions(pairs, a, b);
    AddParts(before, after, a, b, links);
    links_.insert(links_.end(), links.begin(), links.end());
  }

  // An indicator without a partner that is, in words, a part of one that has another partner (or
  // has it as a part): one was split, or two were merged. Always for people to decide.
  void AddParts(const std::vector<IndicatorView>& before, const std::vector<IndicatorView>& after,
                const PlaceOfPart& a, const PlaceOfPart& b, std::vector<YearLink>& links) const {
    std::set<size_t> left, right;
    for (const YearLink& link : links) {
      if (link.state == LinkState::kRefused) continue;
      left.insert(*link.a.indicator);
      right.insert(*link.b.indicator);
    }
    std::vector<YearLink> parts;
    const auto try_pair = [&](size_t i, size_t j) {
      if (IsBlank(before[i]) || IsBlank(after[j])) return;
      PlaceOfPart from = a, to = b;
      from.indicator = i;
      to.indicator = j;
      if (Said(Part(from.sheet, from.area, i), Part(to.sheet, to.area, j))) return;
      const parse::WordingLikeness like =
          parse::Likeness(before[i].wording, after[j].wording, frequencies_);
      constexpr double kPartOf = 0.9, kCertaintyOfPart = 0.7;
      if (like.contained < kPartOf || before[i].percent != after[j].percent) return;
      parts.push_back({from, to, kCertaintyOfPart, LinkState::kProposed, true});
    };
    for (size_t j = 0; j < after.size(); ++j)
      if (!right.contains(j))
        for (const size_t i : left) try_pair(i, j);
    for (size_t i = 0; i < before.size(); ++i)
      if (!left.contains(i))
        for (const size_t j : right) try_pair(i, j);
    links.insert(links.end(), parts.begin(), parts.end());
  }

  const std::vector<YearSheet>& sheets_;
  std::vector<std::vector<std::vector<IndicatorView>>> views_;  // by sheet, area, indicator
  std::map<std::string, parse::WordedText> area_names_;
  parse::WordFrequencies frequencies_, area_frequencies_;
  std::map<std::pair<YearPart, YearPart>, Verdict> said_;
  std::vector<YearLink> links_;
};

}  // namespace

std::vector<YearLink> LinkSheets(const std::vector<YearSheet>& sheets,
                                 const std::vector<IdentityDecision>& decisions,
                                 const parse::Morphology& morphology) {
  return Linker(sheets, decisions, morphology).Link();
}

}  // namespace store
