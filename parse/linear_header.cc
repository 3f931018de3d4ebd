#include "parse/linear_header.h"

#include <algorithm>
#include <set>

#include "parse/wording_match.h"

namespace parse {
namespace {

constexpr size_t kMostLines = 10;   // of a header
constexpr size_t kMostParts = 4;    // of one column's wording
constexpr double kLeastHere = 0.9;  // a wording in running text must be (nearly) exact

struct Part {
  TextLine text;
  size_t line;  // index into the lines of the page
};

// The columns of `rule` that the parts from the first on can be read as; the best ends where
// no further column follows.
struct Reading {
  std::vector<LinearHeader::Column> columns;
  size_t parts = 0;
  double score = 0;
};

class HeaderReader {
 public:
  HeaderReader(const std::vector<Part>& parts, const TableRule& rule, const WordLists& words)
      : parts_(parts), rule_(rule), words_(words) {}

  Reading Best() {
    Extend(0, {});
    return best_;
  }

 private:
  void Extend(size_t at, Reading reading) {
    const bool complete = std::all_of(
        rule_.columns.begin(), rule_.columns.end(), [&](const ColumnRule& column) {
          return !column.required || std::any_of(reading.columns.begin(), reading.columns.end(),
                                                 [&](const auto& c) { return c.rule == &column; });
        });
    if (complete && reading.columns.size() >= 2 && reading.score > best_.score) best_ = reading;
    if (at >= parts_.size() || ++steps_ > 5000) return;
    PrintedText joined;
    for (size_t count = 1; count <= kMostParts && at + count <= parts_.size(); ++count) {
      Append(joined, parts_[at + count - 1].text.text);
      const FoldedText folded = Fold(joined);
      if (folded.text.size() > 40) break;
      const BareWording bare = MakeBare(folded.text, words_);
      for (const ColumnRule& column : rule_.columns) {
        const bool taken =
            column.role != ColumnRole::kMeasure &&
            std::any_of(reading.columns.begin(), reading.columns.end(),
                        [&](const auto& c) { return c.rule == &column; });
        if (taken) continue;
        const double score = Score(bare, column.header);
        if (score < kLeastHere) continue;
        Reading longer = reading;
        LinearHeader::Column found;
        found.rule = &column;
        for (size_t i = at; i < at + count; ++i) found.parts.push_back(parts_[i].text);
        longer.columns.push_back(std::move(found));
        longer.parts = at + count;
        // More of the text read as header is better than less.
        // One long wording is better than two short ones.
        longer.score += score * static_cast<double>(folded.text.size()) - 1;
        Extend(at + count, std::move(longer));
      }
    }
  }

  const std::vector<Part>& parts_;
  const TableRule& rule_;
  const WordLists& words_;
  Reading best_;
  int steps_ = 0;
};

}  // namespace

TextLine SliceLine(const TextLine& line, size_t begin, size_t end) {
  TextLine part;
  part.text = Trim(Slice(line.text, begin, end));
  part.folded = Fold(part.text);
  part.box = line.box;
  const double width = line.box.Width() / std::max<double>(1, static_cast<double>(line.text.size()));
  part.box.x0 = line.box.x0 + width * static_cast<double>(begin);
  part.box.x1 = line.box.x0 + width * static_cast<double>(end);
  part.size = line.size;
  part.page = line.page;
  return part;
}

std::vector<TextLine> SplitAtBlanks(const TextLine& line) {
  std::vector<TextLine> parts;
  for (size_t i = 0; i < line.text.size();) {
    if (IsBlank(line.text[i].c)) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < line.text.size() && !IsBlank(line.text[end].c)) ++end;
    parts.push_back(SliceLine(line, i, end));
    i = end;
  }
  return parts;
}

std::optional<LinearHeader> FindLinearHeader(const std::vector<TextLine>& lines, size_t first,
                                             const ReadTools& tools) {
  // Cheap first: the line's beginning must be the beginning of some column's wording.
  if (lines[first].folded.text.empty()) return std::nullopt;
  std::vector<Part> parts;
  for (size_t i = first; i < lines.size() && i < first + kMostLines; ++i) {
    for (TextLine& part : SplitAtBlanks(lines[i])) parts.push_back({std::move(part), i});
  }
  std::optional<LinearHeader> best;
  double score = 0;
  for (const TableRule& rule : tools.form.tables) {
    Reading reading = HeaderReader(parts, rule, tools.words).Best();
    if (reading.columns.empty() || reading.score <= score) continue;
    // A header ends with its line.
    const size_t last = parts[reading.parts - 1].line;
    if (reading.parts < parts.size() && parts[reading.parts].line == last) continue;
    score = reading.score;
    best = LinearHeader{&rule, last - first + 1, std::move(reading.columns)};
  }
  return best;
}

}  // namespace parse
