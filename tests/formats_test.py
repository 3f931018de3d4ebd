#!/usr/bin/env python3
"""Every table format holds exactly what the database holds, whatever stands in it.

    python3 tests/formats_test.py JIZEN

Imports the two real sheets, puts hostile texts (line breaks, quotes, formulas, emoji, controls,
100,000 characters; the same ones each time) into the values, and exports to every format. What
independent readers find there must be what the views say: Python's strict CSV reader, sqlite3, the
XML of the workbook, LibreOffice, and the rules of the data package specification. Exports are the
same to the byte, and one that fails leaves what was there before.
"""

import csv
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from datapackage_check import check_package

ROOT = Path(__file__).resolve().parent.parent
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
GETA = "〓"

HOSTILE = [
    "", " ", " lead", "trail ", "\t", "\n", "\r", "\r\n", "a\r\nb\nc\rd", '"', '""', '"a",b', "a,b", "'",
    "'=1", "''=1", "=1+1", "+1", "-1", "@SUM(A1)", "＝１＋１", "＋１", "－", "\t=1", "\r=1",
    "=HYPERLINK(\"http://example.org\")", "090000", "1e5", "12e456789012", "1-2", "2019/4/1", "R1.5.1",
    "１２", "true", "FALSE", "null", "NULL", "NaN", "#N/A", "\\N", "_x0041_", "_x000D_", "a_x005F_b",
    "\x01\x02\x1f", "\x7f\x85\u2028", "\ufffe\uffff\ufeff", "😀👨‍👩‍👧", "𠮷野家", "葛󠄀城", "か\u3099", "髙﨑①㈱～〜−－",
    "<b>&amp;</b>", "]]>", "{}", "\\", "\\\"", ";", "|",
]


def hostile_texts():
    """The texts above and random mixtures of what is in them."""
    chance = random.Random(20190401)
    texts = list(HOSTILE)
    pieces = [text for text in HOSTILE if text] + list("退院支援の体制をつくる。0123456789,;\"'\n\t=")
    for _ in range(200):
        texts.append("".join(chance.choices(pieces, k=chance.randrange(1, 30))))
    texts.append("長" * 40000)
    texts.append("_x0000_😀\x01" * 10000)
    texts.append("".join(chance.choices(pieces, k=60000))[:100000])
    return texts


def run(*command, status=0, cwd=ROOT):
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode != status:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                 f"{done.stdout}{done.stderr}")
    return done


def make_database(jizen, db):
    run(jizen, "import", "--db", db, "corpus/text")
    run(jizen, "correct", "--db", db, "tochigi-r01", "/motto", "=1+1", "--author", "@who")
    run(jizen, "correct", "--db", db, "tochigi-r01", "/overview", "--null")
    texts = hostile_texts()
    with sqlite3.connect(db) as base:
        places = base.execute(
            "SELECT sheet, record, name FROM field WHERE text IS NOT NULL AND name NOT IN "
            "('kind', 'state', 'comparator', 'submitter_code') ORDER BY 1, 2, 3").fetchall()
        if len(places) < len(texts):
            sys.exit(f"{len(texts)} texts, but only {len(places)} places for them")
        for place, text in zip(random.Random(1).sample(places, len(texts)), texts):
            base.execute("UPDATE field SET text = ?, printed = ? WHERE sheet = ? AND record = ? "
                         "AND name = ?", (text, text, *place))


def columns_of(base):
    """{entity: [(column, type)]} and {entity: [key columns]}"""
    columns, keys = {}, {}
    for entity, key in base.execute("SELECT entity, key FROM data_entity ORDER BY position"):
        keys[entity] = json.loads(key)
    for entity, name, kind in base.execute(
            "SELECT entity, name, type FROM data_dictionary ORDER BY entity, position"):
        columns.setdefault(entity, []).append((name, kind))
    return {entity: columns[entity] for entity in keys}, keys


def expected_tables(db):
    """{entity: [[value, ...]]} as the views say, in the order of an export."""
    with sqlite3.connect(db) as base:
        columns, keys = columns_of(base)
        sheets = [sheet for sheet, in base.execute(
            "SELECT sheet FROM sheets ORDER BY fiscal_year, submitter_code, file, sheet")]
        tables = {}
        for entity, names in columns.items():
            query = (f"SELECT {', '.join(name for name, _ in names)} FROM {entity} "
                     f"WHERE sheet = ? ORDER BY {', '.join(keys[entity])}")
            tables[entity] = [list(row) for sheet in sheets for row in base.execute(query, (sheet,))]
        return columns, tables


