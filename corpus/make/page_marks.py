"""What stands in a page's corners: the area's name and the page number."""

from dataclasses import dataclass

from layouts import Layout

MARK_HEIGHT = 14.0


@dataclass(frozen=True)
class Mark:
    text: str
    y: float  # upper edge, in points from the page's top
    align: str


def marks(area: str | None, number: int, total: int, layout: Layout) -> list[Mark]:
    """The marks of page `number` of `total`; `area` is None on the cover."""
    bottom = layout.page[1] - layout.margin * 0.6 - MARK_HEIGHT
    found = []
    if area and layout.area_place == "corner":
        found.append(Mark(area, layout.margin * 0.6, "right"))
    if area and layout.area_place == "footer":
        found.append(Mark(area, bottom, "left"))
    if layout.page_number:
        centred = layout.page_number.startswith("-")
        found.append(Mark(layout.page_number.format(number=number, total=total), bottom,
                          "center" if centred else "right"))
    return found
