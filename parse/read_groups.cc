// Challenges with their policy and the sectors' roles, by the rows that each cell spans.
#include <algorithm>
#include <map>
#include <set>

#include "parse/sector_names.h"
#include "parse/sheet_shape.h"
#include "parse/table_reader.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

using Cells = std::vector<const GridCell*>;

bool AllBlank(const Cells& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const GridCell* c) { return c->Blank(); });
}

class GroupReader {
 public:
  GroupReader(const Grid& grid, const TableMatch& match, const ReadTools& tools,
              const std::string& path, Record& area, SheetBuilder& builder)
      : grid_(grid),
        match_(match),
        tools_(tools),
        list_path_(path + "/" + match.rule->into),
        list_(*area.FindList(match.rule->into)),
        builder_(builder) {}

  void Run() {
    ChooseGroups();
    const int begin = match_.header_row + match_.header_rows;
    bool first = true;
    for (int row = begin; row < match_.end_row;) {
      const int end = RecordEnd(row);
      if (ReadRecord(row, end, first)) first = false;
      row = end;
    }
  }

 private:
  bool IsSector(const PrintedText& text) const {
    const std::u32string folded = Fold(text).text;
    return IsSectorName(folded, tools_.form) ||
           IsSectorName(MakeBare(folded, tools_.words).core, tools_.form);
  }

  // How many cells of the grid column hold a sector's name.
  int CountSectors(int column) const {
    int count = 0;
    for (const GridCell& cell : grid_.cells) {
      if (cell.column == column && cell.row >= match_.header_row + match_.header_rows &&
          cell.row < match_.end_row && !cell.Blank() && IsSector(Joined(cell.lines)))
        ++count;
    }
    return count;
  }

  void ChooseGroups() {
    const ColumnGroup* sectors = nullptr;
    const ColumnGroup* role = nullptr;
    for (const ColumnGroup& group : match_.groups) {
      if (!group.rule) continue;
      if (group.rule->field == "challenge") challenge_ = group;
      if (group.rule->field == "policy") policy_ = group;
      if (group.rule->role == ColumnRole::kLabel) label_ = group;
      if (group.rule->role == ColumnRole::kSectors) sectors = &group;
      if (group.rule->role == ColumnRole::kRole) role = &group;
    }
    if (role) role_ = *role;
    if (sectors) sectors_ = *sectors;
    if (sectors && role) return;
    // One header over both: the columns are told apart by what stands in them.
    const ColumnGroup* shared = role ? role : sectors;
    if (!shared) return;
    int best = -1, most = 0;
    for (int column = 0; column < grid_.columns; ++column) {
      const bool inside = column >= shared->first && column <= shared->last;
      const bool unclaimed =
          std::any_of(match_.groups.begin(), match_.groups.end(), [&](const ColumnGroup& group) {
            return !group.rule && group.heading.empty() && column >= group.first &&
                   column <= group.last;
          });
      if (!inside && !unclaimed) continue;
      if (const int count = CountSectors(column); count > most) {
        most = count;
        best = column;
      }
    }
    if (best < 0 && shared->last > shared->first) best = shared->first;
    if (best < 0) return;
    sectors_ = *shared;
    sectors_->first = sectors_->last = best;
    role_ = *shared;
    if (best == role_->first) {
      role_->first = best + 1;
      if (role_->last < role_->first) {
        // The header stands over the sectors only; the texts are beside it.
        role_->last = role_->first;
        for (const ColumnGroup& group : match_.groups) {
          if (!group.rule && group.heading.empty() && group.first == role_->first)
            role_->last = group.last;
        }
      }
    } else if (best == role_->last) {
      role_->last = best - 1;
    }
  }

  int RecordEnd(int row) const {
    int end = row + 1;
    for (const GridCell* cell : CellsUnder(grid_, *challenge_, row, row + 1))
      end = std::max(end, cell->row + cell->row_span);
    return std::min(end, match_.end_row);
  }

  static std::set<std::string> SectorsOf(const Record& challenge) {
    std::set<std::string> sectors;
    for (const Record& role : challenge.FindList("roles")->records) {
      const auto* names = std::get_if<std::vector<std::string>>(&role.Find("sectors")->value);
      if (names) sectors.insert(names->begin(), names->end());
    }
    return sectors;
  }

