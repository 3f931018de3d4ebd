#include "parse/page_roles.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "parse/fiscal_year.h"
#include "parse/page_numbers.h"
#include "parse/running_lines.h"
#include "parse/wording_match.h"
#include "parse/wording_words.h"

namespace parse {
namespace {

constexpr size_t kLongestHeading = 44;  // folded characters

bool EndsWith(std::u32string_view text, std::u32string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool IsSentence(std::u32string_view folded) {
  return !folded.empty() && (folded.back() == 0x3002 || folded.find(0x3002) != folded.npos);
}

class Planner {
 public:
  Planner(const DocumentText& document, const FormRules& form, const WordLists& words)
      : document_(document), form_(form), words_(words) {}

  DocumentPlan Run() {
    for (const PageText& page : document_.pages)
      plan_.pages.push_back({std::vector<BlockPlan>(page.blocks.size())});
    PlanBlocks();
    PlanCountingNumbers();
    FindStart();
    PlanRunningLines();
    PlanAreas();
    CountParts();
    return std::move(plan_);
  }

 private:
  const TextLine* LineAt(size_t page, size_t block) const {
    const auto& blocks = document_.pages[page].blocks;
    return block < blocks.size() ? std::get_if<TextLine>(&blocks[block]) : nullptr;
  }

  // Between which heights the middles of each page's blocks lie.
  void MeasurePages() {
    for (const PageText& page : document_.pages) {
      highest_.push_back(page.height);
      lowest_.push_back(0);
      for (const Block& block : page.blocks) {
        const TextLine* line = std::get_if<TextLine>(&block);
        const double y = (line ? line->box : std::get<Grid>(block).box).CenterY();
        highest_.back() = std::min(highest_.back(), y);
        lowest_.back() = std::max(lowest_.back(), y);
      }
    }
  }

  void PlanBlocks() {
    MeasurePages();
    for (size_t p = 0; p < document_.pages.size(); ++p) {
      for (size_t b = 0; b < document_.pages[p].blocks.size(); ++b) {
        BlockPlan& plan = plan_.pages[p].blocks[b];
        if (plan.continues_heading) continue;
        if (const auto* grid = std::get_if<Grid>(&document_.pages[p].blocks[b])) {
          plan.role = BlockRole::kTable;
          plan.tables = MatchTables(*grid, form_, words_);
          plan.holds_heading =
              std::any_of(grid->cells.begin(), grid->cells.end(), [&](const GridCell& cell) {
                return !cell.Blank() &&
                       (MatchHeading(cell.lines.front().folded, form_, words_).score >= 0.9 ||
                        (cell.lines.size() > 1 &&
                         MatchHeading(Fold(Joined(cell.lines)), form_, words_).score >= 0.9));
              });
          continue;
        }
        PlanLine(p, b, plan);
      }
    }
  }

  void PlanLine(size_t p, size_t b, BlockPlan& plan) {
    const TextLine& line = *LineAt(p, b);
    if (line.overprint) {
      plan.role = BlockRole::kRunning;
      return;
    }
    if (IsPageNumber(p, b)) {
      plan.role = BlockRole::kFurniture;
      return;
    }
    for (const Wording& note : form_.notes) {
      for (const std::u32string& variant : note.variants) {
        if (line.folded.text == variant ||
            (line.folded.text.size() > 10 && Similarity(line.folded.text, variant) > 0.8))
          plan.role = BlockRole::kNote;
      }
    }
    if (plan.role == BlockRole::kNote) return;
    const bool prominent = IsLarger(document_.pages[p], line);
    HeadingMatch match = MatchHeading(line.folded, form_, words_, prominent);
    if (const TextLine* next = LineAt(p, b + 1); next && match.score < 0.97) {
      // A heading may be wrapped.
      const HeadingMatch both = MatchHeading(Fold(Joined({line, *next})), form_, words_);
      const HeadingMatch alone = MatchHeading(next->folded, form_, words_);
      if (both.score > match.score + 0.05 && both.score >= 0.9 && both.score > alone.score) {
        match = both;
        BlockPlan& second = plan_.pages[p].blocks[b + 1];
        second.role = BlockRole::kHeading;
        second.heading = both;
        second.continues_heading = true;
      }
    }
    if (!match.section) return;
    plan.role = BlockRole::kHeading;
    plan.heading = match;
  }

  void PlanRunningLines() {
    std::set<std::pair<size_t, size_t>> running =
        FindRunningLines(document_, form_, plan_.first_page);
    for (const auto& [p, b] : FindLargeLines(document_)) {
      const bool cover = static_cast<int>(p) == plan_.first_page && b < plan_.first_block;
      if (static_cast<int>(p) >= plan_.first_page && !cover) running.emplace(p, b);
    }
    for (const auto& [p, b] : running) {
      BlockPlan& plan = plan_.pages[p].blocks[b];
      if (plan.role != BlockRole::kText || NamesSubmitter(LineAt(p, b)->folded.text)) continue;
      if (AreaNameIn(*LineAt(p, b), form_.area, words_).empty()) plan.role = BlockRole::kRunning;
    }
  }

  // Set in larger letters than most of the page's text.
  static bool IsLarger(const PageText& page, const TextLine& line) {
    constexpr double kLarger = 1.15;
    if (line.size <= 0) return false;
    size_t all = 0, smaller = 0;  // characters
    const auto count = [&](const TextLine& other) {
      all += other.text.size();
      if (other.size * kLarger <= line.size) smaller += other.text.size();
    };
    for (const Block& block : page.blocks) {
      if (const TextLine* other = std::get_if<TextLine>(&block)) {
        count(*other);
      } else {
        for (const GridCell& cell : std::get<Grid>(block).cells)
          for (const TextLine& cell_line : cell.lines) count(cell_line);
      }
    }
    return 2 * smaller > all;
  }

  // At the edge of the page, or the outermost line above or below.
  bool IsPageNumber(size_t p, size_t b) const {
    const PageText& page = document_.pages[p];
    const TextLine& line = *LineAt(p, b);
    if (page.unit == extract::Unit::kCharacters) return line.page_number;
    if (!ShapedAsPageNumber(line, form_)) return false;
    const double edge = 0.12 * page.height;
    if (line.box.y1 < edge || line.box.y0 > page.height - edge) return true;
    const bool above = highest_[p] < line.box.y0;
    const bool below = lowest_[p] > line.box.y1;
    return !(above && below);
  }

  void FindStart() {
    plan_.first_page = static_cast<int>(plan_.pages.size());
    for (size_t p = 0; p < plan_.pages.size(); ++p) {
      for (size_t b = 0; b < plan_.pages[p].blocks.size(); ++b) {
        const BlockPlan& block = plan_.pages[p].blocks[b];
        if (block.role != BlockRole::kHeading && block.tables.empty() && !block.holds_heading)
          continue;
        plan_.first_page = static_cast<int>(p);
        plan_.first_block = b;
        return;
      }
    }
  }

  struct Candidate {
    size_t page, block;
    PrintedText name;
    std::u32string folded;
    bool edge;    // stands at the page's edge or corner
    bool said;    // stands after a word such as 圏域名, or in brackets
    bool begins;  // stands right above the heading of the first section
  };

  std::vector<Candidate> AreaCandidates() const {
    std::vector<Candidate> candidates;
    for (size_t p = 0; p < document_.pages.size(); ++p) {
      if (static_cast<int>(p) < plan_.first_page) continue;
      const PageText& page = document_.pages[p];
      for (size_t b = 0; b < page.blocks.size(); ++b) {
        const TextLine* line = LineAt(p, b);
        if (!line || plan_.pages[p].blocks[b].role != BlockRole::kText) continue;
        PrintedText name = AreaNameIn(*line, form_.area, words_);
        if (name.empty() &&
            (NamesSubmitter(line->folded.text) || listed_.contains(line->folded.text)))
          name = line->text;
        if (name.empty()) continue;
        const std::u32string folded = Fold(name).text;
        candidates.push_back({p, b, name, folded, AtEdge(page, b, *line),
                              folded != line->folded.text, HeadsFirstSection(p, b + 1)});
      }
    }
    return candidates;
  }

  bool HeadsFirstSection(size_t p, size_t b) const {
    return b < plan_.pages[p].blocks.size() &&
           plan_.pages[p].blocks[b].role == BlockRole::kHeading &&
           plan_.pages[p].blocks[b].heading.section == &form_.sections.front();
  }

  static bool AtEdge(const PageText& page, size_t block, const TextLine& line) {
    if (page.unit == extract::Unit::kCharacters)
      return block == 0 || block + 1 == page.blocks.size() || (block + 2 == page.blocks.size());
    const double edge = 0.15 * page.height;
    if (line.box.y1 < edge || line.box.y0 > page.height - edge) return true;
    return block == 0;
  }

  // The cover's list of areas, if there is one.
  std::set<std::u32string> ListedAreas() const {
    std::set<std::u32string> listed;
    for (int p = 0; p <= plan_.first_page && p < static_cast<int>(document_.pages.size()); ++p) {
      for (const Block& block : document_.pages[p].blocks) {
        const TextLine* line = std::get_if<TextLine>(&block);
        if (!line) continue;
        for (const std::u32string& word : form_.cover.area_list) {
          if (line->folded.text.rfind(word, 0) != 0) continue;
          std::u32string name;
          for (size_t i = word.size(); i <= line->folded.text.size(); ++i) {
            const char32_t c = i < line->folded.text.size() ? line->folded.text[i] : U'\0';
            if (u_isalnum(static_cast<UChar32>(c)) || c == 0x30FC) {
              name += c;
            } else if (!name.empty()) {
              listed.insert(name);
              name.clear();
            }
          }
        }
      }
    }
    return listed;
  }

  void PlanAreas() {
    listed_ = ListedAreas();
    const std::vector<Candidate> candidates = AreaCandidates();
    PlanAreasInHeadings();
    std::map<std::u32string, int> times;
    for (const Candidate& candidate : candidates) ++times[candidate.folded];
    if (candidates.empty() && !areas_in_headings_) PlanUnlikelyNamesInHeadings();
    if (candidates.empty() && !areas_in_headings_) PlanRunningHead();
    const auto is_submitter = [&](const Candidate& c) { return NamesSubmitter(c.folded); };
    const auto accepted = [&](const Candidate& c) {
      return listed_.contains(c.folded) || times[c.folded] > 1 || c.edge || c.said || c.begins;
    };
    // A submitter's name is an area's only if there is no other and it is a city.
    const bool others = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& c) {
      return !is_submitter(c) && accepted(c);
    });
    for (const Candidate& candidate : candidates) {
      if (!accepted(candidate)) continue;
      BlockPlan& block = plan_.pages[candidate.page].blocks[candidate.block];
      if (is_submitter(candidate) && others) {
        // The submitter's name on every slide is the form's running head.
        if (times[candidate.folded] > 1) block.role = BlockRole::kFurniture;
        continue;
      }
      block.role = BlockRole::kArea;
      block.area_name = candidate.name;
    }
  }

