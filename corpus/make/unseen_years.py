#!/usr/bin/python3
"""Sheets of years nobody has seen: the form's wording as offices change it, and its columns and
sectors reordered, left out or more. Held out: the rules are never made from these lists.

    unseen_years.py N --seed S --out DIR

writes DIR/gold/unseen-00001.json … and DIR/unseen-00001.pdf …. The same seed gives the same
files. What a sheet has and the gold sheet has no place for (a column of its own) is printed only:
it must come back as left over, never inside another value.
"""

import argparse
import copy
import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import form_pages
import render_cairo
from blocks import Cell, Slide, Table, TextBlock
from invented_sheet import SheetBuilder
from layouts import LAYOUTS, Layout
from wording import Wording, form_of

LAYOUT_NAMES = ("cairo", "flow", "packed", "grey", "shuffled", "points")

NUMBERINGS = (
    ("１ ", "２ ", "３ ", "４ "), ("1. ", "2. ", "3. ", "4. "), ("（１）", "（２）", "（３）", "（４）"),
    ("【１】", "【２】", "【３】", "【４】"), ("Ⅰ．", "Ⅱ．", "Ⅲ．", "Ⅳ．"), ("①", "②", "③", "④"),
    ("１）", "２）", "３）", "４）"), ("■ ", "■ ", "■ ", "■ "), ("第１ ", "第２ ", "第３ ", "第４ "),
    ("１－１ ", "１－２ ", "２－１ ", "２－２ "), ("Ａ ", "Ｂ ", "Ｃ ", "Ｄ "), ("一 ", "二 ", "三 ", "四 "),
)
GOALS_HEADINGS = (
    "{year}の達成目標と現時点での進捗状況", "{year}の達成目標及び取組の進捗状況",
    "{year}達成目標とこれまでの進捗状況", "{year}の目標と進捗状況について",
    "{year} 達成目標・進捗", "本年度の達成目標と現時点における進捗", "{wide_year}の達成目標とその進捗状況",
    "今年度の達成目標と現在の進捗状況", "{year}の達成目標、現時点での進捗状況",
)
GOALS_COLUMNS = (
    "{year}の達成目標", "達成目標（{year}）", "今年度の達成目標", "{wide_year}達成目標", "年度内の達成目標",
    "本年度の目標", "達成目標", "{year}末の達成目標",
)
PROGRESS_COLUMNS = (
    "現時点（９月末）での進捗状況", "進捗状況（9月末時点）", "現時点の取組み状況", "これまでの進捗状況", "現在の進捗",
    "現時点での進捗状況・成果", "取り組みの進捗状況", "現時点での進捗状況", "進捗の状況", "達成状況（現時点）",
)
STRENGTHS_HEADINGS = (
    "圏域の取組みにおける強みと課題", "圏域の取り組みにおける強み・課題", "強み・課題", "圏域の強みと課題について",
    "管内の取組における強みと課題", "取組における強みおよび課題", "地域の取組みにおける強みと課題", "圏域の取組における強み及び課題",
    "各圏域の取組における強みと課題",
)
STRENGTHS_LABELS = (
    "【強み】", "【特徴・強み】", "〈特徴（強み）〉", "◆強み", "【圏域の特徴・強み】", "（特徴・強み）", "【強み・特徴】",
    "【特徴（強み）】", "≪特徴（強み）≫", "■特徴（強み）", "【地域の特徴（強み）】",
)
CHALLENGE_COLUMNS = (
    "課題", "圏域の課題", "現状・課題", "主な課題", "取り組むべき課題", "地域課題", "課題（優先順）", "現状及び課題",
)
POLICY_COLUMNS = (
    "課題解決に向けた取組み方針", "課題解決に向けた取り組み方針", "解決に向けた取組方針", "課題への対応方針",
    "取組方針（課題解決に向けて）", "課題解決のための方針", "今後の取組方針", "課題解決に向けての取組の方針",
)
ROLES_COLUMNS = (
    "課題・方針に対する役割（取り組み）", "課題・方針に対する各主体の役割・取組み", "課題方針に対するそれぞれの役割（取組み）",
    "課題及び方針に対する役割（取組）", "方針に対する役割（取組内容）", "各関係者の役割・取組", "課題・方針に対する役割・取組",
    "各主体の役割（取組）",
)
SECTOR_SUBCOLUMNS = ("主体", "視点", "区分", "関係者", "機関名", "担い手", "関係機関等", "実施主体")
ROLE_SUBCOLUMNS = ("取組み", "取組", "取り組み内容", "役割", "役割・取組", "取組の内容", "具体的な取組")
INDICATOR_COLUMNS = (
    "課題解決の達成度を測る指標", "達成度を測る指標（アウトカム）", "課題解決の達成度をはかる評価指標", "指標（課題解決の達成度）",
    "評価の指標", "課題解決の到達度を測る指標", "指標名", "課題解決の達成度を図る指標", "取組の達成度を測る指標",
)
REASON_COLUMNS = ("指標設定の理由", "設定した理由", "指標の設定理由・考え方", "設定理由（根拠）", "指標とした理由")
OUTCOME_COLUMNS = (
    "見込まれる成果・効果", "期待する成果・効果", "見込んでいる成果や効果", "成果・効果の見込み", "期待される成果",
    "想定される効果", "見込んでいる効果・成果", "成果（効果）の見込み",
)
HOSPITAL_HEADINGS = (
    "病院（医療機関）との連携の状況", "医療機関（精神科病院）との連携状況", "病院等医療機関との連携状況について",
    "精神科病院との連携状況", "病院・医療機関との連携", "病院（医療機関）等との連携状況", "医療機関との連携の現状",
)
CONCERNS_HEADINGS = (
    "現時点での課題・悩みごと", "現在の課題・悩み", "現時点における課題や悩み", "困っていること・悩み",
    "現時点での課題、困りごと", "悩み・課題等", "現時点で抱えている課題・悩み", "課題・お悩み", "現時点での悩みや課題",
)
BASELINES = (
    "現状値（{short}.4時点）", "現状（{short}.4時点）", "現状値（{year}当初）", "現状値（{short}.4.1現在）", "基準値（{before}）",
    "現状（策定時）", "{short}年度当初の現状値", "現在の値（{short}.4.1）", "現況値", "現状値（{before}年度末）", "現　状",
)
CURRENTS = ("現状値（今回）", "現状値（{short}.9末）", "現状（{short}.10時点）", "現状値（第２回会議時）")
TARGETS = (
    "目標値（{short}年度末）", "{short}目標", "目標（年度末）", "年度末目標値", "{year}目標値", "目標値（最終年度）", "数値目標（{short}末）",
    "目標値（{short}）", "{short}年度末の目標値", "目標値（{after}年度）", "目　標",
)
ACTUALS = ("実績値（{short}.9末）", "実績（{before}）", "{before}年度実績", "達成値", "実績値")
SECTOR_SETS = (
    ("行政", "医療", "障害福祉", "介護・高齢", "当事者・家族会", "地域住民"),
    ("市町", "県（保健所）", "精神科病院", "相談支援", "居住支援"), ("行政側", "医療側"),
    ("市町村", "保健所", "医療機関", "福祉サービス事業所", "ピアサポーター", "不動産関係者・居住支援法人"),
    ("行政", "医療", "福祉", "介護", "その他の関係機関・住民"), ("行政機関", "医療機関", "福祉・介護事業者", "地域の関係者"),
    ("県", "市町", "医療", "事業者", "当事者・家族", "民生委員・住民"), ("行政", "医療", "福祉", "教育", "警察・消防", "住民等"),
    ("保健所", "市区町村", "医療", "障害福祉サービス等事業者", "その他（住民等）"),
)
# (table, header, texts): columns that the form never had.
OWN_COLUMNS = (
    ("indicators", "備考", ("次回見直し", "", "関係課と共有")), ("indicators", "担当課", ("障害福祉課", "健康推進課", "")),
    ("goals", "自己評価（Ａ～Ｄ）", ("Ａ", "Ｂ", "Ｃ")), ("goals", "備考", ("", "別紙参照", "")),
    ("indicators", "評価時期", ("年度末", "各四半期", "")),
)


