"""What the three flat OpenDocument writers share: namespaces, collected styles, borders."""

from xml.sax.saxutils import escape

from layouts import Layout

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(f'xmlns:{prefix}="{_URN}{name}:1.0"' for prefix, name in {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible"}.items())

ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}


class StyleBook:
    """Automatic styles, collected while the body is written; equal ones share a name."""

    def __init__(self, layout: Layout):
        self._layout = layout
        self._styles: dict[str, str] = {}  # definition with a place for the name -> name

    def name(self, family: str, content: str, attributes: str = "") -> str:
        definition = (f'<style:style style:name="@NAME@" style:family="{family}"{attributes}>'
                      f"{content}</style:style>\n")
        return self._styles.setdefault(definition, f"s{len(self._styles)}")

    def xml(self) -> str:
        return "".join(definition.replace("@NAME@", name)
                       for definition, name in self._styles.items())

    def text_properties(self, size: float, bold: bool) -> str:
        weight = "bold" if bold else "normal"
        return (f'<style:text-properties style:font-name="body" style:font-name-asian="body" '
                f'fo:font-size="{size}pt" style:font-size-asian="{size}pt" '
                f'fo:font-weight="{weight}" style:font-weight-asian="{weight}" '
                f'fo:language="ja" fo:country="JP" style:language-asian="ja" '
                f'style:country-asian="JP"/>')

    def paragraph_style(self, size: float, bold: bool, align: str, extra: str = "",
                        attributes: str = "") -> str:
        """`extra` are further paragraph properties, `attributes` further ones of the style."""
        return self.name("paragraph",
                         f'<style:paragraph-properties fo:text-align="{ALIGNMENTS[align]}" '
                         f'fo:line-height="{self._layout.line_spacing * 100:.0f}%"{extra}/>'
                         + self.text_properties(size, bold), attributes)

    def paragraphs(self, lines: list[str] | tuple[str, ...], size: float, bold: bool,
                   align: str) -> str:
        style = self.paragraph_style(size, bold, align)
        return "".join(f'<text:p text:style-name="{style}">{escape(line)}</text:p>'
                       for line in lines)


def font_declaration(layout: Layout) -> str:
    return (f'<office:font-face-decls><style:font-face style:name="body" '
            f"svg:font-family=\"'{layout.font}'\"/></office:font-face-decls>")


def border_attributes(layout: Layout) -> str:
    """The fo:border… attributes of every cell."""
    ruling = layout.ruling
    kind = "solid" if not ruling.dash else "dashed" if ruling.dash[0] > 1 else "dotted"
    line = f"{ruling.width}pt {kind} {ruling.colour}"
    return {"all": f'fo:border="{line}"', "none": 'fo:border="none"',
            "horizontal": f'fo:border-top="{line}" fo:border-bottom="{line}" '
                          f'fo:border-left="none" fo:border-right="none"'}[ruling.edges]


def span_attributes(row_span: int, column_span: int) -> str:
    if row_span == 1 and column_span == 1:
        return ""
    return (f' table:number-rows-spanned="{row_span}"'
            f' table:number-columns-spanned="{column_span}"')


def document(kind: str, layout: Layout, styles: str, automatic: str, master: str,
             body: str) -> str:
    """`kind`: presentation, text or spreadsheet."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.{kind}">
{font_declaration(layout)}
<office:styles>{styles}</office:styles>
<office:automatic-styles>
{automatic}</office:automatic-styles>
<office:master-styles>{master}</office:master-styles>
<office:body><office:{kind}>{body}</office:{kind}></office:body>
</office:document>"""


def page_number_text(layout: Layout) -> str:
    """The layout's page number as fields that the program fills in."""
    return (layout.page_number.replace("{number}", "<text:page-number/>")
            .replace("{total}", "<text:page-count/>"))
