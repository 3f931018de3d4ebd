#include "parse/linear_anchors.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "parse/linear_cells.h"
#include "parse/sector_names.h"

namespace parse {
namespace {

class AnchorFinder {
 public:
  AnchorFinder(const std::vector<TextLine>& body, const ReadTools& tools)
      : body_(body), tools_(tools) {}

  AnchoredBody Run() {
    FindBrokenNames();
    JoinWrappedNames();
    JoinGluedNames();
    FindNames();
    SplitNamesAfterText();
    NoteLinesInTurn();
    SplitIntoAnchors();
    return std::move(found_);
  }

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

  // …手渡す相談支援事業 / 所: a name that was glued to a text, and broken.
  void JoinGluedNames() {
    for (size_t i = 0; i + 1 < body_.size(); ++i) {
      const std::u32string& rest = body_[i + 1].folded.text;
      const std::u32string& text = body_[i].folded.text;
      constexpr size_t kLongestRest = 8;
      if (rest.empty() || rest.size() > kLongestRest || BlankLineBetween(body_[i], body_[i + 1]) ||
          IsFormsSector(rest))
        continue;
      const bool broken =
          std::any_of(tools_.form.sectors.begin(), tools_.form.sectors.end(),
                      [&](const std::u32string& sector) {
                        constexpr size_t kLeast = 4;
                        const size_t begun = sector.size() - std::min(rest.size(), sector.size());
                        return sector.size() >= kLeast && begun >= 2 && text.size() > begun + 2 &&
                               sector.substr(begun) == rest &&
                               text.compare(text.size() - begun, begun, sector, 0, begun) == 0;
                      });
      if (!broken) continue;
      TextLine& line = body_[i];
      Append(line.text, body_[i + 1].text);
      line.folded = Fold(line.text);
      line.box = extract::Union(line.box, body_[i + 1].box);
      body_.erase(body_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
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
    if (!first || last) return first;
    const TextLine cell = SplitAtBlanks(body_[i]).front();
    return !EndsOpen(cell) && !GoesOn({cell}, body_[i + 1]);
  }

  // Does the text end with a particle, so that more must follow?
  bool EndsOpen(const TextLine& text) const {
    const std::vector<Token> tokens = tools_.join.morphology.Tokenize(Characters(text.text));
    if (tokens.empty()) return false;
    const std::string& last = tokens.back().part_of_speech;
    return tools_.join.marks.Dependent(last) && !tools_.join.marks.EndsClause(last);
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
    found_.in_turn = true;
    found_.doubt = std::string("the columns' lines were printed in turn: ") + std::string(reason);
  }

  // The sectors' names of this table: those that stand on a line of their own, or begin
  // several lines.
  void FindNames() {
    std::map<std::u32string, int> begins;
    // Names that the form does not know come back with each challenge.
    std::map<std::u32string, int> times;
    bool apart = false;  // a blank line before one of them
    for (size_t i = 0; i < body_.size(); ++i) {
      const TextLine& line = body_[i];
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
        apart = apart || (i > 0 && BlankLineBetween(body_[i - 1], line));
      } else if (MayBeName(first) && !IsBlankInText(first.text, parts[1].text)) {
        ++times[first.folded.text];
      }
    }
    for (const auto& [name, count] : begins) {
      if (count > 1 || begins.size() > 1 || apart || !names_.empty()) names_.insert(name);
    }
    for (const auto& [name, count] : times) {
      if (count < 2 || names_.contains(name)) continue;
      names_.insert(name);
      found_.doubt = "sectors that the form does not name";
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
        if (!found_.anchors.empty() && !gap) found_.anchors.back().runs_into_next = true;
        Anchor anchor;
        anchor.name = SliceLine(line, name->begin, name->end);
        const TextLine rest = SliceLine(line, name->end, line.text.size());
        anchor.beside = !rest.text.empty();
        if (anchor.beside) anchor.text.push_back(rest);
        found_.anchors.push_back(std::move(anchor));
        continue;
      }
      if (const auto name = NameAtEnd(line)) {
        AddText(SliceLine(line, 0, name->begin), gap);
        // The text before, wherever it was put, is one text over both sectors.
        if (!found_.anchors.empty() && found_.anchors.back().text.empty() &&
            found_.anchors.back().groups.size() == 1) {
          found_.anchors.back().text = std::move(found_.anchors.back().groups.front());
          found_.anchors.back().groups.clear();
        }
        const bool merged = !found_.anchors.empty() && found_.anchors.back().groups.empty();
        Anchor anchor;
        anchor.name = SliceLine(line, name->begin, name->end);
        anchor.merged_with_before = merged;
        found_.anchors.push_back(std::move(anchor));
        continue;
      }
      AddText(line, gap);
    }
  }

  void AddText(TextLine line, bool gap) {
    std::vector<TextGroup>& groups =
        found_.anchors.empty() ? found_.first_groups : found_.anchors.back().groups;
    if (!found_.anchors.empty() && groups.empty() &&
        (!gap || GoesOn(found_.anchors.back().text, line))) {
      found_.anchors.back().text.push_back(std::move(line));
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

  std::vector<TextLine> body_;
  const ReadTools& tools_;
  std::set<std::pair<std::u32string, std::u32string>> broken_names_;
  std::set<std::u32string> names_;
  AnchoredBody found_;
};

}  // namespace

AnchoredBody FindAnchors(const std::vector<TextLine>& body, const ReadTools& tools) {
  return AnchorFinder(body, tools).Run();
}

}  // namespace parse
