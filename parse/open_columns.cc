#include "parse/open_columns.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "parse/quantity.h"
#include "parse/sector_names.h"

namespace parse {
namespace {

const extract::Rect& BoxOf(const extract::SourceLayers& layers, const PrintedChar& c) {
  return layers.pages[c.page].glyphs[c.glyph].box;
}

TextLine MakePart(const extract::SourceLayers& layers, const TextLine& line, PrintedText text) {
  TextLine part;
  part.text = Trim(std::move(text));
  part.folded = Fold(part.text);
  part.size = line.size;
  part.page = line.page;
  bool first = true;
  for (const PrintedChar& c : part.text) {
    if (c.glyph < 0) continue;
    part.box = first ? BoxOf(layers, c) : extract::Union(part.box, BoxOf(layers, c));
    first = false;
  }
  return part;
}

// Intervals of x that the glyphs of the lines cover, sorted and disjoint. A gap inside a word
// is no gap.
std::vector<std::pair<double, double>> Covered(const extract::SourceLayers& layers,
                                               const std::vector<TextLine>& lines) {
  std::vector<std::pair<double, double>> spans;
  for (const TextLine& line : lines) {
    for (const PrintedChar& c : line.text) {
      if (c.glyph >= 0 && !IsBlank(c.c))
        spans.emplace_back(BoxOf(layers, c).x0, BoxOf(layers, c).x1);
    }
  }
  std::sort(spans.begin(), spans.end());
  std::vector<std::pair<double, double>> covered;
  for (const auto& span : spans) {
    if (!covered.empty() && span.first <= covered.back().second + 1e-6) {
      covered.back().second = std::max(covered.back().second, span.second);
    } else {
      covered.push_back(span);
    }
  }
  return covered;
}

// The middle of the widest strip between `from` and `to` that nothing covers; NAN if none.
double WidestGap(const std::vector<std::pair<double, double>>& covered, double from, double to,
                 double least) {
  double best = NAN, width = least, at = from;
  const auto consider = [&](double begin, double end) {
    if (end - begin > width) {
      width = end - begin;
      best = (begin + end) / 2;
    }
  };
  for (const auto& [begin, end] : covered) {
    if (end <= from) continue;
    if (begin >= to) break;
    consider(at, std::min(begin, to));
    at = std::max(at, end);
  }
  consider(at, to);
  return best;
}

// Under one header for sectors and roles the sectors' names stand left of the header's middle:
// the column before must end left of them.
double LeftOfSectorNames(const extract::SourceLayers& layers, const OpenHeader& header,
                         size_t column, const std::vector<TextLine>& body,
                         const std::set<std::u32string>& sectors) {
  double left = header.columns[column].box.CenterX();
  const auto& columns = header.columns;
  const bool own = std::any_of(columns.begin(), columns.end(), [](const auto& other) {
    return other.rule && other.rule->role == ColumnRole::kSectors;
  });
  if (!columns[column].rule || columns[column].rule->role != ColumnRole::kRole || own) return left;
  const double from = column > 0 ? columns[column - 1].box.CenterX() : 0;
  for (const TextLine& line : body) {
    const double em = line.size > 0 ? line.size : 2;
    for (const TextLine& part : SplitAtGaps(layers, line, 0.5 * em)) {
      if (part.box.x0 > from && sectors.contains(part.folded.text))
        left = std::min(left, part.box.x0 + 0.1);
    }
  }
  return left;
}

}  // namespace

std::vector<TextLine> SplitAtGaps(const extract::SourceLayers& layers, const TextLine& line,
                                  double gap) {
  std::vector<TextLine> parts;
  PrintedText current;
  double right = 0;
  for (const PrintedChar& c : line.text) {
    if (c.glyph >= 0 && !IsBlank(c.c)) {
      const extract::Rect& box = BoxOf(layers, c);
      if (!current.empty() && box.x0 - right >= gap) {
        parts.push_back(MakePart(layers, line, std::move(current)));
        current.clear();
      }
      right = std::max(current.empty() ? box.x1 : right, box.x1);
    }
    if (!current.empty() || !IsBlank(c.c)) current.push_back(c);
  }
  if (!current.empty()) parts.push_back(MakePart(layers, line, std::move(current)));
  return parts;
}

std::set<std::u32string> SectorNamesIn(const extract::SourceLayers& layers,
                                       const std::vector<TextLine>& lines, const ReadTools& tools) {
  constexpr size_t kLongest = 14;  // characters of a name that the form does not know
  std::set<std::u32string> names;
  std::map<std::pair<std::u32string, int>, int> times;
  std::vector<std::pair<TextLine, double>> parts;
  for (const TextLine& line : lines) {
    const double em = line.size > 0 ? line.size : 2;
    for (TextLine& part : SplitAtGaps(layers, line, 0.5 * em))
      parts.emplace_back(std::move(part), em);
  }
  // The second line of a broken name comes again, too; it stands close below the first.
  const auto goes_on = [&](const TextLine& part, double em) {
    return std::any_of(parts.begin(), parts.end(), [&](const auto& other) {
      const double gap = part.box.y0 - other.first.box.y1;
      return std::abs(other.first.box.x0 - part.box.x0) < 0.5 * em &&
             gap > -0.5 * part.box.Height() && gap < 0.45 * part.box.Height() &&
             other.first.box.y0 < part.box.y0;
    });
  };
  for (const auto& [part, em] : parts) {
    const std::u32string& text = part.folded.text;
    if (text.size() > 1 && IsSectorName(text, tools.form)) names.insert(text);
    const bool sentence = text.find(0x3002) != text.npos;
    if (text.size() < 2 || text.size() > kLongest || sentence) continue;
    if (ReadQuantity(Utf8(part.text), tools.words).state != State::kStated) continue;
    if (goes_on(part, em)) continue;
    // Half an em of play: names of one column begin at one edge.
    if (++times[{text, static_cast<int>(std::lround(part.box.x0 / (0.5 * em)))}] >= 2)
      names.insert(text);
  }
  return names;
}

std::optional<std::vector<double>> FindGutters(const extract::SourceLayers& layers,
                                               const OpenHeader& header,
                                               const std::set<std::u32string>& sectors,
                                               std::vector<TextLine>* body) {
  std::vector<double> ends;
  for (size_t i = 0; i < header.columns.size(); ++i)
    ends.push_back(LeftOfSectorNames(layers, header, i, *body, sectors));
  std::vector<TextLine> headings;
  for (const auto& column : header.columns)
    headings.insert(headings.end(), column.lines.begin(), column.lines.end());
  for (;;) {
    std::vector<TextLine> all = headings;
    all.insert(all.end(), body->begin(), body->end());
    const auto covered = Covered(layers, all);
    std::vector<double> gutters;
    for (size_t i = 0; i + 1 < header.columns.size(); ++i) {
      // Headings are centred over their columns or begin with them; texts may reach further.
      const double from = header.columns[i].box.CenterX();
      const double to = ends[i + 1];
      gutters.push_back(WidestGap(covered, from, to, 1e-3));
    }
    if (std::none_of(gutters.begin(), gutters.end(), [](double g) { return std::isnan(g); }))
      return gutters;
    // Text below the table runs over all columns: take it off from its first line on.
    double cut = NAN;
    for (size_t i = 0; i + 1 < header.columns.size(); ++i) {
      if (!std::isnan(gutters[i])) continue;
      const double from = header.columns[i].box.CenterX();
      const double to = ends[i + 1];
      for (const TextLine& line : *body) {
        if (std::isnan(WidestGap(Covered(layers, {line}), from, to, 1e-3)) &&
            (std::isnan(cut) || line.box.y0 < cut))
          cut = line.box.y0;
      }
    }
    if (std::isnan(cut)) return std::nullopt;
    const size_t before = body->size();
    std::erase_if(*body, [&](const TextLine& line) { return line.box.y0 >= cut; });
    if (body->size() == before || body->empty()) return std::nullopt;
  }
}

std::vector<TextLine> SplitAt(const extract::SourceLayers& layers, const TextLine& line,
                              const std::vector<double>& positions) {
  std::vector<PrintedText> texts(positions.size() + 1);
  size_t column = 0;
  for (const PrintedChar& c : line.text) {
    if (c.glyph >= 0) {
      const double x = BoxOf(layers, c).CenterX();
      column = static_cast<size_t>(std::upper_bound(positions.begin(), positions.end(), x) -
                                   positions.begin());
    }
    texts[column].push_back(c);
  }
  std::vector<TextLine> parts;
  for (PrintedText& text : texts) parts.push_back(MakePart(layers, line, std::move(text)));
  return parts;
}

}  // namespace parse