  // 堺市, 堺市（７区）
  bool NamesSubmitter(const std::u32string& folded) const {
    return words_.FindSubmitter(folded) || words_.FindSubmitter(MakeBare(folded, words_).core);
  }

  // Each area's part begins with the first section; a short line that stands alone above its
  // heading, every time, is the area's name.
  void PlanNamesAboveFirstHeading() {
    std::vector<std::pair<size_t, size_t>> names;
    for (size_t p = plan_.first_page; p < plan_.pages.size(); ++p) {
      for (size_t b = 0; b < plan_.pages[p].blocks.size(); ++b) {
        const BlockPlan& plan = plan_.pages[p].blocks[b];
        if (plan.role != BlockRole::kHeading || plan.continues_heading ||
            plan.heading.section != FirstSection(form_))
          continue;
        const TextLine* above = b > 0 ? LineAt(p, b - 1) : nullptr;
        if (!above || plan_.pages[p].blocks[b - 1].role != BlockRole::kText ||
            above->folded.text.size() > static_cast<size_t>(form_.area.longest) ||
            IsSentence(above->folded.text))
          return;
        names.emplace_back(p, b - 1);
      }
    }
    for (const auto& [p, b] : names) {
      plan_.pages[p].blocks[b].role = BlockRole::kArea;
      plan_.pages[p].blocks[b].area_name = LineAt(p, b)->text;
      plan_.pages[p].blocks[b].area_doubtful = names.size() == 1;
    }
  }

