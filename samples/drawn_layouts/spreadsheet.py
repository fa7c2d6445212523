"""A flat OpenDocument spreadsheet (``.fods``): an invoice typed in cells, what LibreOffice prints from."""

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
_FORMES = {
    "P": ("", ""),
    "T": ('fo:font-size="16pt" fo:font-weight="bold"', ""),
    "G": ('fo:font-weight="bold"', ""),
    "D": ("", 'fo:text-align="end"'),
    "S": ('fo:font-size="7pt"', ""),
    "B": ('fo:font-size="8pt"', ""),
    "C": ('fo:font-size="8pt" fo:font-weight="bold"', ""),
    "N": ('fo:font-size="8pt"', 'fo:text-align="end"'),
}
_BORDES = frozenset("BCN")


class Case(NamedTuple):
    """A cell: P plain, G bold, T title, S small, D at the right, and ruled B, C (a head) and N (at the right)."""

    texte: str
    forme: str = "P"


Rang = Sequence[Case]


def classeur(largeurs: Iterable[float], rangs: Iterable[Rang]) -> bytes:
    """One sheet with columns of these widths (centimetres)."""
    wide = list(largeurs)
    columns = "".join(f'<table:table-column table:style-name="co{rank}"/>' for rank in range(len(wide)))
    rows = "".join(
        f"<table:table-row>{''.join(_case(case) for case in rang) or _VIDE}</table:table-row>" for rang in rangs
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">{_styles(wide)}<office:body>'
        f'<office:spreadsheet><table:table table:name="Facture" table:style-name="ta">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    ).encode()


def vide(count: int = 1) -> list[Rang]:
    """Empty rows."""
    return [()] * count


_VIDE = "<table:table-cell/>"


def _case(case: Case) -> str:
    if not case.texte and case.forme not in _BORDES:
        return _VIDE
    return (
        f'<table:table-cell table:style-name="{case.forme}" office:value-type="string">'
        f"<text:p>{escape(case.texte)}</text:p></table:table-cell>"
    )


def _styles(wide: list[float]) -> str:
    columns = "".join(
        f'<style:style style:name="co{rank}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width}cm"/></style:style>'
        for rank, width in enumerate(wide)
    )
    cells = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
        f'{_bord(name)}/><style:paragraph-properties {place}/><style:text-properties fo:font-family="Liberation Sans" '
        f"{look or ''}/></style:style>"
        for name, (look, place) in _FORMES.items()
    )
    return (
        f"<office:automatic-styles>{columns}{cells}"
        '<style:style style:name="ta" style:family="table" style:master-page-name="Default"/>'
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin="1.5cm"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="A4">'
        "</style:master-page></office:master-styles>"
    )


def _bord(name: str) -> str:
    return 'fo:border="0.5pt solid #444444"' if name in _BORDES else ""
