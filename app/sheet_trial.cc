#include "app/sheet_trial.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "parse/compare.h"
#include "parse/sheet_json.h"

namespace app {
namespace {

using parse::Difference;

class Judge {
 public:
  using Values = std::multiset<std::pair<std::string, std::string>>;  // field, comparable text

  // `too_many`: what is read today in places that today's sheet has not.
  explicit Judge(const store::Rehearsal& rehearsal, Values too_many = {})
      : rehearsal_(rehearsal), too_many_(std::move(too_many)) {}

  SheetTrial Run() && {
    for (const store::Rehearsal::Detached& one : rehearsal_.detached) lost_.insert(one.path);
    // Most sheets of a trial are read as before: nothing is to be aligned then.
    if (!(rehearsal_.current.sheet == rehearsal_.after.sheet)) {
      for (const Difference& one :
           parse::CompareSheets(rehearsal_.current, rehearsal_.after).differences) {
        one.kind == Difference::Kind::kExtra ? JudgeExtra(one) : JudgeOther(one);
      }
    }
    JudgeTheRest();
    for (const store::Rehearsal::Detached& one : rehearsal_.detached) {
      if (!lost_.contains(one.path)) continue;  // said of the field already
      Add({Effect::kBroken, one.path, "", "", parse::Status::kCorrected, one.decided, one.machine,
           ""});
    }
    std::stable_sort(
        trial_.values.begin(), trial_.values.end(),
        [](const TriedValue& a, const TriedValue& b) { return Rank(a.effect) < Rank(b.effect); });
    trial_.form = {rehearsal_.before.form, rehearsal_.after.form};
    trial_.review = {static_cast<int>(rehearsal_.before.review.size()),
                     static_cast<int>(rehearsal_.after.review.size())};
    trial_.leftover = {static_cast<int>(rehearsal_.before.leftover.size()),
                       static_cast<int>(rehearsal_.after.leftover.size())};
    return std::move(trial_);
  }

 private:
  static int Rank(Effect effect) {
    return effect == Effect::kBroken ? 0 : effect == Effect::kFixed ? 1 : 2;
  }

  void Add(TriedValue value) {
    trial_.counts.Count(value.effect);
    trial_.by_rule[value.rule].Count(value.effect);
    trial_.values.push_back(std::move(value));
  }

  static std::string Shown(const parse::Field* field) {
    return field == nullptr ? std::string() : parse::ShownText(field->value);
  }
  static std::string Comparable(const parse::Field* field) {
    return field == nullptr ? std::string() : parse::ComparableText(field->value);
  }
  const parse::Field* FieldOf(const parse::ParsedSheet& sheet, const std::string& pointer) const {
    return parse::Resolve(sheet.sheet, pointer).field;
  }

  // The value of today at `pointer`, with what the machine would read in its place.
  void JudgeValue(const std::string& pointer, const std::string& field,
                  const parse::Field* would_be) {
    const parse::Field* now = FieldOf(rehearsal_.current, pointer);
    if (now == nullptr || !judged_.insert(pointer).second) return;
    const parse::Field* before = FieldOf(rehearsal_.before, pointer);
    const bool decided = now->evidence.status != parse::Status::kParsed;
    const bool was_right = Comparable(before) == Comparable(now);
    const bool is_right = Comparable(would_be) == Comparable(now);
    std::optional<Effect> effect;
    if (decided && lost_.erase(pointer) > 0) {
      effect = Effect::kBroken;
    } else if (decided && was_right != is_right) {
      effect = is_right ? Effect::kFixed : Effect::kBroken;
    } else if (Comparable(before) != Comparable(would_be)) {
      effect = Effect::kChanged;
    }
    const bool printed = !Comparable(now).empty() || !Comparable(before).empty();
    const std::string& rule = now->evidence.rule.empty() && would_be != nullptr
                                  ? would_be->evidence.rule
                                  : now->evidence.rule;
    if (effect) {
      Add({*effect, pointer, field, rule, now->evidence.status, decided ? Shown(now) : "",
           Shown(before), Shown(would_be)});
    } else if (printed) {
      ++trial_.counts.unchanged;
      ++trial_.by_rule[rule].unchanged;
    }
  }

  void JudgeOther(const Difference& one) {
    const bool there = one.kind == Difference::Kind::kWrong;
    JudgeValue(one.gold_pointer, one.field,
               there ? FieldOf(rehearsal_.after, one.got_pointer) : nullptr);
  }

