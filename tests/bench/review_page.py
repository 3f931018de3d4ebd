#!/usr/bin/env python3
"""The review page over many sheets: how long a sheet takes to open, and the next doubt.

    python3 tests/bench/review_page.py JIZEN SHEETS.db [COUNT]

Copies the sheets of a database within a copy of it until there are COUNT (5,000), serves them, and
measures in headless Chromium, from the key to the drawn page (two frames after the change): the
opening of 20 sheets, and 20 steps each to the next doubt and confirming one. Wanted: 200 and 50 ms.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "browser")]
import page_test  # noqa: E402
from many_sheets import copy_sheets  # noqa: E402
from program import ReviewProgram  # noqa: E402

TIMES = 20
# Milliseconds until `change` is visible after a key, as the page itself sees them.
PRESS = """
const [code, alt, done] = arguments;
const place = () => document.querySelector('#doubt .where')?.textContent + location.hash;
const before = place();
const start = performance.now();
(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', {
  code, key: code === 'Enter' ? 'Enter' : '', altKey: alt, bubbles: true, cancelable: true}));
const look = () => {
  if (place() !== before && document.querySelector('#values .field')) {
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  } else if (performance.now() - start > 10000) done(-1);
  else setTimeout(look, 1);
};
look();
"""


def line(what, times):
    print(f"{what}: median {statistics.median(times):.0f} ms, most {max(times):.0f} ms "
          f"({len(times)} times)", flush=True)


def main():
    jizen, first = sys.argv[1], Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
    program = ReviewProgram(jizen, [], "--db", "many.db", started=False)
    with tempfile.TemporaryDirectory(prefix="jizen-chromium-") as profile:
        shutil.copy(first, program.folder / "many.db")
        copy_sheets(program.folder / "many.db", count)
        program.start()
        driver = page_test.browser(profile)
        driver.set_script_timeout(30)
        try:
            driver.get(program.url)
            page_test.WebDriverWait(driver, 60, 0.05).until(
                lambda one: one.find_elements("css selector", "#values .field"))
            print(f"{count} sheets")
            for what, code, alt in (("open the next sheet", "KeyN", True),
                                    ("go to the next doubt", "KeyJ", True),
                                    ("confirm and go on", "Enter", False)):
                line(what, [driver.execute_async_script(PRESS, code, alt) for _ in range(TIMES)])
        finally:
            driver.quit()
            program.close()


if __name__ == "__main__":
    main()
