#!/usr/bin/python3
"""Invents what SUBMITTERS hand in over five years, with known identity of areas and indicators.

    year_series.py SUBMITTERS --seed S --wording tuning|held-out --out DIR

writes DIR/sheets.jsonl, one sheet a line as `jizen export --format jsonl` writes them (for
`jizen load`), and DIR/identity.json:

    {"indicators": {"<sheet>": {"/areas/0/indicators/1": ["id", …]}},
     "areas": {"<sheet>": {"/areas/0": "id"}},
     "contradictions": [{"sheet", "path", "id"}]}

Two indicators are the same if they have an id in common; one that was split or merged has several.
The values of an indicator go on from year to year, and what one sheet says of the year before is
what the sheet of that year said, except for the contradictions. The same seed gives the same files.
"""

import argparse
import hashlib
import json
import random
import sys
from pathlib import Path

import phrases
import year_wording
from invented_sheet import CIRCLED, SheetBuilder
from submitters import CITIES, all_submitters

YEARS = (2019, 2020, 2021, 2022, 2023)
LABELS = dict(phrases.FISCAL_YEARS)
REWORDED, SYNONYM, DECORATED, OTHER_UNIT = 0.35, 0.2, 0.15, 0.15
GONE, NEW, SPLIT, MERGED, CONTRADICTED = 0.12, 0.15, 0.04, 0.04, 0.03
AREA_RENAMED, RESHUFFLED = 0.1, 0.3
POOLS = {"event": phrases.EVENTS, "people": phrases.PEOPLE, "place": phrases.PLACES,
         "matter": phrases.MATTERS}
WIDE = str.maketrans("0123456789()", "０１２３４５６７８９（）")


