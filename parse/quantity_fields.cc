#include "parse/quantity_fields.h"

#include <optional>
#include <utility>

#include "parse/quantity.h"
#include "parse/sheet_shape.h"

namespace parse {

void SetQuantityFields(Record& record, std::string_view text, const PrintedText& source,
                       std::string_view rule, const std::string& path, const WordLists& words,
                       SheetBuilder& builder) {
  const Quantity quantity = ReadQuantity(text, words);
  const double confidence = quantity.doubtful ? 0.5 : 1;
  // An optional field that has no value is left out of the sheet, and so is its evidence.
  const auto set = [&](std::string_view field, Value value) {
    const FieldShape* shape = ShapeOf(record.kind)->Find(field);
    if (shape->optional && std::holds_alternative<std::monostate>(value)) {
      *record.Find(field) = Field{std::string(field), Value(), Evidence()};
    } else {
      builder.SetValue(record, field, std::move(value), source, rule, confidence);
    }
  };
  const auto number = [](const std::optional<double>& value) {
    return value ? Value(*value) : Value();
  };
  set("value", number(quantity.value));
  set("value_max", number(quantity.value_max));
  set("unit", quantity.unit ? Value(*quantity.unit) : Value());
  set("comparator", quantity.comparator == Comparator::kNone
                        ? Value()
                        : Value(std::string(Symbol(quantity.comparator))));
  set("state", std::string(Code(quantity.state)));
  if (quantity.doubtful) builder.AddFinding(path, "quantity-doubtful", quantity.doubt);
}

}  // namespace parse
