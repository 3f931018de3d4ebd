#include "app/reason_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "app/messages.h"
#include "app/printable.h"
#include "app/review_files.h"

namespace app {
namespace {

struct Entry {
  std::string_view code;
  const char* words;
};

// Marks a msgid in a table for xgettext; it is translated when it is shown.
constexpr const char* Later(const char* msgid) { return msgid; }

std::string Find(std::span<const Entry> entries, std::string_view code) {
  const auto* const found = std::find_if(entries.data(), entries.data() + entries.size(),
                                         [code](const Entry& entry) { return entry.code == code; });
  return found == entries.data() + entries.size() ? ForTerminal(code) : Tr(found->words);
}

constexpr std::array kFailureWords = {
    Entry{"not-supported", Later("neither a PDF nor a text file nor an archive of them that can be "
                                 "read. Convert it to PDF and import that.")},
    Entry{"damaged", Later("the file is damaged. Ask for it again, or open it in a PDF viewer and "
                           "save it anew.")},
    Entry{"locked", Later("the file needs a password. Save it without one and import that.")},
    Entry{"timeout", Later("reading took too long and was stopped. Give it more time with "
                           "--timeout.")},
    Entry{"crashed", Later("the reader broke off at this file; all others were not affected. "
                           "Please report the file.")},
    Entry{"too-large", Later("the file, or one of its pages, is larger than the limits allow.")},
    Entry{"unreadable", Later("the file cannot be opened. Check its name and permissions.")},
};

constexpr std::array kFailureNames = {
    Entry{"not-supported", Later("not supported")}, Entry{"damaged", Later("damaged")},
    Entry{"locked", Later("needs a password")},     Entry{"timeout", Later("took too long")},
    Entry{"crashed", Later("reader broke off")},    Entry{"too-large", Later("too large")},
    Entry{"unreadable", Later("cannot be opened")},
};

// The words that the command line and the review page share, in the language of the messages.
const nlohmann::json& SharedWords() {
  const auto load = [](std::string_view name) {
    for (const ReviewFile& file : ReviewFiles()) {
      if (file.name == name) return nlohmann::json::parse(file.bytes);
    }
    return nlohmann::json::object();
  };
  static const nlohmann::json english = load("words.en.json"), japanese = load("words.ja.json");
  return std::string_view(Tr("en")) == "ja" ? japanese : english;
}

// One of them; `key` itself where there are no words for it.
std::string SharedWord(const char* group, std::string_view key) {
  const nlohmann::json& words = SharedWords();
  const auto entries = words.find(group);
  if (entries == words.end()) return std::string(key);
  const auto found = entries->find(std::string(key));
  return found == entries->end() ? std::string(key) : found->get<std::string>();
}

bool IsNumber(std::string_view token) {
  return !token.empty() && token.size() <= 6 &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string FailureWords(std::string_view code) { return Find(kFailureWords, code); }
std::string FailureName(std::string_view code) { return Find(kFailureNames, code); }
std::string ReviewWords(std::string_view code) { return ForTerminal(SharedWord("reasons", code)); }
std::string FieldWords(std::string_view name) { return ForTerminal(SharedWord("fields", name)); }

std::string DetailWords(std::string_view detail) {
  constexpr std::string_view kPage = "page ";
  if (!detail.starts_with(kPage) || !IsNumber(detail.substr(kPage.size()))) {
    std::string words = SharedWord("details", detail);
    // "what is so: why", each in its own words.
    const size_t colon = detail.find(": ");
    if (words == detail && colon != std::string_view::npos)
      words = SharedWord("details", detail.substr(0, colon)) + ": " +
              SharedWord("details", detail.substr(colon + 2));
    return words;
  }
  return fmt::format(fmt::runtime(SharedWord("details", "page {n}")),
                     fmt::arg("n", detail.substr(kPage.size())));
}

std::string PointerWords(std::string_view pointer) {
  if (pointer.empty()) return Tr("the whole sheet");
  std::string out;
  std::string separator;
  for (size_t begin = 1; begin <= pointer.size();) {
    const size_t end = std::min(pointer.find('/', begin), pointer.size());
    const std::string_view token = pointer.substr(begin, end - begin);
    if (IsNumber(token)) {
      out += fmt::format(" {}", std::stoi(std::string(token)) + 1);
    } else {
      out += separator + FieldWords(token);
    }
    separator = ", ";
    begin = end + 1;
  }
  return out;
}

}  // namespace app
