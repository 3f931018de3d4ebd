#include "store/search_index.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "parse/printed_text.h"
#include "parse/sheet_shape.h"
#include "store/connection.h"
#include "store/search_text.h"

namespace store {
namespace {

// Counts up when the same texts get other rows.
constexpr std::string_view kIndexVersion = "1";
constexpr std::chrono::seconds kBusyTimeout(10);
constexpr size_t kSheetsInTransaction = 200;

constexpr std::string_view kCover = "cover", kLeftover = "leftover", kRoles = "roles";

constexpr const char* kFields =
    "SELECT p.path || '/' || f.name, r.kind, r.list, f.name, r.number, "
    "CASE WHEN d.correction IS NULL THEN f.text ELSE d.text END, "
    "CASE WHEN d.correction IS NULL THEN f.json ELSE d.json END, "
    "f.page, f.x0, f.y0, f.x1, f.y1 "
    "FROM record r JOIN record_path p ON p.sheet = r.sheet AND p.number = r.number "
    "JOIN field f ON f.sheet = r.sheet AND f.record = r.number "
    "LEFT JOIN decision d ON d.sheet = f.sheet AND d.record = f.record AND d.field = f.name "
    "WHERE r.sheet = ?1 ORDER BY r.number, f.position";

// One text of a sheet.
struct Text {
  std::string path, section, text;
  std::optional<int> page;
  std::optional<extract::Rect> box;
  std::vector<std::string> sectors;  // of a role
};

std::vector<std::string> TextsOf(const std::string& json) {
  std::vector<std::string> texts;
  for (const auto& entry : nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false))
    if (entry.is_string()) texts.push_back(entry.get<std::string>());
  return texts;
}

// Five columns from `first` on.
void ReadPlace(Query& query, int first, Text& text) {
  if (!query.IsNull(first)) text.page = query.Int(first);
  if (!query.IsNull(first + 1)) {
    text.box = extract::Rect{query.Number(first + 1), query.Number(first + 2),
                             query.Number(first + 3), query.Number(first + 4)};
  }
}

// Numbers, codes and list marks are made from what stands beside them.
bool IsSearched(const std::string& kind, const std::string& field) {
  const parse::RecordShape* record = parse::ShapeOf(kind);
  const parse::FieldShape* shape = record == nullptr ? nullptr : record->Find(field);
  return shape == nullptr || (shape->derived_from.empty() && field != record->label);
}

std::vector<Text> TextsOfSheet(Connection& connection, int64_t sheet) {
  std::vector<Text> texts;
  std::map<int, std::vector<std::string>> sectors;  // by record
  Query fields(connection, kFields, sheet);
  while (fields.Step()) {
    Text text;
    text.path = fields.Text(0);
    text.section = fields.Text(2).empty() ? std::string(kCover) : fields.Text(2);
    if (!fields.IsNull(6)) {
      text.sectors = sectors[fields.Int(4)] = TextsOf(fields.Text(6));
      for (const std::string& sector : text.sectors)
        text.text.append(text.text.empty() ? "" : " ").append(sector);
    } else {
      text.text = fields.TextOrNull(5).value_or("");
      if (text.section == kRoles) text.sectors = sectors[fields.Int(4)];
    }
    ReadPlace(fields, 7, text);
    if (!text.text.empty() && IsSearched(fields.Text(1), fields.Text(3)))
      texts.push_back(std::move(text));
  }
  Query leftovers(connection,
                  "SELECT text, page, x0, y0, x1, y1 FROM leftover WHERE sheet = ?1 "
                  "ORDER BY position",
                  sheet);
  while (leftovers.Step()) {
    Text text;
    text.section = kLeftover;
    text.text = leftovers.Text(0);
    ReadPlace(leftovers, 1, text);
    texts.push_back(std::move(text));
  }
  return texts;
}

// The columns of search_index that are made from those of search_text.
std::string PartsOf(std::u32string_view folded) { return parse::ToUtf8(CharacterPairsOf(folded)); }
std::string KanaOf(std::u32string_view readings) {
  return parse::ToUtf8(CharacterPairsOf(Joined(readings)));
}

void RemoveTexts(Connection& connection, int64_t sheet) {
  Query old(connection,
            "SELECT id, folded, words, readings, marks FROM search_text WHERE sheet = ?1", sheet);
  while (old.Step()) {
    // A table without contents must be told what to forget.
    Query(connection,
          "INSERT INTO search_index (search_index, rowid, parts, words, kana, marks) "
          "VALUES ('delete', ?1, ?2, ?3, ?4, ?5)",
          old.Integer(0), PartsOf(parse::ToUtf32(old.Text(1))), old.Text(2),
          KanaOf(parse::ToUtf32(old.Text(3))), old.Text(4))
        .Run();
  }
  Query(connection, "DELETE FROM search_text WHERE sheet = ?1", sheet).Run();
}

int64_t SectorNumber(Connection& connection, const std::string& name) {
  const std::string folded = parse::ToUtf8(FoldForSearch(name).text);
  Query(connection, "INSERT OR IGNORE INTO search_sector (folded) VALUES (?1)", folded).Run();
  Query query(connection, "SELECT id FROM search_sector WHERE folded = ?1", folded);
  return query.Step() ? query.Integer(0) : 0;
}

// The marks that all texts of a sheet have.
std::string MarksOfSheet(Connection& connection, int64_t sheet) {
  std::string marks;
  Query query(connection,
              "SELECT v.fiscal_year, v.submitter_code FROM sheets v JOIN source o "
              "ON o.sheet_id = v.sheet WHERE o.id = ?1",
              sheet);
  if (!query.Step()) return marks;
  if (!query.IsNull(0)) marks += "year" + std::to_string(query.Int(0)) + " ";
  if (!query.IsNull(1)) marks += "prefecture" + query.Text(1).substr(0, 2) + " ";
  return marks;
}

void AddText(Connection& connection, int64_t sheet, const Text& text, std::string marks,
             const parse::Morphology& morphology) {
  marks += "section_" + text.section;
  for (const std::string& sector : text.sectors)
    marks += " sector" + std::to_string(SectorNumber(connection, sector));
  const SearchableText searchable = MakeSearchable(FoldForSearch(text.text).text, morphology);
  const std::string words = parse::ToUtf8(searchable.words);
  using Side = std::optional<double>;
  const auto side = [&text](double extract::Rect::*which) {
    return text.box ? Side((*text.box).*which) : Side();
  };
  Query(connection,
        "INSERT INTO search_text (sheet, path, section, page, x0, y0, x1, y1, text, folded, words, "
        "readings, marks) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        sheet, text.path, text.section, text.page, side(&extract::Rect::x0),
        side(&extract::Rect::y0), side(&extract::Rect::x1), side(&extract::Rect::y1), text.text,
        parse::ToUtf8(searchable.folded), words, parse::ToUtf8(searchable.readings), marks)
      .Run();
  Query(connection,
        "INSERT INTO search_index (rowid, parts, words, kana, marks) VALUES (?1, ?2, ?3, ?4, ?5)",
        connection.database().getLastInsertRowid(), PartsOf(searchable.folded), words,
        KanaOf(searchable.readings), marks)
      .Run();
}

void RenewSheet(Connection& connection, int64_t sheet, const std::string& version,
                const parse::Morphology& morphology) {
  RemoveTexts(connection, sheet);
  const std::string marks = MarksOfSheet(connection, sheet);
  for (const Text& text : TextsOfSheet(connection, sheet))
    AddText(connection, sheet, text, marks, morphology);
  Query(connection, "INSERT OR REPLACE INTO search_state (sheet, version) VALUES (?1, ?2)", sheet,
        version)
      .Run();
}

std::vector<int64_t> SheetsToRenew(Connection& connection, const std::string& version) {
  std::vector<int64_t> sheets;
  Query query(connection,
              "SELECT o.id FROM source o JOIN sheets v ON v.sheet = o.sheet_id "
              "WHERE NOT EXISTS (SELECT 1 FROM search_state s "
              "                  WHERE s.sheet = o.id AND s.version = ?1) "
              "ORDER BY v.fiscal_year IS NULL, v.fiscal_year, v.submitter_code IS NULL, "
              "v.submitter_code, o.file, o.sheet_id",
              version);
  while (query.Step()) sheets.push_back(query.Integer(0));
  return sheets;
}

// " AND ..." for what the query filters by; nullopt where nothing can be found.
std::optional<std::string> FilterExpression(Connection& connection, const SearchQuery& query) {
  std::vector<std::string> marks;
  if (query.fiscal_year) marks.push_back("year" + std::to_string(*query.fiscal_year));
  if (!query.prefecture_code.empty()) marks.push_back("prefecture" + query.prefecture_code);
  if (!query.section.empty()) marks.push_back("section_" + query.section);
  std::string expression;
  for (const std::string& mark : marks) expression += " AND ({marks} : \"" + mark + "\")";
  if (query.sector.empty()) return expression;
  std::string sectors;
  Query known(connection, "SELECT id FROM search_sector WHERE instr(folded, ?1) > 0 ORDER BY id",
              parse::ToUtf8(FoldForSearch(query.sector).text));
  while (known.Step()) {
    sectors.append(sectors.empty() ? "" : " OR ")
        .append("{marks} : \"sector" + std::to_string(known.Integer(0)) + "\"");
  }
  if (sectors.empty()) return std::nullopt;
  return expression + " AND (" + sectors + ")";
}

// The places of all terms in the original text, in bytes.
std::vector<std::pair<size_t, size_t>> FoundIn(const std::string& text,
                                               const std::vector<SearchTerm>& terms, SearchBy by,
                                               const parse::Morphology& morphology) {
  const parse::FoldedText folded = FoldForSearch(text);
  const std::u32string characters = parse::ToUtf32(text);
  std::vector<std::pair<size_t, size_t>> places;
  for (const SearchTerm& term : terms) {
    for (const auto& [begin, end] : PlacesOf(term, by, folded.text, morphology)) {
      const auto range = folded.SourceRange(begin, end, characters.size());
      places.emplace_back(parse::ToUtf8(characters.substr(0, range.first)).size(),
                          parse::ToUtf8(characters.substr(0, range.second)).size());
    }
  }
  std::sort(places.begin(), places.end());
  std::vector<std::pair<size_t, size_t>> merged;
  for (const auto& place : places) {
    if (!merged.empty() && place.first <= merged.back().second) {
      merged.back().second = std::max(merged.back().second, place.second);
    } else {
      merged.push_back(place);
    }
  }
  return merged;
}

void DescribeSheet(Connection& connection, int64_t sheet, SearchHit& hit) {
  Query query(connection,
              "SELECT v.sheet, v.file, coalesce(v.submitter, ''), v.fiscal_year FROM sheets v "
              "JOIN source o ON o.sheet_id = v.sheet WHERE o.id = ?1",
              sheet);
  if (!query.Step()) return;
  hit.sheet = query.Text(0);
  hit.file = query.Text(1);
  hit.submitter = query.Text(2);
  if (!query.IsNull(3)) hit.fiscal_year = query.Int(3);
}

std::unique_ptr<Connection> OpenToWriteOrRead(const std::filesystem::path& file) {
  try {
    return std::make_unique<Connection>(file, Store::Mode::kReadWrite, kBusyTimeout);
  } catch (const StoreError&) {
    return std::make_unique<Connection>(file, Store::Mode::kReadOnly, kBusyTimeout);
  }
}

}  // namespace

