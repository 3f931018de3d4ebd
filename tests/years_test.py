#!/usr/bin/env python3
"""Years side by side: the same indicators are found, and what people say of them holds.

    python3 tests/years_test.py JIZEN [--submitters N] [--seed S] [--wording held-out|tuning]

Generates what N submitters hand in over five years (corpus/make/year_series.py; identity is known,
wording changes as offices change it; the held-out wordings were never used for tuning), loads it
as an export and asks `jizen trends --json`. Of the links between each year and the next:

- ranked by certainty, 90 % of the true ones are found at a precision of 95 % or more;
- of those made without a person (certainty of `certain` or more) at least that share is right;
- none is made below that certainty; split and merged ones are never made without a person.

Then decisions of people, contradictions that were planted, comparison and the way of an export back
into a database.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECALL, PRECISION = 0.90, 0.95


def run(*command, status=0):
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != status:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                 f"{done.stdout[-2000:]}{done.stderr}")
    return done.stdout


def expect(true, what):
    if not true:
        sys.exit(f"not so: {what}")


def true_pairs(book, identity):
    """Pairs of (sheet, path) of neighbouring sheets that are the same indicator or parts of it."""
    pairs = set()
    sheets = [sheet["id"] for sheet in book["sheets"]]
    for before, after in zip(sheets, sheets[1:]):
        for path_a, ids_a in identity[before].items():
            for path_b, ids_b in identity[after].items():
                if set(ids_a) & set(ids_b):
                    pairs.add((before, path_a, after, path_b))
    return pairs


def measured(books, identity):
    """(links as (certainty, right, state, part), number of true pairs)"""
    links, wanted = [], 0
    for book in books:
        right = true_pairs(book, identity["indicators"])
        wanted += len(right)
        for link in book["links"]:
            if link["of"] != "indicator":
                continue
            key = (link["a"]["sheet"], link["a"]["path"], link["b"]["sheet"], link["b"]["path"])
            links.append((link["certainty"], key in right, link["state"], link["part"]))
    return sorted(links, key=lambda link: -link[0]), wanted


def check_links(books, identity):
    links, wanted = measured(books, identity)
    certain = books[0]["certain"]
    found = right = 0
    precision = recall = 0.0
    for certainty, is_right, _, _ in links:
        found += 1
        right += is_right
        recall, precision = right / wanted, right / found
        if recall >= RECALL:
            break
    automatic = [link for link in links if link[2] == "automatic"]
    share = sum(link[1] for link in automatic) / len(automatic)
    print(f"{wanted} true pairs, {len(links)} proposed, {sum(link[1] for link in links)} of them right; "
          f"at recall {recall:.3f} precision {precision:.3f} (certainty {certainty:.3f}); "
          f"{len(automatic)} made by the program, {share:.4f} right")
    expect(recall >= RECALL and precision >= PRECISION, "precision at recall")
    expect(all(link[0] >= certain for link in automatic), "nothing is merged below the certainty")
    expect(not any(link[3] for link in automatic), "parts are never merged without a person")
    expect(share >= certain, "as many are right as is stated")
    for low, high in ((0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        within = [link[1] for link in links if low <= link[0] < high]
        if within:
            print(f"  certainty {low} to {high}: {len(within)} links, {sum(within) / len(within):.3f} right")


def check_areas(books, identity):
    automatic = right = wanted = 0
    for book in books:
        sheets = [sheet["id"] for sheet in book["sheets"]]
        names = identity["areas"]
        for before, after in zip(sheets, sheets[1:]):
            wanted += len(set(names[before].values()) & set(names[after].values()))
        for link in book["links"]:
            if link["of"] == "area" and link["state"] == "automatic":
                automatic += 1
                right += names[link["a"]["sheet"]][link["a"]["path"]] == \
                    names[link["b"]["sheet"]][link["b"]["path"]]
    print(f"areas: {wanted} pairs, {automatic} made by the program, {right} right")
    expect(right >= 0.97 * automatic and right >= 0.85 * wanted, "areas go on")


def check_contradictions(books, planted):
    """Those that were planted are found where the indicator was taken for last year's."""
    joined = {(link["b"]["sheet"], link["b"]["path"]) for book in books for link in book["links"]
              if link["state"] == "automatic"}
    there = {(one["b"]["sheet"], one["b"]["path"]) for book in books
             for one in book["contradictions"] if one["kind"] == "value-differs"}
    wanted = {(one["sheet"], one["path"]) for one in planted} & joined
    print(f"contradictions: {len(planted)} planted, {len(wanted)} on one line, {len(wanted & there)} found, "
          f"{len(there - wanted)} others")
    expect(wanted <= there and len(wanted) >= 0.5 * len(planted), "contradictions are found")
    # What else is found is of indicators that were taken for one another.
    expect(len(there - wanted) <= 0.1 * sum(len(book["targets"]) for book in books), "few others")


