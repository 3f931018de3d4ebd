// The lines of a cell or section joined as a reader joins them.
//
// A line goes on in the next one unless that begins with a list mark, or the line ended
// early: the next line's first characters would still have fitted. MeCab has the last word
// where a break falls inside a word: then it is no end. Between Japanese characters no
// blank is put, between Latin words one is kept.
#ifndef PARSE_PARAGRAPHS_H_
#define PARSE_PARAGRAPHS_H_

#include <vector>

#include "parse/document_text.h"
#include "parse/item_marks.h"
#include "parse/morphology.h"

namespace parse {

struct Paragraph {
  PrintedText text;
  ItemMark mark;         // length 0: none
  double left = 0;       // where the first line begins
  double text_left = 0;  // where its text begins, after the mark
  int page = 0;
  bool after_gap = false;  // a blank line or more space than usual stood before it
};

struct JoinTools {
  const ItemMarks& marks;
  const Morphology& morphology;
};

// `right`: where a line must turn at the latest (the cell's inner edge); 0: the longest line.
std::vector<Paragraph> JoinLines(const std::vector<TextLine>& lines, double right,
                                 const JoinTools& tools);

// The paragraphs as one text, '\n' between.
PrintedText JoinParagraphs(const std::vector<Paragraph>& paragraphs);

// `more` put after `text` as a wrapped line is: with a blank only between Latin words.
void JoinWrapped(PrintedText& text, const PrintedText& more);

}  // namespace parse

#endif  // PARSE_PARAGRAPHS_H_
