#!/usr/bin/python3
"""An import of very many sheets: does its rate hold, does its memory stay, do two jobs help?

    many_pages.py JIZEN [--pages N] [--sheets N] [--seed S] [--folder DIR] [--jobs 2,1]

Makes invented sheets until there are N pages (50,000; copies of SHEETS sheets, each made another
file by a comment at its end), or takes DIR; imports them with each number of jobs and prints pages
a second, the CPU time a page, what share of the CPU time each fifth of the stored bytes took (the
rate, whatever else the machine does), and the most memory that the whole process tree had at one
time in each fifth of the run (the sum of the proportional set sizes, sampled).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def make(folder, pages, sheets, seed):
    base = folder / "base"
    subprocess.run([sys.executable, ROOT / "corpus/make/generate_sheets.py", str(sheets), "--seed",
                    str(seed), "--out", base], check=True, stdout=subprocess.DEVNULL)
    files = sorted(base.glob("*.pdf"))
    counts = [int(subprocess.run(["qpdf", "--show-npages", file], capture_output=True,
                                 text=True).stdout) for file in files]
    made = copies = 0
    (folder / "all").mkdir()
    while made < pages:
        for file, count in zip(files, counts):
            if made >= pages:
                break
            (folder / "all" / f"{copies:04d}-{file.name}").write_bytes(
                file.read_bytes() + b"\n%% copy %d\n" % copies)
            made += count
        copies += 1
    return folder / "all"


def tree(root):
    """The process ids of root and all under it."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def memory(root):
    """Megabytes of the tree: pages that several processes share are counted once."""
    total = 0
    for pid in tree(root):
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


def cpu_ticks(root):
    total = 0
    for pid in tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return total


class Sampler(threading.Thread):
    def __init__(self, process, database):
        super().__init__()
        self.process, self.database, self.samples = process, database, []

    def run(self):
        while self.process.poll() is None:
            size = sum(file.stat().st_size for file in self.database.parent.glob("a.db*"))
            self.samples.append((time.monotonic(), memory(self.process.pid), size,
                                 cpu_ticks(self.process.pid)))
            time.sleep(0.5)


def measure(jizen, files, jobs, work):
    database = work / "a.db"
    for old in work.glob("a.db*"):
        old.unlink()
    began, before = time.monotonic(), os.times()
    process = subprocess.Popen([str(jizen), "import", "--db", str(database), "--json", "--jobs",
                                str(jobs), "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    sampler = Sampler(process, database)
    sampler.start()
    report = json.loads(process.communicate("\n".join(map(str, files)) + "\n")[0])
    sampler.join()
    seconds, after = time.monotonic() - began, os.times()
    cpu = (after.children_user + after.children_system
           - before.children_user - before.children_system)
    samples = sampler.samples
    peaks = [max((megabytes for when, megabytes, *_ in samples
                  if began + seconds * part / 5 <= when < began + seconds * (part + 1) / 5),
                 default=0) for part in range(5)]
    report.pop("results")
    print(f"jobs {jobs}: {report}")
    print(f"  {report['pages'] / seconds:.1f} pages/s, {1000 * cpu / report['pages']:.2f} ms CPU a "
          f"page, peak memory by fifths of the run: "
          + ", ".join(f"{peak:.0f}" for peak in peaks) + " MB")
    whole = samples[-1][2]
    spent = [max((ticks for _, _, size, ticks in samples if size <= whole * part / 5), default=0)
             for part in range(1, 6)]
    print("  CPU time of each fifth of what was stored: "
          + ", ".join(f"{100 * (b - a) / max(spent[-1], 1):.0f}"
                      for a, b in zip([0, *spent], spent)) + " %", flush=True)
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jizen", type=Path)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--sheets", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--jobs", default="2,1")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jizen-many.") as work:
        folder = options.folder or make(Path(work), options.pages, options.sheets, options.seed)
        files = sorted(folder.rglob("*.pdf"))
        print(f"{len(files)} files")
        seconds = {jobs: measure(options.jizen.resolve(), files, jobs, Path(work))
                   for jobs in map(int, options.jobs.split(","))}
        if 1 in seconds and 2 in seconds:
            print(f"two jobs are {seconds[1] / seconds[2]:.2f} times as fast as one")


if __name__ == "__main__":
    main()
