#include "parse/sheet_reader.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "parse/cover.h"
#include "parse/item_reader.h"
#include "parse/part_reader.h"
#include "parse/plain_text_doubts.h"
#include "parse/sheet_json.h"
#include "parse/sheet_shape.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

class SheetReader {
 public:
  SheetReader(const DocumentText& document, const DocumentPlan& plan, const ReadTools& tools,
              SheetBuilder& builder)
      : document_(document),
        plan_(plan),
        tools_(tools),
        builder_(builder),
        areas_(*builder.sheet().FindList("areas")) {}

  void Run() {
    const std::vector<PrintedText> lists = ReadCover(document_, plan_, tools_, builder_);
    for (size_t p = plan_.first_page; p < document_.pages.size(); ++p) ReadPage(p);
    FlushText();
    FindMissingParts();
    FindRepeatedRecords();
    for (const PrintedText& list : lists) ClaimAreaNames(list);
    const bool plain =
        std::any_of(document_.pages.begin(), document_.pages.end(),
                    [](const PageText& page) { return page.unit == extract::Unit::kCharacters; });
    if (plain) DoubtUnlikeRecords(builder_, tools_.join.marks);
  }

 private:
  void ReadPage(size_t p) {
    const auto& blocks = document_.pages[p].blocks;
    const auto& plans = plan_.pages[p].blocks;
    std::set<std::u32string> names;
    for (const BlockPlan& plan : plans) {
      if (!plan.area_name.empty()) names.insert(Fold(plan.area_name).text);
    }
    page_names_area_ = !names.empty();
    text_seen_on_page_ = false;
    // One name anywhere on the page is the name of all of it, unless its area begins there.
    const bool from_here = names.size() > 1 || (area_ && BeginsBelowOther(p));
    if (names.size() == 1 && !from_here) {
      for (const BlockPlan& plan : plans) {
        if (!plan.area_name.empty()) EnterArea(plan);
      }
    }
    for (size_t b = 0; b < blocks.size(); ++b) {
      const BlockPlan& plan = plans[b];
      const TextLine* line = std::get_if<TextLine>(&blocks[b]);
      if (plan.role == BlockRole::kRunning) continue;
      if (plan.role == BlockRole::kFurniture || plan.role == BlockRole::kNote ||
          plan.continues_heading) {
        builder_.TakeAsForm(line->text);
      } else if (plan.role == BlockRole::kArea) {
        if (from_here) EnterArea(plan);
        ClaimAround(*line, plan.area_name);
      } else if (static_cast<int>(p) == plan_.first_page && b < plan_.first_block) {
        continue;  // the cover's
      } else if (line) {
        if (from_here && !plan.area_name.empty()) EnterArea(plan);
        ReadLine(*line, plan.heading);
        builder_.ledger().Claim(plan.area_name, Ledger::Use::kField);
      } else {
        ReadGrid(std::get<Grid>(blocks[b]), plan);
      }
    }
  }

  // Does an area's name stand between the end of the area before and its own first section?
  bool BeginsBelowOther(size_t p) const {
    const std::vector<BlockPlan>& plans = plan_.pages[p].blocks;
    const SectionRule* first = &tools_.form.sections.front();
    const auto heads = [&](const BlockPlan& plan) {
      return plan.heading.section == first && !plan.continues_heading;
    };
    const auto begins = [&](const BlockPlan& plan) {
      return heads(plan) ||
             std::any_of(plan.tables.begin(), plan.tables.end(), [&](const TableMatch& table) {
               return table.rule == &tools_.form.tables.front();
             });
    };
    const auto name = std::find_if(plans.begin(), plans.end(),
                                   [](const BlockPlan& plan) { return !plan.area_name.empty(); });
    const bool other = std::any_of(plans.begin(), name, [](const BlockPlan& plan) {
      return plan.role != BlockRole::kFurniture && plan.role != BlockRole::kRunning;
    });
    if (!other || std::any_of(plans.begin(), name, heads)) return false;
    const auto furniture = [](const BlockPlan& plan) { return plan.role == BlockRole::kFurniture; };
    if (std::all_of(name + 1, plans.end(), furniture)) {
      // The page ends right below the name; its area's first heading is overleaf.
      if (p + 1 >= plan_.pages.size()) return false;
      const std::vector<BlockPlan>& next = plan_.pages[p + 1].blocks;
      const auto first_block = std::find_if_not(next.begin(), next.end(), furniture);
      return first_block != next.end() && heads(*first_block) &&
             std::none_of(next.begin(), next.end(),
                          [](const BlockPlan& plan) { return !plan.area_name.empty(); });
    }
    // Above the name its area's first table may go on, its header printed again.
    return std::any_of(name, plans.end(), heads) ||
           (std::none_of(plans.begin(), name, begins) && std::any_of(name, plans.end(), begins));
  }