class UnseenYear:
    """One sheet and the wording that it is printed in."""

    def __init__(self, rng: random.Random):
        self._rng = rng
        self.sheet = SheetBuilder(rng).build()
        self._numbering = rng.choice(NUMBERINGS)
        self.wording = self._draw_wording()
        self._change_sectors()
        self._change_columns()
        self._word_measures()
        self.own_column = rng.choice(OWN_COLUMNS) if rng.random() < 0.15 else None
        self.swapped = rng.random() < 0.25
        self.look = {"role_header_rows": rng.choice((1, 1, 2)),
                     "label_column": rng.random() < 0.2, "progress_first": rng.random() < 0.1}
        if self.look["label_column"]:
            self.swapped = False
        self.printed = copy.deepcopy(self.sheet)
        if self.swapped and not self._has_outcome():
            self._swap_measures()

    def _draw_wording(self) -> Wording:
        pick = self._rng.choice
        number = iter(self._numbering)
        return replace(
            form_of(self.sheet), goals_heading=next(number) + pick(GOALS_HEADINGS),
            goals_column=pick(GOALS_COLUMNS), progress_column=pick(PROGRESS_COLUMNS),
            strengths_heading=next(number) + pick(STRENGTHS_HEADINGS),
            strengths_label=pick(STRENGTHS_LABELS), challenge_column=pick(CHALLENGE_COLUMNS),
            policy_column=pick(POLICY_COLUMNS), roles_column=pick(ROLES_COLUMNS),
            sector_subcolumn=pick(SECTOR_SUBCOLUMNS), role_subcolumn=pick(ROLE_SUBCOLUMNS),
            indicator_column=pick(INDICATOR_COLUMNS), reason_column=pick(REASON_COLUMNS),
            outcome_column=pick(OUTCOME_COLUMNS), indicator_note=None,
            hospital_heading=next(number) + pick(HOSPITAL_HEADINGS),
            concerns_heading=next(number) + pick(CONCERNS_HEADINGS))

    def _roles(self):
        for area in self.sheet["areas"]:
            for challenge in area["challenges"]:
                yield challenge["roles"]

    def _change_sectors(self) -> None:
        if self._rng.random() < 0.3:
            return
        names = self._rng.choice(SECTOR_SETS)
        for roles in self._roles():
            texts = [role["text"] for role in roles]
            roles[:] = [{"sectors": [name], "text": texts[index % len(texts)]}
                        for index, name in enumerate(names)]

    def _change_columns(self) -> None:
        drop_outcome, drop_reason = (self._rng.random() < 0.12 for _ in range(2))
        for area in self.sheet["areas"]:
            for indicator in area["indicators"]:
                if drop_outcome:
                    indicator["expected_outcome"] = None
                if drop_reason:
                    indicator["reason"] = None

    def _word_measures(self) -> None:
        year = self.sheet["fiscal_year"]

        def short(of: int) -> str:
            return f"H{of - 1988}" if of < 2019 else f"R{of - 2018}"

        pools = {"baseline": BASELINES, "current": CURRENTS, "target": TARGETS, "actual": ACTUALS}
        headings = {kind: self._rng.choice(pool).format(
            short=short(year), before=short(year - 1), after=short(year + 1),
            year=self.sheet["fiscal_year_label"]) for kind, pool in pools.items()}
        for area in self.sheet["areas"]:
            for indicator in area["indicators"]:
                for measure in indicator["measures"]:
                    measure["heading"] = headings[measure["kind"]]

    def _has_outcome(self) -> bool:
        """Is the outcome, the last column, printed? Else the last measure is."""
        return self.sheet["areas"][0]["indicators"][0]["expected_outcome"] is not None

    def _swap_measures(self) -> None:
        for area in self.sheet["areas"]:
            for indicator in area["indicators"]:
                measures = indicator["measures"]
                measures.insert(0, measures.pop())

    def slides(self, layout: Layout) -> list[Slide]:
        """As form_pages.sheet_slides, in this sheet's wording and with its columns."""
        slides = [form_pages.cover_slide(self.printed, self.wording)]
        for area in self.printed["areas"]:
            slides += [self._changed(slide) for slide in
                       form_pages.area_slides(self.printed, area, self.wording, layout)]
        return slides

    def _changed(self, slide: Slide) -> Slide:
        blocks: list[TextBlock | Table] = []
        for block in slide.blocks:
            if isinstance(block, Table):
                kind = self._kind(block)
                if kind == "indicators" and self.swapped:
                    block = with_columns_swapped(block)
                if self.own_column and self.own_column[0] == kind:
                    block = with_own_column(block, *self.own_column[1:])
            blocks.append(block)
        return Slide(slide.area, blocks)

    def _kind(self, table: Table) -> str:
        header = {cell.text for cell in table.cells if cell.header}
        if self.wording.policy_column in header:
            return "challenges"
        return "indicators" if self.wording.indicator_column in header else "goals"


