#include "extract/glyph_runs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace extract {
namespace {

// Gaps in em, the size of the larger neighbour.
constexpr double kSureGap = 1.0;        // up to this a run goes on
constexpr double kWidestGap = 2.5;      // up to this it goes on unless a gutter is seen there
constexpr double kFrameGap = 0.35;      // across the border of a frame (a boxed or marked word)
constexpr double kPrintGap = 0.1;       // across the border of a cell: print that runs over it
constexpr double kStraddle = 0.15;      // of a glyph's length, on the wrong side of the border
constexpr double kLeastOverlap = 0.5;   // of the lower band
constexpr double kOverprint = 0.6;      // of the glyph before: brackets set close (half an em)
constexpr int kGutterRows = 3;          // gaps above one another that make a gutter
constexpr double kGutterPitch = 2.2;    // em between them at most
constexpr size_t kMostCandidates = 32;  // more runs at one place is a hostile page

double Overlap(double a0, double a1, double b0, double b1) {
  const double common = std::min(a1, b1) - std::max(a0, b0);
  const double lower = std::min(a1 - a0, b1 - b0);
  return lower > 0 ? common / lower : (common >= 0 ? 1 : 0);
}

struct Run {
  int32_t first = -1, last = -1;       // glyphs
  int32_t last_ink = -1;               // the last glyph that is not blank
  double u0 = 0, u1 = 0, ink_end = 0;  // ink_end: of the last glyph that is not blank
  double v0 = 0, v1 = 0;               // band of the largest glyph
  double em = 0;                       // of the last glyph
  double most_em = 0;                  // of the largest
  int32_t region = 0;                  // of the last glyph
  bool mixed = false;                  // has glyphs of several regions
  int32_t before = -1;                 // the run that it may go on from, across a wide gap
};

class Sweep {
 public:
  Sweep(const std::vector<FlowGlyph>& glyphs, const std::vector<Region>& regions,
        Direction direction)
      : glyphs_(glyphs), regions_(regions), next_(glyphs.size(), -1) {
    for (const Region& region : regions) flows_.push_back(ToFlow(region.box, direction));
    double low = std::numeric_limits<double>::infinity(), high = -low, sum = 0;
    for (const FlowGlyph& glyph : glyphs) {
      low = std::min(low, glyph.box.v0);
      high = std::max(high, glyph.box.v1);
      sum += glyph.box.v1 - glyph.box.v0;
    }
    const double mean = sum / static_cast<double>(std::max<size_t>(1, glyphs.size()));
    low_ = low;
    step_ = std::max({mean, (high - low) / kMostRows, 1e-3});
    rows_.resize(glyphs.empty() ? 1 : static_cast<size_t>((high - low) / step_) + 1);
  }

  void Go() {
    for (int32_t i = 0; i < static_cast<int32_t>(glyphs_.size()); ++i) Place(i);
  }

  std::vector<std::vector<int32_t>> Chains() {
    JoinAcrossGaps();
    std::vector<std::vector<int32_t>> chains;
    for (size_t r = 0; r < runs_.size(); ++r) {
      if (runs_[r].before >= 0) continue;
      const size_t first = chains.size();
      chains.emplace_back();
      bool mixed = false;
      for (auto k = static_cast<int32_t>(r); k >= 0; k = after_[static_cast<size_t>(k)]) {
        mixed = mixed || runs_[static_cast<size_t>(k)].mixed;
        for (int32_t i = runs_[static_cast<size_t>(k)].first; i >= 0;
             i = next_[static_cast<size_t>(i)])
          chains[first].push_back(i);
      }
      if (mixed) SplitAtGaps(first, &chains);
    }
    return chains;
  }

 private:
  static constexpr double kMostRows = 8192;
  static constexpr size_t kMostRowsOfRun = 24;
  static constexpr double kBandMargin = 0.3;  // of a run's height: larger glyphs fit it, too

  // Print that runs over a border takes along only what stands close to it, not the text of
  // the cell that it comes from.
  void SplitAtGaps(size_t which, std::vector<std::vector<int32_t>>* chains) const {
    const std::vector<int32_t> chain = std::move((*chains)[which]);
    (*chains)[which] = {chain[0]};
    double end = At(chain[0]).box.u1;
    for (size_t k = 1; k < chain.size(); ++k) {
      const FlowGlyph& glyph = At(chain[k]);
      if (glyph.box.u0 - end > kSureGap * glyph.em) chains->emplace_back();
      chains->back().push_back(chain[k]);
      if (!glyph.blank) end = glyph.box.u1;
    }
  }

  size_t RowOf(double v) const {
    return static_cast<size_t>(
        std::clamp((v - low_) / step_, 0.0, static_cast<double>(rows_.size() - 1)));
  }

  bool IsCell(int32_t region) const { return regions_[static_cast<size_t>(region)].cell; }
  const FlowGlyph& At(int32_t i) const { return glyphs_[static_cast<size_t>(i)]; }

