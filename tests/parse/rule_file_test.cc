// Mistakes in a rule file, with the whole message that a person reads.
#include "parse/rule_file.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace parse {
namespace {

// All messages for a file that `read` reads.
std::string Messages(const std::string& bytes, const std::function<void(RuleTable)>& read) {
  std::vector<RuleError> errors;
  if (const auto file = RuleFile::Parse("forms/x.toml", bytes, &errors)) read(file->Root());
  std::string messages;
  for (const RuleError& error : errors) messages += error.Format() + "\n";
  return messages;
}

// Reads tables of columns, as a form has.
void ReadColumns(RuleTable root) {
  root.RequiredText("id");
  for (RuleTable& table : root.Tables("table")) {
    for (RuleTable& column : table.Tables("columns")) {
      column.RequiredText("field");
      column.RequiredTexts("header");
      column.Flag("required");
      column.Finish();
    }
    table.Finish();
  }
  root.Finish();
}

TEST(RuleFile, ReadsEveryKindOfValue) {
  std::vector<RuleError> errors;
  const auto file = RuleFile::Parse("x.toml",
                                    "\xEF\xBB\xBF"
                                    "text = \"圏域\"\r\n"
                                    "one = \"課題\"\n"
                                    "many = [\"現状値\", \"現状\"]\n"
                                    "flag = true\n"
                                    "count = -3\n"
                                    "share = 0.75\n"
                                    "inline = [{ a = 1 }, { a = 2 }]\n"
                                    "[part]\n"
                                    "x = 5\n"
                                    "[[list]]\n"
                                    "a = 3\n",
                                    &errors);
  ASSERT_TRUE(file.has_value());
  RuleTable root = file->Root();
  EXPECT_TRUE(root.Has("text"));
  EXPECT_FALSE(root.Has("absent"));
  EXPECT_EQ(root.Text("text"), "圏域");
  EXPECT_EQ(root.Text("absent", "x"), "x");
  EXPECT_EQ(root.Texts("one"), std::vector<std::string>{"課題"});
  EXPECT_EQ(root.RequiredTexts("many"), (std::vector<std::string>{"現状値", "現状"}));
  EXPECT_TRUE(root.Texts("absent").empty());
  EXPECT_TRUE(root.Flag("flag"));
  EXPECT_TRUE(root.Flag("absent", true));
  EXPECT_EQ(root.Integer("count"), -3);
  EXPECT_EQ(root.Integer("absent", 7), 7);
  EXPECT_DOUBLE_EQ(root.Number("share"), 0.75);
  EXPECT_DOUBLE_EQ(root.Number("count"), -3);
  ASSERT_EQ(root.Tables("inline").size(), 2u);
  EXPECT_EQ(root.Tables("inline")[1].Integer("a"), 2);
  EXPECT_EQ(root.Tables("list").at(0).Integer("a"), 3);
  EXPECT_EQ(root.Table("part")->Integer("x"), 5);
  EXPECT_FALSE(root.Table("absent").has_value());
  root.Finish();
  EXPECT_TRUE(errors.empty());
}

TEST(RuleFile, KeysAreInTheOrderOfTheFileAndKnown) {
  std::vector<RuleError> errors;
  const auto file = RuleFile::Parse("x.toml", "[labels]\nz = 1\na = 2\nm = 3\n", &errors);
  RuleTable labels = *file->Root().Table("labels");
  EXPECT_EQ(labels.Keys(), (std::vector<std::string>{"z", "a", "m"}));
  labels.Finish();
  EXPECT_TRUE(errors.empty());
}

TEST(RuleFile, UnknownKeyNamesTheNearestKnownOne) {
  EXPECT_EQ(Messages("id = \"x\"\n"
                     "[[table]]\n"
                     "columns = [\n"
                     "  { field = \"goal\", heder = [\"達成目標\"], header = [\"目標\"] },\n"
                     "]\n",
                     ReadColumns),
            "forms/x.toml:4:21: table.columns.heder: "
            "「heder」というキーはありません。「header」の間違いではありませんか。\n"
            "unknown key \"heder\"; did you mean \"header\"?\n"
            "    { field = \"goal\", heder = [\"達成目標\"], header = [\"目標\"] },\n"
            "                      ^\n");
}

TEST(RuleFile, UnknownKeyUnlikeAnyListsThose) {
  EXPECT_EQ(Messages("id = \"x\"\nbemerkung = 1\n", ReadColumns),
            "forms/x.toml:2:1: bemerkung: "
            "「bemerkung」というキーはありません。使えるキー: id, table\n"
            "unknown key \"bemerkung\"; known here: id, table\n"
            "  bemerkung = 1\n"
            "  ^\n");
}

TEST(RuleFile, WrongTypeAfterFullWidthCharacters) {
  EXPECT_EQ(
      Messages("id = \"x\"\n"
               "[[table]]\n"
               "columns = [{ field = \"達成目標\", header = \"目標\", required = \"はい\" }]\n",
               ReadColumns),
      "forms/x.toml:3:56: table.columns.required: "
      "真偽値（true か false）でなければなりませんが、文字列です。\n"
      "must be true or false, not a text\n"
      "  columns = [{ field = \"達成目標\", header = \"目標\", required = \"はい\" }]\n"
      "                                                               ^\n");
}

TEST(RuleFile, ElementOfAWrongType) {
  EXPECT_EQ(Messages("words = [\"現状\", 3]\n",
                     [](RuleTable root) {
                       EXPECT_EQ(root.Texts("words"), std::vector<std::string>{"現状"});
                     }),
            "forms/x.toml:1:16: words: 文字列でなければなりませんが、整数です。\n"
            "must be a text, not an integer\n"
            "  words = [\"現状\", 3]\n"
            "                   ^\n");
}

TEST(RuleFile, MissingKeyOfATable) {
  EXPECT_EQ(Messages("id = \"x\"\n"
                     "[[table]]\n"
                     "[[table.columns]]\n"
                     "  field = \"goal\"\n",
                     ReadColumns),
            "forms/x.toml:3:1: table.columns.header: 必要なキー「header」がありません。\n"
            "the key \"header\" is missing\n"
            "  [[table.columns]]\n"
            "  ^\n");
}

TEST(RuleFile, MissingKeyOfTheFile) {
  EXPECT_EQ(Messages("", ReadColumns),
            "forms/x.toml:1:1: id: 必要なキー「id」がありません。\nthe key \"id\" is missing\n");
}

TEST(RuleFile, EmptyList) {
  EXPECT_EQ(Messages("words = []\n", [](RuleTable root) { root.RequiredTexts("words"); }),
            "forms/x.toml:1:9: words: リストが空です。一つ以上書いてください。\n"
            "the list is empty; one entry or more is needed\n"
            "  words = []\n"
            "          ^\n");
}

TEST(RuleFile, TableWhereATextStands) {
  EXPECT_EQ(Messages("part = \"x\"\n",
                     [](RuleTable root) { EXPECT_FALSE(root.Table("part").has_value()); }),
            "forms/x.toml:1:8: part: 表でなければなりませんが、文字列です。\n"
            "must be a table, not a text\n"
            "  part = \"x\"\n"
            "         ^\n");
  EXPECT_EQ(
      Messages("part = 1\n", [](RuleTable root) { EXPECT_TRUE(root.Tables("part").empty()); }),
      "forms/x.toml:1:8: part: 表のリスト（[[part]]）でなければなりませんが、整数です。\n"
      "must be a list of tables, not an integer\n"
      "  part = 1\n"
      "         ^\n");
}

TEST(RuleFile, MistakeThatTheCallerFindsInAnElement) {
  EXPECT_EQ(Messages("patterns = [\"a\", \"（\"]\n",
                     [](RuleTable root) {
                       root.Texts("patterns");
                       root.Error("patterns", "式として読めません。\nno pattern", 1);
                     }),
            "forms/x.toml:1:18: patterns: 式として読めません。\n"
            "no pattern\n"
            "  patterns = [\"a\", \"（\"]\n"
            "                   ^\n");
}

TEST(RuleFile, BrokenSyntaxHasItsPlace) {
  std::vector<RuleError> errors;
  EXPECT_FALSE(RuleFile::Parse("forms/x.toml", "id = \"x\"\nname = ]\n", &errors).has_value());
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].line, 2);
  EXPECT_EQ(errors[0].column, 8);
  EXPECT_EQ(errors[0].source_line, "name = ]");
  EXPECT_EQ(errors[0].message.substr(0, errors[0].message.find('\n')),
            "TOML として読めません。= の後には値を書きます。文字は \" \" で囲みます。");
  EXPECT_EQ(errors[0].key, "name");
  EXPECT_NE(errors[0].message.find("\nnot TOML: "), std::string::npos);
}