def check_decisions(jizen, db, books):
    """A proposal that a person confirms holds; one that a person refuses does not; both append."""
    book = next(book for book in books
                if any(link["state"] == "proposed" and link["of"] == "indicator" for link in book["links"])
                and any(link["state"] == "automatic" and link["of"] == "indicator" for link in book["links"]))

    def key(link):
        return (link["a"]["sheet"], link["a"]["path"], link["b"]["sheet"], link["b"]["path"])

    def first(state):
        return next(link for link in book["links"] if link["state"] == state and link["of"] == "indicator")

    def now(link):
        again = json.loads(run(jizen, "trends", "--db", db, "--json", book["code"]))["submitters"][0]
        return next((one["state"] for one in again["links"] if key(one) == key(link)), None)

    proposed, automatic = first("proposed"), first("automatic")
    run(jizen, "link", "--db", db, *key(proposed), "--author", "a")
    expect(now(proposed) == "confirmed", "a proposal is confirmed")
    run(jizen, "link", "--db", db, *key(automatic), "--different")
    expect(now(automatic) == "refused", "a link is refused")
    run(jizen, "link", "--db", db, *key(automatic), "--open")
    expect(now(automatic) == "automatic", "what was said is taken back")
    run(jizen, "link", "--db", db, key(proposed)[0], "/areas/99", *key(proposed)[2:], status=2)


def check_round_trip(jizen, db, folder, lines):
    """An export that is loaded is exported the same, to the byte."""
    first, second = folder / "first.jsonl", folder / "second.jsonl"
    run(jizen, "export", "--db", db, "--format", "jsonl", "--out", first)
    again = folder / "again.db"
    run(jizen, "load", "--db", again, first)
    run(jizen, "export", "--db", again, "--format", "jsonl", "--out", second)
    expect(first.read_bytes() == second.read_bytes(), "an export comes back to the byte")
    expect(len(first.read_text(encoding="utf-8").splitlines()) == lines, "all sheets are exported")
    run(jizen, "check", "--db", again)


