#include "parse/trace_document.h"

#include <algorithm>
#include <utility>

#include "extract/pages_as_read.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

// Less like than this is chance.
constexpr double kLeastLikeness = 0.3;
constexpr size_t kLongestHeading = 60;  // folded characters

// The variant of `wording` that `bare` is most like.
NearestWording Nearest(const BareWording& bare, const Wording& wording, const std::string& rule) {
  NearestWording nearest;
  for (const std::u32string& variant : wording.variants) {
    const double likeness =
        std::max(Similarity(bare.core, variant), Score(bare, Wording({variant})));
    if (likeness > nearest.likeness) nearest = {rule, ToUtf8(variant), likeness};
  }
  // Key words count without a wording.
  if (const double score = Score(bare, wording); score > nearest.likeness)
    nearest = {rule, nearest.wording, score};
  return nearest;
}

NearestWording Best(NearestWording a, NearestWording b) {
  return b.likeness > a.likeness ? std::move(b) : std::move(a);
}

NearestWording OrNone(NearestWording nearest) {
  return nearest.likeness < kLeastLikeness ? NearestWording() : std::move(nearest);
}

class Tracer {
 public:
  Tracer(const extract::SourceLayers& layers, const DocumentText& document,
         const DocumentPlan& plan, const FormRules& form, const WordLists& words, Trace* trace)
      : layers_(layers),
        document_(document),
        plan_(plan),
        form_(form),
        words_(words),
        trace_(*trace) {}

  void Run() {
    trace_.lines.clear();
    trace_.tables.clear();
    for (size_t p = 0; p < document_.pages.size(); ++p) {
      const std::vector<Block>& blocks = document_.pages[p].blocks;
      for (size_t b = 0; b < blocks.size(); ++b) {
        const BlockPlan& plan = plan_.pages[p].blocks[b];
        if (const TextLine* line = std::get_if<TextLine>(&blocks[b])) {
          const bool cover = static_cast<int>(p) < plan_.first_page ||
                             (static_cast<int>(p) == plan_.first_page && b < plan_.first_block);
          AddLine(*line, plan, cover);
        } else {
          AddTable(std::get<Grid>(blocks[b]), plan);
        }
      }
    }
  }

 private:
  // `page` is that of the layers: pages of plain text may have been cut since.
  Place PlaceOf(int page, const extract::Rect& box) const {
    const extract::PageLayer& layer = layers_.pages[page];
    Place place{layer.number, std::nullopt};
    if (layer.unit == extract::Unit::kPoints && box.Area() > 0)
      place.box = extract::OnPage(layer.place, box);
    return place;
  }

  NearestWording NearestHeading(const FoldedText& text) const {
    if (text.text.empty() || text.text.size() > kLongestHeading) return {};
    const BareWording bare = MakeBare(text.text, words_);
    NearestWording nearest;
    for (const SectionRule& section : form_.sections)
      nearest = Best(std::move(nearest), Nearest(bare, section.heading, "section:" + section.id));
    return OrNone(std::move(nearest));
  }

  void AddLine(const TextLine& line, const BlockPlan& plan, bool cover) {
    TracedLine traced;
    traced.place = PlaceOf(line.page, line.box);
    traced.text = Utf8(line.text);
    switch (plan.role) {
      case BlockRole::kHeading:
        traced.role = plan.continues_heading ? "heading-goes-on" : "heading";
        break;
      case BlockRole::kArea:
        traced.role = "area";
        break;
      case BlockRole::kFurniture:
        traced.role = "page-number";
        break;
      case BlockRole::kNote:
        traced.role = "note";
        break;
      case BlockRole::kRunning:
        traced.role = "running";
        break;
      case BlockRole::kText:
      case BlockRole::kTable:
        traced.role = cover ? "cover" : "text";
        break;
    }
    if (plan.role == BlockRole::kHeading && plan.heading.section != nullptr) {
      traced.rule = "section:" + plan.heading.section->id;
      traced.likeness = plan.heading.score;
    } else if (plan.role == BlockRole::kText) {
      traced.nearest = NearestHeading(line.folded);
    }
    trace_.lines.push_back(std::move(traced));
  }

