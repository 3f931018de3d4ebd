#include "app/search_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/messages.h"
#include "app/printable.h"
#include "app/text_width.h"
#include "parse/printed_text.h"

namespace app {
namespace {

constexpr int kBefore = 20;  // columns of text before the first find
constexpr int kIndent = 2;

size_t CharactersIn(std::string_view bytes) { return parse::ToUtf32(bytes).size(); }

// The end of `text` that is at most `columns` wide, or its beginning.
std::string Tail(std::u32string_view text, int columns) {
  size_t first = text.size();
  while (first > 0 && TextWidth(parse::ToUtf8(text.substr(first - 1))) <= columns) --first;
  return (first > 0 ? "…" : "") + parse::ToUtf8(text.substr(first));
}

std::string Head(std::u32string_view text, int columns) {
  int width = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    width += TextWidth(parse::ToUtf8(text.substr(i, 1)));
    if (width > columns - 1 && i + 1 < text.size()) return parse::ToUtf8(text.substr(0, i)) + "…";
  }
  return parse::ToUtf8(text);
}

}  // namespace

std::string Snippet(const store::SearchHit& hit, int columns) {
  std::string marked;
  size_t at = 0;
  for (const auto& [begin, end] : hit.found) {
    marked += hit.text.substr(at, begin - at) + "[" + hit.text.substr(begin, end - begin) + "]";
    at = end;
  }
  marked += hit.text.substr(at);
  std::replace(marked.begin(), marked.end(), '\n', ' ');
  const size_t first = hit.found.empty() ? 0 : hit.found.front().first;
  const std::string before =
      Tail(parse::ToUtf32(ForTerminal(std::string_view(marked).substr(0, first))), kBefore);
  const int left = std::max(columns - TextWidth(before), kBefore);
  return before + Head(parse::ToUtf32(ForTerminal(std::string_view(marked).substr(first))), left);
}

nlohmann::ordered_json ToJson(const store::SearchResult& result) {
  nlohmann::ordered_json json;
  auto& hits = json["hits"] = nlohmann::ordered_json::array();
  for (const store::SearchHit& hit : result.hits) {
    nlohmann::ordered_json entry = {{"sheet", hit.sheet}, {"file", ValidUtf8(hit.file)}};
    entry["fiscal_year"] = nullptr;
    if (hit.fiscal_year) entry["fiscal_year"] = *hit.fiscal_year;
    entry["submitter"] = hit.submitter;
    entry["path"] = hit.path;
    entry["section"] = hit.section;
    if (hit.page) entry["page"] = *hit.page;
    if (hit.box) entry["bbox"] = {hit.box->x0, hit.box->y0, hit.box->x1, hit.box->y1};
    entry["text"] = hit.text;
    auto& found = entry["found"] = nlohmann::ordered_json::array();
    for (const auto& [begin, end] : hit.found) {
      found.push_back({CharactersIn(std::string_view(hit.text).substr(0, begin)),
                       CharactersIn(std::string_view(hit.text).substr(0, end))});
    }
    hits.push_back(std::move(entry));
  }
  json["more"] = result.more;
  return json;
}

std::string SearchTable(const store::SearchResult& result, int columns) {
  std::string text;
  std::string sheet;
  for (const store::SearchHit& hit : result.hits) {
    if (hit.sheet != sheet) {
      text += fmt::format("{}{}  {}  {}  {}\n", sheet.empty() ? "" : "\n", hit.sheet,
                          hit.fiscal_year ? std::to_string(*hit.fiscal_year) : "-",
                          ForTerminal(hit.submitter), ForTerminal(hit.file));
      sheet = hit.sheet;
    }
    const std::string place = hit.path.empty() ? Tr("left over") : hit.path;
    text += fmt::format("{:{}}{}{}\n", "", kIndent, place,
                        hit.page ? "  " + Say("page {}", *hit.page) : std::string());
    text += fmt::format("{:{}}{}\n", "", 2 * kIndent, Snippet(hit, columns - 2 * kIndent));
  }
  return text;
}

}  // namespace app
