#!/usr/bin/env python3
"""House rules of the source tree that a program can check.

    python3 tests/check_includes.py [ROOT]

Prints `file:line: what is wrong` for each break and ends with 1; 0 where there is none.
The rules: includes between folders go one way and never in a circle, a foreign library's
header stays in the file that wraps it, a source has one job (at most 600 lines), the words
of a form live in rules/, and nothing names a place on one developer's machine.
tests/check_includes_test.py breaks each rule once.
"""

import re
import sys
from pathlib import Path

# A folder may include itself and those before it.
FOLDERS = ["extract", "parse", "store", "app"]
MAX_LINES = 600

POPPLER = ["extract/poppler_device.cc"]

# Foreign headers and where they may stand: files, or folders that end in "/".
FOREIGN = [
    # Poppler's private headers have capitalised names and no prefix.
    (r"(poppler/|goo/|splash/|fofi/)?[A-Z]\w*\.h", POPPLER),
    (r"poppler-[\w-]+\.h", ["extract/poppler_image.cc", "extract/page_picture.cc"]),
    (r"png\.h", ["extract/page_picture.cc"]),
    (r"httplib\.h", ["app/review_server.cc"]),
    (r"boost/.*", ["app/review_views.cc"]),
    (r"goo/.*|splash/.*|fofi/.*|poppler/.*", POPPLER),
    (r"tesseract/.*", ["extract/text_recogniser.cc"]),
    (r"leptonica/.*", ["extract/page_scan.cc", "extract/pix.cc", "extract/scan_rulings.cc"]),
    (r"mecab\.h", ["parse/morphology.cc"]),
    (r"re2/.*", ["parse/form_rules.h", "parse/form_rules.cc"]),
    (r"toml\+\+/.*|toml\+\+\.h(pp)?|toml\.hpp", ["parse/rule_file.cc", "parse/rule_merge.cc", "parse/rule_merge.h"]),
    (r"sqlite3\.h|SQLiteCpp/.*", ["store/"]),
    (r"regex", []),
    (r"unicode/.*", ["extract/text_file.cc", "extract/utf8.cc", "parse/", "app/"]),
    (r"xlsxwriter\.h", ["app/xlsx_workbook.cc", "app/review_xlsx.cc"]),
    (r"pugixml\.hpp", ["app/review_xlsx.cc"]),
    (r"csv\.h", ["app/review_csv.cc"]),
    (r"zstd\.h", ["extract/layer_codec.cc"]),
    (r"seccomp\.h|linux/landlock\.h", ["extract/sandbox.cc"]),
    (r"zip\.h", ["extract/zip_archive.cc"]),
    (r"openssl/.*", ["extract/base64.cc", "extract/sha256.cc"]),
    (r"CLI/.*|spdlog/.*|libintl\.h", ["app/"]),
    (r"gtest/.*|gmock/.*|benchmark/.*", []),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
JAPANESE = re.compile(
    "[\u2e80-\u2fdf\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]"
)
# Comments and literals of C++; the first alternative that matches at a place wins.
CPP_TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^()\\ ]{0,16})\((?P<raw>.*?)\)\1"'
    r'|"(?P<text>(?:\\.|[^"\\\n])*)"'
    r"|'(?P<char>(?:\\.|[^'\\\n])+)'",
    re.DOTALL,
)
# Split so that this file does not name such a place itself.
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|root|home/\w+|tmp)/[\w.-]|file:/" r"//[\w/]")

# A table of characters, which are no words.
CHARACTER_TABLES = ["parse/radicals.cc"]
# The beginning of a statement whose literals are a message to a person who edits rules.
MESSAGE = re.compile(r"Error\(|\bRuleError\b|\bmessage\b")

SKIPPED_FOLDERS = {".git", "build", "__pycache__", ".cache"}  # .git is a file in a linked work tree


