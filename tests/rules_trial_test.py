#!/usr/bin/env python3
"""Rules are tried before they count: `rules try`, and the gate of `reparse`.

    python3 tests/rules_trial_test.py JIZEN
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
PROGRESS = "/areas/0/goals/0/progress"


class Trial(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.db = self.folder / "a.db"

    def run_jizen(self, *words, status=0, stdin=""):
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "JIZEN_DB": str(self.db)}
        done = subprocess.run([JIZEN, *map(str, words)], cwd=self.folder, env=environment,
                              input=stdin, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def json(self, *words, status=0):
        return json.loads(self.run_jizen(*words, "--json", status=status).stdout)

    def load(self, *rules):
        self.run_jizen("import", *rules, ROOT / "corpus/text")

    def rules(self, name, change):
        """A copy of the rules whose form was changed."""
        folder = self.folder / name
        shutil.copytree(ROOT / "rules", folder)
        form = folder / "forms/jizen-kadai.toml"
        changed = change(form.read_text())
        self.assertNotEqual(changed, form.read_text())
        form.write_text(changed)
        return folder

    def without_progress(self):
        """Rules that do not know the column of the progress any more."""
        return self.rules("worse", lambda text: re.sub(
            r'\n  \{ field = "progress".*', "", text))

    def exported(self):
        return self.run_jizen("export", "--format", "jsonl", "--out", "-").stdout

    def effects(self, trial, effect):
        return [(sheet["file"], value["pointer"]) for sheet in trial["results"]
                for value in sheet["values"] if value["effect"] == effect]

    def test_the_same_rules_change_nothing(self):
        self.load()
        self.run_jizen("correct", "tochigi-r01", "/motto", "標語")
        trial = self.json("rules", "try", ROOT / "rules")
        self.assertEqual((trial["sheets"], trial["fixed"], trial["broken"], trial["changed"]),
                         (2, 0, 0, 0))
        self.assertGreaterEqual(trial["unchanged"], 323)

    def test_what_a_person_accepted_and_is_read_otherwise_is_broken(self):
        self.load()
        self.run_jizen("correct", "tochigi-r01", PROGRESS, "--accept")
        before, stored = self.exported(), self.db.read_bytes()
        trial = self.json("rules", "try", self.without_progress())
        self.assertEqual(self.effects(trial, "broken"), [("tochigi-r01.txt", PROGRESS)])
        self.assertIn(("ishikawa-h30.txt", PROGRESS), self.effects(trial, "changed"))
        value = next(value for sheet in trial["results"] for value in sheet["values"]
                     if value["effect"] == "broken")
        self.assertEqual(value["status"], "accepted")
        self.assertEqual(value["decided"], value["before"])
        self.assertEqual(value["after"], "")
        self.assertEqual(sum(counts["broken"] for counts in trial["rules"].values()), 1)
        self.assertEqual(trial["rules"][value["rule"]]["broken"], 1)
        self.assertEqual(self.exported(), before)
        self.assertEqual(self.db.read_bytes(), stored)
        shown = self.run_jizen("rules", "try", self.folder / "worse", "tochigi-r01").stdout
        self.assertIn("broken", shown)
        self.assertIn("tochigi-r01.txt", shown)
        self.assertNotIn("ishikawa", shown)

    def test_what_a_person_corrected_and_would_now_be_read_is_fixed(self):
        outcome = "/areas/0/indicators/0/expected_outcome"
        self.load()
        right = self.json("show", "tochigi-r01")["areas"][0]["indicators"][0]["expected_outcome"]
        self.db.unlink()
        self.load("--rules", self.rules("swapped", lambda text: text.replace(
            'field = "reason"', 'field = "?"').replace(
            'field = "expected_outcome"', 'field = "reason"').replace(
            'field = "?"', 'field = "expected_outcome"')))
        self.assertNotEqual(self.json("show", "tochigi-r01")["areas"][0]["indicators"][0]["expected_outcome"],
                            right)
        self.run_jizen("correct", "tochigi-r01", outcome, right)
        trial = self.json("rules", "try", ROOT / "rules")
        self.assertEqual(self.effects(trial, "fixed"), [("tochigi-r01.txt", outcome)])
        self.assertEqual(trial["broken"], 0)
        self.assertGreater(trial["changed"], 0)

    def test_a_decision_that_would_find_no_place_is_broken(self):
        self.load()
        self.run_jizen("correct", "tochigi-r01", PROGRESS, "書き直した")
        self.assertEqual(self.effects(self.json("rules", "try", self.without_progress()), "broken"),
                         [("tochigi-r01.txt", PROGRESS)])

    def test_a_sheet_that_a_person_finished_is_accepted_as_a_whole(self):
        self.load()
        self.run_jizen("correct", "tochigi-r01", "", "--kind", "state", "reviewed")
        trial = self.json("rules", "try", self.without_progress())
        broken = self.effects(trial, "broken")
        self.assertIn(("tochigi-r01.txt", PROGRESS), broken)
        self.assertEqual({file for file, _ in broken}, {"tochigi-r01.txt"})

    def test_reparse_breaks_nothing_unasked(self):
        self.load()
        self.run_jizen("correct", "tochigi-r01", PROGRESS, "--accept")
        before, runs = self.exported(), self.json("runs")
        worse = self.without_progress()
        refused = self.run_jizen("reparse", "--rules", worse, status=2, stdin="yes\n")
        self.assertIn("1 value that a person accepted or corrected would break", refused.stderr)
        self.assertIn("Nothing was changed", refused.stderr)
        answer = self.json("reparse", "--rules", worse, status=2)
        self.assertTrue(answer["refused"])
        self.assertEqual(answer["broken"], 1)
        self.assertEqual(self.exported(), before)
        self.assertEqual(self.json("runs"), runs)

        done = self.json("reparse", "--rules", worse, "--yes")
        self.assertEqual((done["sheets"], done["failed"]), (2, 0))
        self.assertNotEqual(self.exported(), before)

    def test_reparse_goes_on_unattended_where_no_decision_breaks(self):
        self.load()
        self.run_jizen("correct", "ishikawa-h30", "/motto", "標語")
        worse = self.without_progress()
        done = self.json("reparse", "--rules", worse, "tochigi-r01")
        self.assertEqual((done["sheets"], done["recognised"]), (1, 1))
        done = self.json("reparse", "--rules", worse)
        self.assertEqual((done["sheets"], done["recognised"]), (2, 2))
        self.assertEqual(self.json("show", "ishikawa-h30")["motto"], "標語")

    def test_wrong_rules_and_sheets_are_refused(self):
        self.load()
        worse = self.rules("wrong", lambda text: text + "\nno_such_key = 1\n")
        self.assertIn("no_such_key", self.run_jizen("rules", "try", worse, status=2).stderr)
        self.assertIn("nowhere", self.run_jizen("rules", "try", ROOT / "rules", "nowhere",
                                                status=2).stderr)
        self.assertIn("DIR", self.run_jizen("rules", "try", status=2).stderr)


if __name__ == "__main__":
    JIZEN = str(Path(sys.argv.pop(1)).resolve())
    unittest.main(argv=[sys.argv[0]])
