#!/usr/bin/env python3
"""Exports of the corpus: valid by the schema, and the same bytes whoever asks when.

    python3 tests/export_test.py JIZEN

Imports some of the corpus twice, with one worker and with several, into two databases and
exports each twice: all four must agree, and every sheet must validate.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["corpus/text", "corpus/samples-slides", "corpus/samples-print"]


def run(*command):
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                 f"{done.stdout}{done.stderr}")


def folder_bytes(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def main():
    jizen = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        exports = []
        for jobs in (1, 3):
            db = folder / f"jobs{jobs}.db"
            run(jizen, "import", "--db", db, "--jobs", jobs, *SOURCES)
            for turn in (1, 2):
                out = folder / f"json-{jobs}-{turn}"
                run(jizen, "export", "--db", db, "--format", "json", "--out", out)
                lines = folder / f"{jobs}-{turn}.jsonl"
                run(jizen, "export", "--db", db, "--format", "jsonl", "--out", lines)
                exports.append((folder_bytes(out), lines.read_bytes()))
        sheets = sorted((folder / "json-1-1").iterdir())
        sources = [f for s in SOURCES for f in (ROOT / s).iterdir() if f.suffix in (".pdf", ".txt")]
        if len(sheets) != len(sources):
            sys.exit(f"{len(sources)} sheets imported, {len(sheets)} exported")
        for other in exports[1:]:
            if other != exports[0]:
                sys.exit("two exports of the same files differ")
        run("/usr/bin/python3", "tests/app/validate_schema.py", "parse/sheet.schema.json", *sheets)
    gold = sorted((ROOT / "corpus/gold").glob("*.json"))
    run("/usr/bin/python3", "tests/app/validate_schema.py", "parse/sheet.schema.json", *gold)
    print(f"{len(sheets)} exported and {len(gold)} gold sheets are valid; exports are the same")


if __name__ == "__main__":
    main()
