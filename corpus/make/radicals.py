"""Ideographs as their look-alike radicals, as some programs write them into a PDF's text."""

import unicodedata

KANGXI_RADICALS = range(0x2F00, 0x2FD6)
TO_RADICALS = {ord(unicodedata.normalize("NFKC", chr(code))): code for code in KANGXI_RADICALS}


def with_radicals(value):
    """The same JSON value with every string's ideographs replaced where a radical looks alike."""
    if isinstance(value, str):
        return value.translate(TO_RADICALS)
    if isinstance(value, list):
        return [with_radicals(one) for one in value]
    if isinstance(value, dict):
        return {key: with_radicals(one) for key, one in value.items()}
    return value
