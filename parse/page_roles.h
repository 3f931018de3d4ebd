// What each block of each page is to the form: a heading, the name of an area, a page number
// or note of the form itself, a table, or text. Nothing is read yet.
#ifndef PARSE_PAGE_ROLES_H_
#define PARSE_PAGE_ROLES_H_

#include <string>
#include <vector>

#include "parse/document_text.h"
#include "parse/form_rules.h"
#include "parse/table_match.h"
#include "parse/word_lists.h"

namespace parse {

// A section whose heading the text is; nullptr: none.
struct HeadingMatch {
  const SectionRule* section = nullptr;
  double score = 0;
  bool numbered = false;  // by a number or brackets
  bool marked = false;    // by a list mark such as ・ or ○, as items are, too
};
// `prominent`: the line is known to be a heading by its looks, so that a list mark does not make
// it an item.
HeadingMatch MatchHeading(const FoldedText& text, const FormRules& form, const WordLists& words,
                          bool prominent = false);

enum class BlockRole : uint8_t {
  kText,
  kHeading,    // of a section
  kArea,       // an area's name
  kFurniture,  // page number
  kNote,       // the form's own remark
  kRunning,    // comes back on most pages (running_lines.h) or lies across the text: left over
  kTable,
};

struct BlockPlan {
  BlockRole role = BlockRole::kText;
  HeadingMatch heading;            // of kHeading
  PrintedText area_name;           // of kArea; of a heading that names the area, too
  bool area_doubtful = false;      // nothing in the name says that it is an area's
  std::vector<TableMatch> tables;  // of kTable; empty: no table of the form
  bool continues_heading = false;  // the second line of the heading before
  bool holds_heading = false;      // of kTable: a cell is the heading of a section
};

struct PagePlan {
  std::vector<BlockPlan> blocks;  // one for each block of the page
};

struct DocumentPlan {
  std::vector<PagePlan> pages;
  int parts = 0;        // different sections and tables found
  bool titled = false;  // a title of the form stands somewhere
  double score = 0;     // to choose between forms
  // Where the first part of the form begins: all before it is the cover.
  int first_page = 0;
  size_t first_block = 0;
};

DocumentPlan PlanDocument(const DocumentText& document, const FormRules& form,
                          const WordLists& words);

// Nothing but a number in one of a page number's usual dresses.
bool ShapedAsPageNumber(const TextLine& line, const FormRules& form);

// A name that stands after one of the form's words for it or in brackets; empty if `line` is
// no name of an area by its form.
PrintedText AreaNameIn(const TextLine& line, const AreaRule& rule, const WordLists& words);

}  // namespace parse

#endif  // PARSE_PAGE_ROLES_H_
