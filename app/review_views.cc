#include "app/review_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/export_sheets.h"
#include "app/printable.h"
#include "extract/layer_codec.h"
#include "extract/layout.h"

namespace app {
namespace {

using Json = ReviewJson;

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json ParsedOrNull(const std::string& json) {
  Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  return parsed.is_discarded() ? Json() : parsed;
}

Json Side(double value) { return std::round(value * 100) / 100; }

Json Box(const extract::Rect& box) {
  return Json::array({Side(box.x0), Side(box.y0), Side(box.x1), Side(box.y1)});
}

Json EntryView(const store::CorrectionEntry& entry) {
  return {{"id", entry.id},
          {"sheet", entry.sheet},
          {"path", entry.path},
          {"kind", entry.kind},
          {"machine", ParsedOrNull(entry.machine)},
          {"value", ParsedOrNull(entry.value)},
          {"author", entry.author},
          {"note", entry.note},
          {"at", entry.created_at},
          {"batch", entry.batch},
          {"undoes", OrNull(entry.undoes)},
          {"standing", entry.standing},
          {"in_force", entry.in_force}};
}

std::optional<extract::PageLayer> LayerOf(const store::Store& store, const std::string& sheet,
                                          int page) {
  const auto bytes = store.Layers(sheet);
  if (!bytes) return std::nullopt;
  auto layers = extract::DecodeLayers(*bytes);
  if (!layers) return std::nullopt;
  for (extract::PageLayer& layer : layers->pages)
    if (layer.number == page) return std::move(layer);
  return std::nullopt;
}

// Points for one unit of a page: a column of plain text is half a character wide.
struct Scale {
  double x = 1, y = 1;
};
Scale ScaleOf(extract::Unit unit) {
  return unit == extract::Unit::kPoints ? Scale{} : Scale{5.5, 14};
}

std::string EscapedForMarkup(std::string_view text) {
  std::string out;
  for (const char c : ValidUtf8(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (static_cast<unsigned char>(c) >= 0x20) {  // XML has no control characters
      out += c;
    }
  }
  return out;
}

}  // namespace

Json QueueView(const store::Store& store) {
  Json sheets = Json::array();
  for (const store::QueueEntry& entry : store.Queue()) {
    sheets.push_back({{"id", entry.id},
                      {"file", ValidUtf8(entry.file)},
                      {"submitter", entry.submitter},
                      {"code", entry.code},
                      {"year", OrNull(entry.fiscal_year)},
                      {"form", entry.form},
                      {"state", entry.state},
                      {"pages", entry.pages},
                      {"open", entry.open},
                      {"decided", entry.decided},
                      {"reasons", entry.reasons}});
  }
  Json failed = Json::array();
  for (const store::FailedFile& file : store.Failed())
    failed.push_back({{"file", ValidUtf8(file.source.file)}, {"reason", file.reason}});
  return {{"sheets", std::move(sheets)}, {"failed", std::move(failed)}};
}

std::optional<Json> SheetForReview(const store::Store& store, const std::string& sheet,
                                   const std::string& author) {
  const auto stored = store.Load(sheet);
  if (!stored) return std::nullopt;
  Json log = Json::array();
  int64_t last = 0;
  for (const store::CorrectionEntry& entry : store.Corrections(sheet)) {
    last = std::max(last, entry.id);
    log.push_back(EntryView(entry));
  }
  Json drafts = Json::object();
  for (const store::Draft& draft : store.Drafts(sheet, author)) drafts[draft.path] = draft.text;
  return Json{{"id", sheet},
              {"state", stored->summary.state},
              {"pages", stored->summary.source.pages},
              {"sheet", SheetJson(*stored)},
              {"log", std::move(log)},
              {"last", last},
              {"drafts", std::move(drafts)}};
}

std::optional<Json> PageWords(const store::Store& store, const std::string& sheet, int page) {
  const auto layer = LayerOf(store, sheet, page);
  if (!layer) return std::nullopt;
  const Scale scale = ScaleOf(layer->unit);
  const auto scaled = [&](const extract::Rect& box) {
    return extract::Rect{box.x0 * scale.x, box.y0 * scale.y, box.x1 * scale.x, box.y1 * scale.y};
  };
  Json lines = Json::array();
  for (const extract::Line& line : extract::LayOut(*layer).lines) {
    Json glyphs = Json::array();
    for (const int32_t index : line.glyphs) {
      if (index == extract::kWordGap) continue;
      const extract::Glyph& glyph = layer->glyphs[static_cast<size_t>(index)];
      Json entry = Box(scaled(glyph.box));
      entry.insert(entry.begin(), ValidUtf8(glyph.text));
      glyphs.push_back(std::move(entry));
    }
    lines.push_back({{"bbox", Box(scaled(line.box))}, {"glyphs", std::move(glyphs)}});
  }
  return Json{{"width", Side(layer->width * scale.x)},
              {"height", Side(layer->height * scale.y)},
              {"scale", Json::array({scale.x, scale.y})},
              {"lines", std::move(lines)}};
}

std::optional<std::string> PageDrawing(const store::Store& store, const std::string& sheet,
                                       int page) {
  const auto layer = LayerOf(store, sheet, page);
  if (!layer) return std::nullopt;
  const Scale scale = ScaleOf(layer->unit);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.2f}\" height=\"{1:.2f}\" "
      "viewBox=\"0 0 {0:.2f} {1:.2f}\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
      layer->width * scale.x, layer->height * scale.y);
  for (const extract::Ruling& ruling : layer->rulings) {
    svg += fmt::format(
        "<line x1=\"{:.2f}\" y1=\"{:.2f}\" x2=\"{:.2f}\" y2=\"{:.2f}\" stroke=\"#667\" "
        "stroke-width=\"0.6\"/>",
        ruling.a.x * scale.x, ruling.a.y * scale.y, ruling.b.x * scale.x, ruling.b.y * scale.y);
  }
  for (const extract::Glyph& glyph : layer->glyphs) {
    const double height = glyph.box.Height() * scale.y, width = glyph.box.Width() * scale.x;
    svg += fmt::format(
        "<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{:.2f}\" font-family=\"sans-serif\" "
        "textLength=\"{:.2f}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
        glyph.box.x0 * scale.x, glyph.box.y1 * scale.y - height * 0.2, height * 0.8,
        std::max(width, 0.1), EscapedForMarkup(glyph.text));
  }
  return svg + "</svg>";
}