  // How far the next glyph of the run may begin, at most.
  double Limit(const Run& run) const {
    const double page = run.u1 + kWidestGap * std::max(run.em, run.most_em) * 2;
    return IsCell(run.region) ? std::max(page, flows_[static_cast<size_t>(run.region)].u1) : page;
  }

  // Does the print run over the border between two regions?
  bool RunsOver(const Run& run, const FlowGlyph& glyph, double gap, double em) const {
    if (run.last_ink != run.last || glyph.blank) return false;
    const FlowGlyph& last = At(run.last);
    if (!IsCell(last.region) && !IsCell(glyph.region)) return gap <= kFrameGap * em;
    if (std::abs(gap) > kPrintGap * em || std::abs(last.em - glyph.em) > 0.1 * em) return false;
    // A box lies over the text, or around a word of it.
    if (!IsCell(last.region) || !IsCell(glyph.region)) return true;
    const double last_out = last.box.u1 - flows_[static_cast<size_t>(last.region)].u1;
    const double next_out = flows_[static_cast<size_t>(glyph.region)].u0 - glyph.box.u0;
    return (IsCell(last.region) && last_out > kStraddle * (last.box.u1 - last.box.u0)) ||
           (IsCell(glyph.region) && next_out > kStraddle * (glyph.box.u1 - glyph.box.u0));
  }

  // How badly the glyph fits the run's end; infinity: not at all. `*wide`: only if no gutter
  // stands there.
  double Misfit(const Run& run, const FlowGlyph& glyph, bool* wide) const {
    constexpr double kNever = std::numeric_limits<double>::infinity();
    const FlowGlyph& last = At(run.last_ink >= 0 ? run.last_ink : run.last);
    const double on_last = Overlap(last.box.v0, last.box.v1, glyph.box.v0, glyph.box.v1);
    const double on_run = Overlap(run.v0, run.v1, glyph.box.v0, glyph.box.v1);
    if (on_run < kLeastOverlap && on_last < kLeastOverlap) return kNever;

    const double em = std::max(run.em, glyph.em), small = std::min(run.em, glyph.em);
    const double back = run.ink_end - glyph.box.u0;
    if (!glyph.blank && run.last_ink >= 0 && back > kOverprint * (run.ink_end - last.box.u0))
      return kNever;
    const double gap = std::max(glyph.box.u0 - run.u1, -small);
    // A small glyph above or below the last one (a fraction, two small lines beside a large
    // character): not after it.
    if (on_last < kLeastOverlap && (on_run < 0.8 || gap > kFrameGap * em)) return kNever;
    *wide = false;
    if (run.region != glyph.region) {
      if (!RunsOver(run, glyph, gap, em)) return kNever;
    } else if (!IsCell(glyph.region)) {
      if (gap > kWidestGap * em) return kNever;
      *wide = gap > kSureGap * em;
    }
    return std::abs(gap) / std::max(em, 1e-3) + 2 * (1 - std::min(1.0, on_last));
  }

  void Place(int32_t i) {
    const FlowGlyph& glyph = At(i);
    double least = std::numeric_limits<double>::infinity();
    int32_t best = -1;
    bool best_wide = false;
    // A run that fits a glyph of usual height is known in the row of the glyph's middle.
    const double middle = (glyph.box.v0 + glyph.box.v1) / 2;
    const bool tall = glyph.box.v1 - glyph.box.v0 > 2 * step_;
    const size_t row0 = RowOf(tall ? glyph.box.v0 : middle);
    const size_t row1 = tall ? std::min(RowOf(glyph.box.v1), row0 + kMostRowsOfRun) : row0;
    for (size_t row = row0; row <= row1; ++row) {
      std::vector<int32_t>& open = rows_[row];
      std::erase_if(open,
                    [&](int32_t r) { return Limit(runs_[static_cast<size_t>(r)]) < glyph.box.u0; });
      size_t seen = 0;
      for (size_t k = open.size(); k > 0 && seen < kMostCandidates; --k, ++seen) {
        bool wide = false;
        const double misfit = Misfit(runs_[static_cast<size_t>(open[k - 1])], glyph, &wide);
        if (misfit < least || (misfit == least && best > open[k - 1])) {
          least = misfit;
          best = open[k - 1];
          best_wide = wide;
        }
      }
      // Piled up beyond all use: let the oldest go.
      if (open.size() > 4 * kMostCandidates)
        open.erase(open.begin(), open.end() - 2 * kMostCandidates);
    }
    if (best < 0 || best_wide)
      Begin(i, best);
    else
      Append(i, best);
  }

  void Begin(int32_t i, int32_t before) {
    const FlowGlyph& glyph = At(i);
    const auto r = static_cast<int32_t>(runs_.size());
    runs_.push_back({.first = i,
                     .last = i,
                     .last_ink = glyph.blank ? -1 : i,
                     .u0 = glyph.box.u0,
                     .u1 = glyph.box.u1,
                     .ink_end = glyph.blank ? glyph.box.u0 : glyph.box.u1,
                     .v0 = glyph.box.v0,
                     .v1 = glyph.box.v1,
                     .em = glyph.em,
                     .most_em = glyph.em,
                     .region = glyph.region,
                     .before = before});
    Register(r, glyph.box);
  }

