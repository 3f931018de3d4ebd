#include "store/record_tree.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <functional>

#include "parse/sheet_json.h"

namespace store {
namespace {

RecordNode NodeFor(const parse::Record& record, const std::string& origin, int64_t made_by) {
  RecordNode node;
  node.origin = origin;
  node.made_by = made_by;
  for (const parse::RecordList& list : record.lists) {
    std::vector<RecordNode>& children = node.lists[list.name];
    for (size_t i = 0; i < list.records.size(); ++i) {
      const std::string child = made_by != 0 ? std::string()
                                             : origin + "/" + parse::EscapePointerToken(list.name) +
                                                   "/" + std::to_string(i);
      children.push_back(NodeFor(list.records[i], child, made_by));
    }
  }
  return node;
}

using Visitor = std::function<void(const RecordNode&, const std::string& pointer)>;

void Visit(const RecordNode& node, const std::string& pointer, const Visitor& visitor) {
  visitor(node, pointer);
  for (const auto& [name, children] : node.lists)
    for (size_t i = 0; i < children.size(); ++i)
      Visit(children[i], pointer + "/" + parse::EscapePointerToken(name) + "/" + std::to_string(i),
            visitor);
}

// The names of lists and fields of a sheet need no unescaping.
std::vector<std::string_view> Steps(std::string_view pointer) {
  std::vector<std::string_view> steps;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const size_t end = std::min(pointer.find('/'), pointer.size());
    steps.push_back(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return steps;
}

size_t Number(std::string_view step) {
  size_t number = 0;
  std::from_chars(step.data(), step.data() + step.size(), number);
  return number;
}

}  // namespace

NewPlace RecordPlaces::Of(const std::string& machine_pointer) const {
  // The nearest record above, and what follows it.
  for (size_t end = machine_pointer.size();;) {
    const auto found = places_.find(machine_pointer.substr(0, end));
    if (found != places_.end()) {
      const std::string rest = found->second.taken_by != 0 ? "" : machine_pointer.substr(end);
      return {found->second.pointer + rest, found->second.taken_by};
    }
    if (end == 0) return {machine_pointer, 0};
    end = machine_pointer.rfind('/', end - 1);
    if (end == std::string::npos) return {machine_pointer, 0};
  }
}

RecordTree::RecordTree(const parse::Record& sheet)
    : sheet_(sheet), root_(NodeFor(sheet, "", /*made_by=*/0)) {}

RecordNode& RecordTree::At(std::string_view pointer) {
  RecordNode* node = &root_;
  const std::vector<std::string_view> steps = Steps(pointer);
  for (size_t i = 0; i + 1 < steps.size(); i += 2)
    node = &node->lists.find(steps[i])->second.at(Number(steps[i + 1]));
  return *node;
}

parse::Field* RecordTree::FieldAt(std::string_view pointer) {
  return parse::Resolve(sheet_, pointer).field;
}

const RecordNode* RecordTree::MadeBy(int64_t entry) const {
  const RecordNode* made = nullptr;
  Visit(root_, "", [&](const RecordNode& node, const std::string&) {
    if (made == nullptr && node.made_by == entry) made = &node;
  });
  return made;
}

RecordPlaces RecordTree::Places() const {
  RecordPlaces places;
  for (const auto& [origin, where] : taken_) places.places_[origin] = {where.first, where.second};
  Visit(root_, "", [&](const RecordNode& node, const std::string& pointer) {
    if (node.made_by == 0) places.places_[node.origin] = {pointer, 0};
  });
  return places;
}

std::vector<RecordNode>& RecordTree::NodesOf(const std::string& list) {
  const size_t slash = list.rfind('/');
  RecordNode& owner = At(std::string_view(list).substr(0, slash));
  return owner.lists[list.substr(slash + 1)];
}

std::vector<parse::Record> RecordTree::TakeOut(const std::string& list,
                                               const std::vector<int>& positions, int64_t entry) {
  std::vector<parse::Record>& records = parse::Resolve(sheet_, list).list->records;
  std::vector<RecordNode>& nodes = NodesOf(list);
  std::vector<parse::Record> taken;
  for (auto position = positions.rbegin(); position != positions.rend(); ++position) {
    Visit(nodes[static_cast<size_t>(*position)], "",
          [&](const RecordNode& node, const std::string&) {
            if (node.made_by == 0) taken_[node.origin] = {list, entry};
          });
    taken.push_back(std::move(records[static_cast<size_t>(*position)]));
    records.erase(records.begin() + *position);
    nodes.erase(nodes.begin() + *position);
  }
  std::reverse(taken.begin(), taken.end());
  return taken;
}

void RecordTree::PutIn(const std::string& list, int position, std::vector<parse::Record> put,
                       const StoredCorrection& entry) {
  std::vector<parse::Record>& records = parse::Resolve(sheet_, list).list->records;
  std::vector<RecordNode>& nodes = NodesOf(list);
  const auto at =
      std::min(static_cast<std::ptrdiff_t>(position), static_cast<std::ptrdiff_t>(records.size()));
  for (size_t i = 0; i < put.size(); ++i) {
    const auto place = at + static_cast<std::ptrdiff_t>(i);
    RecordNode node = NodeFor(put[i], "", entry.id);
    node.first_made = i == 0;
    nodes.insert(nodes.begin() + place, std::move(node));
    records.insert(records.begin() + place, std::move(put[i]));
  }
}

void RecordTree::Move(const std::string& list, int from, int to) {
  const auto rotate = [from, to](auto& entries) {
    const auto last = static_cast<int>(entries.size()) - 1;
    const int target = std::clamp(to, 0, last);
    if (from < target) {
      std::rotate(entries.begin() + from, entries.begin() + from + 1, entries.begin() + target + 1);
    } else {
      std::rotate(entries.begin() + target, entries.begin() + from, entries.begin() + from + 1);
    }
  };
  rotate(parse::Resolve(sheet_, list).list->records);
  rotate(NodesOf(list));
}

}  // namespace store
