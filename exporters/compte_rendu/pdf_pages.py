"""The *compte rendu* as a PDF: what Chorus Pro gives as ``fichierCR``. Refusals first, each reason with its remedy."""

from collections.abc import Iterator

from domain.causes import by_cause
from domain.deposit import Deposit, DepositedInvoice
from domain.finding import Finding
from domain.status import FLUX_LABELS
from domain.text import Locale, Text
from exporters.common.cause_sentences import sentence
from exporters.common.labels import SUITES
from exporters.common.number_formats import one_line
from exporters.compte_rendu.summary import DepositSummary
from exporters.pdf.document import PRODUCER, WIDTH, Imprint
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import BLACK, GREY, NAVY
from exporters.pdf.structure import Role

LEFT, RIGHT, TOP, BOTTOM = 48.0, WIDTH - 48.0, 60.0, 780.0
MOST_LINES = 12
"""Lines of one sentence."""
TITLE = Text("Compte rendu du dépôt {number}", "Report of deposit {number}")
FILE = Text("Fichier : {name}", "File: {name}")
STATE = Text("État : {state}", "State: {state}")
COUNTS = Text("Factures intégrées : {integrated} sur {total}", "Invoices integrated: {integrated} of {total}")
NO_NUMBER = Text("Document sans numéro lisible", "Document without a number that can be read")
ABOUT_FILE = Text("Le fichier lui-même", "The file itself")
CERTIFICATE = Text("Certificat de dépôt {number}", "Certificate of deposit {number}")


def pages(deposit: Deposit, found: DepositSummary, locale: Locale) -> bytes:
    """The report on as many pages as needed; the same facts give the same bytes."""
    title = TITLE.with_({"number": deposit.number}).in_(locale)
    imprint = Imprint(
        title=title,
        subject=title,
        keywords=deposit.number,
        language="en" if locale is Locale.EN else "fr-FR",
        author=PRODUCER,
        created=f"{deposit.received_at:%Y%m%d%H%M%S}",
    )
    sheet = PdfPages(imprint, f"{deposit.sha256}{deposit.number}".encode())
    written = _Writer(sheet, title)
    _head(written, deposit, found, locale)
    if deposit.findings:
        written.heading(ABOUT_FILE.in_(locale))
        _findings(written, deposit.findings, locale)
    for invoice in _in_order(found):
        _invoice(written, invoice, locale)
    return sheet.pdf()


def _head(written: "_Writer", deposit: Deposit, found: DepositSummary, locale: Locale) -> None:
    written.title()
    counts = {"integrated": found.integrated, "total": found.total}
    written.words(FILE.with_({"name": one_line(deposit.name)}).in_(locale))
    written.words(STATE.with_({"state": FLUX_LABELS[deposit.status]}).in_(locale), bold=True)
    written.words(COUNTS.with_(counts).in_(locale))


def _invoice(written: "_Writer", invoice: DepositedInvoice, locale: Locale) -> None:
    number = one_line(invoice.values.get("numero_facture") or "") or NO_NUMBER.in_(locale)
    member = f" ({one_line(invoice.member)})" if invoice.member else ""
    written.heading(f"{number}{member} – {SUITES[invoice.disposition].in_(locale)}")
    if invoice.certificate:
        written.words(CERTIFICATE.with_({"number": invoice.certificate}).in_(locale))
    _findings(written, invoice.findings, locale)


def _findings(written: "_Writer", findings: tuple[Finding, ...], locale: Locale) -> None:
    for cause in by_cause(findings):
        written.words(f"{sentence(cause, locale)} ({cause.headline.code})")
        written.words(cause.headline.remedy.in_(locale), pale=True)


def _in_order(found: DepositSummary) -> Iterator[DepositedInvoice]:
    yield from (*found.refused, *found.waiting, *found.doublons, *found.recycled, *found.accepted)


class _Writer:
    """Lines one below the other, on a new page when there is no more room."""

    def __init__(self, sheet: PdfPages, running: str) -> None:
        self._sheet, self._running, self._y = sheet, running, TOP

    def title(self) -> None:
        """The name of the document."""
        self._sheet.box(0, 0, WIDTH, 7, NAVY)
        with self._sheet.inside(Role.H1):
            self._sheet.fit(LEFT, self._y, RIGHT - LEFT, self._running, 18, bold=True, colour=NAVY)
        self._y += 26

    def heading(self, words: str) -> None:
        """What the lines below are about."""
        self._room(48)
        self._y += 10
        with self._sheet.inside(Role.H2):
            for line in self._sheet.lines(words, 11, RIGHT - LEFT, 3, bold=True):
                self._sheet.text(LEFT, self._y, line, 11, bold=True, colour=NAVY)
                self._y += 14

    def words(self, words: str, *, bold: bool = False, pale: bool = False) -> None:
        """A paragraph."""
        lines = self._sheet.lines(words, 9, RIGHT - LEFT - 10, MOST_LINES, bold=bold)
        self._room(12.0 * len(lines))
        with self._sheet.inside(Role.P):
            for line in lines:
                self._sheet.text(LEFT + 10, self._y, line, 9, bold=bold, colour=GREY if pale else BLACK)
                self._y += 12

    def _room(self, height: float) -> None:
        if self._y + height <= BOTTOM:
            return
        self._sheet.turn()
        with self._sheet.within(None):
            self._sheet.fit(LEFT, 36, RIGHT - LEFT, self._running, 9, bold=True, colour=NAVY)
        self._y = TOP
