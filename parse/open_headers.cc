#include "parse/open_headers.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "parse/linear_header.h"
#include "parse/wording_match.h"

namespace parse {
namespace {

bool OverlapInX(const extract::Rect& a, const extract::Rect& b) {
  const double common = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  return common > 0.25 * std::min(a.Width(), b.Width());
}

// In text padded with blanks a heading stands over its columns only roughly.
bool StandsOver(const TextLine& over, const extract::Rect& box) {
  constexpr double kPlay = 2;  // columns
  extract::Rect wide = over.box;
  if (over.size <= 0) {
    wide.x0 -= kPlay;
    wide.x1 += kPlay;
  }
  return OverlapInX(wide, box);
}

// Pieces that stand one below the other, as one heading each, left to right.
std::vector<OpenHeader::Column> Stack(std::vector<TextLine> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const TextLine& a, const TextLine& b) {
    if (a.box.y0 != b.box.y0) return a.box.y0 < b.box.y0;
    return a.box.x0 < b.box.x0;
  });
  std::vector<OpenHeader::Column> columns;
  for (TextLine& piece : pieces) {
    const auto below = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
      return OverlapInX(column.box, piece.box);
    });
    if (below == columns.end()) {
      OpenHeader::Column column;
      column.box = piece.box;
      column.lines.push_back(std::move(piece));
      columns.push_back(std::move(column));
    } else {
      below->box = extract::Union(below->box, piece.box);
      below->lines.push_back(std::move(piece));
    }
  }
  std::sort(columns.begin(), columns.end(),
            [](const auto& a, const auto& b) { return a.box.x0 < b.box.x0; });
  return columns;
}

// In brackets, or the end of what is: （令和元年度 / 末）
bool IsRemark(const TextLine& piece) {
  const auto is = [](const PrintedChar& c, UCharCategory category) {
    return u_charType(static_cast<UChar32>(c.c)) == category;
  };
  if (is(piece.text.front(), U_START_PUNCTUATION)) return true;
  return is(piece.text.back(), U_END_PUNCTUATION) &&
         std::none_of(piece.text.begin(), piece.text.end(),
                      [&](const PrintedChar& c) { return is(c, U_START_PUNCTUATION); });
}