def same(text, value, kind):
    """Does a cell that was read as a text hold the value?"""
    if value is None or value == "":
        return text == ""
    if kind == "boolean":
        return text.lower() in (("true", "1") if value else ("false", "0"))
    if kind in ("integer", "number"):
        return text != "" and float(text) == float(value)
    return text == value


def compare(where, columns, tables, found, equal=same):
    """Ends the test where a table differs from the views."""
    for entity, rows in tables.items():
        names = [name for name, _ in columns[entity]]
        if not found.get(entity) or found[entity][0] != names:
            sys.exit(f"{where}: {entity} has another header: {found.get(entity, [None])[0]}")
        if len(found[entity]) - 1 != len(rows):
            sys.exit(f"{where}: {entity} has {len(found[entity]) - 1} rows, not {len(rows)}")
        for number, (row, read) in enumerate(zip(rows, found[entity][1:]), 1):
            read = read + [""] * (len(names) - len(read))
            for (name, kind), value, text in zip(columns[entity], row, read):
                if not equal(text, value, kind):
                    sys.exit(f"{where}: {entity}, row {number}, {name}: {str(text)[:200]!r} is not "
                             f"{str(value)[:200]!r}")


def read_csv(file, encoding):
    csv.field_size_limit(1 << 30)
    with open(file, encoding=encoding, newline="") as stream:
        return list(csv.reader(stream, strict=True))


def read_csv_folder(folder, encoding="utf-8"):
    return {file.stem: read_csv(file, encoding) for file in folder.glob("*.csv")}


def without_guard(text):
    """As app/README.md says: an apostrophe goes where the rest would have needed one."""
    rest = text.lstrip("'")
    folded = unicodedata.normalize("NFKC", rest).casefold()
    folded = "".join(c for c in folded if not c.isspace())
    number = (folded in ("true", "false") or
              (re.search("[0-9]", folded) and len(rest) <= 255 and
               re.fullmatch("[0-9.,:/+\\-−‐–—―%()$¥\\\\erhstm年月日時分秒令和平成昭大正明治元]+", folded)))
    if text.startswith("'") and (rest[:1] in tuple("=+-@\t\r\n＝＋－＠−") and rest or number):
        return text[1:]
    return text


def unescaped(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def read_workbook(file):
    """{worksheet: rows of texts}; long texts are put together. Fails at any formula."""
    with zipfile.ZipFile(file) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        targets = {relation.get("Id"): relation.get("Target") for relation in
                   ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
        tables = {}
        for sheet in book.iter(f"{MAIN}sheet"):
            data = archive.read("xl/" + targets[sheet.get(f"{REL}id")])
            root = ElementTree.fromstring(data)
            if list(root.iter(f"{MAIN}f")) or list(root.iter(f"{MAIN}mergeCell")):
                sys.exit(f"{file}: a formula or a merged cell in {sheet.get('name')}")
            pane = next(root.iter(f"{MAIN}pane"), None)
            if pane is None or pane.get("state") != "frozen" or not list(root.iter(f"{MAIN}autoFilter")):
                sys.exit(f"{file}: no frozen header or no filter in {sheet.get('name')}")
            rows = []
            for row in root.iter(f"{MAIN}row"):
                cells = []
                for cell in row.iter(f"{MAIN}c"):
                    letters = re.match("[A-Z]+", cell.get("r")).group(0)
                    column = 0
                    for letter in letters:
                        column = column * 26 + ord(letter) - ord("A") + 1
                    cells += [""] * (column - len(cells))
                    text = next(cell.iter(f"{MAIN}t"), None)
                    value = next(cell.iter(f"{MAIN}v"), None)
                    if text is not None:
                        cells[-1] = unescaped(text.text or "")
                    elif value is not None:
                        cells[-1] = value.text
                rows.append(cells)
            tables[sheet.get("name")] = rows
    whole = {}
    for name in [name for name in tables if name.startswith("long_texts")]:
        for worksheet, row, column, _, text in tables.pop(name)[1:]:
            place = (worksheet, int(row), column)
            whole[place] = whole.get(place, "") + text
    for (worksheet, row, column), text in whole.items():
        at = tables[worksheet][0].index(column)
        if len(tables[worksheet][row - 1][at].encode("utf-16-le")) > 2 * 32767:
            sys.exit(f"{file}: {worksheet} has a cell that is too long")
        tables[worksheet][row - 1][at] = text
    return tables


def spreadsheet_text(text):
    """What LibreOffice keeps of a text: no controls, line ends of one kind."""
    text = re.sub("[\r\n]+", "\n", text)
    return re.sub("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\ufeff\ufffe\uffff]", "", text)


def read_with_libreoffice(file, folder):
    """{worksheet: rows}, as LibreOffice writes them to CSV."""
    options = "44,34,76,1,,0,false,false,false,false,false,-1"
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
        f"csv:Text - txt - csv (StarCalc):{options}", "--outdir", folder / "office", file)
    found = {}
    for path in (folder / "office").glob("*.csv"):
        found[path.stem.partition("-")[2]] = read_csv(path, "utf-8")
    return found


def same_in_office(text, value, kind):
    if not isinstance(value, str):
        return same(text, value, kind)
    if len(value.encode("utf-16-le")) > 2 * 32000:  # longer than a cell: its beginning
        return len(text) > 10000 and spreadsheet_text(value).startswith(spreadsheet_text(text))
    return spreadsheet_text(text) == spreadsheet_text(value)


def folder_bytes(path):
    if path.is_file():
        return path.read_bytes()
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}


