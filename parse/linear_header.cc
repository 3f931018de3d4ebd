#include "parse/linear_header.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "parse/fiscal_year.h"
#include "parse/linear_cells.h"
#include "parse/page_roles.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

constexpr size_t kMostLines = 16;       // of a header
constexpr size_t kMostParts = 7;        // of one column's wording
constexpr size_t kLongestWording = 40;  // folded characters
constexpr double kLeastHere = 0.9;      // a wording in running text must be (nearly) exact
constexpr double kBracketed = 0.95;  // at least: the wording itself, or with a remark in brackets
constexpr size_t kMostBetween = 16;  // lines of the first row among the header's wordings

struct Part {
  TextLine text;
  size_t line = 0;  // index into the lines of the page
  bool starts_line = false;
  bool label = false;       // begins with a number that counts
  bool bare_label = false;  // and is nothing else
  bool after_gap = false;   // a blank line before its line
};

// Columns of a rule as which the parts from the first on can be read, up to the end of a line.
struct Reading {
  std::vector<LinearHeader::Column> columns;
  size_t parts = 0;
  double score = 0;
};

bool Holds(const std::vector<LinearHeader::Column>& columns, const ColumnRule& rule) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return column.rule == &rule; });
}

bool Complete(const std::vector<LinearHeader::Column>& columns, const TableRule& rule) {
  return columns.size() >= 2 &&
         std::all_of(rule.columns.begin(), rule.columns.end(), [&](const ColumnRule& column) {
           return !column.required || Holds(columns, column);
         });
}

class HeaderReader {
 public:
  // `before`: columns that were read already.
  HeaderReader(const std::vector<Part>& parts, const TableRule& rule, const WordLists& words,
               std::vector<LinearHeader::Column> before = {})
      : parts_(parts), rule_(rule), words_(words), before_(std::move(before)) {}

  // The reading with most text; if `complete`, only one with all the columns a table needs.
  Reading Best(bool complete) {
    complete_ = complete;
    Extend(0, {});
    return best_;
  }

 private:
  void Extend(size_t at, const Reading& reading) {
    const bool ends_line = at == parts_.size() || parts_[at].starts_line;
    if (ends_line && !reading.columns.empty() && reading.score > best_.score &&
        (!complete_ || Complete(reading.columns, rule_)))
      best_ = reading;
    constexpr int kMostSteps = 2000;  // of a search that no real header needs
    if (at >= parts_.size() || ++steps_ > kMostSteps) return;
    PrintedText joined;
    for (size_t count = 1; count <= kMostParts && at + count <= parts_.size(); ++count) {
      const Part& last = parts_[at + count - 1];
      if (count > 1 && last.starts_line && (last.label || parts_[at].bare_label)) break;
      if (count > 1 && last.after_gap && last.starts_line && !IsRoundRemark(last.text.text) &&
          !OpenBracket(joined))
        break;
      if (count > 1 && last.starts_line && IsQuotation(last.text.text)) break;
      Append(joined, last.text.text);
      const FoldedText folded = Fold(joined);
      if (folded.text.size() > kLongestWording) break;
      const BareWording bare = MakeBare(folded.text, words_);
      for (const ColumnRule& column : rule_.columns) {
        if (column.role != ColumnRole::kMeasure &&
            (Holds(reading.columns, column) || Holds(before_, column)))
          continue;
        const double score = Score(bare, column.header);
        if (score < kLeastHere) continue;
        if (count > 1 && score < kBracketed && !DateFollows(at, count)) continue;
        Reading longer = reading;
        LinearHeader::Column found;
        found.rule = &column;
        for (size_t i = at; i < at + count; ++i) found.parts.push_back(parts_[i].text);
        longer.columns.push_back(std::move(found));
        longer.parts = at + count;
        // More of the text read as header is better than less; one long wording is better
        // than two short ones.
        longer.score += score * static_cast<double>(folded.text.size()) - 1;
        Extend(at + count, longer);
      }
    }
  }

  // （今回）: said of the heading, wherever its line stands.
  static bool IsRoundRemark(const PrintedText& text) {
    return text.front().c == U'(' || text.front().c == 0xFF08;
  }

  static bool OpenBracket(const PrintedText& text) {
    int open = 0;
    for (const PrintedChar& c : text) {
      const auto category = u_charType(static_cast<UChar32>(c.c));
      if (category == U_START_PUNCTUATION) ++open;
      if (category == U_END_PUNCTUATION && open > 0) --open;
    }
    return open > 0;
  }

  // 「…」 begins a text, no remark.
  static bool IsQuotation(const PrintedText& text) {
    const char32_t c = text.front().c;
    return c == 0x300C || c == 0x300E;
  }

  // A remark without brackets that is no date may be the column's first value.
  bool DateFollows(size_t at, size_t count) const {
    PrintedText rest;
    for (size_t i = at + 1; i < at + count; ++i) Append(rest, parts_[i].text.text);
    return FindFiscalYear(Fold(rest).text, words_, true).has_value();
  }

