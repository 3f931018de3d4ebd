#!/usr/bin/env python3
"""Every message of the program is translated, with the same places to be filled in.

    python3 tests/app/check_translations.py

Takes the msgids from the sources with xgettext, as app/README.md says, and compares them with
app/po/*.po: none missing, none that no source uses, the same {} in msgid and translation. The
reasons and phrases of doubt in parse/ and store/ all have words in review/words.*.json.
"""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parent.parent.parent / "app"
XGETTEXT = ["xgettext", "--language=C++", "--from-code=UTF-8", "--keyword=", "--keyword=Tr",
            "--keyword=Say:1", "--keyword=SayCount:1,2", "--keyword=Later", "--no-location",
            "--omit-header", "-o", "-"]


def entries(text):
    """{msgid: [msgid, plural, translations...]} of a catalogue; the header is left out."""
    found = {}
    for block in text.split("\n\n"):
        parts = re.findall(r'^(msgid|msgid_plural|msgstr(?:\[\d+\])?) ((?:"(?:\\.|[^"\\])*"\n?)+)',
                           block, re.MULTILINE)
        texts = ["".join(ast.literal_eval(line) for line in body.split("\n") if line)
                 for _, body in parts]
        if texts and texts[0]:
            found[texts[0]] = texts
    return found


def places(text):
    return sorted(re.findall(r"\{[^}]*\}", text))


# Of parse/, what speaks to those who write rules or programs, not to those who check a sheet.
NOT_OF_SHEETS = {"rule_file.cc", "rule_error.cc", "rules.cc", "form_rules.cc", "word_lists.cc",
                 "toml_signs.cc", "morphology.cc", "sheet_codec.cc", "read_sheet_json.cc"}


def phrases():
    """What parse/ says is doubtful, a short English phrase each (finding.detail)."""
    found = set()
    for path in sorted((APP.parent / "parse").glob("*.cc")):
        if path.name in NOT_OF_SHEETS:
            continue
        source = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for literal in re.findall(r'(?:"(?:\\.|[^"\\])*"\s*)+', source):
            text = "".join(ast.literal_eval(part)
                           for part in re.findall(r'"(?:\\.|[^"\\])*"', literal))
            if re.fullmatch(r"[a-z][a-z',:]*(?: [a-z',:]+)+ ?|page ", text):
                found.add(text + "{n}" if text == "page " else text.removesuffix(": "))
    return found


def reasons():
    """The reasons of findings, by their short codes."""
    found = set()
    for path in sorted([*(APP.parent / "parse").glob("*.cc"), *(APP.parent / "store").glob("*.cc")]):
        source = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for body in re.findall(r"(?:[fF]inding|[rR]eason)[^;{}]*;", source):
            found.update(re.findall(r'"([a-z]+(?:-[a-z]+)+|ocr|leftover)"', body))
    return found - {"to-review", "not-applicable"}  # a state and a kind of correction


def main():
    sources = sorted(str(path) for path in APP.glob("*.cc"))
    used = entries(subprocess.run(XGETTEXT + sources, capture_output=True, text=True,
                                  check=True).stdout)
    if not used:
        sys.exit("no msgids found in app/*.cc")
    problems = []
    for file in sorted((APP / "po").glob("*.po")):
        catalogue = entries(file.read_text(encoding="utf-8"))
        problems += [f"{file.name}: not translated: {msgid}" for msgid in used
                     if not all(catalogue.get(msgid, [""]))]
        problems += [f"{file.name}: no source has: {msgid}" for msgid in catalogue
                     if msgid not in used]
        problems += [f"{file.name}: other places to fill in: {text}"
                     for msgid, texts in catalogue.items() for text in texts
                     if places(text) != places(msgid)]
    details = json.loads((APP / "review/words.ja.json").read_text(encoding="utf-8"))["details"]
    for language in ("ja", "en"):
        known = json.loads((APP / f"review/words.{language}.json").read_text(encoding="utf-8"))
        problems += [f"words.{language}.json: reasons lack: {code}"
                     for code in sorted(reasons() - set(known["reasons"]))]
    problems += [f"words.ja.json: details lack: {text}" for text in sorted(phrases() - set(details))]
    print("\n".join(problems) or f"{len(used)} messages are translated")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
