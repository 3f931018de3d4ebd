// Messages for people, in Japanese or English: GNU gettext, msgids in English, app/po/*.po.
//
// Which language  LANGUAGE, LC_ALL, LC_MESSAGES, LANG, as gettext reads them; and also on a
//                 machine that has no ja_JP locale (see StartMessages). What machines read
//                 (JSON, exports, numbers, dates) never depends on it.
// Errors          None: a missing catalogue means English.
#ifndef APP_MESSAGES_H_
#define APP_MESSAGES_H_

#include <fmt/core.h>

#include <string>

namespace app {

// Chooses the language and binds the catalogue: once, before any thread or child exists.
// The catalogue is looked for beside the program: ../share/locale, built or installed.
void StartMessages();

// The translation of a msgid; the msgid itself where there is none. Never null.
const char* Tr(const char* msgid);
// One of two msgids by a number: "1 file", "{} files".
const char* TrCount(const char* one, const char* many, unsigned long count);

// A translated fmt format string, filled in. REQUIRES: translations use the arguments of the
// msgid (a test compares them).
template <typename... Args>
std::string Say(const char* msgid, const Args&... args) {
  return fmt::format(fmt::runtime(Tr(msgid)), args...);
}

template <typename... Args>
std::string SayCount(const char* one, const char* many, unsigned long count, const Args&... args) {
  return fmt::format(fmt::runtime(TrCount(one, many, count)), count, args...);
}

}  // namespace app

#endif  // APP_MESSAGES_H_