// Takes out the pieces that stand over two others or more, themselves side by side.
std::vector<TextLine> TakeSpanners(std::vector<TextLine>& pieces) {
  std::vector<TextLine> spanners;
  const auto is_below = [](const TextLine& line, const TextLine& over) {
    return line.box.y0 > over.box.CenterY() && StandsOver(over, line.box);
  };
  const auto spans = [&](const TextLine& over) {
    for (const TextLine& a : pieces) {
      for (const TextLine& b : pieces) {
        if (b.box.x0 <= a.box.x1 || !is_below(a, over) || !is_below(b, over)) continue;
        // Remarks of neighbours, which plain text moves.
        if (over.size <= 0 && IsRemark(a) && IsRemark(b)) continue;
        if (std::abs(a.box.CenterY() - b.box.CenterY()) > 0.4 * a.box.Height()) continue;
        // A heading over several stands over their middle.
        const double middle = (a.box.x0 + b.box.x1) / 2;
        if (std::abs(middle - over.box.CenterX()) < 0.3 * (b.box.x1 - a.box.x0)) return true;
      }
    }
    return false;
  };
  for (size_t i = 0; i < pieces.size();) {
    if (spans(pieces[i])) {
      spanners.push_back(std::move(pieces[i]));
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return spanners;
}

FoldedText HeadingOf(const OpenHeader::Column& column) { return Fold(Joined(column.lines)); }

double BestScore(const FoldedText& text, const ReadTools& tools, bool only_required) {
  double best = 0;
  const BareWording bare = MakeBare(text.text, tools.words);
  for (const TableRule& table : tools.form.tables) {
    for (const ColumnRule& column : table.columns) {
      if (only_required && !column.required) continue;
      best = std::max(best, Score(bare, column.header));
    }
  }
  return best;
}

bool IsMeasure(const OpenHeader::Column& column, const ReadTools& tools) {
  const BareWording bare = MakeBare(HeadingOf(column).text, tools.words);
  return std::any_of(
      tools.form.tables.begin(), tools.form.tables.end(), [&](const TableRule& table) {
        return std::any_of(table.columns.begin(), table.columns.end(), [&](const ColumnRule& rule) {
          return rule.role == ColumnRole::kMeasure && Score(bare, rule.header) >= kSureScore;
        });
      });
}

// The remarks of one row of plain text, left to right, each put below another column: they keep
// their order, but hardly their places.
void PlaceRemarks(const std::vector<TextLine>& remarks,
                  const std::vector<OpenHeader::Column*>& columns) {
  const size_t rows = remarks.size() + 1, width = columns.size() + 1;
  if (remarks.size() > columns.size()) return;
  constexpr double kNever = 1e9;
  // cost[r * width + c]: the first r remarks in the first c columns.
  std::vector<double> cost(rows * width, kNever);
  for (size_t c = 0; c < width; ++c) cost[c] = 0;
  const auto away = [&](size_t r, size_t c) {
    return std::abs(remarks[r].box.CenterX() - columns[c]->box.CenterX());
  };
  for (size_t r = 1; r < rows; ++r) {
    for (size_t c = r; c < width; ++c) {
      cost[r * width + c] =
          std::min(cost[r * width + c - 1], cost[(r - 1) * width + c - 1] + away(r - 1, c - 1));
    }
  }
  for (size_t r = remarks.size(), c = columns.size(); r > 0; --c) {
    if (c > r && cost[r * width + c] == cost[r * width + c - 1]) continue;
    OpenHeader::Column& column = *columns[c - 1];
    column.lines.push_back(remarks[r - 1]);
    column.box.y0 = std::min(column.box.y0, remarks[r - 1].box.y0);
    column.box.y1 = std::max(column.box.y1, remarks[r - 1].box.y1);
    --r;
  }
}

// As Stack(), for plain text.
std::vector<OpenHeader::Column> StackPlain(std::vector<TextLine> pieces, const ReadTools& tools) {
  std::map<double, std::vector<TextLine>> remarks;
  for (const TextLine& piece : pieces) {
    if (IsRemark(piece)) remarks[piece.box.y0].push_back(piece);
  }
  std::erase_if(remarks, [&](const auto& row) {
    // One alone is a remark on what it stands below.
    return row.second.size() < 2 &&
           std::any_of(pieces.begin(), pieces.end(), [&](const TextLine& piece) {
             return piece.box.y0 < row.first && OverlapInX(piece.box, row.second.front().box);
           });
  });
  std::erase_if(pieces, [&](const TextLine& piece) {
    return IsRemark(piece) && remarks.contains(piece.box.y0);
  });
  // A whole heading of its own stands beside another one, though one may reach below the other.
  std::vector<TextLine> whole;
  for (size_t i = 0; i < pieces.size();) {
    const bool below = std::any_of(pieces.begin(), pieces.end(), [&](const TextLine& piece) {
      return piece.box.y0 < pieces[i].box.y0 && OverlapInX(piece.box, pieces[i].box);
    });
    if (below && pieces[i].folded.text.size() > 2 &&
        BestScore(pieces[i].folded, tools, false) >= 0.97) {
      whole.push_back(std::move(pieces[i]));
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  std::vector<OpenHeader::Column> columns = Stack(std::move(pieces));
  for (TextLine& piece : whole) {
    // Unless it only makes the heading above it whole: 課題解決に向けた / 取組方針
    const auto over = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
      return OverlapInX(column.box, piece.box);
    });
    if (over != columns.end()) {
      std::vector<TextLine> both = over->lines;
      both.push_back(piece);
      const double alone = BestScore(HeadingOf(*over), tools, false);
      if (BestScore(Fold(Joined(both)), tools, false) > alone) {
        over->lines = std::move(both);
        over->box = extract::Union(over->box, piece.box);
        continue;
      }
    }
    OpenHeader::Column column;
    column.box = piece.box;
    column.lines.push_back(std::move(piece));
    columns.push_back(std::move(column));
  }
  std::sort(columns.begin(), columns.end(),
            [](const auto& a, const auto& b) { return a.box.x0 < b.box.x0; });
  for (auto& [y, row] : remarks) {
    std::sort(row.begin(), row.end(),
              [](const TextLine& a, const TextLine& b) { return a.box.x0 < b.box.x0; });
    std::vector<OpenHeader::Column*> all, measures;
    for (OpenHeader::Column& column : columns) {
      all.push_back(&column);
      if (IsMeasure(column, tools)) measures.push_back(&column);
    }
    // Dates and occasions are said of measures.
    PlaceRemarks(row, row.size() <= measures.size() ? measures : all);
  }
  return columns;
}

// 課　題: a heading set wide apart comes as several pieces.
void MergeSpreadHeadings(std::vector<OpenHeader::Column>& columns, const ReadTools& tools) {
  for (size_t i = 0; i + 1 < columns.size();) {
    OpenHeader::Column both = columns[i];
    both.lines.insert(both.lines.end(), columns[i + 1].lines.begin(), columns[i + 1].lines.end());
    both.box = extract::Union(both.box, columns[i + 1].box);
    const bool apart = BestScore(HeadingOf(columns[i]), tools, false) < kSureScore ||
                       BestScore(HeadingOf(columns[i + 1]), tools, false) < kSureScore;
    if (apart && BestScore(HeadingOf(both), tools, false) >= 0.95) {
      columns[i] = std::move(both);
      columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else {
      ++i;
    }
  }
}

// The columns under each spanner; one with fewer than two is left out.
std::vector<OpenHeader::Spanner> PlaceSpanners(const std::vector<TextLine>& lines,
                                               const std::vector<OpenHeader::Column>& columns) {
  std::vector<OpenHeader::Spanner> spanners;
  for (const TextLine& line : lines) {
    OpenHeader::Spanner spanner{columns.size(), 0, line};
    for (size_t c = 0; c < columns.size(); ++c) {
      if (!StandsOver(line, columns[c].box)) continue;
      spanner.first = std::min(spanner.first, c);
      spanner.last = std::max(spanner.last, c);
    }
    if (spanner.first < spanner.last) spanners.push_back(std::move(spanner));
  }
  return spanners;
}

// The best header around `seed`; `score` 0 if none.
OpenHeader HeaderAround(const std::vector<TextLine>& pieces, const TextLine& seed,
                        const ReadTools& tools, double* score) {
  OpenHeader best;
  *score = 0;
  const double height = std::max(seed.box.Height(), 1e-3);
  // The first row with a label ends the header.
  double limit = 1e9;
  for (const TextLine& piece : pieces) {
    if (piece.box.y0 > seed.box.y1 - 0.2 * height && tools.join.marks.LabelAt(piece.text, 0))
      limit = std::min(limit, piece.box.y0);
  }
  // Lines of plain text stand on whole rows, and a heading of two rows reaches further.
  const std::vector<double> reaches =
      seed.size > 0 ? std::vector<double>{0.4, 1.3, 2.4} : std::vector<double>{0.4, 1.3, 2.4, 3.4};
  for (const double up : reaches) {
    for (const double down : reaches) {
      std::vector<TextLine> band;
      for (const TextLine& piece : pieces) {
        const double y = piece.box.CenterY();
        if (y > seed.box.CenterY() - up * height && y < seed.box.CenterY() + down * height &&
            y < limit)
          band.push_back(piece);
      }
      if (band.size() < 2 || band.size() > 40) continue;
      const std::vector<TextLine> over = TakeSpanners(band);
      std::vector<OpenHeader::Column> columns =
          seed.size > 0 ? Stack(band) : StackPlain(band, tools);
      MergeSpreadHeadings(columns, tools);
      const std::vector<OpenHeader::Spanner> spanners = PlaceSpanners(over, columns);
      if (spanners.size() < over.size()) continue;
      std::vector<FoldedText> headings;
      for (const auto& column : columns) headings.push_back(HeadingOf(column));
      for (const TableRule& rule : tools.form.tables) {
        std::vector<const ColumnRule*> matched;
        std::vector<double> scores;
        double total = ScoreHeader(headings, rule, tools.words, false, &matched, &scores);
        if (total <= 0) continue;
        bool sure = true;
        for (size_t i = 0; i < matched.size(); ++i) {
          if (!matched[i]) total -= 0.7;
          if (matched[i] && matched[i]->required && scores[i] < kSureScore) sure = false;
          // Among like readings, the one that takes in the remarks below the headings.
          if (matched[i] && scores[i] >= 0.95)
            total += 0.05 * static_cast<double>(columns[i].lines.size());
        }
        if (!sure || total <= *score + 1e-9) continue;
        *score = total;
        best.rule = &rule;
        best.columns = columns;
        best.spanners = spanners;
        for (size_t i = 0; i < matched.size(); ++i) best.columns[i].rule = matched[i];
      }
    }
  }
  if (!best.rule) return best;
  best.top = best.columns.front().box.y0;
  best.bottom = best.columns.front().box.y1;
  for (const auto& column : best.columns) {
    best.top = std::min(best.top, column.box.y0);
    best.bottom = std::max(best.bottom, column.box.y1);
  }
  for (const auto& spanner : best.spanners) best.top = std::min(best.top, spanner.line.box.y0);
  return best;
}

int OpenBrackets(const OpenHeader::Column& column) {
  int open = 0;
  for (const PrintedChar& c : Joined(column.lines)) {
    const auto category = u_charType(static_cast<UChar32>(c.c));
    if (category == U_START_PUNCTUATION) ++open;
    if (category == U_END_PUNCTUATION) --open;
  }
  return open;
}

// （令和２年９月 / 末）: the row below the header, where it is nothing but the ends of remarks.
void CloseBrackets(const std::vector<TextLine>& pieces, OpenHeader& header) {
  constexpr double kNextRow = 1.1;
  constexpr size_t kLongest = 8;
  std::vector<TextLine> ends;
  for (const TextLine& piece : pieces) {
    const double down = piece.box.CenterY() - header.bottom;
    if (piece.size <= 0 && down > 0 && down < kNextRow) ends.push_back(piece);
  }
  std::vector<OpenHeader::Column*> open;
  for (OpenHeader::Column& column : header.columns) {
    if (OpenBrackets(column) > 0) open.push_back(&column);
  }
  if (ends.empty() || ends.size() > open.size()) return;
  const bool only_ends = std::all_of(ends.begin(), ends.end(), [](const TextLine& piece) {
    return piece.text.size() <= kLongest && IsRemark(piece) &&
           u_charType(static_cast<UChar32>(piece.text.front().c)) != U_START_PUNCTUATION;
  });
  if (!only_ends) return;
  std::sort(ends.begin(), ends.end(),
            [](const TextLine& a, const TextLine& b) { return a.box.x0 < b.box.x0; });
  PlaceRemarks(ends, open);
  for (const TextLine& piece : ends) header.bottom = std::max(header.bottom, piece.box.y1);
}

// 視点 取組 on the row below a header whose last heading stands over both.
void TakeSubheadings(const std::vector<TextLine>& pieces, const WordLists& words,
                     OpenHeader& header) {
  constexpr double kSame = 0.95;
  constexpr double kNextRow = 1.1;
  const auto rule_of = [&](ColumnRole role) -> const ColumnRule* {
    for (const ColumnRule& rule : header.rule->columns) {
      if (rule.role == role) return &rule;
    }
    return nullptr;
  };
  const ColumnRule* const sectors = rule_of(ColumnRole::kSectors);
  const ColumnRule* const roles = rule_of(ColumnRole::kRole);
  if (!sectors || !roles || header.columns.empty() || header.columns.back().rule != roles ||
      header.columns.back().lines.size() != 1 || !header.spanners.empty())
    return;
  const auto says = [&](const TextLine& piece, const ColumnRule& rule) {
    const double down = piece.box.CenterY() - header.bottom;
    return piece.size <= 0 && down > 0 && down < kNextRow &&
           Score(MakeBare(piece.folded.text, words), rule.header) >= kSame;
  };
  for (const TextLine& left : pieces) {
    if (!says(left, *sectors)) continue;
    for (const TextLine& right : pieces) {
      if (right.box.y0 != left.box.y0 || right.box.x0 <= left.box.x0 || !says(right, *roles))
        continue;
      OpenHeader::Column over = std::move(header.columns.back());
      header.columns.back() = {sectors, {left}, left.box};
      header.columns.push_back({roles, {right}, right.box});
      const size_t last = header.columns.size() - 1;
      header.spanners.push_back({last - 1, last, std::move(over.lines.front())});
      header.bottom = std::max(header.bottom, right.box.y1);
      return;
    }
  }
}

// In plain text the heading over sectors and roles hardly stands over them: it is told by its
// words, alone on one of the rows above theirs.
void FindSpannerByWords(const std::vector<TextLine>& pieces, const WordLists& words,
                        OpenHeader& header) {
  constexpr double kReach = 2.5;  // rows
  constexpr double kSame = 0.95;
  if (!header.spanners.empty()) return;
  const auto column_of = [&](ColumnRole role) {
    const auto found =
        std::find_if(header.columns.begin(), header.columns.end(),
                     [&](const auto& column) { return column.rule && column.rule->role == role; });
    return static_cast<size_t>(found - header.columns.begin());
  };
  const size_t sectors = column_of(ColumnRole::kSectors), roles = column_of(ColumnRole::kRole);
  if (sectors + 1 != roles || roles >= header.columns.size()) return;
  for (const TextLine& piece : pieces) {
    const double up = header.columns[roles].box.y0 - piece.box.y0;
    if (piece.size > 0 || up <= 0 || up > kReach ||
        Score(MakeBare(piece.folded.text, words), header.columns[roles].rule->header) < kSame)
      continue;
    const bool alone = std::all_of(pieces.begin(), pieces.end(), [&](const TextLine& other) {
      return &other == &piece || other.box.y0 != piece.box.y0;
    });
    if (!alone) continue;
    header.spanners.push_back({sectors, roles, piece});
    header.top = std::min(header.top, piece.box.y0);
    return;
  }
}

}  // namespace

std::vector<TextLine> SplitHeadings(const TextLine& line, const ReadTools& tools) {
  std::vector<TextLine> parts = SplitAtBlanks(line);
  const bool headings =
      parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [&](const auto& part) {
        return BestScore(part.folded, tools, false) >= kSureScore || IsRemark(part);
      });
  if (headings) return parts;
  return {line};
}

std::vector<OpenHeader> FindOpenHeaders(const std::vector<TextLine>& pieces,
                                        const ReadTools& tools) {
  struct Found {
    OpenHeader header;
    double score;
  };
  std::vector<Found> found;
  const auto may_be_heading = [&](const FoldedText& text) {
    return text.text.size() <= 30 && BestScore(text, tools, true) >= kSureScore;
  };
  // In plain text each line of a heading that is broken over two is a piece of its own.
  const auto begins_heading = [&](const TextLine& piece) {
    return piece.size <= 0 && std::any_of(pieces.begin(), pieces.end(), [&](const TextLine& below) {
             const double down = below.box.y0 - piece.box.y0;
             return down > 0.5 && down < 2.5 && OverlapInX(below.box, piece.box) &&
                    may_be_heading(Fold(Joined({piece, below})));
           });
  };
  for (const TextLine& piece : pieces) {
    if (!may_be_heading(piece.folded) && !begins_heading(piece)) continue;
    Found candidate{{}, 0};
    candidate.header = HeaderAround(pieces, piece, tools, &candidate.score);
    if (!candidate.header.rule) continue;
    CloseBrackets(pieces, candidate.header);
    TakeSubheadings(pieces, tools.words, candidate.header);
    FindSpannerByWords(pieces, tools.words, candidate.header);
    found.push_back(std::move(candidate));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.score > b.score; });
  std::vector<OpenHeader> headers;
  for (Found& candidate : found) {
    const bool free = std::none_of(headers.begin(), headers.end(), [&](const OpenHeader& other) {
      return candidate.header.top < other.bottom && other.top < candidate.header.bottom;
    });
    if (free) headers.push_back(std::move(candidate.header));
  }
  std::sort(headers.begin(), headers.end(),
            [](const OpenHeader& a, const OpenHeader& b) { return a.top < b.top; });
  return headers;
}

}  // namespace parse