  const std::vector<Part>& parts_;
  const TableRule& rule_;
  const WordLists& words_;
  const std::vector<LinearHeader::Column> before_;
  bool complete_ = false;
  Reading best_;
  int steps_ = 0;
};

std::vector<Part> PartsOf(const std::vector<TextLine>& lines, size_t first, size_t most,
                          const ReadTools& tools) {
  std::vector<Part> parts;
  for (size_t i = first; i < lines.size() && i < first + most; ++i) {
    bool starts = true;
    const bool gap = i > first && BlankLineBetween(lines[i - 1], lines[i]);
    for (TextLine& text : SplitAtBlanks(lines[i])) {
      const auto mark = tools.join.marks.LabelAt(text.text, 0);
      const bool label = mark && mark->numbered;
      const bool bare = label && mark->length == text.text.size();
      parts.push_back({std::move(text), i, starts, label, bare, gap});
      starts = false;
    }
  }
  return parts;
}

bool IsHeading(const TextLine& line, const ReadTools& tools) {
  constexpr double kSureWithoutNumber = 0.95;
  const HeadingMatch heading = MatchHeading(line.folded, tools.form, tools.words);
  if (!heading.section) return false;
  if (heading.score >= kSureWithoutNumber) return true;
  // A numbered row may hold a heading's words: it has a second text beside it, or is longer.
  constexpr size_t kLongestNumbered = 24;
  const std::vector<TextLine> parts = SplitAtBlanks(line);
  const bool second = std::any_of(parts.begin() + 1, parts.end(), [&](const TextLine& part) {
    return tools.join.marks.At(part.text, 0).has_value();
  });
  return heading.numbered && !second &&
         (heading.score >= kSureScore || line.folded.text.size() <= kLongestNumbered);
}

bool IsNote(const TextLine& line, const FormRules& form) {
  constexpr size_t kLongerThanAnyCell = 10;
  constexpr double kSameNote = 0.8;
  if (line.folded.text.size() <= kLongerThanAnyCell) return false;
  return std::any_of(form.notes.begin(), form.notes.end(), [&](const Wording& note) {
    return std::any_of(note.variants.begin(), note.variants.end(), [&](const auto& variant) {
      return Similarity(line.folded.text, variant) > kSameNote;
    });
  });
}

bool IsSectorLine(const TextLine& line, const FormRules& form) {
  return std::any_of(form.sectors.begin(), form.sectors.end(), [&](const std::u32string& sector) {
    return line.folded.text.rfind(sector, 0) == 0 &&
           (line.folded.text.size() == sector.size() || IsBlank(line.text[sector.size()].c));
  });
}

std::optional<LinearHeader> FindTogether(const std::vector<Part>& parts, size_t first,
                                         const TableRule& rule, const ReadTools& tools,
                                         double* score) {
  Reading reading = HeaderReader(parts, rule, tools.words).Best(true);
  if (reading.columns.empty()) return std::nullopt;
  *score = reading.score;
  return LinearHeader{
      &rule, parts[reading.parts - 1].line - first + 1, std::move(reading.columns), {}, {}, false};
}

// Header cells with lines of the first row's cells between them: only whole lines count, and
// only up to the second row.
std::optional<LinearHeader> FindAmongCells(const std::vector<TextLine>& lines, size_t first,
                                           const TableRule& rule, const ReadTools& tools,
                                           double* score) {
  constexpr size_t kMostOfOneRun = 5;  // lines
  LinearHeader header;
  header.rule = &rule;
  size_t end = first, labels = 0;
  double total = 0;
  std::vector<size_t> between;
  for (size_t i = first; i < lines.size();) {
    const std::vector<Part> parts = PartsOf(lines, i, kMostOfOneRun, tools);
    Reading run = HeaderReader(parts, rule, tools.words, header.columns).Best(false);
    const double heading = MatchHeading(lines[i].folded, tools.form, tools.words).score;
    if (!run.columns.empty() && run.columns.size() == 1) {
      const BareWording bare = MakeBare(lines[i].folded.text, tools.words);
      if (heading > Score(bare, run.columns.front().rule->header) + 0.02) run.columns.clear();
    }
    if (!run.columns.empty()) {
      total += run.score;
      i = end = parts[run.parts - 1].line + 1;
      header.between = between;
      for (LinearHeader::Column& column : run.columns) {
        if (!header.columns.empty() && column.rule < header.columns.back().rule)
          header.out_of_order = true;
        header.columns.push_back(std::move(column));
      }
      continue;
    }
    const bool label = !parts.empty() && parts.front().label;
    if (i == first || (label && ++labels > 1) || between.size() >= kMostBetween ||
        EndsBody(lines, i, tools) || IsSectorLine(lines[i], tools.form))
      break;
    between.push_back(i - first);
    ++i;
  }
  if (header.between.empty() || !Complete(header.columns, rule)) return std::nullopt;
  header.lines = end - first;
  // Side by side on paper, but printed by their height.
  if (header.out_of_order) {
    std::stable_sort(header.columns.begin(), header.columns.end(),
                     [](const auto& a, const auto& b) { return a.rule < b.rule; });
  }
  *score = total;
  return header;
}

}  // namespace

