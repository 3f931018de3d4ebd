#!/usr/bin/env python3
"""Searches find the sheets that they must find, and no others.

    python3 tests/search_test.py JIZEN

Imports one print of each sheet of the corpus and runs each line of tests/search_queries.tsv: the query, its
options, and the stems of all sheets that must be found, each sheet that is not named must not be.
Every place that is found must exist in the exported sheet and hold the text shown. A corrected
value is found, the value that it replaced is not.
"""

import csv
import json
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAST = 60


def run(*command):
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                 f"{done.stdout}{done.stderr}")
    return done.stdout


def value_at(sheet, pointer):
    for step in pointer.split("/")[1:]:
        sheet = sheet[int(step)] if isinstance(sheet, list) else sheet[step]
    return sheet


def prints():
    """One file for each gold sheet, of the first layout that has it."""
    with open(ROOT / "corpus/manifest.toml", "rb") as stream:
        documents = tomllib.load(stream)["document"]
    first = {}
    for document in documents:
        if document["class"] == "ruled" and document["file"].endswith(".pdf"):
            first.setdefault(document["gold"], "corpus/" + document["file"])
    return list(first.values())


class Searcher:
    def __init__(self, jizen, db):
        self.jizen, self.db = jizen, db
        self.sheets = {}

    def load(self, out):
        run(self.jizen, "export", "--db", self.db, "--format", "json", "--out", out)
        self.sheets = {file.stem: json.loads(file.read_text(encoding="utf-8"))
                       for file in out.glob("*.json")}

    def hits(self, query, *options):
        return json.loads(run(self.jizen, "search", "--db", self.db, "--json", "--limit", 100000,
                              *options, "--", query))["hits"]

    def stems(self, query, *options):
        """The stems of the sheets found; each place is looked up."""
        found = set()
        for hit in self.hits(query, *options):
            stem = Path(hit["file"]).stem
            found.add(stem)
            if not hit["path"]:
                texts = [left["text"] for left in self.sheets[stem]["leftover"]]
                right = hit["text"] in texts
            else:
                value = value_at(self.sheets[stem], hit["path"])
                right = hit["text"] == (" ".join(value) if isinstance(value, list) else value)
            if not right:
                sys.exit(f"{query}: {stem} has another text at {hit['path']}")
            if not hit["found"]:
                sys.exit(f"{query}: nothing is marked in {hit['text']}")
        return found


def main():
    jizen = Path(sys.argv[1]).resolve()
    problems = []
    with tempfile.TemporaryDirectory() as name:
        searcher = Searcher(jizen, Path(name) / "sheets.db")
        run(jizen, "import", "--db", searcher.db, *prints())
        searcher.load(Path(name) / "json")
        with open(ROOT / "tests/search_queries.tsv", encoding="utf-8") as stream:
            lines = [line for line in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
                     if line and not line[0].startswith("#")]
        if len(lines) < LEAST:
            sys.exit(f"{len(lines)} queries, at least {LEAST} expected")
        for query, options, wanted in lines:
            wanted = set(searcher.sheets) if wanted == "all" else set(wanted.split()) - {"-"}
            found = searcher.stems(query, *shlex.split(options))
            if found != wanted:
                problems.append(f"{query} {options}: found {' '.join(sorted(found - wanted)) or '-'} "
                                f"besides, missed {' '.join(sorted(wanted - found)) or '-'}")
        old = searcher.sheets["tochigi-r01"]["motto"]
        run(jizen, "correct", "--db", searcher.db, "tochigi-r01", "/motto", "新しい標語をここに")
        if len(searcher.hits("新しい標語をここに")) != 1 or searcher.hits(old):
            problems.append("a corrected value is not found, or the one before still is")
    print("\n".join(problems) or f"{len(lines)} queries find what they must and nothing else")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
