#include "store/upkeep.h"

#include <SQLiteCpp/Backup.h>

#include <random>
#include <system_error>

namespace store {
namespace {

namespace fs = std::filesystem;

void AddRows(Connection& connection, const char* sql, std::vector<std::string>* faults) {
  for (Query query(connection, sql); query.Step();) faults->push_back(query.Text(0));
}

// Removes the draft of a copy that was not finished.
class UnfinishedCopy {
 public:
  explicit UnfinishedCopy(fs::path file) : file_(std::move(file)) {}
  UnfinishedCopy(const UnfinishedCopy&) = delete;
  UnfinishedCopy& operator=(const UnfinishedCopy&) = delete;
  ~UnfinishedCopy() {
    std::error_code ignored;
    fs::remove(file_, ignored);
  }
  const fs::path& file() const { return file_; }

 private:
  fs::path file_;
};

}  // namespace

std::vector<std::string> FindFaults(Connection& connection) {
  std::vector<std::string> faults;
  AddRows(connection,
          "SELECT 'SQLite: ' || integrity_check FROM pragma_integrity_check "
          "WHERE integrity_check <> 'ok'",
          &faults);
  AddRows(connection,
          "SELECT 'row ' || coalesce(rowid, '?') || ' of ' || \"table\" || ' points to a row of ' "
          "|| parent || ' that is not there' FROM pragma_foreign_key_check",
          &faults);
  AddRows(connection,
          "SELECT sheet_id || ': no page layers' FROM source "
          "WHERE id NOT IN (SELECT source FROM page_layer) ORDER BY id",
          &faults);
  AddRows(connection,
          "SELECT sheet_id || ': no sheet' FROM source "
          "WHERE id NOT IN (SELECT id FROM sheet) ORDER BY id",
          &faults);
  AddRows(connection,
          "SELECT o.sheet_id || ': no values' FROM source o JOIN sheet s ON s.id = o.id "
          "WHERE s.status = 'imported' AND NOT EXISTS "
          "(SELECT 1 FROM record WHERE sheet = s.id AND number = 0) ORDER BY o.id",
          &faults);
  AddRows(connection,
          "SELECT o.sheet_id || ': page ' || a.page || ' prints ' || a.printed || ' characters, ' "
          "|| (a.in_fields + a.in_form + a.in_leftover) || ' are accounted for' "
          "FROM account a JOIN source o ON o.id = a.sheet "
          "WHERE a.printed <> a.in_fields + a.in_form + a.in_leftover ORDER BY o.id, a.position",
          &faults);
  AddRows(connection,
          "SELECT o.sheet_id || ': ' || o.pages || ' pages, ' || "
          "(SELECT count(*) FROM account WHERE sheet = o.id) || ' are accounted for' "
          "FROM source o WHERE o.pages <> (SELECT count(*) FROM account WHERE sheet = o.id) "
          // An export has neither page layers nor an account.
          "AND NOT EXISTS (SELECT 1 FROM page_layer WHERE source = o.id AND bytes = x'') "
          "ORDER BY o.id",
          &faults);
  return faults;
}

void CopyDatabase(Connection& connection, const fs::path& to) {
  std::error_code error;
  if (fs::exists(to, error)) CheckIsOurs(to);
  const UnfinishedCopy draft(to.string() + "." + std::to_string(std::random_device{}()) + ".new");
  Guarded([&] {
    SQLite::Database copy(draft.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    // All in one step: a copy in several would begin anew whenever somebody writes.
    SQLite::Backup(copy, connection.database()).executeStep();
    copy.exec("PRAGMA journal_mode = DELETE");  // no second file beside the copy
  });
  fs::rename(draft.file(), to, error);
  if (error) {
    throw StoreError(StoreError::Kind::kOther,
                     "'" + to.string() + "' cannot be written: " + error.message());
  }
}

}  // namespace store
