// Challenges with roles by sector in plain text. The sectors' names are the anchors: on a
// line of their own, before a text on its line, or glued to the end of a text that was merged
// over this sector and the one before.
#include <algorithm>
#include <string>
#include <utility>

#include "parse/cell_cuts.h"
#include "parse/linear_anchors.h"
#include "parse/linear_cells.h"

namespace parse {
namespace {

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
  LinearGroupReader(AnchoredBody body, bool gapless, const ReadTools& tools)
      : body_(std::move(body)), tools_(tools), gapless_(gapless) {}

  std::vector<Challenge> Run() {
    if (body_.in_turn) {
      pending_ = std::move(body_.first_groups);
      for (size_t i = 0; i < body_.anchors.size(); ++i) TakeAnchorInTurn(i);
      if (challenges_.empty()) challenges_.emplace_back();
      TakeTexts(pending_);
    } else {
      for (const Anchor& anchor : body_.anchors) {
        const bool parted = anchor.text.empty() && anchor.groups.size() == 1;
        shapes_.push_back({parted, parted || !anchor.text.empty()});
      }
      AddChallenge(body_.first_groups, {});
      for (size_t i = 0; i < body_.anchors.size(); ++i) TakeAnchor(i);
    }
    return std::move(challenges_);
  }

  // Without blank lines: may a role hold the next challenge, whose sectors do not come again?
  static bool HoldsChallenge(const std::vector<Challenge>& challenges) {
    constexpr size_t kLeastLines = 4;
    return std::any_of(challenges.begin(), challenges.end(), [](const Challenge& challenge) {
      return std::any_of(challenge.roles.begin(), challenge.roles.end(), [](const Role& role) {
        return role.text.size() >= kLeastLines && TurnsEarly(role.text);
      });
    });
  }

 private:
  // Of lines printed in turn only the sectors tell where a challenge begins.
  void TakeAnchorInTurn(size_t i) {
    Anchor& anchor = body_.anchors[i];
    if (challenges_.empty() || Restarts(anchor)) {
      challenges_.emplace_back();
      TakeTexts(pending_);
    }
    challenges_.back().roles.push_back(
        {anchor.name, std::move(anchor.text), anchor.merged_with_before, {}});
    const bool next_restarts = i + 1 < body_.anchors.size() &&
                               KnownIn(challenges_.back(), body_.anchors[i + 1].name, nullptr);
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
    Anchor& anchor = body_.anchors[i];
    if (challenges_.empty() || Restarts(anchor)) AddChallenge({}, {});
    if (challenges_.back().roles.empty()) merged_ = unsure_ = 0;
    Challenge& current = challenges_.back();
    Role role{anchor.name, anchor.text, anchor.merged_with_before, {}};
    if (unsure_ > 0) {
      --unsure_;
      role.doubt = kMergedUnsure;
    }
    if (merged_ > 0) {
      --merged_;
      role.merged_with_before = true;
    }
    const bool last = i + 1 == body_.anchors.size();
    const bool next_restarts = !last && KnownIn(current, body_.anchors[i + 1].name, &anchor.name);
    std::vector<TextGroup> groups = std::move(anchor.groups);
    std::string doubt;
    if (gapless_ && next_restarts && groups.empty() && !role.text.empty())
      doubt = CutRun(anchor.beside, role, groups);
    const bool free = role.text.empty() && !role.merged_with_before;
    if (free && groups.size() == 1 && (!next_restarts || OnTwoLines(anchor.name))) {
      // One text alone between two sectors of the same challenge: the role's. A name on two lines
      // stands beside its text.
      role.text = std::move(groups.front());
      groups.clear();
      if (last || next_restarts) role.doubt = "a blank line parts the sector and its text";
    } else if (free && groups.size() >= 3) {
      // A challenge has its text and its policy.
      doubt = "one of these texts may be the role of the sector before";
      role.text = std::move(groups.front());
      role.doubt = "a blank line parts the sector and its text";
      groups.erase(groups.begin());
    } else if (groups.size() == 1) {
      doubt = "a text alone may be a challenge, a policy or a role";
      if (free) role.doubt = doubt;
    }
    if (free && groups.size() == 2 && OnTwoLines(anchor.name)) {
      doubt = "one of these texts may be the role of the sector before";
      role.doubt = doubt;
    }
    if (!role.text.empty() && !role.merged_with_before) MergeWithNext(i, role);
    current.roles.push_back(std::move(role));
    if (!groups.empty()) AddChallenge(std::move(groups), std::move(doubt));
  }

  // Does a line inside the text end well before the others do?
  static bool TurnsEarly(const TextGroup& lines) {
    size_t widest = 0;
    for (const TextLine& line : lines) widest = std::max(widest, line.text.size());
    return std::any_of(lines.begin(), lines.end() - 1,
                       [&](const TextLine& line) { return line.text.size() * 4 < widest * 3; });
  }

