#!/usr/bin/python3
"""Makes damaged, hostile and odd files out of good PDFs, and some out of nothing.

    make_hostile.py COUNT --seed S --out DIR

DIR/good/ gets unchanged sheets, DIR/bad/ COUNT files: flipped bytes, cuts, blocks lost or put
twice, objects changed within the structure (with qpdf), nesting, circles, bombs, absurd sizes,
fonts without maps, encryption of every kind, attachments, and what is no PDF at all. The same
seed gives the same files but for those that qpdf encrypts.
"""

import argparse
import random
import re
import shutil
import subprocess
import zlib
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
SOURCES = ["slides", "print", "cairo", "flow", "dashed", "odd-boxes", "roman", "scan"]


def sources():
    found = []
    for layout in SOURCES:
        found += sorted((CORPUS / layout).glob("*.pdf"))[:3]
    return found


def qpdf(*arguments):
    """Runs qpdf; warnings (3) are fine, it gets odd files."""
    return subprocess.run(["qpdf", *map(str, arguments)], capture_output=True).returncode in (0, 3)


# ---- Changes to the bytes of a good file ----

def flip(rng, data):
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 5, 20, 200])):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def cut(rng, data):
    at = rng.randrange(len(data))
    return rng.choice([data[:at], data[at:], data[:at] + data[at + rng.randrange(5000):]])


def blocks(rng, data):
    at, size = rng.randrange(len(data)), rng.choice([16, 512, 4096])
    block = data[at:at + size]
    return rng.choice([
        data[:at] + bytes(len(block)) + data[at + size:],
        data[:at] + block * rng.choice([2, 50]) + data[at + size:],
        data[:at] + rng.randbytes(size) + data[at:],
        data[:at] + block[::-1] + data[at + size:],
    ])


NUMBERS = [b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"1e308",
           b"99999999999999999999", b"0.0000000001", b"null", b"true", b"()", b"[]", b"<<>>"]


def objects(rng, readable):
    """Changes tokens of a file in qpdf's readable form: numbers, references, names, whole keys."""
    out = readable
    for _ in range(rng.choice([1, 1, 3, 10, 40])):
        kind = rng.randrange(5)
        pattern = [rb"-?\b\d+(\.\d+)?\b", rb"\b\d+ 0 R\b", rb"/[A-Z]\w+", rb"/\w+ [^/<>\[\]\n]+\n",
                   rb"\b(Tf|Tj|TJ|cm|Tm|re|Do|q|Q|BT|ET|W|f|S)\n"][kind]
        tokens = list(re.finditer(pattern, out))
        if not tokens:
            continue
        token = rng.choice(tokens)
        other = rng.choice(tokens).group(0)
        new = rng.choice([rng.choice(NUMBERS), other]) if kind == 0 else \
            rng.choice([other, b"", other * 3])
        out = out[:token.start()] + new + out[token.end():]
    return out


# ---- Files made from nothing ----

def pdf(objects, root=1, extra=b""):
    """A PDF of numbered objects {number: bytes}."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return out + b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, extra, start)


def stream(data, entries=b"", packed=False):
    if packed:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def page(content, resources=b"<</Font<</F 5 0 R>>>>", box=b"0 0 600 800", more=b"", **others):
    """One page with that content stream (already an object)."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>",
               2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources %s%s>>" % (
                   box, resources, more),
               4: content, 5: FONT}
    objects.update({int(name[1:]): body for name, body in others.items()})
    return pdf(objects)


def text(words=b"BT /F 12 Tf 50 700 Td (text) Tj ET"):
    return stream(words)


