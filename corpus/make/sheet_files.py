"""Where the gold sheets are, and reading them."""

import json
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent
GOLD = CORPUS / "gold"
REAL_SHEETS = ("ishikawa-h30", "tochigi-r01")


def load_sheet(stem: str) -> dict:
    return json.loads((GOLD / f"{stem}.json").read_text(encoding="utf-8"))


FORMS = CORPUS / "forms"  # invented forms: rules, gold sheets and their documents


def gold_stems() -> list[str]:
    return sorted(path.stem for path in GOLD.glob("*.json"))
