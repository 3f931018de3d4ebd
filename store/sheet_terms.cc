#include "store/sheet_terms.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>

#include "parse/fold.h"
#include "parse/printed_text.h"
#include "store/connection.h"

namespace store {
namespace {

// Counts up when the same texts give other terms.
constexpr std::string_view kTermsVersion = "1";
constexpr std::chrono::seconds kBusyTimeout(10);
constexpr size_t kSheetsInTransaction = 200;
constexpr size_t kShortestTerm = 2;  // characters

std::vector<int64_t> SheetsToRenew(Connection& connection, const std::string& version) {
  std::vector<int64_t> sheets;
  Query query(connection,
              "SELECT s.id FROM sheet s WHERE s.status = 'imported' AND NOT EXISTS "
              "(SELECT 1 FROM term_state t WHERE t.sheet = s.id AND t.version = ?1) ORDER BY s.id",
              version);
  while (query.Step()) sheets.push_back(query.Integer(0));
  return sheets;
}

void RenewSheet(Connection& connection, int64_t sheet, const std::string& version,
                const parse::Morphology& morphology) {
  Query(connection, "DELETE FROM sheet_term WHERE sheet = ?1", sheet).Run();
  std::map<std::string, int> counts;
  {
    // What stands on the cover, labels and marks are of the form, not of the submitter.
    Query query(connection,
                "SELECT f.text FROM current_field f JOIN record r "
                "ON r.sheet = f.sheet AND r.number = f.record WHERE f.sheet = ?1 "
                "AND f.text <> '' AND ((r.kind = 'sheet' AND f.name IN ('motto', 'overview')) OR "
                "f.name IN ('goal', 'progress', 'text', 'challenge', 'policy', 'indicator', "
                "'reason', 'expected_outcome')) AND r.kind <> 'measure'",
                sheet);
    while (query.Step())
      for (const std::string& term : TermsIn(query.Text(0), morphology)) ++counts[term];
  }
  for (const auto& [term, count] : counts)
    Query(connection, "INSERT INTO sheet_term (sheet, term, count) VALUES (?1, ?2, ?3)", sheet,
          term, count)
        .Run();
  Query(connection, "INSERT OR REPLACE INTO term_state (sheet, version) VALUES (?1, ?2)", sheet,
        version)
      .Run();
}

// Sheets in force, with who handed them in when.
constexpr const char* kSubmitted =
    "SELECT o.id AS sheet, v.fiscal_year AS year, "
    "coalesce(v.submitter_code, v.submitter) AS who, v.submitter, "
    "coalesce(v.submitter_code, '') AS code "
    "FROM sheets v JOIN source o ON o.sheet_id = v.sheet "
    "WHERE v.fiscal_year IS NOT NULL AND coalesce(v.submitter_code, v.submitter, '') <> '' "
    "AND NOT EXISTS (SELECT 1 FROM edition e JOIN edition l ON l.key = e.key AND l.sheet > e.sheet "
    "                WHERE e.sheet = o.id)";

}  // namespace

std::vector<std::string> TermsIn(std::string_view utf8, const parse::Morphology& morphology) {
  std::u32string folded = parse::Fold(parse::ToUtf32(utf8)).text;
  std::replace(folded.begin(), folded.end(), U'\0', U' ');
  std::vector<std::string> terms;
  std::u32string term;
  bool names = false;  // something: not only suffixes
  size_t end = 0;
  const auto close = [&] {
    if (names && term.size() >= kShortestTerm) terms.push_back(parse::ToUtf8(term));
    term.clear();
    names = false;
  };
  for (const parse::Word& word : morphology.Words(folded)) {
    const std::u32string surface = folded.substr(word.begin, word.end - word.begin);
    const bool noun = word.word_class == parse::WordClass::kName ||
                      word.word_class == parse::WordClass::kAction ||
                      (word.word_class == parse::WordClass::kSuffix && !term.empty());
    if (word.begin != end) close();
    end = word.end;
    if (!noun) {
      close();
      continue;
    }
    // What is done names nothing yet; who does it, or where, does.
    names = names || word.word_class != parse::WordClass::kAction;
    term += surface;
  }
  close();
  return terms;
}

struct SheetTerms::Parts {
  std::unique_ptr<Connection> connection;
};

SheetTerms::SheetTerms(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SheetTerms::SheetTerms(SheetTerms&&) noexcept = default;
SheetTerms& SheetTerms::operator=(SheetTerms&&) noexcept = default;
SheetTerms::~SheetTerms() = default;

SheetTerms SheetTerms::Open(const std::filesystem::path& file) {
  auto parts = std::make_unique<Parts>();
  try {
    parts->connection = std::make_unique<Connection>(file, Store::Mode::kReadWrite, kBusyTimeout);
  } catch (const StoreError&) {
    parts->connection = std::make_unique<Connection>(file, Store::Mode::kReadOnly, kBusyTimeout);
  }
  return SheetTerms(std::move(parts));
}

size_t SheetTerms::Renew(const parse::Morphology& morphology, const std::string& rules_hash,
                         const std::function<void(size_t, size_t)>& progress) {
  Connection& connection = *parts_->connection;
  const std::string version = std::string(kTermsVersion) + ":" + rules_hash;
  const std::vector<int64_t> sheets = Guarded([&] { return SheetsToRenew(connection, version); });
  for (size_t done = 0; done < sheets.size();) {
    try {
      SQLite::Transaction transaction(connection.database(),
                                      SQLite::TransactionBehavior::IMMEDIATE);
      const size_t end = std::min(done + kSheetsInTransaction, sheets.size());
      for (size_t i = done; i < end; ++i) {
        RenewSheet(connection, sheets[i], version, morphology);
        if (progress) progress(i + 1, sheets.size());
      }
      transaction.commit();
      done = end;
    } catch (const SQLite::Exception&) {
      return sheets.size() - done;
    }
  }
  return 0;
}

std::vector<TermTotal::Year> SheetTerms::Years() const {
  return Guarded([&] {
    static const std::string sql = std::string("SELECT year, count(DISTINCT who) FROM (") +
                                   kSubmitted + ") GROUP BY year ORDER BY year";
    std::vector<TermTotal::Year> years;
    Query query(*parts_->connection, sql.c_str());
    while (query.Step()) years.push_back({query.Int(0), 0, query.Int(1)});
    return years;
  });
}

std::vector<TermTotal> SheetTerms::Themes(size_t limit) const {
  const std::vector<TermTotal::Year> years = Years();
  int submitters = 0;
  for (const TermTotal::Year& year : years) submitters = std::max(submitters, year.of);
  std::vector<TermTotal> totals = Guarded([&] {
    static const std::string sql =
        std::string("SELECT t.term, s.year, count(DISTINCT s.who) FROM (") + kSubmitted +
        ") s JOIN sheet_term t ON t.sheet = s.sheet GROUP BY t.term, s.year ORDER BY t.term, "
        "s.year";
    std::vector<TermTotal> read;
    Query query(*parts_->connection, sql.c_str());
    while (query.Step()) {
      std::string term = query.Text(0);
      if (read.empty() || read.back().term != term) {
        read.push_back({std::move(term), 0, query.Int(1), years});
      }
      for (TermTotal::Year& year : read.back().years) {
        if (year.fiscal_year != query.Int(1)) continue;
        year.having = query.Int(2);
        read.back().submitters = std::max(read.back().submitters, year.having);
      }
    }
    return read;
  });
  // How far the shares of the years lie apart, and how many use it at most: a theme comes or goes.
  const auto weight = [](const TermTotal& total) {
    double least = 1, most = 0;
    for (const TermTotal::Year& year : total.years) {
      const double share = year.of > 0 ? static_cast<double>(year.having) / year.of : 0;
      least = std::min(least, share);
      most = std::max(most, share);
    }
    return (most - least) * std::sqrt(static_cast<double>(total.submitters));
  };
  std::vector<std::pair<double, size_t>> order;
  for (size_t i = 0; i < totals.size(); ++i)
    if (totals[i].submitters > 1 || submitters <= 1) order.emplace_back(-weight(totals[i]), i);
  std::stable_sort(order.begin(), order.end());
  std::vector<TermTotal> themes;
  for (const auto& [negative, index] : order) {
    if (themes.size() == limit) break;
    themes.push_back(std::move(totals[index]));
  }
  return themes;
}

std::vector<TermUse> SheetTerms::UsesOf(std::string_view term) const {
  return Guarded([&] {
    static const std::string sql =
        std::string(
            "SELECT s.submitter, s.code, s.year, count(DISTINCT s.sheet), "
            "sum(t.count) FROM (") +
        kSubmitted +
        ") s JOIN sheet_term t ON t.sheet = s.sheet "
        "WHERE instr(t.term, ?1) > 0 GROUP BY s.who, s.year ORDER BY s.code, s.submitter, s.year";
    std::vector<TermUse> uses;
    Query query(*parts_->connection, sql.c_str(), parse::FoldUtf8(std::string(term)));
    while (query.Step())
      uses.push_back({query.Text(0), query.Text(1), query.Int(2), query.Int(3), query.Int(4)});
    return uses;
  });
}

}  // namespace store
