// HANDOVER store -> app: sheets in one SQLite file.
//
// Writing  One writer: a second one waits (busy timeout), then StoreError::kBusy.
//          Each Save is one transaction: the whole file or nothing of it. What was committed
//          survives the end of the process at any moment; after a power failure the last
//          files may be gone, but no correction and no part of a file.
// Reading  Readers are never blocked (WAL), and each call sees one state of the database.
// Threads  A Store is used by one thread at a time; open another one for another thread.
// Errors   StoreError (derives from std::runtime_error) for what cannot go on: no
//          database, a newer schema, a full disk. "Not found" is an empty optional.
// Current  A value is the latest correction if there is one, else the machine's.
#ifndef STORE_STORE_H_
#define STORE_STORE_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "parse/sheet.h"
#include "store/review.h"

namespace store {

class StoreError : public std::runtime_error {
 public:
  enum class Kind {
    kNotADatabase,  // no file, no SQLite database, or another program's
    kNewerSchema,   // made by a newer program; nothing was changed
    kBusy,          // another writer held the database longer than the busy timeout
    kDiskFull,
    kBadValue,  // Correct(): the field cannot hold such a value, or no such kind of correction
    kOther,
  };
  StoreError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

// One file as it came, and what became of it.
enum class FileStatus : uint8_t { kImported, kUnrecognised, kFailed };

struct Source {
  std::string file;  // name without its folder; any bytes, shown as UTF-8
  std::string path;  // as given
  std::string sha256;
  std::string media_type;  // "application/pdf" or "text/plain"; "" if it could not be read
  int pages = 0;
  int64_t size = 0;
};

struct FileResult {
  Source source;
  FileStatus status = FileStatus::kFailed;
  std::string reason, detail;           // of a failure, as in the contract
  std::optional<std::string> original;  // the file's bytes; none with --no-originals
  std::string layers;                   // extract::EncodeLayers; "" if it could not be read
  parse::ParsedSheet sheet;             // of an imported or unrecognised file
  std::vector<std::string> warnings;
  // Of a sheet that comes from an export (exported_sheet.h): its state there. `sheet` then has the
  // values in force, and there are no layers.
  std::optional<std::string> exported_state;
};

struct RunInfo {
  std::string program_version;
  std::string rules_hash;
};

// A call of import, load or reparse, as it is kept.
struct RunRecord {
  int64_t id = 0;
  std::string command;
  RunInfo info;
  std::string started_at;               // UTC, ISO 8601
  std::optional<std::string> ended_at;  // none: it goes on, or was ended before its end
  std::string summary;                  // JSON; "" without an end
};

struct SheetSummary {
  std::string id;  // stable: the first 12 digits of the source's SHA-256
  Source source;
  FileStatus status = FileStatus::kImported;
  std::string form;
  std::optional<int> fiscal_year;
  std::string submitter;
  std::optional<std::string> submitter_code;
  std::string state;  // "to-review", "postponed", "reviewed", "rejected"
  int areas = 0, fields = 0, review = 0, leftover = 0, corrections = 0;
  // Another edition of the same sheet (submitter, year, meeting): the one before and the one after.
  std::optional<std::string> replaces, replaced_by;
};

struct StoredSheet {
  SheetSummary summary;
  parse::ParsedSheet sheet;  // current values: corrections applied, their evidence says so
};

struct FailedFile {
  Source source;
  std::string reason, detail;
};

// One row of the log of what people decided.
struct CorrectionEntry {
  int64_t id = 0;
  std::string sheet;  // id; "" if the file is not in this database
  std::string path, kind, machine, value, detail, author, note, created_at, batch;
  std::optional<int64_t> undoes;
  bool standing = true;  // not taken back
  bool in_force = true;  // standing, and no later one took its place
};

struct Draft {
  std::string author, path, text;
};

class Store {
 public:
  enum class Mode { kReadOnly, kReadWrite };  // kReadWrite makes the file where there is none
  static Store Open(const std::filesystem::path& file, Mode mode,
                    std::chrono::milliseconds busy_timeout = std::chrono::seconds(10));

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // A run groups what one call of import or reparse did.
  int64_t BeginRun(const RunInfo& run, std::string_view command);
  void EndRun(int64_t run, std::string_view summary_json);
  std::vector<RunRecord> Runs() const;  // the oldest first