  // The cover's list of areas repeats the areas' names; one that no area has is left over.
  void ClaimAreaNames(const PrintedText& list) {
    const FoldedText folded = Fold(list);
    for (const auto& [name, area] : area_of_name_) {
      for (size_t at = folded.text.find(name); at != std::u32string::npos;
           at = folded.text.find(name, at + 1)) {
        const auto [begin, end] = folded.SourceRange(at, at + name.size(), list.size());
        builder_.ledger().Claim(Slice(list, begin, end), Ledger::Use::kField);
      }
    }
    for (const PrintedChar& c : list) {
      if (u_ispunct(static_cast<UChar32>(c.c)) != 0) builder_.TakeAsForm({c});
    }
  }

  // The words around an area's name ("圏域名：") are the form's.
  void ClaimAround(const TextLine& line, const PrintedText& name) {
    builder_.TakeAsForm(line.text);
    builder_.ledger().Claim(name, Ledger::Use::kField);
  }

  void EnterArea(const BlockPlan& plan) {
    const std::u32string folded = Fold(plan.area_name).text;
    const auto found = area_of_name_.find(folded);
    if (found != area_of_name_.end()) {
      if (found->second != area_) {
        FlushText();
        area_ = found->second;
        section_ = nullptr;
      }
      return;
    }
    FlushText();
    section_ = nullptr;
    // An area that was begun without a name gets the first that is printed on its own page.
    Record area = MakeRecord("area");
    builder_.SetText(area, "name", plan.area_name, RuleId("area"), plan.area_doubtful ? 0.6 : 1);
    area_ = areas_.records.size();
    if (plan.area_doubtful)
      builder_.AddFinding(AreaPath() + "/name", "area-doubtful",
                          "a line that comes back on most pages");
    areas_.records.push_back(std::move(area));
    area_of_name_[folded] = *area_;
    seen_.emplace_back();
    table_.reset();
  }

  // The area for what comes now; a sheet that names none has one, named after its submitter.
  Record& CurrentArea() {
    if (!area_) {
      area_ = areas_.records.size();
      Record area = MakeRecord("area");
      const Field& submitter = *builder_.sheet().Find("submitter");
      Field& name = *area.Find("name");
      name.value = submitter.value;
      name.evidence = submitter.evidence;
      name.evidence.rule = RuleId("area");
      const Submitter* known =
          tools_.words.FindSubmitter(Fold(ToUtf32(builder_.sheet().Text("submitter"))).text);
      if (!known || known->prefecture)
        builder_.AddFinding(AreaPath() + "/name", "area-doubtful", "no area is named");
      areas_.records.push_back(std::move(area));
      seen_.emplace_back();
    }
    return areas_.records[*area_];
  }

  std::string AreaPath() const { return "/areas/" + std::to_string(*area_); }

