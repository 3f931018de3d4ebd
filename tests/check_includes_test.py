#!/usr/bin/env python3
"""Breaks each rule of check_includes.py once, in a small tree, and expects it to be named."""

import tempfile
import unittest
from pathlib import Path

import check_includes

ROOT_HOME = "/" + "root/"  # in two parts: the rule holds for this file too


def problems(files):
    """The messages for a tree of {path: text or bytes}."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return [f"{file}:{line}: {text}" for file, line, text in check_includes.check_tree(folder)]


class EachRule(unittest.TestCase):
    def expect(self, files, place, words):
        found = problems(files)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(place), found)
        self.assertIn(words, found[0])

    def test_a_good_tree_has_no_breaks(self):
        self.assertEqual(problems({
            "extract/page.h": '#include <vector>\n#include "extract/geometry.h"\n',
            "extract/geometry.h": "// 表 in a comment is fine\n",
            "extract/poppler_device.cc": "#include <poppler/OutputDev.h>\n#include <GfxState.h>\n",
            "parse/morphology.cc": '#include <mecab.h>\n#include "extract/page.h"\n',
            "parse/rule_file.cc": "#include <toml++/toml.h>\n",
            "store/store.cc": "#include <sqlite3.h>\n#include <SQLiteCpp/Database.h>\n",
            "app/messages.cc": 'const char* kText = "読めません";\n#include "store/store.h"\n',
            "tests/parse/x_test.cc": '#include <gtest/gtest.h>\nconst char* kText = "指標";\n',
            "rules/forms/x.toml": 'heading = ["指標"]\n',
            "run.sh": 'work=$(mktemp -d "${TMPDIR:-/tmp}/jizen.XXXXXX")\n',
        }), [])

    def test_include_against_the_stream(self):
        self.expect({"extract/a.cc": '\n#include "parse/sheet.h"\n'}, "extract/a.cc:2:", "order")
        self.expect({"parse/a.cc": '#include "store/store.h"\n'}, "parse/a.cc:1:", "order")
        self.expect({"store/a.cc": '#include "app/x.h"\n'}, "store/a.cc:1:", "order")

    def test_production_code_that_includes_tests(self):
        self.expect({"app/a.cc": '#include "tests/sketch.h"\n'}, "app/a.cc:1:", "tests/")

    def test_a_circle_of_includes(self):
        self.expect({"parse/a.h": '#include "parse/b.h"\n', "parse/b.h": '#include "parse/a.h"\n'},
                    "parse/a.h:1:", "circle")

    def test_foreign_headers_outside_their_wrapper(self):
        for file, header in [
            ("extract/layout.cc", "OutputDev.h"), ("extract/layout.cc", "poppler/GfxState.h"),
            ("parse/a.cc", "poppler-document.h"), ("extract/layout.cc", "goo/GooString.h"),
            ("parse/fold.cc", "mecab.h"), ("parse/fold.cc", "re2/re2.h"),
            ("parse/fold.cc", "toml++/toml.h"), ("app/main.cc", "sqlite3.h"),
            ("parse/a.cc", "SQLiteCpp/SQLiteCpp.h"), ("app/main.cc", "regex"),
            ("extract/layout.cc", "unicode/uchar.h"), ("parse/a.cc", "CLI/CLI.hpp"),
            ("store/a.cc", "gtest/gtest.h"),
        ]:
            with self.subTest(file=file, header=header):
                self.expect({file: f"#include <{header}>\n"}, f"{file}:1:", "wrapper")

    def test_a_long_source(self):
        self.expect({"parse/a.cc": "\n" * 601}, "parse/a.cc:601:", "at most 600")
        self.assertEqual(problems({"parse/a.cc": "\n" * 600}), [])

    def test_words_of_a_form_in_cpp(self):
        self.expect({"parse/a.cc": 'int x;\nauto k = "指標";\n'}, "parse/a.cc:2:", "rules/")
        self.expect({"store/a.cc": 'auto k = R"(ひょう)";\n'}, "store/a.cc:1:", "rules/")
        self.expect({"extract/a.h": "auto k = U'ア';\n"}, "extract/a.h:1:", "rules/")
        self.expect({"parse/a.cc": 'Error("x"); auto k = "指標";\n'}, "parse/a.cc:1:", "rules/")
        self.assertEqual(problems({"parse/a.cc": 'table.Error(key,\n "「" + t + "」は誤り");'}), [])
        self.assertEqual(problems({"parse/a.cc": 'auto k = "x";  // 指標 "指標"\n/* "表" */'}), [])

    def test_paths_of_one_machine(self):
        self.expect({"README.md": f"see {ROOT_HOME}notes\n"}, "README.md:1:", "machine")
        title = ("file:/" + "//x/a.html").encode("utf-16-be")
        self.expect({"corpus/print/a.pdf": b"%PDF-1.7 \xfe\xff" + title}, "corpus/", "machine")


if __name__ == "__main__":
    unittest.main()
