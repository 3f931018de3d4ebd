// What the review page shows of several sheets at once: years side by side, two sheets compared,
// search. As JSON, without a socket.
#ifndef APP_REVIEW_YEARS_H_
#define APP_REVIEW_YEARS_H_

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "app/review_actions.h"
#include "parse/rules.h"
#include "store/store.h"

namespace app {

class ReviewYears {
 public:
  // `rules` must outlive this. They are loaded before any thread: MeCab's dictionary is made in a
  // child.
  ReviewYears(std::filesystem::path database, const parse::RuleSet& rules);
  ~ReviewYears();
  ReviewYears(const ReviewYears&) = delete;
  ReviewYears& operator=(const ReviewYears&) = delete;

  // All of these: one thread at a time. What they give is described in year_books.h and
  // compare_output.h.
  nlohmann::ordered_json SubmittersView(const store::Store& store) const;
  std::optional<nlohmann::ordered_json> BookView(const store::Store& store,
                                                 const std::string& submitter) const;
  nlohmann::ordered_json ThemesView(size_t limit);
  nlohmann::ordered_json ThemeView(const std::string& term);
  std::optional<nlohmann::ordered_json> CompareView(const store::Store& store, const std::string& a,
                                                    const std::string& b) const;
  // {"a": {"sheet", "path"}, "b": {...}, "verdict": "same"|"different"|"open", "author", "note"}
  // -> the submitter's book as it is now.
  ActionResult LinkAction(const store::Store& store, const nlohmann::ordered_json& request);

  struct Search {
    std::string terms, by, prefecture, section, sector;
    std::optional<int> year;
    size_t limit = 100;
  };
  // {"sections", "hits": [...], "more"}, see search_output.h.
  nlohmann::ordered_json SearchView(const Search& search);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace app

#endif  // APP_REVIEW_YEARS_H_
