// What changed from one sheet to another of the same submitter: printed text beside printed text.
// Pure functions.
#ifndef STORE_SHEET_CHANGES_H_
#define STORE_SHEET_CHANGES_H_

#include <string>
#include <string_view>
#include <vector>

#include "parse/morphology.h"
#include "parse/sheet.h"
#include "store/year_match.h"

namespace store {

// A run of words: in both, only in the earlier text, only in the later one.
struct TextPiece {
  enum class Side : uint8_t { kBoth, kOld, kNew } side = Side::kBoth;
  std::string text;
  friend bool operator==(const TextPiece&, const TextPiece&) = default;
};
// Word by word, blanks kept. The pieces of kBoth and kOld are the old text, of kBoth and kNew the
// new one, except that words which differ in width or form of a sign only are the new ones. Very
// long texts that differ much are one old and one new piece.
std::vector<TextPiece> TextDifference(std::string_view old_text, std::string_view new_text,
                                      const parse::Morphology& morphology);

// One printed field of one record, or of a record that only one sheet has.
struct SheetChange {
  enum class Kind : uint8_t { kSame, kChanged, kAdded, kRemoved } kind = Kind::kSame;
  std::string section;  // the list of the area: "goals", ...; "areas": its name; "": the cover
  std::string area;     // its name on the later sheet, else on the earlier one
  std::string record, field;
  std::string old_path, new_path;  // JSON Pointers of the field; "" where it is not there
  std::string old_text, new_text;
  std::vector<TextPiece> pieces;  // of kChanged
};

// In the order of the later sheet; what it lacks stands where the earlier one had it. Areas and
// indicators are paired by `links` (LinkSheets of the two), records of other lists by wording.
std::vector<SheetChange> CompareSheets(const parse::Record& old_sheet,
                                       const parse::Record& new_sheet,
                                       const std::vector<YearLink>& links,
                                       const parse::Morphology& morphology);

}  // namespace store

#endif  // STORE_SHEET_CHANGES_H_
