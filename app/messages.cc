#include "app/messages.h"

#include <libintl.h>

#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace app {
namespace {

constexpr const char* kDomain = "jizen";

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

// The locale that the environment asks for, in the order of POSIX.
std::string_view WantedLocale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = Environment(name);
    if (!value.empty()) return value;
  }
  return "C";
}

bool IsPlain(const char* locale) {
  const std::string_view name = locale == nullptr ? "C" : locale;
  return name == "C" || name == "POSIX";
}

std::filesystem::path ProgramFolder() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path() : program.parent_path();
}

}  // namespace

void StartMessages() {
  // Only messages are localised: numbers and character types stay as in C.
  const std::string_view wanted = WantedLocale();
  const bool japanese = wanted.starts_with("ja");
  if (IsPlain(std::setlocale(LC_MESSAGES, "")) && (japanese || !Environment("LANGUAGE").empty())) {
    // gettext translates nothing in the locale "C". A machine without ja_JP still has
    // C.UTF-8, in which LANGUAGE is honoured. Whoever asks for "C" itself gets English.
    const bool asked_for_c = wanted == "C" || wanted == "POSIX";
    const bool named = !Environment("LC_ALL").empty() || !Environment("LC_MESSAGES").empty();
    if (!(asked_for_c && named)) std::setlocale(LC_MESSAGES, "C.UTF-8");
  }
  if (japanese && Environment("LANGUAGE").empty()) setenv("LANGUAGE", "ja", 1);
  const std::filesystem::path folder = (ProgramFolder() / ".." / "share" / "locale");
  bindtextdomain(kDomain, folder.lexically_normal().c_str());
  bind_textdomain_codeset(kDomain, "UTF-8");
  textdomain(kDomain);
}

const char* Tr(const char* msgid) { return *msgid == '\0' ? msgid : dgettext(kDomain, msgid); }

const char* TrCount(const char* one, const char* many, unsigned long count) {
  return dngettext(kDomain, one, many, count);
}

}  // namespace app
