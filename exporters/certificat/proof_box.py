"""The foot of a certificate: what proves it, how to verify it, and what it does not say."""

from domain.certificate import Certificate
from domain.text import Locale, Text
from exporters.certificat import verification
from exporters.certificat.text import PROOF, SCOPE, UNDRAWN
from exporters.pdf.document import WIDTH
from exporters.pdf.line_fitting import cut, shrunk, wrapped
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import BLACK, GREY, LINE, NAVY
from exporters.pdf.structure import Role, Scope

LEFT, RIGHT, VALUE = 56.0, WIDTH - 56.0, 190.0
_TITLE, _ROW, _LINE = 25.0, 12.0, 10.5
"""Heights of the heading, of a row and of a line of a sentence, in points."""
_SMALL, _GAP = 8.0, 3.0
"""Size of the letters, and what is left between two sentences."""
_SQUARE, _MARGIN = 92.0, 10.0
"""Side of the QR code, and the white around it: four of its squares at least."""
_VALUE = 150.0
_END = 824.0


def title(sheet: PdfPages, words: str, y: float, high: float) -> float:
    """The heading of a section and the line under it."""
    with sheet.inside(Role.H2):
        sheet.text(LEFT, y + 6, words, 10, bold=True, colour=NAVY)
    sheet.box(LEFT, y + 11, RIGHT - LEFT, 0.6, LINE)
    return y + high


def height(sheet: PdfPages, certificate: Certificate, locale: Locale) -> float:
    """Of :func:`proof`, in points."""
    sentences = _sentences(sheet, certificate, locale)
    lines = sum(map(len, sentences), len(_address_lines(sheet, certificate)))
    written = _TITLE + 3 * _ROW + 4 + lines * _LINE + len(sentences) * _GAP
    return max(written, _TITLE + _SQUARE if verification.address(certificate) else 0.0)


def proof(sheet: PdfPages, certificate: Certificate, locale: Locale, y: float) -> None:
    """Digests, the way to verify them, and the QR code beside them when there is a portal."""
    address = verification.address(certificate)
    y = title(sheet, PROOF.in_(locale), y, _TITLE)
    top = y - 9
    with sheet.inside(Role.TABLE):
        for label, value in (
            (Text("SHA-256 du fichier", "SHA-256 of the file"), certificate.content.sha256),
            (Text("Certificat précédent", "Previous certificate"), certificate.previous),
            (Text("Rang dans la chaîne", "Place in the chain"), str(certificate.sequence)),
        ):
            with sheet.inside(Role.TR):
                with sheet.inside(Role.TH, Scope.ROW):
                    sheet.text(LEFT, y, label.in_(locale), _SMALL, colour=GREY)
                with sheet.inside(Role.TD):
                    at = shrunk(value, sheet.regular, _SMALL, _right(certificate) - _VALUE)
                    sheet.text(_VALUE, y, value, at, colour=BLACK)
            y += _ROW
    y += 4
    how, *others = _sentences(sheet, certificate, locale)
    y = _paragraph(sheet, how, y, gap=0 if address else _GAP)
    if address:
        shows = verification.CODE_SHOWS.with_({"address": address}).in_(locale)
        y = _link(sheet, _address_lines(sheet, certificate), address, shows, y) + _GAP
        sheet.squares(RIGHT - _SQUARE, top, _SQUARE, verification.squares(address), shows)
    for sentence in others:
        y = _paragraph(sheet, sentence, y)


def foot_top(sheet: PdfPages, locale: Locale) -> float:
    """Where the foot begins, as high as it may become."""
    return _END - 8.5 - 9.5 * len(_scope(sheet, f"{SCOPE.in_(locale)} {UNDRAWN.in_(locale)}"))


def foot(sheet: PdfPages, locale: Locale) -> None:
    """What the certificate is not; and what a sign of replacement stands for, when there is one."""
    words = SCOPE.in_(locale)
    if sheet.substituted:
        words = f"{words} {UNDRAWN.in_(locale)}"
    lines = _scope(sheet, words)
    y = _END - 9.5 * len(lines)
    sheet.box(LEFT, y - 8.5, RIGHT - LEFT, 0.6, LINE)
    with sheet.inside(Role.P):
        for line in lines:
            y += 9.5
            sheet.text(LEFT, y - 6, line, 7, colour=GREY)


def _scope(sheet: PdfPages, words: str) -> list[str]:
    return wrapped(words, sheet.regular, 7, RIGHT - LEFT)


def _right(certificate: Certificate) -> float:
    """Where the texts end: before the QR code when there is one."""
    return RIGHT - _SQUARE - _MARGIN if certificate.content.portail else RIGHT


def _sentences(sheet: PdfPages, certificate: Certificate, locale: Locale) -> list[list[str]]:
    """Each sentence in lines that fit: on verifying (two at most), the command, what the digest is."""
    command = f"{verification.COMMAND.in_(locale)} navette verify {certificate.number}"
    room = _right(certificate) - LEFT
    return [
        cut(wrapped(sentence, sheet.regular, _SMALL, room), 3, sheet.regular, _SMALL, room)
        for sentence in (
            *verification.instructions(certificate, locale),
            command,
            verification.DIGEST.in_(locale),
        )
    ]


def _address_lines(sheet: PdfPages, certificate: Certificate) -> list[str]:
    address, room = verification.address(certificate), _right(certificate) - LEFT
    return wrapped(address, sheet.regular, _SMALL, room) if address else []


def _paragraph(sheet: PdfPages, lines: list[str], y: float, gap: float = _GAP) -> float:
    with sheet.inside(Role.P):
        for line in lines:
            sheet.text(LEFT, y, line, _SMALL, colour=BLACK)
            y += _LINE
    return y + gap


def _link(sheet: PdfPages, lines: list[str], address: str, shows: str, y: float) -> float:
    with sheet.inside(Role.P), sheet.inside(Role.LINK):
        for line in lines:
            sheet.text(LEFT, y, line, _SMALL, colour=NAVY)
            sheet.link(LEFT, y - _SMALL, sheet.regular.width(line, _SMALL), _LINE, address, shows)
            y += _LINE
    return y