  // Rows that only go on with the challenge before: its cells are not merged but left empty,
  // or the table was cut by the end of the page.
  bool GoesOn(int row, int end, bool first_row, const PrintedText& challenge,
              const PrintedText& policy) const {
    if (list_.records.empty() || !sectors_) return false;
    if (first_row && match_.header_row > 0) return false;
    const Record& last = list_.records.back();
    const bool overleaf = first_row && !last.Find("challenge")->evidence.places.empty();
    if (first_row && !overleaf) return false;
    if (!challenge.empty() || !policy.empty()) return false;
    if (!first_row && (end - row > 1 || last_rows_ > 1)) return false;
    const std::set<std::string> known = SectorsOf(last);
    for (const GridCell* cell : CellsUnder(grid_, *sectors_, row, end)) {
      if (!cell->Blank() && known.contains(Utf8(JoinedWord(cell->lines)))) return false;
    }
    return true;
  }

  const GridCell* FirstSector(int row, int end) const {
    const Cells cells = CellsUnder(grid_, *sectors_, row, end);
    return cells.empty() ? nullptr : cells.front();
  }

  // Was the last row of the page before cut in the middle, so that the first here is its rest?
  bool WasCut(int row, int end, const PrintedText& challenge) const {
    if (list_.records.empty() || !sectors_ || !role_) return false;
    const Record& last = list_.records.back();
    const RecordList& roles = *last.FindList("roles");
    if (!FromPageBefore(last)) return false;
    const GridCell* sector = FirstSector(row, end);
    if (!sector) return false;
    if (sector->Blank()) {
      const bool text = !AllBlank(
          CellsUnder(grid_, *role_, sector->row, std::min(end, sector->row + sector->row_span)));
      return !roles.records.empty() && (text || !challenge.empty());
    }
    // The sector's name itself was cut: only both pieces make a name.
    if (!roles.records.empty() && NameWasCut(last, *sector)) return true;
    return !challenge.empty() && WordGoesOn(std::string(last.Text("challenge")), challenge);
  }

  // Is the sector's name the rest of the one before? Only both together are a name.
  bool NameWasCut(const Record& last, const GridCell& sector) const {
    const std::string before = LastSectorName(last);
    const PrintedText rest = JoinedWord(sector.lines);
    const std::string whole = before + Utf8(rest);
    if (!IsSector(rest)) return IsSector(ToPrinted(whole));
    // The rest may look like a name by itself: サービス / 事業者.
    const auto& sectors = tools_.form.sectors;
    const auto known = [&](const std::string& name) {
      return std::find(sectors.begin(), sectors.end(), Fold(ToPrinted(name)).text) != sectors.end();
    };
    return !known(before) && known(whole);
  }

  bool FromPageBefore(const Record& record) const {
    for (const char* name : {"challenge", "policy"}) {
      const Field* field = record.Find(name);
      if (!field->evidence.places.empty())
        return field->evidence.places.back().page <= grid_.page;  // numbers count from 1
    }
    return false;
  }

  static PrintedText ToPrinted(const std::string& utf8) {
    PrintedText text;
    for (char32_t c : ToUtf32(utf8)) text.push_back({c, 0, -1});
    return text;
  }

  static std::string LastSectorName(const Record& challenge) {
    const Record& role = challenge.FindList("roles")->records.back();
    const auto* names = std::get_if<std::vector<std::string>>(&role.Find("sectors")->value);
    return names && !names->empty() ? names->back() : std::string();
  }

  bool WordGoesOn(const std::string& before, const PrintedText& after) const {
    const std::u32string text = ToUtf32(before);
    if (text.empty() || after.empty()) return false;
    for (const Token& token : tools_.join.morphology.Tokenize(text + Characters(after))) {
      if (token.begin < text.size() && token.end > text.size()) return true;
      // つかめ / ない
      if (token.begin == text.size() && tools_.join.marks.Dependent(token.part_of_speech))
        return true;
    }
    return false;
  }

  // The rest of a cut row: its texts go to the last challenge and its last role; the rows
  // below are further roles of that challenge.
  void JoinCutRow(int row, int end, const PrintedText& challenge, const PrintedText& policy) {
    Record& last = list_.records.back();
    builder_.AppendText(last, "challenge", challenge);
    builder_.AppendText(last, "policy", policy);
    int from = row;
    const GridCell* sector = FirstSector(row, end);
    RecordList& roles = *last.FindList("roles");
    const bool name_cut = !sector->Blank() && !roles.records.empty() && NameWasCut(last, *sector);
    if ((sector->Blank() || name_cut) && !roles.records.empty()) {
      const int to = std::min(end, sector->row + sector->row_span);
      if (name_cut) {
        const PrintedText rest = JoinedWord(sector->lines);
        Field* field = roles.records.back().Find("sectors");
        auto names = std::get<std::vector<std::string>>(field->value);
        names.back() += Utf8(rest);
        const Evidence before = field->evidence;
        builder_.SetValue(roles.records.back(), "sectors", std::move(names), rest,
                          RuleId("sectors"));
        field->evidence.places.insert(field->evidence.places.begin(), before.places.begin(),
                                      before.places.end());
        field->evidence.printed = before.printed + "\n" + field->evidence.printed;
      }
      const Cells cells = CellsUnder(grid_, *role_, sector->row, to);
      const PrintedText text = TextOf(cells, tools_);
      builder_.AppendText(roles.records.back(), "text", text);
      before_ = cells;
      from = to;
    }
    if (from < end) ReadRoles(from, end, last, list_.records.size() - 1);
    before_.clear();
  }

