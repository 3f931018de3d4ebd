"""Pages on their side, and boxes away from the origin."""

import base64
import json
import subprocess
import tempfile
from pathlib import Path

import cairo

from layouts import Layout

ODD_ORIGIN = (-36.0, 54.0)
CROPPED_AWAY = 20.0  # margin outside the crop box, in points


def drawn_size(page: tuple[float, float], layout: Layout) -> tuple[float, float]:
    """The size to draw on so that /Rotate shows a page of the wanted size."""
    return (page[1], page[0]) if layout.turned in (90, 270) else page


def turn(context: cairo.Context, layout: Layout) -> None:
    """Turns the pen against /Rotate: what follows is drawn as the page is shown."""
    width, height = layout.page
    if layout.turned == 90:
        context.translate(0, width)
        context.rotate(-1.5707963267948966)
    elif layout.turned == 180:
        context.translate(width, height)
        context.rotate(3.141592653589793)
    elif layout.turned == 270:
        context.translate(height, 0)
        context.rotate(1.5707963267948966)


def adapt(data: bytes, layout: Layout) -> bytes:
    """Applies /Rotate and the odd boxes with qpdf; other layouts pass unchanged."""
    if not layout.turned and not layout.odd_boxes:
        return data
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "drawn.pdf"), Path(folder, "adapted.pdf")
        source.write_bytes(data)
        if layout.turned:
            _qpdf(str(source), f"--rotate=+{layout.turned}", str(target))
            target.replace(source)
        if layout.odd_boxes:
            _move_boxes(source, target)
            target.replace(source)
        return source.read_bytes()


def _move_boxes(source: Path, target: Path) -> None:
    """Moves the origin: the media box starts elsewhere and the crop box shows the old page."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.json")
        _qpdf(str(source), "--json-output", "--json-stream-data=inline", str(plain))
        document = json.loads(plain.read_text())
        for entry in list(document["qpdf"][1].values()):
            value = entry.get("value") if isinstance(entry, dict) else None
            if isinstance(value, dict) and value.get("/Type") == "/Page":
                _move_page(value, document["qpdf"][1])
        plain.write_text(json.dumps(document))
        _qpdf("--json-input", str(plain), "--deterministic-id", str(target))


def _move_page(page: dict, objects: dict) -> None:
    left, bottom, right, top = page["/MediaBox"]
    x, y = ODD_ORIGIN
    page["/CropBox"] = [left + x, bottom + y, right + x, top + y]
    page["/MediaBox"] = [left + x - CROPPED_AWAY, bottom + y - CROPPED_AWAY,
                         right + x + CROPPED_AWAY, top + y + CROPPED_AWAY]
    _put_before(page, objects, f"1 0 0 1 {x} {y} cm\n")


def _put_before(page: dict, objects: dict, operators: str) -> None:
    """One more stream at the start of the page's content."""
    contents = page["/Contents"]
    contents = contents if isinstance(contents, list) else [contents]
    number = 1 + max(int(key[4:].split()[0]) for key in objects if key.startswith("obj:"))
    page["/Contents"] = [f"{number} 0 R", *contents]
    objects[f"obj:{number} 0 R"] = {
        "stream": {"data": base64.b64encode(operators.encode()).decode(), "dict": {}}}


def _qpdf(*arguments: str) -> None:
    subprocess.run(["qpdf", *arguments], check=True)
