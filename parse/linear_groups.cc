// Challenges with roles by sector in plain text. The sectors' names are the anchors: on a
// line of their own, before a text on its line, or glued to the end of a text that was merged
// over this sector and the one before.
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "parse/linear_cells.h"
#include "parse/sector_names.h"

namespace parse {
namespace {

// Lines without a blank line between them, or with one inside a word.
using TextGroup = std::vector<TextLine>;

struct Anchor {
  TextLine name;
  TextGroup text;                   // directly after the name: the role's text
  std::vector<TextGroup> groups;    // after a blank line
  bool merged_with_before = false;  // its name was glued to the end of the text before
};

struct Role {
  TextLine name;
  TextGroup text;
  bool merged_with_before = false;
  std::string doubt;
};

struct Challenge {
  TextGroup challenge, policy;
  std::vector<Role> roles;
  std::string doubt;
};

class LinearGroupReader {
 public:
  LinearGroupReader(const std::vector<TextLine>& body, const ReadTools& tools)
      : body_(body), tools_(tools) {}

  std::vector<Challenge> Run() {
    FindBrokenNames();
    JoinWrappedNames();
    FindNames();
    SplitNamesAfterText();
    NoteLinesInTurn();
    SplitIntoAnchors();
    if (in_turn_) {
      pending_ = std::move(first_groups_);
      for (size_t i = 0; i < anchors_.size(); ++i) TakeAnchorInTurn(i);
      if (challenges_.empty()) challenges_.emplace_back();
      TakeTexts(pending_);
    } else {
      AddChallenge(first_groups_, {});
      for (size_t i = 0; i < anchors_.size(); ++i) TakeAnchor(i);
    }
    return std::move(challenges_);
  }

  // Why the table as a whole may be read wrongly; "" if nothing says so.
  const std::string& doubt() const { return doubt_; }

 private:
  // Two lines that come back together, with a word broken between them.
  void FindBrokenNames() {
    std::map<std::pair<std::u32string, std::u32string>, int> times;
    for (size_t i = 0; i + 1 < body_.size(); ++i) {
      if (!BlankLineBetween(body_[i], body_[i + 1]) && MayBeName(body_[i]) &&
          (body_[i + 1].text.size() <= 2 || GoesOn({body_[i]}, body_[i + 1])))
        ++times[{body_[i].folded.text, body_[i + 1].folded.text}];
    }
    for (const auto& [pair, count] : times) {
      if (count > 1) broken_names_.insert(pair);
    }
  }

  // 関係機関・住 / 民等: a name that was broken, with or without a text beside each line.
  void JoinWrappedNames() {
    for (size_t i = 0; i + 1 < body_.size(); ++i) {
      const std::vector<TextLine> first = SplitAtBlanks(body_[i]);
      const std::vector<TextLine> second = SplitAtBlanks(body_[i + 1]);
      if (first.empty() || second.empty() || BlankLineBetween(body_[i], body_[i + 1])) continue;
      // The name's beginning is its line's first part or its last, the rest a first part.
      const bool after_text = first.size() > 1 && !IsNamesRest(first.front(), second.front());
      const TextLine& begin = after_text ? first.back() : first.front();
      if (!IsNamesRest(begin, second.front())) continue;
      TextLine name = begin;
      Append(name.text, second.front().text);
      name.folded = Fold(name.text);
      name.box = extract::Union(name.box, second.front().box);
      std::vector<TextLine> lines;
      if (after_text) {
        lines.push_back(SliceLine(body_[i], 0, body_[i].text.size() - begin.text.size()));
        AlternatesBecause("a sector's name stands behind another column's text");
      }
      lines.push_back(std::move(name));
      const auto add_rest = [&](const TextLine& line, const TextLine& taken) {
        const TextLine rest = SliceLine(line, taken.text.size(), line.text.size());
        if (!rest.text.empty()) lines.push_back(rest);
      };
      if (!after_text) add_rest(body_[i], begin);
      add_rest(body_[i + 1], second.front());
      const auto at = body_.begin() + static_cast<std::ptrdiff_t>(i);
      const size_t count = lines.size();
      body_.insert(body_.erase(at, at + 2), lines.begin(), lines.end());
      i += count - 1;
    }
  }

