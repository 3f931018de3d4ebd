#include "parse/sheet_codec.h"

#include <utility>

#include "extract/bytes.h"

namespace parse {
namespace {

using extract::ByteReader;
using extract::ByteWriter;

constexpr uint8_t kVersion = 1;
// Sheet, area, challenge, role and room to spare; a hostile input must not overflow the stack.
constexpr int kMaxDepth = 16;

enum ValueTag : uint8_t { kNull, kText, kNumber, kTexts };

void WritePlace(const Place& place, ByteWriter& out) {
  out.Signed(place.page);
  out.Byte(place.box ? 1 : 0);
  if (!place.box) return;
  for (const double side : {place.box->x0, place.box->y0, place.box->x1, place.box->y1})
    out.Double(side);
}

Place ReadPlace(ByteReader& in) {
  Place place;
  place.page = static_cast<int>(in.Signed());
  if (in.Bounded(1) == 0) return place;
  extract::Rect box;
  for (double* side : {&box.x0, &box.y0, &box.x1, &box.y1}) *side = in.Double();
  place.box = box;
  return place;
}

void WriteValue(const Value& value, ByteWriter& out) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    out.Byte(kText);
    out.String(*text);
  } else if (const auto* number = std::get_if<double>(&value)) {
    out.Byte(kNumber);
    out.Double(*number);
  } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    out.Byte(kTexts);
    out.Varint(texts->size());
    for (const std::string& entry : *texts) out.String(entry);
  } else {
    out.Byte(kNull);
  }
}

Value ReadValue(ByteReader& in) {
  switch (in.Byte()) {
    case kNull:
      return std::monostate();
    case kText:
      return std::string(in.String());
    case kNumber:
      return in.Double();
    case kTexts: {
      std::vector<std::string> texts(in.Count());
      for (std::string& text : texts) text = in.String();
      return texts;
    }
    default:
      in.Fail();
      return std::monostate();
  }
}

void WriteField(const Field& field, ByteWriter& out) {
  out.String(field.name);
  WriteValue(field.value, out);
  const Evidence& evidence = field.evidence;
  out.Varint(evidence.places.size());
  for (const Place& place : evidence.places) WritePlace(place, out);
  out.String(evidence.rule);
  out.Double(evidence.confidence);
  out.String(evidence.printed);
  out.Byte(static_cast<uint8_t>(evidence.status));
}

Field ReadField(ByteReader& in) {
  Field field;
  field.name = in.String();
  field.value = ReadValue(in);
  field.evidence.places.resize(in.Count(2));
  for (Place& place : field.evidence.places) place = ReadPlace(in);
  field.evidence.rule = in.String();
  field.evidence.confidence = in.Double();
  field.evidence.printed = in.String();
  field.evidence.status =
      static_cast<Status>(in.Bounded(static_cast<uint64_t>(Status::kCorrected)));
  return field;
}

void WriteRecord(const Record& record, ByteWriter& out) {
  out.String(record.kind);
  out.Varint(record.fields.size());
  for (const Field& field : record.fields) WriteField(field, out);
  out.Varint(record.lists.size());
  for (const RecordList& list : record.lists) {
    out.String(list.name);
    out.Varint(list.records.size());
    for (const Record& child : list.records) WriteRecord(child, out);
  }
}

// Records are appended one by one, not resized at once: a count costs the input one byte, a
// Record in memory far more.
Record ReadRecord(ByteReader& in, int depth) {
  Record record;
  if (depth > kMaxDepth) in.Fail();
  record.kind = in.String();
  for (size_t n = in.Count(); n > 0 && in.ok(); --n) record.fields.push_back(ReadField(in));
  for (size_t n = in.Count(); n > 0 && in.ok(); --n) {
    RecordList list;
    list.name = in.String();
    for (size_t m = in.Count(); m > 0 && in.ok(); --m)
      list.records.push_back(ReadRecord(in, depth + 1));
    record.lists.push_back(std::move(list));
  }
  return record;
}

}  // namespace

std::string EncodeSheet(const ParsedSheet& sheet) {
  ByteWriter out;
  out.Byte(kVersion);
  out.Byte(sheet.recognised ? 1 : 0);
  out.String(sheet.form);
  WriteRecord(sheet.sheet, out);
  out.Varint(sheet.review.size());
  for (const Finding& finding : sheet.review) {
    out.String(finding.path);
    out.String(finding.reason);
    out.String(finding.detail);
  }
  out.Varint(sheet.leftover.size());
  for (const Leftover& leftover : sheet.leftover) {
    WritePlace(leftover.place, out);
    out.String(leftover.text);
  }
  out.Varint(sheet.account.size());
  for (const PageAccount& page : sheet.account) {
    for (const int number :
         {page.page, page.printed, page.in_fields, page.in_form, page.in_leftover})
      out.Signed(number);
  }
  return std::move(out).Take();
}

tl::expected<ParsedSheet, std::string> DecodeSheet(std::string_view bytes) {
  ByteReader in(bytes);
  if (in.Byte() != kVersion) return tl::make_unexpected("not a sheet of this version");
  ParsedSheet sheet;
  sheet.recognised = in.Bounded(1) == 1;
  sheet.form = in.String();
  sheet.sheet = ReadRecord(in, 0);
  for (size_t n = in.Count(3); n > 0 && in.ok(); --n) {
    Finding& finding = sheet.review.emplace_back();
    finding.path = in.String();
    finding.reason = in.String();
    finding.detail = in.String();
  }
  for (size_t n = in.Count(3); n > 0 && in.ok(); --n) {
    Leftover& leftover = sheet.leftover.emplace_back();
    leftover.place = ReadPlace(in);
    leftover.text = in.String();
  }
  for (size_t n = in.Count(5); n > 0 && in.ok(); --n) {
    PageAccount& page = sheet.account.emplace_back();
    for (int* number :
         {&page.page, &page.printed, &page.in_fields, &page.in_form, &page.in_leftover})
      *number = static_cast<int>(in.Signed());
  }
  if (!in.ok()) return tl::make_unexpected("a sheet that is cut short or damaged");
  if (!in.AtEnd()) return tl::make_unexpected("bytes after the end of a sheet");
  return sheet;
}

}  // namespace parse
