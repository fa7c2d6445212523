"""The page of the first edition: the position of everything on it."""

from domain.certificate import Certificate, CertificateContent
from domain.text import Locale, Text
from exporters.certificat.first_edition.helvetica import HelveticaSheet, Sheet
from exporters.certificat.text import (
    AMOUNTS,
    NON_INDIQUE,
    NUMBER,
    PROOF,
    SCOPE,
    SECTIONS,
    TITLE,
    UNDRAWN,
    Section,
    heading,
)
from exporters.common.number_formats import amount, by_four, one_line
from exporters.pdf.document import WIDTH, Imprint
from exporters.pdf.fonts import Font
from exporters.pdf.line_fitting import cut, fitted, shrunk, wrapped
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import BLACK, GREY, LINE, NAVY, PALE, WHITE

LEFT, RIGHT, VALUE = 56.0, WIDTH - 56.0, 190.0
BODY = 9.5
SECTION = 30.0
"""Height of a section's heading."""
ROOM = 23
"""How many lines of the four sections fit on the page, whatever the names."""
HIGH, TIGHT, AIRY = 315.0, 13.5, 16.5
"""Height for those lines, and the smallest and the largest height of one, in points."""

_NO_IMPRINT = Imprint(title="", subject="", keywords="", language="fr-FR", created="20260101000000")


def as_pdf(certificate: Certificate, locale: Locale) -> bytes:
    """The page, in Helvetica, or in Noto Sans when it has letters that Helvetica has not."""
    sheet = _drawn(HelveticaSheet(), certificate, locale)
    if not sheet.substituted:
        return sheet.pdf()
    return _drawn(PdfPages(_NO_IMPRINT, b""), certificate, locale).pdf()


def _drawn(sheet: Sheet, certificate: Certificate, locale: Locale) -> Sheet:
    _head(sheet, certificate, locale)
    y = _sections(sheet, certificate.content, locale, y=172)
    y = _amounts(sheet, certificate.content, locale, y + 16)
    _proof(sheet, certificate, locale, y + 18)
    _foot(sheet, locale)
    return sheet


def _head(sheet: Sheet, certificate: Certificate, locale: Locale) -> None:
    content, number = certificate.content, by_four(certificate.number)
    sheet.box(0, 0, WIDTH, 7, NAVY)
    sheet.text(LEFT, 62, TITLE.in_(locale), 23, bold=True, colour=NAVY)
    sheet.right(RIGHT, 62, "Navette", 11, bold=True, colour=GREY)
    sheet.text(LEFT, 82, fitted(heading(content, locale), sheet.regular, 11.5, RIGHT - LEFT), 11.5, colour=BLACK)
    sheet.box(LEFT, 100, RIGHT - LEFT, 47, PALE)
    sheet.box(LEFT, 100, 3, 47, NAVY)
    sheet.text(LEFT + 14, 117, NUMBER.in_(locale), 8, colour=GREY)
    size = shrunk(number, sheet.bold, 11, RIGHT - LEFT - 28)
    sheet.text(LEFT + 14, 135, number, size, bold=True, colour=BLACK)


def _sections(sheet: Sheet, content: CertificateContent, locale: Locale, y: float) -> float:
    sections = [(section, _rows(section, content, locale, sheet.regular)) for section in SECTIONS]
    counts = [len(lines) for _, rows in sections for _, lines in rows]
    most = next((most for most in (6, 4, 3, 2) if sum(min(count, most) for count in counts) <= ROOM), 1)
    step = max(TIGHT, min(AIRY, HIGH / sum(min(count, most) for count in counts)))
    for section, rows in sections:
        y = _title(sheet, section.title.in_(locale), y)
        for label, lines in rows:
            sheet.text(LEFT, y, label, BODY, colour=GREY)
            for line in cut(lines, most, sheet.regular, BODY, RIGHT - VALUE):
                sheet.text(VALUE, y, line, BODY, colour=BLACK)
                y += step
    return y


def _rows(section: Section, content: CertificateContent, locale: Locale, font: Font) -> list[tuple[str, list[str]]]:
    rows = []
    for row in section.rows:
        value = one_line(row.value(content, locale))
        if value or not row.optional:
            lines = wrapped(value or NON_INDIQUE.in_(locale), font, BODY, RIGHT - VALUE)
            rows.append((row.label.in_(locale), lines))
    return rows


def _title(sheet: Sheet, words: str, y: float) -> float:
    sheet.text(LEFT, y + 8, words, 10, bold=True, colour=NAVY)
    sheet.box(LEFT, y + 13, RIGHT - LEFT, 0.6, LINE)
    return y + SECTION


def _amounts(sheet: Sheet, content: CertificateContent, locale: Locale, y: float) -> float:
    wide = (RIGHT - LEFT) / len(AMOUNTS)
    sheet.box(LEFT, y, RIGHT - LEFT, 44, PALE)
    sheet.box(RIGHT - wide, y, wide, 44, NAVY)
    for rank, (label, value) in enumerate(AMOUNTS, start=1):
        due = rank == len(AMOUNTS)
        raw = value(content)
        shown = amount(raw, content.devise, locale) if raw else NON_INDIQUE.in_(locale)
        size = shrunk(shown, sheet.bold, 12, wide - 22)
        sheet.right(LEFT + rank * wide - 11, y + 16, label.in_(locale), 8, colour=WHITE if due else GREY)
        sheet.right(LEFT + rank * wide - 11, y + 33, shown, size, bold=True, colour=WHITE if due else BLACK)
    return y + 44


def _proof(sheet: Sheet, certificate: Certificate, locale: Locale, y: float) -> None:
    y = _title(sheet, PROOF.in_(locale), y)
    for label, value in (
        (Text("SHA-256 du fichier", "SHA-256 of the file"), certificate.content.sha256),
        (Text("Certificat précédent", "Previous certificate"), certificate.previous),
        (Text("Rang dans la chaîne", "Place in the chain"), str(certificate.sequence)),
        (Text("Pour le vérifier", "To verify it"), f"navette verify {certificate.number}"),
    ):
        sheet.text(LEFT, y, label.in_(locale), 8.5, colour=GREY)
        sheet.text(VALUE, y, value, shrunk(value, sheet.regular, 8.5, RIGHT - VALUE), colour=BLACK)
        y += 12.5


def _foot(sheet: Sheet, locale: Locale) -> None:
    words = SCOPE.in_(locale)
    if sheet.substituted:
        words = f"{words} {UNDRAWN.in_(locale)}"
    lines = wrapped(words, sheet.regular, 7.5, RIGHT - LEFT)
    sheet.box(LEFT, 806 - 10 * len(lines), RIGHT - LEFT, 0.6, LINE)
    for rank, line in enumerate(lines):
        sheet.text(LEFT, 820 - 10 * (len(lines) - rank), line, 7.5, colour=GREY)