  bool IsNamesRest(const TextLine& begin, const TextLine& rest) const {
    if (broken_names_.contains({begin.folded.text, rest.folded.text})) return true;
    // 相談・通所・ / 訪問
    constexpr char32_t kMiddleDot = 0x30FB;
    if (begin.text.size() > 2 && begin.text.back().c == kMiddleDot && MayBeName(rest) &&
        IsSectorName(begin.folded.text + rest.folded.text, tools_.form))
      return true;
    return std::any_of(
        tools_.form.sectors.begin(), tools_.form.sectors.end(), [&](const std::u32string& sector) {
          return begin.folded.text.size() >= 2 && sector == begin.folded.text + rest.folded.text;
        });
  }

  bool IsFormsSector(const std::u32string& folded) const {
    return folded.size() >= 2 && AllSectorsKnown(folded, tools_.form);
  }

  // Where the part begins, counted as SplitAtBlanks() gives them.
  static size_t StartOfPart(const PrintedText& text, size_t part) {
    size_t at = 0;
    const auto skip = [&](bool blanks) {
      while (at < text.size() && IsBlank(text[at].c) == blanks) ++at;
    };
    for (skip(true); part > 0; --part) {
      skip(false);
      skip(true);
    }
    return at;
  }

  // A text, a blank and a sector's name: the columns' lines were printed side by side.
  void SplitNamesAfterText() {
    for (size_t i = 0; i < body_.size(); ++i) {
      const std::vector<TextLine> parts = SplitAtBlanks(body_[i]);
      for (size_t p = 1; p < parts.size(); ++p) {
        if (!names_.contains(parts[p].folded.text) && !IsFormsSector(parts[p].folded.text))
          continue;
        names_.insert(parts[p].folded.text);
        if (!IsRowOfOneLiners(i))
          AlternatesBecause("a sector's name stands behind another column's text");
        const size_t begin = StartOfPart(body_[i].text, p);
        const TextLine after = SliceLine(body_[i], begin, body_[i].text.size());
        body_[i] = SliceLine(body_[i], 0, begin);
        body_.insert(body_.begin() + static_cast<std::ptrdiff_t>(i) + 1, after);
        break;
      }
    }
  }

  // Cells of one line each, side by side: no cell's text goes on from the line before, nor to the
  // one after.
  bool IsRowOfOneLiners(size_t i) const {
    const bool first = i == 0 || BlankLineBetween(body_[i - 1], body_[i]);
    const bool last = i + 1 == body_.size() || BlankLineBetween(body_[i], body_[i + 1]) ||
                      NameAtStart(body_[i + 1]);
    return first && (last || !GoesOn({SplitAtBlanks(body_[i]).front()}, body_[i + 1]));
  }

  // Signs that the lines of several columns were printed in turn, which no reader can undo
  // with certainty.
  void NoteLinesInTurn() {
    if (!body_.empty() && NameAtStart(body_.front()))
      AlternatesBecause("a sector's name stands before the first challenge");
    for (size_t i = 0; i < body_.size(); ++i) {
      std::vector<TextLine> parts = SplitAtBlanks(body_[i]);
      for (size_t p = NameAtStart(body_[i]) ? 2 : 1; p < parts.size(); ++p) {
        if (!IsBlankInText(parts[p - 1].text, parts[p].text) &&
            !tools_.join.marks.At(parts[p - 1].text, 0) && !IsRowOfOneLiners(i))
          AlternatesBecause("texts stand side by side");
      }
      if (i + 2 < body_.size() && NameAtStart(body_[i + 1]) && !NameAtStart(body_[i]) &&
          !NameAtStart(body_[i + 2]) && !BlankLineBetween(body_[i], body_[i + 1]) &&
          GoesOn({body_[i]}, body_[i + 2]))
        AlternatesBecause("a sector's name stands inside a sentence");
    }
  }

  void AlternatesBecause(std::string_view reason) {
    in_turn_ = true;
    doubt_ = std::string("the columns' lines were printed in turn: ") + std::string(reason);
  }

