#include "parse/cover.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>

#include "parse/fiscal_year.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

constexpr int kLongestTitle = 3;  // lines that one name on the cover may be wrapped over

// One line of the cover, with what is not yet taken of it.
struct CoverLine {
  const TextLine* line;
  bool taken = false;
  bool in_table = false;  // of two columns or more
};

class CoverReader {
 public:
  CoverReader(const DocumentText& document, const DocumentPlan& plan, const ReadTools& tools,
              SheetBuilder& builder)
      : document_(document), plan_(plan), tools_(tools), builder_(builder) {}

  std::vector<PrintedText> Run() {
    CollectLines();
    for (const auto& [source, pattern] : tools_.form.cover.patterns) ReadPattern(*pattern);
    ReadFiscalYear();
    ReadAreaList();
    ReadSubmitter();
    ReadTexts();
    for (const char* field : {"fiscal_year_label", "program", "meeting", "document", "submitter"}) {
      if (builder_.sheet().Text(field).empty())
        builder_.AddFinding(std::string("/") + field, "cover-doubtful", "not found");
    }
    return std::move(area_lists_);
  }

 private:
  void CollectLines() {
    for (int p = 0; p <= plan_.first_page && p < static_cast<int>(document_.pages.size()); ++p) {
      const auto& blocks = document_.pages[p].blocks;
      for (size_t b = 0; b < blocks.size(); ++b) {
        if (p == plan_.first_page && b >= plan_.first_block) break;
        const BlockRole role = plan_.pages[p].blocks[b].role;
        if (role == BlockRole::kArea || role == BlockRole::kRunning) continue;
        if (role == BlockRole::kFurniture) {
          builder_.TakeAsForm(std::get<TextLine>(blocks[b]).text);
          continue;
        }
        if (const TextLine* line = std::get_if<TextLine>(&blocks[b])) {
          lines_.push_back({.line = line});
        } else {
          const Grid& grid = std::get<Grid>(blocks[b]);
          for (const GridCell& cell : grid.cells) {
            for (const TextLine& text : cell.lines)
              lines_.push_back({.line = &text, .in_table = grid.columns > 1});
          }
        }
      }
    }
  }

  // The pattern where it agrees with most of the text: in one line, or in a few joined ones.
  void ReadPattern(const RE2& pattern) {
    const std::map<std::string, int>& groups = pattern.NamedCapturingGroups();
    for (const auto& [name, index] : groups) {
      if (!builder_.sheet().Text(name).empty()) return;
    }
    struct Best {
      double share = 0;
      size_t first = 0, count = 0;
      PrintedText text;
      std::map<std::string, std::pair<size_t, size_t>> found;  // in characters of `text`
    } best;
    for (int count = 1; count <= kLongestTitle; ++count) {
      for (size_t first = 0; first + count <= lines_.size(); ++first) {
        PrintedText text;
        bool free = true;
        for (size_t i = first; i < first + count; ++i) {
          free = free && !lines_[i].taken && lines_[i].line->folded.text.size() <= 80;
          Append(text, lines_[i].line->text);
        }
        if (!free) continue;
        const FoldedText folded = Fold(text);
        const std::string utf8 = ToUtf8(folded.text);
        std::vector<re2::StringPiece> parts(pattern.NumberOfCapturingGroups() + 1);
        if (!pattern.Match(utf8, 0, utf8.size(), RE2::UNANCHORED, parts.data(),
                           static_cast<int>(parts.size())))
          continue;
        const double share =
            static_cast<double>(parts[0].size()) / static_cast<double>(utf8.size());
        if (share < 0.35 || share < best.share + 0.05) continue;
        best = {share, first, static_cast<size_t>(count), text, {}};
        for (const auto& [name, index] : groups) {
          const size_t begin = ToUtf32(utf8.substr(0, parts[index].data() - utf8.data())).size();
          const size_t length = ToUtf32({parts[index].data(), parts[index].size()}).size();
          best.found[name] = folded.SourceRange(begin, begin + length, text.size());
        }
      }
    }
    if (best.count == 0) return;
    for (const auto& [name, range] : best.found) {
      const PrintedText value = Trim(Slice(best.text, range.first, range.second));
      if (value.empty()) continue;
      builder_.SetText(builder_.sheet(), name, value, RuleId(name), best.share < 0.6 ? 0.7 : 1);
      if (best.share < 0.6)
        builder_.AddFinding("/" + name, "cover-doubtful", "stands inside a longer text");
    }
    for (size_t i = best.first; i < best.first + best.count; ++i) {
      const PrintedText& text = lines_[i].line->text;
      lines_[i].taken = std::none_of(text.begin(), text.end(), [&](const PrintedChar& c) {
        return builder_.ledger().Free(c) && u_isalnum(static_cast<UChar32>(c.c));
      });
      // Brackets and marks around what was taken.
      if (lines_[i].taken) builder_.TakeAsForm(text);
    }
  }

