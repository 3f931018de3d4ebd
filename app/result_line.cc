#include "app/result_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/document_reading.h"
#include "app/printable.h"
#include "extract/base64.h"
#include "extract/sha256.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

constexpr std::string_view kFormat = "jizen-reading/1", kSheetFormat = "jizen-sheet/1";
constexpr size_t kIdDigits = 12;  // of a sheet's id: the beginning of the SHA-256

tl::unexpected<std::string> Wrong(std::string what) { return tl::unexpected(std::move(what)); }

std::string FileName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

const char* StatusName(store::FileStatus status) {
  switch (status) {
    case store::FileStatus::kImported:
      return "imported";
    case store::FileStatus::kUnrecognised:
      return "unrecognised";
    case store::FileStatus::kFailed:
      break;
  }
  return "failed";
}

std::string EncodedReading(const store::FileResult& result) {
  DocumentReading reading;
  reading.media_type = result.source.media_type == MediaTypeName(extract::MediaType::kPdf)
                           ? extract::MediaType::kPdf
                           : extract::MediaType::kPlainText;
  reading.pages = result.source.pages;
  reading.warnings = result.warnings;
  reading.layers = result.layers;
  reading.sheet = result.sheet;
  return extract::ToBase64(EncodeReading(reading));
}

// Reads the texts at the beginning of a line: up to the key "status", of an exported sheet to the
// end of "source".
class HeadReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  LineHead head;
  std::string path_bytes;
  bool complete = false, right_format = false;

  bool null() override { return false; }
  bool boolean(bool) override { return false; }
  bool number_integer(number_integer_t) override { return in_source_; }
  bool number_unsigned(number_unsigned_t) override { return in_source_; }
  bool number_float(number_float_t, const string_t&) override { return false; }
  bool binary(binary_t&) override { return false; }
  bool string(string_t& text) override {
    if (in_source_) return TakeOfSource(text);
    if (key_ == "format") {
      right_format = text == kFormat || text == kSheetFormat;
      head.exported = text == kSheetFormat;
    }
    if (key_ == "path") head.path = text;
    if (key_ == "path_bytes") path_bytes = text;
    if (key_ == "program") head.made_by.program_version = text;
    if (key_ == "rules") head.made_by.rules_hash = text;
    return true;
  }
  bool start_object(std::size_t) override {
    if (++depth_ == 1) return true;
    in_source_ = depth_ == 2 && head.exported && key_ == "source";
    return in_source_;
  }
  bool key(string_t& name) override {
    key_ = name;
    complete = !head.exported && name == "status";
    return !complete;
  }
  bool end_object() override {
    complete = in_source_ && !head.id.empty() && !head.path.empty();
    return false;
  }
  bool start_array(std::size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  bool TakeOfSource(const std::string& text) {
    if (key_ == "file") head.path = text;
    if (key_ == "sha256") head.id = text.substr(0, kIdDigits);
    if (key_ == "replaces") head.replaces = text;
    return true;
  }

  std::string key_;
  int depth_ = 0;
  bool in_source_ = false;
};

