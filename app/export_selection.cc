#include "app/export_selection.h"

#include <algorithm>
#include <string_view>

#include "app/command.h"
#include "app/messages.h"
#include "app/printable.h"
#include "parse/fiscal_year.h"
#include "parse/fold.h"
#include "parse/printed_text.h"

namespace app {
namespace {

constexpr size_t kPrefectureDigits = 2;

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Does the text look as the pattern, with a digit for each '9'?
bool HasForm(std::string_view text, std::string_view pattern) {
  return text.size() == pattern.size() &&
         std::equal(text.begin(), text.end(), pattern.begin(),
                    [](char c, char p) { return p == '9' ? c >= '0' && c <= '9' : c == p; });
}

void ChoosePrefecture(const std::string& asked, const parse::WordLists& words,
                      store::SheetFilter& filter) {
  if (AllDigits(asked) && (asked.size() <= kPrefectureDigits || asked.size() == 6)) {
    filter.prefecture_code = (asked.size() == 1 ? "0" + asked : asked).substr(0, kPrefectureDigits);
    for (const parse::Submitter& known : words.submitters) {
      if (!known.prefecture || !known.code.starts_with(filter.prefecture_code)) continue;
      filter.prefecture = known.name;
      return;
    }
  }
  const parse::Submitter* known = words.FindSubmitter(parse::Fold(parse::ToUtf32(asked)).text);
  if (known == nullptr || !known->prefecture) {
    throw UsageError(
        Say("--prefecture {}: there is no such prefecture. Give its whole name or its "
            "two digits.",
            ForTerminal(asked)));
  }
  filter.prefecture_code = known->code.substr(0, kPrefectureDigits);
  filter.prefecture = known->name;
}

}  // namespace

store::SheetFilter FilterFor(const SelectionOptions& options, const parse::WordLists& words) {
  store::SheetFilter filter;
  filter.ids = options.ids;
  filter.fiscal_year = options.fiscal_year;
  filter.form = options.form;
  filter.reviewed_only = options.reviewed_only;
  if (!options.prefecture.empty()) ChoosePrefecture(options.prefecture, words, filter);
  const std::string& since = options.changed_since;
  if (!since.empty() && !HasForm(since, "9999-99-99") && !HasForm(since, "9999-99-99T99:99") &&
      !HasForm(since, "9999-99-99T99:99:99")) {
    throw UsageError(
        Say("--changed-since {}: give a day or a time in UTC, such as 2026-04-01 or "
            "2026-04-01T09:00.",
            ForTerminal(since)));
  }
  filter.changed_since = since;
  return filter;
}

store::HeadingYear YearOfHeading(std::string_view heading, const parse::WordLists& words) {
  const std::u32string text = parse::ToUtf32(heading);
  store::HeadingYear year;
  if (const auto found = parse::FindFiscalYear(text, words, /*need_nendo=*/false)) {
    year.fiscal_year = found->year;
  } else {
    year.years_later = parse::FindRelativeFiscalYear(text);
  }
  return year;
}

}  // namespace app
