#!/usr/bin/env python3
"""The documents tell the truth: their commands run, their files exist, every folder has a README.

    python3 tests/docs_test.py JIZEN

Runs the `$ jizen ...` lines of each ```console block in README.md, in order, in a copy of the
corpus's small folders with an own database; each must end with 0 and print what stands below it
(a line `...` stands for any lines). Every file named in backticks or as a link in a README
must exist, every subcommand of `jizen --help` must be in README.md or app/README.md.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["extract", "parse", "rules", "store", "corpus", "app", "tests"]


def console_commands(text):
    """(command, expected output lines) of the console blocks."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output.splitlines()


def fits(output, expected):
    """Whether the printed lines are the expected ones; a line `...` is any number of lines."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"\s*\n"
                      for line in expected)
    return re.fullmatch(pattern, output if output.endswith("\n") or not output else output + "\n")


def run_console(readme, jizen):
    """Problems found when the console blocks of a document are run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("text", "samples-slides", "samples-print", "gold"):
            shutil.copytree(ROOT / "corpus" / part, folder / "corpus" / part)
        shutil.copytree(ROOT / "rules", folder / "rules")
        environment = {**os.environ, "PATH": f"{jizen.parent}:{os.environ['PATH']}",
                       "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "COLUMNS": "100"}
        environment.pop("JIZEN_DB", None)
        for command, expected in console_commands(readme.read_text()):
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, text=True,
                                  stdin=subprocess.DEVNULL, capture_output=True)
            if done.returncode != 0:
                yield f"README.md: `{command}`: status {done.returncode}\n{done.stderr}"
            elif expected and not fits(done.stdout, expected):
                yield f"README.md: `{command}` prints something else:\n{done.stdout}"


def missing_files(document):
    """Files of the tree that a document names and that do not exist."""
    text = re.sub(r"^```.*?^```", "", document.read_text(), flags=re.DOTALL | re.MULTILINE)
    names = re.findall(r"\]\(([^)#:]+)\)", text)
    names += re.findall(r"`((?:\.ci|extract|parse|rules|store|corpus|app|tests)/[\w./-]*)`", text)
    for name in names:
        if not (document.parent / name).exists() and not (ROOT / name).exists():
            yield f"{document.relative_to(ROOT)}: names {name}, which does not exist"


def undocumented_commands(jizen):
    """Subcommands that no README explains."""
    help_text = subprocess.run([jizen, "--help"], capture_output=True, text=True, check=True,
                               env={**os.environ, "LC_ALL": "C", "LANGUAGE": "en"}).stdout
    listed = help_text.lower().partition("subcommands:")[2].partition("\n\n")[0]
    commands = re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)
    if not commands:
        yield "jizen --help lists no subcommands"
    documents = "".join(document.read_text() for document in
                        (ROOT / "README.md", ROOT / "app/README.md") if document.exists())
    for command in commands:
        if f"jizen {command}" not in documents:
            yield f"jizen {command} is in no README"


def main():
    jizen = Path(sys.argv[1]).resolve()
    problems = [f"{folder}/README.md is missing" for folder in FOLDERS
                if not (ROOT / folder / "README.md").exists()]
    for document in [ROOT / "README.md", ROOT / "CHANGELOG.md",
                     *(ROOT / folder / "README.md" for folder in FOLDERS)]:
        if document.exists():
            problems += missing_files(document)
    problems += run_console(ROOT / "README.md", jizen)
    problems += undocumented_commands(jizen)
    print("\n".join(problems) or "the documents are true")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