Json LogView(const store::Store& store, const std::string& sheet) {
  Json log = Json::array();
  for (const store::CorrectionEntry& entry : store.Corrections(sheet))
    log.push_back(EntryView(entry));
  return {{"corrections", std::move(log)}};
}

Json FieldOverSheets(const store::Store& store, const std::string& kind, const std::string& list,
                     const std::string& field) {
  Json rows = Json::array();
  for (const store::FieldOfSheet& row : store.FieldOfAllSheets(kind, list, field)) {
    rows.push_back({{"sheet", row.sheet},
                    {"submitter", row.submitter},
                    {"year", OrNull(row.fiscal_year)},
                    {"area", row.area},
                    {"path", row.pointer},
                    {"value", ParsedOrNull(row.value_json)},
                    {"status", row.status},
                    {"open", row.open}});
  }
  return {{"rows", std::move(rows)}};
}

double UpperBoundOfShare(int checked, int wrong) {
  if (checked <= 0 || wrong >= checked) return 1;
  constexpr double kOutside = 0.05;
  return boost::math::binomial_distribution<>::find_upper_bound_on_p(
      checked, wrong, kOutside,
      boost::math::binomial_distribution<>::clopper_pearson_exact_interval);
}

Json QualityView(const store::Store& store) {
  Json groups = Json::array();
  int checked = 0, wrong = 0;
  const auto bounded = [](int of, int faults) {
    return Json{{"checked", of}, {"wrong", faults}, {"at_most", UpperBoundOfShare(of, faults)}};
  };
  for (const store::QualityCount& count : store.QualityCounts()) {
    Json group = bounded(count.checked, count.wrong);
    group["form"] = count.form;
    group["year"] = OrNull(count.fiscal_year);
    groups.push_back(std::move(group));
    checked += count.checked;
    wrong += count.wrong;
  }
  Json fields = Json::array();
  const auto sample = store.LatestSample();
  if (sample) {
    for (const store::QualityField& field : store.SampleFields(*sample)) {
      fields.push_back({{"sample", field.sample},
                        {"position", field.position},
                        {"sheet", field.sheet},
                        {"path", field.path},
                        {"form", field.form},
                        {"year", OrNull(field.fiscal_year)},
                        {"value", ParsedOrNull(field.machine)},
                        {"outcome", field.outcome}});
    }
  }
  return {{"total", bounded(checked, wrong)},
          {"groups", std::move(groups)},
          {"sample", OrNull(sample)},
          {"fields", std::move(fields)}};
}

}  // namespace app