class Indicator:
    """One thing that an area counts, over the years."""

    def __init__(self, rng, serial, kind, slots):
        self.ids = [f"i{serial}"]
        self.unit, self.units, self.wordings = kind
        self.slots = slots
        self.wording = rng.choice(self.wordings)
        self.words = {name: value for name, value in slots.items()}
        self.extra = ("", "")
        self.printed_unit = self.unit
        percent = self.unit == "%"
        value = rng.randint(20, 70) if percent else rng.choice((rng.randint(1, 12), rng.randint(10, 150)))
        self.values, self.targets = {}, {}
        for year in range(YEARS[0] - 1, YEARS[-1] + 1):
            self.values[year] = value
            step = max(1, round(value * rng.uniform(0.05, 0.25)))
            self.targets[year + 1] = min(100, value + step) if percent else value + step
            value = max(0, value + rng.choice((step, step, 0, -step // 2)))
            value = min(100, value) if percent else value

    def text(self):
        return self.extra[0] + self.wording.format(**self.words) + self.extra[1]

    def reword(self, rng):
        """From one year to the next; most offices copy last year's sheet."""
        if rng.random() < REWORDED:
            self.wording = rng.choice(self.wordings)
        for name, value in self.slots.items():
            if rng.random() < SYNONYM:
                self.words[name] = rng.choice(year_wording.SYNONYMS.get(value, (value,)))
        if rng.random() < DECORATED:
            self.extra = rng.choice((("", ""), (rng.choice(year_wording.BEFORE), ""),
                                     ("", rng.choice(year_wording.AFTER).format(unit=self.unit))))
        if rng.random() < OTHER_UNIT:
            self.printed_unit = rng.choice(self.units)


class Series:
    """All that one submitter counts."""

    def __init__(self, rng, kinds, count):
        self._rng, self._kinds, self._serial, self._count = rng, kinds, 0, count

    def vocabulary(self):
        """What one area writes about: few things, so that its indicators are easily confused."""
        return {name: self._rng.sample(pool, 3) for name, pool in POOLS.items()}

    def slots(self, vocabulary):
        names = {}
        for name, pool in vocabulary.items():
            names[name], names[name + "2"] = self._rng.sample(pool, 2)
        return names

    def new(self, others, vocabulary):
        """An indicator whose wording no other one of the area ever has."""
        taken = {other.wordings[0].format(**other.slots) for other in others}
        while True:
            kind, slots = self._rng.choice(self._kinds), self.slots(vocabulary)
            if kind[2][0].format(**slots) not in taken:
                break
        self._serial += 1
        return Indicator(self._rng, f"{self._count}-{self._serial}", kind, slots)

    def _of_pair(self, wording, slots, like=None):
        self._serial += 1
        made = Indicator(self._rng, f"{self._count}-{self._serial}", ("人", ("人", "名"), (wording,)), slots)
        if like:
            made.unit, made.units, made.printed_unit = like.unit, like.units, like.printed_unit
        return made

    def pair(self, merged, vocabulary):
        """Two indicators, or the one that counts both."""
        wordings, slots = self._rng.choice(year_wording.PAIRS), self.slots(vocabulary)
        first, second = (self._of_pair(wording, slots) for wording in wordings[1:])
        whole = self._of_pair(wordings[0], slots)
        whole.ids = first.ids + second.ids
        parts = (first, second)
        return ([whole], list(parts)) if merged else (list(parts), [whole])

    def next_year(self, indicators, coming, vocabulary):
        """What the area counts a year later; `coming`: what a split or merge put off till now."""
        rng = self._rng
        kept = []
        for indicator in indicators:
            if id(indicator) in coming:
                continue
            if rng.random() < GONE and len(indicators) > 2:
                continue
            indicator.reword(rng)
            kept.append(indicator)
        for later in {id(part): part for parts in coming.values() for part in parts}.values():
            kept.append(later)
        if rng.random() < NEW * len(indicators) and len(kept) < 8:
            kept.insert(rng.randint(0, len(kept)), self.new(kept + indicators, vocabulary))
        if rng.random() < RESHUFFLED:
            rng.shuffle(kept)
        return kept


class Area:
    def __init__(self, rng, series, number, name):
        self.id, self.name, self.stem = f"a{number}", name, name
        self._rng, self._series = rng, series
        self._vocabulary = series.vocabulary()
        self.indicators = []
        for _ in range(rng.randint(3, 5)):
            self.indicators.append(series.new(self.indicators, self._vocabulary))
        self._coming = {}
        self.plan()

    def plan(self):
        """A split or a merge from this year to the next."""
        self._coming = {}
        chance = self._rng.random()
        if chance >= SPLIT + MERGED or len(self.indicators) > 6:
            return
        now, later = self._series.pair(chance < SPLIT, self._vocabulary)
        self.indicators += now
        self._coming = {id(indicator): later for indicator in now}

    def next_year(self):
        self.indicators = self._series.next_year(self.indicators, self._coming,
                                                 self._vocabulary)
        self.plan()
        if self._rng.random() < AREA_RENAMED:
            for ending, forms in year_wording.AREA_FORMS:
                if self.stem.endswith(ending):
                    self.name = self.stem[:-len(ending)] + self._rng.choice(forms)


class SubmitterSeries:
    def __init__(self, seed, number, submitter, kinds):
        self._rng = rng = random.Random(f"{seed}/{number}/{submitter[1]}")
        self._submitter = submitter
        self._builder = SheetBuilder(rng)
        series = Series(rng, kinds, number)
        pool = phrases.CITY_AREAS if submitter[0] in CITIES else phrases.PREFECTURE_AREAS
        names = rng.sample(pool, rng.choice((1, 2, 2, 3, 4)))
        self._areas = [Area(rng, series, f"{number}-{i}", name) for i, name in enumerate(names)]
        self._has_actual = rng.random() < 0.5
        self._said = {}  # id of an indicator, year -> value as the sheets say it

    def _measure(self, kind, heading, value, unit):
        rng = self._rng
        if value is None:
            text = rng.choice(phrases.UNDETERMINED)
            return {"kind": kind, "heading": heading, "text": text, "value": None, "unit": None,
                    "comparator": None, "state": "undetermined"}
        text = f"{value}{unit}"
        if rng.random() < 0.4:
            text = text.translate(WIDE)
        return {"kind": kind, "heading": heading, "text": text, "value": value,
                "unit": "%" if unit in "%％" else unit, "comparator": "=", "state": "stated"}

    def _indicator(self, index, indicator, year, pointer, wrong):
        rng = self._rng
        era = f"R{year - 2018}"
        before = "H30" if year == 2019 else f"R{year - 2019}"
        value = indicator.values[year - 1]
        if tuple(indicator.ids) in self._said.get(year - 1, {}) and rng.random() < CONTRADICTED:
            value += max(1, value // 3)
            wrong.append({"path": pointer, "id": indicator.ids[0]})
        unit = indicator.printed_unit
        target = None if rng.random() < 0.06 else indicator.targets[year]
        measures = [self._measure("baseline", f"現状値（{before}）", value, unit),
                    self._measure("target", f"目標値（{era}）", target, unit)]
        if self._has_actual:
            measures.append(self._measure("actual", f"実績値（{era}）", indicator.values[year], unit))
            self._said.setdefault(year, {})[tuple(indicator.ids)] = indicator.values[year]
        return {"label": CIRCLED[index] if index < len(CIRCLED) else f"（{index + 1}）",
                "indicator": indicator.text(), "reason": None, "measures": measures,
                "expected_outcome": ""}

    def sheet(self, year):
        """(sheet, identity of its areas, of its indicators, contradictions) of one year; then the
        next one."""
        rng = self._rng
        sheet = self._builder.build()
        name, code = self._submitter
        sheet |= {"fiscal_year": year, "fiscal_year_label": LABELS[year][0], "submitter": name,
                  "submitter_code": code, "program": phrases.NEW_PROGRAM,
                  "meeting": phrases.MEETINGS[0], "areas": []}
        areas, indicators, wrong = {}, {}, []
        for area in self._areas:
            made = self._builder._area(area.name)
            at = f"/areas/{len(sheet['areas'])}"
            areas[at] = area.id
            made["indicators"] = []
            for index, indicator in enumerate(area.indicators):
                pointer = f"{at}/indicators/{index}"
                indicators[pointer] = list(indicator.ids)
                made["indicators"].append(self._indicator(index, indicator, year, pointer, wrong))
            sheet["areas"].append(made)
        for area in self._areas:
            area.next_year()
        return sheet, areas, indicators, wrong


def exported(sheet, stem):
    """As `jizen export --format jsonl` writes it."""
    sha256 = hashlib.sha256(json.dumps([stem, sheet], ensure_ascii=False).encode()).hexdigest()
    head = {"format": sheet["format"], "source": {"file": f"{stem}.pdf", "sha256": sha256,
                                                  "media_type": "application/pdf", "pages": 12},
            "form": "jizen-kadai@1"}
    return head | sheet | {"fields": {}, "review": [], "leftover": [], "state": "reviewed"}


def write_series(count, seed, wording, out):
    kinds = year_wording.TUNING if wording == "tuning" else year_wording.HELD_OUT
    submitters = all_submitters()
    identity = {"areas": {}, "indicators": {}, "contradictions": []}
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "sheets.jsonl", "w", encoding="utf-8") as stream:
        for number in range(count):
            submitter = submitters[number % len(submitters)]
            series = SubmitterSeries(seed, number, submitter, kinds)
            for year in YEARS:
                sheet, areas, indicators, wrong = series.sheet(year)
                stem = f"{submitter[1]}-{number // len(submitters)}-{year}"
                line = exported(sheet, stem)
                key = line["source"]["sha256"][:12]
                identity["areas"][key], identity["indicators"][key] = areas, indicators
                identity["contradictions"] += [{"sheet": key, **one} for one in wrong]
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    (out / "identity.json").write_text(json.dumps(identity, ensure_ascii=False, indent=1),
                                       encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="SUBMITTERS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wording", choices=("tuning", "held-out"), default="held-out")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    write_series(options.count, options.seed, options.wording, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
