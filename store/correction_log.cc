#include "store/correction_log.h"

#include <array>
#include <map>
#include <utility>

namespace store {
namespace {

constexpr std::array<std::pair<std::string_view, ChangeScope>, 14> kKinds = {{
    {"set", ChangeScope::kField},
    {"blank", ChangeScope::kField},
    {"illegible", ChangeScope::kField},
    {"not-applicable", ChangeScope::kField},
    {"leftover", ChangeScope::kField},
    {"accept", ChangeScope::kPart},
    {"add", ChangeScope::kRecords},
    {"remove", ChangeScope::kRecords},
    {"reorder", ChangeScope::kRecords},
    {"split", ChangeScope::kRecords},
    {"merge", ChangeScope::kRecords},
    {"state", ChangeScope::kSheetState},
    {"undo", ChangeScope::kUndo},
}};

}  // namespace

ChangeScope ScopeOf(std::string_view kind) {
  for (const auto& [name, scope] : kKinds)
    if (!name.empty() && name == kind) return scope;
  return ChangeScope::kNone;
}

std::set<int64_t> StandingEntries(const std::vector<StoredCorrection>& log) {
  std::set<int64_t> standing, taken_back;
  for (auto entry = log.rbegin(); entry != log.rend(); ++entry) {
    if (taken_back.contains(entry->id)) continue;
    standing.insert(entry->id);
    if (entry->undoes) taken_back.insert(*entry->undoes);
  }
  return standing;
}

std::vector<StoredCorrection> EntriesInForce(const std::vector<StoredCorrection>& log) {
  const std::set<int64_t> standing = StandingEntries(log);
  std::map<int64_t, int64_t> before;  // entry -> the one that it superseded
  for (const StoredCorrection& entry : log)
    if (entry.supersedes) before[entry.id] = *entry.supersedes;
  std::set<int64_t> superseded;
  for (const StoredCorrection& entry : log) {
    if (!standing.contains(entry.id)) continue;
    // Past those that were taken back: an undone one still links its predecessor.
    for (auto at = before.find(entry.id); at != before.end(); at = before.find(at->second))
      if (!superseded.insert(at->second).second) break;
  }
  std::vector<StoredCorrection> in_force;
  for (const StoredCorrection& entry : log)
    if (standing.contains(entry.id) && !superseded.contains(entry.id) && !entry.undoes)
      in_force.push_back(entry);
  return in_force;
}

int64_t EndOfChain(const std::vector<StoredCorrection>& log, int64_t entry) {
  for (const StoredCorrection& later : log)  // by id: one pass follows the chain
    if (later.supersedes == entry) entry = later.id;
  return entry;
}

std::optional<int64_t> NextUndo(const std::vector<StoredCorrection>& log, std::string_view author) {
  const std::set<int64_t> standing = StandingEntries(log);
  for (auto entry = log.rbegin(); entry != log.rend(); ++entry) {
    if (!author.empty() && entry->author != author) continue;
    if (!entry->undoes && standing.contains(entry->id)) return entry->id;
  }
  return std::nullopt;
}

std::optional<int64_t> NextRedo(const std::vector<StoredCorrection>& log, std::string_view author) {
  const std::set<int64_t> standing = StandingEntries(log);
  for (auto entry = log.rbegin(); entry != log.rend(); ++entry) {
    if (!author.empty() && entry->author != author) continue;
    if (!standing.contains(entry->id)) continue;
    if (!entry->undoes) return std::nullopt;  // something new was done since
    // An undo of an undo is a redo: it is taken back by undoing what it brought back.
    bool of_an_undo = false;
    for (const StoredCorrection& other : log)
      if (other.id == *entry->undoes) of_an_undo = other.undoes.has_value();
    if (!of_an_undo) return entry->id;
  }
  return std::nullopt;
}

}  // namespace store
