// Fills a Trace from what the plan of a document says.
#ifndef PARSE_TRACE_DOCUMENT_H_
#define PARSE_TRACE_DOCUMENT_H_

#include "extract/page.h"
#include "parse/document_text.h"
#include "parse/page_roles.h"
#include "parse/trace.h"

namespace parse {

TracedForm TraceForm(const FormRules& form, const DocumentPlan& plan, int least_parts);

// `layers`: as `document` was read from them. Replaces trace->lines and trace->tables.
void TraceDocument(const extract::SourceLayers& layers, const DocumentText& document,
                   const DocumentPlan& plan, const FormRules& form, const WordLists& words,
                   Trace* trace);

}  // namespace parse

#endif  // PARSE_TRACE_DOCUMENT_H_
