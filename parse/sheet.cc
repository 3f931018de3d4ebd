#include "parse/sheet.h"

#include <algorithm>

namespace parse {
namespace {

// One body for the const and the other version: Range is a vector of things with a name.
template <typename Range>
auto FindByName(Range& range, std::string_view name) -> decltype(range.data()) {
  const auto found = std::find_if(range.begin(), range.end(),
                                  [name](const auto& entry) { return entry.name == name; });
  return found == range.end() ? nullptr : &*found;
}

}  // namespace

Field* Record::Find(std::string_view name) { return FindByName(fields, name); }
const Field* Record::Find(std::string_view name) const { return FindByName(fields, name); }
RecordList* Record::FindList(std::string_view name) { return FindByName(lists, name); }
const RecordList* Record::FindList(std::string_view name) const { return FindByName(lists, name); }

std::string_view Record::Text(std::string_view name) const {
  const Field* field = Find(name);
  const auto* text = field == nullptr ? nullptr : std::get_if<std::string>(&field->value);
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

bool IsBlank(const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return true;
  if (const auto* text = std::get_if<std::string>(&value)) return text->empty();
  const auto* texts = std::get_if<std::vector<std::string>>(&value);
  return texts != nullptr && texts->empty();
}

}  // namespace parse
