#include "parse/ocr_marks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "extract/garbled_text.h"
#include "parse/sheet_json.h"

namespace parse {
namespace {

std::map<int, const extract::PageLayer*> PagesByOcr(const extract::SourceLayers& layers) {
  std::map<int, const extract::PageLayer*> pages;  // by number
  for (const extract::PageLayer& page : layers.pages) {
    if (page.read_by_ocr) pages.emplace(page.number, &page);
  }
  return pages;
}

// The box around `box` turned counter-clockwise about the page's middle.
extract::Rect TurnedBack(const extract::PageLayer& page, const extract::Rect& box) {
  const double angle = page.skew * 3.14159265358979 / 180;
  const double cosine = std::cos(angle), sine = std::sin(angle);
  extract::Rect around;
  for (int corner = 0; corner < 4; ++corner) {
    const double x = ((corner & 1) != 0 ? box.x1 : box.x0) - page.width / 2;
    const double y = ((corner & 2) != 0 ? box.y1 : box.y0) - page.height / 2;
    const double shown_x = x * cosine + y * sine + page.width / 2;
    const double shown_y = y * cosine - x * sine + page.height / 2;
    const extract::Rect at{shown_x, shown_y, shown_x, shown_y};
    around = corner == 0 ? at : extract::Union(around, at);
  }
  return around;
}

void TurnBack(const std::map<int, const extract::PageLayer*>& pages, Place* place) {
  const auto page = pages.find(place->page);
  if (page != pages.end() && place->box) place->box = TurnedBack(*page->second, *place->box);
}

void TurnBack(const std::map<int, const extract::PageLayer*>& pages, Record* record) {
  for (Field& field : record->fields)
    for (Place& place : field.evidence.places) TurnBack(pages, &place);
  for (RecordList& list : record->lists)
    for (Record& child : list.records) TurnBack(pages, &child);
}

// The sheet itself, once for each page, and every value with print on one of the pages.
void ListValuesOf(const std::set<int>& pages, const char* reason, SheetBuilder& builder) {
  if (pages.empty()) return;
  for (const int number : pages) builder.AddFinding("", reason, "page " + std::to_string(number));
  VisitFields(builder.sheet(), "", [&](const std::string& path, const Record&, const Field& field) {
    const std::vector<Place>& places = field.evidence.places;
    if (std::any_of(places.begin(), places.end(),
                    [&](const Place& place) { return pages.contains(place.page); }))
      builder.AddFinding(path, reason);
  });
}

}  // namespace

void ListOcrValues(const extract::SourceLayers& layers, SheetBuilder& builder) {
  std::set<int> pages;
  for (const auto& [number, page] : PagesByOcr(layers)) pages.insert(number);
  ListValuesOf(pages, "ocr", builder);
}

void ListGarbledValues(const extract::SourceLayers& layers, SheetBuilder& builder) {
  std::set<int> pages;
  for (const extract::PageLayer& page : layers.pages) {
    if (!page.read_by_ocr && extract::IsGarbled(page)) pages.insert(page.number);
  }
  ListValuesOf(pages, "garbled-text", builder);
}

void PlaceAsShown(const extract::SourceLayers& layers, ParsedSheet* sheet) {
  const auto pages = PagesByOcr(layers);
  if (pages.empty()) return;
  TurnBack(pages, &sheet->sheet);
  for (Leftover& leftover : sheet->leftover) TurnBack(pages, &leftover.place);
}

}  // namespace parse
