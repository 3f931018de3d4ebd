#include "parse/paragraphs.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace parse {
namespace {

bool IsLatin(char32_t c) { return c < 0x3000 && (u_isalpha(static_cast<UChar32>(c)) != 0); }

// Characters that may not begin a line (JIS X 4051): they come down with the one before.
bool MayNotBeginLine(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return true;
    case U_OTHER_PUNCTUATION:
      return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF0E || c == 0x30FB || c == U',' ||
             c == U'.' || c == 0xFF1F || c == 0xFF01;
    default:
      return c == 0x30FC;  // prolonged sound mark
  }
}

// The width that the next line's first unbreakable piece needs.
double FirstPieceWidth(const TextLine& line) {
  if (line.text.empty()) return 0;
  const double average = line.box.Width() / static_cast<double>(line.text.size());
  const double em = line.size > 0 ? line.size : std::max(average, 1.0) * 1.0;
  size_t i = 0;
  if (line.text[0].c < 0x3000 && !IsBlank(line.text[0].c)) {
    while (i < line.text.size() && line.text[i].c < 0x3000 && !IsBlank(line.text[i].c)) ++i;
    return std::min(static_cast<double>(i) * em * 0.6, line.box.Width());
  }
  i = 1;
  while (i < line.text.size() && MayNotBeginLine(line.text[i].c)) ++i;
  return static_cast<double>(i) * em;
}

bool EndsSentence(const PrintedText& text) {
  return !text.empty() && (text.back().c == 0x3002 || text.back().c == 0xFF0E);
}

class Joiner {
 public:
  Joiner(const std::vector<TextLine>& lines, double right, const JoinTools& tools)
      : lines_(lines), tools_(tools), right_(right) {
    for (const TextLine& line : lines) right_ = std::max(right_, line.box.x1);
    std::vector<double> pitches;
    for (size_t i = 1; i < lines.size(); ++i) {
      if (lines[i].page == lines[i - 1].page && lines[i].box.y0 > lines[i - 1].box.y0)
        pitches.push_back(lines[i].box.y0 - lines[i - 1].box.y0);
    }
    if (!pitches.empty()) {
      std::sort(pitches.begin(), pitches.end());
      pitch_ = pitches[(pitches.size() - 1) / 2];
    }
  }

  std::vector<Paragraph> Run() {
    std::vector<Paragraph> paragraphs;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      const std::optional<ItemMark> mark = tools_.marks.At(line.text, 0);
      const bool gap = i > 0 && GapBefore(i);
      if (!paragraphs.empty() && !StartsParagraph(i, mark, gap, paragraphs.back())) {
        JoinWrapped(paragraphs.back().text, line.text);
        continue;
      }
      Paragraph paragraph;
      paragraph.text = line.text;
      if (mark) paragraph.mark = *mark;
      paragraph.left = line.box.x0;
      paragraph.text_left = line.box.x0;
      paragraph.page = line.page;
      paragraph.after_gap = gap;
      paragraphs.push_back(std::move(paragraph));
    }
    return paragraphs;
  }

 private:
  bool GapBefore(size_t i) const {
    const TextLine& line = lines_[i];
    const TextLine& before = lines_[i - 1];
    if (line.page != before.page) return false;
    const double height = std::max(line.box.Height(), before.box.Height());
    return line.box.y0 - before.box.y0 > std::max(pitch_, height) * 1.45;
  }

  bool StartsParagraph(size_t i, const std::optional<ItemMark>& mark, bool gap,
                       const Paragraph& current) const {
    const TextLine& line = lines_[i];
    const TextLine& before = lines_[i - 1];
    const double em = before.size > 0 ? before.size : 2;  // a full-width character of plain text
    const bool same_page = line.page == before.page;
    const double room = right_ - before.box.x1;
    // Half an em of tolerance: lines are set justified or ragged by less than a character.
    const bool early = room > FirstPieceWidth(line) + 0.6 * em;
    if (mark) {
      if (early || gap || EndsSentence(before.text)) return true;
      // A full line before: a mark all the same, unless a word goes across the break or the
      // sign could as well belong to the sentence (a number, a dash, an arrow).
      const bool aligned = line.box.x0 <= current.left + 0.3 * em;
      if (!aligned && current.mark.length > 0 && mark->numbered != current.mark.numbered)
        return !WordGoesOn(before.text, line.text);
      return true;
    }
    if (!same_page) return EndsSentence(before.text) && early;
    if (gap) return !WordGoesOn(before.text, line.text);
    if (!early) return false;
    if (EndsSentence(before.text)) return true;
    return !WordGoesOn(before.text, line.text);
  }

  bool WordGoesOn(const PrintedText& before, const PrintedText& after) const {
    constexpr size_t kContext = 12;
    const size_t from = before.size() > kContext ? before.size() - kContext : 0;
    std::u32string window = Characters(Slice(before, from, before.size()));
    const size_t at = window.size();
    window += Characters(Slice(after, 0, std::min(after.size(), kContext)));
    for (const Token& token : tools_.morphology.Tokenize(window)) {
      if (token.begin < at && token.end > at) return true;
      if (token.begin == at && tools_.marks.Dependent(token.part_of_speech)) return true;
      // One character: を, の; a longer one (について) may well end an item.
      if (token.end == at && token.end - token.begin == 1 && tools_.marks.Tying(token.detail))
        return true;
    }
    return false;
  }

  const std::vector<TextLine>& lines_;
  const JoinTools& tools_;
  double right_;
  double pitch_ = 0;
};

}  // namespace

std::vector<Paragraph> JoinLines(const std::vector<TextLine>& lines, double right,
                                 const JoinTools& tools) {
  return Joiner(lines, right, tools).Run();
}

PrintedText JoinParagraphs(const std::vector<Paragraph>& paragraphs) {
  PrintedText joined;
  for (const Paragraph& paragraph : paragraphs) {
    if (!joined.empty()) joined.push_back({U'\n', paragraph.page, -1});
    Append(joined, paragraph.text);
  }
  return joined;
}

void JoinWrapped(PrintedText& text, const PrintedText& more) {
  if (text.empty() || more.empty()) {
    Append(text, more);
    return;
  }
  if (IsLatin(text.back().c) && IsLatin(more.front().c))
    text.push_back({U' ', more.front().page, -1});
  Append(text, more);
}

}  // namespace parse