  void ReadFiscalYear() {
    const Field& label = *builder_.sheet().Find("fiscal_year_label");
    std::u32string text = ToUtf32(builder_.sheet().Text("fiscal_year_label"));
    std::erase_if(text,
                  [](char32_t c) { return IsBlank(c); });  // letters set apart: 平 成 3 0 年 度
    if (const auto year = FindFiscalYear(text, tools_.words, false)) {
      Field* field = builder_.sheet().Find("fiscal_year");
      field->value = static_cast<double>(year->year);
      field->evidence = label.evidence;
      field->evidence.rule = RuleId("fiscal_year");
      return;
    }
    // Not on the cover: a heading may say it.
    for (const PageText& page : document_.pages) {
      for (const Block& block : page.blocks) {
        const TextLine* line = std::get_if<TextLine>(&block);
        if (!line) continue;
        const auto found = FindFiscalYear(Characters(line->text), tools_.words, true);
        if (!found) continue;
        const PrintedText printed = Slice(line->text, found->begin, found->end);
        builder_.SetText(builder_.sheet(), "fiscal_year_label", printed, RuleId("fiscal_year"),
                         0.5);
        builder_.SetValue(builder_.sheet(), "fiscal_year", static_cast<double>(found->year),
                          printed, RuleId("fiscal_year"), 0.5);
        builder_.AddFinding("/fiscal_year_label", "cover-doubtful", "not found on the cover");
        builder_.AddFinding("/fiscal_year", "cover-doubtful", "not found on the cover");
        return;
      }
    }
    builder_.AddFinding("/fiscal_year", "cover-doubtful", "not found");
  }

