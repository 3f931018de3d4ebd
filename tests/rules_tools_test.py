#!/usr/bin/env python3
"""Tools for those who write rules: `rules diff`, `explain`, `new`, and `corpus add`.

    python3 tests/rules_tools_test.py JIZEN
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JIZEN = ""
NEW_FORM = ROOT / "corpus/new-form"


class Tools(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.db = self.folder / "a.db"

    def run_jizen(self, *words, status=0, language="en"):
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language,
                       "JIZEN_DB": str(self.db)}
        done = subprocess.run([JIZEN, *map(str, words)], cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def json(self, *words, status=0):
        return json.loads(self.run_jizen(*words, "--json", status=status).stdout)

    def rules(self, change=lambda text: text):
        folder = self.folder / "my-rules"
        shutil.copytree(ROOT / "rules", folder)
        form = folder / "forms/jizen-kadai.toml"
        form.write_text(change(form.read_text()))
        return folder

    # ---- rules diff ----

    def changes(self, change):
        forms = self.json("rules", "diff", ROOT / "rules", self.rules(change))["forms"]
        return {(one["change"], one["part"], one["where"]): one
                for form in forms for one in form["changes"]}

    def test_diff_of_the_same_rules_is_empty(self):
        self.assertEqual(self.changes(lambda text: text + "\n# a note\n"), {})

    def test_diff_speaks_of_headings_columns_and_sectors(self):
        def change(text):
            text = text.replace('sectors = [', 'sectors = [\n  "宿泊業",', 1)
            text = text.replace('heading  = ["達成目標と現時点での進捗状況", ', 'heading  = ["目標の歩み", ')
            return re.sub(r'\n  \{ field = "progress".*', "", text)
        changes = self.changes(change)
        self.assertEqual(changes["added", "sector", ""]["after"], ["宿泊業"])
        reworded = changes["reworded", "heading", "goals"]
        self.assertEqual((reworded["before"], reworded["after"]),
                         (["達成目標と現時点での進捗状況"], ["目標の歩み"]))
        self.assertIn("進捗状況", changes["removed", "column", "goals/progress"]["before"])
        self.assertEqual(len(changes), 3)
        shown = self.run_jizen("rules", "diff", ROOT / "rules", self.folder / "my-rules",
                               language="ja").stdout
        self.assertIn("主体: 加わった: 「宿泊業」", shown)
        self.assertIn("見出し goals: 書き方が 「目標の歩み」 になった", shown)

    def test_diff_tells_of_constraints(self):
        rule = """
