// rules/form.schema.json, by which editors help, and the reader of forms know the same keys.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "parse/form_rules.h"
#include "tests/parse/sheet_sketch.h"

namespace tests {
namespace {

using Json = nlohmann::json;

// What the reader says that it knows, of a key that it cannot know: "...; known here: a, b".
std::set<std::string> KnownKeys(const std::string& bytes, const std::string& place) {
  std::vector<parse::RuleError> errors;
  const auto file = parse::RuleFile::Parse("x.toml", bytes, &errors);
  EXPECT_TRUE(file.has_value()) << bytes;
  if (file) parse::LoadFormRules(file->Root(), "x.toml");
  const std::string known = "known here: ";
  std::set<std::string> keys;
  for (const parse::RuleError& error : errors) {
    const size_t at = error.message.find(known);
    if (error.key != place || at == std::string::npos) continue;
    std::string rest = error.message.substr(at + known.size());
    for (size_t end = 0; end != std::string::npos;) {
      end = rest.find(", ");
      keys.insert(rest.substr(0, end));
      if (end != std::string::npos) rest = rest.substr(end + 2);
    }
  }
  return keys;
}

std::set<std::string> SchemaKeys(const Json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object["properties"].items()) keys.insert(key);
  // Put in order before the reader sees the file: a form on top of another.
  for (const char* merged : {"after", "removed"}) keys.erase(merged);
  return keys;
}

TEST(RuleSchema, HasTheKeysThatTheReaderKnows) {
  const Json schema =
      Json::parse(FileBytes(JIZEN_SOURCE_DIR "/rules/form.schema.json"), nullptr, false);
  ASSERT_FALSE(schema.is_discarded());
  const Json& root = schema["properties"];
  const Json& defs = schema["$defs"];
  const std::string no = "qqqqqqqqqqqq";  // like no key
  const std::string unknown = no + " = 1\n";
  const std::string table = "[[table]]\nid = \"t\"\ninto = \"indicators\"\n";
  const std::string measure = "role = \"measure\", kind = \"target\"";
  const std::string part = "[[part]]\nid = \"p\"\nheading = \"p\"\n";
  EXPECT_EQ(KnownKeys(unknown, no), SchemaKeys(schema));
  EXPECT_EQ(KnownKeys("[match]\n" + unknown, "match." + no), SchemaKeys(root["match"]));
  EXPECT_EQ(KnownKeys("[cover]\n" + unknown, "cover." + no), SchemaKeys(root["cover"]));
  EXPECT_EQ(KnownKeys("[area]\n" + unknown, "area." + no), SchemaKeys(root["area"]));
  EXPECT_EQ(KnownKeys("[wording]\n" + unknown, "wording." + no), SchemaKeys(root["wording"]));
  EXPECT_EQ(KnownKeys("[[section]]\n" + unknown, "section." + no), SchemaKeys(defs["section"]));
  EXPECT_EQ(KnownKeys(table + unknown, "table." + no), SchemaKeys(defs["table"]));
  EXPECT_EQ(
      KnownKeys(table + "columns = [{ " + measure + ", " + no + " = 1 }]\n", "table.columns." + no),
      SchemaKeys(defs["column"]));
  EXPECT_EQ(KnownKeys(part + unknown, "part." + no), SchemaKeys(defs["part"]));
  EXPECT_EQ(KnownKeys(part + "rows = [{ " + no + " = 1 }]\n", "part.rows." + no),
            SchemaKeys(defs["row"]));
  EXPECT_EQ(KnownKeys(part + "columns = [{ " + no + " = 1 }]\n", "part.columns." + no),
            SchemaKeys(defs["part_column"]));
  EXPECT_EQ(KnownKeys("[[example]]\n" + unknown, "example." + no), SchemaKeys(defs["example"]));
  std::set<std::string> constraint;
  for (const char* need : {"filled", "number", "among", "pattern", "at-most"}) {
    constraint.merge(KnownKeys("[[constraint]]\nneed = \"" + std::string(need) + "\"\n" + unknown,
                               "constraint." + no));
  }
  EXPECT_EQ(constraint, SchemaKeys(defs["constraint"]));
}

}  // namespace
}  // namespace tests