  struct HeadingRemark {
    BlockPlan* plan;
    TextLine line;  // the remark alone
  };

  std::vector<HeadingRemark> RemarksBehindHeadings() {
    std::vector<HeadingRemark> remarks;
    for (size_t p = 0; p < plan_.pages.size(); ++p) {
      for (size_t b = 0; b < plan_.pages[p].blocks.size(); ++b) {
        BlockPlan& plan = plan_.pages[p].blocks[b];
        const TextLine* line = LineAt(p, b);
        if (plan.role != BlockRole::kHeading || !line || plan.continues_heading) continue;
        const BareWording bare = MakeBare(line->folded.text, words_);
        if (bare.remark.empty()) continue;
        const size_t at = line->folded.text.rfind(bare.remark);
        const auto [begin, end] =
            line->folded.SourceRange(at, at + bare.remark.size(), line->text.size());
        TextLine remark = *line;
        remark.text = Trim(Slice(line->text, begin, end));
        remark.folded = Fold(remark.text);
        remarks.push_back({&plan, std::move(remark)});
      }
    }
    return remarks;
  }

  // "４ 現時点での課題・悩み（県南圏域）": the remark behind a heading may be the area's name.
  void PlanAreasInHeadings() {
    for (const HeadingRemark& remark : RemarksBehindHeadings()) {
      const PrintedText name = AreaNameIn(remark.line, form_.area, words_);
      if (name.empty() && !listed_.contains(remark.line.folded.text)) continue;
      remark.plan->area_name = name.empty() ? remark.line.text : name;
      areas_in_headings_ = true;
    }
  }