  // A role, the next challenge and its policy without a blank line between them.
  std::string CutRun(bool beside, Role& role, std::vector<TextGroup>& groups) const {
    const CellCuts cuts = CutIntoCells(role.text, 3, !beside, tools_);
    const auto at = [&](size_t line) {
      return role.text.begin() + static_cast<std::ptrdiff_t>(line);
    };
    groups.emplace_back(at(cuts.begins[1]), at(cuts.begins[2]));
    groups.emplace_back(at(cuts.begins[2]), role.text.end());
    std::erase_if(groups, [](const TextGroup& group) { return group.empty(); });
    role.text.erase(at(cuts.begins[1]), role.text.end());
    if (cuts.margin >= kSureMargin) return {};
    role.doubt = "no blank line sets this text apart from the next challenge";
    return role.doubt;
  }

  static constexpr double kSureMargin = 0.6;
  static constexpr const char* kMergedUnsure =
      "the text may belong to the sectors after it, too: its place says so";

  static bool OnTwoLines(const TextLine& name) {
    constexpr double kMoreThanOne = 1.5;
    return name.box.Height() > kMoreThanOne;
  }

  // Cells beside each other begin on one line of print where both are set from the top; a text on
  // lines of its own then was merged over several sectors, in whose middle it stands.
  void MergeWithNext(size_t i, Role& role) {
    const Anchor& anchor = body_.anchors[i];
    if (anchor.beside || OnTwoLines(anchor.name)) return;
    const bool others_beside = std::any_of(body_.anchors.begin(), body_.anchors.end(),
                                           [](const Anchor& other) { return other.beside; });
    size_t empty = 0;
    for (size_t next = i + 1; next < body_.anchors.size(); ++next) {
      const Anchor& after = body_.anchors[next];
      const bool known = KnownIn(challenges_.back(), after.name, &anchor.name);
      if (known || !after.text.empty() || after.merged_with_before) break;
      ++empty;
      if (!after.groups.empty()) break;
    }
    if (empty == 0) return;
    // Whether merged or not: the text and the empty sectors after it are not certain.
    role.doubt = kMergedUnsure;
    unsure_ = empty;
    if (!others_beside) return;
    const bool parted = anchor.text.empty();
    if (!parted && (role.text.size() > 1 && !SetFromTop())) return;
    if (SetLikewiseAlone(parted)) return;
    if (!parted) {
      merged_ = 1;
    } else if (anchor.runs_into_next) {
      // Its line is that of the sector in the middle.
      merged_ = std::min<size_t>(empty, role.text.size() == 1 ? 2 : 1);
    } else {
      merged_ = empty;
    }
  }

  // Is there a text set like this one that belongs to one sector only, as the next has its own?
  bool SetLikewiseAlone(bool parted) const {
    for (size_t i = 0; i + 1 < body_.anchors.size(); ++i) {
      const Anchor& anchor = body_.anchors[i];
      if (anchor.beside || OnTwoLines(anchor.name) || shapes_[i].parted != parted ||
          !shapes_[i].text)
        continue;
      if (shapes_[i + 1].text) return true;
    }
    return false;
  }

  // Does a role of several lines begin beside its sector's name?
  bool SetFromTop() const {
    return std::any_of(body_.anchors.begin(), body_.anchors.end(), [](const Anchor& anchor) {
      return anchor.beside && anchor.text.size() > 1;
    });
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
    if (groups.empty() && challenges_.empty() && body_.anchors.empty()) return;
    if (groups.empty() && challenges_.empty()) {
      challenges_.emplace_back();
      return;
    }
    Challenge challenge;
    challenge.doubt = std::move(doubt);
    if (groups.size() == 1) SplitRow(groups);
    if (groups.size() == 1 && gapless_ && groups.front().size() > 1) {
      const CellCuts cuts = CutIntoCells(groups.front(), 2, false, tools_);
      TextGroup policy(groups.front().begin() + static_cast<std::ptrdiff_t>(cuts.begins[1]),
                       groups.front().end());
      groups.front().resize(cuts.begins[1]);
      groups.push_back(std::move(policy));
      if (cuts.margin < kSureMargin && challenge.doubt.empty())
        challenge.doubt = "no blank line parts challenge and policy";
    }
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

  AnchoredBody body_;
  const ReadTools& tools_;
  bool gapless_;
  std::vector<TextGroup> pending_;  // of the next challenge
  struct Shape {
    bool parted = false;  // a blank line before the text
    bool text = false;
  };
  std::vector<Shape> shapes_;  // of the anchors
  size_t unsure_ = 0;          // sectors still to come that may share the last role's text
  size_t merged_ = 0;          // sectors still to come that share the last role's text
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

namespace {

// A text without any blank line says nothing by having none here.
bool IsGapless(const std::vector<TextLine>& body) {
  for (size_t i = 1; i < body.size(); ++i) {
    if (BlankLineBetween(body[i - 1], body[i])) return false;
  }
  return true;
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
  AnchoredBody anchored = FindAnchors(body, tools);
  grid.doubt = anchored.doubt;
  const bool gapless = IsGapless(body);
  const std::vector<Challenge> challenges =
      LinearGroupReader(std::move(anchored), gapless, tools).Run();
  if (gapless && grid.doubt.empty() && LinearGroupReader::HoldsChallenge(challenges))
    grid.doubt = "without blank lines a role may hold the next challenge";

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
