#include "parse/form_bases.h"

#include <algorithm>
#include <map>
#include <optional>

namespace parse {
namespace {

// What a file says of itself, before anything in it is checked.
struct Head {
  size_t file = 0;
  std::string base;
};

class Bases {
 public:
  Bases(const std::vector<std::pair<std::string, std::string>>& files,
        std::vector<RuleError>* errors)
      : files_(files), errors_(errors) {
    for (size_t i = 0; i < files.size(); ++i) {
      std::vector<RuleError> unread;  // each file is read again, with its mistakes
      const auto file = RuleFile::Parse(files[i].first, files[i].second, &unread);
      const std::string id = file ? file->Root().Text("id") : "";
      all_known_ = all_known_ && !id.empty();
      if (id.empty()) continue;
      RuleTable root = file->Root();
      ids_.push_back(id);
      heads_.emplace(id, Head{i, root.Text("base")});
    }
  }

  std::optional<FormFile> Read(size_t index) {
    auto file = RuleFile::Parse(files_[index].first, files_[index].second, errors_);
    if (!file) return std::nullopt;
    RuleTable root = file->Root();
    if (!root.Has("base")) return FormFile{files_[index].first, std::move(*file), {}};
    const std::string base = root.Text("base");
    std::vector<std::string> chain = {root.Text("id")};
    auto whole = OnBase(std::move(*file), base, chain);
    if (!whole) return std::nullopt;
    chain.erase(chain.begin());
    return FormFile{files_[index].first, std::move(*whole), std::move(chain)};
  }

 private:
  std::optional<RuleFile> OnBase(RuleFile file, const std::string& base,
                                 std::vector<std::string>& chain) {
    RuleTable root = file.Root();
    const bool circle = std::find(chain.begin(), chain.end(), base) != chain.end();
    chain.push_back(base);
    if (circle) {
      const std::string way = Joined(chain, " → ");
      root.Error("base", "基の様式をたどると元に戻ります: " + way +
                             "\nthe bases lead back to a form itself: " + way);
      return std::nullopt;
    }
    const auto found = heads_.find(base);
    if (found == heads_.end()) {
      if (!all_known_) return std::nullopt;  // it may be the one that cannot be read
      const std::string known = Joined(ids_, ", ");
      root.Error("base", "id「" + base + "」の様式はありません。あるのは: " + known +
                             "\nno form has the id \"" + base + "\"; there are: " + known);
      return std::nullopt;
    }
    const auto& [name, bytes] = files_[found->second.file];
    std::vector<RuleError> said;  // when that file is read itself
    auto below = RuleFile::Parse(name, bytes, &said);
    if (below && !found->second.base.empty())
      below = OnBase(std::move(*below), found->second.base, chain);
    if (!below) return std::nullopt;
    return RuleFile::OnTopOf(std::move(*below), std::move(file));
  }

  static std::string Joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string joined;
    for (const std::string& text : texts) {
      if (!joined.empty()) joined += between;
      joined += text;
    }
    return joined;
  }

  const std::vector<std::pair<std::string, std::string>>& files_;
  std::vector<RuleError>* errors_;
  std::vector<std::string> ids_;
  bool all_known_ = true;              // each file says its id
  std::map<std::string, Head> heads_;  // by id
};

}  // namespace

std::vector<FormFile> ReadFormFiles(const std::vector<std::pair<std::string, std::string>>& files,
                                    std::vector<RuleError>* errors) {
  std::vector<FormFile> forms;
  Bases bases(files, errors);
  for (size_t i = 0; i < files.size(); ++i) {
    if (auto file = bases.Read(i)) forms.push_back(std::move(*file));
  }
  std::stable_sort(forms.begin(), forms.end(), [](const FormFile& a, const FormFile& b) {
    return a.bases.size() < b.bases.size();
  });
  return forms;
}

}  // namespace parse