def made():
    """{name: bytes} of hostile files, each with one idea."""
    big = 1 << 20
    out = {}
    for depth in (100, 10_000, 1_000_000):
        out[f"arrays-{depth}"] = page(text(), more=b"/X " + b"[" * depth + b"]" * depth)
        out[f"dictionaries-{depth}"] = page(text(), more=b"/X " + b"<</A " * depth + b"0"
                                            + b">>" * depth)
        out[f"unclosed-arrays-{depth}"] = page(text(), more=b"/X " + b"[" * depth)
        out[f"saved-states-{depth}"] = page(stream(b"q " * depth + b"BT /F 9 Tf (x) Tj ET", b"",
                                                   True))
        out[f"operands-{depth}"] = page(stream(b"1 " * depth + b"re f", b"", True))
        out[f"array-in-content-{depth}"] = page(stream(b"[" * depth + b"] TJ", b"", True))
        out[f"text-begins-{depth}"] = page(stream(b"BT " * depth, b"", True))
        out[f"texts-{depth}"] = page(stream(b"BT /F 1 Tf " + b"(abcdefgh) Tj " * depth + b"ET",
                                            b"", True))
        out[f"boxes-{depth}"] = page(stream(b"1 1 9 9 re S " * depth, b"", True))
        out[f"clips-{depth}"] = page(stream(b"1 1 9 9 re W n " * depth, b"", True))
        out[f"page-tree-{depth}"] = pdf(dict(
            [(1, b"<</Type/Catalog/Pages 2 0 R>>")]
            + [(n, b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1))
               for n in range(2, min(depth, 50_000))]))
        out[f"same-kid-{depth}"] = pdf({
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (depth, b"3 0 R " * min(depth, 200_000)),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"})
    for size in (b"0 0 0 0", b"0 0 1e30 1e30", b"0 0 -9 -9", b"9 9 1 1", b"0 0 1 99999999",
                 b"nan 0 0 0", b"0 0 14400 14400", b"[] [] 1 1", b"0 0 1e-30 1e-30"):
        out["box-" + size.decode().replace(" ", "_").replace("[]", "a")] = page(text(), box=size)
    for matrix in (b"0 0 0 0 0 0", b"1e20 0 0 1e20 0 0", b"1 1 1 1 1 1", b"-1 0 0 -1 1e9 1e9"):
        out["matrix-" + matrix.decode().replace(" ", "_")] = page(
            text(matrix + b" cm BT /F 12 Tf (text) Tj ET"))
    for font_size in (b"0", b"-12", b"1e20", b"1e-20", b"9999999"):
        out["font-size-" + font_size.decode()] = page(
            text(b"BT /F " + font_size + b" Tf 50 50 Td (text text) Tj ET"))
    zeros = zlib.compress(bytes(64 * big), 9)
    twice = zlib.compress(zlib.compress(bytes(200 * big), 9), 9)
    out["bomb-flate"] = page(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (
        len(zeros), zeros))
    out["bomb-flate-twice"] = page(
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (
            len(twice), twice))
    out["bomb-run-length"] = page(stream(zlib.compress(b"\x81 " * big, 9),
                                         b"/Filter[/FlateDecode/RunLengthDecode]"))
    out["filters-500"] = page(stream(b"x", b"/Filter[" + b"/ASCIIHexDecode" * 500 + b"]"))
    for name in ("FlateDecode", "LZWDecode", "DCTDecode", "JPXDecode", "JBIG2Decode",
                 "CCITTFaxDecode", "RunLengthDecode", "ASCII85Decode", "Crypt", "NoSuchDecode"):
        noise = random.Random(name).randbytes(5000)
        out[f"noise-{name}"] = page(stream(noise, b"/Filter/" + name.encode()))
        out[f"image-noise-{name}"] = page(
            stream(b"/I Do"), b"<</XObject<</I 6 0 R>>>>",
            _6=stream(noise, b"/Type/XObject/Subtype/Image/Width 9999/Height 9999/"
                             b"BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/" + name.encode()))
    for width, height in ((2147483647, 2147483647), (-1, 5), (0, 0), (100_000, 100_000)):
        out[f"image-{width}x{height}"] = page(
            stream(b"/I Do"), b"<</XObject<</I 6 0 R>>>>",
            _6=stream(b"x", b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/"
                            b"ColorSpace/DeviceGray" % (width, height)))
        out[f"inline-image-{width}x{height}"] = page(stream(
            b"BI /W %d /H %d /BPC 8 /CS /G ID x EI" % (width, height)))
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R/Y %d 0 R>>>>"
    out["form-in-itself"] = page(stream(b"/X Do"), b"<</XObject<</X 6 0 R>>>>",
                                 _6=stream(b"/X Do /X Do", form % (6, 6)))
    doubling = {f"_{n}": stream(b"/X Do /X Do", form % (n + 1, n + 1)) for n in range(6, 40)}
    doubling["_40"] = stream(b"0 0 1 1 re f", form % (40, 40))
    out["forms-doubling"] = page(stream(b"/X Do"), b"<</XObject<</X 6 0 R>>>>", **doubling)
    out["pattern-in-itself"] = page(
        stream(b"/Pattern cs /P scn 0 0 500 500 re f"), b"<</Pattern<</P 6 0 R>>>>",
        _6=stream(b"/Pattern cs /P scn 0 0 9 9 re f",
                  b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 0.001/YStep 0.001/"
                  b"Resources<</Pattern<</P 6 0 R>>>>"))
    out["pattern-of-tiny-steps"] = page(
        stream(b"/Pattern cs /P scn 0 0 500 500 re f"), b"<</Pattern<</P 6 0 R>>>>",
        _6=stream(b"0 0 1 1 re f", b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/"
                                   b"XStep 0.00001/YStep 0.00001/Resources<<>>"))
    out["type3-in-itself"] = page(
        text(b"BT /F 9 Tf (aaaa) Tj ET"), b"<</Font<</F 6 0 R>>>>",
        _6=b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/"
           b"LastChar 97/Widths[1]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/"
           b"Resources<</Font<</F 6 0 R>>>>>>",
        _7=stream(b"BT /F 9 Tf (aaaa) Tj ET"))
    shading = (b"<</Shading<</S<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1e9 0 1e9]/"
               b"Function 6 0 R>>>>>>")
    out["function-in-itself"] = page(
        stream(b"/S sh"), shading,
        _6=b"<</FunctionType 3/Domain[0 1]/Bounds[]/Encode[0 1]/Functions[6 0 R]>>")
    out["postscript-function"] = page(
        stream(b"/S sh"), shading,
        _6=stream(b"{" * 5000 + b"}" * 5000, b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]"))
    out["color-space-in-itself"] = page(stream(b"/C cs 1 scn 0 0 9 9 re f"),
                                        b"<</ColorSpace<</C 6 0 R>>>>",
                                        _6=b"[/Indexed 6 0 R 255 (x)]")
    out["pages-in-themselves"] = pdf({1: b"<</Type/Catalog/Pages 2 0 R>>",
                                      2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"})
    out["pages-in-a-circle"] = pdf({1: b"<</Type/Catalog/Pages 2 0 R>>",
                                    2: b"<</Type/Pages/Kids[3 0 R]/Count 2>>",
                                    3: b"<</Type/Pages/Kids[2 0 R]/Count 2>>"})
    out["million-pages-said"] = pdf({1: b"<</Type/Catalog/Pages 2 0 R>>",
                                     2: b"<</Type/Pages/Kids[]/Count 1000000>>"})
    out["negative-pages-said"] = pdf({1: b"<</Type/Catalog/Pages 2 0 R>>",
                                      2: b"<</Type/Pages/Kids[]/Count -5>>"})
    out["length-of-itself"] = page(b"<</Length 4 0 R>>stream\nBT ET\nendstream")
    out["length-too-long"] = page(b"<</Length 99999999>>stream\nBT ET\nendstream")
    out["reference-to-itself"] = page(b"4 0 R")
    out["contents-in-a-circle"] = page(b"[4 0 R 4 0 R 4 0 R]")
    out["parent-is-itself"] = pdf({1: b"<</Type/Catalog/Pages 2 0 R>>",
                                   2: b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>",
                                   3: b"<</Type/Page/Parent 3 0 R>>"})
    base = page(text())
    at = base.rindex(b"startxref") + 10
    for previous in (b"0", b"15", b"99999999999", b"-1"):
        out["previous-" + previous.decode()] = base.replace(b"/Root", b"/Prev " + previous
                                                            + b"/Root")
    out["previous-is-itself"] = base.replace(
        b"/Root", b"/Prev " + base[at:].split()[0] + b"/Root")
    out["no-startxref"] = base[:base.rindex(b"startxref")]
    out["no-xref"] = re.sub(rb"xref.*startxref", b"startxref", base, flags=re.DOTALL)
    out["two-in-one"] = base + base
    out["junk-before"] = b"\0" * 900 + base
    out["much-junk-before"] = b"\0" * 100_000 + base
    for name in (b"Identity-H", b"UniJIS-UTF16-H", b"90ms-RKSJ-V", b"NoSuchMap"):
        for ordering in (b"Japan1", b"Identity", b"NoSuch"):
            out[f"font-{name.decode()}-{ordering.decode()}"] = page(
                text(b"BT /F 12 Tf 50 700 Td <0001000230423044ffff> Tj ET"),
                b"<</Font<</F 6 0 R>>>>",
                _6=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/" + name
                   + b"/DescendantFonts[7 0 R]>>",
                _7=b"<</Type/Font/Subtype/CIDFontType0/BaseFont/X/CIDSystemInfo<</Registry(Adobe)"
                   b"/Ordering(" + ordering + b")/Supplement 2>>/FontDescriptor 8 0 R>>",
                _8=b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 0 0]>>")
    cmap = b"/X usecmap 1 begincodespacerange <00> <ffffffff> endcodespacerange "
    for name, body in (("ranges", b"1 beginbfrange <0000> <ffffffff> <0041> endbfrange"),
                       ("many", b"99 beginbfchar " + b"<0001> <00410042> " * 100_000
                        + b"endbfchar"), ("noise", bytes(range(256)) * 50)):
        out[f"to-unicode-{name}"] = page(
            text(b"BT /F 12 Tf 50 700 Td <00010002> Tj ET"), b"<</Font<</F 6 0 R>>>>",
            _6=b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 7 0 R>>",
            _7=stream(cmap + body, b"", True))
    for kind in ("FontFile", "FontFile2", "FontFile3"):
        out[f"font-of-noise-{kind}"] = page(
            text(), b"<</Font<</F 6 0 R>>>>",
            _6=b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 7 0 R>>",
            _7=b"<</Type/FontDescriptor/FontName/X/Flags 4/" + kind.encode() + b" 8 0 R>>",
            _8=stream(random.Random(kind).randbytes(20_000)))
    for action in (b"/S/Launch/F(/bin/sh)", b"/S/URI/URI(http://127.0.0.1/)",
                   b"/S/JavaScript/JS(while(1);)", b"/S/GoToR/F(/etc/passwd)/D[0/Fit]"):
        out["action-" + action.split(b"/")[2].split(b"(")[0].decode()] = pdf({
            1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<<%s>>>>" % action,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"})
    out["file-stream-elsewhere"] = page(b"<</Length 0/F(/etc/passwd)>>stream\n\nendstream")
    for version in (1, 2, 4, 5, 9):
        out[f"encrypt-{version}"] = base.replace(
            b"/Root", b"/Encrypt<</Filter/Standard/V %d/R %d/O(x)/U(y)/P -4/Length 128>>/Root" % (
                version, version))
    out["outline-in-a-circle"] = pdf({
        1: b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</First 5 0 R/Last 5 0 R/Count 1>>", 5: b"<</Title(x)/Next 5 0 R/Parent 4 0 R>>"})
    return {f"made-{name}.pdf": data for name, data in out.items()}


def no_pdfs(rng):
    """What lies about in folders, under the wrong name."""
    word = "令和元年度「事前課題」シート 栃木県\n"
    out = {"empty.pdf": b"", "one-byte.pdf": b"%", "header.pdf": b"%PDF-1.4", "noise.pdf":
           rng.randbytes(50_000), "zeros.pdf": bytes(100_000), "page.pdf": b"<!DOCTYPE html><p>x",
           "picture.pdf": b"\x89PNG\r\n\x1a\n" + rng.randbytes(999), "old-word.txt":
           b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "says-pdf.txt": b"a letter on %PDF-",
           "long-line.txt": b"a" * 5_000_000, "lines.txt": b"\n" * 1_000_000,
           "pages.txt": b"\f" * 100_000, "nul.txt": b"a\0b\0", "mixed.txt":
           word.encode() + word.encode("cp932") + word.encode("euc-jp"),
           "combining.txt": "か\u3099".encode() * 50_000, "marks.txt": "\u0300".encode() * 200_000,
           "escapes.txt": b"\x1b$B" * 50_000, "half.zip": b"PK\x03\x04" + rng.randbytes(500)}
    for name in ("utf-8", "utf-16", "utf-16-be", "cp932", "euc-jp", "iso2022_jp", "utf-7"):
        out[f"text-{name}.txt"] = (word * 50).encode(name)
    return {f"other-{name}": data for name, data in out.items()}


ENCRYPTIONS = [("", "owner", 40), ("user", "owner", 40), ("", "owner", 128), ("user", "owner", 128),
               ("", "owner", 256), ("user", "owner", 256), ("日本", "owner", 256)]


def encrypted(files, folder):
    for number, (user, owner, bits) in enumerate(ENCRYPTIONS):
        for aes in ([], ["--use-aes=y"]) if bits == 128 else ([],):
            for file in files[:2]:
                allow = ["--allow-weak-crypto"] if bits < 256 else []
                qpdf(*allow, "--encrypt", user, owner, bits, *aes, "--", file,
                     folder / f"encrypted-{number}-{len(aes)}-{file.parent.name}.pdf")


def rewritten(files, folder):
    """Odd but sound ways of writing the same file."""
    ways = {"linear": ["--linearize"], "readable": ["--qdf"],
            "object-streams": ["--object-streams=generate"],
            "attached": ["--add-attachment", str(files[0]), "--"],
            "rotated": ["--rotate=+90"], "many": ["--pages", ".", "1", ".", "1", ".", "1", "--"]}
    for name, options in ways.items():
        for file in files[:3]:
            qpdf(file, *options, folder / f"rewritten-{name}-{file.parent.name}.pdf")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    good, bad = options.out / "good", options.out / "bad"
    good.mkdir(parents=True)
    bad.mkdir()
    rng = random.Random(options.seed)
    files = sources()
    for file in files[:12]:
        shutil.copy(file, good / f"{file.parent.name}-{file.name}")
    encrypted(files, bad)
    rewritten(files, bad)
    for name, data in {**made(), **no_pdfs(rng)}.items():
        (bad / name).write_bytes(data)
    readable = {}
    number = len(list(bad.iterdir()))
    if number > options.count:  # fewer than there are kinds: some of each
        for file in sorted(bad.iterdir())[::-1]:
            if number > options.count and rng.random() < 0.9:
                file.unlink()
                number -= 1
    while number < options.count:
        source = rng.choice(files)
        change = rng.choice([flip, flip, cut, blocks, objects, objects])
        data = source.read_bytes()
        if change is objects:
            if source not in readable:
                form = options.out / "readable.pdf"
                readable[source] = form.read_bytes() if qpdf("--qdf", source, form) else data
            data = readable[source]
        (bad / f"{number:05d}-{change.__name__}-{source.parent.name}.pdf").write_bytes(
            change(rng, data))
        number += 1
    (options.out / "readable.pdf").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
