#include "parse/form_diff.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "parse/printed_text.h"

namespace parse {
namespace {

using Kind = FormChange::Kind;
using Part = FormChange::Part;
using Texts = std::vector<std::string>;

Texts Shown(const std::vector<std::u32string>& words) {
  Texts texts;
  for (const std::u32string& word : words) texts.push_back(ToUtf8(word));
  return texts;
}

bool Has(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// Those of `texts` that `others` lacks, each once.
Texts Without(const Texts& texts, const Texts& others) {
  Texts left;
  for (const std::string& text : texts)
    if (!Has(others, text) && !Has(left, text)) left.push_back(text);
  return left;
}

bool ShareWording(const Wording& a, const Wording& b) {
  return std::any_of(a.variants.begin(), a.variants.end(), [&b](const std::u32string& variant) {
    return std::find(b.variants.begin(), b.variants.end(), variant) != b.variants.end();
  });
}

Texts KeywordTexts(const Wording& wording) {
  Texts texts;
  for (const auto& alternatives : wording.keywords) {
    std::string text;
    for (const std::string& word : Shown(alternatives)) text += (text.empty() ? "" : "|") + word;
    texts.push_back(std::move(text));
  }
  return texts;
}

const char* NeedName(Need need) {
  switch (need) {
    case Need::kFilled:
      return "filled";
    case Need::kNumber:
      return "number";
    case Need::kAmong:
      return "among";
    case Need::kSector:
      return "sector";
    case Need::kPattern:
      return "pattern";
    case Need::kAtMost:
      return "at-most";
    case Need::kAtLeast:
      break;
  }
  return "at-least";
}

std::string Setting(const char* key, const std::string& value) {
  return std::string(key) + " = " + (value.empty() ? "\"\"" : value);
}
std::string Setting(const char* key, bool value) {
  return Setting(key, std::string(value ? "true" : "false"));
}

const char* RoleName(ColumnRole role) {
  switch (role) {
    case ColumnRole::kText:
      return "text";
    case ColumnRole::kLabel:
      return "label";
    case ColumnRole::kMeasure:
      return "measure";
    case ColumnRole::kSectors:
      return "sectors";
    case ColumnRole::kRole:
      break;
  }
  return "role";
}

// Which of `after` each of `before` became: index, or nullopt where it went. By identity first,
// then by a wording that both have.
template <typename Rule, typename Same, typename Like>
std::vector<std::optional<size_t>> Pair(const std::vector<Rule>& before,
                                        const std::vector<Rule>& after, const Same& same,
                                        const Like& like) {
  std::vector<std::optional<size_t>> pairs(before.size());
  std::vector<bool> taken(after.size(), false);
  const auto pass = [&](const auto& fits) {
    for (size_t i = 0; i < before.size(); ++i) {
      for (size_t j = 0; j < after.size() && !pairs[i]; ++j) {
        if (taken[j] || !fits(before[i], after[j])) continue;
        pairs[i] = j;
        taken[j] = true;
      }
    }
  };
  pass(same);
  pass(like);
  return pairs;
}

class Differ {
 public:
  std::vector<FormChange> Run(const FormRules& before, const FormRules& after) && {
    Set(Part::kForm, "",
        {Setting("name", before.name), Setting("least_parts", std::to_string(before.least_parts))},
        {Setting("name", after.name), Setting("least_parts", std::to_string(after.least_parts))});
    Words(Part::kTitle, Shown(before.titles), Shown(after.titles));
    Words(Part::kSector, Shown(before.sectors), Shown(after.sectors));
    Cover(before.cover, after.cover);
    Area(before.area, after.area);
    Words(Part::kPageNumber, Patterns(before.furniture), Patterns(after.furniture));
    Words(Part::kNote, Notes(before), Notes(after));
    Sections(before.sections, after.sections);
    Tables(before.tables, after.tables);
    Constraints(before.constraints, after.constraints);
    return std::move(changes_);
  }

 private:
  void Add(Kind kind, Part part, const std::string& where, Texts before, Texts after) {
    changes_.push_back({kind, part, where, std::move(before), std::move(after)});
  }

  // Words of a list that is the form's own.
  void Words(Part part, const Texts& before, const Texts& after, const std::string& where = "") {
    const Texts gone = Without(before, after), come = Without(after, before);
    if (!gone.empty()) Add(Kind::kRemoved, part, where, gone, {});
    if (!come.empty()) Add(Kind::kAdded, part, where, {}, come);
  }

  // Settings, one text each.
  void Set(Part part, const std::string& where, const Texts& before, const Texts& after) {
    Texts gone = Without(before, after), come = Without(after, before);
    if (!gone.empty() || !come.empty())
      Add(Kind::kChanged, part, where, std::move(gone), std::move(come));
  }

  void Reword(Part part, const std::string& where, const Wording& before, const Wording& after) {
    Texts gone = Without(Shown(before.variants), Shown(after.variants));
    Texts come = Without(Shown(after.variants), Shown(before.variants));
    if (!gone.empty() || !come.empty())
      Add(Kind::kReworded, part, where, std::move(gone), std::move(come));
    if (KeywordTexts(before) != KeywordTexts(after))
      Add(Kind::kChanged, part, where, {Setting("keywords", Listed(KeywordTexts(before)))},
          {Setting("keywords", Listed(KeywordTexts(after)))});
  }

  static std::string Listed(const Texts& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
  }

  static Texts Patterns(const std::vector<std::pair<std::string, std::unique_ptr<RE2>>>& patterns) {
    Texts texts;
    for (const auto& pattern : patterns) texts.push_back(pattern.second->pattern());
    return texts;
  }

  static Texts Notes(const FormRules& form) {
    Texts texts;
    for (const Wording& note : form.notes)
      for (std::string& text : Shown(note.variants)) texts.push_back(std::move(text));
    return texts;
  }

  void Cover(const CoverRule& before, const CoverRule& after) {
    Words(Part::kCover, Patterns(before.patterns), Patterns(after.patterns), "patterns");
    Words(Part::kCover, Shown(before.area_list), Shown(after.area_list), "area_list");
    Words(Part::kCover, Shown(before.submitter_labels), Shown(after.submitter_labels),
          "submitter_labels");
    Set(Part::kCover, "", {Setting("overview_length", std::to_string(before.overview_length))},
        {Setting("overview_length", std::to_string(after.overview_length))});
  }

  void Area(const AreaRule& before, const AreaRule& after) {
    Words(Part::kArea, Shown(before.endings), Shown(after.endings), "endings");
    Words(Part::kArea, Shown(before.labels), Shown(after.labels), "labels");
    Set(Part::kArea, "", {Setting("longest", std::to_string(before.longest))},
        {Setting("longest", std::to_string(after.longest))});
  }

  static Texts SettingsOf(const SectionRule& section) {
    return {Setting("id", section.id), Setting("into", section.into),
            Setting("required", section.required)};
  }
  static Texts SettingsOf(const TableRule& table) {
    return {
        Setting("id", table.id), Setting("into", table.into),
        Setting("layout", std::string(table.layout == TableLayout::kGrouped ? "grouped" : "rows")),
        Setting("required", table.required)};
  }
  static Texts SettingsOf(const ColumnRule& column) {
    return {
        Setting("field", column.field),       Setting("role", std::string(RoleName(column.role))),
        Setting("kind", column.kind),         Setting("repeat_kind", column.repeat_kind),
        Setting("required", column.required), Setting("labelled", column.labelled)};
  }

  void Sections(const std::vector<SectionRule>& before, const std::vector<SectionRule>& after) {
    const auto pairs = Pair(
        before, after, [](const auto& a, const auto& b) { return a.id == b.id; },
        [](const auto& a, const auto& b) { return ShareWording(a.heading, b.heading); });
    std::vector<bool> known(after.size(), false);
    for (size_t i = 0; i < before.size(); ++i) {
      if (!pairs[i]) {
        Add(Kind::kRemoved, Part::kHeading, before[i].id, Shown(before[i].heading.variants), {});
        continue;
      }
      const SectionRule& now = after[*pairs[i]];
      known[*pairs[i]] = true;
      Set(Part::kHeading, now.id, SettingsOf(before[i]), SettingsOf(now));
      Reword(Part::kHeading, now.id, before[i].heading, now.heading);
    }
    for (size_t j = 0; j < after.size(); ++j)
      if (!known[j])
        Add(Kind::kAdded, Part::kHeading, after[j].id, {}, Shown(after[j].heading.variants));
    Moves(before, after, pairs);
  }

  // A heading that comes after another one than before, among those that both forms have.
  void Moves(const std::vector<SectionRule>& before, const std::vector<SectionRule>& after,
             const std::vector<std::optional<size_t>>& pairs) {
    std::vector<std::pair<size_t, std::string>> order;  // index after, id of the one before it
    std::string last;
    for (size_t i = 0; i < before.size(); ++i) {
      if (!pairs[i]) continue;
      order.emplace_back(*pairs[i], last);
      last = after[*pairs[i]].id;
    }
    std::sort(order.begin(), order.end());
    last.clear();
    for (const auto& [index, follows] : order) {
      if (follows != last) Add(Kind::kMoved, Part::kHeading, after[index].id, {follows}, {last});
      last = after[index].id;
    }
  }

  static bool LikeTables(const TableRule& a, const TableRule& b) {
    return a.into == b.into ||
           std::any_of(a.columns.begin(), a.columns.end(), [&b](const ColumnRule& column) {
             return std::any_of(b.columns.begin(), b.columns.end(), [&](const ColumnRule& other) {
               return column.field == other.field && ShareWording(column.header, other.header);
             });
           });
  }

  void Tables(const std::vector<TableRule>& before, const std::vector<TableRule>& after) {
    const auto pairs = Pair(
        before, after, [](const auto& a, const auto& b) { return a.id == b.id; }, LikeTables);
    std::vector<bool> known(after.size(), false);
    for (size_t i = 0; i < before.size(); ++i) {
      if (!pairs[i]) {
        Add(Kind::kRemoved, Part::kTable, before[i].id, FirstHeaders(before[i]), {});
        continue;
      }
      const TableRule& now = after[*pairs[i]];
      known[*pairs[i]] = true;
      Set(Part::kTable, now.id, SettingsOf(before[i]), SettingsOf(now));
      Columns(now.id, before[i].columns, now.columns);
    }
    for (size_t j = 0; j < after.size(); ++j)
      if (!known[j]) Add(Kind::kAdded, Part::kTable, after[j].id, {}, FirstHeaders(after[j]));
  }

  static std::string FirstHeader(const ColumnRule& column) {
    return column.header.variants.empty() ? column.field : ToUtf8(column.header.variants.front());
  }
  static Texts FirstHeaders(const TableRule& table) {
    Texts texts;
    for (const ColumnRule& column : table.columns) texts.push_back(FirstHeader(column));
    return texts;
  }
  static std::string Name(const std::string& table, const ColumnRule& column) {
    return table + "/" + column.field + (column.kind.empty() ? "" : "." + column.kind);
  }

  void Columns(const std::string& table, const std::vector<ColumnRule>& before,
               const std::vector<ColumnRule>& after) {
    const auto pairs = Pair(
        before, after,
        [](const auto& a, const auto& b) { return a.field == b.field && a.kind == b.kind; },
        [](const auto& a, const auto& b) { return ShareWording(a.header, b.header); });
    std::vector<bool> known(after.size(), false);
    for (size_t i = 0; i < before.size(); ++i) {
      if (!pairs[i]) {
        Add(Kind::kRemoved, Part::kColumn, Name(table, before[i]), Shown(before[i].header.variants),
            {});
        continue;
      }
      const ColumnRule& now = after[*pairs[i]];
      known[*pairs[i]] = true;
      Set(Part::kColumn, Name(table, now), SettingsOf(before[i]), SettingsOf(now));
      Reword(Part::kColumn, Name(table, now), before[i].header, now.header);
    }
    for (size_t j = 0; j < after.size(); ++j) {
      if (!known[j])
        Add(Kind::kAdded, Part::kColumn, Name(table, after[j]), {},
            Shown(after[j].header.variants));
    }
  }

  static Texts SettingsOf(const ConstraintRule& rule) {
    Texts texts = {Setting("record", rule.record),
                   Setting("field", rule.field),
                   Setting("need", std::string(NeedName(rule.need))),
                   Setting("values", Listed(Shown(rule.values))),
                   Setting("pattern", rule.pattern ? rule.pattern->pattern() : std::string()),
                   Setting("count", std::to_string(rule.count)),
                   Setting("message", rule.message)};
    for (const auto& [field, value] : rule.where) texts.push_back("where " + field + " = " + value);
    return texts;
  }

  void Constraints(const std::vector<ConstraintRule>& before,
                   const std::vector<ConstraintRule>& after) {
    const auto pairs = Pair(
        before, after, [](const auto& a, const auto& b) { return a.id == b.id; },
        [](const auto&, const auto&) { return false; });
    std::vector<bool> known(after.size(), false);
    for (size_t i = 0; i < before.size(); ++i) {
      if (!pairs[i]) {
        Add(Kind::kRemoved, Part::kConstraint, before[i].id, {before[i].message}, {});
        continue;
      }
      known[*pairs[i]] = true;
      Set(Part::kConstraint, before[i].id, SettingsOf(before[i]), SettingsOf(after[*pairs[i]]));
    }
    for (size_t j = 0; j < after.size(); ++j)
      if (!known[j]) Add(Kind::kAdded, Part::kConstraint, after[j].id, {}, {after[j].message});
  }

  std::vector<FormChange> changes_;
};

}  // namespace

std::vector<FormChange> DiffForms(const FormRules& before, const FormRules& after) {
  return Differ().Run(before, after);
}

}  // namespace parse
