// Text whose columns are parted by tabs (copied out of a table, or saved from one): each column
// made to begin at one place, as in text that is padded with blanks.
#ifndef EXTRACT_ALIGNED_TABS_H_
#define EXTRACT_ALIGNED_TABS_H_

#include <functional>
#include <string>
#include <vector>

namespace extract {

// Replaces tabs by blanks in runs of lines that are the rows of one table: the first line has
// texts on both sides of a tab, and the others have as many tabs. Where cells hold line ends (in
// quotes or not), a row's lines are put side by side again. Other lines keep their tabs.
// `columns_of` says how many columns a character takes.
void AlignTabs(const std::function<int(char32_t)>& columns_of, std::vector<std::u32string>* lines);

}  // namespace extract

#endif  // EXTRACT_ALIGNED_TABS_H_
