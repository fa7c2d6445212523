"""The certificate of deposit as one printed page: the position of everything on it, and what each part is."""

from dataclasses import dataclass

from domain.certificate import Certificate, CertificateContent
from domain.text import Locale
from exporters.certificat import proof_box, verification
from exporters.certificat.proof_box import LEFT, RIGHT, VALUE, title
from exporters.certificat.text import AMOUNTS, NON_INDIQUE, NUMBER, SECTIONS, TITLE, Section, heading
from exporters.common.number_formats import amount, by_four, one_line
from exporters.pdf.document import WIDTH, Attached, Imprint
from exporters.pdf.fonts import Font
from exporters.pdf.line_fitting import cut, fitted, shrunk, wrapped
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import BLACK, GREY, NAVY, PALE, WHITE
from exporters.pdf.structure import Role, Scope

BODY = 9.0
SECTION = 27.0
"""Height of a section's heading."""
TIGHT, AIRY = 12.2, 17.0
"""The smallest and the largest height of a line, in points."""
_AMOUNTS = 44.0


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    lines: list[str]


def compose(certificate: Certificate, locale: Locale, imprint: Imprint, attached: Attached) -> PdfPages:
    """``certificate`` drawn on one page; long names wrap, and are cut with an ellipsis rather than fall off it."""
    sheet = PdfPages(imprint, attached.content, attached)
    y = _head(sheet, certificate, locale)
    foot = proof_box.foot_top(sheet, locale)
    proof = foot - proof_box.height(sheet, certificate, locale) - 8
    y = _sections(sheet, certificate.content, locale, y, proof - 30 - _AMOUNTS)
    amounts = _amounts(sheet, certificate.content, locale, y + 10)
    proof_box.proof(sheet, certificate, locale, min(proof, amounts + 28))
    proof_box.foot(sheet, locale)
    return sheet


def _head(sheet: PdfPages, certificate: Certificate, locale: Locale) -> float:
    content, number, room = certificate.content, by_four(certificate.number), RIGHT - LEFT
    sheet.box(0, 0, WIDTH, 7, NAVY)
    with sheet.inside(Role.H1):
        sheet.text(LEFT, 58, TITLE.in_(locale), 22, bold=True, colour=NAVY)
    with sheet.inside(Role.P):
        sheet.text(LEFT, 78, fitted(heading(content, locale), sheet.regular, 11.5, room), 11.5, colour=BLACK)
    y = 90.0
    if issued := verification.issuer(content, locale):
        lines = cut(wrapped(issued, sheet.bold, 9.5, room), 2, sheet.bold, 9.5, room)
        with sheet.inside(Role.P):
            for line in lines:
                sheet.text(LEFT, y + 5, line, 9.5, bold=True, colour=NAVY)
                y += 13
    sheet.box(LEFT, y, room, 42, PALE)
    sheet.box(LEFT, y, 3, 42, NAVY)
    with sheet.inside(Role.P):
        sheet.text(LEFT + 14, y + 15, NUMBER.in_(locale), 8, colour=GREY)
        size = shrunk(number, sheet.bold, 11, room - 28)
        sheet.text(LEFT + 14, y + 32, number, size, bold=True, colour=BLACK)
    return y + 42 + 18


def _sections(sheet: PdfPages, content: CertificateContent, locale: Locale, y: float, bottom: float) -> float:
    """The four tables between ``y`` and ``bottom``: many lines are closer together, and more of them are cut."""
    sections = [(section, _rows(section, content, locale, sheet.regular)) for section in SECTIONS]
    counts = [len(row.lines) for _, rows in sections for row in rows]
    free = bottom - y - SECTION * len(sections)
    most = next((most for most in (6, 4, 3, 2) if sum(min(count, most) for count in counts) * TIGHT <= free), 1)
    step = max(TIGHT, min(AIRY, free / sum(min(count, most) for count in counts)))
    for section, rows in sections:
        y = title(sheet, section.title.in_(locale), y, SECTION)
        with sheet.inside(Role.TABLE):
            for row in rows:
                y = _row(sheet, row, most, step, y)
    return y


def _row(sheet: PdfPages, row: _Row, most: int, step: float, y: float) -> float:
    with sheet.inside(Role.TR):
        with sheet.inside(Role.TH, Scope.ROW):
            sheet.text(LEFT, y, row.label, BODY, colour=GREY)
        with sheet.inside(Role.TD):
            for line in cut(row.lines, most, sheet.regular, BODY, RIGHT - VALUE):
                sheet.text(VALUE, y, line, BODY, colour=BLACK)
                y += step
    return y


def _rows(section: Section, content: CertificateContent, locale: Locale, font: Font) -> list[_Row]:
    rows = []
    for row in section.rows:
        value = one_line(row.value(content, locale))
        if value or not row.optional:
            lines = wrapped(value or NON_INDIQUE.in_(locale), font, BODY, RIGHT - VALUE)
            rows.append(_Row(row.label.in_(locale), lines))
    return rows


def _amounts(sheet: PdfPages, content: CertificateContent, locale: Locale, y: float) -> float:
    wide = (RIGHT - LEFT) / len(AMOUNTS)
    sheet.box(LEFT, y, RIGHT - LEFT, _AMOUNTS, PALE)
    sheet.box(RIGHT - wide, y, wide, _AMOUNTS, NAVY)
    columns = [(LEFT + rank * wide - 11, rank == len(AMOUNTS)) for rank in range(1, len(AMOUNTS) + 1)]
    with sheet.inside(Role.TABLE):
        with sheet.inside(Role.TR):
            for (x, due), (label, _) in zip(columns, AMOUNTS, strict=True):
                with sheet.inside(Role.TH, Scope.COLUMN):
                    sheet.right(x, y + 16, label.in_(locale), 8, colour=WHITE if due else GREY)
        with sheet.inside(Role.TR):
            for (x, due), (_, value) in zip(columns, AMOUNTS, strict=True):
                raw = value(content)
                shown = amount(raw, content.devise, locale) if raw else NON_INDIQUE.in_(locale)
                size = shrunk(shown, sheet.bold, 12, wide - 22)
                with sheet.inside(Role.TD):
                    sheet.right(x, y + 33, shown, size, bold=True, colour=WHITE if due else BLACK)
    return y + _AMOUNTS
