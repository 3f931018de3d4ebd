// Sheets for tests: the rules of the repository, pages from drawings or files, and short ways
// to say what was read.
#ifndef TESTS_PARSE_SHEET_SKETCH_H_
#define TESTS_PARSE_SHEET_SKETCH_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page.h"
#include "parse/document_text.h"
#include "parse/form_rules.h"
#include "parse/rules.h"
#include "parse/sheet.h"
#include "parse/table_reader.h"

namespace tests {

// rules/ of the repository. Stops the test program if it has a mistake.
const parse::RuleSet& BuiltInRules();
// Its form jizen-kadai.
const parse::FormRules& BuiltInForm();
parse::ReadTools BuiltInTools();

std::string FileBytes(const std::filesystem::path& path);
// `name` is relative to corpus/. Stops the test program if the file cannot be read.
extract::SourceLayers ReadCorpusFile(const std::string& name);
parse::ParsedSheet ReadGold(const std::string& name);

// One page a drawing (tests/sketch.h). The pages are as high as 60 rows.
extract::SourceLayers LayersOf(const std::vector<std::string_view>& drawings);
extract::SourceLayers LayersOfPages(std::vector<extract::PageLayer> pages);
// A text file's layers.
extract::SourceLayers LayersOfText(std::string_view bytes);
parse::ParsedSheet ParseDrawings(const std::vector<std::string_view>& drawings);
parse::ParsedSheet ParseText(std::string_view bytes);
// A sheet of one area: a cover, the drawings, each on a page with the area's name, and a page of
// concerns, so that any one table makes a sheet. Fails the test where a promise is broken.
parse::ParsedSheet ParsePages(const std::vector<std::string>& drawings);
parse::ParsedSheet ParsePage(const std::string& drawing);

// Lines and grids of one drawn page.
parse::DocumentText DocumentOf(const extract::SourceLayers& layers);
// The first grid of one drawn page. Stops the test program if there is none.
parse::Grid GridOf(std::string_view drawing);
// A printed text without a page behind it: glyph i is character i.
parse::PrintedText Printed(std::string_view utf8);

// "/areas/0/goals/1/goal" -> its text; "(none)" where no such field is; lists joined by "/".
std::string TextAt(const parse::ParsedSheet& sheet, std::string_view pointer);
// "pointer: reason", sorted, one a line.
std::string ReviewOf(const parse::ParsedSheet& sheet);
// Is the value at `pointer` covered by a finding?
bool Reviewed(const parse::ParsedSheet& sheet, std::string_view pointer);
// The texts of all leftovers, joined by '\n'.
std::string LeftoverOf(const parse::ParsedSheet& sheet);
// The JSON of the contract; without `boxes`, what stands on paper but not where.
std::string JsonOf(const parse::ParsedSheet& sheet, bool boxes = true);

// What must hold for any document; "" if it does, else what does not.
std::string BrokenPromise(const extract::SourceLayers& layers, const parse::ParsedSheet& sheet);

}  // namespace tests

#endif  // TESTS_PARSE_SHEET_SKETCH_H_
