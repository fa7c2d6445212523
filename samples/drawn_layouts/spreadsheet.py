"""Writes a flat OpenDocument spreadsheet (``.fods``), the input of LibreOffice."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_CELL_STYLES = {
    "P": ("", ""),
    "T": ('fo:font-size="16pt" fo:font-weight="bold"', ""),
    "G": ('fo:font-weight="bold"', ""),
    "D": ("", 'fo:text-align="end"'),
    "S": ('fo:font-size="7pt"', ""),
    "B": ('fo:font-size="8pt"', ""),
    "C": ('fo:font-size="8pt" fo:font-weight="bold"', ""),
    "N": ('fo:font-size="8pt"', 'fo:text-align="end"'),
}
_BORDERED = frozenset("BCN")


class Cell(NamedTuple):
    """A cell: P plain, G bold, T title, S small, D at the right, and ruled B, C (a head) and N (at the right)."""

    text: str
    style: str = "P"


Row = Sequence[Cell]


def flat_spreadsheet(widths: Iterable[float], rows: Iterable[Row]) -> bytes:
    """One sheet with columns of these widths (centimetres)."""
    wide = list(widths)
    columns = "".join(f'<table:table-column table:style-name="co{rank}"/>' for rank in range(len(wide)))
    body = "".join(
        f"<table:table-row>{''.join(_cell(cell) for cell in row) or _BLANK}</table:table-row>" for row in rows
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">{_styles(wide)}<office:body>'
        f'<office:spreadsheet><table:table table:name="Facture" table:style-name="ta">{columns}{body}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    ).encode()


def blank_rows(count: int = 1) -> list[Row]:
    """Empty rows."""
    return [()] * count


_BLANK = "<table:table-cell/>"


def _cell(cell: Cell) -> str:
    if not cell.text and cell.style not in _BORDERED:
        return _BLANK
    return (
        f'<table:table-cell table:style-name="{cell.style}" office:value-type="string">'
        f"<text:p>{escape(cell.text)}</text:p></table:table-cell>"
    )


def _styles(wide: list[float]) -> str:
    columns = "".join(
        f'<style:style style:name="co{rank}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width}cm"/></style:style>'
        for rank, width in enumerate(wide)
    )
    cells = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
        f"{_border(name)}/><style:paragraph-properties {place}/>"
        f'<style:text-properties fo:font-family="Liberation Sans" '
        f"{look or ''}/></style:style>"
        for name, (look, place) in _CELL_STYLES.items()
    )
    return (
        f"<office:automatic-styles>{columns}{cells}"
        '<style:style style:name="ta" style:family="table" style:master-page-name="Default"/>'
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin="1.5cm"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="A4">'
        "</style:master-page></office:master-styles>"
    )


def _border(name: str) -> str:
    return 'fo:border="0.5pt solid #444444"' if name in _BORDERED else ""
