#!/usr/bin/env python3
"""Forms that are added with rule files alone: corpus/forms, read beside the program's own form.

    python3 tests/forms_test.py JIZEN

A form on top of another has at most 60 lines, one of its own at most 150. Each of its documents is
recognised by it and read at 99 % or better with no silent error, and every format exports the parts
that only the rules know.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "corpus" / "forms"
LEAST_EXACT = 0.99
LEAST_LAYOUTS = 3


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                 f"{done.stdout}{done.stderr}")
    return done.stdout


def rules_with_forms(folder):
    rules = Path(folder) / "rules"
    shutil.copytree(ROOT / "rules", rules)
    for form in (FORMS / "rules").glob("*.toml"):
        lines = form.read_text(encoding="utf-8").splitlines()
        most = 60 if any(line.startswith("base") for line in lines) else 150
        if len(lines) > most:
            sys.exit(f"{form}: {len(lines)} lines, at most {most}")
        shutil.copy(form, rules / "forms")
    return rules


def check_scores(jizen, db, files):
    scores = json.loads(run(jizen, "eval", "--db", db, "--gold", FORMS / "gold", "--json"))
    by_stem, poor = {}, []
    for sheet in scores["sheets"]:
        gold = sheet["exact"] + sheet["wrong"] + sheet["missing"]
        share = sheet["exact"] / max(gold, sheet["exact"] + sheet["wrong"] + sheet["extra"], 1)
        name = Path(sheet["path"]).relative_to(FORMS)
        print(f"{name}: {sheet['exact']} of {gold} fields, {share:.2%}, "
              f"{sheet['silent']} silent, {sheet['review']} listed though right")
        if share < LEAST_EXACT or sheet["silent"]:
            poor.append(f"{name}: {json.dumps(sheet['differences'], ensure_ascii=False)}")
    if poor:
        sys.exit("\n".join(poor))
    if len(scores["sheets"]) != len(files):
        sys.exit(f"{len(files)} documents, {len(scores['sheets'])} scored")
    for file in files:
        by_stem.setdefault(file.stem, set()).add(file.parent.name)
    for stem, layouts in by_stem.items():
        if len(layouts) < LEAST_LAYOUTS:
            sys.exit(f"{stem}: printed in {len(layouts)} layouts only")


def parts_of(sheet):
    for holder in (sheet, *sheet["areas"]):
        yield from holder.get("parts", [])


def check_exports(jizen, db, folder):
    """The cells of all parts are in each format."""
    sheets = Path(folder) / "json"
    run(jizen, "export", "--db", db, "--format", "json", "--out", sheets)
    golds = {path.stem: json.loads(path.read_text(encoding="utf-8"))
             for path in (FORMS / "gold").glob("*.json")}
    cells = 0
    for path in sheets.glob("*.json"):
        sheet = json.loads(path.read_text(encoding="utf-8"))
        gold = golds[path.stem.split("~")[0]]
        if sheet["form"] != gold["form"]:
            sys.exit(f"{path.name}: read as {sheet['form']}, not {gold['form']}")
        cells += sum(len(row["cells"]) for part in parts_of(sheet) for row in part["rows"])
    lines = Path(folder) / "sheets.jsonl"
    run(jizen, "export", "--db", db, "--format", "jsonl", "--out", lines)
    in_lines = sum(len(row["cells"]) for line in lines.read_text(encoding="utf-8").splitlines()
                   for part in parts_of(json.loads(line)) for row in part["rows"])
    tables = Path(folder) / "csv"
    run(jizen, "export", "--db", db, "--format", "csv", "--out", tables)
    with open(tables / "parts.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    package = Path(folder) / "package"
    run(jizen, "export", "--db", db, "--format", "datapackage", "--out", package)
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    if "parts" not in {resource["name"] for resource in described["resources"]}:
        sys.exit("datapackage.json does not describe the parts")
    if not cells or not cells == in_lines == len(rows):
        sys.exit(f"cells of parts: {cells} in JSON, {in_lines} in JSON Lines, {len(rows)} in CSV")
    months = [row for row in rows if row["part"] == "calendar" and row["until_heading"]]
    people = [row for row in rows if row["row_name"] == "population" and row["value"]]
    if not months or not people:
        sys.exit("parts.csv lacks merged months or the population as a number")
    return next(row for row in people)


def check_correction(jizen, db, row):
    """A value of a part is corrected by its pointer, shown, and stays after a new parse."""
    run(jizen, "correct", "--db", db, row["sheet"], row["path"] + "/text", "1人")
    run(jizen, "reparse", "--db", db, "--rules", Path(db).parent / "rules", row["sheet"])
    shown = run(jizen, "show", "--db", db, row["sheet"])
    if "1人" not in shown or "*" not in shown:
        sys.exit(f"the correction of {row['path']} is not shown:\n{shown}")


def main():
    jizen = Path(sys.argv[1]).resolve()
    files = sorted(FORMS.glob("*/*.pdf"))
    with tempfile.TemporaryDirectory() as folder:
        rules = rules_with_forms(folder)
        run(jizen, "rules", "check", "--rules", rules)
        db = Path(folder) / "forms.db"
        run(jizen, "import", "--db", db, "--rules", rules, *files)
        check_scores(jizen, db, files)
        check_correction(jizen, db, check_exports(jizen, db, folder))
    print(f"{len(files)} documents of {len(list((FORMS / 'rules').glob('*.toml')))} forms")


if __name__ == "__main__":
    main()
