#include "parse/form_draft.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "extract/layout.h"
#include "extract/pages_as_read.h"
#include "parse/document_text.h"
#include "parse/fiscal_year.h"
#include "parse/form_rules.h"
#include "parse/ledger.h"
#include "parse/page_roles.h"
#include "parse/table_match.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

constexpr size_t kLongestHeader = 40, kLongestHeading = 44;  // folded characters
constexpr double kLarger = 1.12;        // than most of the text: set as a heading
constexpr double kPerhapsMeant = 0.34;  // likeness from which a column's meaning is guessed
constexpr char32_t kFullStop = 0x3002;

bool IsShort(std::u32string_view folded, size_t longest) {
  return !folded.empty() && folded.size() <= longest &&
         folded.find(kFullStop) == std::u32string_view::npos;
}

void AddOnce(std::vector<std::string>& texts, const std::string& text) {
  if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end())
    texts.push_back(text);
}

std::vector<std::string> Texts(const std::vector<std::u32string>& words) {
  std::vector<std::string> texts;
  for (const std::u32string& word : words) texts.push_back(ToUtf8(word));
  return texts;
}

const char* RoleName(ColumnRole role) {
  switch (role) {
    case ColumnRole::kText:
      return "text";
    case ColumnRole::kLabel:
      return "label";
    case ColumnRole::kMeasure:
      return "measure";
    case ColumnRole::kSectors:
      return "sectors";
    case ColumnRole::kRole:
      break;
  }
  return "role";
}

// The fiscal year's pattern, which stands in another pattern in the place of {year}.
std::string YearOf(const CoverRule& cover) {
  constexpr std::string_view kPlace = "{year}";
  for (const auto& [written, compiled] : cover.patterns) {
    const size_t at = written.find(kPlace);
    if (at == std::string::npos || written.find(kPlace, at + 1) != std::string::npos) continue;
    const size_t behind = written.size() - at - kPlace.size();
    const std::string& whole = compiled->pattern();
    if (whole.size() > at + behind) return whole.substr(at, whole.size() - at - behind);
  }
  return "20[0-9]{2}";
}

struct ReadDocument {
  extract::SourceLayers layers;
  DocumentText text;
};

ReadDocument Read(const extract::SourceLayers& shown) {
  std::optional<extract::SourceLayers> as_read = extract::PagesAsRead(shown);
  ReadDocument document{as_read ? std::move(*as_read) : shown, {}};
  std::vector<extract::PageLayout> layouts;
  for (const extract::PageLayer& page : document.layers.pages)
    layouts.push_back(extract::LayOut(page));
  Ledger ledger(document.layers);
  document.text = ReadDocumentText(document.layers, layouts, &ledger);
  return document;
}

