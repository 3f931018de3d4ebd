#include "parse/form_words.h"

#include <algorithm>

#include "parse/fold.h"

namespace parse {
namespace {

std::u32string Folded(std::string_view text) { return Fold(ToUtf32(text)).text; }

bool IsGroupName(std::string_view name) {
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

// The first {name} from `from` on: where it begins, and its name; npos: none.
struct GroupPlace {
  size_t at = std::string::npos;
  std::string name;
};
GroupPlace FindGroup(const std::string& text, size_t from) {
  for (size_t at = text.find('{', from); at != std::string::npos; at = text.find('{', at + 1)) {
    const size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    std::string name = text.substr(at + 1, end - at - 1);
    if (IsGroupName(name)) return {at, std::move(name)};
  }
  return {};
}

std::string Listed(const std::map<std::string, std::vector<std::string>>& groups) {
  std::string names;
  for (const auto& [name, words] : groups) names += (names.empty() ? "" : ", ") + name;
  return names.empty() ? "-" : names;
}

}  // namespace

std::string WithEach(std::string text, const std::string& value) {
  constexpr std::string_view kEach = "{each}";
  for (size_t at = text.find(kEach); at != std::string::npos;
       at = text.find(kEach, at + value.size()))
    text.replace(at, kEach.size(), value);
  return text;
}

FormWords::FormWords(RuleTable& root) {
  auto table = root.Table("words");
  if (!table) return;
  for (const std::string& name : table->Keys()) {
    if (!IsGroupName(name) || name == "year" || name == "each") {
      table->Error(name,
                   "組の名前は半角の小文字・数字・- で書き、year と each は使えません。\n"
                   "a group's name is of small letters, digits and -; not year, not each");
    }
    std::vector<std::string>& words = groups_[name] = table->RequiredTexts(name);
    for (size_t i = 0; i < words.size(); ++i) {
      const int index = static_cast<int>(i);
      if (Folded(words[i]).empty())
        table->Error(name,
                     "空の言葉です。文字を書くか、除いてください。\nan empty word; write one, or "
                     "take it out",
                     index);
      if (words[i].find('{') != std::string::npos) {
        table->Error(name, "組の中に別の組は書けません。\na group cannot hold another group",
                     index);
      }
    }
  }
  table->Finish();
}

const std::vector<std::string>* FormWords::Group(RuleTable& table, std::string_view key, int index,
                                                 const std::string& name) const {
  const auto found = groups_.find(name);
  if (found != groups_.end()) return &found->second;
  table.Error(key,
              "「{" + name +
                  "}」という言葉の組はありません。[words] にあるのは: " + Listed(groups_) +
                  "\nno group of words \"{" + name + "}\"; [words] has: " + Listed(groups_),
              index);
  return nullptr;
}

std::vector<std::string> FormWords::Expanded(RuleTable& table, std::string_view key, int index,
                                             const std::string& text) const {
  constexpr size_t kMost = 400;  // wordings that one text may stand for
  std::vector<std::string> texts = {text};
  for (;;) {
    const GroupPlace place = FindGroup(texts.front(), 0);
    if (place.at == std::string::npos) return texts;
    const std::vector<std::string>* group = Group(table, key, index, place.name);
    if (!group || group->empty()) return {};
    std::vector<std::string> longer;
    for (const std::string& one : texts) {
      for (const std::string& word : *group) {
        const GroupPlace here = FindGroup(one, 0);
        longer.push_back(one.substr(0, here.at) + word +
                         one.substr(here.at + here.name.size() + 2));
      }
    }
    if (longer.size() > kMost) {
      table.Error(key,
                  "言葉の組の組合せが 400 を超えます。組を減らしてください。\n"
                  "the groups make more than 400 wordings; use fewer of them",
                  index);
      return {};
    }
    texts = std::move(longer);
  }
}

std::vector<std::u32string> FormWords::Words(RuleTable& table, std::string_view key, bool required,
                                             const std::optional<std::string>& each) const {
  std::vector<std::u32string> words;
  int index = 0;
  for (const std::string& text : required ? table.RequiredTexts(key) : table.Texts(key)) {
    for (const std::string& word :
         Expanded(table, key, index, each ? WithEach(text, *each) : text)) {
      words.push_back(Folded(word));
      if (words.back().empty())
        table.Error(key,
                    "空の言葉です。文字を書くか、除いてください。\nan empty word; write one, or "
                    "take it out",
                    index);
    }
    ++index;
  }
  return words;
}

std::vector<std::vector<std::u32string>> FormWords::Keywords(RuleTable& table) const {
  // "強み|特徴" names alternatives; all elements must be met.
  std::vector<std::vector<std::u32string>> keywords;
  int index = 0;
  for (const std::string& element : table.Texts("keywords")) {
    std::vector<std::u32string> alternatives;
    size_t begin = 0;
    while (begin <= element.size()) {
      const size_t bar = std::min(element.find('|', begin), element.size());
      for (const std::string& word :
           Expanded(table, "keywords", index, element.substr(begin, bar - begin))) {
        if (!word.empty()) alternatives.push_back(Folded(word));
      }
      begin = bar + 1;
    }
    if (alternatives.empty())
      table.Error(
          "keywords",
          "空の言葉です。文字を書くか、除いてください。\nan empty word; write one, or take it out",
          index);
    keywords.push_back(std::move(alternatives));
    ++index;
  }
  return keywords;
}

Wording FormWords::HeadingWords(RuleTable& table, std::string_view key,
                                const std::optional<std::string>& each) const {
  Wording wording(Words(table, key, true, each));
  wording.keywords = Keywords(table);
  return wording;
}

std::unique_ptr<RE2> FormWords::Pattern(RuleTable& table, std::string_view key, std::string pattern,
                                        int index) const {
  for (GroupPlace place = FindGroup(pattern, 0); place.at != std::string::npos;
       place = FindGroup(pattern, place.at)) {
    const std::vector<std::string>* group = Group(table, key, index, place.name);
    if (!group) return nullptr;
    std::string any;
    for (const std::string& word : *group)
      any += (any.empty() ? "" : "|") + RE2::QuoteMeta(ToUtf8(Folded(word)));
    pattern.replace(place.at, place.name.size() + 2, "(?:" + any + ")");
    place.at += any.size();
  }
  RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_unique<RE2>(pattern, options);
  if (compiled->ok()) return compiled;
  table.Error(key,
              "正規表現（RE2）として読めません: " + compiled->error() +
                  "\nnot a valid RE2 pattern: " + compiled->error(),
              index);
  return nullptr;
}

size_t Choice(RuleTable& table, std::string_view key, const std::string& text,
              const std::vector<std::string_view>& choices) {
  for (size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] == text) return i;
  }
  std::string list;
  for (std::string_view word : choices) list += (list.empty() ? "" : ", ") + std::string(word);
  table.Error(key, "「" + text + "」は使えません。次のどれかです: " + list + "\n\"" + text +
                       "\" is not known here; one of: " + list);
  return 0;
}

}  // namespace parse
