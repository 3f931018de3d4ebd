// Page layers + rules -> one sheet: the main path of the program.
//
// Pure: the same layers and rules give the same sheet, byte for byte. No I/O.
// Errors  None. A document that no form fits comes back with recognised == false.
// Threads A RuleSet may be used by one thread at a time (MeCab keeps state in it).
#ifndef PARSE_PARSE_DOCUMENT_H_
#define PARSE_PARSE_DOCUMENT_H_

#include "extract/page.h"
#include "parse/rules.h"
#include "parse/sheet.h"
#include "parse/trace.h"

namespace parse {

// `trace`: filled with how the document was read; nullptr: nobody asks. The sheet is the same.
// Confidences are probabilities, see calibration.h.
ParsedSheet ParseDocument(const extract::SourceLayers& printed, const RuleSet& rules,
                          Trace* trace = nullptr);
// The same with confidences as they were read: scores that say only which of two is surer.
ParsedSheet ParseUncalibrated(const extract::SourceLayers& printed, const RuleSet& rules,
                              Trace* trace = nullptr);

}  // namespace parse

#endif  // PARSE_PARSE_DOCUMENT_H_
