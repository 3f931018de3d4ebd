// Columns of a table without rulings, once its header is known.
#ifndef PARSE_OPEN_COLUMNS_H_
#define PARSE_OPEN_COLUMNS_H_

#include <optional>
#include <set>
#include <vector>

#include "extract/page.h"
#include "parse/open_headers.h"

namespace parse {

// A line cut where the gap between two glyphs is at least `gap` wide.
std::vector<TextLine> SplitAtGaps(const extract::SourceLayers& layers, const TextLine& line,
                                  double gap);

// The short texts in the lines that are names of sectors: those that the form knows, and those
// that come again and again at the same left edge.
std::set<std::u32string> SectorNamesIn(const extract::SourceLayers& layers,
                                       const std::vector<TextLine>& lines, const ReadTools& tools);

// Where each column ends and the next begins: columns.size() - 1 positions, each in a strip
// that no text crosses. `*body` loses the lines from the first on that crosses all strips
// (text below the table). `sectors` are names of sectors
// that stand in the body. nullopt where there is no such strip.
std::optional<std::vector<double>> FindGutters(const extract::SourceLayers& layers,
                                               const OpenHeader& header,
                                               const std::set<std::u32string>& sectors,
                                               std::vector<TextLine>* body);

// A line cut at the given positions: one part for each column, empty where it has no text.
std::vector<TextLine> SplitAt(const extract::SourceLayers& layers, const TextLine& line,
                              const std::vector<double>& positions);

}  // namespace parse

#endif  // PARSE_OPEN_COLUMNS_H_
