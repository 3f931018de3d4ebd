#include "app/reason_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "app/messages.h"
#include "app/printable.h"

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

constexpr std::array kReviewWords = {
    Entry{"header-approximate", Later("a column or heading is worded unlike the form's; it was "
                                      "taken for the nearest")},
    Entry{"column-missing", Later("the table lacks a column that the form has")},
    Entry{"column-unknown", Later("the table has a column that the form does not know")},
    Entry{"section-missing", Later("a part of the form was not found")},
    Entry{"quantity-doubtful", Later("the number or its unit is not certain")},
    Entry{"text-doubtful", Later("the text is not certain")},
    Entry{"area-doubtful", Later("it is not certain which area this belongs to")},
    Entry{"cover-doubtful", Later("the cover was not read with certainty")},
    Entry{"sector-unknown", Later("the sector is none that the form knows")},
    Entry{"leftover", Later("printed text that found no field")},
    Entry{"garbled-text",
          Later("the file's text is not what the page shows; compare it with the page")},
    Entry{"ocr", Later("read from a picture of the page; compare it with the page")},
    Entry{"no-text-layer", Later("the page has no text (a scanned image); nothing could be read")},
    Entry{"private-use-character", Later("a character of a private font (gaiji): compare it with "
                                         "the page")},
    Entry{"table-unassigned", Later("a table that belongs to no part of the form")},
    Entry{"reading-order", Later("the order of the text is not certain")},
    Entry{"correction-conflict", Later("a new reading differs from the one that was corrected")},
    Entry{"correction-detached", Later("a correction whose place is no longer there")},
};

constexpr std::array kFieldWords = {
    Entry{"fiscal_year", Later("fiscal year")},
    Entry{"fiscal_year_label", Later("fiscal year as printed")},
    Entry{"program", Later("program")},
    Entry{"meeting", Later("meeting")},
    Entry{"document", Later("document")},
    Entry{"submitter", Later("submitter")},
    Entry{"submitter_code", Later("submitter's code")},
    Entry{"motto", Later("motto")},
    Entry{"overview", Later("overview")},
    Entry{"areas", Later("area")},
    Entry{"name", Later("name")},
    Entry{"goals", Later("goal")},
    Entry{"label", Later("label")},
    Entry{"goal", Later("goal")},
    Entry{"progress", Later("progress")},
    Entry{"strengths", Later("strength")},
    Entry{"marker", Later("mark")},
    Entry{"text", Later("text")},
    Entry{"challenges", Later("challenge")},
    Entry{"challenge", Later("challenge")},
    Entry{"policy", Later("policy")},
    Entry{"roles", Later("role")},
    Entry{"sectors", Later("sectors")},
    Entry{"indicators", Later("indicator")},
    Entry{"indicator", Later("indicator")},
    Entry{"reason", Later("reason")},
    Entry{"measures", Later("measure")},
    Entry{"kind", Later("kind")},
    Entry{"heading", Later("heading")},
    Entry{"value", Later("value")},
    Entry{"value_max", Later("upper value")},
    Entry{"unit", Later("unit")},
    Entry{"comparator", Later("comparator")},
    Entry{"state", Later("state")},
    Entry{"expected_outcome", Later("expected outcome")},
    Entry{"hospital_collaboration", Later("collaboration with hospitals")},
    Entry{"concerns", Later("concern")},
};

bool IsNumber(std::string_view token) {
  return !token.empty() && token.size() <= 6 &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string FailureWords(std::string_view code) { return Find(kFailureWords, code); }
std::string FailureName(std::string_view code) { return Find(kFailureNames, code); }
std::string ReviewWords(std::string_view code) { return Find(kReviewWords, code); }
std::string FieldWords(std::string_view name) { return Find(kFieldWords, name); }

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