TEST(RuleFile, FullWidthSignsOutsideQuotationMarks) {
  const auto read = [](RuleTable root) { root.Texts("words"); };
  EXPECT_EQ(
      Messages("# 語。「，」も使える\nwords = [\"現状，\"，\"現状値\"]\n", read),
      "forms/x.toml:2:15: words: 「，」（U+FF0C）は引用符の中にだけ書けます。"
      "外の記号や空白は半角にしてください。\n"
      "\"，\" (U+FF0C) may stand in quotation marks only; signs and blanks outside are ASCII\n"
      "  words = [\"現状，\"，\"現状値\"]\n"
      "                   ^\n");
  // Signs that toml++ 3.3 must not see there.
  for (const char* bytes : {"。", "a = 1　", "é = 1", "a = \"\"\"x\\。\"\"\"",
                            "a = \"\"\"x\\\n。\"\"\"", "a = 'x'。", "[表]"}) {
    EXPECT_NE(Messages(bytes, [](RuleTable) {}), "") << bytes;
  }
}

TEST(RuleFile, AnyTextMayStandInsideQuotationMarks) {
  const auto read = [](RuleTable root) {
    EXPECT_EQ(root.Text("basic"), "「\"。");
    EXPECT_EQ(root.Text("literal"), "\\。#");
    EXPECT_EQ(root.Text("lines"), "一\n、\"二\"");
    EXPECT_EQ(root.Text("raw"), "'一'\n。");
    EXPECT_EQ(root.Text("キー"), "");
    EXPECT_EQ(root.Text("key"), "x");
  };
  EXPECT_EQ(Messages("\xEF\xBB\xBF"
                     "basic = \"「\\\"。\" # 、\n"
                     "literal = '\\。#'\n"
                     "lines = \"\"\"一\n、\"二\"\"\"\"\n"
                     "raw = ''''一'\n。'''\n"
                     "\"キー\" = \"\"\n"
                     "key = \"x\" # 。\r\n",
                     read),
            "");
}

TEST(RuleFile, TheSameKeyTwiceIsNoToml) {
  std::vector<RuleError> errors;
  EXPECT_FALSE(RuleFile::Parse("x.toml", "id = 1\nid = 2\n", &errors).has_value());
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].line, 2);
}

TEST(RuleError, CaretKeepsTabsAndSkipsCombiningMarks) {
  RuleError error;
  error.file = "x.toml";
  error.line = 1;
  error.column = 5;
  error.message = "m";
  error.source_line = "\tか\u3099a!";
  EXPECT_EQ(error.Format(), "x.toml:1:5: m\n  \tか\u3099a!\n  \t   ^");
}

}  // namespace
}  // namespace parse
