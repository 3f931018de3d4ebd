"""Is all of a gold sheet on the pages, inside them, and nothing on top of something else?"""

import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

XHTML = "{http://www.w3.org/1999/xhtml}"
EDGE_TOLERANCE = 1.0  # points that a word's box may stick out of its page
OVERLAP_SHARE = 0.5  # of the smaller word's box
SHORTEST_WORD = 2  # brackets and marks share their neighbour's box

# Radicals that NFKC keeps: fonts give them the same shape as the ideograph.
RADICALS = str.maketrans("⺟⺠⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻲⻯⺼⻌⻳⽶", "母民虎西長青食鬼麦黄斉歯亀竜肉辶亀米")


def folded(text: str) -> Counter:
    """Counts of the characters that are not blank, after NFKC."""
    text = unicodedata.normalize("NFKC", text.translate(RADICALS)).translate(RADICALS)
    return Counter(character for character in text if not character.isspace())


def printed_strings(sheet: dict) -> list[str]:
    """Every string of a gold sheet that stands on its pages."""
    texts = [sheet["fiscal_year_label"], sheet["program"], sheet["meeting"], sheet["document"],
             sheet["submitter"], sheet["motto"] or "", sheet["overview"] or ""]
    for area in sheet["areas"]:
        texts.append(area["name"])
        for goal in area["goals"]:
            texts += [goal["label"], goal["goal"], goal["progress"]]
        for items in (area["strengths"], area["hospital_collaboration"], area["concerns"]):
            texts += [item["marker"] + item["text"] for item in items]
        for challenge in area["challenges"]:
            texts += [challenge["challenge"], challenge["policy"]]
            for role in challenge["roles"]:
                texts += [*role["sectors"], role["text"]]
        for indicator in area["indicators"]:
            texts += [indicator["label"], indicator["indicator"], indicator["reason"] or "",
                      indicator["expected_outcome"] or ""]
            texts += [measure["text"] for measure in indicator["measures"]]
    for part in [part for holder in (sheet, *sheet["areas"]) for part in holder.get("parts", [])]:
        texts.append(part["heading"])
        for row in part["rows"]:
            texts.append(row["label"])
            texts += [cell["text"] for cell in row["cells"]]
    return texts


def missing_characters(sheet: dict, printed: str) -> Counter:
    return folded("".join(printed_strings(sheet))) - folded(printed)


def pdf_text(pdf: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(pdf), "-"], check=True,
                          capture_output=True).stdout.decode("utf-8")


def check_pdf(sheet: dict, pdf: Path, on_its_side: bool = False) -> list[str]:
    """What is wrong, as sentences; empty for a sound sheet. Pages on their side have a /Rotate
    of 90 or 270: pdftotext gives words as the page is shown, but the page's size as stored."""
    complaints = []
    missing = missing_characters(sheet, pdf_text(pdf, "-raw"))
    if missing:
        complaints.append(f"not printed: {''.join(sorted(missing.elements()))[:60]}")
    root = ElementTree.fromstring(_without_control_characters(pdf_text(pdf, "-bbox")))
    for number, page in enumerate(root.iter(f"{XHTML}page"), start=1):
        complaints += _page_complaints(number, page, on_its_side)
    return complaints


def _without_control_characters(text: str) -> str:
    return "".join(one for one in text if one in "\n\t" or ord(one) >= 32)


def _page_complaints(number: int, page: ElementTree.Element, on_its_side: bool) -> list[str]:
    width, height = float(page.get("width")), float(page.get("height"))
    if on_its_side:
        width, height = height, width
    boxes, complaints = [], []
    for word in page.iter(f"{XHTML}word"):
        box = tuple(float(word.get(name)) for name in ("xMin", "yMin", "xMax", "yMax"))
        if (box[0] < -EDGE_TOLERANCE or box[1] < -EDGE_TOLERANCE
                or box[2] > width + EDGE_TOLERANCE or box[3] > height + EDGE_TOLERANCE):
            complaints.append(f"page {number}: off the page: {word.text}")
        if len(word.text) < SHORTEST_WORD:
            continue
        for other, text in boxes:
            if _overlap(box, other) > OVERLAP_SHARE:
                complaints.append(f"page {number}: {word.text} lies on {text}")
        boxes.append((box, word.text))
    return complaints


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = ((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return wide * high / max(min(areas), 0.01)
