#!/usr/bin/env python3
"""The way of the values to check through a spreadsheet and back.

    python3 tests/browser/spreadsheet_test.py JIZEN [EDITS]

EDITS: how many values are edited (40); 1000 is what was promised, and takes longer. Where
LibreOffice is installed, it writes the workbook anew before it is taken back.
"""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent.parent
JIZEN, EDITS = "", 40
VALUE, DECISION, NOTE = 12, 13, 14
TEXTS = ["直した文", "1-2", "=1+2", "+5", "2026年6月", " 前に空白", "二行\n目", "\"引用\"、'印'", "1,000", "〓"]


def edited(number):
    return f"{TEXTS[number % len(TEXTS)]} {number}"


class Spreadsheet(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="jizen-table-"))
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "USER": "検証者"}
        self.environment.pop("JIZEN_DB", None)
        text = (ROOT / "corpus/text/ishikawa-h30.txt").read_text(encoding="utf-8")
        copies = max(1, EDITS // 2 + 1)
        for number in range(copies):  # another file each time: a remark at its end
            (self.folder / f"{number:04}.txt").write_text(f"{text}\n{'※' * (1 + number % 7)}{number}\n",
                                                         encoding="utf-8")
        self.run_jizen("import", ".")

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run_jizen(self, *arguments):
        return subprocess.run([JIZEN, *arguments], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, check=False)

    def export(self, name, *options):
        done = self.run_jizen("export", "--for-review", "--format", name.rsplit(".", 1)[1], "--out",
                              name, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.folder / name

    def take(self, name):
        """(corrected, confirmed, untouched, refused, what was said)"""
        done = self.run_jizen("corrections", "import", name)
        numbers = [int(n) for n in re.findall(r": (\d+)", done.stdout.splitlines()[0])] \
            if done.stdout else [0, 0, 0, 0]
        return (*numbers, done)

    def read_csv(self, file, encoding):
        return list(csv.reader(io.StringIO(file.read_bytes().decode(encoding), newline="")))

    def write_csv(self, rows, file, encoding):
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        file.write_bytes(out.getvalue().encode(encoding))

    def value(self, sheet, path):
        stored = json.loads(self.run_jizen("show", sheet, "--json").stdout)
        for step in path.split("/")[1:]:
            stored = stored[int(step)] if isinstance(stored, list) else stored[step]
        return stored

    # ---- Everything comes back ----

    def edit_csv(self, encoding, *options):
        file = self.export("review.csv", *options)
        rows = self.read_csv(file, encoding)
        wanted = {}
        for number, row in enumerate(rows[2:]):
            if len(wanted) == EDITS or not row[VALUE] or row[4].endswith("/value"):
                continue
            text = edited(number)
            row[VALUE] = text
            wanted[(row[2].lstrip("'"), row[4])] = text
        self.write_csv(rows, file, encoding)
        corrected, _, _, refused, done = self.take("review.csv")
        self.assertEqual((corrected, refused), (len(wanted), 0), done.stderr)
        self.check(wanted)

    def check(self, wanted):
        self.assertTrue(wanted)
        entries = json.loads(self.run_jizen("corrections", "--json").stdout)["corrections"]
        # Names of sectors are a list, written with " / " between them.
        stored = {(entry["sheet"], entry["path"]):
                  " / ".join(entry["value"]) if isinstance(entry["value"], list) else entry["value"]
                  for entry in entries}
        self.assertEqual(stored, wanted)

    def test_utf8_csv(self):
        self.edit_csv("utf-8-sig")

    def test_cp932_csv(self):
        TEXTS[-1] = "髙﨑①㈱"
        self.edit_csv("cp932", "--encoding", "cp932")

    def test_workbook(self):
        file = self.export("review.xlsx")
        wanted = self.edit_workbook(file)
        if shutil.which("soffice"):
            written = self.folder / "written"
            subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile",
                            "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
                            str(written), str(file)], check=True, capture_output=True)
            shutil.copy(written / "review.xlsx", file)
        corrected, _, _, refused, done = self.take("review.xlsx")
        self.assertEqual((corrected, refused), (len(wanted), 0), done.stderr)
        self.check(wanted)

    # ---- The workbook's XML, edited as a program would ----

    def parts(self, file):
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def write_parts(self, file, parts):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)

    def change_sheet(self, file, change):
        parts = self.parts(file)
        name = "xl/worksheets/sheet1.xml"
        before = parts[name].decode()
        parts[name] = change(before).encode()
        self.assertNotEqual(parts[name].decode(), before, "the damage was done")
        self.write_parts(file, parts)

    def edit_workbook(self, file):
        rows = self.read_csv(self.export("twin.csv"), "utf-8-sig")
        wanted = {}

        def change(sheet):
            for number, row in enumerate(rows[2:]):
                if len(wanted) == EDITS or not row[VALUE] or row[4].endswith("/value"):
                    continue
                text = edited(number)
                wanted[(row[2].lstrip("'"), row[4])] = text
                cell = re.compile(rf'<c r="M{number + 3}"( s="\d+")?[^>]*>.*?</c>', re.DOTALL)
                sheet = cell.sub(lambda m, n=number, t=text: (
                    f'<c r="M{n + 3}"{m.group(1) or ""} t="inlineStr"><is><t xml:space="preserve">'
                    f'{escape(t)}</t></is></c>'), sheet, count=1)
            return sheet
        self.change_sheet(file, change)
        return wanted