def with_own_column(table: Table, header: str, texts: tuple[str, ...]) -> Table:
    """One more column on the right."""
    column = table.column_count
    cells = list(table.cells) + [Cell(0, column, header, table.header_rows, 1, header=True)]
    for row in range(table.header_rows, table.row_count):
        cells.append(Cell(row, column, texts[(row - 1) % len(texts)]))
    widths = tuple(0.87 * width for width in table.widths) + (0.13,)
    return Table(widths, tuple(cells), table.row_count, table.header_rows, table.group_starts)


def with_columns_swapped(table: Table) -> Table:
    """The last column before the ones after the indicator's; merged headers keep their place."""
    if any(cell.column_span > 1 for cell in table.cells) or table.column_count < 3:
        return table
    last = table.column_count - 1
    order = [0, last, *range(1, last)]
    place = {old: new for new, old in enumerate(order)}
    cells = [replace(cell, column=place[cell.column]) for cell in table.cells]
    return Table(tuple(table.widths[old] for old in order), tuple(cells), table.row_count,
                 table.header_rows, table.group_starts)


def write_sheet(seed: int, number: int, folder: Path) -> None:
    unseen = UnseenYear(random.Random(f"unseen/{seed}/{number}"))
    stem = f"unseen-{number:05d}"
    layout = replace(LAYOUTS[LAYOUT_NAMES[number % len(LAYOUT_NAMES)]], **unseen.look)
    render_cairo.render_slides(unseen.slides(layout), layout, folder / f"{stem}.pdf")
    (folder / "gold" / f"{stem}.json").write_text(
        json.dumps(unseen.sheet, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    (options.out / "gold").mkdir(parents=True, exist_ok=True)
    for number in range(1, options.count + 1):
        write_sheet(options.seed, number, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
