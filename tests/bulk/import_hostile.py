#!/usr/bin/python3
"""Imports hostile files in one run, and expects that every one of them is accounted for.

    import_hostile.py JIZEN [--count N] [--seed S] [--timeout SECONDS] [--jobs N] [--more DIR]

Makes N files (make_hostile.py), adds the files of DIR, imports all with the good ones among them,
and prints what became of them. Ends with 1 where the run broke off, a file is missing in the
report, one took far longer than its limit, the database is not whole, or a good sheet is not
exactly what it is when it is imported alone.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          errors="replace", **options)


def export(jizen, database):
    """{SHA-256: line} of all sheets."""
    lines = run([jizen, "export", "--db", database, "--format", "jsonl", "--out", "-"]).stdout
    return {json.loads(line)["source"]["sha256"]: line for line in lines.split("\n") if line}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jizen", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--more", type=Path, action="append", default=[])
    parser.add_argument("--keep", type=Path, help="a new folder for the files and the report")
    options = parser.parse_args()
    work = options.keep or Path(tempfile.mkdtemp(prefix="jizen-hostile."))
    problems = []
    try:
        subprocess.run([sys.executable, HERE / "make_hostile.py", str(options.count), "--seed",
                        str(options.seed), "--out", work / "files"], check=True)
        folders = [work / "files", *options.more]
        began = time.monotonic()
        # Each file may take its limit of CPU and, without a page, once more of waiting.
        result = run([options.jizen, "import", "--db", work / "all.db", "--json", "--jobs",
                      options.jobs, "--timeout", options.timeout, *folders])
        seconds = time.monotonic() - began
        (work / "messages").write_text(result.stderr)
        (work / "report.json").write_text(result.stdout)
        if result.returncode != 1:
            problems.append(f"exit status {result.returncode}: {result.stderr[-500:]}")
        report = json.loads(result.stdout)
        given = [file for folder in folders for file in folder.rglob("*") if file.is_file()
                 and file.suffix.lower() in (".pdf", ".txt", ".zip")]
        missing = {str(file) for file in given} - {entry["file"] for entry in report["results"]}
        problems += [f"not accounted for: {name}" for name in sorted(missing)
                     if not name.endswith(".zip")]
        counts = Counter(entry["status"] + " " + entry.get("reason", "")
                         for entry in report["results"])
        for what, count in sorted(counts.items()):
            print(f"{count:6} {what}")
        for entry in report["results"]:
            if entry.get("reason") in ("crashed", "timeout"):
                print(f"{entry['reason']}: {Path(entry['file']).name}: {entry['detail']}")
        timeouts = sum(entry.get("reason") == "timeout" for entry in report["results"])
        print(f"{report['files']} files in {seconds:.0f} s, {timeouts} over their limit")

        check = run([options.jizen, "check", "--db", work / "all.db"])
        if check.returncode != 0:
            problems.append("the database is not whole: " + check.stderr[-500:])
        run([options.jizen, "import", "--db", work / "good.db", work / "files" / "good"])
        among, alone = export(options.jizen, work / "all.db"), export(options.jizen,
                                                                      work / "good.db")
        if not alone:
            problems.append("no good sheet at all")
        problems += [f"a good sheet is not the same: {sha256}" for sha256 in alone
                     if not same_but_name(among.get(sha256), alone[sha256])]
        print(f"{len(alone)} good sheets compared")
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    print("\n".join(problems) or "all accounted for")
    return 1 if problems else 0


def same_but_name(one, other):
    """The same sheet; its file's name and which older edition it replaces depend on the others."""
    if one is None:
        return False
    first, second = json.loads(one), json.loads(other)
    for sheet in (first, second):
        sheet["source"].pop("file")
        sheet["source"].pop("replaces", None)
    return first == second


if __name__ == "__main__":
    sys.exit(main())
