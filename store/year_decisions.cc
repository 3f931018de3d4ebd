#include "store/year_decisions.h"

#include <chrono>
#include <utility>

#include "parse/fold.h"
#include "store/connection.h"

namespace store {
namespace {

constexpr std::string_view kArea = "area", kIndicator = "indicator";
constexpr std::chrono::seconds kBusyTimeout(10);

Verdict VerdictNamed(const std::string& name) {
  if (name == "same") return Verdict::kSame;
  return name == "different" ? Verdict::kDifferent : Verdict::kOpen;
}

YearPart PartFrom(Query& query, int first) {
  return {query.Text(first), query.Text(first + 1), query.Text(first + 2), query.Text(first + 3)};
}

}  // namespace

YearPart PartOf(const YearSheet& sheet, const YearArea& area) {
  return {sheet.sha256, parse::FoldForCompare(area.name), "", ""};
}

YearPart PartOf(const YearSheet& sheet, const YearArea& area, const YearIndicator& indicator) {
  return {sheet.sha256, parse::FoldForCompare(area.name), parse::FoldForCompare(indicator.label),
          parse::FoldForCompare(indicator.text)};
}

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kSame:
      return "same";
    case Verdict::kDifferent:
      return "different";
    case Verdict::kOpen:
      break;
  }
  return "open";
}

struct YearDecisions::Parts {
  std::unique_ptr<Connection> connection;
};

YearDecisions::YearDecisions(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
YearDecisions::YearDecisions(YearDecisions&&) noexcept = default;
YearDecisions& YearDecisions::operator=(YearDecisions&&) noexcept = default;
YearDecisions::~YearDecisions() = default;

YearDecisions YearDecisions::Open(const std::filesystem::path& file) {
  auto parts = std::make_unique<Parts>();
  try {
    parts->connection = std::make_unique<Connection>(file, Store::Mode::kReadWrite, kBusyTimeout);
  } catch (const StoreError&) {
    parts->connection = std::make_unique<Connection>(file, Store::Mode::kReadOnly, kBusyTimeout);
  }
  return YearDecisions(std::move(parts));
}

std::vector<IdentityDecision> YearDecisions::All() const {
  return Guarded([&] {
    std::vector<IdentityDecision> all;
    Query query(*parts_->connection,
                "SELECT id, kind, sha256_a, area_a, label_a, text_a, sha256_b, area_b, label_b, "
                "text_b, verdict, certainty, author, note, created_at FROM identity_decision "
                "ORDER BY id");
    while (query.Step()) {
      IdentityDecision& decision = all.emplace_back();
      decision.id = query.Integer(0);
      decision.of_areas = query.Text(1) == kArea;
      decision.a = PartFrom(query, 2);
      decision.b = PartFrom(query, 6);
      decision.verdict = VerdictNamed(query.Text(10));
      if (!query.IsNull(11)) decision.certainty = query.Number(11);
      decision.author = query.Text(12);
      decision.note = query.Text(13);
      decision.created_at = query.Text(14);
    }
    return all;
  });
}

int64_t YearDecisions::Append(const IdentityDecision& decision) {
  Connection& connection = *parts_->connection;
  return Guarded([&] {
    connection.database().exec("PRAGMA synchronous = FULL");
    SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
    const YearPart &a = decision.a, &b = decision.b;
    Query(connection,
          "INSERT INTO identity_decision (kind, sha256_a, area_a, label_a, text_a, sha256_b, "
          "area_b, label_b, text_b, verdict, certainty, author, note) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
          decision.of_areas ? kArea : kIndicator, a.sha256, a.area, a.label, a.text, b.sha256,
          b.area, b.label, b.text, VerdictName(decision.verdict), decision.certainty,
          decision.author, decision.note)
        .Run();
    const int64_t id = connection.database().getLastInsertRowid();
    transaction.commit();
    return id;
  });
}

}  // namespace store
