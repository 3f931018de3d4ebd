// A drafted form as a rule file, with comments for the person who goes on with it.
#ifndef APP_FORM_DRAFT_TOML_H_
#define APP_FORM_DRAFT_TOML_H_

#include <string>

#include "parse/form_draft.h"

namespace app {

// A file for rules/forms/ that `jizen rules check` accepts as it is. Comments are in the person's
// language. REQUIRES: !draft.Empty(); `id` as rules/README.md has it.
std::string DraftToml(const parse::FormDraft& draft, const std::string& id,
                      const std::string& name);

}  // namespace app

#endif  // APP_FORM_DRAFT_TOML_H_
