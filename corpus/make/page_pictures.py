"""Turns a PDF's pages into black-and-white pictures: what a scanner hands in."""

import subprocess
import tempfile
import zlib
from pathlib import Path


def as_pictures(data: bytes, dpi: int) -> bytes:
    """A PDF of the same pages that holds no text."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.pdf")
        source.write_bytes(data)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-mono", str(source), f"{folder}/page"],
                       check=True)
        bitmaps = [path.read_bytes() for path in sorted(Path(folder).glob("page*.pbm"))]
    return _picture_pdf([_bitmap(one) for one in bitmaps], dpi)


def _bitmap(pbm: bytes) -> tuple[int, int, bytes]:
    """Width, height and packed rows (1 = black) of a binary PBM file."""
    magic, width, height = pbm.split(maxsplit=3)[:3]
    if magic != b"P4":
        raise ValueError("not a binary bitmap")
    rows_size = (int(width) + 7) // 8 * int(height)
    rows = pbm[len(pbm) - rows_size:]
    return int(width), int(height), rows


def _picture_pdf(pictures: list[tuple[int, int, bytes]], dpi: int) -> bytes:
    """The smallest PDF that shows each picture on a page of its own."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for width, height, rows in pictures:
        page_number = len(objects) + 1
        kids.append(f"{page_number} 0 R")
        shown = (width * 72 / dpi, height * 72 / dpi)
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {shown[0]:.2f} "
                       f"{shown[1]:.2f}] /Resources << /XObject << /Scan {page_number + 1} 0 R "
                       f">> >> /Contents {page_number + 2} 0 R >>".encode())
        objects.append(_stream(rows, f"/Type /XObject /Subtype /Image /Width {width} /Height "
                                     f"{height} /ColorSpace /DeviceGray /BitsPerComponent 1 "
                                     f"/Decode [1 0] "))
        objects.append(_stream(f"{shown[0]:.2f} 0 0 {shown[1]:.2f} 0 0 cm /Scan Do".encode(), ""))
    objects[1] = (f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>").encode()
    return _serialise(objects)


def _stream(data: bytes, entries: str) -> bytes:
    packed = zlib.compress(data, 9)
    return (f"<< {entries}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
            + packed + b"\nendstream")


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
