// Years side by side as text for a terminal and as CSV.
#ifndef APP_TRENDS_OUTPUT_H_
#define APP_TRENDS_OUTPUT_H_

#include <string>
#include <vector>

#include "app/year_books.h"

namespace app {

// One character for each value: eighths of the height between 0 (or the least value, if that is
// below) and the largest of `scale`; a blank where there is none. '?' marks what is undetermined.
// Small plots of the same scale can be compared with one another.
struct PlotValue {
  std::optional<double> value;
  bool undetermined = false;
};
std::string SmallPlot(const std::vector<PlotValue>& values, const std::vector<PlotValue>& scale);

std::string SubmittersTable(const std::vector<SubmitterSheets>& submitters, int columns);
// Area by area: each indicator with its plots and, year by year, value and target; then sectors,
// links to be confirmed, contradictions.
std::string BookText(const store::YearBook& book, int columns);
std::string ThemesTable(const store::SheetTerms& terms, size_t limit, int columns);
std::string ThemeTable(const store::SheetTerms& terms, const std::string& term, int columns);

// Long tables, one datum a cell: UTF-8, CR LF, a header of English names.
std::string BookCsv(const std::vector<store::YearBook>& books);
std::string ThemesCsv(const store::SheetTerms& terms, size_t limit);
std::string ThemeCsv(const store::SheetTerms& terms, const std::string& term);

}  // namespace app

#endif  // APP_TRENDS_OUTPUT_H_
