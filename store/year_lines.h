// One submitter's sheets side by side: lines of areas and indicators over the years, last year's
// target beside this year's value, and what one year says against another. Pure functions.
#ifndef STORE_YEAR_LINES_H_
#define STORE_YEAR_LINES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/year_match.h"

namespace store {

// One value in its place.
struct YearValue {
  PlaceOfPart indicator;
  size_t measure = 0;  // by position in the indicator
};

// What was aimed at, and what came of it.
struct TargetAndValue {
  YearValue target;  // of a sheet
  YearValue value;   // of a later sheet: its actual value, else the latest that it calls present
  enum class Reached : uint8_t { kYes, kNo, kUnknown } reached = Reached::kUnknown;
};

// What one sheet says against another of the same submitter. Either may be read wrong.
struct YearContradiction {
  // "value-differs", "target-differs": of the same fiscal year two values;
  // "unit-differs": the same wording, but a share once and a number once;
  // "magnitude": from one sheet to the next ten times as much, or a tenth.
  std::string_view kind;
  YearValue a, b;  // a: of the earlier sheet
};

// One area or indicator over the years: the parts that links which hold join, in order. Several of
// one sheet where it was split or merged, and people said so.
struct YearLine {
  std::vector<PlaceOfPart> parts;
};

struct YearBook {
  std::vector<YearSheet> sheets;
  std::vector<YearLink> links;
  std::vector<YearLine> areas, indicators;  // by their first part; blank indicators left out
  std::vector<TargetAndValue> targets;      // by line, then year
  std::vector<YearContradiction> contradictions;

  const YearArea& AreaAt(const PlaceOfPart& place) const;
  const YearIndicator& IndicatorAt(const PlaceOfPart& place) const;
  const YearMeasure& MeasureAt(const YearValue& value) const;
};

// Positions of measures: what the indicator has now (the latest present value that it states, else
// its actual value, else a place where none is stated), and the last target.
std::optional<size_t> ValueNow(const YearIndicator& indicator);
std::optional<size_t> LastTarget(const YearIndicator& indicator);

// `sheets`: of one submitter, in order; see SheetsBySubmitter.
YearBook MakeYearBook(std::vector<YearSheet> sheets, const std::vector<IdentityDecision>& decisions,
                      const parse::Morphology& morphology);

}  // namespace store

#endif  // STORE_YEAR_LINES_H_
