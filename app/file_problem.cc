#include "app/file_problem.h"

#include <fmt/format.h>

#include "app/messages.h"
#include "app/printable.h"
#include "app/reason_words.h"

namespace app {

std::string FileProblem(const std::string& path, const extract::ReadError& error) {
  const std::string_view code = extract::ReasonCode(error.failure);
  std::string text =
      fmt::format("{}: {}\n    {}", ForTerminal(path), FailureName(code), FailureWords(code));
  if (error.page > 0) text += fmt::format("\n    {}", Say("at page {}", error.page));
  if (!error.detail.empty()) text += fmt::format("\n    ({})", ForTerminal(error.detail));
  return text;
}

}  // namespace app