def same_in_cp932(text, value, kind):
    if not isinstance(value, str):
        return same(text, value, kind)
    twins = str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢")
    wanted = "".join(c if c.encode("cp932", "ignore") else GETA for c in value.translate(twins))
    return text == wanted


def check_csv(jizen, db, folder, columns, tables):
    out = folder / "csv"
    run(jizen, "export", "--db", db, "--format", "csv", "--out", out)
    compare("csv", columns, tables, read_csv_folder(out))
    for file in out.glob("*.csv"):
        count = run("sqlite3", ":memory:", f".import --csv {file} t", "SELECT count(*) FROM t")
        if int(count.stdout) != len(tables[file.stem]):
            sys.exit(f"{file.name}: sqlite3 reads {count.stdout.strip()} rows")
    guarded = folder / "excel"
    run(jizen, "export", "--db", db, "--format", "csv", "--excel", "--out", guarded)
    found = read_csv_folder(guarded, "utf-8-sig")
    if not (guarded / "goals.csv").read_bytes().startswith(b"\xef\xbb\xbf"):
        sys.exit("--excel: no byte order mark")
    for rows in found.values():
        for row in rows:
            for text in row:
                if text[:1] in tuple("=+@＝＋＠\t\r") and text:
                    sys.exit(f"--excel: a spreadsheet would run {text[:40]!r}")
    compare("csv --excel", columns, tables,
            {name: [[without_guard(text) for text in row] for row in rows]
             for name, rows in found.items()})
    narrow = folder / "cp932"
    said = run(jizen, "export", "--db", db, "--format", "csv", "--encoding", "cp932", "--out", narrow)
    if "U+1F600" not in said.stderr:
        sys.exit(f"cp932: a character that is lacking is not reported:\n{said.stderr}")
    compare("cp932", columns, tables, read_csv_folder(narrow, "cp932"), same_in_cp932)
    run(jizen, "export", "--db", db, "--format", "csv", "--encoding", "cp932", "--strict", "--out",
        folder / "refused", status=2)
    if (folder / "refused").exists():
        sys.exit("a refused export left something")


def main():
    jizen = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db = folder / "sheets.db"
        make_database(jizen, db)
        run(jizen, "export", "--db", db, "--format", "csv", "--out", folder / "years")
        columns, tables = expected_tables(db)
        check_csv(jizen, db, folder, columns, tables)

        book = folder / "book.xlsx"
        run(jizen, "export", "--db", db, "--format", "xlsx", "--out", book)
        found = read_workbook(book)
        dictionary = found.pop("data_dictionary")
        if len(dictionary) - 1 != sum(map(len, columns.values())):
            sys.exit("the worksheet data_dictionary lacks columns")
        compare("xlsx", columns, tables, found)
        compare("LibreOffice", columns, tables, read_with_libreoffice(book, folder), same_in_office)

        package = folder / "package"
        run(jizen, "export", "--db", db, "--format", "datapackage", "--out", package)
        problems = check_package(package)
        if problems:
            sys.exit("\n".join(["datapackage:"] + problems[:20]))
        compare("datapackage", columns, tables, read_csv_folder(package))

        for kind, out in (("csv", "csv"), ("xlsx", "book.xlsx"), ("datapackage", "package")):
            before = folder_bytes(folder / out)
            run(jizen, "export", "--db", db, "--format", kind, "--out", folder / out)
            if folder_bytes(folder / out) != before:
                sys.exit(f"two exports differ: {kind}")
        left = [path.name for path in folder.iterdir() if path.name.endswith(".part")]
        if left:
            sys.exit(f"temporary files are left: {left}")
        print(f"{sum(map(len, tables.values()))} rows are the same in every format")


if __name__ == "__main__":
    main()
