#include "parse/sheet_builder.h"

#include <algorithm>
#include <cmath>

#include "extract/pages_as_read.h"
#include "parse/sheet_shape.h"

namespace parse {
namespace {

// Plain text does not say where a thing stood on the page. A score, no probability:
// calibration.h makes that of it.
constexpr double kPlainText = 0.95;

// No part holds a line end but the detail, which is last.
std::string KeyOf(const Finding& finding) {
  return finding.path + '\n' + finding.reason + '\n' + finding.detail;
}

}  // namespace

SheetBuilder::SheetBuilder(const extract::SourceLayers& layers, Ledger* ledger)
    : sheet_(MakeRecord("sheet")), layers_(layers), ledger_(ledger) {}

Evidence SheetBuilder::MakeEvidence(const PrintedText& text, std::string_view rule,
                                    double confidence) const {
  Evidence evidence;
  evidence.rule = rule;
  confidence *= certainty_;
  evidence.confidence = confidence;
  int page = -1;
  int32_t last = -1;
  double last_y = 0;
  for (const PrintedChar& c : text) {
    if (c.glyph < 0) {
      if (c.c == U' ' && !evidence.printed.empty() && evidence.printed.back() != '\n')
        evidence.printed += ' ';
      continue;
    }
    const extract::PageLayer& layer = layers_.pages[c.page];
    const extract::Glyph& glyph = layer.glyphs[c.glyph];
    const double sure = layer.unit == extract::Unit::kCharacters ? kPlainText : glyph.confidence;
    if (c.page != page) {
      page = c.page;
      evidence.places.push_back({layer.number, std::nullopt});
      if (!evidence.printed.empty()) evidence.printed += '\n';
      last = -1;
    }
    if (c.glyph == last) continue;  // a ligature: several characters, one glyph
    const double y = glyph.box.CenterY();
    if (last >= 0 && std::abs(y - last_y) > 0.6 * glyph.box.Height()) {
      while (!evidence.printed.empty() && evidence.printed.back() == ' ')
        evidence.printed.pop_back();
      evidence.printed += '\n';
    }
    evidence.printed += glyph.text;
    evidence.confidence = std::min(evidence.confidence, confidence * sure);
    last = c.glyph;
    last_y = y;
    if (layer.unit == extract::Unit::kPoints) {
      std::optional<extract::Rect>& box = evidence.places.back().box;
      const extract::Rect on_page = extract::OnPage(layer.place, glyph.box);
      box = box ? extract::Union(*box, on_page) : on_page;
    }
  }
  return evidence;
}

void SheetBuilder::SetText(Record& record, std::string_view field, const PrintedText& text,
                           std::string_view rule, double confidence) {
  SetValue(record, field, Utf8(text), text, rule, confidence);
}

void SheetBuilder::SetValue(Record& record, std::string_view field, Value value,
                            const PrintedText& source, std::string_view rule, double confidence) {
  Field* target = record.Find(field);
  target->value = std::move(value);
  target->evidence = MakeEvidence(source, rule, confidence);
  ledger_->Claim(source, Ledger::Use::kField);
}

void SheetBuilder::AppendText(Record& record, std::string_view field, const PrintedText& text) {
  if (text.empty()) return;
  Field* target = record.Find(field);
  std::string* value = std::get_if<std::string>(&target->value);
  if (!value || value->empty()) {
    SetText(record, field, text, target->evidence.rule);
    return;
  }
  *value += Utf8(text);
  Evidence more = MakeEvidence(text, target->evidence.rule, 1);
  target->evidence.printed += "\n" + more.printed;
  target->evidence.confidence = std::min(target->evidence.confidence, more.confidence);
  for (const Place& place : more.places) target->evidence.places.push_back(place);
  ledger_->Claim(text, Ledger::Use::kField);
}

void SheetBuilder::SetBlank(Record& record, std::string_view field, int page,
                            const extract::Rect& box, std::string_view rule) {
  Field* target = record.Find(field);
  target->value = std::string();
  target->evidence = {};
  const extract::PageLayer& layer = layers_.pages[page];
  target->evidence.places.push_back({layer.number, std::nullopt});
  if (layer.unit == extract::Unit::kPoints && box.Area() > 0)
    target->evidence.places.back().box = extract::OnPage(layer.place, box);
  target->evidence.rule = rule;
  target->evidence.confidence = certainty_;
}

void SheetBuilder::AddFinding(std::string path, std::string reason, std::string detail) {
  Finding finding{std::move(path), std::move(reason), std::move(detail)};
  if (known_.insert(KeyOf(finding)).second) findings_.push_back(std::move(finding));
}

void SheetBuilder::DropFindings(std::string_view path) {
  std::erase_if(findings_, [&](const Finding& finding) {
    if (finding.path != path) return false;
    known_.erase(KeyOf(finding));
    return true;
  });
}

bool SheetBuilder::HasFinding(std::string_view path) const {
  return std::any_of(findings_.begin(), findings_.end(),
                     [&](const Finding& finding) { return finding.path == path; });
}

}  // namespace parse