  // "モデル圏域 A圏域、B圏域": the form's word and names that the areas carry themselves.
  void ReadAreaList() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].taken) continue;
      const FoldedText& folded = lines_[i].line->folded;
      for (const std::u32string& word : tools_.form.cover.area_list) {
        if (folded.text.rfind(word, 0) != 0) continue;
        lines_[i].taken = true;
        const auto [begin, end] = folded.SourceRange(0, word.size(), lines_[i].line->text.size());
        builder_.TakeAsForm(Slice(lines_[i].line->text, begin, end));
        area_lists_.push_back(lines_[i].line->text);
        // The names may stand on the next lines.
        while (i + 1 < lines_.size() && !lines_[i + 1].taken &&
               !AreaNameIn(*lines_[i + 1].line, tools_.form.area, tools_.words).empty()) {
          lines_[++i].taken = true;
          area_lists_.push_back(lines_[i].line->text);
        }
        break;
      }
    }
  }

  struct FoundSubmitter {
    PrintedText name, label;  // label: the form's word before the name
    const Submitter* submitter = nullptr;
    double confidence = 0;
    size_t line = 0;
  };

  void ReadSubmitter() {
    FoundSubmitter best;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].taken) continue;
      FoundSubmitter found = SubmitterIn(*lines_[i].line);
      found.line = i;
      if (found.confidence > best.confidence) best = std::move(found);
    }
    if (best.confidence < 0.9) {
      // A running head or foot of the slides may say it.
      for (const PageText& page : document_.pages) {
        for (const Block& block : page.blocks) {
          const TextLine* line = std::get_if<TextLine>(&block);
          if (!line) continue;
          FoundSubmitter found = SubmitterIn(*line);
          found.line = lines_.size();
          if (found.confidence >= 0.9 && found.confidence > best.confidence)
            best = std::move(found);
        }
      }
    }
    if (!best.submitter) {
      builder_.AddFinding("/submitter_code", "cover-doubtful", "not found");
      return;
    }
    builder_.SetText(builder_.sheet(), "submitter", best.name, RuleId("submitter"),
                     best.confidence);
    builder_.SetValue(builder_.sheet(), "submitter_code", best.submitter->code, best.name,
                      RuleId("submitter"), best.confidence);
    builder_.TakeAsForm(best.label);
    if (best.line < lines_.size() && best.confidence >= 0.9) lines_[best.line].taken = true;
    if (best.confidence < 0.8)
      builder_.AddFinding("/submitter", "cover-doubtful", "named inside a longer text");
  }

  FoundSubmitter SubmitterIn(const TextLine& line) const {
    FoundSubmitter found;
    std::u32string_view text = line.folded.text;
    if (text.empty()) return found;
    size_t begin = 0;
    bool labelled = false;
    for (const std::u32string& label : tools_.form.cover.submitter_labels) {
      if (text.rfind(label, 0) == 0 && text.size() > label.size()) {
        begin = std::max(begin, label.size());
        labelled = true;
      }
    }
    const auto [label, label_end] = line.folded.SourceRange(0, begin, line.text.size());
    if (begin > 0) found.label = Slice(line.text, label, label_end);
    const BareWording bare = MakeBare(text.substr(begin), tools_.words);
    const size_t from = begin + bare.begin, to = begin + bare.end;
    const std::u32string_view core = text.substr(from, to - from);
    for (const Submitter& submitter : tools_.words.submitters) {
      const std::u32string name = Fold(ToUtf32(submitter.name)).text;
      const std::u32string full =
          submitter.prefecture ? name : Fold(ToUtf32(submitter.prefecture_name)).text + name;
      double confidence = 0;
      size_t length = name.size(), offset = 0;
      if (core == name) {
        confidence = 1;
      } else if (core == full) {
        confidence = 1;
        offset = full.size() - name.size();
      } else if (core.rfind(name, 0) == 0 && core.size() <= name.size() + 16 &&
                 core.find(0x3002) == std::u32string_view::npos) {
        confidence = labelled ? 0.95 : core.size() > name.size() + 8 ? 0.6 : 0.85;
      } else if (const size_t at = core.find(name); at != std::u32string_view::npos) {
        confidence = 0.4;
        offset = at;
      }
      // The longer name wins: 横浜市 is no 浜市.
      if (confidence > found.confidence ||
          (confidence == found.confidence && confidence > 0 && length > found.name.size())) {
        const auto [a, b] =
            line.folded.SourceRange(from + offset, from + offset + length, line.text.size());
        found.name = Trim(Slice(line.text, a, b));
        found.submitter = &submitter;
        found.confidence = confidence;
      }
    }
    return found;
  }

  // What is left: a long text is the overview, a short one the motto.
  void ReadTexts() {
    struct Group {
      std::vector<TextLine> lines;
      size_t length = 0;
      double size = 0;
      bool sentence = false;
      bool in_table = false;
    };
    std::vector<Group> groups;
    const TextLine* before = nullptr;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const CoverLine& cover = lines_[i];
      if (cover.taken) {
        before = nullptr;
        continue;
      }
      const TextLine& line = *cover.line;
      const double height = std::max(line.box.Height(), before ? before->box.Height() : 0);
      const bool joined = before && before->page == line.page && line.box.y0 >= before->box.y0 &&
                          line.box.y0 - before->box.y0 < (line.size > 0 ? 2.1 : 1.5) * height &&
                          std::abs(line.size - before->size) < 0.12 * std::max(1.0, line.size);
      if (!joined || StandsBelowText(i) || groups.back().in_table != cover.in_table)
        groups.emplace_back();
      groups.back().in_table = cover.in_table;
      Group& group = groups.back();
      group.lines.push_back(line);
      group.length += line.folded.text.size();
      group.size = std::max(group.size, line.size);
      group.sentence = group.sentence || line.folded.text.find(0x3002) != std::u32string::npos;
      before = &line;
    }
    const auto long_enough = [&](const Group& group) {
      const auto least = static_cast<size_t>(tools_.form.cover.overview_length);
      return group.length >= least || (group.sentence && group.length * 5 >= least * 3);
    };
    PrintedText overview;
    std::vector<PrintedText> mottos;
    for (const Group& group : groups) {
      const PrintedText text =
          JoinParagraphs(JoinLines(group.lines, RightEdge(group.lines), tools_.join));
      if (!long_enough(group)) {
        // A table on the cover says who hands the sheet in, and when.
        if (group.length >= 4 && !group.in_table) mottos.push_back(text);
        continue;
      }
      if (!overview.empty()) overview.push_back({U'\n', text.front().page, -1});
      Append(overview, text);
    }
    if (!overview.empty())
      builder_.SetText(builder_.sheet(), "overview", overview, RuleId("overview"));
    if (mottos.empty() && !groups.empty() && EndsWithShortSentence(groups.back().lines)) {
      builder_.AddFinding("/motto", "cover-doubtful", kMayBeMotto);
      builder_.AddFinding("/overview", "cover-doubtful", kMayBeMotto);
    }
    if (mottos.empty()) return;
    builder_.SetText(builder_.sheet(), "motto", mottos.front(), RuleId("motto"),
                     mottos.size() == 1 ? 1 : 0.5);
    if (mottos.size() > 1)
      builder_.AddFinding("/motto", "cover-doubtful", "several short texts on the cover");
  }

  static constexpr const char* kMayBeMotto = "the overview's last line may be the motto";

  // A short line that is a sentence by itself, without a blank line before it.
  static bool EndsWithShortSentence(const std::vector<TextLine>& lines) {
    constexpr size_t kLongest = 24;
    if (lines.size() < 2 || lines.back().size > 0) return false;
    constexpr char32_t kFullStop = 0x3002;
    return lines.back().folded.text.size() <= kLongest &&
           lines[lines.size() - 2].folded.text.back() == kFullStop;
  }

  // In plain text without blank lines: a short text below one whose sentence has ended.
  bool StandsBelowText(size_t i) const {
    constexpr size_t kMostLines = 2;
    constexpr size_t kLongest = 80;
    const TextLine& line = *lines_[i].line;
    if (line.size > 0 || i == 0 || lines_[i - 1].taken) return false;
    if (lines_[i - 1].line->folded.text.back() != 0x3002) return false;
    size_t count = 0, length = 0;
    for (size_t next = i; next < lines_.size() && !lines_[next].taken; ++next) {
      if (lines_[next].line->folded.text.find(0x3002) != std::u32string::npos) return false;
      length += lines_[next].line->folded.text.size();
      ++count;
    }
    return count <= kMostLines && length <= kLongest;
  }

  double RightEdge(const std::vector<TextLine>& lines) const {
    double right = 0;
    for (const TextLine& line : lines) right = std::max(right, line.box.x1);
    return right;
  }

  std::string RuleId(const std::string& field) const { return tools_.form.id + "/cover/" + field; }

  const DocumentText& document_;
  const DocumentPlan& plan_;
  const ReadTools& tools_;
  SheetBuilder& builder_;
  std::vector<CoverLine> lines_;
  std::vector<PrintedText> area_lists_;
};

}  // namespace

std::vector<PrintedText> ReadCover(const DocumentText& document, const DocumentPlan& plan,
                                   const ReadTools& tools, SheetBuilder& builder) {
  return CoverReader(document, plan, tools, builder).Run();
}

}  // namespace parse
