"""The readable view of an invoice, page by page: what stands where."""

from collections.abc import Sequence

from domain.deposit import DepositedInvoice
from domain.invoice import Invoice
from domain.text import Locale, Text
from exporters.certificat_page import BLACK, GREY, LINE, NAVY, PALE
from exporters.fichier_pdf import WIDTH, Imprint
from exporters.liasse import Liasse
from exporters.lisible_fil import BODY, BOTTOM, LEFT, RIGHT, ROOM, SMALL, STEP, Fil
from exporters.lisible_lignes import lines
from exporters.lisible_mots import piece
from exporters.lisible_nombres import on
from exporters.lisible_parties import Block, blocks
from exporters.lisible_rubriques import (
    NOTES,
    PAIEMENT,
    PIECES_JOINTES,
    REFERENCES,
    Rubrique,
    attachments,
    notes,
    payment,
    references,
)
from exporters.lisible_totaux import allowances, totals
from exporters.police import helvetica, noto
from exporters.typographie import by_four, identifiant, instant, one_line

COPY = Text("Copie lisible", "Readable copy")
ABSENT = "–"
ROUTING: tuple[tuple[str, Text, float], ...] = (
    ("siret_destinataire", Text("SIRET du destinataire", "Recipient's SIRET"), 148.0),
    ("code_service", Text("Code service", "Service code"), 112.0),
    ("numero_engagement", Text("N° d'engagement", "Engagement no."), 114.0),
    ("numero_marche", Text("N° de marché", "Contract no."), 104.0),
)
"""The fields that bring the invoice to its desk, and the room of each in points."""
_HALF = ROOM / 2
_LABEL = 92.0
_UNDRAWN = Text(
    "Le signe \ufffd remplace un caractère que cette page ne sait pas imprimer.",
    "The sign \ufffd stands for a character this page cannot print.",
)
_SHORTENED = Text("Des textes trop longs sont coupés (…).", "Texts that are too long are cut (…).")
_SCOPE = Text(
    "Copie établie par Navette pour être lue : l'original est le fichier XML, et lui seul fait foi.",
    "Copy made by Navette to be read: the original is the XML file, and it alone is authoritative.",
)
_DEPOSITED = Text(
    "Déposée le {when} (heure de Paris), dépôt n° {deposit}", "Deposited {when} (Paris time), deposit no. {deposit}"
)
_SEALED = Text(", certificat {seal}…", ", certificate {seal}…")


def heading(invoice: Invoice, locale: Locale) -> str:
    """``Facture n° 2026-014``."""
    number = one_line((invoice.numero_facture or "")[:200]) or ABSENT
    return f"{piece(invoice, locale)} {'no.' if locale is Locale.EN else 'n°'} {number}"


def compose(
    invoice: Invoice, deposited: DepositedInvoice | None, locale: Locale, imprint: Imprint, identity: bytes
) -> Liasse:
    """``invoice`` drawn on as many pages as it takes."""
    pages = _drawn(Liasse(helvetica(), imprint, identity), invoice, deposited, locale)
    return _drawn(Liasse(noto(), imprint, identity), invoice, deposited, locale) if pages.substituted else pages


def _drawn(liasse: Liasse, invoice: Invoice, deposited: DepositedInvoice | None, locale: Locale) -> Liasse:
    title = heading(invoice, locale)
    supplier = one_line((invoice.nom_fournisseur or "")[:200])
    fil = Fil(liasse, locale, (invoice.devise or "")[:10], " – ".join(filter(None, (title, supplier))))
    _head(fil, invoice, title)
    _routing(fil, invoice, deposited)
    _parties(fil, blocks(invoice, deposited, locale))
    _grid(fil, REFERENCES, references(invoice, locale))
    lines(fil, invoice.lines)
    allowances(fil, invoice.allowances)
    totals(fil, invoice)
    _grid(fil, PAIEMENT, payment(invoice, locale))
    _told(fil, NOTES, notes(invoice, locale))
    _told(fil, PIECES_JOINTES, attachments(invoice, locale))
    _feet(fil, deposited)
    return liasse


def _head(fil: Fil, invoice: Invoice, title: str) -> None:
    pen, locale = fil.liasse, fil.locale
    pen.box(0, 0, WIDTH, 6, NAVY)
    pen.fit(LEFT, 52, ROOM - 96, title, 21, bold=True, colour=NAVY)
    pen.right(RIGHT, 52, COPY.in_(locale), 10, bold=True, colour=GREY)
    issued, due = on(invoice.date_facture, locale), on(invoice.due_date, locale)
    said = (
        f"{'dated' if locale is Locale.EN else 'du'} {issued}" if issued else "",
        f"{'due' if locale is Locale.EN else 'échéance'} {due}" if due else "",
    )
    pen.text(LEFT, 70, "  ·  ".join(filter(None, said)), 10.5, colour=BLACK)
    fil.y = 84


def _routing(fil: Fil, invoice: Invoice, deposited: DepositedInvoice | None) -> None:
    """The desk it goes to, large: what was completed since counts, not only what the document says."""
    pen, locale, y = fil.liasse, fil.locale, fil.y
    desk = _desk(deposited)
    high = 62.0 if desk else 47.0
    pen.box(LEFT, y, ROOM, high, PALE)
    pen.box(LEFT, y, 3, high, NAVY)
    x = LEFT + 14
    for name, label, wide in ROUTING:
        value = (deposited.values.get(name) if deposited else None) or getattr(invoice, name) or ""
        shown = identifiant(one_line(value[:100]))
        fil.small(x, y + 16, label.in_(locale))
        pen.fit(x, y + 35, wide - 10, shown or ABSENT, 13, bold=True, colour=BLACK if shown else GREY)
        x += wide
    if desk:
        pen.fit(LEFT + 14, y + 53, ROOM - 28, desk, BODY, colour=BLACK)
    fil.y = y + high + 12