  // No name looks like an area's, but each heading has a remark behind it, and the same one
  // stands behind unlike headings.
  void PlanUnlikelyNamesInHeadings() {
    const std::vector<HeadingRemark> remarks = RemarksBehindHeadings();
    std::map<std::u32string, std::set<const SectionRule*>> sections;
    for (const HeadingRemark& remark : remarks)
      sections[remark.line.folded.text].insert(remark.plan->heading.section);
    const auto is_name = [&](const HeadingRemark& remark) {
      const std::u32string& folded = remark.line.folded.text;
      return sections[folded].size() > 1 && !FindFiscalYear(folded, words_, true);
    };
    // "（続き）" stands behind no first heading.
    if (remarks.empty() || !is_name(remarks.front()) ||
        remarks.front().plan->heading.section != FirstSection(form_))
      return;
    for (const HeadingRemark& remark : remarks) {
      if (!is_name(remark)) continue;
      remark.plan->area_name = remark.line.text;
      areas_in_headings_ = true;
    }
  }

  // No name looks like an area's: short lines that stand at the same place of most pages, each
  // on more than one, are names all the same (北部, 宮古).
  void PlanRunningHead() {
    struct Slot {
      std::map<std::u32string, int> texts;
      std::vector<std::pair<size_t, size_t>> lines;
    };
    std::map<std::pair<int, int>, Slot> slots;
    size_t content_pages = 0;
    for (size_t p = plan_.first_page; p < document_.pages.size(); ++p) {
      const PageText& page = document_.pages[p];
      ++content_pages;
      for (size_t b = 0; b < page.blocks.size(); ++b) {
        const TextLine* line = LineAt(p, b);
        if (!line || plan_.pages[p].blocks[b].role != BlockRole::kText) continue;
        if (line->folded.text.size() > static_cast<size_t>(form_.area.longest) ||
            IsSentence(line->folded.text) || !AtEdge(page, b, *line))
          continue;
        const bool title =
            std::any_of(form_.titles.begin(), form_.titles.end(), [&](const std::u32string& word) {
              return line->folded.text.find(word) != std::u32string::npos;
            });
        if (title) continue;
        // Text set to the right or the left keeps that edge; names differ in length.
        constexpr double kStep = 8;  // points
        const bool right = line->box.CenterX() > page.width / 2;
        const double x = right ? page.width - line->box.x1 : line->box.x0;
        const std::pair<int, int> key = {static_cast<int>((right ? -1 : 1) * (1 + x / kStep)),
                                         static_cast<int>(line->box.CenterY() / kStep)};
        Slot& slot = slots[key];
        ++slot.texts[line->folded.text];
        slot.lines.emplace_back(p, b);
      }
    }
    const Slot* most = nullptr;
    for (const auto& [key, slot] : slots) {
      const bool come_back = std::all_of(slot.texts.begin(), slot.texts.end(),
                                         [](const auto& text) { return text.second > 1; });
      if (slot.lines.size() >= 3 && come_back && slot.lines.size() * 2 >= content_pages &&
          (!most || slot.lines.size() > most->lines.size()))
        most = &slot;
    }
    if (!most) {
      PlanNamesAboveFirstHeading();
      return;
    }
    for (const auto& [p, b] : most->lines) {
      plan_.pages[p].blocks[b].role = BlockRole::kArea;
      plan_.pages[p].blocks[b].area_name = LineAt(p, b)->text;
      plan_.pages[p].blocks[b].area_doubtful = most->texts.size() == 1;
    }
  }

