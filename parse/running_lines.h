// Lines that come back on most pages beside what the sheet says: the name of the file, the time
// of printing, the number of the document (資料３－１). They are no values; they are left over.
#ifndef PARSE_RUNNING_LINES_H_
#define PARSE_RUNNING_LINES_H_

#include <cstddef>
#include <set>
#include <utility>

#include "parse/document_text.h"
#include "parse/form_rules.h"

namespace parse {

// Page and block of each, in the margins of `document`'s pages. `first_page`: where the form's
// first part stands; those before are the cover's. What may be an area's name is not among them:
// only what has digits or Latin letters, names the form, or stands on the cover, too.
std::set<std::pair<size_t, size_t>> FindRunningLines(const DocumentText& document,
                                                     const FormRules& form, size_t first_page);

// Lines in letters several times as large as the text's: a watermark, if they are no title.
std::set<std::pair<size_t, size_t>> FindLargeLines(const DocumentText& document);

}  // namespace parse

#endif  // PARSE_RUNNING_LINES_H_
