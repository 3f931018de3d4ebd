// Stored sheets against sheets made by hand: the figures of `jizen eval`.
#ifndef APP_SCORE_SHEETS_H_
#define APP_SCORE_SHEETS_H_

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "parse/compare.h"
#include "store/store.h"

namespace app {

struct SheetScore {
  std::string gold;   // stem of the gold file
  std::string sheet;  // id
  std::string path;   // of the sheet's file, as it was imported
  parse::Comparison comparison;
};

struct Scores {
  std::vector<SheetScore> sheets;  // by gold stem, then in the order of Store::List
  std::map<std::string, parse::FieldTally> by_field;
  parse::FieldTally total;
  int gold_files = 0;
  std::vector<std::pair<double, bool>> confidences;  // of each value read: (confidence, right)
  std::vector<std::string> not_stored;  // gold stems that no stored sheet has; not in the total
  std::vector<std::string> unreadable;  // gold files that are no jizen-sheet/1: "name: why"
};

// The sheets made by hand in `folder`, by stem; files that are none are left out.
std::map<std::string, parse::ParsedSheet> ReadGoldSheets(const std::string& folder);

// A gold file NAME.json is compared with every stored sheet whose file's stem is NAME: the same
// sheet by several producers.
// `folder` must be one; files there are read in order of name.
Scores ScoreSheets(const store::Store& store, const std::string& folder);

nlohmann::ordered_json ToJson(const Scores& scores);
// Tables by sheet and by field; with `differences` every difference is listed, too.
std::string ScoreTables(const Scores& scores, int columns, bool differences);

}  // namespace app

#endif  // APP_SCORE_SHEETS_H_