  static std::string ColumnName(const TableRule& table, const ColumnRule& column) {
    return table.id + "/" + column.field + (column.kind.empty() ? "" : "." + column.kind);
  }

  NearestWording NearestColumn(const FoldedText& text, const TableRule& table) const {
    if (text.text.empty() || text.text.size() > kLongestHeading) return {};
    const BareWording bare = MakeBare(text.text, words_);
    NearestWording nearest;
    for (const ColumnRule& column : table.columns) {
      nearest = Best(std::move(nearest),
                     Nearest(bare, column.header, "table:" + ColumnName(table, column)));
    }
    return nearest;
  }

  void AddTable(const Grid& grid, const BlockPlan& plan) {
    TracedTable traced;
    traced.place = PlaceOf(grid.page, grid.box);
    traced.rows = grid.rows;
    traced.columns = grid.columns;
    traced.ruled = grid.ruled;
    traced.doubt = grid.doubt;
    for (const TableMatch& match : plan.tables) traced.matches.push_back(Taken(match));
    if (plan.tables.empty()) traced.matches.push_back(NearestTable(grid));
    trace_.tables.push_back(std::move(traced));
  }

  TracedTable::Match Taken(const TableMatch& match) const {
    TracedTable::Match traced;
    traced.rule = "table:" + match.rule->id;
    traced.taken = true;
    traced.header_row = match.header_row;
    traced.header_rows = match.header_rows;
    for (const ColumnGroup& group : match.groups) {
      TracedHeader header;
      header.text = Utf8(group.heading);
      header.likeness = group.score;
      if (group.rule != nullptr) {
        header.column = ColumnName(*match.rule, *group.rule);
      } else {
        header.nearest = OrNone(NearestColumn(Fold(group.heading), *match.rule));
      }
      traced.headers.push_back(std::move(header));
    }
    return traced;
  }

  // The first row with text as the header of each table of the form; the one that it is most like.
  TracedTable::Match NearestTable(const Grid& grid) const {
    TracedTable::Match nearest;
    const auto first = std::find_if(grid.cells.begin(), grid.cells.end(),
                                    [](const GridCell& cell) { return !cell.Blank(); });
    if (first == grid.cells.end()) return nearest;
    std::vector<FoldedText> texts;
    nearest.header_row = first->row;
    for (const GridCell& cell : grid.cells) {
      if (cell.row != first->row || cell.Blank()) continue;
      texts.push_back(Fold(Joined(cell.lines)));
      nearest.headers.push_back({Utf8(Joined(cell.lines)), "", 0, {}});
    }
    double most = 0;
    for (const TableRule& table : form_.tables) {
      double likeness = 0;
      std::vector<NearestWording> columns;
      for (const FoldedText& text : texts) {
        columns.push_back(OrNone(NearestColumn(text, table)));
        likeness += columns.back().likeness;
      }
      if (likeness <= most) continue;
      most = likeness;
      nearest.rule = "table:" + table.id;
      nearest.missing.clear();
      for (const ColumnRule& column : table.columns) {
        const std::string name = ColumnName(table, column);
        const bool named = std::any_of(columns.begin(), columns.end(), [&](const auto& one) {
          return one.rule == "table:" + name && one.likeness >= kLeastScore;
        });
        if (column.required && !named) nearest.missing.push_back(name);
      }
      for (size_t i = 0; i < columns.size(); ++i) nearest.headers[i].nearest = columns[i];
    }
    return nearest;
  }

  const extract::SourceLayers& layers_;
  const DocumentText& document_;
  const DocumentPlan& plan_;
  const FormRules& form_;
  const WordLists& words_;
  Trace& trace_;
};

}  // namespace

TracedForm TraceForm(const FormRules& form, const DocumentPlan& plan, int least_parts) {
  return {form.id + "@" + std::to_string(form.version),
          plan.titled,
          plan.parts,
          least_parts,
          plan.score,
          false};
}

void TraceDocument(const extract::SourceLayers& layers, const DocumentText& document,
                   const DocumentPlan& plan, const FormRules& form, const WordLists& words,
                   Trace* trace) {
  Tracer(layers, document, plan, form, words, trace).Run();
}

}  // namespace parse