  // The sectors' names of this table: those that stand on a line of their own, or begin
  // several lines.
  void FindNames() {
    std::map<std::u32string, int> begins;
    // Names that the form does not know come back with each challenge.
    std::map<std::u32string, int> times;
    for (const TextLine& line : body_) {
      if (AllSectorsKnown(line.folded.text, tools_.form)) {
        names_.insert(line.folded.text);
        continue;
      }
      if (MayBeName(line)) ++times[line.folded.text];
      const std::vector<TextLine> parts = SplitAtBlanks(line);
      if (parts.size() < 2) continue;
      const TextLine& first = parts.front();
      if (AllSectorsKnown(first.folded.text, tools_.form)) {
        ++begins[first.folded.text];
      } else if (MayBeName(first) && !IsBlankInText(first.text, parts[1].text)) {
        ++times[first.folded.text];
      }
    }
    for (const auto& [name, count] : begins) {
      if (count > 1 || begins.size() > 1 || !names_.empty()) names_.insert(name);
    }
    for (const auto& [name, count] : times) {
      if (count < 2 || names_.contains(name)) continue;
      names_.insert(name);
      doubt_ = "sectors that the form does not name";
    }
  }

  bool MayBeName(const TextLine& line) const {
    constexpr size_t kLongestName = 14;
    const std::u32string printed = Characters(line.text);
    return printed.size() >= 2 && printed.size() <= kLongestName &&
           u_isalpha(static_cast<UChar32>(printed.front())) != 0 &&
           u_isalpha(static_cast<UChar32>(printed.back())) != 0 &&
           !tools_.join.marks.At(line.text, 0) && !LooksLikeMeasure(line, tools_.words);
  }

  // The name, a blank, and a text.
  static bool StartsWithName(const TextLine& line, const std::u32string& name) {
    if (line.folded.text.size() <= name.size() || line.folded.text.rfind(name, 0) != 0)
      return false;
    const auto [begin, end] = line.folded.SourceRange(0, name.size(), line.text.size());
    return end < line.text.size() && IsBlank(line.text[end].c);
  }

  struct NameInLine {
    size_t begin = 0, end = 0;  // in characters of the line
  };

  std::optional<NameInLine> NameAtStart(const TextLine& line) const {
    std::optional<NameInLine> best;
    for (const std::u32string& name : names_) {
      if (line.folded.text != name && !StartsWithName(line, name)) continue;
      const auto [begin, end] = line.folded.SourceRange(0, name.size(), line.text.size());
      if (!best || end > best->end) best = {begin, end};
    }
    return best;
  }

  // A name glued to the end of a text, where MeCab sees a new word begin.
  std::optional<NameInLine> NameAtEnd(const TextLine& line) const {
    for (const std::u32string& name : names_) {
      const std::u32string& text = line.folded.text;
      if (text.size() <= name.size() + 2 || text.substr(text.size() - name.size()) != name)
        continue;
      const size_t at = text.size() - name.size();
      const auto [begin, end] = line.folded.SourceRange(at, text.size(), line.text.size());
      const std::u32string printed = Characters(line.text);
      if (tools_.join.morphology.WordCrosses(printed, begin)) continue;
      // 医療と福祉: the name is a part of the sentence where a noun or particle ties it.
      const std::vector<Token> tokens = tools_.join.morphology.Tokenize(printed);
      const auto before = std::find_if(tokens.begin(), tokens.end(),
                                       [b = begin](const Token& token) { return token.end == b; });
      if (before == tokens.end() || !tools_.join.marks.EndsClause(before->part_of_speech)) continue;
      return NameInLine{begin, end};
    }
    return std::nullopt;
  }

  void SplitIntoAnchors() {
    for (size_t i = 0; i < body_.size(); ++i) {
      const bool gap = i > 0 && BlankLineBetween(body_[i - 1], body_[i]);
      const TextLine& line = body_[i];
      if (const auto name = NameAtStart(line)) {
        anchors_.push_back({SliceLine(line, name->begin, name->end), {}, {}, false});
        const TextLine rest = SliceLine(line, name->end, line.text.size());
        if (!rest.text.empty()) anchors_.back().text.push_back(rest);
        continue;
      }
      if (const auto name = NameAtEnd(line)) {
        AddText(SliceLine(line, 0, name->begin), gap);
        // The text before, wherever it was put, is one text over both sectors.
        if (!anchors_.empty() && anchors_.back().text.empty() &&
            anchors_.back().groups.size() == 1) {
          anchors_.back().text = std::move(anchors_.back().groups.front());
          anchors_.back().groups.clear();
        }
        const bool merged = !anchors_.empty() && anchors_.back().groups.empty();
        anchors_.push_back({SliceLine(line, name->begin, name->end), {}, {}, merged});
        continue;
      }
      AddText(line, gap);
    }
  }

