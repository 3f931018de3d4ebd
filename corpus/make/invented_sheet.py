"""A random but plausible gold sheet: the same random generator state, the same sheet."""

import random

import phrases
import quantities
from submitters import CITIES, all_submitters

CIRCLED = "①②③④⑤⑥"
WIDE_DIGITS = "１２３４５６"
BLANK_SHARE = 0.12  # of the places that an office may leave empty


class SheetBuilder:
    def __init__(self, rng: random.Random):
        self._rng = rng

    def build(self) -> dict:
        rng = self._rng
        year, labels = rng.choice(phrases.FISCAL_YEARS)
        submitter, code = rng.choice(all_submitters())
        old_form = year <= 2018
        self._sectors = phrases.OLD_SECTORS if old_form else rng.choice(phrases.SECTOR_SETS)
        self._has_reason = old_form
        self._headings = self._measure_headings(year)
        pool = phrases.CITY_AREAS if submitter in CITIES else phrases.PREFECTURE_AREAS
        names = rng.sample(pool, rng.choice((1, 1, 2, 2, 3, 4, 5)))
        return {
            "format": "jizen-sheet/1",
            "fiscal_year": year,
            "fiscal_year_label": rng.choice(labels),
            "program": phrases.OLD_PROGRAM if year < 2021 else phrases.NEW_PROGRAM,
            "meeting": rng.choice(phrases.MEETINGS),
            "document": phrases.DOCUMENT,
            "submitter": submitter,
            "submitter_code": code,
            "motto": rng.choice(phrases.MOTTOES) if rng.random() < 0.85 else None,
            "overview": self._overview(submitter),
            "areas": [self._area(name) for name in names],
        }

    def _fill(self, pool: tuple[str, ...]) -> str:
        rng = self._rng
        place, other_place = rng.sample(phrases.PLACES, 2)
        return rng.choice(pool).format(
            place=place, place2=other_place, people=rng.choice(phrases.PEOPLE),
            matter=rng.choice(phrases.MATTERS), event=rng.choice(phrases.EVENTS),
            times=rng.randint(2, 6), number=rng.randint(7, 40), month=rng.randint(5, 12),
            day=rng.randint(1, 28))

    def _texts(self, pool: tuple[str, ...], least: int, most: int) -> list[str]:
        """Different texts from one pool."""
        texts: list[str] = []
        wanted = self._rng.randint(least, most)
        while len(texts) < wanted:
            text = self._fill(pool)
            if text not in texts:
                texts.append(text)
        return texts

    def _marked(self, texts: list[str]) -> str:
        """Several paragraphs of one cell, each with a list mark."""
        return "\n".join("・" + text for text in texts)

    def _is_blank(self) -> bool:
        return self._rng.random() < BLANK_SHARE

    def _overview(self, submitter: str) -> str | None:
        rng = self._rng
        if rng.random() < 0.1:
            return None
        chosen = rng.sample(phrases.OVERVIEWS, rng.randint(1, 4))
        text = "".join(chosen).format(submitter=submitter, start=f"平成{rng.randint(18, 30)}",
                                      count=rng.randint(3, 40), people=rng.randint(20, 900))
        return text

    def _measure_headings(self, year: int) -> list[tuple[str, str]]:
        """(kind, heading as printed) of each measure column of this sheet."""
        rng = self._rng
        label = f"H{year - 1988}" if year < 2019 else f"R{year - 2018}"
        headings = [("baseline", rng.choice(("現状値", "現状値（今年度当初）", "現状値（第1回会議時）")))]
        if headings[0][1] == "現状値（第1回会議時）":
            headings.append(("current", "現状値（今回）"))
        headings.append(("target", f"目標値（{label}）"))
        if rng.random() < 0.15:
            headings.append(("actual", f"実績値（{label}）"))
        return headings

    def _area(self, name: str) -> dict:
        return {
            "name": name,
            "goals": self._goals(),
            "strengths": self._items(phrases.STRENGTHS, 1, 4),
            "challenges": self._challenges(),
            "indicators": self._indicators(),
            "hospital_collaboration": self._items(phrases.HOSPITAL, 1, 4),
            "concerns": self._concerns(),
        }

    def _goals(self) -> list[dict]:
        rng = self._rng
        point_labels = rng.random() < 0.3
        goals = []
        for index, text in enumerate(self._texts(phrases.GOALS, 2, 4)):
            label = WIDE_DIGITS[index] + "．" if point_labels else CIRCLED[index]
            if rng.random() < 0.3:
                text += "\n⇒" + self._fill(phrases.GOAL_TARGETS)
            progress = "" if self._is_blank() else self._marked(
                self._texts(phrases.PROGRESS, 1, 3))
            goals.append({"label": label, "goal": text, "progress": progress})
        if rng.random() < 0.2:
            goals[-1]["goal"] = goals[-1]["progress"] = ""
        return goals

    def _items(self, pool: tuple[str, ...], least: int, most: int) -> list[dict]:
        texts = self._texts(pool, least, most)
        style = self._rng.choice(("・", "・", "○", "number"))
        return [{"marker": WIDE_DIGITS[index] + "．" if style == "number" else style,
                 "text": text} for index, text in enumerate(texts)]

    def _concerns(self) -> list[dict]:
        if self._rng.random() < 0.6:
            return self._items(phrases.CONCERNS, 1, 4)
        items = []
        for title in self._rng.sample(phrases.CONCERN_TITLES, 2):
            items.append({"marker": "○", "text": title})
            items += [{"marker": "・", "text": text}
                      for text in self._texts(phrases.CONCERNS, 1, 2)]
        return items

    def _challenges(self) -> list[dict]:
        challenges = []
        for text in self._texts(phrases.CHALLENGES, 1, 3):
            policies = self._texts(phrases.POLICIES, 1, 2)
            policy = self._marked(policies) if len(policies) > 1 else policies[0]
            if self._rng.random() < 0.3:
                policy = self._rng.choice(phrases.POLICY_TITLES) + "\n" + policy
            challenges.append({"challenge": text, "policy": policy, "roles": self._roles()})
        return challenges

    def _roles(self) -> list[dict]:
        """All sectors in order; now and then two neighbours share a cell."""
        roles, rest = [], list(self._sectors)
        while rest:
            taken = 2 if len(rest) > 1 and self._rng.random() < 0.12 else 1
            text = "" if taken == 1 and self._is_blank() else self._fill(phrases.ROLES)
            roles.append({"sectors": rest[:taken], "text": text})
            rest = rest[taken:]
        return roles

    def _indicators(self) -> list[dict]:
        rng = self._rng
        indicators = []
        for index, text in enumerate(self._texts(phrases.INDICATORS, 2, 4)):
            unit = rng.choice(phrases.COUNT_UNITS)
            indicators.append(self._indicator(CIRCLED[index], text, unit))
        if rng.random() < 0.25:
            indicators.append(self._indicator(CIRCLED[len(indicators)], "", None))
        return indicators

    def _indicator(self, label: str, text: str, unit: str | None) -> dict:
        """A printed row; without a unit, a row left blank."""
        rng = self._rng
        measures = []
        for kind, heading in self._headings:
            empty = unit is None or self._is_blank()
            value = quantities.blank() if empty else quantities.measure(rng, unit)
            measures.append({"kind": kind, "heading": heading, **value})
        reason = self._fill(phrases.REASONS) if unit else ""
        outcome = self._fill(phrases.OUTCOMES) if unit else ""
        return {"label": label, "indicator": text,
                "reason": reason if self._has_reason else None, "measures": measures,
                "expected_outcome": None if self._has_reason else outcome}