def project_files(root):
    """All files that belong to the project, build folders left out; paths relative to root."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(p in SKIPPED_FOLDERS or p.startswith("build-") for p in parts[:-1]) or parts == (".git",):
            continue
        if path.is_file() and not path.is_symlink() and ".db" not in path.suffix:
            yield path.relative_to(root)


def may_include(file, header):
    """Whether a foreign header may stand in a file."""
    if file.parts[0] == "tests":
        return True
    for pattern, places in FOREIGN:
        if re.fullmatch(pattern, header):
            name = file.as_posix()
            return any(name == p or (p.endswith("/") and name.startswith(p)) for p in places)
    return True


def check_include(file, header):
    """What is wrong with one include, or None."""
    folder, target = file.parts[0], header.split("/")[0]
    if "/" in header and target == "tests" and folder != "tests":
        return f"includes {header}: nothing outside tests/ may include tests/"
    if "/" in header and target in FOLDERS:
        if folder in FOLDERS and FOLDERS.index(target) > FOLDERS.index(folder):
            return f"includes {header}: the order is {' -> '.join(FOLDERS)}"
        return None
    if not may_include(file, header):
        return f"includes {header}: this library belongs behind its wrapper file"
    return None


def check_literals(text):
    """Lines of literals that hold Japanese wording and are no part of a message."""
    lines = set()
    code = list(text)  # without comments and literals, to find where a statement begins
    for match in CPP_TOKENS.finditer(text):
        code[match.start():match.end()] = " " * (match.end() - match.start())
    code = "".join(code)
    for match in CPP_TOKENS.finditer(text):
        literal = match.group("raw") or match.group("text") or match.group("char")
        if literal and JAPANESE.search(literal):
            statement = max(code.rfind(sign, 0, match.start()) for sign in ";{}") + 1
            if not MESSAGE.search(code, statement, match.start()):
                lines.add(text.count("\n", 0, match.start()) + 1)
    return sorted(lines)


def find_circle(graph):
    """One circle of includes as a list of files, or None."""
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return None
        path.append(node)
        for target in graph.get(node, []):
            circle = visit(target)
            if circle:
                return circle
        path.pop()
        done.add(node)
        return None

    for node in sorted(graph):
        circle = visit(node)
        if circle:
            return circle
    return None


def check_cpp(file, text, graph):
    """Breaks in one C++ file; notes its includes of other project files in graph."""
    for number, line in enumerate(text.splitlines(), 1):
        include = INCLUDE.match(line)
        if include:
            header = include.group(1)
            problem = check_include(file, header)
            if problem:
                yield number, problem
            if header.split("/")[0] in FOLDERS + ["tests"]:
                graph.setdefault(file.as_posix(), []).append(header)
    if file.parts[0] not in ("tests", "app") and file.as_posix() not in CHARACTER_TABLES:
        for number in check_literals(text):
            yield number, "Japanese wording in C++: the words of a form belong in rules/"


def check_paths(file, data):
    """Places on one machine in the bytes of a file (a PDF's title and links included)."""
    text = data.decode("utf-8", errors="replace")
    if file.suffix == ".pdf":
        text += "\n" + data.decode("utf-16-be", errors="replace")
        text += "\n" + data[1:].decode("utf-16-be", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        found = MACHINE_PATH.search(line)
        if found:
            yield number, f"a path of one machine: {found.group(0)}"


def check_tree(root):
    """All breaks under root as (file, line, message)."""
    root = Path(root)
    graph = {}
    for file in project_files(root):
        data = (root / file).read_bytes()
        for number, problem in check_paths(file, data):
            yield file, number, problem
        if file.suffix not in (".h", ".cc", ".py", ".sh", ".cmake", ".js", ".css"):
            continue
        text = data.decode("utf-8", errors="replace")
        lines = text.count("\n")
        if lines > MAX_LINES:
            yield file, lines, f"{lines} lines: at most {MAX_LINES}, one job a file"
        if file.suffix in (".h", ".cc"):
            for number, problem in check_cpp(file, text, graph):
                yield file, number, problem
    circle = find_circle(graph)
    if circle:
        yield Path(circle[0]), 1, "a circle of includes: " + " -> ".join(circle)


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    breaks = list(check_tree(root))
    for file, number, problem in breaks:
        print(f"{file}:{number}: {problem}")
    return 1 if breaks else 0


if __name__ == "__main__":
    sys.exit(main())
