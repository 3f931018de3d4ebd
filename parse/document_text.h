// Page layouts -> text lines and grids with traced characters, in reading order. From here
// on nothing knows of PDF; a page of plain text differs only in its unit.
#ifndef PARSE_DOCUMENT_TEXT_H_
#define PARSE_DOCUMENT_TEXT_H_

#include <string>
#include <variant>
#include <vector>

#include "extract/layout.h"
#include "parse/fold.h"
#include "parse/printed_text.h"

namespace parse {

class Ledger;

struct TextLine {
  PrintedText text;   // repaired; a word gap is one blank that is not printed
  FoldedText folded;  // of `text`
  extract::Rect box;
  double size = 0;           // font size; 0 on a page of plain text
  int page = 0;              // index into DocumentText::pages
  bool overprint = false;    // lies across the page's own text
  bool page_number = false;  // known to be one (plain text only)
  bool edge_name = false;    // an area's name at the page's head or foot (plain text only)
};

struct GridCell {
  int row = 0, column = 0, row_span = 1, column_span = 1;
  extract::Rect box;
  std::vector<TextLine> lines;
  std::string doubt;  // why its text may belong elsewhere; "" where it is certain

  bool Blank() const { return lines.empty(); }
};

// Cells as in extract::Table: sorted, disjoint, inside rows x columns.
struct Grid {
  int page = 0;
  extract::Rect box;
  int rows = 0, columns = 0;
  bool ruled = true;  // false: columns and rows were inferred from where the text stands
  std::vector<GridCell> cells;
  std::string doubt;  // why rows or columns may be wrong as a whole; "" where they are certain

  const GridCell* At(int row, int column) const;  // nullptr for a hole
};

using Block = std::variant<TextLine, Grid>;

struct PageText {
  int number = 1;
  extract::Unit unit = extract::Unit::kPoints;
  double width = 0, height = 0;
  std::vector<Block> blocks;  // in reading order
};

struct DocumentText {
  std::vector<PageText> pages;
};

DocumentText ReadDocumentText(const extract::SourceLayers& layers,
                              const std::vector<extract::PageLayout>& layouts, Ledger* ledger);

// The lines one after another, a blank that is not printed between them.
PrintedText Joined(const std::vector<TextLine>& lines);

}  // namespace parse

#endif  // PARSE_DOCUMENT_TEXT_H_
