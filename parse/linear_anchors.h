// The sectors' names in the body of a table of challenges in plain text: on a line of their own,
// before a text on its line, behind another column's one-line cell, or glued to the end of a text
// that was merged over this sector and the one before. They hold what stands between them.
#ifndef PARSE_LINEAR_ANCHORS_H_
#define PARSE_LINEAR_ANCHORS_H_

#include <string>
#include <vector>

#include "parse/document_text.h"
#include "parse/table_reader.h"

namespace parse {

// Lines without a blank line between them, or with one inside a word.
using TextGroup = std::vector<TextLine>;

struct Anchor {
  TextLine name;
  TextGroup text;                   // directly after the name: the role's text
  std::vector<TextGroup> groups;    // after a blank line
  bool merged_with_before = false;  // its name was glued to the end of the text before
  bool beside = false;              // the text begins on the name's line
  bool runs_into_next = false;      // no blank line before the next name
};

struct AnchoredBody {
  std::vector<TextGroup> first_groups;  // before the first name
  std::vector<Anchor> anchors;
  // The lines of several columns were printed in turn, which no reader can undo with certainty.
  bool in_turn = false;
  std::string doubt;  // why the table as a whole may be read wrongly; "" if nothing says so
};

AnchoredBody FindAnchors(const std::vector<TextLine>& body, const ReadTools& tools);

}  // namespace parse

#endif  // PARSE_LINEAR_ANCHORS_H_