  void Append(int32_t i, int32_t r) {
    const FlowGlyph& glyph = At(i);
    Run& run = runs_[static_cast<size_t>(r)];
    next_[static_cast<size_t>(run.last)] = i;
    run.last = i;
    run.u1 = std::max(run.u1, glyph.box.u1);
    run.em = glyph.em;
    run.mixed = run.mixed || run.region != glyph.region;
    run.region = glyph.region;
    if (!glyph.blank) {
      run.last_ink = i;
      run.ink_end = std::max(run.ink_end, glyph.box.u1);
    }
    if (glyph.em > run.most_em * 1.05) {
      run.most_em = glyph.em;
      run.v0 = glyph.box.v0;
      run.v1 = glyph.box.v1;
      Register(r, glyph.box);
    }
  }

  void Register(int32_t r, const FlowBox& band) {
    const double margin = kBandMargin * (band.v1 - band.v0);
    const size_t row0 = RowOf(band.v0 - margin);
    const size_t row1 = std::min(RowOf(band.v1 + margin), row0 + kMostRowsOfRun);
    for (size_t row = row0; row <= row1; ++row) {
      if (rows_[row].empty() || rows_[row].back() != r) rows_[row].push_back(r);
    }
  }

  // Keeps `before` where runs belong together and clears it elsewhere; fills after_.
  void JoinAcrossGaps() {
    after_.assign(runs_.size(), -1);
    std::vector<int32_t> gaps;  // runs with something before them
    for (size_t r = 0; r < runs_.size(); ++r) {
      const int32_t before = runs_[r].before;
      if (before < 0) continue;
      // Two runs may want to follow the same one: the first, which is the nearer.
      if (after_[static_cast<size_t>(before)] >= 0 || runs_[r].last_ink < 0) {
        runs_[r].before = -1;
        continue;
      }
      after_[static_cast<size_t>(before)] = static_cast<int32_t>(r);
      gaps.push_back(static_cast<int32_t>(r));
    }
    for (const int32_t r : GuttersAmong(gaps)) {
      Run& run = runs_[static_cast<size_t>(r)];
      after_[static_cast<size_t>(run.before)] = -1;
      run.before = -1;
    }
  }

  // Of the runs after a gap, those whose gaps stand one above the other in enough rows.
  std::vector<int32_t> GuttersAmong(std::vector<int32_t> gaps) const {
    const auto run = [this](int32_t r) -> const Run& { return runs_[static_cast<size_t>(r)]; };
    std::sort(gaps.begin(), gaps.end(), [&](int32_t a, int32_t b) {
      return std::tie(run(a).v0, run(a).u0, a) < std::tie(run(b).v0, run(b).u0, b);
    });
    std::vector<size_t> parent(gaps.size());
    std::vector<int> rows(gaps.size(), 0);
    std::iota(parent.begin(), parent.end(), size_t{0});
    const auto root = [&parent](size_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    for (size_t i = 0; i < gaps.size(); ++i) {
      const Run& a = run(gaps[i]);
      const double a0 = run(a.before).u1, pitch = kGutterPitch * a.most_em;
      for (size_t k = i + 1; k < gaps.size() && k <= i + kMostCandidates; ++k) {
        const Run& b = run(gaps[k]);
        if (b.v0 - a.v0 > pitch) break;
        if (b.v0 - a.v0 < a.most_em / 2 || b.region != a.region) continue;
        const double common = std::min(a.u0, b.u0) - std::max(a0, run(b.before).u1);
        if (common >= kSureGap / 2 * a.em) parent[root(k)] = root(i);
      }
    }
    for (size_t i = 0; i < gaps.size(); ++i) ++rows[root(i)];
    std::vector<int32_t> gutters;
    for (size_t i = 0; i < gaps.size(); ++i) {
      if (rows[root(i)] >= kGutterRows) gutters.push_back(gaps[i]);
    }
    return gutters;
  }

  const std::vector<FlowGlyph>& glyphs_;
  const std::vector<Region>& regions_;
  std::vector<FlowBox> flows_;  // of the regions
  std::vector<int32_t> next_;   // the glyph after each one in its run; -1: none
  std::vector<Run> runs_;
  std::vector<int32_t> after_;              // the run that goes on from each one; -1: none
  std::vector<std::vector<int32_t>> rows_;  // open runs by the rows that their bands touch
  double low_ = 0, step_ = 1;
};

}  // namespace

std::vector<std::vector<int32_t>> FindRuns(const std::vector<FlowGlyph>& glyphs,
                                           const std::vector<Region>& regions,
                                           Direction direction) {
  if (glyphs.empty()) return {};
  Sweep sweep(glyphs, regions, direction);
  sweep.Go();
  return sweep.Chains();
}

}  // namespace extract
