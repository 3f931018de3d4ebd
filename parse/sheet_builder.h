// Puts values into the sheet's records: every value comes with the printed text that it was
// read from, so that evidence and the account of characters are never forgotten.
#ifndef PARSE_SHEET_BUILDER_H_
#define PARSE_SHEET_BUILDER_H_

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/page.h"
#include "parse/ledger.h"
#include "parse/printed_text.h"
#include "parse/sheet.h"

namespace parse {

class SheetBuilder {
 public:
  SheetBuilder(const extract::SourceLayers& layers, Ledger* ledger);

  Record& sheet() { return sheet_; }
  Ledger& ledger() { return *ledger_; }

  // Sets a text field; the glyphs of `text` are the field's from now on.
  void SetText(Record& record, std::string_view field, const PrintedText& text,
               std::string_view rule, double confidence = 1);
  // The text goes on here (overleaf): put after what the field holds, its places added.
  void AppendText(Record& record, std::string_view field, const PrintedText& text);
  // Sets a value that was read out of `source` (a number, a code, a list).
  void SetValue(Record& record, std::string_view field, Value value, const PrintedText& source,
                std::string_view rule, double confidence = 1);
  // A place that is printed and was left blank: "" with the blank cell's box as evidence.
  void SetBlank(Record& record, std::string_view field, int page, const extract::Rect& box,
                std::string_view rule);

  // How sure values are that are read from now on, whatever their wording: less where a table's
  // rows and columns were inferred. 1 at first.
  void SetCertainty(double certainty) { certainty_ = certainty; }

  // Wording that the form prints itself.
  void TakeAsForm(const PrintedText& text) { ledger_->Claim(text, Ledger::Use::kForm); }

  void AddFinding(std::string path, std::string reason, std::string detail = "");
  // Forgets what was found at `path`, which is read anew.
  void DropFindings(std::string_view path);
  bool HasFinding(std::string_view path) const;
  std::vector<Finding> TakeFindings() { return std::move(findings_); }

  // `confidence` is lowered to that of the glyph that OCR was least sure of, and on plain text.
  Evidence MakeEvidence(const PrintedText& text, std::string_view rule, double confidence) const;

 private:
  Record sheet_;
  const extract::SourceLayers& layers_;
  Ledger* ledger_;
  double certainty_ = 1;
  std::vector<Finding> findings_;
  std::set<std::string> known_;  // of each finding: path, reason and detail in one
};

}  // namespace parse

#endif  // PARSE_SHEET_BUILDER_H_
