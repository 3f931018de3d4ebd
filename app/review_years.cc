#include "app/review_years.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/compare_output.h"
#include "app/search_output.h"
#include "app/year_books.h"
#include "app/year_link.h"
#include "store/search_index.h"
#include "store/sheet_terms.h"
#include "store/year_decisions.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

ActionResult Refusal(int status, const char* why) { return {status, Json{{"error", why}}.dump()}; }

std::string TextIn(const Json& json, const char* name) {
  const auto found = json.is_object() ? json.find(name) : json.end();
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

LinkRequest::Part PartIn(const Json& request, const char* name) {
  const auto found = request.is_object() ? request.find(name) : request.end();
  if (found == request.end()) return {};
  return {TextIn(*found, "sheet"), TextIn(*found, "path")};
}

store::SearchBy WayNamed(const std::string& name) {
  if (name == "part") return store::SearchBy::kPart;
  if (name == "words") return store::SearchBy::kWords;
  if (name == "reading") return store::SearchBy::kReading;
  return store::SearchBy::kAny;
}

}  // namespace

struct ReviewYears::Parts {
  std::filesystem::path database;
  const parse::RuleSet& rules;
  // Opened when they are first asked for.
  std::optional<store::YearDecisions> decisions;
  std::optional<store::SheetTerms> terms;
  std::optional<store::SearchIndex> index;

  store::YearDecisions& Decisions() {
    if (!decisions) decisions.emplace(store::YearDecisions::Open(database));
    return *decisions;
  }
  store::SheetTerms& Terms() {
    if (!terms) terms.emplace(store::SheetTerms::Open(database));
    terms->Renew(rules.morphology(), rules.hash(), nullptr);
    return *terms;
  }
};

ReviewYears::ReviewYears(std::filesystem::path database, const parse::RuleSet& rules)
    : parts_(new Parts{std::move(database), rules, {}, {}, {}}) {}
ReviewYears::~ReviewYears() = default;

Json ReviewYears::SubmittersView(const store::Store& store) const {
  return SubmittersJson(Submitters(store));
}

std::optional<Json> ReviewYears::BookView(const store::Store& store,
                                          const std::string& submitter) const {
  for (const SubmitterSheets& one : Submitters(store))
    if (one.key == submitter)
      return BookJson(BookOf(store, one, parts_->Decisions().All(), parts_->rules));
  return std::nullopt;
}

Json ReviewYears::ThemesView(size_t limit) { return ThemesJson(parts_->Terms(), limit); }

Json ReviewYears::ThemeView(const std::string& term) { return ThemeJson(parts_->Terms(), term); }

std::optional<Json> ReviewYears::CompareView(const store::Store& store, const std::string& a,
                                             const std::string& b) const {
  if (!store.FindSheet(a) || !store.FindSheet(b)) return std::nullopt;
  return ComparisonJson(CompareStored(store, a, b, parts_->Decisions().All(), parts_->rules));
}

ActionResult ReviewYears::LinkAction(const store::Store& store, const Json& request) {
  LinkRequest link;
  link.a = PartIn(request, "a");
  link.b = PartIn(request, "b");
  link.author = TextIn(request, "author");
  link.note = TextIn(request, "note");
  const std::string verdict = TextIn(request, "verdict");
  bool known = false;
  for (const store::Verdict one :
       {store::Verdict::kSame, store::Verdict::kDifferent, store::Verdict::kOpen}) {
    if (store::VerdictName(one) != verdict) continue;
    link.verdict = one;
    known = true;
  }
  if (!known) return Refusal(400, "verdict: same, different or open");
  const auto done = DecideLink(store, parts_->Decisions(), parts_->rules, link);
  if (!done)
    return done.error() == LinkProblem::kNotComparable
               ? Refusal(400, "two areas or two indicators of neighbouring sheets are needed")
               : Refusal(404, "no such part");
  const std::vector<SubmitterSheets> all = Submitters(store);
  const auto submitter = std::find_if(all.begin(), all.end(), [&](const SubmitterSheets& one) {
    return std::any_of(one.sheets.begin(), one.sheets.end(),
                       [&](const auto& sheet) { return sheet.id == link.a.sheet; });
  });
  const auto book = BookView(store, submitter->key);
  return {200, book->dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Json ReviewYears::SearchView(const Search& search) {
  if (!parts_->index) parts_->index.emplace(store::SearchIndex::Open(parts_->database));
  parts_->index->Renew(parts_->rules.morphology(), parts_->rules.hash(), nullptr);
  store::SearchQuery query;
  query.terms = search.terms;
  query.by = WayNamed(search.by);
  query.fiscal_year = search.year;
  query.prefecture_code = search.prefecture;
  query.section = search.section;
  query.sector = search.sector;
  query.limit = std::clamp<size_t>(search.limit, 1, 1000);
  Json json = ToJson(parts_->index->Find(query, parts_->rules.morphology()));
  json["sections"] = store::SearchSections();
  return json;
}

}  // namespace app