struct SearchIndex::Parts {
  std::unique_ptr<Connection> connection;
};

SearchIndex::SearchIndex(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;
SearchIndex::~SearchIndex() = default;

const std::vector<std::string>& SearchSections() {
  static const std::vector<std::string> sections = {std::string(kCover),
                                                    "areas",
                                                    "goals",
                                                    "strengths",
                                                    "challenges",
                                                    "roles",
                                                    "indicators",
                                                    "measures",
                                                    "hospital_collaboration",
                                                    "concerns",
                                                    std::string(kLeftover)};
  return sections;
}

SearchIndex SearchIndex::Open(const std::filesystem::path& file) {
  auto parts = std::make_unique<Parts>();
  parts->connection = OpenToWriteOrRead(file);
  return SearchIndex(std::move(parts));
}

size_t SearchIndex::Renew(const parse::Morphology& morphology, const std::string& rules_hash,
                          const std::function<void(size_t, size_t)>& progress) {
  Connection& connection = *parts_->connection;
  const std::string version = std::string(kIndexVersion) + ":" + rules_hash;
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

SearchResult SearchIndex::Find(const SearchQuery& query,
                               const parse::Morphology& morphology) const {
  Connection& connection = *parts_->connection;
  SearchResult result;
  const std::vector<SearchTerm> terms = TermsOf(query.terms, morphology);
  std::string expression;
  for (const SearchTerm& term : terms) {
    const std::string one = MatchExpression(term, query.by);
    if (one.empty()) return result;  // by reading, but no kana
    expression.append(expression.empty() ? "(" : " AND (").append(one).append(")");
  }
  if (expression.empty()) return result;
  return Guarded([&] {
    const auto filter = FilterExpression(connection, query);
    if (!filter) return result;
    Query rows(connection,
               "SELECT t.sheet, t.path, t.section, t.page, t.x0, t.y0, t.x1, t.y1, t.text, "
               "t.folded, t.words, t.readings "
               "FROM search_index i JOIN search_text t ON t.id = i.rowid "
               "WHERE search_index MATCH ?1 ORDER BY i.rowid",
               expression + *filter);
    while (rows.Step()) {
      const std::u32string folded = parse::ToUtf32(rows.Text(9));
      const std::u32string words = parse::ToUtf32(rows.Text(10));
      const std::u32string readings = parse::ToUtf32(rows.Text(11));
      const bool found = std::all_of(terms.begin(), terms.end(), [&](const SearchTerm& term) {
        return IsFound(term, query.by, folded, words, readings);
      });
      if (!found) continue;
      if (result.hits.size() == query.limit) {
        result.more = true;
        break;
      }
      SearchHit& hit = result.hits.emplace_back();
      DescribeSheet(connection, rows.Integer(0), hit);
      hit.path = rows.Text(1);
      hit.section = rows.Text(2);
      hit.text = rows.Text(8);
      Text place;
      ReadPlace(rows, 3, place);
      hit.page = place.page;
      hit.box = place.box;
      hit.found = FoundIn(hit.text, terms, query.by, morphology);
    }
    return result;
  });
}

}  // namespace store
