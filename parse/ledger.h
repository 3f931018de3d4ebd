// The account of printed characters: what became of each glyph. A glyph is free until a
// field or a piece of form wording takes it; what is free at the end is left over. So
// nothing printed can be dropped in silence, whatever the rules do.
#ifndef PARSE_LEDGER_H_
#define PARSE_LEDGER_H_

#include <utility>
#include <vector>

#include "extract/layout.h"
#include "parse/printed_text.h"
#include "parse/sheet.h"

namespace parse {

class Ledger {
 public:
  enum class Use : uint8_t { kFree, kForm, kField };

  explicit Ledger(const extract::SourceLayers& layers);

  // A glyph that a field took stays the field's.
  void Claim(const PrintedText& text, Use use);
  // `part` became part of `whole`'s character and shares its fate.
  void Attach(const PrintedChar& part, const PrintedChar& whole);
  bool Free(const PrintedChar& c) const;

  // The two below: after all claims. Leftovers are runs of free glyphs of one line.
  std::vector<Leftover> Remaining(const std::vector<extract::PageLayout>& layouts) const;
  std::vector<PageAccount> Account() const;

 private:
  Use UseOf(int page, int glyph) const;

  const extract::SourceLayers& layers_;
  std::vector<std::vector<Use>> use_;  // [page][glyph]
  std::vector<std::vector<int32_t>>
      attached_to_;  // [page]: empty, or the glyph it shares fate with
};

}  // namespace parse

#endif  // PARSE_LEDGER_H_
