#include "store/connection.h"

#include <sqlite3.h>

#include <array>
#include <fstream>
#include <random>
#include <system_error>

#include "store/migrations.h"

namespace store {
namespace {

using Kind = StoreError::Kind;
namespace fs = std::filesystem;

// The first bytes of an SQLite file; https://www.sqlite.org/fileformat.html#the_database_header
constexpr size_t kHeaderSize = 100;
constexpr size_t kUserVersionOffset = 60, kApplicationIdOffset = 68;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

using Header = std::array<char, kHeaderSize>;

int BigEndian(const Header& header, size_t offset) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<uint8_t>(header[offset + i]);
  return static_cast<int>(value);
}

std::string Quoted(const fs::path& file) { return "'" + file.string() + "'"; }

[[noreturn]] void ThrowNewer(const fs::path& file, int version) {
  throw StoreError(Kind::kNewerSchema, Quoted(file) + " has schema " + std::to_string(version) +
                                           "; this program knows " +
                                           std::to_string(LatestVersion()));
}

int UserVersion(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

void SetUpConnection(SQLite::Database& database) {
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA synchronous = NORMAL");
  database.exec("PRAGMA temp_store = MEMORY");
  // In pages, about 16 MB: fewer waits for the disk in a large import than at SQLite's 1000.
  database.exec("PRAGMA wal_autocheckpoint = 4000");
}

void MakeDatabase(const fs::path& file, const char* journal_mode) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(std::string("PRAGMA journal_mode = ") + journal_mode);
  SetUpConnection(database);
  Migrate(database);
  database.exec("PRAGMA journal_mode = WAL");
}

// A new database appears under its name only when it is whole, so that another process that
// starts at the same moment never sees half of one. If that one was first, its file stays.
void Create(const fs::path& file) {
  const fs::path draft = file.string() + "." + std::to_string(std::random_device{}()) + ".new";
  MakeDatabase(draft, "MEMORY");  // one that fails is thrown away
  std::error_code error, ignored;
  fs::create_hard_link(draft, file, error);  // unlike rename(), never replaces
  const bool no_links_here = error && error != std::errc::file_exists;
  if (no_links_here && !fs::exists(file, ignored)) fs::rename(draft, file, error);
  fs::remove(draft, ignored);
}

// Afterwards the file is there and ours.
void CreateOrCheck(const fs::path& file, Store::Mode mode) {
  std::error_code error;
  const bool there = fs::exists(file, error);
  const bool empty = there && fs::is_regular_file(file, error) && fs::file_size(file, error) == 0;
  if (!there || empty) {
    if (mode == Store::Mode::kReadOnly)
      throw StoreError(Kind::kNotADatabase, "there is no database " + Quoted(file));
    Guarded([&] { empty ? MakeDatabase(file, "DELETE") : Create(file); });
  }
  CheckIsOurs(file);
}

SQLite::Database OpenChecked(const fs::path& file, Store::Mode mode,
                             std::chrono::milliseconds busy_timeout) {
  CreateOrCheck(file, mode);
  return Guarded([&] {
    const int access =
        mode == Store::Mode::kReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
    SQLite::Database database(file.string(), access | SQLite::OPEN_NOMUTEX,
                              static_cast<int>(busy_timeout.count()));
    // The header may be behind: the newest state can still stand in the write-ahead log.
    const int version = UserVersion(database);
    if (version > LatestVersion()) ThrowNewer(file, version);
    SetUpConnection(database);
    if (version < LatestVersion()) {
      if (mode == Store::Mode::kReadOnly)
        throw StoreError(Kind::kOther, Quoted(file) + " has an older schema; open it for writing");
      Migrate(database);
    }
    return database;
  });
}

}  // namespace

// Looks at the bytes themselves: SQLite would write to a foreign file as soon as it opens it
// (a leftover journal is played back).
void CheckIsOurs(const fs::path& file) {
  Header header{};
  std::ifstream stream(file, std::ios::binary);
  stream.read(header.data(), static_cast<std::streamsize>(header.size()));
  const bool whole = stream.gcount() == static_cast<std::streamsize>(header.size());
  if (!whole || std::string_view(header.data(), kMagic.size()) != kMagic)
    throw StoreError(Kind::kNotADatabase, Quoted(file) + " is not a database");
  if (BigEndian(header, kApplicationIdOffset) != kApplicationId)
    throw StoreError(Kind::kNotADatabase, Quoted(file) + " is the database of another program");
  const int version = BigEndian(header, kUserVersionOffset);
  if (version > LatestVersion()) ThrowNewer(file, version);
}

void ThrowStoreError(const SQLite::Exception& error) {
  Kind kind = Kind::kOther;
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      kind = Kind::kBusy;
      break;
    case SQLITE_FULL:
      kind = Kind::kDiskFull;
      break;
    case SQLITE_NOTADB:
      kind = Kind::kNotADatabase;
      break;
    default:
      break;
  }
  throw StoreError(kind, error.what());
}

Connection::Connection(const fs::path& file, Store::Mode mode,
                       std::chrono::milliseconds busy_timeout)
    : database_(OpenChecked(file, mode, busy_timeout)) {}

SQLite::Statement& Connection::Prepared(const char* sql) {
  auto& statement = statements_[sql];
  if (statement == nullptr) statement = std::make_unique<SQLite::Statement>(database_, sql);
  return *statement;
}

Query::~Query() {
  statement_.tryReset();
  statement_.clearBindings();
}

void Query::Bind(int index, const Blob& value) {
  statement_.bindNoCopy(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
}

}  // namespace store
