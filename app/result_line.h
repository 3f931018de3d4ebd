// The result of reading one file <-> one line of JSON, for a database on another machine:
// `parse --jsonl` writes it, `load` reads it.
//
//   {"format": "jizen-reading/1", "path": ..., "status": "imported" | "unrecognised" | "failed",
//    "reason": ..., "detail": ..., "sha256": ..., "size": ..., "program": ..., "rules": ...,
//    "sheet": {jizen-sheet/1}, "reading": BASE64, "original": BASE64}
//
// "reading" holds all that a database keeps of the file (page layers, values with their evidence,
// warnings) and is what `load` takes; "sheet" is the same for other programs. "path_bytes"
// (BASE64) is there where the path is no UTF-8. Lines come from outside: whatever stands in
// one, reading it gives a result or an error.
// A line of `export --format jsonl` is read, too: {"format": "jizen-sheet/1", "source": ...}.
#ifndef APP_RESULT_LINE_H_
#define APP_RESULT_LINE_H_

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "store/store.h"

namespace app {

// Without '\n'.
std::string ToLine(const store::FileResult& result, const store::RunInfo& made_by);

struct LineResult {
  store::FileResult result;
  store::RunInfo made_by;
};

// Error: in English, what is wrong with the line.
tl::expected<LineResult, std::string> FromLine(std::string_view line);

struct LineHead {
  std::string path;  // of an exported sheet: the file's name
  store::RunInfo made_by;
  bool exported = false;  // a sheet of an export, which does not say who made it
  std::string id;         // of an exported sheet, and of the one that it is a new edition of
  std::string replaces;
};
// What stands at the beginning of a line, without looking at the rest of it; nullopt where that
// is no such line.
std::optional<LineHead> HeadOfLine(std::string_view line);

}  // namespace app

#endif  // APP_RESULT_LINE_H_