  void PlanCountingNumbers() {
    for (const auto& [p, b] : FindCountingNumbers(document_, form_))
      plan_.pages[p].blocks[b].role = BlockRole::kFurniture;
  }

  void CountParts() {
    std::set<std::string> parts;
    for (const PagePlan& page : plan_.pages) {
      for (const BlockPlan& block : page.blocks) {
        if (block.role == BlockRole::kHeading && !block.continues_heading &&
            parts.insert("s:" + block.heading.section->id).second)
          plan_.score += block.heading.score;
        for (const TableMatch& table : block.tables) {
          if (parts.insert("t:" + table.rule->id).second) plan_.score += table.score;
        }
      }
    }
    plan_.parts = static_cast<int>(parts.size());
    for (const PageText& page : document_.pages) {
      std::u32string all;
      for (const Block& block : page.blocks) {
        if (const TextLine* line = std::get_if<TextLine>(&block)) {
          all += line->folded.text;
        } else {
          for (const GridCell& cell : std::get<Grid>(block).cells)
            for (const TextLine& cell_line : cell.lines) all += cell_line.folded.text;
        }
      }
      for (const std::u32string& title : form_.titles)
        plan_.titled = plan_.titled || all.find(title) != std::u32string::npos;
    }
    if (plan_.titled) plan_.score += 3;
  }

  const DocumentText& document_;
  const FormRules& form_;
  const WordLists& words_;
  std::set<std::u32string> listed_;  // areas that the cover lists
  bool areas_in_headings_ = false;
  std::vector<double> highest_, lowest_;  // of each page
  DocumentPlan plan_;
};

// The length of a number that a blank sets apart from the heading: "１ ２０２３年度…", which
// folded runs into the year, "第２ …", "Ｂ …", "四 …"; 0 if there is none.
size_t NumberBeforeBlank(const FoldedText& text) {
  constexpr size_t kLongest = 4;
  bool numeric = false;
  for (size_t i = 1; i < text.text.size() && i <= kLongest; ++i) {
    const auto c = static_cast<UChar32>(text.text[i - 1]);
    numeric = numeric || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE ||
              (i == 1 && c < 0x80 && u_isalpha(c) != 0);
    if (text.source[i] <= text.source[i - 1] + 1) continue;
    return numeric ? i : 0;
  }
  return 0;
}

}  // namespace

