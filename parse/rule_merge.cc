#include "parse/rule_merge.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace parse {
namespace {

// What a form says of itself alone.
constexpr std::array<std::string_view, 6> kOwn = {"schema", "id",   "version",
                                                  "name",   "base", "example"};

std::string Dotted(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

std::string TextAt(const toml::table& table, std::string_view key) {
  const toml::node* value = table.get(key);
  const auto* text = value ? value->as_string() : nullptr;
  return text ? text->get() : std::string();
}

// toml++ keeps the place of a node that is moved, not of one that is copied.
void Append(toml::array& list, toml::node& element) {
  element.visit([&list](auto& concrete) { list.push_back(std::move(concrete)); });
}

void Put(toml::table& table, const toml::key& key, toml::node& value) {
  value.visit([&](auto& concrete) { table.insert_or_assign(key, std::move(concrete)); });
}

bool HoldsTables(const toml::array& list) {
  return !list.empty() && std::all_of(list.begin(), list.end(),
                                      [](const toml::node& node) { return node.is_table(); });
}

class Merger {
 public:
  explicit Merger(const ReportMistake& report) : report_(report) {}

  void Tables(toml::table& changes, toml::table& base, const std::string& path) {
    for (auto&& [key, value] : base) {
      const bool own = path.empty() && std::find(kOwn.begin(), kOwn.end(), key.str()) != kOwn.end();
      if (own) continue;
      toml::node* change = changes.get(key.str());
      if (!change) {
        Put(changes, key, value);
      } else if (change->is_table() && value.is_table()) {
        Tables(*change->as_table(), *value.as_table(), Dotted(path, key.str()));
      } else if (change->is_array() && value.is_array() && path.empty() &&
                 HoldsTables(*value.as_array())) {
        ById(*change->as_array(), *value.as_array(), std::string(key.str()));
      } else if (value.is_array() && IsListChange(*change)) {
        toml::table edit = std::move(*change->as_table());
        toml::array list = Changed(std::move(*value.as_array()), edit, Dotted(path, key.str()));
        changes.insert_or_assign(key.str(), std::move(list));
      }
    }
    // Changes to a list that the base leaves out change an empty one.
    if (path.empty()) return;
    for (auto&& [key, value] : changes) {
      if (!IsListChange(value)) continue;
      toml::table edit = std::move(*value.as_table());
      toml::array list = Changed({}, edit, Dotted(path, key.str()));
      changes.insert_or_assign(key.str(), std::move(list));
    }
  }

 private:
  // The base's entries in its order, each with its changes; new ones at the end or `after` one.
  void ById(toml::array& changes, toml::array& base, const std::string& key) {
    std::vector<bool> used(changes.size(), false);
    const auto change_of = [&](const std::string& id) -> std::optional<size_t> {
      for (size_t i = 0; i < changes.size(); ++i) {
        const toml::table* table = changes[i].as_table();
        if (table && !used[i] && !id.empty() && TextAt(*table, "id") == id) return i;
      }
      return std::nullopt;
    };
    const std::string ids = Ids(base);
    toml::array merged;
    for (toml::node& element : base) {
      const auto at = change_of(TextAt(*element.as_table(), "id"));
      if (!at) {
        Append(merged, element);
        continue;
      }
      used[*at] = true;
      toml::table& change = *changes[*at].as_table();
      CheckFlag(change, key);
      if (change["removed"].value_or(false)) continue;
      change.erase("removed");
      Tables(change, *element.as_table(), key);
      merged.push_back(std::move(change));
    }
    for (size_t i = 0; i < changes.size(); ++i) {
      if (used[i]) continue;
      toml::table* table = changes[i].as_table();
      if (!table) {
        Append(merged, changes[i]);
      } else if (const toml::node* removed = table->get("removed")) {
        const std::string id = TextAt(*table, "id");
        const std::string message = "基の様式に id「" + id + "」はありません。あるのは: " + ids +
                                    "\nthe base has no id \"" + id + "\"; it has: " + ids;
        report_(removed->source(), key + ".removed", message);
      } else {
        CheckNew(*table, key, ids);
        Insert(merged, *table, key);
      }
    }
    changes = std::move(merged);
  }

  void CheckFlag(const toml::table& change, const std::string& key) {
    const toml::node* removed = change.get("removed");
    if (!removed || removed->is_boolean()) return;
    const std::string message = "true か false でなければなりません。\nmust be true or false";
    report_(removed->source(), key + ".removed", message);
  }

  // An entry that changes lists but is new was meant for one of the base's.
  void CheckNew(const toml::table& entry, const std::string& key, const std::string& ids) {
    for (auto&& [name, value] : entry) {
      if (!IsListChange(value)) continue;
      const std::string id = TextAt(entry, "id");
      const std::string message = "基の様式に id「" + id + "」はありません。あるのは: " + ids +
                                  "\nthe base has no id \"" + id + "\"; it has: " + ids;
      report_(name.source(), key + "." + std::string(name.str()), message);
      return;
    }
  }

  void Insert(toml::array& merged, toml::table& entry, const std::string& key) {
    const toml::node* after = entry.get("after");
    if (!after) {
      Tables(entry, no_base_, key);
      merged.push_back(std::move(entry));
      return;
    }
    const std::string id = TextAt(entry, "after");
    const auto found = std::find_if(merged.begin(), merged.end(), [&id](const toml::node& element) {
      return element.is_table() && TextAt(*element.as_table(), "id") == id;
    });
    if (found == merged.end()) {
      const std::string ids = Ids(merged);
      const std::string message = "id「" + id + "」はありません。あるのは: " + ids +
                                  "\nthere is no id \"" + id + "\"; there are: " + ids;
      report_(after->source(), key + ".after", message);
    }
    entry.erase("after");
    Tables(entry, no_base_, key);
    if (found == merged.end()) {
      merged.push_back(std::move(entry));
    } else {
      merged.insert(found + 1, std::move(entry));
    }
  }

  // The list with what `edit` says taken out of it, changed in it and put to it.
  toml::array Changed(toml::array list, toml::table& edit, const std::string& path) {
    if (toml::array* removed = ListAt(edit, "remove", path)) {
      for (const toml::node& element : *removed) Remove(list, element, path + ".remove");
    }
    if (toml::array* changes = ListAt(edit, "change", path)) {
      for (toml::node& element : *changes) Change(list, element, path + ".change");
    }
    toml::array changed;
    if (toml::array* first = ListAt(edit, "first", path))
      for (toml::node& element : *first) Append(changed, element);
    for (toml::node& element : list) Append(changed, element);
    if (toml::array* added = ListAt(edit, "add", path))
      for (toml::node& element : *added) Append(changed, element);
    return changed;
  }

  toml::array* ListAt(toml::table& edit, std::string_view key, const std::string& path) {
    toml::node* value = edit.get(key);
    if (value && !value->is_array()) {
      const std::string message =
          "リスト（[ ] の中）でなければなりません。\nmust be a list, in [ ]";
      report_(value->source(), Dotted(path, key), message);
    }
    return value ? value->as_array() : nullptr;
  }

  void Remove(toml::array& list, const toml::node& named, const std::string& path) {
    const auto* text = named.as_string();
    const std::string name = text ? text->get() : std::string();
    const auto is_named = [&name](const toml::node& element) {
      if (const auto* other = element.as_string()) return other->get() == name;
      return element.is_table() && (TextAt(*element.as_table(), "kind") == name ||
                                    TextAt(*element.as_table(), "field") == name);
    };
    for (size_t i = list.size(); i-- > 0;) {
      if (!text || !is_named(list[i])) continue;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
    const std::string names = Names(list);
    const std::string message = "基の様式のリストに「" + name +
                                "」はありません。あるのは: " + names +
                                "\nthe base's list has no \"" + name + "\"; it has: " + names;
    report_(named.source(), path, message);
  }

  void Change(toml::array& list, toml::node& change, const std::string& path) {
    toml::table* table = change.as_table();
    const std::string field = table ? TextAt(*table, "field") : std::string();
    const std::string kind = table ? TextAt(*table, "kind") : std::string();
    for (size_t i = 0; table && i < list.size(); ++i) {
      toml::table* column = list[i].as_table();
      if (!column || TextAt(*column, "field") != field) continue;
      if (!kind.empty() && TextAt(*column, "kind") != kind) continue;
      Tables(*table, *column, path);
      *column = std::move(*table);
      return;
    }
    const std::string names = Names(list);
    const std::string message =
        "基の様式に field「" + field + "」の列はありません。あるのは: " + names +
        "\nthe base has no column with field \"" + field + "\"; it has: " + names;
    report_(change.source(), path, message);
  }

  static std::string Ids(const toml::array& list) {
    std::string ids;
    for (const toml::node& element : list) {
      if (element.is_table()) ids += (ids.empty() ? "" : ", ") + TextAt(*element.as_table(), "id");
    }
    return ids;
  }

  // The first few elements: a list of words may have hundreds.
  static std::string Names(const toml::array& list) {
    constexpr size_t kShown = 8;
    std::string names;
    for (size_t i = 0; i < list.size() && i < kShown; ++i) {
      const auto* text = list[i].as_string();
      const toml::table* table = list[i].as_table();
      std::string name = text ? text->get() : std::string();
      if (table) name = TextAt(*table, "field");
      names += (names.empty() ? "" : ", ") + name;
    }
    return list.size() > kShown ? names + ", …" : names;
  }

  const ReportMistake& report_;
  toml::table no_base_;
};

}  // namespace

bool IsListChange(const toml::node& value) {
  const toml::table* table = value.as_table();
  if (!table || table->empty()) return false;
  return std::all_of(table->begin(), table->end(), [](const auto& entry) {
    const std::string_view key = entry.first.str();
    return key == "add" || key == "first" || key == "remove" || key == "change";
  });
}

void MergeRules(toml::table& changes, toml::table base, const ReportMistake& report) {
  Merger(report).Tables(changes, base, "");
}

}  // namespace parse