// What stands in many lines of a page.
double UsualSize(const PageText& page) {
  std::vector<double> sizes;
  const auto add = [&sizes](const TextLine& line) {
    sizes.insert(sizes.end(), line.text.size(), line.size);
  };
  for (const Block& block : page.blocks) {
    if (const TextLine* line = std::get_if<TextLine>(&block)) {
      add(*line);
    } else {
      for (const GridCell& cell : std::get<Grid>(block).cells)
        for (const TextLine& line_of_cell : cell.lines) add(line_of_cell);
    }
  }
  if (sizes.empty()) return 0;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

class Drafter {
 public:
  Drafter(std::vector<ReadDocument> documents, const RuleSet& rules)
      : documents_(std::move(documents)), rules_(rules), form_(MostLike()) {}

  FormDraft Run() && {
    FindTitles();
    for (size_t d = 0; d < documents_.size(); ++d) ReadDocumentParts(d);
    KeepSeen();
    NameSections();
    TakeFromForm();
    return std::move(draft_);
  }

 private:
  // The known form that has most in common with the documents.
  const FormRules& MostLike() const {
    const FormRules* most = &rules_.forms().front();
    double best = -1;
    for (const FormRules& form : rules_.forms()) {
      double score = 0;
      for (const ReadDocument& document : documents_)
        score += PlanDocument(document.text, form, rules_.words()).score;
      if (score <= best) continue;
      best = score;
      most = &form;
    }
    return *most;
  }

  std::string Bare(const PrintedText& text) const {
    const FoldedText folded = Fold(text);
    const BareWording bare = MakeBare(folded.text, rules_.words());
    if (bare.core.empty()) return "";
    // As printed, where it is one piece of the printed text.
    const size_t at = folded.text.find(bare.core);
    if (at == std::u32string::npos) return ToUtf8(bare.core);
    const auto [begin, end] = folded.SourceRange(at, at + bare.core.size(), text.size());
    std::string printed = Utf8(Slice(text, begin, end));
    std::erase(printed, '\n');
    return printed;
  }

  // ---- The title: the largest line of the first page, in most documents ----

  void FindTitles() {
    std::map<std::string, size_t> times;
    for (const ReadDocument& document : documents_) {
      if (document.text.pages.empty()) continue;
      const TextLine* largest = nullptr;
      std::set<std::string> known;
      for (const Block& block : document.text.pages.front().blocks) {
        const TextLine* line = std::get_if<TextLine>(&block);
        if (line == nullptr || !IsShort(line->folded.text, kLongestHeading)) continue;
        for (const std::u32string& title : form_.titles)
          if (line->folded.text.find(title) != std::u32string::npos) known.insert(ToUtf8(title));
        const bool name = rules_.words().FindSubmitter(line->folded.text) != nullptr ||
                          !AreaNameIn(*line, form_.area, rules_.words()).empty() ||
                          ShapedAsPageNumber(*line, form_);
        if (!name && (largest == nullptr || line->size > largest->size)) largest = line;
      }
      if (!known.empty()) {
        ++times[*known.begin()];
      } else if (largest != nullptr) {
        ++times[Bare(largest->text)];
      }
    }
    size_t most = 0;
    for (const auto& [title, count] : times) most = std::max(most, count);
    for (const auto& [title, count] : times)
      if (count == most && !title.empty()) AddOnce(draft_.titles, title);
  }

  bool IsTitle(const TextLine& line) const {
    const std::string text = FoldUtf8(Utf8(line.text));
    return std::any_of(draft_.titles.begin(), draft_.titles.end(), [&](const std::string& title) {
      return text.find(FoldUtf8(title)) != std::string::npos;
    });
  }

  // ---- Headings and tables, in the order of the document ----

  void ReadDocumentParts(size_t d) {
    before_.reset();
    for (size_t p = 0; p < documents_[d].text.pages.size(); ++p) {
      const PageText& page = documents_[d].text.pages[p];
      const double usual = UsualSize(page);
      for (size_t b = 0; b < page.blocks.size(); ++b) {
        if (const TextLine* line = std::get_if<TextLine>(&page.blocks[b])) {
          if (LooksLikeHeading(*line, usual, p == 0)) AddHeading(*line, page, b, usual, d);
        } else {
          AddGrid(std::get<Grid>(page.blocks[b]));
        }
      }
    }
  }

  bool LooksLikeHeading(const TextLine& line, double usual, bool first_page) const {
    if (line.page_number || ShapedAsPageNumber(line, form_)) return false;
    if (MatchHeading(line.folded, form_, rules_.words()).section != nullptr) return true;
    if (!IsShort(line.folded.text, kLongestHeading) || IsTitle(line)) return false;
    if (!AreaNameIn(line, form_.area, rules_.words()).empty() ||
        rules_.words().FindSubmitter(line.folded.text) != nullptr)
      return false;
    const BareWording bare = MakeBare(line.folded.text, rules_.words());
    if (bare.core.size() < 2) return false;
    const bool letters = std::any_of(bare.core.begin(), bare.core.end(), [](char32_t c) {
      return u_isalpha(static_cast<UChar32>(c)) != 0;
    });
    if (!letters) return false;
    const char32_t first = line.folded.text.front();
    const bool digit = u_isdigit(static_cast<UChar32>(first)) != 0;
    const bool larger = usual > 0 && line.size > kLarger * usual;
    if (first_page && !digit && !bare.bracketed) return false;  // the cover is set large
    return larger || bare.bracketed || (bare.numbered && digit);
  }

  void AddHeading(const TextLine& line, const PageText& page, size_t block, double usual,
                  size_t document) {
    const HeadingMatch match = MatchHeading(line.folded, form_, rules_.words());
    const std::string text = Bare(line.text);
    if (text.empty()) return;
    auto found = std::find_if(draft_.sections.begin(), draft_.sections.end(), [&](const auto& one) {
      if (match.section != nullptr) return one.known && one.id == match.section->id;
      return !one.known && FoldUtf8(one.headings.front()) == FoldUtf8(text);
    });
    if (found == draft_.sections.end()) {
      DraftSection section;
      if (match.section != nullptr) {
        section.id = match.section->id;
        section.into = match.section->into;
        section.items = match.section->content == SectionContent::kItems;
        section.known = true;
      }
      draft_.sections.push_back(std::move(section));
      found = std::prev(draft_.sections.end());
    }
    AddOnce(found->headings, text);
    ++found->seen;
    documents_with_[found->headings.front()].insert(document);
    if (block + 1 < page.blocks.size()) {
      const TextLine* next = std::get_if<TextLine>(&page.blocks[block + 1]);
      found->text_below =
          found->text_below || (next != nullptr && !LooksLikeHeading(*next, usual, false) &&
                                !ShapedAsPageNumber(*next, form_));
    }
  }

  void AddGrid(const Grid& grid) {
    const std::vector<TableMatch> matches = MatchTables(grid, form_, rules_.words());
    for (const TableMatch& match : matches) {
      AddKnownTable(grid, match);
      before_ = match;
    }
    if (!matches.empty()) return;
    if (before_ && MatchContinuation(grid, *before_).rule != nullptr) return;
    before_.reset();
    AddOtherTable(grid);
  }

  DraftTable& TableOf(const TableRule& rule) {
    for (DraftTable& table : draft_.tables)
      if (table.id == rule.id) return table;
    draft_.tables.push_back(
        {rule.id, rule.into, rule.layout == TableLayout::kGrouped, false, {}, 0});
    return draft_.tables.back();
  }

  static DraftColumn MakeColumn(const ColumnRule* rule, double likeness) {
    DraftColumn column;
    if (rule == nullptr) return column;
    column.field = rule->field;
    column.role = RoleName(rule->role);
    column.kind = rule->kind;
    if (rule->repeat_kind != rule->kind) column.repeat_kind = rule->repeat_kind;
    column.required = rule->required;
    column.labelled = rule->labelled;
    column.likeness = likeness;
    return column;
  }

  static void AddColumn(DraftTable& table, DraftColumn column, const std::string& header) {
    if (header.empty()) return;
    for (DraftColumn& known : table.columns) {
      const bool same = column.field.empty()
                            ? known.headers.front() == header
                            : known.field == column.field && known.kind == column.kind;
      if (!same) continue;
      AddOnce(known.headers, header);
      known.likeness = std::min(known.likeness, column.likeness);
      return;
    }
    column.headers = {header};
    table.columns.push_back(std::move(column));
  }

  void AddKnownTable(const Grid& grid, const TableMatch& match) {
    DraftTable& table = TableOf(*match.rule);
    ++table.seen;
    for (const ColumnGroup& group : match.groups) {
      AddColumn(table, MakeColumn(group.rule, group.score), Bare(group.heading));
      if (group.rule != nullptr && group.rule->role == ColumnRole::kSectors)
        AddSectors(grid, match, group);
    }
  }

  void AddSectors(const Grid& grid, const TableMatch& match, const ColumnGroup& group) {
    constexpr size_t kLongestSector = 16;
    for (const GridCell& cell : grid.cells) {
      const bool body =
          cell.row >= match.header_row + match.header_rows && cell.row < match.end_row;
      if (!body || cell.Blank() || cell.column < group.first || cell.column > group.last) continue;
      const FoldedText folded = Fold(Joined(cell.lines));
      if (IsShort(folded.text, kLongestSector)) AddOnce(draft_.sectors, Bare(Joined(cell.lines)));
    }
  }

  struct Guess {
    const TableRule* rule = nullptr;
    double total = 0;
    std::vector<const ColumnRule*> columns;  // of each header; nullptr: none
    std::vector<double> likeness;
  };

  // Each header as the column it is most like, each column once.
  Guess GuessTable(const std::vector<PrintedText>& headers, const TableRule& rule) const {
    struct Pair {
      double likeness;
      size_t header, column;
    };
    std::vector<Pair> pairs;
    for (size_t h = 0; h < headers.size(); ++h) {
      const BareWording bare = MakeBare(Fold(headers[h]).text, rules_.words());
      for (size_t c = 0; c < rule.columns.size(); ++c) {
        double likeness = Score(bare, rule.columns[c].header);
        for (const std::u32string& variant : rule.columns[c].header.variants)
          likeness = std::max(likeness, Similarity(bare.core, variant));
        if (likeness >= kPerhapsMeant) pairs.push_back({likeness, h, c});
      }
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
      if (a.likeness != b.likeness) return a.likeness > b.likeness;
      return a.header != b.header ? a.header < b.header : a.column < b.column;
    });
    Guess guess{&rule, 0, std::vector<const ColumnRule*>(headers.size()),
                std::vector<double>(headers.size())};
    std::set<size_t> taken;
    for (const Pair& pair : pairs) {
      if (guess.columns[pair.header] != nullptr || !taken.insert(pair.column).second) continue;
      guess.columns[pair.header] = &rule.columns[pair.column];
      guess.likeness[pair.header] = pair.likeness;
      guess.total += pair.likeness;
    }
    for (size_t c = 0; c < rule.columns.size(); ++c)
      if (rule.columns[c].required && !taken.contains(c)) guess.rule = nullptr;
    return guess;
  }

  bool HasTable(const TableRule& rule) const {
    return std::any_of(draft_.tables.begin(), draft_.tables.end(), [&rule](const auto& table) {
      return table.id == rule.id && !table.guessed;
    });
  }

  // A table whose header is like none of the known form's: its first row, if that is one.
  void AddOtherTable(const Grid& grid) {
    if (grid.rows < 2 || grid.columns < 2) return;
    std::vector<PrintedText> headers;
    for (const GridCell& cell : grid.cells) {
      if (cell.row != 0 || cell.Blank()) continue;
      headers.push_back(Joined(cell.lines));
      if (!IsShort(Fold(headers.back()).text, kLongestHeader)) return;
    }
    if (headers.size() < 2) return;
    Guess best;
    for (const TableRule& rule : form_.tables) {
      if (HasTable(rule)) continue;
      Guess guess = GuessTable(headers, rule);
      if (guess.rule != nullptr && guess.total > best.total) best = std::move(guess);
    }
    if (best.rule != nullptr) {
      DraftTable& table = TableOf(*best.rule);
      table.guessed = true;
      ++table.seen;
      for (size_t h = 0; h < headers.size(); ++h)
        AddColumn(table, MakeColumn(best.columns[h], best.likeness[h]), Bare(headers[h]));
      return;
    }
    AddUnknownTable(grid, headers);
  }

  // Do most cells of the body under a header hold a number and little else?
  static bool HoldsNumbers(const Grid& grid, const GridCell& header) {
    constexpr size_t kLongest = 14;
    int filled = 0, numbers = 0;
    for (const GridCell& cell : grid.cells) {
      if (cell.row == 0 || cell.Blank() || cell.column < header.column ||
          cell.column >= header.column + header.column_span)
        continue;
      ++filled;
      const FoldedText folded = Fold(Joined(cell.lines));
      const bool digit = std::any_of(folded.text.begin(), folded.text.end(), [](char32_t c) {
        return u_isdigit(static_cast<UChar32>(c)) != 0;
      });
      if (digit && folded.text.size() <= kLongest) ++numbers;
    }
    return filled > 0 && 2 * numbers > filled;
  }

  void AddUnknownTable(const Grid& grid, const std::vector<PrintedText>& headers) {
    DraftTable table;
    for (const PrintedText& header : headers) AddColumn(table, {}, Bare(header));
    if (table.columns.size() < 2) return;
    if (table.columns.size() == headers.size()) {
      size_t column = 0;
      for (const GridCell& cell : grid.cells)
        if (cell.row == 0 && !cell.Blank())
          table.columns[column++].numbers = HoldsNumbers(grid, cell);
    }
    table.grouped = std::any_of(grid.cells.begin(), grid.cells.end(), [](const GridCell& cell) {
      return cell.row > 0 && cell.column == 0 && cell.row_span > 1;
    });
    for (DraftTable& known : draft_.tables) {
      if (!known.into.empty() || known.columns.size() != table.columns.size()) continue;
      const bool same = std::equal(
          known.columns.begin(), known.columns.end(), table.columns.begin(),
          [](const auto& a, const auto& b) { return a.headers.front() == b.headers.front(); });
      if (!same) continue;
      ++known.seen;
      return;
    }
    table.id = "table-" + std::to_string(++unknown_tables_);
    table.seen = 1;
    draft_.tables.push_back(std::move(table));
  }

  // ---- At the end ----

  // A heading that is not known stands in half of the documents at least.
  void KeepSeen() {
    std::erase_if(draft_.sections, [this](const DraftSection& section) {
      const size_t documents = documents_with_[section.headings.front()].size();
      return !section.known && 2 * documents < documents_.size();
    });
  }

  void NameSections() {
    int number = 0;
    for (DraftSection& section : draft_.sections)
      if (section.id.empty()) section.id = "section-" + std::to_string(++number);
  }

  void TakeFromForm() {
    draft_.like = form_.id;
    if (draft_.sectors.empty()) draft_.sectors = Texts(form_.sectors);
    draft_.year = YearOf(form_.cover);
    // The title is the document's name.
    for (const std::string& title : draft_.titles)
      draft_.cover_patterns.push_back("(?P<document>" + RE2::QuoteMeta(FoldUtf8(title)) + ")");
    for (const auto& pattern : form_.cover.patterns) draft_.cover_patterns.push_back(pattern.first);
    draft_.area_list = Texts(form_.cover.area_list);
    draft_.submitter_labels = Texts(form_.cover.submitter_labels);
    draft_.area_endings = Texts(form_.area.endings);
    draft_.area_labels = Texts(form_.area.labels);
    for (const auto& pattern : form_.furniture) draft_.page_numbers.push_back(pattern.first);
  }

  const std::vector<ReadDocument> documents_;
  const RuleSet& rules_;
  const FormRules& form_;
  std::optional<TableMatch> before_;  // the last known table, which may go on overleaf
  std::map<std::string, std::set<size_t>> documents_with_;  // by a section's first heading
  int unknown_tables_ = 0;
  FormDraft draft_;
};

}  // namespace

FormDraft DraftForm(const std::vector<extract::SourceLayers>& documents, const RuleSet& rules) {
  std::vector<ReadDocument> read;
  read.reserve(documents.size());
  for (const extract::SourceLayers& document : documents) read.push_back(Read(document));
  return Drafter(std::move(read), rules).Run();
}

}  // namespace parse
