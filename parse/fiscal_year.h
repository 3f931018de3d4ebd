// Japanese fiscal years in print -> the western year in which they begin (April).
// 令和元年度 = R1年度 = 平成31年度 = 2019; H30, Ｒ２年度, 2020年度, 令和２（2020）年度.
// Years of an era are found with ICU's Japanese calendar (word_lists.h). A date has the fiscal
// year that it lies in: 令和2年3月 is in 2019. A bare number of four digits is no year.
#ifndef PARSE_FISCAL_YEAR_H_
#define PARSE_FISCAL_YEAR_H_

#include <optional>
#include <string_view>

#include "parse/fold.h"
#include "parse/word_lists.h"

namespace parse {

struct FiscalYear {
  int year = 0;
  size_t begin = 0, end = 0;  // where it stands in the input, in characters, with 年度
};

// The first fiscal year in the text; with `need_nendo`, only one that says 年度.
std::optional<FiscalYear> FindFiscalYear(std::u32string_view text, const WordLists& words,
                                         bool need_nendo);

// How many years after the year of the document a text is that names no year but says this, last
// or next fiscal year: 0, -1, 1. The first one in the text.
std::optional<int> FindRelativeFiscalYear(std::u32string_view text);

}  // namespace parse

#endif  // PARSE_FISCAL_YEAR_H_
