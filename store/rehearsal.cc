#include "store/rehearsal.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "parse/sheet_json.h"
#include "store/connection.h"
#include "store/correction_rows.h"
#include "store/sheet_rows.h"
#include "store/store.h"

namespace store {
namespace {

constexpr std::chrono::seconds kBusyTimeout(10);

bool IsDetached(const CorrectionFinding& entry) {
  return entry.finding.reason == "correction-detached";
}

void MarkAccepted(const std::vector<std::string>& parts, parse::Record& record,
                  const std::string& pointer) {
  for (parse::Field& field : record.fields) {
    const std::string path = pointer + "/" + parse::EscapePointerToken(field.name);
    const bool accepted = std::any_of(parts.begin(), parts.end(), [&path](const std::string& part) {
      return parse::Covers(part, path);
    });
    if (accepted && field.evidence.status == parse::Status::kParsed)
      field.evidence.status = parse::Status::kAccepted;
  }
  for (parse::RecordList& list : record.lists) {
    for (size_t i = 0; i < list.records.size(); ++i) {
      MarkAccepted(parts, list.records[i],
                   pointer + "/" + parse::EscapePointerToken(list.name) + "/" + std::to_string(i));
    }
  }
}

std::vector<Rehearsal::Detached> NewlyDetached(const Attachment& before, const Attachment& after,
                                               const std::vector<StoredCorrection>& in_force) {
  std::set<int64_t> known;
  for (const CorrectionFinding& entry : before.findings)
    if (IsDetached(entry)) known.insert(entry.correction);
  std::vector<Rehearsal::Detached> detached;
  for (const CorrectionFinding& entry : after.findings) {
    if (!IsDetached(entry) || !known.insert(entry.correction).second) continue;
    const auto found = std::find_if(in_force.begin(), in_force.end(), [&entry](const auto& one) {
      return one.id == entry.correction;
    });
    if (found != in_force.end()) detached.push_back({found->path, found->value, found->machine});
  }
  return detached;
}

}  // namespace

struct Rehearsals::Parts {
  explicit Parts(const std::filesystem::path& database)
      : connection(database, Store::Mode::kReadOnly, kBusyTimeout) {}
  Connection connection;
};

Rehearsals::Rehearsals(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Rehearsals::Rehearsals(Rehearsals&&) noexcept = default;
Rehearsals& Rehearsals::operator=(Rehearsals&&) noexcept = default;
Rehearsals::~Rehearsals() = default;

Rehearsals Rehearsals::Open(const std::filesystem::path& database) {
  return Rehearsals(std::make_unique<Parts>(database));
}

std::optional<Rehearsal> Rehearsals::Of(std::string_view sheet_id,
                                        const parse::ParsedSheet& sheet) const {
  Connection& connection = parts_->connection;
  return Guarded([&]() -> std::optional<Rehearsal> {
    const SQLite::Transaction transaction(connection.database(),
                                          SQLite::TransactionBehavior::DEFERRED);
    Query source(connection, "SELECT id, sha256 FROM source WHERE sheet_id = ?1", sheet_id);
    if (!source.Step()) return std::nullopt;
    const int64_t number = source.Integer(0);
    auto stored = ReadSheet(connection, number);
    if (!stored) return std::nullopt;
    Rehearsal rehearsal;
    rehearsal.before = std::move(*stored);
    rehearsal.current = rehearsal.before;
    const std::vector<StoredCorrection> in_force =
        EntriesInForce(ReadLog(connection, source.Text(1)));
    if (in_force.empty()) {
      rehearsal.after = sheet;
      return rehearsal;
    }
    ApplyDecisions(connection, number, rehearsal.current.sheet);
    const Attachment before = Attach(*ReadMachineSheet(connection, number), in_force);
    Attachment after = Attach(sheet, in_force);
    for (const AcceptedPart& part : before.accepted_parts)
      if (part.unchanged) rehearsal.accepted_parts.push_back(part.pointer);
    if (before.state == "reviewed") rehearsal.accepted_parts.emplace_back();
    MarkAccepted(rehearsal.accepted_parts, rehearsal.current.sheet, "");
    rehearsal.detached = NewlyDetached(before, after, in_force);
    rehearsal.after = std::move(after.sheet);
    return rehearsal;
  });
}

}  // namespace store
