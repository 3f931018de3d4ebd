#!/usr/bin/env python3
"""Exports and searches over many sheets: time, rate and memory.

    python3 tests/bench/many_sheets.py JIZEN SHEETS.db [COUNT]

Copies the sheets of a database (import a hundred or more of corpus/make/generate_sheets.py) within
a copy of it until there are COUNT (10,000), then prints for each format seconds, sheets a second
and the largest memory, at half and at the whole COUNT: the rate should stay and the memory should
not grow. Then the search index, and the time of each search: as a whole command, and without the
start of the program (its rules and dictionaries), which is measured by a search for nothing.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

QUERIES = [["退院"], ["地域移行支援"], ["ピアサポーター"], ["協議の場", "--section", "roles"],
           ["たいいんしえん"], ["検討する", "--by", "words"], ["の", "--year", "2019"],
           ["退院", "--prefecture", "09"], ["どこにもない言葉"], ["院"]]


def copy_sheets(db, count):
    """Fills the database with copies under new ids."""
    with sqlite3.connect(db) as base:
        tables = {"source": "id", "sheet": "id", "record": "sheet", "field": "sheet",
                  "leftover": "sheet", "finding": "sheet", "account": "sheet"}
        columns = {table: [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
                   for table in tables}
        there = [row[0] for row in base.execute("SELECT id FROM source ORDER BY id")]
        for new in range(max(there) + 1, max(there) + 1 + count - len(there)):
            old = there[new % len(there)]
            for table, key in tables.items():
                values = {name: name for name in columns[table]}
                values[key] = str(new)
                if table == "source":
                    values["sheet_id"] = f"printf('%012x', {new})"
                    values["sha256"] = f"printf('%012x', {new}) || substr(sha256, 13)"
                base.execute(f"INSERT INTO {table} ({', '.join(values)}) SELECT "
                             f"{', '.join(values.values())} FROM {table} WHERE {key} = ?", (old,))


def measured(*command):
    """(seconds, largest resident memory in MB) of a command."""
    start = time.monotonic()
    child = os.posix_spawn(command[0], [str(word) for word in command], os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, fd, "/dev/null", os.O_WRONLY, 0)
                                         for fd in (1, 2)])
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    jizen, first = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db = folder / "many.db"
        shutil.copy(first, db)
        for size in (count // 2, count):
            copy_sheets(db, size)
            for kind in ("json", "jsonl", "csv", "xlsx", "datapackage"):
                out = folder / f"out.{kind}"
                seconds, memory = measured(jizen, "export", "--db", db, "--format", kind, "--out",
                                           out)
                print(f"{size} sheets, {kind}: {seconds:.1f} s, {size / seconds:.0f} sheets/s, "
                      f"{memory:.0f} MB", flush=True)
                shutil.rmtree(out) if out.is_dir() else out.unlink()
        seconds, memory = measured(jizen, "search", "--db", db, "どこにもない言葉")
        print(f"search index: {seconds:.1f} s, {count / seconds:.0f} sheets/s, {memory:.0f} MB; "
              f"database {db.stat().st_size / 1e6:.0f} MB", flush=True)
        start = min(measured(jizen, "search", "--db", db, "どこにもない言葉")[0] for _ in range(5))
        for query in QUERIES:
            seconds = min(measured(jizen, "search", "--db", db, *query)[0] for _ in range(5))
            print(f"search {' '.join(query)}: {seconds * 1000:.0f} ms, "
                  f"{max(0, seconds - start) * 1000:.0f} ms without the start", flush=True)


if __name__ == "__main__":
    main()
