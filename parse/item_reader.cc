#include "parse/item_reader.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "parse/linear_header.h"
#include "parse/sheet_shape.h"

namespace parse {
namespace {

// Where the lines turn: the edge that several reach, else as far as a text on this page may go.
double RightEdge(const std::vector<TextLine>& lines, double page_width) {
  std::vector<double> ends;
  for (const TextLine& line : lines) ends.push_back(line.box.x1);
  std::sort(ends.rbegin(), ends.rend());
  const double em = lines.front().size > 0 ? lines.front().size : 2;
  if (ends.size() >= 2 && ends[0] - ends[1] < 1.3 * em) return ends[0];
  // On plain text a page's width says nothing: its lines come from boxes of any width.
  constexpr double kUsualColumns = 60;
  return std::max(ends[0], lines.front().size > 0 ? 0.62 * page_width : kUsualColumns);
}

// "1.7月に…" alone could be a decimal; among items that count on it is one of them.
void FindCountingMarks(std::vector<Paragraph>& paragraphs, const ItemMarks& marks) {
  int count = 0;
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    Paragraph& paragraph = paragraphs[i];
    if (paragraph.mark.length > 0) {
      if (paragraph.mark.numbered) ++count;
      continue;
    }
    const auto length = marks.CountLength(paragraph.text, count + 1);
    if (!length || u_isalnum(static_cast<UChar32>(paragraph.text[*length - 1].c)) != 0) continue;
    const bool next_counts = i + 1 < paragraphs.size() &&
                             marks.CountLength(paragraphs[i + 1].text, count + 2).has_value();
    if (count == 0 && !next_counts) continue;
    paragraph.mark = {*length, true};
    ++count;
  }
}

// Text files may have lost the end of a line between two items: …する。・次は…
std::vector<TextLine> SplitRunOnItems(const std::vector<TextLine>& lines, const ItemMarks& marks) {
  constexpr char32_t kFullStop = 0x3002;
  std::vector<TextLine> split;
  for (const TextLine& line : lines) {
    size_t begin = 0;
    for (size_t i = 1; line.size <= 0 && i < line.text.size(); ++i) {
      if (line.text[i - 1].c != kFullStop) continue;
      const auto mark = marks.At(line.text, i);
      if (!mark || mark->length + i >= line.text.size()) continue;
      split.push_back(SliceLine(line, begin, i));
      begin = i;
    }
    split.push_back(begin == 0 ? line : SliceLine(line, begin, line.text.size()));
  }
  return split;
}

}  // namespace

void ReadItems(const std::vector<TextLine>& printed, double page_width, const ReadTools& tools,
               const std::string& rule, const std::string& path, RecordList& list,
               SheetBuilder& builder) {
  if (printed.empty()) return;
  const std::vector<TextLine> lines = SplitRunOnItems(printed, tools.join.marks);
  std::vector<Paragraph> paragraphs = JoinLines(lines, RightEdge(lines, page_width), tools.join);
  FindCountingMarks(paragraphs, tools.join.marks);
  // A paragraph without a mark, set in under a marked item, belongs to that item.
  std::vector<Paragraph> items;
  for (Paragraph& paragraph : paragraphs) {
    const bool set_in = !items.empty() && items.back().mark.length > 0 &&
                        paragraph.mark.length == 0 && paragraph.page == items.back().page &&
                        paragraph.left > items.back().left + 0.5;
    // A mark that stands on a line of its own: its text is the next.
    const bool bare_mark = !items.empty() && items.back().mark.length > 0 &&
                           items.back().mark.length == items.back().text.size() &&
                           paragraph.mark.length == 0 && paragraph.page == items.back().page;
    if (bare_mark) {
      Append(items.back().text, paragraph.text);
      continue;
    }
    if (set_in) {
      items.back().text.push_back({U'\n', paragraph.page, -1});
      Append(items.back().text, paragraph.text);
      continue;
    }
    items.push_back(std::move(paragraph));
  }
  for (const Paragraph& paragraph : items) {
    Record item = MakeRecord("item");
    const size_t length = paragraph.mark.length;
    if (length > 0) builder.SetText(item, "marker", Slice(paragraph.text, 0, length), rule);
    const PrintedText text = Trim(Slice(paragraph.text, length, paragraph.text.size()));
    builder.SetText(item, "text", text, rule);
    if (text.empty())
      builder.AddFinding(path + "/" + std::to_string(list.records.size()), "text-doubtful",
                         "a list mark without a text");
    list.records.push_back(std::move(item));
  }
}

}  // namespace parse
