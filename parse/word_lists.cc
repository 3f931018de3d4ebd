#include "parse/word_lists.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

#include "parse/fold.h"

namespace parse {
namespace {

std::vector<std::u32string> Folded(const std::vector<std::string>& words) {
  std::vector<std::u32string> folded;
  folded.reserve(words.size());
  for (const std::string& word : words) folded.push_back(Fold(ToUtf32(word)).text);
  return folded;
}

bool LongerFirst(const std::u32string& a, const std::u32string& b) {
  return a.size() != b.size() ? a.size() > b.size() : a < b;
}

std::vector<std::u32string> LongestFirst(std::vector<std::u32string> words) {
  std::sort(words.begin(), words.end(), LongerFirst);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<std::u32string> FoldedWords(RuleTable& table, std::string_view key) {
  return LongestFirst(Folded(table.RequiredTexts(key)));
}

// --- submitters.toml ---------------------------------------------------------------------

// JIS X 0401 and 0402: the last of six digits is made from the others.
bool HasValidCheckDigit(std::string_view code) {
  constexpr std::array<int, 5> kWeights = {6, 5, 4, 3, 2};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (code.size() != 6 || !std::all_of(code.begin(), code.end(), is_digit)) return false;
  const int sum = std::inner_product(kWeights.begin(), kWeights.end(), code.begin(), 0, std::plus(),
                                     [](int weight, char c) { return weight * (c - '0'); });
  return (11 - sum % 11) % 10 == code[5] - '0';
}

void LoadSubmitter(RuleTable table, bool prefecture, WordLists* words) {
  Submitter submitter;
  submitter.name = table.RequiredText("name");
  submitter.code = table.RequiredText("code");
  submitter.prefecture = prefecture;
  submitter.prefecture_name = prefecture ? submitter.name : table.RequiredText("prefecture");
  if (table.Has("code") && !HasValidCheckDigit(submitter.code)) {
    table.Error("code",
                "全国地方公共団体コードは、検査数字を含む6桁の数字です。\n"
                "not a 6-digit local government code with a right check digit");
  }
  const std::u32string folded = Fold(ToUtf32(submitter.name)).text;
  if (!words->submitter_by_name.emplace(folded, words->submitters.size()).second)
    table.Error("name", "同じ名称がもうあります。\nthis name is there already");
  words->submitters.push_back(std::move(submitter));
  table.Finish();
}

void LoadSubmitters(RuleTable root, WordLists* words) {
  for (const RuleTable& table : root.Tables("prefectures")) LoadSubmitter(table, true, words);
  for (const RuleTable& table : root.Tables("cities")) LoadSubmitter(table, false, words);
  root.Finish();
}

// --- eras.toml ---------------------------------------------------------------------------

// The western year in which the first year of an era begins; 0 where ICU does not know it.
class EraCalendar {
 public:
  EraCalendar() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale("ja_JP@calendar=japanese");
    const icu::DateFormatSymbols symbols(locale, "japanese", status);
    calendar_.reset(icu::Calendar::createInstance(locale, status));
    if (U_FAILURE(status)) return;
    int32_t count = 0;
    const icu::UnicodeString* names = symbols.getEras(count);
    for (int32_t i = 0; i < count; ++i) names_.push_back(names[i]);
  }

  int FirstYear(const std::string& name) const {
    const auto found = std::find(names_.begin(), names_.end(), icu::UnicodeString::fromUTF8(name));
    if (found == names_.end()) return 0;
    calendar_->clear();
    calendar_->set(UCAL_ERA, static_cast<int32_t>(found - names_.begin()));
    calendar_->set(UCAL_YEAR, 1);
    calendar_->set(UCAL_MONTH, UCAL_DECEMBER);
    calendar_->set(UCAL_DAY_OF_MONTH, 31);  // no era of ours began later in its first year
    UErrorCode status = U_ZERO_ERROR;
    const int32_t year = calendar_->get(UCAL_EXTENDED_YEAR, status);
    return U_SUCCESS(status) ? year : 0;
  }

 private:
  std::unique_ptr<icu::Calendar> calendar_;
  std::vector<icu::UnicodeString> names_;
};

void LoadEras(RuleTable root, WordLists* words) {
  const EraCalendar calendar;
  for (RuleTable& table : root.Tables("era")) {
    const std::string name = table.RequiredText("name");
    Era era;
    era.names = Folded({name});
    for (std::u32string& letters : Folded(table.Texts("letters"))) era.names.push_back(letters);
    era.first_year = calendar.FirstYear(name);
    if (table.Has("name") && era.first_year == 0) {
      table.Error("name", fmt::format("「{}」という元号を暦が知りません。\n"
                                      "the calendar does not know an era \"{}\"",
                                      name, name));
    }
    table.Finish();
    words->eras.push_back(std::move(era));
  }
  root.Finish();
}

// --- quantities.toml ---------------------------------------------------------------------

void LoadComparators(RuleTable table, bool before, WordLists* words) {
  const std::array<std::pair<std::string_view, Comparator>, 5> kKeys = {{
      {"at_least", Comparator::kAtLeast},
      {"at_most", Comparator::kAtMost},
      {"above", Comparator::kAbove},
      {"below", Comparator::kBelow},
      {"about", Comparator::kAbout},
  }};
  for (const auto& [key, comparator] : kKeys) {
    for (const std::u32string& word : Folded(table.Texts(key)))
      words->comparators.push_back({word, comparator, before});
  }
  table.Finish();
}

void LoadQuantities(RuleTable root, WordLists* words) {
  words->undetermined = FoldedWords(root, "undetermined");
  words->none = FoldedWords(root, "none");
  words->quantity_prefixes = FoldedWords(root, "prefixes");
  words->no_quantity_prefixes = FoldedWords(root, "no_quantity_after");
  words->remarks_after = FoldedWords(root, "remarks");
  words->kanji_words = FoldedWords(root, "kanji_words");
  words->rising = Folded(root.Texts("rising"));
  words->falling = Folded(root.Texts("falling"));
  words->part_of = Folded(root.Texts("part_of"));
  if (std::optional<RuleTable> units = root.Table("units")) {
    words->measured_units = FoldedWords(*units, "measured");
    std::vector<std::u32string> all = FoldedWords(*units, "counted");
    all.insert(all.end(), words->measured_units.begin(), words->measured_units.end());
    words->units = LongestFirst(std::move(all));
    words->per_units = FoldedWords(*units, "per");
    units->Finish();
  }
  if (std::optional<RuleTable> comparators = root.Table("comparators")) {
    if (const auto before = comparators->Table("before")) LoadComparators(*before, true, words);
    if (const auto after = comparators->Table("after")) LoadComparators(*after, false, words);
    comparators->Finish();
  }
  std::stable_sort(
      words->comparators.begin(), words->comparators.end(),
      [](const ComparatorWord& a, const ComparatorWord& b) { return LongerFirst(a.word, b.word); });
  root.Finish();
}

using Loader = void (*)(RuleTable, WordLists*);

struct WordFile {
  std::string_view name;
  Loader load;  // nullptr: read elsewhere
};

constexpr std::array<WordFile, 4> kWordFiles = {{
    {"submitters.toml", LoadSubmitters},
    {"eras.toml", LoadEras},
    {"quantities.toml", LoadQuantities},
    {"marks.toml", nullptr},
}};

void ReportFile(std::string_view name, const std::string& message, std::vector<RuleError>* errors) {
  RuleError error;
  error.file = name;
  error.message = message;
  errors->push_back(std::move(error));
}

}  // namespace

std::string_view Symbol(Comparator comparator) {
  constexpr std::array<std::string_view, 8> kSymbols = {
      "", "=", ">=", "<=", ">", "<", "~", "range"};
  return kSymbols[static_cast<size_t>(comparator)];
}

std::string_view Code(State state) {
  constexpr std::array<std::string_view, 4> kCodes = {"stated", "blank", "undetermined", "none"};
  return kCodes[static_cast<size_t>(state)];
}

const Submitter* WordLists::FindSubmitter(std::u32string_view folded_name) const {
  const auto found = submitter_by_name.find(std::u32string(folded_name));
  return found == submitter_by_name.end() ? nullptr : &submitters[found->second];
}

WordLists LoadWordLists(const std::vector<std::pair<std::string, std::string>>& files,
                        std::vector<RuleError>* errors) {
  WordLists words;
  std::array<bool, kWordFiles.size()> found{};
  for (const auto& [name, bytes] : files) {
    const std::string_view last = std::string_view(name).substr(name.rfind('/') + 1);
    const auto* const known =
        std::find_if(kWordFiles.begin(), kWordFiles.end(),
                     [last](const WordFile& file) { return file.name == last; });
    if (known == kWordFiles.end()) {
      const std::string message =
          "この名前の語のファイルは使われません。\nno file of words has this name";
      ReportFile(name, message, errors);
      continue;
    }
    found[static_cast<size_t>(known - kWordFiles.begin())] = true;
    if (known->load == nullptr) continue;
    if (const auto file = RuleFile::Parse(name, bytes, errors)) known->load(file->Root(), &words);
  }
  for (size_t i = 0; i < kWordFiles.size(); ++i) {
    if (found[i] || kWordFiles[i].load == nullptr) continue;
    const std::string message = "ファイルがありません。\nthe file is missing";
    ReportFile(fmt::format("words/{}", kWordFiles[i].name), message, errors);
  }
  return words;
}

}  // namespace parse
