#include "parse/parse_document.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extract/layout.h"
#include "extract/pages_as_read.h"
#include "parse/calibration.h"
#include "parse/compare.h"
#include "parse/constraints.h"
#include "parse/document_text.h"
#include "parse/form_rules.h"
#include "parse/ledger.h"
#include "parse/linear_tables.h"
#include "parse/lost_pages.h"
#include "parse/ocr_marks.h"
#include "parse/open_tables.h"
#include "parse/page_edges.h"
#include "parse/page_roles.h"
#include "parse/section_rows.h"
#include "parse/sheet_builder.h"
#include "parse/sheet_checks.h"
#include "parse/sheet_json.h"
#include "parse/sheet_reader.h"
#include "parse/side_sections.h"
#include "parse/trace_document.h"
#include "parse/word_lists.h"

namespace parse {
namespace {

struct ChosenForm {
  const FormRules* form = nullptr;
  DocumentText document;
  DocumentPlan plan;
};

// Without its title a document needs this many parts of the form to count as a sheet.
constexpr int kPartsWithoutTitle = 4;

// The forms that fit, the best first.
std::vector<ChosenForm> FittingForms(const extract::SourceLayers& layers,
                                     const DocumentText& document, const RuleSet& rules,
                                     Trace* trace) {
  std::vector<ChosenForm> fitting;
  std::optional<double> traced;  // score of the form by which lines and tables are traced
  for (const FormRules& form : rules.forms()) {
    DocumentText inferred = document;
    const ReadTools tools{form, rules.words(), {rules.marks(), rules.morphology()}};
    CutAtPageNumbers(inferred, tools);
    MarkPageEdges(inferred, tools);
    CutAtSectionRows(inferred, form, rules.words());
    OrderSideSections(inferred, form, rules.words());
    InferOpenTables(layers, tools, inferred);
    InferLinearTables(inferred, tools);
    DocumentPlan plan = PlanDocument(inferred, form, rules.words());
    const int least =
        plan.titled ? form.least_parts : std::max(form.least_parts, kPartsWithoutTitle);
    if (trace) {
      trace->forms.push_back(TraceForm(form, plan, least));
      if (fitting.empty() && (!traced || plan.score > *traced)) {
        traced = plan.score;
        TraceDocument(layers, inferred, plan, form, rules.words(), trace);
      }
    }
    if (plan.parts < least) continue;
    fitting.push_back({&form, std::move(inferred), std::move(plan)});
  }
  std::stable_sort(fitting.begin(), fitting.end(), [](const ChosenForm& a, const ChosenForm& b) {
    return a.plan.score > b.plan.score;
  });
  if (trace && !fitting.empty()) {
    const ChosenForm& best = fitting.front();
    TraceDocument(layers, best.document, best.plan, *best.form, rules.words(), trace);
    for (TracedForm& form : trace->forms)
      form.chosen = form.form == best.form->id + "@" + std::to_string(best.form->version);
  }
  return fitting;
}

// Two forms fit about as well: what the other would read differently is listed.
constexpr double kMargin = 0.9;  // of the better one's score

void ListDifferences(const ParsedSheet& other, ParsedSheet* result) {
  std::set<std::string> paths;
  for (const Difference& one : CompareSheets(other, *result).differences)
    paths.insert(one.got_pointer);
  for (const std::string& path : paths)
    result->review.push_back({path, "form-uncertain", other.form});
}

// Pages that show a picture and print nothing: a scan without a text layer.
std::vector<int> PagesWithoutText(const extract::SourceLayers& layers) {
  std::vector<int> pages;
  for (const extract::PageLayer& page : layers.pages) {
    if (page.glyphs.empty() && !page.pictures.empty()) pages.push_back(page.number);
  }
  return pages;
}

bool HoldsUnreadable(std::string_view text) {
  for (char32_t c : ToUtf32(text)) {
    if (c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000) return true;
  }
  return false;
}

void FindUnreadableCharacters(SheetBuilder& builder) {
  VisitFields(
      builder.sheet(), "", [&](const std::string& path, const Record& record, const Field& field) {
        const std::string* text = std::get_if<std::string>(&field.value);
        const auto* names = std::get_if<std::vector<std::string>>(&field.value);
        if ((text && HoldsUnreadable(*text)) ||
            (names && std::any_of(names->begin(), names->end(), HoldsUnreadable)))
          // The value of a measure is read out of its text.
          builder.AddFinding(record.kind == "measure" ? path.substr(0, path.rfind('/')) : path,
                             "private-use-character");
      });
}

struct SourcePages {
  const extract::SourceLayers& printed;
  const extract::SourceLayers& layers;  // as they are read: turned, cut into slides
  const std::vector<extract::PageLayout>& layouts;
};

// `chosen`: null where no form fits.
ParsedSheet ReadAs(const ChosenForm* chosen, const SourcePages& pages, const RuleSet& rules,
                   Ledger* ledger) {
  SheetBuilder builder(pages.layers, ledger);
  ParsedSheet result;
  const std::vector<int> scans = PagesWithoutText(pages.layers);
  if (chosen) {
    const ReadTools tools{*chosen->form, rules.words(), {rules.marks(), rules.morphology()}};
    ReadSheet(chosen->document, chosen->plan, tools, builder);
    CheckConstraints(*chosen->form, builder);
    FindUnreadableCharacters(builder);
    for (Finding& finding : CheckSheet(builder.sheet(), rules.words())) {
      builder.AddFinding(std::move(finding.path), std::move(finding.reason),
                         std::move(finding.detail));
    }
  }
  if (chosen || scans.size() == pages.layers.pages.size()) {
    const FormRules& form = chosen ? *chosen->form : rules.forms().front();
    result.recognised = true;
    result.form = form.id + "@" + std::to_string(form.version);
  }
  for (int page : scans) builder.AddFinding("", "no-text-layer", "page " + std::to_string(page));
  ListOcrValues(pages.printed, builder);
  ListGarbledValues(pages.printed, builder);
  result.sheet = std::move(builder.sheet());
  result.review = builder.TakeFindings();
  result.leftover = ledger->Remaining(pages.layouts);
  result.account = ledger->Account();
  PlaceAsShown(pages.printed, &result);
  return result;
}

}  // namespace

ParsedSheet ParseUncalibrated(const extract::SourceLayers& printed, const RuleSet& rules,
                              Trace* trace) {
  const std::optional<extract::SourceLayers> as_read = extract::PagesAsRead(printed);
  const extract::SourceLayers& layers = as_read ? *as_read : printed;
  std::vector<extract::PageLayout> layouts;
  layouts.reserve(layers.pages.size());
  for (const extract::PageLayer& page : layers.pages) layouts.push_back(extract::LayOut(page));

  Ledger ledger(layers);
  const DocumentText document = ReadDocumentText(layers, layouts, &ledger);
  const std::vector<ChosenForm> fitting = FittingForms(layers, document, rules, trace);
  const SourcePages pages{printed, layers, layouts};
  ParsedSheet result = ReadAs(fitting.empty() ? nullptr : &fitting[0], pages, rules, &ledger);
  if (fitting.size() > 1 && fitting[1].plan.score >= kMargin * fitting[0].plan.score) {
    Ledger other(layers);
    (void)ReadDocumentText(layers, layouts,
                           &other);  // what it settles, the other ledger knows, too
    ListDifferences(ReadAs(&fitting[1], pages, rules, &other), &result);
  }
  return result;
}

ParsedSheet ParseDocument(const extract::SourceLayers& printed, const RuleSet& rules,
                          Trace* trace) {
  ParsedSheet result = ParseUncalibrated(printed, rules, trace);
  ApplyCalibration(rules.calibration(), rules.review_error_rate(), &result);
  return result;
}

}  // namespace parse
