#include "parse/row_labels.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "parse/linear_cells.h"

namespace parse {
namespace {

constexpr size_t kFarthest = 200;  // lines from one label to the next, at most

struct Label {
  std::u32string style;  // the label with its number left out
  int number = 0;        // 0: not known
  size_t length = 0;     // in characters of the line
};

// A number's value and what kind of sign it is: digits, circled, Roman.
int ValueOf(char32_t c, char32_t* kind) {
  constexpr double kGreatest = 99;
  const double value = u_getNumericValue(static_cast<UChar32>(c));
  if (value < 0 || value > kGreatest) return -1;
  const int number = static_cast<int>(value);
  if (u_isdigit(static_cast<UChar32>(c)) != 0) {
    *kind = U'1';
  } else if (number > 0) {
    // The first sign of the series that this one is in.
    *kind = c - static_cast<char32_t>(number - 1);
  } else {
    *kind = c;
  }
  return number;
}

std::optional<Label> LabelOf(const TextLine& line, const ItemMarks& marks) {
  const auto mark = marks.LabelAt(line.text, 0);
  if (!mark || !mark->numbered) return std::nullopt;
  Label label;
  label.length = mark->length;
  bool counted = false;
  for (size_t i = 0; i < mark->length; ++i) {
    const char32_t c = line.text[i].c;
    if (IsBlank(c)) continue;
    char32_t kind = 0;
    const int value = ValueOf(c, &kind);
    if (value < 0) {
      label.style += Fold(Slice(line.text, i, i + 1)).text;
      continue;
    }
    label.number = counted ? label.number * 10 + value : value;
    if (!counted) label.style += kind;
    counted = true;
  }
  if (counted) return label;
  // A letter that counts stands for its place in the alphabet.
  constexpr int kMostLetters = 26;
  for (int count = 1; count <= kMostLetters && label.number == 0; ++count) {
    if (marks.CountLength(line.text, count)) label.number = count;
  }
  if (label.number > 0) label.style.front() = U'a';
  return label;
}

class StartFinder {
 public:
  StartFinder(const std::vector<TextLine>& body, const ReadTools& tools)
      : body_(body), tools_(tools) {
    for (const TextLine& line : body) labels_.push_back(LabelOf(line, tools.join.marks));
  }

  std::vector<RowStart> Run() {
    for (size_t i = 0; i < body_.size(); ++i) {
      if (!labels_[i]) continue;
      if (starts_.empty() || CountsOn(i)) Take(i, labels_[i]->length, labels_[i]->number);
    }
    // A number alone says less than several that count.
    const bool bare_style = style_.size() <= 1 && starts_.size() == 1;
    const bool late = starts_.empty() || starts_.front().line > 0;
    if (std::vector<RowStart> bare = BareNumbers();
        (late || bare_style) && bare.size() > starts_.size())
      return bare;
    return std::move(starts_);
  }

 private:
  void Take(size_t i, size_t length, int number) {
    starts_.push_back({i, length});
    style_ = labels_[i]->style;
    number_ = number;
  }

  bool CountsOn(size_t i) const {
    const Label& label = *labels_[i];
    if (label.style != style_) return false;
    if (label.number == 0 || label.number > number_) return true;
    // A list inside a cell may begin with 1 again; the row's next label still comes.
    const size_t end = std::min(labels_.size(), i + kFarthest);
    for (size_t next = i + 1; next < end; ++next) {
      if (labels_[next] && labels_[next]->style == style_ && labels_[next]->number == number_ + 1)
        return false;
    }
    return true;
  }

  // 1協議の場… 2ピアサポーター…: numbers without a sign, which count from the first line on.
  std::vector<RowStart> BareNumbers() const {
    std::vector<RowStart> starts;
    for (size_t i = 0; i < body_.size(); ++i) {
      const int count = static_cast<int>(starts.size()) + 1;
      const auto length = tools_.join.marks.CountLength(body_[i].text, count);
      if (length && GoesOnAsNumber(body_[i].text, *length)) continue;
      const bool apart = i == 0 || BlankLineBetween(body_[i - 1], body_[i]);
      if (length &&
          (apart || !BeginsQuantity(body_[i].text, *length) || IsMissedBetween(i, count))) {
        starts.push_back({i, *length});
      } else if (i == 0) {
        return {};
      }
    }
    return starts.size() > 1 ? starts : std::vector<RowStart>{};
  }

  // ５３か月以内…: what could be a quantity counts where the next number follows and no better line
  // has this one.
  bool IsMissedBetween(size_t i, int count) const {
    const size_t end = std::min(body_.size(), i + kFarthest);
    for (size_t later = i + 1; later < end; ++later) {
      const PrintedText& text = body_[later].text;
      const auto same = tools_.join.marks.CountLength(text, count);
      if (same && !GoesOnAsNumber(text, *same) && !BeginsQuantity(text, *same)) return false;
      const auto next = tools_.join.marks.CountLength(text, count + 1);
      if (next && !GoesOnAsNumber(text, *next) && !BeginsQuantity(text, *next)) return true;
    }
    return false;
  }

  // 318: the digits after the first are as wide as it. １２月 may be label and text all the same.
  static bool GoesOnAsNumber(const PrintedText& text, size_t at) {
    const auto ascii_digit = [&](size_t i) {
      return i < text.size() && text[i].c >= U'0' && text[i].c <= U'9';
    };
    return ascii_digit(at - 1) && (ascii_digit(at) || (at < text.size() && text[at].c == U'.'));
  }

  // ２回, ２０人, ２～３: no label.
  bool BeginsQuantity(const PrintedText& text, size_t at) const {
    if (at == text.size()) return false;
    const std::u32string rest = Fold(Slice(text, at, text.size())).text;
    if (rest.empty()) return false;
    const auto first = static_cast<UChar32>(rest.front());
    if (u_isdigit(first) != 0 || u_ispunct(first) != 0) return true;
    return std::any_of(tools_.words.units.begin(), tools_.words.units.end(),
                       [&](const std::u32string& unit) { return rest.rfind(unit, 0) == 0; });
  }

  const std::vector<TextLine>& body_;
  const ReadTools& tools_;
  std::vector<std::optional<Label>> labels_;
  std::vector<RowStart> starts_;
  std::u32string style_;  // of the labels, all of one kind
  int number_ = 0;        // of the last one
};

}  // namespace

std::vector<RowStart> FindRowStarts(const std::vector<TextLine>& body, const ReadTools& tools) {
  return StartFinder(body, tools).Run();
}

std::optional<std::u32string> LabelStyle(const TextLine& line, const ItemMarks& marks) {
  const std::optional<Label> label = LabelOf(line, marks);
  if (!label) return std::nullopt;
  return label->style;
}

}  // namespace parse
