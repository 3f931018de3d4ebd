#!/usr/bin/env python3
"""The ratchet: how well the corpus is read may not get worse, and better is written down.

    python3 tests/corpus_test.py JIZEN [--update]

Imports every file of corpus/manifest.toml into a new database, scores each against its gold
sheet (`jizen eval`) and compares the scores with corpus/baseline.toml, one line a file. Worse
fails; better fails too, until `sh tests/update_baseline.sh` has written the new figures.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
MOST_CALIBRATION_ERROR = 0.02
UPDATE = "sh tests/update_baseline.sh"

# What is counted for a file, and whether more of it is better.
COUNTS = {"exact": True, "wrong": False, "missing": False, "extra": False, "silent": False,
          "review": False}

HEADER = f"""\
# How well each file of the corpus is read: fields right (exact), wrong, missing, extra; of those
# not right, how many are not listed for review (silent); right ones that are listed (review).
# Written by `{UPDATE}`; tests/corpus_test.py compares. A change is explained
# in the commit that makes it.
"""


def manifest_files(corpus):
    """The files of the manifest that have a gold sheet, relative to the corpus."""
    entries = tomllib.loads((corpus / "manifest.toml").read_text())
    files = [entry["file"] for table in entries.values() if isinstance(table, list)
             for entry in table if entry.get("gold")]
    if not files:
        sys.exit("corpus/manifest.toml names no file with a gold sheet")
    return files


def run(command, statuses=(0,)):
    """Runs jizen; its standard output as JSON. A status that is not expected ends the test."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in statuses:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                 f"{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def measure(jizen, corpus, files):
    """{file: {count: number}} for all files, read into a new database."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "corpus.db"
        paths = [str(corpus / file) for file in files]
        # 1: a file that could not be used; it is missing from the scores, which tells.
        summary = run([jizen, "import", "--db", db, "--json", *paths], statuses=(0, 1))
        if summary["files"] != len(files):
            sys.exit(f"{len(files)} files given, {summary['files']} accounted for")
        scores = run([jizen, "eval", "--db", db, "--gold", corpus / "gold", "--json"])
    error = scores["reliability"]["expected_calibration_error"]
    if error > MOST_CALIBRATION_ERROR:
        sys.exit(f"confidences say more or less than holds: expected calibration error {error:.4f}, "
                 f"at most {MOST_CALIBRATION_ERROR}; corpus/README.md says how to learn them again")
    by_id = {sheet["sheet"]: sheet for sheet in scores["sheets"]}
    result = {}
    for file in files:
        sheet_id = hashlib.sha256((corpus / file).read_bytes()).hexdigest()[:12]
        if sheet_id in by_id:
            result[file] = {name: by_id[sheet_id][name] for name in COUNTS}
    return result


def compare(baseline, scores):
    """What changed, as messages; none where the scores are those of the baseline."""
    messages = []
    for file in sorted(set(baseline) | set(scores)):
        if file not in scores:
            messages.append(f"worse: {file} is no longer scored")
        elif file not in baseline:
            messages.append(f"new: {file} has no line in corpus/baseline.toml")
        else:
            messages += compare_file(file, baseline[file], scores[file])
    return messages


def compare_file(file, before, now):
    """One message for each way (worse, better) in which the scores of a file moved."""
    messages = []
    for word, sign in (("worse", -1), ("better", 1)):
        moved = [f"{name} {before[name]} -> {now[name]}" for name, more_is_better in COUNTS.items()
                 if (now[name] - before[name]) * (1 if more_is_better else -1) * sign > 0]
        if moved:
            messages.append(f"{word}: {file}: {', '.join(moved)}")
    return messages


def format_baseline(scores):
    """The text of corpus/baseline.toml."""
    lines = [f'"{file}" = {{ '
             + ", ".join(f"{name} = {counts[name]}" for name in COUNTS) + " }\n"
             for file, counts in sorted(scores.items())]
    return HEADER + "".join(lines)


def main():
    jizen, update = Path(sys.argv[1]).resolve(), "--update" in sys.argv[2:]
    scores = measure(jizen, CORPUS, manifest_files(CORPUS))
    path = CORPUS / "baseline.toml"
    baseline = tomllib.loads(path.read_text()) if path.exists() else {}
    messages = compare(baseline, scores)
    print("\n".join(messages))
    total = {name: sum(counts[name] for counts in scores.values()) for name in COUNTS}
    print(f"{len(scores)} files: " + ", ".join(f"{name} {n}" for name, n in total.items()))
    if update:
        path.write_text(format_baseline(scores))
        return 0
    if messages:
        print(f"If this is meant: {UPDATE}, and say why in the commit.")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
