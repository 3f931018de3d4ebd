#!/usr/bin/python3
"""Kills imports at random moments, fills the disk under them, and expects that nothing is lost.

    interrupted_import.py JIZEN [--kills N] [--full-disks N] [--file-limits N] [--seed S]

Each time into a new database: an import of a part of the corpus is killed with SIGKILL at a random
moment, or runs into a full file system (a small tmpfs, where this may mount one) or into a limit
on the size of files (which stands for a disk that refuses to write). Then the database, where
there is one yet, must pass `jizen check` and hold only sheets of an undisturbed run, each whole;
and the same import again must end with the very same export as that run.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
LAYOUTS = ["cairo", "slides", "print", "flow", "text"]


class Trial:
    def __init__(self, jizen, work, rng):
        self.jizen, self.work, self.rng = jizen, work, rng
        self.problems = []
        self.input = work / "input"
        self.input.mkdir()
        for layout in LAYOUTS:
            files = sorted([*(CORPUS / layout).glob("*.pdf"), *(CORPUS / layout).glob("*.txt")])
            for file in files[:4]:
                shutil.copy(file, self.input / f"{layout}-{file.name}")
        began = time.monotonic()
        self.import_into(work / "whole.db")
        self.seconds = time.monotonic() - began
        self.lines = self.export(work / "whole.db")
        if len(self.lines) < 10:
            sys.exit(f"the undisturbed import gave {len(self.lines)} sheets")

    def run(self, *words, **options):
        return subprocess.run([str(self.jizen), *map(str, words)], capture_output=True, text=True,
                              **options)

    def import_into(self, database, **options):
        return self.run("import", "--db", database, "--jobs", "2", self.input, **options)

    def export(self, database):
        """One line for each sheet."""
        lines = self.run("export", "--db", database, "--format", "jsonl", "--out", "-").stdout
        return [line for line in lines.split("\n") if line]

    def expect(self, right, what):
        if not right:
            self.problems.append(what)
            print(what, flush=True)

    def look_at(self, database, what):
        """After the disturbance; gives the number of sheets that were stored before it."""
        stored = []
        if database.exists():
            check = self.run("check", "--db", database)
            self.expect(check.returncode == 0, f"{what}: check: {check.stderr[-300:]}")
            stored = self.export(database)
            self.expect(set(stored) <= set(self.lines), f"{what}: a sheet is not whole")
        return len(stored)

    def go_on(self, database, what):
        again = self.import_into(database)
        self.expect(again.returncode == 0, f"{what}: again: {again.stderr[-300:]}")
        self.expect(self.export(database) == self.lines,
                    f"{what}: the export differs from that of an undisturbed run")

    def kill(self, number):
        folder = self.work / "killed"
        folder.mkdir()
        database = folder / "a.db"
        process = subprocess.Popen(
            [str(self.jizen), "import", "--db", str(database), "--jobs", "2", str(self.input)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        moment = self.rng.uniform(0, self.seconds * 1.05)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        what = f"kill {number} after {moment:.3f} s"
        stored = self.look_at(database, what)
        self.go_on(database, what)
        shutil.rmtree(folder)
        return stored

    def full_disk(self, number):
        folder = self.work / "disk"
        folder.mkdir(exist_ok=True)
        size = self.rng.randrange(40, 6000)
        if os.system(f"mount -t tmpfs -o size={size}k tmpfs {folder} 2>/dev/null") != 0:
            return None
        try:
            database = folder / "a.db"
            full = self.import_into(database)
            what = f"full disk {number} of {size} kB (status {full.returncode})"
            self.expect(full.returncode in (0, 1, 2), f"{what}: {full.stderr[-300:]}")
            if full.returncode != 0:
                self.expect(full.stderr != "", f"{what}: nothing was said")
            os.system(f"mount -o remount,size=200m {folder}")
            stored = self.look_at(database, what)
            self.go_on(database, what)
        finally:
            os.system(f"umount {folder}")
        return stored

    def file_limit(self, number):
        folder = self.work / "limited"
        folder.mkdir()
        database = folder / "a.db"
        size = self.rng.randrange(1_000, 5_000_000)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        limited = self.import_into(database, preexec_fn=limit)
        what = f"file limit {number} of {size} bytes (status {limited.returncode})"
        self.expect(limited.returncode in (0, 1, 2), f"{what}: {limited.stderr[-300:]}")
        stored = self.look_at(database, what)
        self.go_on(database, what)
        shutil.rmtree(folder)
        return stored


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jizen", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--full-disks", type=int, default=20)
    parser.add_argument("--file-limits", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jizen-kill.") as work:
        trial = Trial(options.jizen.resolve(), Path(work), random.Random(options.seed))
        print(f"{len(trial.lines)} sheets in {trial.seconds:.1f} s undisturbed")
        for kind, count, disturb in [("kills", options.kills, trial.kill),
                                     ("full disks", options.full_disks, trial.full_disk),
                                     ("file limits", options.file_limits, trial.file_limit)]:
            stored = [disturb(number) for number in range(count)]
            if None in stored:
                print(f"{kind}: not tried, no file system may be mounted here")
            elif stored:
                print(f"{count} {kind}: {min(stored)} to {max(stored)} sheets were stored before")
    print("\n".join(trial.problems) or "nothing was lost")
    return 1 if trial.problems else 0


if __name__ == "__main__":
    sys.exit(main())