  // Is a file with these bytes here (imported or unrecognised)? A failed one is tried again.
  bool Has(std::string_view sha256) const;
  // Replaces an earlier failed result of the same bytes or the same path. Bytes that are here
  // already stay as they are (SaveReparse replaces values); corrections are never touched.
  struct Saved {
    bool stored = false;                  // false: the bytes were here
    std::optional<std::string> replaces;  // the sheet of which it is a new edition
  };
  Saved Save(int64_t run, const FileResult& result);
  // Of bytes that a load brought, and brings again under another path: the path that comes first
  // (a folder's in its place, by bytes) gives the name, so that the order of loads does not matter.
  void TakeEarlierName(const Source& source);
  // A new parse of a stored source (reparse): machine values replaced, corrections kept. They go
  // with the record they were made on; see corrections.h for what becomes of one that does not
  // find it, or finds another machine value there.
  void SaveReparse(int64_t run, std::string_view sheet_id, const parse::ParsedSheet& sheet);

  // Sorted by fiscal year, submitter code, file name, id.
  std::vector<SheetSummary> List() const;
  std::vector<FailedFile> Failed() const;
  // By id, or by the source file's stem where only one sheet has it; empty: none or several.
  std::optional<std::string> FindSheet(std::string_view id_or_stem) const;
  std::optional<StoredSheet> Load(std::string_view sheet_id) const;
  // extract::DecodeLayers; empty where the sheet came from an export.
  std::optional<std::string> Layers(std::string_view sheet_id) const;
  std::optional<std::string> Original(std::string_view sheet_id) const;  // the file's bytes

  struct Correction {
    std::string path;        // JSON Pointer into the sheet as exported
    std::string kind;        // below
    std::string value_json;  // the new value as JSON; "" where the kind takes none
    std::string author, note;
    std::string detail_json = {};  // below
    std::string batch = {};        // a name that changes made at one time share; "" for one alone
    // The last entry (CorrectionEntry::id) that the author had seen; nullopt: does not matter.
    std::optional<int64_t> seen = {};
  };
  // Kinds, each with what it takes:
  //   set             a field, its new value; detail {"page", "bbox"}: where it was found
  //   blank, illegible  a field: nothing is printed there, or nothing that can be read
  //   not-applicable  a field that may be null: the form has no such place
  //   leftover        a field, its new value; detail {"page", "text"}: the leftover that is in it
  //   accept          a field, a record or a list that is right as it is
  //   add             where a record is to stand ("-": the end of the list); value: some of its
  //                   fields, as an object
  //   remove          a record; what is printed in it becomes leftover
  //   reorder         a record, its new index in the list
  //   split           a record; value: an array of objects, the first keeps what is not named
  //   merge           a record, the index of the other (""; the next)
  //   state           "", "to-review" | "postponed" | "reviewed" | "rejected"
  //   undo            "", the id of an entry (""; the author's last)
  //   redo            "": takes back the author's last undo
  enum class Outcome : uint8_t {
    kDone,
    kNoSuchPart,  // no such sheet, or it has no such part
    kConflict,    // another person decided there since `seen`
    kNothing,     // nothing to undo or redo
  };
  struct Decided {
    Outcome outcome = Outcome::kDone;
    int64_t id = 0;  // of the new entry; of a conflict: the entry that is in the way
  };
  // Appends one entry; the machine's value it answers is recorded with it.
  // Throws StoreError::kBadValue.
  Decided Decide(std::string_view sheet_id, const Correction& correction);
  // As Decide; false for every outcome but kDone.
  bool Correct(std::string_view sheet_id, const Correction& correction);
  // Undoes what stands of a batch, over all sheets; how many entries.
  int UndoBatch(std::string_view batch, std::string_view author);

  // All entries of a sheet, or of all sheets (""), by id.
  std::vector<CorrectionEntry> Corrections(std::string_view sheet_id) const;

  // A typed text that is not saved yet; "" removes it.
  void SaveDraft(std::string_view sheet_id, const Draft& draft);
  std::vector<Draft> Drafts(std::string_view sheet_id, std::string_view author) const;

  // For the review page; see review.h.
  std::vector<QueueEntry> Queue() const;  // in the order of List()
  // Every field of this name in every record of this kind in lists of this name.
  std::vector<FieldOfSheet> FieldOfAllSheets(std::string_view kind, std::string_view list,
                                             std::string_view field) const;
  // Draws printed values at random that nobody decided on or was asked to look at: at most
  // `size`. Returns the number of the sample.
  int64_t DrawSample(std::string_view author, int size);
  std::optional<int64_t> LatestSample() const;
  std::vector<QualityField> SampleFields(int64_t sample) const;
  bool AnswerSample(int64_t sample, int position, bool right);
  // Of all samples together, by year and form.
  std::vector<QualityCount> QualityCounts() const;

  // What is wrong with the database, one line each (upkeep.h).
  std::vector<std::string> FindFaults() const;
  // A copy while it is in use (upkeep.h).
  void CopyTo(const std::filesystem::path& file) const;

 private:
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace store

#endif  // STORE_STORE_H_
