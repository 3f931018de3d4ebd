#include "parse/plain_text_doubts.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "parse/printed_text.h"

namespace parse {
namespace {

constexpr const char* kReason = "text-doubtful";

struct Challenge {
  std::string list_path, path;
  std::vector<std::string> names;  // of its sectors, as they are printed
  std::set<std::string> sectors;
};

std::vector<std::string> SectorsOf(const Record& challenge) {
  std::vector<std::string> names;
  const RecordList* roles = challenge.FindList("roles");
  if (!roles) return names;
  for (const Record& role : roles->records) {
    const Field* sectors = role.Find("sectors");
    const auto* list = sectors ? std::get_if<std::vector<std::string>>(&sectors->value) : nullptr;
    if (list) names.insert(names.end(), list->begin(), list->end());
  }
  return names;
}

template <typename Visit>
void ForEachRecord(SheetBuilder& builder, const char* list_name, Visit visit) {
  const std::vector<Record>& areas = builder.sheet().FindList("areas")->records;
  for (size_t a = 0; a < areas.size(); ++a) {
    const RecordList* list = areas[a].FindList(list_name);
    if (!list) continue;
    const std::string path = "/areas/" + std::to_string(a) + "/" + list_name;
    for (size_t i = 0; i < list->records.size(); ++i) visit(list->records[i], path, i);
  }
}

// A sector's name that was overlooked shows in that its challenge has other sectors than most.
void DoubtSectors(SheetBuilder& builder) {
  std::vector<Challenge> challenges;
  ForEachRecord(builder, "challenges",
                [&](const Record& record, const std::string& path, size_t i) {
                  constexpr size_t kMostSectors = 50;
                  Challenge challenge{path, path + "/" + std::to_string(i), SectorsOf(record), {}};
                  if (challenge.names.size() > kMostSectors) return;
                  challenge.sectors.insert(challenge.names.begin(), challenge.names.end());
                  challenges.push_back(std::move(challenge));
                });
  std::map<std::set<std::string>, int> times;
  for (const Challenge& challenge : challenges) ++times[challenge.sectors];
  const auto usual = std::max_element(times.begin(), times.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second < b.second : a.first.size() < b.first.size();
  });
  // How often one sector stands before another.
  std::map<std::pair<std::string, std::string>, int> before;
  for (const Challenge& challenge : challenges) {
    for (size_t a = 0; a < challenge.names.size(); ++a) {
      for (size_t b = a + 1; b < challenge.names.size(); ++b)
        ++before[{challenge.names[a], challenge.names[b]}];
    }
  }
  const auto turned = [&](const Challenge& challenge) {
    for (size_t a = 0; a < challenge.names.size(); ++a) {
      for (size_t b = a + 1; b < challenge.names.size(); ++b) {
        const auto& [first, second] = std::pair(challenge.names[a], challenge.names[b]);
        if (before[{second, first}] > before[{first, second}]) return true;
      }
    }
    return false;
  };
  for (const Challenge& challenge : challenges) {
    if (turned(challenge)) {
      builder.AddFinding(challenge.list_path, kReason,
                         "its sectors stand in another order than those of the other challenges");
      continue;
    }
    if (challenge.names.size() > challenge.sectors.size()) {
      builder.AddFinding(challenge.list_path, kReason, "a sector comes twice in one challenge");
      continue;
    }
    if (challenge.sectors == usual->first) continue;
    // One too many may be a text, or another challenge's.
    const bool more = !std::includes(usual->first.begin(), usual->first.end(),
                                     challenge.sectors.begin(), challenge.sectors.end());
    builder.AddFinding(more ? challenge.list_path : challenge.path + "/roles", kReason,
                       "its sectors are not those of the other challenges");
  }
}

// Two challenges whose boundary was lost read like one of two paragraphs.
void DoubtParagraphs(SheetBuilder& builder, const ItemMarks& marks) {
  ForEachRecord(builder, "challenges", [&](const Record& record, const std::string& path, size_t) {
    const std::u32string text = ToUtf32(record.Text("challenge"));
    for (size_t end = text.find(U'\n'); end != text.npos; end = text.find(U'\n', end + 1)) {
      PrintedText next;
      for (size_t i = end + 1; i < text.size(); ++i) next.push_back({text[i], 0, -1});
      if (marks.At(next, 0)) continue;
      builder.AddFinding(path, kReason, "a challenge of several paragraphs may be several");
      return;
    }
  });
}

// ２ in "２．" or "②"; nullopt where the label has no number.
std::optional<int> NumberOf(std::string_view label) {
  std::optional<int> number;
  for (const char32_t c : ToUtf32(label)) {
    constexpr double kGreatest = 99;
    const double value = u_getNumericValue(static_cast<UChar32>(c));
    if (value < 0 || value > kGreatest) {
      if (number) break;
      continue;
    }
    number = number.value_or(0) * 10 + static_cast<int>(value);
  }
  return number;
}

// ① ② ④: a row was lost, or put into the one before.
void DoubtLabels(SheetBuilder& builder, const char* list_name) {
  std::string list;
  int expected = 0;
  ForEachRecord(builder, list_name, [&](const Record& record, const std::string& path, size_t) {
    if (path != list) expected = 1;
    list = path;
    const std::optional<int> number = NumberOf(record.Text("label"));
    if (number && *number > expected)
      builder.AddFinding(path, kReason, "the numbers of the rows do not count on");
    expected = number.value_or(expected) + 1;
  });
}

// 現状値 among 現状値（H29年度末）: the remark below the heading was lost.
void DoubtHeadings(SheetBuilder& builder) {
  std::set<std::string> headings;
  std::vector<std::pair<std::string, std::string>> found;  // path, heading
  ForEachRecord(
      builder, "indicators", [&](const Record& record, const std::string& path, size_t i) {
        const RecordList* measures = record.FindList("measures");
        if (!measures) return;
        for (size_t m = 0; m < measures->records.size(); ++m) {
          const std::string heading(measures->records[m].Text("heading"));
          headings.insert(heading);
          found.emplace_back(
              path + "/" + std::to_string(i) + "/measures/" + std::to_string(m) + "/heading",
              heading);
        }
      });
  for (const auto& [path, heading] : found) {
    const auto longer = headings.upper_bound(heading);
    if (!heading.empty() && longer != headings.end() && longer->rfind(heading, 0) == 0)
      builder.AddFinding(path, kReason, "the same heading has a remark elsewhere");
  }
}

}  // namespace

void DoubtUnlikeRecords(SheetBuilder& builder, const ItemMarks& marks) {
  DoubtSectors(builder);
  DoubtParagraphs(builder, marks);
  DoubtLabels(builder, "goals");
  DoubtLabels(builder, "indicators");
  DoubtHeadings(builder);
}

}  // namespace parse