def check_round_trip_of_decisions(jizen, folder):
    """Corrections of every kind, an older edition, a state, a value that a later parse reads
    otherwise: what an export says of them is exported again."""
    db, again = folder / "decided.db", folder / "decided-again.db"
    files = ["corpus/text/tochigi-r01.txt", "corpus/text/ishikawa-h30.txt"]
    run(jizen, "import", "--db", db, *files)
    run(jizen, "import", "--db", db, "corpus/samples-slides/tochigi-r01.pdf")  # a newer edition
    stem = "ishikawa-h30"
    for change in ((stem, "/areas/0/goals/0/goal", "人が直した目標"),
                   (stem, "/areas/0/goals/0/progress", "--accept"), (stem, "/areas/0/goals", "--accept"),
                   (stem, "/areas/0/goals/1", "--kind", "remove"),
                   (stem, "/areas/0/strengths/-", '{"text": "加えた"}', "--kind", "add"),
                   (stem, "/motto", "--null"), (stem, "", "postponed", "--kind", "state")):
        run(jizen, "correct", "--db", db, *change)

    def export(base):
        return run(jizen, "export", "--db", base, "--format", "jsonl", "--out", "-")

    def listed(base):
        keys = ("id", "state", "review", "leftover", "fields", "current", "replaces", "replaced_by")
        return [{key: sheet[key] for key in keys}
                for sheet in json.loads(run(jizen, "list", "--db", base, "--json"))["sheets"]]

    # A conflict: the machine reads something else than when a person decided.
    lines = [json.loads(line) for line in export(db).splitlines()]
    conflict = next(line for line in lines if line["source"]["file"].endswith(stem + ".txt"))
    path = "/areas/0/goals/0/goal"
    conflict["review"].append({"path": path, "reason": "correction-conflict", "detail": json.dumps(
        {"path": path, "old": "当時の読み", "new": "今の読み", "human": "人が直した目標"},
        ensure_ascii=False, separators=(",", ":"))})
    first = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    (folder / "decided.jsonl").write_text(first, encoding="utf-8")
    report = json.loads(run(jizen, "load", "--db", again, "--json", folder / "decided.jsonl"))
    expect(report["imported"] == len(lines) == 3, "all are loaded")
    expect(export(again) == first, "decisions come back to the byte")
    before, after = listed(db), listed(again)
    for sheet in before:
        sheet["review"] += sheet["id"] == conflict["source"]["sha256"][:12]
    expect(after == before, "the list is the same")
    run(jizen, "check", "--db", again)
    run(jizen, "reparse", "--db", again, status=1)  # what it was read from is not there
    expect(export(again) == first, "nothing is lost where nothing can be parsed again")
    # A person goes on where the others stopped; the same export again changes nothing.
    run(jizen, "correct", "--db", again, stem, "/motto", "別の標語")
    run(jizen, "load", "--db", again, folder / "decided.jsonl")
    expect("別の標語" in export(again) and "人が直した目標" in export(again), "decisions stay")
    bad = first[:len(first) // 2] + '\n{"format":"jizen-sheet/1","source":{}}\n'
    (folder / "bad.jsonl").write_text(bad, encoding="utf-8")
    report = json.loads(run(jizen, "load", "--db", folder / "bad.db", "--json", folder / "bad.jsonl", status=1))
    expect(report["failed"] == 2 and report["imported"] == report["files"] - 2, "cut lines are named")


def check_outputs(jizen, db, books):
    book = max(books, key=lambda one: len(one["sheets"]))
    text = run(jizen, "trends", "--db", db, book["code"])
    expect(book["areas"][0]["name"] in text and set(text) & set("▁▂▃▄▅▆▇█"), "the text has areas and plots")
    rows = list(csv.reader(run(jizen, "trends", "--db", db, "--format", "csv").splitlines(), strict=True))
    measures = sum(len(point["measures"]) for one in books for area in one["areas"]
                   for line in area["indicators"] for point in line["points"])
    expect(len(rows) == measures + 1 and len({len(row) for row in rows}) == 1, "one row for each value")
    a, b = book["sheets"][-2]["id"], book["sheets"][-1]["id"]
    changes = json.loads(run(jizen, "compare", "--db", db, "--json", a, b))
    for change in changes["changes"]:
        old = "".join(text for side, text in change["pieces"] if side != "new")
        new = "".join(text for side, text in change["pieces"] if side != "old")
        if change["kind"] == "changed":
            expect(new == change["b_text"] and len(old) == len(change["a_text"]),
                   f"the pieces are the texts: {change}")
    same = json.loads(run(jizen, "compare", "--db", db, "--json", a, a))
    expect(set(change["kind"] for change in same["changes"]) == {"same"}, "a sheet is itself")
    themes = json.loads(run(jizen, "trends", "--db", db, "--themes", "--json", "--limit", "5"))
    expect(len(themes["themes"]) == 5, "themes")
    uses = json.loads(run(jizen, "trends", "--db", db, "--theme", themes["themes"][0]["term"], "--json"))
    expect(len({use["code"] for use in uses["uses"]}) >= themes["themes"][0]["submitters"], "who and when")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jizen", type=Path)
    parser.add_argument("--submitters", type=int, default=24)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--wording", choices=("tuning", "held-out"), default="held-out")
    options = parser.parse_args()
    jizen = options.jizen.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("/usr/bin/python3", "corpus/make/year_series.py", options.submitters, "--seed", options.seed,
            "--wording", options.wording, "--out", folder)
        identity = json.loads((folder / "identity.json").read_text(encoding="utf-8"))
        db = folder / "years.db"
        run(jizen, "load", "--db", db, folder / "sheets.jsonl")
        submitters = json.loads(run(jizen, "trends", "--db", db, "--json"))["submitters"]
        books = []
        for code in sorted({one["code"][:2] for one in submitters}):
            books += json.loads(run(jizen, "trends", "--db", db, "--json", code))["submitters"]
        expect(len(books) == len(submitters), "every submitter has a book")
        check_links(books, identity)
        check_areas(books, identity)
        check_contradictions(books, identity["contradictions"])
        check_decisions(jizen, db, books)
        check_outputs(jizen, db, books)
        check_round_trip(jizen, db, folder, 5 * options.submitters)
        check_round_trip_of_decisions(jizen, folder)


if __name__ == "__main__":
    main()