  void ReadLine(const TextLine& line, const HeadingMatch& heading) {
    if (heading.section && TakesHeading(line, heading)) return;
    text_seen_on_page_ = true;
    if (!section_ || section_->content != SectionContent::kItems) return;  // left over
    const PartRule* part = PartOf(section_->part);
    if (!part || !part->of_sheet) CurrentArea();
    const bool plain = document_.pages[line.page].unit == extract::Unit::kCharacters;
    if (plain && !text_.empty() && text_.back().page == line.page &&
        text_.back().box.y0 == line.box.y0) {
      // One printed line that columns of blanks had cut.
      TextLine& whole = text_.back();
      whole.text.push_back({U' ', line.page, -1});
      Append(whole.text, line.text);
      whole.folded = Fold(whole.text);
      whole.box = extract::Union(whole.box, line.box);
      return;
    }
    text_.push_back(line);
  }

  const PartRule* PartOf(int part) const {
    return part < 0 ? nullptr : &tools_.form.parts[static_cast<size_t>(part)];
  }

  PartHolder HolderOf(const PartRule& part) {
    if (part.of_sheet) return {builder_.sheet(), ""};
    Record& area = CurrentArea();
    return {area, AreaPath()};
  }

  bool Seen(const PartRule& part) const {
    const std::string key = "part:" + part.id;
    return part.of_sheet ? seen_parts_.contains(key) : area_ && seen_[*area_].contains(key);
  }

  void NoteSeen(const PartRule& part) {
    (part.of_sheet ? seen_parts_ : seen_[*area_]).insert("part:" + part.id);
  }

  bool TakesPartHeading(const TextLine& line, const HeadingMatch& heading, const PartRule& part) {
    if (Seen(part) && (heading.marked || section_ == heading.section) && text_seen_on_page_)
      return false;
    FlushText();
    SetPartHeading(HolderOf(part), part, line.text, heading.score, tools_, builder_);
    NoteSeen(part);
    section_ = heading.section;
    return true;
  }

  bool TakesHeading(const TextLine& line, const HeadingMatch& heading) {
    if (const PartRule* part = PartOf(heading.section->part))
      return TakesPartHeading(line, heading, *part);
    const bool same = section_ == heading.section;
    const bool in_items = section_ && section_->content == SectionContent::kItems;
    if (same && text_seen_on_page_ && in_items) return false;  // an item worded like its heading
    if (heading.marked && area_ && seen_[*area_].contains(heading.section->id)) return false;
    if (area_ && !page_names_area_ && StartsAgain(*heading.section)) BeginUnnamedArea();
    if (!same) FlushText();
    if (in_items && !same && area_ && seen_[*area_].contains(heading.section->id) &&
        !heading.numbered && text_seen_on_page_)
      return false;
    CurrentArea();
    section_ = heading.section;
    seen_[*area_].insert(section_->id);
    builder_.TakeAsForm(line.text);
    if (heading.score < kSureScore && section_->content == SectionContent::kItems)
      builder_.AddFinding(AreaPath() + "/" + section_->into, "header-approximate", Utf8(line.text));
    return true;
  }

  // The first section comes again although the last ones were there: another area, whose
  // name is not printed where names stand.
  bool StartsAgain(const SectionRule& section) const {
    const std::set<std::string>& seen = seen_[*area_];
    if (!seen.contains(section.id) || &section != FirstSection(tools_.form)) return false;
    return seen.contains(LastSection(tools_.form)->id);
  }

  void BeginUnnamedArea() {
    FlushText();
    area_ = areas_.records.size();
    areas_.records.push_back(MakeRecord("area"));
    seen_.emplace_back();
    table_.reset();
    section_ = nullptr;
    builder_.AddFinding(AreaPath() + "/name", "area-doubtful", "no name is printed");
  }

