#include "store/store.h"

#include <limits>
#include <utility>

#include "parse/printed_text.h"
#include "parse/sheet_json.h"
#include "store/correction_rows.h"
#include "store/editions.h"
#include "store/exported_sheet.h"
#include "store/new_correction.h"
#include "store/open_store.h"
#include "store/sheet_rows.h"
#include "store/upkeep.h"

namespace store {
namespace {

// Of the sources ?1 to ?2. A summary needs the values in force: it reads the views.
constexpr const char* kSummaries =
    "SELECT o.sheet_id, o.file, o.path, o.sha256, o.media_type, o.pages, o.size, v.status, v.form, "
    "v.fiscal_year, coalesce(v.submitter, ''), v.submitter_code, "
    "(SELECT count(*) FROM record WHERE sheet = o.id AND kind = 'area'), "
    "(SELECT count(*) FROM current_field WHERE sheet = o.id "
    " AND (text <> '' OR number IS NOT NULL OR json <> '[]')), "
    "v.review, "
    "(SELECT count(*) FROM leftover WHERE sheet = o.id), "
    "(SELECT count(*) FROM correction WHERE sha256 = o.sha256), o.id, "
    "(SELECT state FROM sheet_states WHERE number = o.id) "
    "FROM source o JOIN sheets v ON v.sheet = o.sheet_id "
    "WHERE o.id BETWEEN ?1 AND ?2 "
    "ORDER BY v.fiscal_year IS NULL, v.fiscal_year, v.submitter_code IS NULL, v.submitter_code, "
    "o.file, o.sheet_id";

constexpr size_t kIdDigits = 12;
constexpr int64_t kLastRow = std::numeric_limits<int64_t>::max();

std::string AsUtf8(const std::string& bytes) { return parse::ToUtf8(parse::ToUtf32(bytes)); }

std::string Stem(const std::string& file) {
  return AsUtf8(std::filesystem::path(file).stem().string());
}

std::vector<SheetSummary> ReadSummaries(Connection& connection, int64_t first, int64_t last) {
  std::vector<SheetSummary> summaries;
  Query query(connection, kSummaries, first, last);
  while (query.Step()) {
    SheetSummary& summary = summaries.emplace_back();
    summary.id = query.Text(0);
    summary.source = {query.Text(1), query.Text(2), query.Text(3),
                      query.Text(4), query.Int(5),  query.Integer(6)};
    summary.status =
        query.Text(7) == "imported" ? FileStatus::kImported : FileStatus::kUnrecognised;
    summary.form = query.Text(8);
    if (!query.IsNull(9)) summary.fiscal_year = query.Int(9);
    summary.submitter = query.Text(10);
    summary.submitter_code = query.TextOrNull(11);
    summary.areas = query.Int(12);
    summary.fields = query.Int(13);
    summary.review = query.Int(14);
    summary.leftover = query.Int(15);
    summary.corrections = query.Int(16);
    summary.replaces = EditionBefore(connection, query.Integer(17));
    summary.replaced_by = EditionAfter(connection, query.Integer(17));
    summary.state = query.Text(18);
  }
  return summaries;
}

struct SourceKey {
  int64_t number = 0;
  std::string sha256;
};

std::optional<SourceKey> FindSource(Connection& connection, const std::string& sheet_id) {
  Query query(connection, "SELECT id, sha256 FROM source WHERE sheet_id = ?1", sheet_id);
  if (!query.Step()) return std::nullopt;
  return SourceKey{query.Integer(0), query.Text(1)};
}

std::optional<int64_t> FindNumber(Connection& connection, const std::string& sha256) {
  Query query(connection, "SELECT id FROM source WHERE sha256 = ?1", sha256);
  return query.Step() ? std::optional(query.Integer(0)) : std::nullopt;
}

bool HasSource(Connection& connection, std::string_view sha256) {
  return Query(connection, "SELECT 1 FROM source WHERE sha256 = ?1", sha256).Step();
}

// An earlier failure of the same bytes, or of what stood at the same path.
void DeleteFailure(Connection& connection, const Source& source) {
  Query(connection, "DELETE FROM failure WHERE path = ?1 OR (sha256 = ?2 AND sha256 <> '')",
        AsUtf8(source.path), source.sha256)
      .Run();
}

void InsertFailure(Connection& connection, int64_t run, const FileResult& result) {
  const Source& source = result.source;
  Query(connection,
        "INSERT INTO failure (path, file, sha256, media_type, pages, size, reason, detail, run) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        AsUtf8(source.path), AsUtf8(source.file), source.sha256, source.media_type, source.pages,
        source.size, result.reason, AsUtf8(result.detail), run)
      .Run();
}

int64_t InsertSource(Connection& connection, int64_t run, const FileResult& result) {
  const Source& source = result.source;
  Query(connection,
        "INSERT INTO source (sheet_id, sha256, file, stem, path, media_type, pages, size, run) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        std::string_view(source.sha256).substr(0, kIdDigits), source.sha256, AsUtf8(source.file),
        Stem(source.file), AsUtf8(source.path), source.media_type, source.pages, source.size, run)
      .Run();
  const int64_t number = connection.database().getLastInsertRowid();
  if (result.original) {
    Query(connection, "INSERT INTO original (source, bytes) VALUES (?1, ?2)", number,
          Blob{*result.original})
        .Run();
  }
  Query(connection, "INSERT INTO page_layer (source, bytes) VALUES (?1, ?2)", number,
        Blob{result.layers})
      .Run();
  int position = 0;
  for (const std::string& warning : result.warnings) {
    Query(connection, "INSERT INTO warning (source, position, text) VALUES (?1, ?2, ?3)", number,
          position++, AsUtf8(warning))
        .Run();
  }
  return number;
}

// The machine's part of an exported sheet. What people decided there is put into the log, unless
// they decided something about this file here.
parse::ParsedSheet TakeDecisions(Connection& connection, const std::string& sha256,
                                 const parse::ParsedSheet& exported, std::string_view state) {
  ExportedSheet split = SplitDecisions(exported, state);
  if (ReadLog(connection, sha256).empty())
    for (StoredCorrection& entry : split.entries) {
      entry.note = "export";
      AppendEntry(connection, sha256, entry);
    }
  return std::move(split.machine);
}

std::optional<std::string> ReadBlob(Connection& connection, const char* sql,
                                    std::string_view sheet_id) {
  Query query(connection, sql, sheet_id);
  return query.Step() ? std::optional(query.Text(0)) : std::nullopt;
}

}  // namespace

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::Open(const std::filesystem::path& file, Mode mode,
                  std::chrono::milliseconds busy_timeout) {
  return Store(std::make_unique<Connection>(file, mode, busy_timeout));
}

int64_t Store::BeginRun(const RunInfo& run, std::string_view command) {
  return connection_->Write([&] {
    Query(*connection_,
          "INSERT INTO run (command, program_version, rules_hash) VALUES (?1, ?2, ?3)", command,
          run.program_version, run.rules_hash)
        .Run();
    return connection_->database().getLastInsertRowid();
  });
}

void Store::EndRun(int64_t run, std::string_view summary_json) {
  connection_->Write([&] {
    Query(*connection_,
          "UPDATE run SET ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), summary = ?2 "
          "WHERE id = ?1",
          run, summary_json)
        .Run();
  });
}

std::vector<RunRecord> Store::Runs() const {
  return Guarded([&] {
    std::vector<RunRecord> runs;
    Query query(*connection_,
                "SELECT id, command, program_version, rules_hash, started_at, ended_at, "
                "coalesce(summary, '') FROM run ORDER BY id");
    while (query.Step()) {
      runs.push_back({query.Integer(0),
                      query.Text(1),
                      {query.Text(2), query.Text(3)},
                      query.Text(4),
                      query.TextOrNull(5),
                      query.Text(6)});
    }
    return runs;
  });
}

bool Store::Has(std::string_view sha256) const {
  return Guarded([&] { return HasSource(*connection_, sha256); });
}

Store::Saved Store::Save(int64_t run, const FileResult& result) {
  return connection_->Write([&]() -> Saved {
    DeleteFailure(*connection_, result.source);
    if (HasSource(*connection_, result.source.sha256)) return {false, std::nullopt};
    if (result.status == FileStatus::kFailed) {
      InsertFailure(*connection_, run, result);
      return {true, std::nullopt};
    }
    const int64_t number = InsertSource(*connection_, run, result);
    parse::ParsedSheet sheet = result.sheet;
    if (result.exported_state)
      sheet = TakeDecisions(*connection_, result.source.sha256, sheet, *result.exported_state);
    InsertSheet(*connection_, number, run, sheet);
    RenewDecisions(*connection_, number, result.source.sha256, sheet);
    RenewEdition(*connection_, number);
    return {true, EditionBefore(*connection_, number)};
  });
}

void Store::TakeEarlierName(const Source& source) {
  connection_->Write([&] {
    std::string path;
    {
      Query query(*connection_,
                  "SELECT o.path FROM source o JOIN run r ON r.id = o.run "
                  "WHERE o.sha256 = ?1 AND r.command = 'load'",
                  source.sha256);
      if (!query.Step()) return;
      path = query.Text(0);
    }
    const std::string other = AsUtf8(source.path);
    if (std::filesystem::path(path) <= std::filesystem::path(other)) return;
    Query(*connection_, "UPDATE source SET path = ?2, file = ?3, stem = ?4 WHERE sha256 = ?1",
          source.sha256, other, AsUtf8(source.file), Stem(source.file))
        .Run();
  });
}

void Store::SaveReparse(int64_t run, std::string_view sheet_id, const parse::ParsedSheet& sheet) {
  connection_->Write([&] {
    const auto source = FindSource(*connection_, std::string(sheet_id));
    if (!source)
      throw StoreError(StoreError::Kind::kOther, "no such sheet: " + std::string(sheet_id));
    DeleteSheet(*connection_, source->number);
    InsertSheet(*connection_, source->number, run, sheet);
    RenewDecisions(*connection_, source->number, source->sha256, sheet);
    RenewEdition(*connection_, source->number);
  });
}

std::vector<SheetSummary> Store::List() const {
  return connection_->Read([&] { return ReadSummaries(*connection_, 0, kLastRow); });
}

std::vector<FailedFile> Store::Failed() const {
  return Guarded([&] {
    std::vector<FailedFile> failed;
    Query query(*connection_,
                "SELECT file, path, sha256, media_type, pages, size, reason, detail FROM failure "
                "ORDER BY path");
    while (query.Step()) {
      failed.push_back({{query.Text(0), query.Text(1), query.Text(2), query.Text(3), query.Int(4),
                         query.Integer(5)},
                        query.Text(6),
                        query.Text(7)});
    }
    return failed;
  });
}

std::optional<std::string> Store::FindSheet(std::string_view id_or_stem) const {
  return connection_->Read([&]() -> std::optional<std::string> {
    const std::string name = AsUtf8(std::string(id_or_stem));
    if (FindSource(*connection_, name)) return name;
    Query query(*connection_, "SELECT sheet_id FROM source WHERE stem = ?1", name);
    if (!query.Step()) return std::nullopt;
    std::string id = query.Text(0);
    if (query.Step()) return std::nullopt;
    return id;
  });
}

std::optional<StoredSheet> Store::Load(std::string_view sheet_id) const {
  return connection_->Read([&]() -> std::optional<StoredSheet> {
    const auto source = FindSource(*connection_, std::string(sheet_id));
    if (!source) return std::nullopt;
    auto sheet = ReadSheet(*connection_, source->number);
    auto summaries = ReadSummaries(*connection_, source->number, source->number);
    if (!sheet || summaries.empty()) return std::nullopt;
    ApplyDecisions(*connection_, source->number, sheet->sheet);
    return StoredSheet{std::move(summaries.front()), std::move(*sheet)};
  });
}

std::optional<std::string> Store::Layers(std::string_view sheet_id) const {
  return Guarded([&] {
    return ReadBlob(*connection_,
                    "SELECT bytes FROM page_layer WHERE length(bytes) > 0 AND source = "
                    "(SELECT id FROM source WHERE sheet_id = ?1)",
                    sheet_id);
  });
}

std::optional<std::string> Store::Original(std::string_view sheet_id) const {
  return Guarded([&] {
    return ReadBlob(*connection_,
                    "SELECT bytes FROM original WHERE source = "
                    "(SELECT id FROM source WHERE sheet_id = ?1)",
                    sheet_id);
  });
}

Store::Decided Store::Decide(std::string_view sheet_id, const Correction& correction) {
  return connection_->WriteForGood([&]() -> Decided {
    const auto source = FindSource(*connection_, std::string(sheet_id));
    if (!source) return {Outcome::kNoSuchPart, 0};
    const auto machine = ReadMachineSheet(*connection_, source->number);
    if (!machine) return {Outcome::kNoSuchPart, 0};
    const auto entry = MakeEntry(*machine, ReadLog(*connection_, source->sha256), correction);
    if (!entry) return entry.error();
    const int64_t id = AppendEntry(*connection_, source->sha256, *entry);
    RenewDecisions(*connection_, source->number, source->sha256, *machine);
    RenewEdition(*connection_, source->number);
    return {Outcome::kDone, id};
  });
}

bool Store::Correct(std::string_view sheet_id, const Correction& correction) {
  return Decide(sheet_id, correction).outcome == Outcome::kDone;
}

int Store::UndoBatch(std::string_view batch, std::string_view author) {
  return connection_->WriteForGood([&] {
    int undone = 0;
    for (const std::string& sha256 : SourcesOfBatch(*connection_, batch)) {
      for (const StoredCorrection& entry : EntriesOfBatch(ReadLog(*connection_, sha256), batch)) {
        AppendEntry(*connection_, sha256, UndoOf(entry, author));
        ++undone;
      }
      const auto number = FindNumber(*connection_, sha256);
      const auto machine = number ? ReadMachineSheet(*connection_, *number) : std::nullopt;
      if (!machine) continue;
      RenewDecisions(*connection_, *number, sha256, *machine);
      RenewEdition(*connection_, *number);
    }
    return undone;
  });
}

std::vector<CorrectionEntry> Store::Corrections(std::string_view sheet_id) const {
  return connection_->Read([&] { return ReadEntries(*connection_, sheet_id); });
}

void Store::SaveDraft(std::string_view sheet_id, const Draft& draft) {
  connection_->Write([&] {
    Query(*connection_, "DELETE FROM draft WHERE sheet_id = ?1 AND author = ?2 AND path = ?3",
          sheet_id, draft.author, draft.path)
        .Run();
    if (draft.text.empty()) return;
    Query(*connection_, "INSERT INTO draft (sheet_id, author, path, text) VALUES (?1, ?2, ?3, ?4)",
          sheet_id, draft.author, draft.path, draft.text)
        .Run();
  });
}

std::vector<Draft> Store::Drafts(std::string_view sheet_id, std::string_view author) const {
  return connection_->Read([&] {
    std::vector<Draft> drafts;
    Query query(*connection_,
                "SELECT author, path, text FROM draft WHERE sheet_id = ?1 AND author = ?2 "
                "ORDER BY path",
                sheet_id, author);
    while (query.Step()) drafts.push_back({query.Text(0), query.Text(1), query.Text(2)});
    return drafts;
  });
}

std::vector<std::string> Store::FindFaults() const {
  return connection_->Read([&] { return store::FindFaults(*connection_); });
}

void Store::CopyTo(const std::filesystem::path& file) const { CopyDatabase(*connection_, file); }

}  // namespace store
