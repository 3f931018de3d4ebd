#!/usr/bin/env python3
"""Years side by side, comparison and search on the real review page, in headless Chromium.

    python3 tests/browser/years_page_test.py JIZEN [--pictures DIR]

With --pictures, each view is saved as a PNG and, as it would be printed, a PDF: to be looked at.
"""

import argparse
import base64
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

sys.path.insert(0, str(Path(__file__).parent))
from page_test import browser
from program import ROOT, ReviewProgram

JIZEN = ""
PICTURES = None


class Years(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.profile = tempfile.TemporaryDirectory(prefix="jizen-chromium-")
        cls.series = tempfile.TemporaryDirectory(prefix="jizen-years-")
        subprocess.run(["/usr/bin/python3", str(ROOT / "corpus/make/year_series.py"), "12", "--seed", "5",
                        "--out", cls.series.name], check=True)
        cls.program = ReviewProgram(JIZEN, ["corpus/text/tochigi-r01.txt"])
        cls.program.run("load", str(Path(cls.series.name) / "sheets.jsonl"))
        cls.driver = browser(cls.profile.name)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.program.close()
        cls.profile.cleanup()
        cls.series.cleanup()

    def setUp(self):
        self.driver.get("about:blank")
        self.driver.get(self.program.url)
        self.until(lambda: self.all("#values .field"))

    def tearDown(self):
        faults = [entry for entry in self.driver.get_log("browser")
                  if "Uncaught" in entry["message"] or "Content Security" in entry["message"]]
        self.assertEqual(faults, [])

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def until(self, condition):
        def quietly(_):
            try:
                return condition()
            except Exception:  # the page was drawn anew in between
                return False
        return WebDriverWait(self.driver, 20, 0.05).until(quietly)

    def one(self, selector):
        self.until(lambda: self.all(selector))
        return self.all(selector)[0]

    def click(self, selector):
        self.one(selector)
        self.driver.execute_script("document.querySelector(arguments[0]).click()", selector)

    def show(self, view, part=None):
        self.click(f"#views button[data-view={view}]")
        if part:
            self.until(lambda: self.all("#years-body > :not(.small)"))
            self.click(f"#years [data-part={part}]")

    def picture(self, name):
        if not PICTURES:
            return
        height = self.driver.execute_script(
            "return Math.max(...[...document.querySelectorAll('.view')].map((v) => v.scrollHeight)) + 80")
        self.driver.set_window_size(1440, min(height, 2600))
        self.driver.save_screenshot(str(PICTURES / f"{name}.png"))
        self.driver.set_window_size(1440, 900)
        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True,
                                                                 "printBackground": False})
        (PICTURES / f"{name}.pdf").write_bytes(base64.b64decode(printed["data"]))

    def submitter(self, key):
        Select(self.one("#years-submitter")).select_by_value(key)
        self.until(lambda: self.all(".indicator-card"))

    def richest(self):
        """The submitter with proposals and contradictions."""
        best = None
        for one in self.program.get("years")["submitters"]:
            book = self.program.get(f"years/submitter?key={one['key']}")
            score = (min(1, len(book["contradictions"])), sum(l["state"] == "proposed" for l in book["links"]))
            if best is None or score > best[0]:
                best = (score, one["key"], book)
        return best[1], best[2]

    def test_each_indicator_has_a_plot_and_the_table_behind_it(self):
        key, book = self.richest()
        self.show("years")
        self.submitter(key)
        lines = [line for area in book["areas"] for line in area["indicators"]]
        self.until(lambda: len(self.all(".indicator-card svg.plot")) == len(lines))
        marks = self.driver.execute_script(
            "return [...document.querySelectorAll('.indicator-card')].map((card) => "
            "[card.querySelectorAll('.plot .mark').length, card.querySelectorAll('.plot .missing').length,"
            " card.querySelectorAll('.behind table tr').length - 1])")
        for line, (stated, missing, rows) in zip(lines, marks):
            measures = [m for point in line["points"] for m in point["measures"]]
            self.assertEqual(stated, sum(m["value"] is not None for m in measures), line["text"])
            self.assertEqual(missing > 0, any(m["value"] is None for m in measures), line["text"])
            self.assertEqual(rows, len(measures))
        self.picture("indicators")
        # What a person says of a proposal holds.
        proposed = [l for l in book["links"] if l["state"] == "proposed"]
        if proposed:
            self.click(".proposals .yes")
            # An area that is confirmed makes its indicators sure, too.
            self.until(lambda: sum(l["state"] == "proposed" for l in
                                   self.program.get(f"years/submitter?key={key}")["links"]) < len(proposed))

    def test_a_value_opens_where_it_is_printed(self):
        key, book = self.richest()
        self.show("years")
        self.submitter(key)
        self.click(".indicator-card details.behind summary")
        self.click(".indicator-card .behind .place")
        self.until(lambda: self.driver.find_element(By.ID, "review").is_displayed())
        self.until(lambda: self.all("textarea.editor"))
        self.assertIn("/measures/", self.one("textarea.editor").get_attribute("data-path"))

    def test_roles_comparison_and_themes(self):
        key, book = self.richest()
        self.show("years")
        self.submitter(key)
        self.show("years", "roles")
        self.until(lambda: self.all(".role-table"))
        self.click(".role-cell button")
        self.until(lambda: self.all(".role-texts li"))
        self.picture("roles")
        self.click("#years [data-part=compare]")
        self.until(lambda: self.all(".compare tr.changed ins"))
        self.picture("compare")
        self.click("#years [data-part=themes]")
        self.until(lambda: self.all(".theme-table .use.first"))
        first = len(self.all(".theme-table .use.first"))
        self.assertEqual(first, len(self.all(".theme-table tr")) - 1)
        self.picture("themes")

    def test_search_finds_and_opens_the_place(self):
        self.show("search")
        entry = self.one("#search-terms")
        entry.send_keys("退院", Keys.ENTER)
        self.until(lambda: self.all(".find mark"))
        self.assertIn("退院", self.one(".find mark").text)
        self.picture("search")
        Select(self.one("#search [name=section]")).select_by_value("roles")
        self.until(lambda: self.all(".find") and all("/roles/" in find.get_attribute("data-path")
                                                     for find in self.all(".find")))
        path = self.one(".find").get_attribute("data-path")
        self.click(".find")
        self.until(lambda: self.all("textarea.editor"))
        self.assertEqual(self.one("textarea.editor").get_attribute("data-path"), path)

    def test_what_does_not_fit_is_refused(self):
        book = self.richest()[1]
        link = next(one for one in book["links"] if one["of"] == "indicator")
        a = {"sheet": link["a"]["sheet"], "path": link["a"]["path"]}
        for body, status in (({"a": a, "b": a, "verdict": "same"}, 400), ({"a": a, "verdict": "same"}, 404),
                             ({"a": a, "b": a, "verdict": "perhaps"}, 400), ({}, 400)):
            self.assertEqual(self.program.post("years/link", body)[0], status, json.dumps(body))
        for path in ("years/submitter?key=000000", "compare?a=0&b=1"):
            self.assertEqual(self.program.request("GET", f"/api/{path}")[0], 404)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jizen")
    parser.add_argument("--pictures", type=Path)
    options, rest = parser.parse_known_args()
    JIZEN, PICTURES = options.jizen, options.pictures
    if PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
    unittest.main(argv=[sys.argv[0], *rest])