  void ReadGrid(const Grid& grid, const BlockPlan& plan) {
    std::vector<TableMatch> tables = plan.tables;
    const bool plain = tables.empty() && !plan.holds_heading;
    const PartRule* open = plain && section_ ? PartOf(section_->part) : nullptr;
    if (open && open->content == PartContent::kPairs) {
      const auto rule =
          std::find_if(tools_.form.tables.begin(), tools_.form.tables.end(),
                       [this](const TableRule& table) { return table.part == section_->part; });
      if (auto match = MatchPairsBelow(grid, *rule)) tables.push_back(std::move(*match));
    } else if (plain && table_ && (area_ || table_->rule->part >= 0)) {
      TableMatch match = MatchContinuation(grid, *table_);
      if (match.rule) tables.push_back(std::move(match));
    }
    int row = 0;
    for (const TableMatch& table : tables) {
      ReadCells(grid, row, table.header_row);
      FlushText();
      if (const PartRule* part = PartOf(table.rule->part)) {
        ReadPartTable(grid, table, tools_, HolderOf(*part), builder_);
        NoteSeen(*part);
        table_ = table;
        row = table.end_row;
        text_seen_on_page_ = true;
        continue;
      }
      section_ = nullptr;
      Record& area = CurrentArea();
      ReadTable(grid, table, tools_, AreaPath(), area, builder_);
      seen_[*area_].insert("table:" + table.rule->into);
      table_ = table;
      row = table.end_row;
      text_seen_on_page_ = true;
    }
    ReadCells(grid, row, grid.rows);
  }

  // A title above the header of a table: "記入欄" in one cell over all columns.
  bool IsTitle(const Grid& grid, const GridCell& cell) const {
    constexpr size_t kLongest = 24;  // characters
    const TextLine& line = cell.lines.front();
    return grid.columns > 1 && cell.column_span == grid.columns && cell.lines.size() == 1 &&
           line.text.size() <= kLongest && !tools_.join.marks.At(line.text, 0) &&
           line.folded.text.find(0x3002) == std::u32string::npos;
  }

  // Cells outside all tables of the form: a frame around a text, or headings beside texts.
  void ReadCells(const Grid& grid, int begin, int end) {
    for (const GridCell& cell : grid.cells) {
      if (cell.row < begin || cell.row >= end || cell.Blank()) continue;
      const HeadingMatch whole = MatchHeading(Fold(Joined(cell.lines)), tools_.form, tools_.words);
      if (whole.section && whole.score >= kSureScore) {
        TextLine line = cell.lines.front();
        line.text = Joined(cell.lines);
        line.folded = Fold(line.text);
        ReadLine(line, whole);
        continue;
      }
      // Below, in the same grid, stands a table.
      if (end < grid.rows && IsTitle(grid, cell)) continue;
      for (const TextLine& line : cell.lines)
        ReadLine(line, MatchHeading(line.folded, tools_.form, tools_.words));
    }
  }

  void FlushText() {
    const PartRule* part = section_ ? PartOf(section_->part) : nullptr;
    if (part && !text_.empty()) {
      ReadPartLines(text_, document_.pages[text_.front().page].width, *part, tools_,
                    HolderOf(*part), builder_);
      text_.clear();
      return;
    }
    if (text_.empty() || !section_ || !area_) {
      text_.clear();
      return;
    }
    RecordList& list = *areas_.records[*area_].FindList(section_->into);
    const double width = document_.pages[text_.front().page].width;
    ReadItems(text_, width, tools_, tools_.form.id + "/" + section_->id,
              AreaPath() + "/" + section_->into, list, builder_);
    text_.clear();
  }

  void FindMissingPart(const PartRule& part, const PartHolder& holder,
                       const std::set<std::string>& seen) {
    if (!part.required || seen.contains("part:" + part.id)) return;
    builder_.AddFinding(PlaceOfPart(holder, part, builder_).path, "section-missing");
  }