class Damage(Spreadsheet):
    """Each kind of damage is noticed, and nothing else is harmed."""

    # The tests of the way back are not run again here.
    test_utf8_csv = test_cp932_csv = test_workbook = None

    def damage(self, change, refused=None):
        with self.subTest(change=change.__name__):
            file = self.export("review.csv")
            rows = self.read_csv(file, "utf-8-sig")
            change(rows)
            self.write_csv(rows, file, "utf-8-sig")
            corrected, confirmed, _, said_refused, done = self.take("review.csv")
            self.assertNotEqual(done.returncode, 0, change.__name__)
            self.assertTrue(done.stderr)
            if refused is not None:
                self.assertEqual(said_refused, refused, done.stderr)
            self.assertEqual((corrected, confirmed), (0, 0), done.stdout)

    def test_every_fixed_cell(self):
        for column in range(12):
            def changed_cell(rows, column=column):
                rows[3][column] += "x"
            changed_cell.__name__ = f"cell_{column}_changed"
            self.damage(changed_cell, 1)

            def emptied_cell(rows, column=column):
                rows[2][column] = "" if rows[2][column] else "x"
            emptied_cell.__name__ = f"cell_{column}_emptied"
            self.damage(emptied_cell, 1)

            def swapped_cells(rows, column=column):
                rows[2][column], rows[3][column] = rows[3][column] + "?", rows[2][column] + "?"
            swapped_cells.__name__ = f"cell_{column}_shifted"
            self.damage(swapped_cells, 2)

    def test_rows_and_columns(self):
        def row_deleted(rows):
            del rows[2]

        def row_doubled(rows):
            rows.append(list(rows[2]))

        def rows_moved(rows):
            rows[2], rows[3] = rows[3], rows[2]

        def rows_sorted_backwards(rows):
            rows[2:] = rows[:1:-1]

        def header_deleted(rows):
            del rows[0]

        def column_deleted(rows):
            for row in rows:
                del row[1]

        def column_added(rows):
            for row in rows:
                row.insert(3, "")

        def column_renamed(rows):
            rows[0][4] = "place of it"

        def columns_moved(rows):
            for row in rows:
                row[2], row[4] = row[4], row[2]

        def unknown_decision(rows):
            rows[2][DECISION] = "yes"

        def value_and_decision(rows):
            rows[2][VALUE], rows[2][DECISION] = "x", "ok"

        def value_became_a_date(rows):
            rows[2][VALUE] = "2026/1/2"

        def year_became_a_date(rows):
            rows[2][6] = "1905/7/10"

        def number_lost_its_digits(rows):
            rows[2][2] = "6.0E+11"

        for change in (row_deleted, row_doubled, rows_moved, rows_sorted_backwards, header_deleted,
                       column_deleted, column_added, column_renamed, columns_moved,
                       unknown_decision, value_and_decision, value_became_a_date,
                       year_became_a_date, number_lost_its_digits):
            self.damage(change)

    def test_workbook_damage(self):
        def hide_column(sheet):
            return re.sub(r'(<col min="13"[^>]*?)/>', r'\1 hidden="1"/>', sheet, count=1)

        def hide_row(sheet):
            return sheet.replace('<row r="3"', '<row r="3" hidden="1"', 1)

        def number_in_text(sheet):
            return re.sub(r'<c r="M3"( s="\d+")?[^>]*>.*?</c>', '<c r="M3"><v>46000</v></c>', sheet,
                          count=1)

        def broken(sheet):
            return sheet[:len(sheet) // 2]

        for change in (hide_column, hide_row, number_in_text, broken):
            with self.subTest(change=change.__name__):
                (self.folder / "review.xlsx").unlink(missing_ok=True)
                file = self.export("review.xlsx")
                self.change_sheet(file, change)
                *counts, done = self.take("review.xlsx")
                self.assertNotEqual(done.returncode, 0, change.__name__)
                self.assertEqual(counts[:2], [0, 0])

    def test_database_that_moved_on(self):
        file = self.export("review.csv")
        rows = self.read_csv(file, "utf-8-sig")
        sheet = rows[2][2].lstrip("'")
        self.run_jizen("correct", sheet, rows[2][4], "先に直した")
        rows[2][VALUE] = "後から"
        self.write_csv(rows, file, "utf-8-sig")
        corrected, _, _, refused, done = self.take("review.csv")
        self.assertEqual((corrected, refused), (0, 1), done.stderr)
        self.assertEqual(self.value(sheet, rows[2][4]), "先に直した")


if __name__ == "__main__":
    JIZEN = str(Path(sys.argv.pop(1)).resolve())
    if len(sys.argv) > 1 and sys.argv[1].isdigit():
        EDITS = int(sys.argv.pop(1))
    unittest.main()