[[constraint]]
id      = "target-number-2"
record  = "measure"
where   = { kind = "target" }
need    = "number"
message = "目標値には数が要ります"
"""
        changes = self.changes(lambda text: text + rule)
        self.assertEqual(changes["added", "constraint", "target-number-2"]["after"],
                         ["目標値には数が要ります"])
        again = self.folder / "again"
        shutil.copytree(self.folder / "my-rules", again)
        form = again / "forms/jizen-kadai.toml"
        form.write_text(form.read_text().replace('kind = "target" }\nneed ', 'kind = "actual" }\nneed '))
        forms = self.json("rules", "diff", self.folder / "my-rules", again)["forms"]
        self.assertEqual([(one["before"], one["after"]) for form in forms for one in form["changes"]],
                         [(["where kind = target"], ["where kind = actual"])])

    def test_diff_of_two_form_files(self):
        rules = self.rules()
        other = rules / "forms/other.toml"
        other.write_text((rules / "forms/jizen-kadai.toml").read_text()
                         .replace('id      = "jizen-kadai"', 'id      = "other"')
                         .replace('least_parts = 2', 'least_parts = 3'))
        form = self.json("rules", "diff", rules / "forms/jizen-kadai.toml", other)["forms"]
        self.assertEqual([one["form"] for one in form], ["other"])
        self.assertEqual([one["after"] for one in form[0]["changes"]], [["least_parts = 3"]])
        self.run_jizen("rules", "diff", rules, ROOT / "README.md", status=2)

    # ---- rules explain ----

    def test_explain_says_what_was_taken_for_what(self):
        explained = self.json("rules", "explain", ROOT / "corpus/text/tochigi-r01.txt")
        self.assertEqual([form["chosen"] for form in explained["forms"]], [True])
        headings = {line["rule"] for line in explained["lines"] if line["role"] == "heading"}
        self.assertIn("section:strengths", headings)
        sheet = json.loads(self.run_jizen("parse", ROOT / "corpus/text/tochigi-r01.txt").stdout)
        self.assertEqual(explained["fields"]["/areas/0/goals/0/goal"]["value"],
                         sheet["areas"][0]["goals"][0]["goal"])

    def test_explain_says_what_nearly_matched_and_why_a_table_was_not_taken(self):
        rules = self.rules(lambda text: re.sub(
            r'\n  \{ field = "progress".*',
            '\n  { field = "progress", header = ["歩みの様子"], required = true },', text)
            .replace('heading  = ["特徴（強み）"', 'heading  = ["特徴（弱み）"'))
        file = ROOT / "corpus/samples-slides/tochigi-r01.pdf"
        explained = self.json("rules", "explain", file, "--rules", rules)
        matches = [match for table in explained["tables"] for match in table["matches"]]
        missed = [match for match in matches if "goals/progress" in match["missing"]]
        self.assertTrue(missed)
        self.assertFalse(any(match["taken"] for match in missed))
        self.assertTrue(any(header["nearest"]["rule"] == "table:goals/goal"
                            for match in missed for header in match["headers"]
                            if "nearest" in header))
        shown = self.run_jizen("rules", "explain", file, "/areas/0/goals", "--rules", rules).stdout
        self.assertIn("no header names the column goals/progress", shown)
        japanese = self.run_jizen("rules", "explain", file, "/areas/0/goals", "--rules", rules,
                                  language="ja").stdout
        self.assertIn("なくてはならない列 goals/progress の見出しがない", japanese)

    def test_explain_needs_no_form_that_fits(self):
        letter = self.folder / "letter.txt"
        letter.write_text("拝啓 時下ますますご清祥のこととお慶び申し上げます。\n達成目標と進捗\n")
        explained = self.json("rules", "explain", letter)
        self.assertEqual(explained["form"], "")
        self.assertFalse(explained["forms"][0]["chosen"])
        self.assertIn("No form fits", self.run_jizen("rules", "explain", letter).stdout)
        self.run_jizen("rules", "explain", letter, "/areas/0/goals", status=2)

    # ---- corpus add ----

    def finish(self, sheet):
        """Every open place of a sheet is accepted, and one value besides."""
        self.run_jizen("correct", sheet, "/submitter", "--accept")
        for _ in range(20):
            paths = {finding["path"] for finding in self.json("show", sheet)["review"]}
            if not paths:
                return
            for path in sorted(paths):
                words = (["--accept"] if path else ["--kind", "state", "reviewed"])
                self.run_jizen("correct", sheet, path, *words)

    def test_checked_sheets_become_a_test_set(self):
        self.run_jizen("import", ROOT / "corpus/text")
        gold = self.folder / "gold"
        refused = self.run_jizen("corpus", "add", "tochigi-r01", "--to", gold, status=2)
        self.assertIn("tochigi-r01.txt", refused.stderr)
        self.assertFalse(gold.exists())
        self.finish("tochigi-r01")
        added = self.run_jizen("corpus", "add", "--reviewed", "--to", gold)
        self.assertEqual(added.stdout, "tochigi-r01\n")
        self.assertEqual(sorted(path.name for path in gold.iterdir()),
                         ["tochigi-r01.json", "tochigi-r01.layers"])
        # Frozen again it is the same, under the same name.
        before = {path.name: path.read_bytes() for path in gold.iterdir()}
        self.run_jizen("corpus", "add", "tochigi-r01", "--to", gold)
        self.assertEqual({path.name: path.read_bytes() for path in gold.iterdir()}, before)

        self.db.unlink()
        scores = self.json("eval", "--gold", gold, "--layers")
        self.assertEqual(scores["total"]["exact"], scores["total"]["fields"])
        self.assertGreater(scores["total"]["fields"], 100)
        same = self.json("rules", "try", ROOT / "rules", "--gold", gold)
        self.assertEqual((same["sheets"], same["broken"], same["changed"]), (1, 0, 0))
        worse = self.rules(lambda text: re.sub(r'\n  \{ field = "progress".*', "", text))
        tried = self.json("rules", "try", worse, "--gold", gold)
        self.assertGreater(tried["broken"], 0)
        self.assertEqual(tried["changed"], 0)
        back = self.json("rules", "try", ROOT / "rules", "--gold", gold, "--before", worse)
        self.assertGreater(back["fixed"], 0)
        self.assertEqual(back["broken"], 0)
        scores = self.json("eval", "--gold", gold, "--layers", "--rules", worse)
        self.assertLess(scores["total"]["exact"], scores["total"]["fields"])

    def test_sheets_of_one_name_are_kept_apart(self):
        for part in ("text", "samples-slides"):
            self.run_jizen("import", *(ROOT / "corpus" / part).glob("tochigi-r01.*"))
        for sheet in self.json("list")["sheets"]:
            self.finish(sheet["id"])
        self.run_jizen("corpus", "add", "--reviewed", "--originals", "--to", "gold")
        names = sorted(path.name for path in (self.folder / "gold").iterdir())
        self.assertEqual(len([name for name in names if name.endswith(".json")]), 2)
        self.assertEqual(len([name for name in names if name.endswith((".pdf", ".txt"))]), 2)
        scores = self.json("eval", "--gold", "gold", "--layers")
        self.assertEqual(scores["total"]["exact"], scores["total"]["fields"])
        self.assertEqual(len(self.json("eval", "--gold", "gold")["sheets"]), 3)

    # ---- rules new ----

    def test_new_rules_are_valid_as_they_are(self):
        rules = self.rules()
        for number, files in enumerate(([ROOT / "corpus/samples-slides/tochigi-r01.pdf"],
                                        [ROOT / "corpus/text/ishikawa-h30.txt"],
                                        sorted(NEW_FORM.glob("*.pdf")))):
            out = rules / f"forms/draft-{number}.toml"
            self.run_jizen("rules", "new", *files, "--id", f"draft-{number}", "--out", out,
                           language="ja")
            self.run_jizen("rules", "check", "--rules", rules)
            self.assertRegex(out.read_text(), r"(?m)^# 文書から見つけた")
            self.run_jizen("rules", "new", *files, "--id", "x", "--out", out, status=2)

    def test_new_rules_of_a_known_form_read_it(self):
        rules = self.rules()
        known = rules / "forms/jizen-kadai.toml"
        file = ROOT / "corpus/samples-slides/tochigi-r01.pdf"
        self.run_jizen("rules", "new", file, "--id", "draft", "--out", rules / "forms/draft.toml")
        known.unlink()
        sheet = json.loads(self.run_jizen("parse", "--rules", rules, file).stdout)
        before = json.loads(self.run_jizen("parse", file).stdout)
        for part in ("goals", "challenges", "indicators", "strengths", "concerns"):
            self.assertEqual(sheet["areas"][0][part], before["areas"][0][part], part)

    def test_new_says_what_it_cannot_use(self):
        letter = self.folder / "letter.txt"
        letter.write_text("拝啓 時下ますますご清祥のこととお慶び申し上げます。\n")
        self.assertIn("No heading", self.run_jizen("rules", "new", letter, status=1).stderr)
        self.assertIn("nothing.pdf", self.run_jizen("rules", "new", "nothing.pdf", status=1).stderr)
        self.run_jizen("rules", "new", letter, "--id", "Not An Id", status=2)

    # ---- The walkthrough of rules/README.md ----

    def test_walkthrough_leads_from_a_pdf_to_working_rules(self):
        readme = (ROOT / "rules/README.md").read_text()
        part = re.search(r"^## 新しい様式.*?(?=^## )", readme, re.DOTALL | re.MULTILINE)
        self.assertIsNotNone(part)
        shutil.copytree(ROOT / "rules", self.folder / "rules")
        shutil.copytree(NEW_FORM, self.folder / "corpus/new-form")
        form = self.folder / "my-rules/forms/ayumi.toml"
        for kind, text in re.findall(r"^```(sh|diff)\n(.*?)^```", part.group(0),
                                     re.DOTALL | re.MULTILINE):
            if kind == "diff":
                form.write_text(self.edited(form.read_text(), text))
                continue
            for command in re.sub(r"\s+#.*", "", text, flags=re.MULTILINE).splitlines():
                done = subprocess.run(
                    ["sh", "-c", command], cwd=self.folder, capture_output=True, text=True,
                    env={**os.environ, "PATH": f"{Path(JIZEN).parent}:{os.environ['PATH']}",
                         "LC_ALL": "C.UTF-8", "LANGUAGE": "ja"})
                self.assertEqual(done.returncode, 0, command + "\n" + done.stderr)
        for gold in sorted(NEW_FORM.glob("*.json")):
            done = self.run_jizen("parse", "--rules", self.folder / "my-rules",
                                  gold.with_suffix(".pdf"))
            sheet, right = json.loads(done.stdout), json.loads(gold.read_text())
            for key in right:
                self.assertEqual(sheet[key], right[key], f"{gold.name} {key}")
            # A colon behind a label of the cover is nobody's.
            self.assertLessEqual({piece["text"] for piece in sheet["leftover"]}, {"："})

    def edited(self, text, change):
        """Lines with - become those with +; the lines around them say where."""
        for piece in re.split(r"^@@.*\n", change, flags=re.MULTILINE):
            if not piece.strip():
                continue
            lines = [(line[:1], line[1:]) for line in piece.splitlines()]
            old = "\n".join(rest for sign, rest in lines if sign != "+")
            new = "\n".join(rest for sign, rest in lines if sign != "-")
            self.assertEqual(text.count(old + "\n"), 1, f"where is this in the draft?\n{old}")
            text = text.replace(old + "\n", new + "\n")
        return text


if __name__ == "__main__":
    JIZEN = str(Path(sys.argv.pop(1)).resolve())
    unittest.main(argv=[sys.argv[0]])
