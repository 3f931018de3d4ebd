"""Text files as people get them from a sheet's PDF with pdftotext, in several encodings."""

from dataclasses import dataclass
from pathlib import Path

from check_printed import pdf_text


@dataclass(frozen=True)
class TextLayer:
    """`source` is the layout whose PDF is read; `options` go to pdftotext."""

    name: str
    source: str
    options: tuple[str, ...] = ()
    encoding: str = "utf-8"


TEXT_LAYERS = {layer.name: layer for layer in (
    TextLayer("text-reading", "slides"),
    TextLayer("text-layout", "print", ("-layout",)),
    TextLayer("text-layout-plain", "plain", ("-layout",)),
    TextLayer("text-layout-points", "points", ("-layout",)),
    TextLayer("text-layout-calc", "calc-portrait", ("-layout",)),
    TextLayer("text-cp932", "cairo", (), "cp932"),
    TextLayer("text-utf16", "flow", ("-layout",), "utf-16"),
)}

# CP932 has one tilde and one long dash; Windows programs write these for their twins.
CP932_TWINS = str.maketrans("〜−‖—", "～－∥―")


def write_text_layer(layer: TextLayer, pdf: Path, target: Path) -> None:
    text = pdf_text(pdf, *layer.options)
    if layer.encoding == "cp932":
        text = text.translate(CP932_TWINS).replace("\n", "\r\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode(layer.encoding))