  // A value where today's sheet has none.
  void JudgeExtra(const Difference& one) {
    const parse::Field* would_be = FieldOf(rehearsal_.after, one.got_pointer);
    if (would_be == nullptr) return;
    const std::string pointer = one.gold_pointer + "/" + parse::EscapePointerToken(would_be->name);
    const bool in_record = !one.gold_pointer.empty() || one.got_pointer == "/" + would_be->name;
    if (in_record && FieldOf(rehearsal_.current, pointer) != nullptr) {
      JudgeValue(pointer, one.field, would_be);
      return;
    }
    if (const auto known = too_many_.find({one.field, Comparable(would_be)});
        known != too_many_.end()) {
      too_many_.erase(known);
      return;
    }
    const auto& accepted = rehearsal_.accepted_parts;
    const std::string record = one.got_pointer.substr(0, one.got_pointer.rfind('/'));
    const std::string list = record.substr(0, record.rfind('/'));
    const bool decided =
        std::any_of(accepted.begin(), accepted.end(),
                    [&list](const std::string& part) { return parse::Covers(part, list); });
    Add({decided ? Effect::kBroken : Effect::kChanged, one.got_pointer, one.field,
         would_be->evidence.rule, decided ? parse::Status::kAccepted : parse::Status::kParsed, "",
         "", Shown(would_be)});
  }

  // Values that the comparison did not name: the machine would read what is in force.
  void JudgeTheRest() {
    parse::VisitFields(
        rehearsal_.current.sheet, "",
        [this](const std::string& pointer, const parse::Record& record, const parse::Field& field) {
          JudgeValue(pointer, record.kind + "." + field.name, &field);
        });
  }

  const store::Rehearsal& rehearsal_;
  Values too_many_;
  std::set<std::string> judged_;  // pointers into today's sheet
  std::set<std::string> lost_;    // of decisions that would find no place, until they are told
  SheetTrial trial_;
};

void AcceptAll(parse::Record& record) {
  for (parse::Field& field : record.fields) field.evidence.status = parse::Status::kAccepted;
  for (parse::RecordList& list : record.lists)
    for (parse::Record& one : list.records) AcceptAll(one);
}

}  // namespace

std::string_view EffectName(Effect effect) {
  switch (effect) {
    case Effect::kFixed:
      return "fixed";
    case Effect::kBroken:
      return "broken";
    case Effect::kChanged:
      break;
  }
  return "changed";
}

TrialCounts& TrialCounts::operator+=(const TrialCounts& other) {
  fixed += other.fixed;
  broken += other.broken;
  changed += other.changed;
  unchanged += other.unchanged;
  return *this;
}

void TrialCounts::Count(Effect effect) {
  ++(effect == Effect::kFixed ? fixed : effect == Effect::kBroken ? broken : changed);
}

SheetTrial JudgeTrial(const store::Rehearsal& rehearsal) { return Judge(rehearsal).Run(); }

SheetTrial JudgeAgainstGold(const parse::ParsedSheet& gold, const parse::ParsedSheet& before,
                            const parse::ParsedSheet& after) {
  store::Rehearsal rehearsal;
  rehearsal.current = gold;
  AcceptAll(rehearsal.current.sheet);
  rehearsal.accepted_parts = {""};
  rehearsal.after = after;
  // What was read, in the records of the gold sheet.
  rehearsal.before = before;
  rehearsal.before.sheet = gold.sheet;
  Judge::Values too_many;
  for (const Difference& one : parse::CompareSheets(gold, before).differences) {
    const parse::Field* got = parse::Resolve(before.sheet, one.got_pointer).field;
    std::string pointer = one.gold_pointer;
    if (one.kind == Difference::Kind::kExtra && got != nullptr)
      pointer += "/" + parse::EscapePointerToken(got->name);
    parse::Field* field = parse::Resolve(rehearsal.before.sheet, pointer).field;
    const bool in_record = !one.gold_pointer.empty() || pointer == one.got_pointer ||
                           one.kind != Difference::Kind::kExtra;
    const bool placed =
        field != nullptr && in_record &&
        (one.kind != Difference::Kind::kExtra || parse::ComparableText(field->value).empty());
    if (placed) {
      field->value =
          one.kind == Difference::Kind::kMissing || got == nullptr ? parse::Value() : got->value;
    } else if (got != nullptr) {
      too_many.emplace(one.field, parse::ComparableText(got->value));
    }
  }
  return Judge(rehearsal, std::move(too_many)).Run();
}

}  // namespace app
