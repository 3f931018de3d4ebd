#include "parse/toml_signs.h"

namespace parse {
namespace {

constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr char32_t kReplacement = 0xFFFD;  // bytes that are no UTF-8, which toml++ reports
constexpr std::u32string_view kEscapes = U"btnfreuUx\"\\";

class Scanner {
 public:
  explicit Scanner(std::u32string_view toml) : toml_(toml) {
    if (!toml_.empty() && toml_.front() == kByteOrderMark) toml_.remove_prefix(1);
  }

  std::optional<MisplacedSign> Run() {
    while (at_ < toml_.size() && !found_ && !unclosed_) {
      const char32_t c = toml_[at_];
      if (c == U'#') {
        while (at_ < toml_.size() && toml_[at_] != U'\n') Advance();
      } else if (c == U'"' || c == U'\'') {
        SkipText(c);
      } else {
        if (c >= 0x80 && c != kReplacement) Report();
        Advance();
      }
    }
    return found_;
  }

 private:
  void Advance() {
    const bool line_end = toml_[at_++] == U'\n';
    line_ += line_end ? 1 : 0;
    column_ = line_end ? 1 : column_ + 1;
  }

  void Report() { found_ = MisplacedSign{toml_[at_], line_, column_}; }

  bool ThreeQuotes(char32_t quote) const {
    return toml_.size() - at_ >= 3 && toml_[at_] == quote && toml_[at_ + 1] == quote &&
           toml_[at_ + 2] == quote;
  }

  // From the opening quotation mark past the closing one.
  void SkipText(char32_t quote) {
    const bool several_lines = ThreeQuotes(quote);
    for (int i = 0; i < (several_lines ? 3 : 1); ++i) Advance();
    while (at_ < toml_.size() && !found_) {
      const char32_t c = toml_[at_];
      if (c == U'\n' && !several_lines) break;
      if (c == quote && (!several_lines || ThreeQuotes(quote))) {
        for (int i = 0; i < (several_lines ? 3 : 1); ++i) Advance();
        // A text of several lines may end in quotation marks of its own.
        while (several_lines && at_ < toml_.size() && toml_[at_] == quote) Advance();
        return;
      }
      if (c == U'\\' && quote == U'"' && at_ + 1 < toml_.size() && toml_[at_ + 1] != U'\n') {
        if (several_lines && kEscapes.find(toml_[at_ + 1]) == std::u32string_view::npos) Report();
        Advance();
      } else if (c == U'\\' && quote == U'"' && several_lines) {
        Report();
      }
      Advance();
    }
    unclosed_ = true;
  }

  std::u32string_view toml_;
  size_t at_ = 0;
  int line_ = 1, column_ = 1;
  bool unclosed_ = false;
  std::optional<MisplacedSign> found_;
};

}  // namespace

std::optional<MisplacedSign> FindMisplacedSign(std::u32string_view toml) {
  return Scanner(toml).Run();
}

}  // namespace parse
