#!/usr/bin/env python3
"""A person's work on the real review page, in headless Chromium.

    python3 tests/browser/page_test.py JIZEN
"""

import shutil
import sys
import tempfile
import time
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

sys.path.insert(0, str(Path(__file__).parent))
from program import ROOT, ReviewProgram

JIZEN = ""
FLAGS = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
         "--disable-background-networking --disable-component-update --disable-sync").split()
EDITOR = "textarea.editor"


def browser(profile):
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1440,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.profile = tempfile.TemporaryDirectory(prefix="jizen-chromium-")
        cls.driver = browser(cls.profile.name)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.profile.cleanup()

    def setUp(self):
        self.program = ReviewProgram(JIZEN, ["corpus/text/tochigi-r01.txt",
                                             "corpus/text/ishikawa-h30.txt",
                                             "corpus/samples-slides/tochigi-r01.pdf"])
        self.open("ishikawa-h30")

    def tearDown(self):
        faults = [entry for entry in self.driver.get_log("browser")
                  if "Uncaught" in entry["message"] or "Content Security" in entry["message"]]
        self.driver.get("about:blank")
        self.program.close()
        self.assertEqual(faults, [])

    def open(self, stem):
        self.id = self.program.sheet(stem)
        self.driver.get("about:blank")
        self.driver.get(f"{self.program.url}#sheet={self.id}")
        self.until(lambda: self.all("#values .field"))

    # ---- What a person does and sees ----

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        self.until(lambda: self.all(selector))
        return self.all(selector)[0]

    def until(self, condition):
        def quietly(_):
            try:
                return condition()
            except Exception:  # the page was drawn anew in between
                return False
        return WebDriverWait(self.driver, 15, 0.05).until(quietly)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def alt(self, letter):
        ActionChains(self.driver).key_down(Keys.ALT).send_keys(letter).key_up(Keys.ALT).perform()

    def click_field(self, path):
        self.driver.execute_script(
            "document.querySelector(`#values button[data-path='${arguments[0]}']`).click()", path)
        self.until(lambda: self.one(EDITOR).get_attribute("data-path") == path)

    def saved(self):
        self.until(lambda: "✓" in self.one("#saving").text)

    def stored(self):
        return self.program.get(f"sheets/{self.id}")

    def value(self, path):
        value = self.stored()["sheet"]
        for step in path.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        return value

    def open_doubts(self):
        return {finding["path"] for finding in self.stored()["sheet"]["review"]}

    # ---- Tests ----

    def test_walk_of_doubts_takes_one_key_each(self):
        sheet = self.stored()["sheet"]
        goals = [f"/areas/{a}/goals/{g}/{name}" for a, area in enumerate(sheet["areas"])
                 for g, _ in enumerate(area["goals"]) for name in ("goal", "progress")]
        doubts = len(self.open_doubts())
        wrong = 0
        pressed = 0
        while self.open_doubts():
            editors = self.all(EDITOR)
            if editors and wrong < 1 and editors[0].get_attribute("data-path") in goals:
                wrong += 1
                self.press("人が直した文")
            before = len(self.open_doubts())
            self.press(Keys.ENTER)
            pressed += 1
            self.until(lambda: len(self.open_doubts()) < before)
        self.assertLessEqual(pressed, doubts)
        self.assertEqual(self.stored()["state"], "reviewed")
        self.assertEqual(wrong, 1)
        self.assertIn("人が直した文", str(self.stored()["sheet"]))

    def test_enter_does_nothing_while_an_input_method_composes(self):
        self.click_field("/submitter")
        before = len(self.stored()["log"])
        self.driver.execute_script(
            "document.querySelector('textarea.editor').dispatchEvent(new KeyboardEvent('keydown', "
            "{key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, isComposing: true}))")
        self.driver.execute_script(
            "document.querySelector('textarea.editor').dispatchEvent(new KeyboardEvent('keydown', "
            "{key: 'Process', code: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))")
        time.sleep(0.3)
        self.assertEqual(len(self.stored()["log"]), before)
        self.assertEqual(self.one(EDITOR).get_attribute("data-path"), "/submitter")
        self.press(Keys.ENTER)
        self.until(lambda: len(self.stored()["log"]) == before + 1)

    def test_undo_and_redo(self):
        machine = self.value("/submitter")
        self.click_field("/submitter")
        self.press("富山県", Keys.ENTER)
        self.until(lambda: self.value("/submitter") == "富山県")
        self.saved()
        self.alt("u")
        self.until(lambda: self.value("/submitter") == machine)
        self.alt("r")
        self.until(lambda: self.value("/submitter") == "富山県")

    def test_parts_that_only_the_rules_know_are_shown_and_corrected(self):
        rules = self.program.folder / "rules"
        shutil.copytree(ROOT / "rules", rules)
        shutil.copy(ROOT / "corpus/forms/rules/jizen-kadai-r06.toml", rules / "forms")
        self.program.run("import", "--rules", str(rules),
                         str(ROOT / "corpus/forms/cairo/shimane-r06.pdf"))
        self.open("shimane-r06")
        path = "/parts/0/rows/0/cells/0/text"
        self.click_field(path)
        self.assertEqual(self.one(EDITOR).get_attribute("value"), "650,624人")
        self.press("650,700人", Keys.ENTER)
        self.until(lambda: self.value(path) == "650,700人")
        self.click_field("/areas/0/parts/0/rows/0/cells/0/text")
        self.press(Keys.ENTER)
        self.until(lambda: self.stored()["sheet"]["fields"]
                   ["/areas/0/parts/0/rows/0/cells/0/text"]["status"] == "accepted")

    def test_marks_blank(self):
        self.click_field("/motto")
        self.alt("b")
        self.until(lambda: self.value("/motto") == "")

    def test_words_are_chosen_on_the_picture(self):
        self.open("tochigi-r01")
        self.id = next(sheet["id"] for sheet in self.program.get("queue")["sheets"]
                       if sheet["file"].endswith(".pdf"))
        self.driver.get("about:blank")
        self.driver.get(f"{self.program.url}#sheet={self.id}")
        self.until(lambda: self.all("#boxes .box"))
        self.click_field("/submitter")
        self.until(lambda: self.all("#boxes .now"))
        box = self.one("#boxes .now")
        wanted = self.value("/submitter")
        self.press("x")
        size = box.size
        ActionChains(self.driver).move_to_element_with_offset(
            box, -size["width"] // 2 - 3, -size["height"] // 2 - 3).click_and_hold().move_by_offset(
                size["width"] + 6, size["height"] + 6).release().perform()
        self.until(lambda: self.one(EDITOR).get_attribute("value").replace(" ", "") ==
                   wanted.replace(" ", ""))
        # A box leads to its field.
        other = self.one("#boxes .box:not(.now)")
        path = other.get_attribute("data-path")
        self.driver.execute_script("arguments[0].click()", other)
        self.until(lambda: self.one(EDITOR).get_attribute("data-path") == path)

    def test_split_and_merge_records(self):
        goals = len(self.value("/areas/0/goals"))
        text = self.value("/areas/0/goals/0/goal")
        self.driver.execute_script("document.querySelector(\"tr[data-path='/areas/0/goals/0'] "
                                   ".record-menu\").click()")
        self.button("二つに分ける").click()
        area = self.one("dialog textarea[data-split=goal]")
        self.driver.execute_script("arguments[0].setSelectionRange(4, 4)", area)
        self.button("カーソルの位置で分ける").click()
        self.until(lambda: len(self.value("/areas/0/goals")) == goals + 1)
        self.assertEqual(self.value("/areas/0/goals/0/goal") + self.value("/areas/0/goals/1/goal"),
                         text)
        self.until(lambda: self.all("tr[data-path='/areas/0/goals/1']"))
        self.driver.execute_script("document.querySelector(\"tr[data-path='/areas/0/goals/0'] "
                                   ".record-menu\").click()")
        self.button("次の行と一つにする").click()
        self.until(lambda: len(self.value("/areas/0/goals")) == goals)

    def button(self, text):
        found = f"//dialog//button[contains(., '{text}')]"
        self.until(lambda: self.driver.find_elements(By.XPATH, found))
        return self.driver.find_element(By.XPATH, found)

    def test_draft_outlives_the_browser_and_the_program(self):
        self.click_field("/submitter")
        self.press("書きかけ")
        self.until(lambda: self.program.get(
            f"sheets/{self.id}?author=%E6%A4%9C%E8%A8%BC%E8%80%85")["drafts"])
        port = self.program.port
        self.program.stop()
        self.program.start(port)
        self.open("ishikawa-h30")
        self.click_field("/submitter")
        self.assertEqual(self.one(EDITOR).get_attribute("value"), "書きかけ")

    def test_decision_made_while_the_program_is_away_is_sent_later(self):
        self.click_field("/submitter")
        port = self.program.port
        self.program.stop()
        self.press("富山県", Keys.ENTER)
        self.until(lambda: "つながりません" in self.one("#saving").text)
        self.program.start(port)
        self.until(lambda: self.value("/submitter") == "富山県")

    def test_two_people_on_one_field_are_shown_a_conflict(self):
        self.click_field("/submitter")
        self.program.post(f"sheets/{self.id}/decide", {
            "path": "/submitter", "kind": "set", "value": "福井県", "author": "ほかの人"})
        self.press("富山県", Keys.ENTER)
        self.button("自分の値にする")
        self.assertEqual(self.value("/submitter"), "福井県")
        self.button("自分の値にする").click()
        self.until(lambda: self.value("/submitter") == "富山県")

    def test_conflict_after_reparse_shows_what_was_what_is_and_what_a_person_said(self):
        path = "/meeting"
        machine = self.value(path)
        self.program.post(f"sheets/{self.id}/decide",
                          {"path": path, "kind": "set", "value": "人が直した会議"})
        rules = self.program.folder / "rules"
        shutil.copytree(ROOT / "rules", rules)
        form = rules / "forms" / "jizen-kadai.toml"
        text = form.read_text(encoding="utf-8")
        other = text.replace("'(?P<meeting>[^", "'第[0-9]+回(?P<meeting>[^")
        self.assertNotEqual(other, text)
        form.write_text(other, encoding="utf-8")
        self.program.run("reparse", "--rules", str(rules))
        self.open("ishikawa-h30")
        self.assertEqual(self.value(path), "人が直した会議")  # and it is the first doubt
        shown = self.one("#doubt table").text
        for value in (machine, "人が直した会議", machine.split("回", 1)[1]):
            self.assertIn(value, shown)
        self.driver.find_element(By.XPATH, "//button[contains(., '機械の値にする')]").click()
        self.until(lambda: self.value(path) == machine.split("回", 1)[1])
        self.assertNotIn(path, self.open_doubts())

    def test_bulk_confirm_and_its_undo(self):
        self.driver.find_element(By.CSS_SELECTOR, "[data-view=bulk]").click()
        self.until(lambda: self.all("#bulk tbody tr"))
        self.driver.find_element(By.XPATH, "//button[contains(., 'すべて正しいとする')]").click()
        rows = len(self.all("#bulk tbody tr"))
        self.driver.find_element(By.XPATH, f"//button[contains(., '{rows} 件を保存')]").click()
        self.until(lambda: len(self.program.get("log")["corrections"]) == rows)
        self.until(lambda: self.driver.find_elements(By.XPATH, "//button[contains(., 'まとめて元に戻す')]"))
        self.driver.find_element(By.XPATH, "//button[contains(., 'まとめて元に戻す')]").click()
        self.until(lambda: not any(
            entry["in_force"] for entry in self.program.get("log")["corrections"]))

    def test_quality_sample_bounds_the_share_of_errors(self):
        self.program.post("quality/draw", {"size": 3})
        self.driver.find_element(By.CSS_SELECTOR, "[data-view=quality]").click()
        for checked in range(1, 4):
            area = self.one("#blind textarea")
            self.driver.execute_script("arguments[0].focus()", area)
            area.send_keys(Keys.ENTER)
            self.until(lambda n=checked: self.program.get("quality")["total"]["checked"] == n)
        total = self.program.get("quality")["total"]
        self.assertEqual(total["wrong"], 0)
        self.assertAlmostEqual(total["at_most"], 1 - 0.05 ** (1 / 3), places=6)

    def test_overview_leads_to_the_sheets_of_a_prefecture(self):
        self.driver.find_element(By.CSS_SELECTOR, "[data-view=overview]").click()
        self.until(lambda: len(self.all(".tile")) == 47)
        self.one(".tile .cell").click()
        self.until(lambda: self.one("#review").is_displayed() and self.all("#values .field"))

    def test_how_a_page_was_read_is_drawn_on_it_when_asked(self):
        self.id = next(sheet["id"] for sheet in self.program.get("queue")["sheets"]
                       if sheet["file"].endswith(".pdf"))
        self.driver.get("about:blank")
        self.driver.get(f"{self.program.url}#sheet={self.id}")
        self.until(lambda: self.all("#values .field"))
        self.assertEqual(self.all("#boxes .rule"), [])
        self.click_field("/areas/0/goals/0/goal")
        self.one("#explain").click()
        self.until(lambda: self.all("#boxes .rule.taken"))
        explained = self.program.get(f"sheets/{self.id}/explanation")
        self.assertTrue(any(match["taken"] and match["rule"] == "table:goals"
                            for table in explained["tables"] for match in table["matches"]))
        self.assertIn("表 goals として読んだ", self.one("#explanation").text)
        self.one("#explain").click()
        self.until(lambda: not self.all("#boxes .rule"))
        self.assertFalse(self.one("#explanation").is_displayed())

    def test_both_languages(self):
        self.assertIn("確認", self.one("#views").text)
        self.one("#language").click()
        self.until(lambda: "Review" in self.one("#views").text)
        self.one("#language").click()
        self.until(lambda: "確認" in self.one("#views").text)

    def test_markup_from_a_sheet_stays_text(self):
        self.program.post(f"sheets/{self.id}/decide", {
            "path": "/motto", "kind": "set", "value": "<img src=x onerror=alert(1)><b>x</b>"})
        self.open("ishikawa-h30")
        field = self.one("#values button[data-path='/motto']")
        self.assertIn("<b>x</b>", field.text)
        self.assertEqual(self.all("#values img"), [])


if __name__ == "__main__":
    JIZEN = sys.argv.pop(1)
    unittest.main()
