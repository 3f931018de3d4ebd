"""Colours as #rrggbb."""


def rgb(colour: str) -> tuple[float, float, float]:
    """Each part from 0 to 1."""
    return tuple(int(colour[start:start + 2], 16) / 255 for start in (1, 3, 5))