// A line is a heading if it is (nearly) a heading's wording, or looks like one (numbered or in
// brackets) and means it.
HeadingMatch MatchHeading(const FoldedText& text, const FormRules& form, const WordLists& words,
                          bool prominent) {
  const std::u32string& folded = text.text;
  HeadingMatch best;
  if (folded.empty() || folded.size() > 3 * kLongestHeading || IsSentence(folded)) return best;
  // Only a remark in brackets makes a heading longer.
  if (folded.size() > kLongestHeading + 4 &&
      u_charType(static_cast<UChar32>(folded.back())) != U_END_PUNCTUATION)
    return best;
  const size_t number = NumberBeforeBlank(text);
  BareWording bare = MakeBare(std::u32string_view(folded).substr(number), words);
  bare.numbered = bare.numbered || number > 0;
  if (bare.core.size() > kLongestHeading) return best;
  std::vector<double> scores;
  std::vector<const Wording*> rivals;
  for (const SectionRule& section : form.sections) {
    scores.push_back(Score(bare, section.heading));
    rivals.push_back(&section.heading);
  }
  // A line of a text may consist of a heading's words by chance; one set as a heading not.
  if (prominent || bare.bracketed) {
    RaiseByWords(bare, rivals, &scores);
  } else if (bare.numbered) {
    RaiseBySkeleton(bare, rivals, &scores);
  }
  for (size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] > best.score) {
      best.section = &form.sections[i];
      best.score = scores[i];
    }
  }
  best.marked = bare.numbered && u_isalnum(static_cast<UChar32>(folded.front())) == 0 &&
                !bare.bracketed &&
                u_charType(static_cast<UChar32>(folded.front())) != U_START_PUNCTUATION;
  best.numbered = (bare.numbered && !best.marked) || bare.bracketed;
  const double least = bare.bracketed  ? 0.75
                       : best.numbered ? 0.72
                       : best.marked   ? (prominent ? kSureScore : 0.97)
                                       : kSureScore;
  if (best.score < least) return {};
  return best;
}

bool ShapedAsPageNumber(const TextLine& line, const FormRules& form) {
  if (line.folded.text.size() > 24) return false;
  const std::string text = ToUtf8(line.folded.text);
  return std::any_of(form.furniture.begin(), form.furniture.end(),
                     [&](const auto& pattern) { return RE2::FullMatch(text, *pattern.second); });
}

PrintedText AreaNameIn(const TextLine& line, const AreaRule& rule, const WordLists& words) {
  std::u32string_view text = line.folded.text;
  if (text.empty() || text.size() > static_cast<size_t>(rule.longest) * 4 || IsSentence(text))
    return {};
  size_t begin = 0, end = text.size();
  for (const std::u32string& label : rule.labels) {
    // 圏域名：県南圏域, 圏域名 県南圏域
    if (text.size() <= label.size() + 1 || text.substr(0, label.size()) != label) continue;
    const bool apart = !label.empty() &&
                       line.folded.source[label.size()] > line.folded.source_end[label.size() - 1];
    if (apart || u_isalnum(static_cast<UChar32>(text[label.size()])) == 0) {
      begin = label.size();
      break;
    }
  }
  const BareWording bare = MakeBare(text.substr(begin, end - begin), words);
  if (bare.numbered && begin == 0 && !bare.bracketed) return {};
  end = begin + bare.end;
  begin += bare.begin;
  const std::u32string_view name = text.substr(begin, end - begin);
  if (name.size() - bare.remark.size() > static_cast<size_t>(rule.longest)) return {};
  const bool plain = std::all_of(name.begin(), name.end(), [](char32_t c) {
    return u_isalnum(static_cast<UChar32>(c)) || c == 0x30FC || c == 0x30FB || c == U'(' ||
           c == U')';
  });
  if (!plain) return {};
  const std::u32string_view core = bare.remark.empty() ? name : name.substr(0, name.find(U'('));
  const bool ends = std::any_of(rule.endings.begin(), rule.endings.end(),
                                [&](const auto& ending) {
                                  return core.size() > ending.size() && EndsWith(core, ending);
                                }) ||
                    std::find(rule.endings.begin(), rule.endings.end(), core) != rule.endings.end();
  if (!ends) return {};
  const auto [from, to] = line.folded.SourceRange(begin, end, line.text.size());
  return Slice(line.text, from, to);
}

DocumentPlan PlanDocument(const DocumentText& document, const FormRules& form,
                          const WordLists& words) {
  return Planner(document, form, words).Run();
}

}  // namespace parse
