#include "parse/rules.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "extract/sha256.h"
#include "parse/calibration.h"
#include "parse/form_bases.h"
#include "parse/form_examples.h"
#include "parse/form_rules.h"
#include "parse/item_marks.h"
#include "parse/morphology.h"
#include "parse/word_lists.h"
#include "parse/wording_words.h"

namespace parse {
namespace {

namespace fs = std::filesystem;

using NamedBytes = std::vector<std::pair<std::string, std::string>>;

RuleError FileError(std::string file, std::string message) {
  RuleError error;
  error.file = std::move(file);
  error.message = std::move(message);
  return error;
}

// Files DIR/FOLDER/*ENDING by name; the names are relative to DIR.
NamedBytes ReadFolder(const fs::path& dir, const std::string& folder, const std::string& ending,
                      std::vector<RuleError>* errors) {
  NamedBytes files;
  std::error_code failure;
  fs::directory_iterator entries(dir / folder, failure);
  if (failure) {
    errors->push_back(
        FileError(folder,
                  "このフォルダを読めません。規則のフォルダ（--rules）を確かめてください。\n"
                  "this folder cannot be read; check the rules folder (--rules)"));
    return files;
  }
  for (const fs::directory_entry& entry : entries) {
    if (entry.path().extension() != ending) continue;
    const std::string name = folder + "/" + entry.path().filename().string();
    std::ifstream in(entry.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) {
      errors->push_back(FileError(name, "読めません\ncannot be read"));
      continue;
    }
    files.emplace_back(name, std::move(bytes));
  }
  std::sort(files.begin(), files.end());
  return files;
}

// A mistake in a base is found again in each form on top of it.
void DropRepeated(std::vector<RuleError>& errors) {
  std::set<std::string> known;
  std::erase_if(errors,
                [&](const RuleError& error) { return !known.insert(error.Format()).second; });
}

// The table of confidences; none is needed.
NamedBytes ReadConfidence(const fs::path& dir) {
  const std::string name = "confidence.csv";
  std::ifstream in(dir / name, std::ios::binary);
  if (!in) return {};
  return {{name, std::string(std::istreambuf_iterator<char>(in), {})}};
}

std::string HashOf(const std::vector<NamedBytes>& groups) {
  std::string all;
  for (const NamedBytes& files : groups) {
    for (const auto& [name, bytes] : files) {
      all += name + '\n' + std::to_string(bytes.size()) + '\n';
      all += bytes;
    }
  }
  return extract::Sha256(all);
}

}  // namespace

struct RuleSet::Parts {
  std::string hash;
  std::vector<FormRules> forms;
  WordLists words;
  ItemMarks marks;
  std::optional<Morphology> morphology;
  Calibration calibration;
  double review_error_rate = kReviewErrorRate;
};

RuleSet::RuleSet(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

tl::expected<RuleSet, std::vector<RuleError>> RuleSet::Load(const fs::path& dir) {
  std::vector<RuleError> errors;
  const NamedBytes forms = ReadFolder(dir, "forms", ".toml", &errors);
  const NamedBytes words = ReadFolder(dir, "words", ".toml", &errors);
  const NamedBytes dictionaries = ReadFolder(dir, "mecab", ".csv", &errors);
  auto parts = std::make_unique<Parts>();
  const NamedBytes confidence = ReadConfidence(dir);
  parts->hash = HashOf({forms, words, dictionaries, confidence});
  for (const auto& [name, bytes] : confidence)
    parts->calibration = ReadCalibration(name, bytes, &errors);
  parts->words = LoadWordLists(words, &errors);
  const std::string marks_name = "words/marks.toml";
  bool marks_found = false;
  for (const auto& [name, bytes] : words) {
    if (name != marks_name) continue;
    marks_found = true;
    if (const auto file = RuleFile::Parse(name, bytes, &errors))
      parts->marks = ItemMarks::Load(file->Root());
  }
  if (!marks_found)
    errors.push_back(FileError(marks_name, "ファイルがありません。\nthe file is missing"));
  std::map<std::string, std::string> file_of_id;
  std::set<std::string> faulty;  // forms with mistakes: those on top of them are left aside
  for (const FormFile& read : ReadFormFiles(forms, &errors)) {
    const bool on_faulty = std::any_of(read.bases.begin(), read.bases.end(),
                                       [&](const auto& id) { return faulty.contains(id); });
    if (on_faulty) continue;
    const size_t before = errors.size();
    FormRules form = LoadFormRules(read.file.Root(), read.name);
    const auto [first, is_new] = file_of_id.emplace(form.id, read.name);
    if (!is_new) {
      read.file.Root().Error("id", "同じ id の様式がもうあります: " + first->second +
                                       "\na form with this id is there already: " + first->second);
    }
    if (errors.size() > before) faulty.insert(form.id);
    parts->forms.push_back(std::move(form));
  }
  std::sort(parts->forms.begin(), parts->forms.end(),
            [](const FormRules& a, const FormRules& b) { return a.file < b.file; });
  if (forms.empty() && errors.empty())
    errors.push_back(
        FileError("forms", "様式のファイル（*.toml）がありません\nno form file (*.toml) is there"));
  DropRepeated(errors);
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  std::string entries;
  for (const auto& [name, bytes] : dictionaries) {
    entries += bytes;
    if (!entries.empty() && entries.back() != '\n') entries += '\n';
  }
  auto morphology = Morphology::Open(entries);
  if (!morphology) {
    errors.push_back(
        FileError("mecab", "MeCab の辞書を使えません: " + morphology.error() +
                               "\nMeCab's dictionary cannot be used: " + morphology.error()));
    return tl::unexpected(std::move(errors));
  }
  parts->morphology.emplace(std::move(*morphology));
  for (FormRules& form : parts->forms) LearnWords(*parts->morphology, &form);
  return RuleSet(std::move(parts));
}

fs::path RuleSet::BuiltInFolder() {
  if (const char* folder = std::getenv("JIZEN_RULES"); folder && *folder) return folder;
  std::error_code failure;
  // A program run from its build tree takes the rules it was built with.
  if (fs::is_directory(JIZEN_RULES_SOURCE, failure)) return JIZEN_RULES_SOURCE;
  return JIZEN_RULES_INSTALLED;
}

std::vector<RuleError> RuleSet::FailingExamples() const {
  std::vector<RuleError> failing;
  for (const FormRules& form : parts_->forms) {
    for (RuleError& error : parse::FailingExamples(form, parts_->words))
      failing.push_back(std::move(error));
  }
  return failing;
}

const std::string& RuleSet::hash() const { return parts_->hash; }
const std::vector<FormRules>& RuleSet::forms() const { return parts_->forms; }
const WordLists& RuleSet::words() const { return parts_->words; }
const ItemMarks& RuleSet::marks() const { return parts_->marks; }
const Morphology& RuleSet::morphology() const { return *parts_->morphology; }
const Calibration& RuleSet::calibration() const { return parts_->calibration; }
double RuleSet::review_error_rate() const { return parts_->review_error_rate; }
void RuleSet::set_review_error_rate(double rate) { parts_->review_error_rate = rate; }

}  // namespace parse
