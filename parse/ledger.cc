#include "parse/ledger.h"

#include <algorithm>

#include "extract/pages_as_read.h"

namespace parse {
namespace {

bool BlankGlyph(const extract::Glyph& glyph) {
  const std::u32string text = ToUtf32(glyph.text);
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return IsBlank(c); });
}

}  // namespace

Ledger::Ledger(const extract::SourceLayers& layers)
    : layers_(layers), use_(layers.pages.size()), attached_to_(layers.pages.size()) {
  for (size_t p = 0; p < layers.pages.size(); ++p)
    use_[p].assign(layers.pages[p].glyphs.size(), Use::kFree);
}

void Ledger::Claim(const PrintedText& text, Use use) {
  for (const PrintedChar& c : text) {
    if (c.glyph < 0) continue;
    Use& slot = use_[c.page][c.glyph];
    if (slot != Use::kField) slot = use;
  }
}

void Ledger::Attach(const PrintedChar& part, const PrintedChar& whole) {
  std::vector<int32_t>& attached = attached_to_[part.page];
  if (attached.empty()) attached.assign(use_[part.page].size(), -1);
  attached[part.glyph] = whole.glyph;
}

Ledger::Use Ledger::UseOf(int page, int glyph) const {
  const std::vector<int32_t>& attached = attached_to_[page];
  if (!attached.empty() && attached[glyph] >= 0) return use_[page][attached[glyph]];
  return use_[page][glyph];
}

bool Ledger::Free(const PrintedChar& c) const {
  return c.glyph >= 0 && UseOf(c.page, c.glyph) == Use::kFree;
}

std::vector<Leftover> Ledger::Remaining(const std::vector<extract::PageLayout>& layouts) const {
  std::vector<Leftover> remaining;
  for (size_t p = 0; p < layouts.size(); ++p) {
    const extract::PageLayer& layer = layers_.pages[p];
    for (const extract::Line& line : layouts[p].lines) {
      Leftover run;
      bool open = false;
      const auto close = [&] {
        if (open) remaining.push_back(std::move(run));
        run = {};
        open = false;
      };
      for (int32_t index : line.glyphs) {
        if (index == extract::kWordGap) {
          if (open) run.text += ' ';
          continue;
        }
        const extract::Glyph& glyph = layer.glyphs[index];
        if (BlankGlyph(glyph)) {
          if (open) run.text += glyph.text;
          continue;
        }
        if (UseOf(static_cast<int>(p), index) != Use::kFree) {
          close();
          continue;
        }
        run.text += glyph.text;
        if (layer.unit == extract::Unit::kPoints) {
          const extract::Rect box = extract::OnPage(layer.place, glyph.box);
          run.place.box = run.place.box ? extract::Union(*run.place.box, box) : box;
        }
        run.place.page = layer.number;
        open = true;
      }
      close();
    }
  }
  for (Leftover& leftover : remaining) {
    while (!leftover.text.empty() && leftover.text.back() == ' ') leftover.text.pop_back();
    leftover.text = ToUtf8(Repair(ToUtf32(leftover.text)));
  }
  return remaining;
}

std::vector<PageAccount> Ledger::Account() const {
  std::vector<PageAccount> account;
  for (size_t p = 0; p < layers_.pages.size(); ++p) {
    // The slides cut out of one page share its account.
    const int number = layers_.pages[p].number;
    if (account.empty() || account.back().page != number) account.push_back({.page = number});
    PageAccount& page = account.back();
    for (size_t g = 0; g < use_[p].size(); ++g) {
      if (BlankGlyph(layers_.pages[p].glyphs[g])) continue;
      ++page.printed;
      switch (UseOf(static_cast<int>(p), static_cast<int>(g))) {
        case Use::kField:
          ++page.in_fields;
          break;
        case Use::kForm:
          ++page.in_form;
          break;
        case Use::kFree:
          ++page.in_leftover;
          break;
      }
    }
  }
  return account;
}

}  // namespace parse
