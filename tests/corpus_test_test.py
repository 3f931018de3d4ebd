#!/usr/bin/env python3
"""The ratchet itself: worse, better, lost and new files are told apart, equal passes."""

import tomllib
import unittest

import corpus_test


def counts(**changes):
    return {"exact": 10, "wrong": 1, "missing": 2, "extra": 0, "silent": 1, "review": 3, **changes}


class Ratchet(unittest.TestCase):
    def messages(self, now):
        return corpus_test.compare({"a.pdf": counts()}, now)

    def test_equal_scores_pass(self):
        self.assertEqual(self.messages({"a.pdf": counts()}), [])

    def test_each_count_that_gets_worse_fails(self):
        for change in ({"exact": 9}, {"wrong": 2}, {"missing": 3}, {"extra": 1}, {"silent": 2},
                       {"review": 4}):
            with self.subTest(change):
                self.assertRegex(self.messages({"a.pdf": counts(**change)})[0], "^worse: a.pdf")

    def test_better_fails_too_until_it_is_written_down(self):
        self.assertEqual(self.messages({"a.pdf": counts(exact=11, missing=1)}),
                         ["better: a.pdf: exact 10 -> 11, missing 2 -> 1"])

    def test_better_in_one_way_and_worse_in_another_is_both(self):
        self.assertEqual(self.messages({"a.pdf": counts(missing=1, wrong=2)}),
                         ["worse: a.pdf: wrong 1 -> 2", "better: a.pdf: missing 2 -> 1"])

    def test_a_file_that_is_lost_or_new(self):
        self.assertEqual(self.messages({}), ["worse: a.pdf is no longer scored"])
        self.assertRegex(self.messages({"a.pdf": counts(), "b.pdf": counts()})[0], "^new: b.pdf")

    def test_what_is_written_reads_back_the_same(self):
        scores = {"slides/x.pdf": counts(), "flow/x.pdf": counts(exact=3)}
        self.assertEqual(tomllib.loads(corpus_test.format_baseline(scores)), scores)


if __name__ == "__main__":
    unittest.main()
