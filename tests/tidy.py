#!/usr/bin/env python3
"""Runs clang-tidy over the sources of a build, two at a time.

    python3 tests/tidy.py BUILD_DIR [NAME_PART...]

A source whose preprocessed text and .clang-tidy are as they were when it last passed is not
looked at again; what passed is kept as empty files in BUILD_DIR/tidy-passed. With NAME_PART
only sources whose path contains one of them. Ends with 1 where a source has findings.
"""

import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

TIDY = "clang-tidy-14"
ROOT = Path(__file__).resolve().parent.parent


def fingerprint(entry):
    """What decides the outcome: the text that the compiler sees, and the checks."""
    command = [word for word in shlex.split(entry["command"]) if word not in ("-c", "-Werror")]
    if os.path.basename(command[0]) == "ccache":
        command = command[1:]
    command[command.index("-o") + 1] = "-"
    # -C keeps comments: NOLINT is one.
    text = subprocess.run(command + ["-E", "-C"], cwd=entry["directory"], capture_output=True,
                          check=True).stdout
    for config in (".clang-tidy", "tests/.clang-tidy"):
        text += (ROOT / config).read_bytes()
    return hashlib.sha256(text).hexdigest()


def check(entry, build, passed):
    """Checks one source; gives (path, findings, seconds), findings empty where it is clean."""
    started = time.monotonic()
    path = Path(entry["file"]).relative_to(ROOT)
    mark = passed / fingerprint(entry)
    if mark.exists():
        return path, "", 0.0
    run = subprocess.run([TIDY, "--quiet", "-p", str(build), entry["file"]],
                         capture_output=True, text=True)
    if run.returncode == 0:
        mark.touch()
        return path, "", time.monotonic() - started
    return path, run.stdout + run.stderr, time.monotonic() - started


def main():
    build, parts = Path(sys.argv[1]).resolve(), sys.argv[2:]
    passed = build / "tidy-passed"
    passed.mkdir(exist_ok=True)
    entries = {e["file"]: e for e in json.loads((build / "compile_commands.json").read_text())
               if Path(e["file"]).is_relative_to(ROOT)
               and not Path(e["file"]).is_relative_to(build)
               and (not parts or any(part in e["file"] for part in parts))}
    if not entries:
        sys.exit("tidy.py: no sources")
    started, bad = time.monotonic(), 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tasks = [pool.submit(check, e, build, passed) for e in entries.values()]
        for task in concurrent.futures.as_completed(tasks):
            path, findings, seconds = task.result()
            if findings:
                bad += 1
                print(f"{path}:\n{findings}", flush=True)
            elif seconds > 30:
                print(f"{path}: clean, but {seconds:.0f} s", flush=True)
    print(f"clang-tidy: {len(entries)} sources, {bad} with findings, "
          f"{time.monotonic() - started:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