  void AddText(TextLine line, bool gap) {
    std::vector<TextGroup>& groups = anchors_.empty() ? first_groups_ : anchors_.back().groups;
    if (!anchors_.empty() && groups.empty() && (!gap || GoesOn(anchors_.back().text, line))) {
      anchors_.back().text.push_back(std::move(line));
    } else if (!groups.empty() && (!gap || GoesOn(groups.back(), line))) {
      groups.back().push_back(std::move(line));
    } else {
      groups.push_back({std::move(line)});
    }
  }

  bool GoesOn(const TextGroup& before, const TextLine& line) const {
    if (before.empty()) return false;
    std::u32string text = Characters(before.back().text);
    const size_t at = text.size();
    text += Characters(line.text);
    return tools_.join.morphology.WordCrosses(text, at);
  }

  // Of lines printed in turn only the sectors tell where a challenge begins.
  void TakeAnchorInTurn(size_t i) {
    Anchor& anchor = anchors_[i];
    if (challenges_.empty() || Restarts(anchor)) {
      challenges_.emplace_back();
      TakeTexts(pending_);
    }
    challenges_.back().roles.push_back(
        {anchor.name, std::move(anchor.text), anchor.merged_with_before, {}});
    const bool next_restarts =
        i + 1 < anchors_.size() && KnownIn(challenges_.back(), anchors_[i + 1].name, nullptr);
    if (next_restarts && !challenges_.back().challenge.empty()) {
      pending_ = std::move(anchor.groups);
    } else {
      TakeTexts(anchor.groups);
    }
  }

  void TakeTexts(std::vector<TextGroup>& groups) {
    for (TextGroup& group : groups) {
      Challenge& current = challenges_.back();
      TextGroup& to = current.challenge.empty() ? current.challenge : current.policy;
      to.insert(to.end(), group.begin(), group.end());
    }
    groups.clear();
  }

  void TakeAnchor(size_t i) {
    Anchor& anchor = anchors_[i];
    if (challenges_.empty() || Restarts(anchor)) AddChallenge({}, {});
    Challenge& current = challenges_.back();
    Role role{anchor.name, anchor.text, anchor.merged_with_before, {}};
    const bool last = i + 1 == anchors_.size();
    const bool next_restarts = !last && KnownIn(current, anchors_[i + 1].name, &anchor.name);
    std::vector<TextGroup> groups = std::move(anchor.groups);
    std::string doubt;
    if (role.text.empty() && groups.size() == 1 && !next_restarts) {
      // One text alone between two sectors of the same challenge: the role's.
      role.text = std::move(groups.front());
      groups.clear();
      if (last) role.doubt = "a blank line parts the sector and its text";
    } else if (role.text.empty() && groups.size() >= 3) {
      // A challenge has its text and its policy; a name on two lines stands beside its text.
      doubt = "one of these texts may be the role of the sector before";
      role.text = std::move(groups.front());
      role.doubt = "a blank line parts the sector and its text";
      groups.erase(groups.begin());
    } else if (groups.size() == 1) {
      doubt = "a text alone may be a challenge, a policy or a role";
    }
    current.roles.push_back(std::move(role));
    if (!groups.empty()) AddChallenge(std::move(groups), std::move(doubt));
  }

  // A sector that the challenge has already begins another one.
  bool Restarts(const Anchor& anchor) const {
    return KnownIn(challenges_.back(), anchor.name, nullptr);
  }

  static bool KnownIn(const Challenge& challenge, const TextLine& name, const TextLine* besides) {
    if (besides && besides->folded.text == name.folded.text) return true;
    return std::any_of(challenge.roles.begin(), challenge.roles.end(),
                       [&](const Role& role) { return role.name.folded.text == name.folded.text; });
  }

  void AddChallenge(std::vector<TextGroup> groups, std::string doubt) {
    if (groups.empty() && challenges_.empty() && anchors_.empty()) return;
    if (groups.empty() && challenges_.empty()) {
      challenges_.emplace_back();
      return;
    }
    Challenge challenge;
    challenge.doubt = std::move(doubt);
    if (groups.size() == 1) SplitRow(groups);
    if (groups.size() == 1 && challenge.doubt.empty())
      challenge.doubt = "challenge and policy are not set apart";
    for (size_t g = 0; g < groups.size(); ++g) {
      TextGroup& to = g == 0 ? challenge.challenge : challenge.policy;
      to.insert(to.end(), groups[g].begin(), groups[g].end());
    }
    challenges_.push_back(std::move(challenge));
  }