  void FindMissingParts() {
    for (const PartRule& part : tools_.form.parts) {
      if (part.of_sheet) FindMissingPart(part, {builder_.sheet(), ""}, seen_parts_);
      for (size_t a = 0; a < areas_.records.size() && !part.of_sheet; ++a)
        FindMissingPart(part, {areas_.records[a], "/areas/" + std::to_string(a)}, seen_[a]);
    }
    for (size_t a = 0; a < areas_.records.size(); ++a) {
      const std::string path = "/areas/" + std::to_string(a) + "/";
      const SectionRule* before = nullptr;  // the last one whose items were read
      for (const SectionRule& section : tools_.form.sections) {
        if (section.part >= 0 || section.content != SectionContent::kItems) continue;
        const bool seen = seen_[a].contains(section.id);
        if (section.required && !seen) {
          builder_.AddFinding(path + section.into, "section-missing");
          // A heading that was not known lets its text run on in the list above.
          if (before && !areas_.records[a].FindList(before->into)->records.empty())
            builder_.AddFinding(path + before->into, "section-missing",
                                "may hold the text of the part after it");
        }
        if (seen) before = &section;
      }
      for (const TableRule& table : tools_.form.tables) {
        if (table.part < 0 && table.required && !seen_[a].contains("table:" + table.into))
          builder_.AddFinding(path + table.into, "section-missing");
      }
    }
  }

  // Everything that a record says, and the page that says it first; blank records say nothing.
  static std::pair<std::string, int> WordsOf(const Record& record) {
    std::string words;
    int page = -1;
    VisitFields(record, "", [&](const std::string& path, const Record&, const Field& field) {
      const std::string* text = std::get_if<std::string>(&field.value);
      if (!text || text->empty() || field.evidence.places.empty()) return;
      words += path + " " + *text + "\n";
      if (page < 0) page = field.evidence.places.front().page;
    });
    return {std::move(words), page};
  }

  // A page that was put in twice gives its records twice.
  void FindRepeatedRecords() {
    struct Repeated {
      std::string pointer;
      std::pair<int, int> pages;
    };
    constexpr size_t kShortest = 90;  // bytes: a few words may well come back
    std::vector<Repeated> repeated;
    std::set<std::pair<int, int>> pages_twice;
    for (size_t a = 0; a < areas_.records.size(); ++a) {
      for (const RecordList& list : areas_.records[a].lists) {
        std::map<std::string, int> page_of;
        for (size_t i = 0; i < list.records.size(); ++i) {
          auto [words, page] = WordsOf(list.records[i]);
          const bool sure = words.size() >= kShortest;
          const auto [first, is_new] = page_of.emplace(std::move(words), page);
          if (is_new || page < 0 || first->second == page) continue;
          repeated.push_back(
              {"/areas/" + std::to_string(a) + "/" + list.name + "/" + std::to_string(i),
               {first->second, page}});
          if (sure) pages_twice.insert(repeated.back().pages);
        }
      }
    }
    for (const Repeated& one : repeated) {
      if (pages_twice.contains(one.pages))
        builder_.AddFinding(one.pointer, "text-doubtful", "the same stands on a page before");
    }
  }

  std::string RuleId(const std::string& part) const { return tools_.form.id + "/" + part; }

  const DocumentText& document_;
  const DocumentPlan& plan_;
  const ReadTools& tools_;
  SheetBuilder& builder_;
  RecordList& areas_;
  std::map<std::u32string, size_t> area_of_name_;
  std::vector<std::set<std::string>> seen_;  // per area: sections and "table:" lists
  std::set<std::string> seen_parts_;         // of the sheet
  std::optional<size_t> area_;
  const SectionRule* section_ = nullptr;
  std::vector<TextLine> text_;       // of the open section
  std::optional<TableMatch> table_;  // the last one read, which may go on overleaf
  bool page_names_area_ = false;
  bool text_seen_on_page_ = false;
};

}  // namespace

void ReadSheet(const DocumentText& document, const DocumentPlan& plan, const ReadTools& tools,
               SheetBuilder& builder) {
  SheetReader(document, plan, tools, builder).Run();
}

}  // namespace parse