TextLine SliceLine(const TextLine& line, size_t begin, size_t end) {
  TextLine part;
  part.text = Trim(Slice(line.text, begin, end));
  part.folded = Fold(part.text);
  part.box = line.box;
  const double width =
      line.box.Width() / std::max<double>(1, static_cast<double>(line.text.size()));
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

size_t StartOfPart(const PrintedText& text, size_t part) {
  size_t at = 0;
  const auto skip = [&](bool blanks) {
    while (at < text.size() && IsBlank(text[at].c) == blanks) ++at;
  };
  for (skip(true); part > 0; --part) {
    skip(false);
    skip(true);
  }
  return at;
}

bool EndsBody(const std::vector<TextLine>& lines, size_t at, const ReadTools& tools) {
  const TextLine& line = lines[at];
  if (line.page_number || line.edge_name || IsHeading(line, tools) || IsNote(line, tools.form))
    return true;
  if (AreaNameIn(line, tools.form.area, tools.words).empty()) return false;
  // Any cell may end like the name of an area. A name stands at the head or foot of its page:
  // beside the page's edge or number, or above a heading.
  if (LooksLikeMeasure(line, tools.words)) return false;
  if (at == 0 || lines[at - 1].page_number) return true;
  size_t next = at + 1;
  while (next < lines.size() && lines[next].folded.text == line.folded.text) ++next;
  if (next == lines.size() || lines[next].page_number) return BlankLineBetween(lines[at - 1], line);
  return IsHeading(lines[next], tools);
}

namespace {

// A second row below a heading over two columns: 視点 取組 below 課題・方針に対する役割.
void TakeSecondRow(const std::vector<TextLine>& lines, size_t first, const ReadTools& tools,
                   LinearHeader& header) {
  const auto find = [&](ColumnRole role) {
    return std::find_if(header.rule->columns.begin(), header.rule->columns.end(),
                        [&](const ColumnRule& column) { return column.role == role; });
  };
  const auto sectors = find(ColumnRole::kSectors), roles = find(ColumnRole::kRole);
  if (sectors == header.rule->columns.end() || roles == header.rule->columns.end()) return;
  const auto over = std::find_if(header.columns.begin(), header.columns.end(),
                                 [&](const auto& column) { return column.rule == &*roles; });
  const auto own = std::find_if(header.columns.begin(), header.columns.end(),
                                [&](const auto& column) { return column.rule == &*sectors; });
  if (over == header.columns.end()) return;
  constexpr size_t kCells = 2;
  std::vector<TextLine> parts;
  size_t end = first + header.lines;
  const bool begun = own != header.columns.end();
  if (begun) {
    // Each on a line of its own, and the first was taken for a column of the first row.
    if (own != over + 1 || own + 1 != header.columns.end()) return;
    parts = own->parts;
  }
  while (end < lines.size() && parts.size() < kCells) {
    for (TextLine& part : SplitAtBlanks(lines[end])) parts.push_back(std::move(part));
    ++end;
  }
  if (parts.size() != kCells) return;
  const auto says = [&](const TextLine& part, const ColumnRule& rule) {
    return Score(MakeBare(part.folded.text, tools.words), rule.header) >= kBracketed;
  };
  if (!says(parts[0], *sectors) || !says(parts[1], *roles)) return;
  if (begun) header.columns.pop_back();
  header.second_row = {{&*sectors, {parts[0]}}, {&*roles, {parts[1]}}};
  header.lines = end - first;
}

}  // namespace

std::optional<LinearHeader> FindLinearHeader(const std::vector<TextLine>& lines, size_t first,
                                             const ReadTools& tools) {
  if (lines[first].folded.text.empty() || lines[first].page_number) return std::nullopt;
  const std::vector<Part> parts = PartsOf(lines, first, kMostLines, tools);
  std::optional<LinearHeader> best;
  double best_score = 0;
  for (const TableRule& rule : tools.form.tables) {
    // A part's table has no labels or sectors to tell its cells apart by.
    if (rule.part >= 0) continue;
    double score = 0;
    if (auto header = FindTogether(parts, first, rule, tools, &score);
        header && score > best_score) {
      best = std::move(header);
      best_score = score;
    }
    if (auto header = FindAmongCells(lines, first, rule, tools, &score);
        header && score > best_score) {
      best = std::move(header);
      best_score = score;
    }
  }
  if (best) TakeSecondRow(lines, first, tools, *best);
  return best;
}

}  // namespace parse