  // A name that is broken over lines, in one piece.
  static PrintedText JoinedWord(const std::vector<TextLine>& lines) {
    PrintedText word;
    for (const TextLine& line : lines) JoinWrapped(word, line.text);
    return word;
  }

  // False: the rows are empty.
  bool ReadRecord(int row, int end, bool first_row) {
    const Cells challenge_cells = CellsUnder(grid_, *challenge_, row, end);
    const Cells policy_cells = policy_ ? CellsUnder(grid_, *policy_, row, end) : Cells{};
    const PrintedText challenge = TextOf(challenge_cells, tools_);
    const PrintedText policy = TextOf(policy_cells, tools_);
    if (label_) builder_.TakeAsForm(TextOf(CellsUnder(grid_, *label_, row, end), tools_));
    if (first_row && WasCut(row, end, challenge)) {
      JoinCutRow(row, end, challenge, policy);
      return true;
    }
    if (GoesOn(row, end, first_row, challenge, policy)) {
      const size_t roles_before = list_.records.back().FindList("roles")->records.size();
      ReadRoles(row, end, list_.records.back(), list_.records.size() - 1);
      if (first_row) DoubtTextCutByPage(roles_before);
      return true;
    }
    if (challenge.empty() && policy.empty() && sectors_ &&
        AllBlank(CellsUnder(grid_, *sectors_, row, end)) && role_ &&
        AllBlank(CellsUnder(grid_, *role_, row, end)))
      return false;
    const size_t index = list_.records.size();
    const std::string path = list_path_ + "/" + std::to_string(index);
    Record record = MakeRecord("challenge");
    SetFromCells(record, "challenge", path, challenge_cells, challenge, grid_.page,
                 RuleId("challenge"), challenge_->score, builder_);
    if (policy_) {
      SetFromCells(record, "policy", path, policy_cells, policy, grid_.page, RuleId("policy"),
                   policy_->score, builder_);
    }
    NoteDoubts(*challenge_, challenge_cells, row, end, path + "/challenge");
    if (policy_) NoteDoubts(*policy_, policy_cells, row, end, path + "/policy");
    ReadRoles(row, end, record, index);
    if (first_row) DoubtRecordCutByPage(record);
    list_.records.push_back(std::move(record));
    last_rows_ = end - row;
    return true;
  }

  // A text that is merged over sectors may be cut by the end of the page: overleaf its cell is
  // empty, as that of a sector without a role is.
  void DoubtTextCutByPage(size_t first_role) {
    const RecordList& roles = *list_.records.back().FindList("roles");
    if (first_role == 0 || first_role >= roles.records.size() ||
        !roles.records[first_role].Text("text").empty())
      return;
    const std::string path =
        list_path_ + "/" + std::to_string(list_.records.size() - 1) + "/roles/";
    for (const size_t role : {first_role - 1, first_role}) {
      builder_.AddFinding(path + std::to_string(role), "text-doubtful",
                          "the text before the page's end may be this sector's, too");
    }
  }

  // The first challenge of a page has only sectors that the one before lacks: it may be the
  // rest of that one.
  void DoubtRecordCutByPage(const Record& record) {
    if (list_.records.empty() || !FromPageBefore(list_.records.back())) return;
    const std::set<std::string> before = SectorsOf(list_.records.back());
    const std::set<std::string> here = SectorsOf(record);
    const bool shared = std::any_of(here.begin(), here.end(),
                                    [&](const std::string& name) { return before.contains(name); });
    if (shared || before.empty()) return;
    for (const size_t index : {list_.records.size() - 1, list_.records.size()}) {
      builder_.AddFinding(list_path_ + "/" + std::to_string(index), "text-doubtful",
                          "the page may end inside this challenge");
    }
  }

  void NoteDoubts(const ColumnGroup& group, const Cells& cells, int row, int end,
                  const std::string& pointer) {
    if (group.score < kSureScore)
      builder_.AddFinding(pointer, "header-approximate", Utf8(group.heading));
    for (const GridCell* cell : cells) {
      if ((cell->row < row || cell->row + cell->row_span > end) && !cell->Blank())
        builder_.AddFinding(pointer, "merged-cell", "the cell reaches over several challenges");
    }
  }

