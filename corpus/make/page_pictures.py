"""Turns a PDF's pages into pictures: what a scanner hands in."""

import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple


def as_pictures(data: bytes, dpi: int, skew: float = 0.0, grey: bool = False) -> bytes:
    """A PDF of the same pages that holds no text: black and white, or grey as JPEG with noise.

    `skew` turns every page by so many degrees, clockwise, every other page the other way.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.pdf")
        source.write_bytes(data)
        kind = "-gray" if grey or skew else "-mono"
        subprocess.run(["pdftoppm", "-r", str(dpi), kind, str(source), f"{folder}/page"],
                       check=True)
        pictures = []
        for number, path in enumerate(sorted(Path(folder).glob("page*.p[bg]m"))):
            angle = skew if number % 2 == 0 else -skew
            if grey:
                pictures.append(_photo(_scanned(path, path.with_suffix(".jpg"), angle)))
            elif skew:
                pictures.append(_bitmap(_scanned(path, path.with_suffix(".pbm"), angle)))
            else:
                pictures.append(_bitmap(path.read_bytes()))
    return _picture_pdf(pictures, dpi)


def _scanned(source: Path, target: Path, angle: float) -> bytes:
    """The picture turned, as an uneven sheet lies on the glass; ImageMagick does it."""
    noise = (["-attenuate", "0.12", "-seed", "7", "+noise", "Gaussian", "-colorspace", "Gray",
              "-quality", "40"] if target.suffix == ".jpg" else ["-threshold", "60%"])
    subprocess.run(["convert", str(source), "-background", "white", "-gravity", "center",
                    "-distort", "SRT", str(angle), *noise, "-strip", str(target)], check=True)
    return target.read_bytes()


class _Picture(NamedTuple):
    width: int
    height: int
    data: bytes
    entries: str  # of the PDF's image, what the data needs


def _bitmap(pbm: bytes) -> _Picture:
    """Packed rows (1 = black) of a binary PBM file, deflated."""
    magic, width, height = pbm.split(maxsplit=3)[:3]
    if magic != b"P4":
        raise ValueError("not a binary bitmap")
    rows_size = (int(width) + 7) // 8 * int(height)
    rows = pbm[len(pbm) - rows_size:]
    return _Picture(int(width), int(height), zlib.compress(rows, 9),
                    "/BitsPerComponent 1 /Decode [1 0] /Filter /FlateDecode ")


def _photo(jpeg: bytes) -> _Picture:
    """A grey JPEG file as it is."""
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):  # the frame's header says the size
        at += 2 + int.from_bytes(jpeg[at + 2:at + 4], "big")
    height, width = (int.from_bytes(jpeg[at + i:at + i + 2], "big") for i in (5, 7))
    return _Picture(width, height, jpeg, "/BitsPerComponent 8 /Filter /DCTDecode ")


def _picture_pdf(pictures: list[_Picture], dpi: int) -> bytes:
    """The smallest PDF that shows each picture on a page of its own."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for width, height, data, entries in pictures:
        page_number = len(objects) + 1
        kids.append(f"{page_number} 0 R")
        shown = (width * 72 / dpi, height * 72 / dpi)
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {shown[0]:.2f} "
                       f"{shown[1]:.2f}] /Resources << /XObject << /Scan {page_number + 1} 0 R "
                       f">> >> /Contents {page_number + 2} 0 R >>".encode())
        objects.append(_stream(data, f"/Type /XObject /Subtype /Image /Width {width} /Height "
                                     f"{height} /ColorSpace /DeviceGray {entries}"))
        drawing = f"{shown[0]:.2f} 0 0 {shown[1]:.2f} 0 0 cm /Scan Do".encode()
        objects.append(_stream(zlib.compress(drawing, 9), "/Filter /FlateDecode "))
    objects[1] = (f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>").encode()
    return _serialise(objects)


def _stream(data: bytes, entries: str) -> bytes:
    return (f"<< {entries}/Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")


def _serialise(objects: list[bytes]) -> bytes:
    output = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(output))
        output += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(output)
    output += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    output += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    output += (f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n"
               f"%%EOF\n").encode()
    return bytes(output)