  // Challenge and policy of one line each, side by side.
  static void SplitRow(std::vector<TextGroup>& groups) {
    const TextLine line = groups.front().front();
    const std::vector<TextLine> parts = SplitAtBlanks(line);
    size_t at = 0, found = 0;
    for (size_t p = 1; p < parts.size(); ++p) {
      if (IsBlankInText(parts[p - 1].text, parts[p].text)) continue;
      at = StartOfPart(line.text, p);
      ++found;
    }
    if (found != 1) return;
    TextGroup policy(groups.front().begin() + 1, groups.front().end());
    policy.insert(policy.begin(), SliceLine(line, at, line.text.size()));
    groups = {{SliceLine(line, 0, at)}, std::move(policy)};
  }

  std::vector<TextLine> body_;
  const ReadTools& tools_;
  std::string doubt_;
  bool in_turn_ = false;
  std::set<std::pair<std::u32string, std::u32string>> broken_names_;
  std::set<std::u32string> names_;
  std::vector<TextGroup> first_groups_;
  std::vector<TextGroup> pending_;  // of the next challenge
  std::vector<Anchor> anchors_;
  std::vector<Challenge> challenges_;
};

extract::Rect BoxOf(const TextGroup& lines) {
  extract::Rect box = lines.empty() ? extract::Rect{} : lines.front().box;
  for (const TextLine& line : lines) box = extract::Union(box, line.box);
  return box;
}

GridCell MakeCell(int row, int rows, int column, const TextGroup& lines, const std::string& doubt) {
  GridCell cell;
  cell.row = row;
  cell.row_span = rows;
  cell.column = column;
  cell.lines = lines;
  cell.box = BoxOf(lines);
  cell.doubt = doubt;
  return cell;
}

}  // namespace

Grid ReadLinearGroups(const LinearHeader& header, const std::vector<TextLine>& body,
                      const ReadTools& tools) {
  std::vector<int> first_columns;
  Grid grid = MakeLinearGrid(header, &first_columns);
  int challenge_column = -1, policy_column = -1, sector_column = -1, role_column = -1;
  for (size_t c = 0; c < header.columns.size(); ++c) {
    const ColumnRule& rule = *header.columns[c].rule;
    const int column = first_columns[c];
    if (rule.role == ColumnRole::kSectors) {
      sector_column = column;
    } else if (rule.role == ColumnRole::kRole) {
      role_column = column;
    } else if (rule.role == ColumnRole::kText) {
      (challenge_column < 0 ? challenge_column : policy_column) = column;
    }
  }
  if (sector_column < 0 && role_column >= 0) sector_column = role_column++;
  if (role_column < 0 || challenge_column < 0) return grid;
  LinearGroupReader reader(body, tools);
  const std::vector<Challenge> challenges = reader.Run();
  grid.doubt = reader.doubt();
  for (const Challenge& challenge : challenges) {
    const int rows = std::max(1, static_cast<int>(challenge.roles.size()));
    const int first = grid.rows;
    grid.cells.push_back(
        MakeCell(first, rows, challenge_column, challenge.challenge, challenge.doubt));
    if (policy_column >= 0)
      grid.cells.push_back(MakeCell(first, rows, policy_column, challenge.policy, challenge.doubt));
    size_t text_cell = 0;
    for (const Role& role : challenge.roles) {
      grid.cells.push_back(MakeCell(grid.rows, 1, sector_column, {role.name}, role.doubt));
      if (role.merged_with_before && grid.rows > first) {
        ++grid.cells[text_cell].row_span;
      } else {
        text_cell = grid.cells.size();
        grid.cells.push_back(MakeCell(grid.rows, 1, role_column, role.text, role.doubt));
      }
      ++grid.rows;
    }
    if (challenge.roles.empty()) ++grid.rows;
  }
  std::stable_sort(grid.cells.begin(), grid.cells.end(), [](const GridCell& a, const GridCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return grid;
}

}  // namespace parse
