"""Measures of an indicator in every form in which offices write a quantity."""

import random

import phrases

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
KANJI_DIGITS = "〇一二三四五六七八九"


def digits(number: float, rng: random.Random) -> str:
    """The number in half-width or full-width digits, thousands with or without a comma."""
    text = f"{number:,}" if rng.random() < 0.6 else str(number)
    return text.translate(FULL_WIDTH) if rng.random() < 0.5 else text


def kanji(number: int) -> str:
    """1 to 99 as 十二 or 三十."""
    tens, ones = divmod(number, 10)
    text = ("" if tens == 0 else "十" if tens == 1 else KANJI_DIGITS[tens] + "十")
    return text + (KANJI_DIGITS[ones] if ones else "")


def _stated(text: str, value: float, unit: str | None, comparator: str = "=",
            value_max: float | None = None) -> dict:
    measure = {"text": text, "value": value, "unit": unit, "comparator": comparator,
               "state": "stated"}
    if value_max is not None:
        measure["value_max"] = value_max
    return measure


def _without_value(text: str, state: str) -> dict:
    return {"text": text, "value": None, "unit": None, "comparator": None, "state": state}


def _plain(rng: random.Random, unit: str) -> dict:
    number = rng.choice((0, rng.randint(1, 30), rng.randint(31, 400), rng.randint(1000, 4800)))
    return _stated(digits(number, rng) + unit, number, unit)


def _no_unit(rng: random.Random, unit: str) -> dict:
    number = rng.randint(0, 60)
    return _stated(digits(number, rng), number, None)


def _percent(rng: random.Random, unit: str) -> dict:
    number = rng.choice((rng.randint(5, 100), round(rng.uniform(5, 99), 1)))
    return _stated(digits(number, rng) + rng.choice("%％"), number, "%")


def _bounded(rng: random.Random, unit: str) -> dict:
    number = rng.randint(1, 300)
    word, comparator = rng.choice((("以上", ">="), ("以下", "<="), ("未満", "<"), ("超", ">"),
                                   ("程度", "~"), ("前後", "~")))
    return _stated(digits(number, rng) + unit + word, number, unit, comparator)


def _about(rng: random.Random, unit: str) -> dict:
    number = rng.randint(2, 90)
    return _stated("約" + digits(number, rng) + unit, number, unit, "~")


def _range(rng: random.Random, unit: str) -> dict:
    low = rng.randint(1, 40)
    high = low + rng.randint(1, 20)
    width = rng.choice((True, False))
    text = f"{low}～{high}"
    text = text.translate(FULL_WIDTH) if width else text
    return _stated(text + unit, low, unit, "range", high)


def _periodic(rng: random.Random, unit: str) -> dict:
    number = rng.randint(1, 12)
    return _stated(rng.choice(("年", "月", "計")) + digits(number, rng) + "回", number, "回")


def _running_total(rng: random.Random, unit: str) -> dict:
    number = rng.randint(5, 200)
    return _stated("延べ" + digits(number, rng) + unit, number, unit)


def _remarked(rng: random.Random, unit: str) -> dict:
    number = rng.randint(1, 40)
    return _stated(digits(number, rng) + unit + rng.choice(phrases.REMARKS), number, unit)


def _in_kanji(rng: random.Random, unit: str) -> dict:
    number = rng.randint(1, 99)
    return _stated(kanji(number) + unit, number, unit)


def _undetermined(rng: random.Random, unit: str) -> dict:
    return _without_value(rng.choice(phrases.UNDETERMINED), "undetermined")


def _none(rng: random.Random, unit: str) -> dict:
    return _without_value(rng.choice(phrases.NONE_WORDS), "none")


def _words(rng: random.Random, unit: str) -> dict:
    return _without_value(rng.choice(phrases.WORDS_WITHOUT_QUANTITY), "stated")


FORMS = ((_plain, 8), (_no_unit, 1), (_percent, 3), (_bounded, 4), (_about, 1), (_range, 1),
         (_periodic, 2), (_running_total, 1), (_remarked, 1), (_in_kanji, 1), (_undetermined, 2),
         (_none, 1), (_words, 1))


def blank() -> dict:
    return _without_value("", "blank")


def measure(rng: random.Random, unit: str) -> dict:
    """One measure without its kind and heading."""
    makers, weights = zip(*FORMS)
    return rng.choices(makers, weights)[0](rng, unit)
