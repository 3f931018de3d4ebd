"""The words that the form itself prints: headings, column headers, notes."""

from dataclasses import dataclass, replace

FULL_WIDTH_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Wording:
    """`{year}` stands for the fiscal year as on the cover, `{wide_year}` in full-width digits."""

    goals_heading: str = "１ {wide_year}の達成目標と現時点での進捗状況"
    goals_column: str = "{year}の達成目標"
    progress_column: str = "現時点での進捗状況"
    strengths_heading: str | None = "２ 圏域の取組における強みと課題"
    strengths_label: str = "【特徴（強み）】"
    challenge_column: str = "課題"
    policy_column: str = "課題解決に向けた取組方針"
    roles_column: str = "課題・方針に対する役割（取組）"
    sector_subcolumn: str = "視点"
    role_subcolumn: str = "取組"
    indicator_column: str = "課題解決の達成度を測る指標"
    reason_column: str = "指標の設定理由"
    outcome_column: str = "見込んでいる成果・効果"
    indicator_note: str | None = None
    indicator_heading: str | None = None
    hospital_heading: str | None = "３ 病院（医療機関）との連携状況"
    concerns_heading: str = "４ 現時点での課題・悩み"
    model_areas: str | None = None


NOTE_H30 = "※指標設定が困難な場合は、代替指標や定性的な文言でも構いません。"

# As the form of 2018 prints it: views instead of roles, a note, the model areas on the cover.
FORM_H30 = Wording(
    roles_column="課題・方針に対する視点別の認識（取組）",
    indicator_note=NOTE_H30,
    model_areas="モデル圏域 {areas}",
)

# As the form of 2019 prints it, with its own slip: the second section is numbered 3.
FORM_R01 = Wording(
    goals_heading="１ {year}の達成目標と現時点での進捗状況",
    strengths_heading="３ 圏域の取組における強みと課題",
)

# A later form without the slip.
FORM_LATER = Wording(goals_heading="１ {year}の達成目標と現時点での進捗状況")


# Invented forms, whose rules stand in corpus/forms/rules. A part that a form lacks is None.
FORM_R06 = Wording(
    goals_heading="３ 今年度めざすことと、ここまでの歩み",
    goals_column="めざすこと",
    progress_column="ここまでの歩み",
    strengths_heading="４ 圏域の強みと課題",
    strengths_label="【圏域のよいところ】",
    policy_column="これからの進め方",
    roles_column="それぞれが担うこと",
    indicator_column="進み具合を測るもの",
    reason_column="選んだ訳",
    hospital_heading="５ 病院との協働",
    concerns_heading="７ 今困っていること",
)
FORM_CARE = Wording(
    goals_heading="Ⅰ 重点目標と実施の状況",
    goals_column="重点目標",
    progress_column="実施の状況",
    strengths_heading=None,
    indicator_heading="Ⅱ 成果を確かめる数値",
    indicator_column="確かめる数値",
    outcome_column="ねらい",
    hospital_heading=None,
    concerns_heading="Ⅲ 支援に当たって苦慮していること",
)
OTHER_FORMS = {"jizen-kadai-r06@1": FORM_R06, "ikea-chosa@1": FORM_CARE}


def form_of(sheet: dict) -> Wording:
    """The form that this sheet was filled in on, told by its name or its year and columns."""
    if sheet.get("form") in OTHER_FORMS:
        return OTHER_FORMS[sheet["form"]]
    has_reason = any(indicator["reason"] is not None for area in sheet["areas"]
                     for indicator in area["indicators"])
    year = sheet["fiscal_year"] or 0
    if has_reason or year <= 2018:
        return FORM_H30
    return FORM_R01 if year == 2019 else FORM_LATER


def with_points(wording: Wording) -> Wording:
    """Numbers with a full-width point: １．… instead of １ …"""
    return replace(
        wording,
        goals_heading=wording.goals_heading.replace(" ", "．", 1),
        strengths_heading=wording.strengths_heading.replace(" ", "．", 1),
        hospital_heading=wording.hospital_heading.replace(" ", "．", 1),
        concerns_heading=wording.concerns_heading.replace(" ", "．", 1),
    )


def with_roman(wording: Wording) -> Wording:
    """Roman numerals and wide spaces, as some offices retype the headings."""
    return replace(
        wording,
        goals_heading="Ⅰ　" + wording.goals_heading[2:],
        strengths_heading="Ⅱ　" + wording.strengths_heading[2:],
        hospital_heading="Ⅲ　" + wording.hospital_heading[2:],
        concerns_heading="Ⅳ　" + wording.concerns_heading[2:],
    )


def reworded(wording: Wording) -> Wording:
    """Headings and headers that an office changed a little while filling in the form."""
    return replace(
        wording,
        goals_heading="１ {year}の達成目標と進捗状況",
        progress_column="現時点の進捗状況",
        strengths_heading="２ 圏域の強みと課題",
        strengths_label="【圏域の特徴（強み）】",
        policy_column="課題解決に向けた方針",
        roles_column="課題・方針に対する各機関の役割（取組）",
        sector_subcolumn="区分",
        role_subcolumn="役割（取組）",
        indicator_column="達成度を測る指標",
        reason_column="設定理由",
        outcome_column="見込まれる成果・効果",
        hospital_heading="３ 医療機関（病院）との連携状況",
        concerns_heading="４ 現時点の課題・悩み",
    )


def spaced(wording: Wording) -> Wording:
    """Short column headers stretched with wide spaces, long ones broken by hand."""
    return replace(
        wording,
        challenge_column="課　　題",
        policy_column="課題解決に向けた\n取 組 方 針",
        indicator_column="課題解決の達成度を\n測る指標",
    )


VARIANTS = {
    "form": lambda wording: wording,
    "points": with_points,
    "roman": with_roman,
    "reworded": reworded,
    "spaced": spaced,
}


def fill_in(text: str, sheet: dict) -> str:
    """Puts the sheet's year and areas into a wording's places."""
    year = sheet["fiscal_year_label"]
    return text.format(year=year, wide_year=year.translate(FULL_WIDTH_DIGITS),
                       areas="、".join(area["name"] for area in sheet["areas"]))