def _desk(deposited: DepositedInvoice | None) -> str:
    route = deposited.route if deposited else None
    return " – ".join(filter(None, (route.raison_sociale, route.nom_service))) if route else ""


def _parties(fil: Fil, told: Sequence[Block]) -> None:
    for rank in range(0, len(told), 2):
        pair = told[rank : rank + 2]
        drawn = [(block, *_block_lines(fil, block)) for block in pair]
        high = max(14 + len(name) * 12.5 + len(said) * 10.5 for _, name, said in drawn)
        fil.need(high)
        for side, (block, name, said) in enumerate(drawn):
            _block(fil, LEFT + side * (_HALF + 6), block, name, said)
        fil.y += high + 8


def _block_lines(fil: Fil, block: Block) -> tuple[list[str], list[str]]:
    room = _HALF - 18
    name = fil.liasse.lines(block.name, 10, room, 3, bold=True)
    said = [text for value in block.said[:24] for text in fil.liasse.lines(value, BODY, room, 3)]
    return name, said


def _block(fil: Fil, x: float, block: Block, name: list[str], said: list[str]) -> None:
    y = fil.y + 8
    fil.liasse.text(x, y, block.title, SMALL, bold=True, colour=NAVY)
    y += 14
    for text in name:
        fil.liasse.text(x, y, text, 10, bold=True, colour=BLACK)
        y += 12.5
    for text in said:
        fil.liasse.text(x, y, text, BODY, colour=BLACK)
        y += 10.5


def _grid(fil: Fil, title: Text, rows: Sequence[Rubrique]) -> None:
    """Labels and values in two columns; a value that is long takes the whole width."""
    if not rows:
        return
    fil.title(title.in_(fil.locale))
    side, pen = 0, fil.liasse
    narrow = _HALF - _LABEL - 12
    for row in rows:
        texts = pen.lines(row.value, BODY, narrow, 1000, bold=row.strong)
        wide = len(texts) > 1
        if wide:
            fil.y += STEP * 1.15 if side else 0
            side, texts = 0, pen.lines(row.value, BODY, ROOM - _LABEL, 12, bold=row.strong)
        if side == 0:
            fil.need(min(len(texts), 4) * STEP)
        x = LEFT + side * (_HALF + 6)
        pen.fit(x, fil.y + 4, _LABEL - 6, row.label, 8, colour=GREY)
        _run(fil, x + _LABEL, texts, strong=row.strong, keep=not wide)
        side = 0 if wide or side else 1
        fil.y += STEP * 0.15 if wide else 0 if side else STEP * 1.15
    fil.y += (STEP * 1.15 if side else 0) + 10


def _run(fil: Fil, x: float, texts: list[str], *, strong: bool = False, keep: bool = False) -> None:
    """One line under the other, turning the page where it ends; ``keep``: the pen does not go down."""
    for text in texts:
        fil.need(STEP)
        fil.liasse.text(x, fil.y + 4, text, BODY, bold=strong, colour=BLACK)
        fil.y += 0 if keep else STEP


def _told(fil: Fil, title: Text, rows: Sequence[Rubrique]) -> None:
    """Each label on its own line, in bold, and what is said under it."""
    if not rows:
        return
    fil.title(title.in_(fil.locale))
    for row in rows:
        label = fil.liasse.lines(row.label, BODY, ROOM, 2, bold=True)
        texts = [text for part in row.value[:8000].splitlines() for text in fil.liasse.lines(part, BODY, ROOM, 40)]
        fil.liasse.shortened |= len(row.value) > 8000
        fil.need((len(label) + 1) * STEP)
        _run(fil, LEFT, label, strong=True)
        _run(fil, LEFT, texts)
        fil.y += 4
    fil.y += 8


def _feet(fil: Fil, deposited: DepositedInvoice | None) -> None:
    pen, locale, count = fil.liasse, fil.locale, len(fil.liasse.pages)
    texts = _foot_texts(pen, deposited, locale)
    of = "of" if locale is Locale.EN else "sur"
    for rank in range(1, count + 1):
        pen.take(rank)
        pen.box(LEFT, BOTTOM + 12, ROOM, 0.6, LINE)
        for row, text in enumerate(texts):
            pen.fit(LEFT, BOTTOM + 23 + 9 * row, ROOM - 66, text, 7, colour=GREY)
        pen.right(RIGHT, BOTTOM + 23, f"Page {rank} {of} {count}", 8, bold=True, colour=NAVY)


def _foot_texts(pen: Liasse, deposited: DepositedInvoice | None, locale: Locale) -> list[str]:
    cut = [words.in_(locale) for words, so in ((_SHORTENED, pen.shortened), (_UNDRAWN, pen.substituted)) if so]
    texts = [" ".join((_SCOPE.in_(locale), *cut))]
    if deposited is None:
        return texts
    sha = Text("Empreinte SHA-256 de l'original : {sha}", "SHA-256 of the original: {sha}")
    values: dict[str, object] = {
        "sha": deposited.sha256,
        "when": instant(deposited.deposited_at.isoformat()),
        "deposit": f"{deposited.deposit_id:015d}",
        "seal": by_four((deposited.certificate or "")[:8]),
    }
    texts += [sha.with_(values).in_(locale), _DEPOSITED.with_(values).in_(locale)]
    if deposited.certificate:
        texts[-1] += _SEALED.with_(values).in_(locale)
    return texts