  void ReadRoles(int row, int end, Record& record, size_t index) {
    if (!sectors_ || !role_) return;
    RecordList& roles = *record.FindList("roles");
    const std::string path = list_path_ + "/" + std::to_string(index) + "/roles/";
    Cells before = before_;
    for (const GridCell* sector : CellsUnder(grid_, *sectors_, row, end)) {
      const int from = std::max(row, sector->row);
      const int to = std::min(end, sector->row + sector->row_span);
      const Cells cells = CellsUnder(grid_, *role_, from, to);
      const PrintedText text = TextOf(cells, tools_);
      if (sector->Blank()) {
        if (text.empty()) continue;
        if (!roles.records.empty()) {  // the text of the sector above goes on
          builder_.AppendText(roles.records.back(), "text", text);
          builder_.AddFinding(path + std::to_string(roles.records.size() - 1), "text-doubtful",
                              "a text beside an empty sector cell was joined to the one above");
          continue;
        }
      }
      if (!before.empty() && cells == before && cells.size() == 1 && !roles.records.empty()) {
        AddSector(roles.records.back(), *sector);
        continue;
      }
      const std::string role_path = path + std::to_string(roles.records.size());
      Record role = MakeRecord("role");
      role.Find("sectors")->value = std::vector<std::string>{};
      AddSector(role, *sector);
      SetFromCells(role, "text", role_path, cells, text, grid_.page, RuleId("role"), role_->score,
                   builder_);
      NoteRoleDoubts(*sector, cells, row, end, role_path);
      roles.records.push_back(std::move(role));
      before = cells;
    }
  }

  void NoteRoleDoubts(const GridCell& sector, const Cells& cells, int row, int end,
                      const std::string& path) {
    constexpr size_t kLongName = 14;  // characters; a longer name is probably a text
    const PrintedText name = JoinedWord(sector.lines);
    if (name.empty() || (name.size() > kLongName && !IsSector(name)))
      builder_.AddFinding(path + "/sectors", "sector-unknown", Utf8(name));
    if (!sector.doubt.empty())
      builder_.AddFinding(path + "/sectors", "text-doubtful", sector.doubt);
    if (role_->score < kSureScore)
      builder_.AddFinding(path + "/text", "header-approximate", Utf8(role_->heading));
    for (const GridCell* cell : cells) {
      if ((cell->row < row || cell->row + cell->row_span > end) && !cell->Blank())
        builder_.AddFinding(path + "/text", "merged-cell",
                            "the cell reaches over several challenges");
    }
  }

  // The names in a cell: one, or one a line where each line is a sector's name by itself.
  void AddSector(Record& role, const GridCell& cell) {
    Field* field = role.Find("sectors");
    std::vector<std::string> names = std::get<std::vector<std::string>>(field->value);
    const PrintedText whole = JoinedWord(cell.lines);
    const bool several = cell.lines.size() > 1 && !IsSector(whole) &&
                         std::all_of(cell.lines.begin(), cell.lines.end(),
                                     [&](const TextLine& line) { return IsSector(line.text); });
    if (several) {
      for (const TextLine& line : cell.lines) names.push_back(Utf8(line.text));
    } else {
      names.push_back(Utf8(whole));
    }
    Evidence evidence = field->evidence;
    builder_.SetValue(role, "sectors", std::move(names), whole, RuleId("sectors"), sectors_->score);
    if (evidence.places.empty()) return;
    // Sectors of one text: the evidence is all their cells.
    evidence.printed += "\n" + field->evidence.printed;
    for (const Place& place : field->evidence.places) {
      Place& last = evidence.places.back();
      if (last.page == place.page && last.box && place.box) {
        last.box = extract::Union(*last.box, *place.box);
      } else if (last.page != place.page) {
        evidence.places.push_back(place);
      }
    }
    field->evidence = std::move(evidence);
  }

  std::string RuleId(std::string_view part) const {
    return tools_.form.id + "/" + match_.rule->id + "/" + std::string(part);
  }

  const Grid& grid_;
  const TableMatch& match_;
  const ReadTools& tools_;
  const std::string list_path_;
  RecordList& list_;
  SheetBuilder& builder_;
  int last_rows_ = 1;  // that the challenge before spans
  Cells before_;       // of the role that the first one here may share its text with
  std::optional<ColumnGroup> challenge_, policy_, sectors_, role_, label_;
};

}  // namespace

void ReadGroups(const Grid& grid, const TableMatch& match, const ReadTools& tools,
                const std::string& path, Record& area, SheetBuilder& builder) {
  GroupReader(grid, match, tools, path, area, builder).Run();
}

}  // namespace parse