bool IsSha256(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string TextAt(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

tl::expected<void, std::string> TakeReading(const nlohmann::json& json, store::FileResult* result) {
  const auto bytes = extract::FromBase64(TextAt(json, "reading"));
  if (!bytes) return Wrong("\"reading\" is no BASE64");
  auto reading = DecodeReading(*bytes);
  if (!reading) return Wrong("\"reading\": " + reading.error().detail);
  if (reading->sheet.recognised != (result->status == store::FileStatus::kImported))
    return Wrong("\"reading\" does not fit \"status\"");
  result->source.media_type = MediaTypeName(reading->media_type);
  result->source.pages = reading->pages;
  result->layers = std::move(reading->layers);
  result->sheet = std::move(reading->sheet);
  result->warnings = std::move(reading->warnings);
  if (!json.contains("original")) return {};
  auto original = extract::FromBase64(TextAt(json, "original"));
  if (!original || extract::Sha256(*original) != result->source.sha256)
    return Wrong("\"original\" does not fit \"sha256\"");
  result->original = std::move(*original);
  return {};
}

// A line of an export.
tl::expected<LineResult, std::string> FromExportedSheet(std::string_view line) {
  const auto json = nlohmann::ordered_json::parse(line.begin(), line.end(), nullptr,
                                                  /*allow_exceptions=*/false);
  if (!json.is_object()) return Wrong("the line is cut or damaged");
  auto sheet = parse::FromJson(json);
  if (!sheet) return Wrong(sheet.error().pointer + ": " + sheet.error().detail);
  const nlohmann::json source = json.value("source", nlohmann::json::object());
  LineResult out;
  store::FileResult& result = out.result;
  result.source.file = result.source.path = TextAt(source, "file");
  result.source.sha256 = TextAt(source, "sha256");
  result.source.media_type = TextAt(source, "media_type");
  if (const auto pages = source.find("pages"); pages != source.end() && pages->is_number_unsigned())
    result.source.pages = static_cast<int>(std::min<uint64_t>(pages->get<uint64_t>(), 1'000'000));
  if (!IsSha256(result.source.sha256)) return Wrong("\"sha256\" is none");
  if (result.source.media_type != MediaTypeName(extract::MediaType::kPdf) &&
      result.source.media_type != MediaTypeName(extract::MediaType::kPlainText))
    return Wrong("\"media_type\" is none that there is");
  if (result.source.pages < 1) return Wrong("\"pages\" is none");
  result.status =
      sheet->recognised ? store::FileStatus::kImported : store::FileStatus::kUnrecognised;
  if (!sheet->recognised) sheet->sheet = {};
  result.sheet = std::move(*sheet);
  const auto state = json.find("state");
  result.exported_state =
      state != json.end() && state->is_string() ? state->get<std::string>() : "";
  return out;
}

}  // namespace

std::string ToLine(const store::FileResult& result, const store::RunInfo& made_by) {
  const store::Source& source = result.source;
  nlohmann::ordered_json line;
  line["format"] = kFormat;
  line["path"] = ValidUtf8(source.path);
  if (ValidUtf8(source.path) != source.path) line["path_bytes"] = extract::ToBase64(source.path);
  line["program"] = made_by.program_version;
  line["rules"] = made_by.rules_hash;
  line["status"] = StatusName(result.status);
  line["sha256"] = source.sha256;
  line["size"] = source.size;
  if (result.status == store::FileStatus::kFailed) {
    line["reason"] = result.reason;
    line["detail"] = ValidUtf8(result.detail);
    return line.dump();
  }
  line["sheet"] = parse::ToJson(result.sheet, {ValidUtf8(source.file), source.sha256,
                                               source.media_type, std::max(1, source.pages)});
  line["reading"] = EncodedReading(result);
  if (result.original) line["original"] = extract::ToBase64(*result.original);
  return line.dump();
}

std::optional<LineHead> HeadOfLine(std::string_view line) {
  HeadReader reader;
  nlohmann::json::sax_parse(line.begin(), line.end(), &reader);
  if (!reader.complete || !reader.right_format) return std::nullopt;
  if (auto bytes = extract::FromBase64(reader.path_bytes); bytes && !bytes->empty())
    reader.head.path = std::move(*bytes);
  return std::move(reader.head);
}

tl::expected<LineResult, std::string> FromLine(std::string_view line) {
  auto head = HeadOfLine(line);
  if (!head) return Wrong("no line of jizen-reading/1 or jizen-sheet/1");
  if (head->exported) return FromExportedSheet(line);
  // "sheet" is for other programs: not kept while the line is read.
  const auto without_sheet = [](int depth, nlohmann::json::parse_event_t event,
                                nlohmann::json& parsed) {
    return !(depth == 1 && event == nlohmann::json::parse_event_t::key && parsed == "sheet");
  };
  const nlohmann::json json = nlohmann::json::parse(line.begin(), line.end(), without_sheet,
                                                    /*allow_exceptions=*/false);
  if (!json.is_object()) return Wrong("the line is cut or damaged");
  LineResult out;
  out.made_by = std::move(head->made_by);
  store::FileResult& result = out.result;
  result.source.path = std::move(head->path);
  result.source.file = FileName(result.source.path);
  result.source.sha256 = TextAt(json, "sha256");
  if (const auto size = json.find("size"); size != json.end() && size->is_number_unsigned())
    result.source.size = size->get<int64_t>();
  const std::string status = TextAt(json, "status");
  if (status == "failed") {
    result.status = store::FileStatus::kFailed;
    result.reason = TextAt(json, "reason");
    result.detail = TextAt(json, "detail");
    if (!result.source.sha256.empty() && !IsSha256(result.source.sha256))
      return Wrong("\"sha256\" is none");
    return out;
  }
  if (status != "imported" && status != "unrecognised")
    return Wrong("\"status\" is none that there is");
  if (!IsSha256(result.source.sha256)) return Wrong("\"sha256\" is none");
  result.status =
      status == "imported" ? store::FileStatus::kImported : store::FileStatus::kUnrecognised;
  if (auto taken = TakeReading(json, &result); !taken) return tl::unexpected(taken.error());
  return out;
}

}  // namespace app
