"""The frame of a readable view: its heading, the service it is routed to, and the foot of every page."""

from itertools import accumulate

from domain.deposit import DepositedInvoice
from domain.invoice import Invoice
from domain.text import Locale, Text
from exporters.common.number_formats import by_four, identifiant, instant, one_line
from exporters.lisible.code_labels import on, piece
from exporters.lisible.cursor import BODY, BOTTOM, LEFT, RIGHT, ROOM, Cursor
from exporters.pdf.document import WIDTH
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import BLACK, GREY, LINE, NAVY, PALE
from exporters.pdf.structure import Role, Scope

COPY = Text("Copie lisible", "Readable copy")
ABSENT = "–"
ROUTING: tuple[tuple[str, Text, float], ...] = (
    ("siret_destinataire", Text("SIRET du destinataire", "Recipient's SIRET"), 148.0),
    ("code_service", Text("Code service", "Service code"), 112.0),
    ("numero_engagement", Text("N° d'engagement", "Engagement no."), 114.0),
    ("numero_marche", Text("N° de marché", "Contract no."), 104.0),
)
"""The fields that route the invoice, and the width of each in points."""
_PLACES = tuple(accumulate((wide for _, _, wide in ROUTING[:-1]), initial=LEFT + 14))
_UNDRAWN = Text(
    "Le signe \ufffd remplace un caractère que cette page ne sait pas imprimer.",
    "The sign \ufffd stands for a character this page cannot print.",
)
_SHORTENED = Text("Des textes trop longs sont coupés (…).", "Texts that are too long are cut (…).")
_SCOPE = Text(
    "Copie établie par Navette pour être lue : l'original est le fichier XML, et lui seul fait foi.",
    "Copy made by Navette to be read: the original is the XML file, and it alone is authoritative.",
)
_BOTH = Text(
    "Facture établie avec Navette ; le fichier factur-x.xml qu'elle contient dit les mêmes valeurs.",
    "Invoice made with Navette; the file factur-x.xml inside says the same values.",
)
_DEPOSITED = Text(
    "Déposée le {when} (heure de Paris), dépôt n° {deposit}", "Deposited {when} (Paris time), deposit no. {deposit}"
)
_SEALED = Text(", certificat {seal}…", ", certificate {seal}…")


def heading(invoice: Invoice, locale: Locale) -> str:
    """``Facture n° 2026-014``."""
    number = one_line((invoice.numero_facture or "")[:200]) or ABSENT
    return f"{piece(invoice, locale)} {'no.' if locale is Locale.EN else 'n°'} {number}"


def head(cursor: Cursor, invoice: Invoice, title: str, *, is_copy: bool) -> None:
    pen, locale = cursor.sheet, cursor.locale
    pen.box(0, 0, WIDTH, 6, NAVY)
    with pen.inside(Role.H1):
        pen.fit(LEFT, 52, ROOM - 96, title, 21, bold=True, colour=NAVY)
    if is_copy:
        with pen.inside(Role.P):
            pen.right(RIGHT, 52, COPY.in_(locale), 10, bold=True, colour=GREY)
    issued, due = on(invoice.date_facture, locale), on(invoice.due_date, locale)
    parts = (
        f"{'dated' if locale is Locale.EN else 'du'} {issued}" if issued else "",
        f"{'due' if locale is Locale.EN else 'échéance'} {due}" if due else "",
    )
    with pen.inside(Role.P):
        pen.text(LEFT, 70, "  ·  ".join(filter(None, parts)), 10.5, colour=BLACK)
    cursor.y = 84


def routing(cursor: Cursor, invoice: Invoice, deposited: DepositedInvoice | None) -> None:
    """The recipient and service in large letters, with the values completed since the deposit."""
    pen, locale, y = cursor.sheet, cursor.locale, cursor.y
    desk = _desk(deposited)
    high = 62.0 if desk else 47.0
    pen.box(LEFT, y, ROOM, high, PALE)
    pen.box(LEFT, y, 3, high, NAVY)
    with pen.inside(Role.TABLE):
        with pen.inside(Role.TR):
            for x, label in zip(_PLACES, (label for _, label, _ in ROUTING), strict=True):
                with pen.inside(Role.TH, Scope.COLUMN):
                    cursor.small(x, y + 16, label.in_(locale))
        with pen.inside(Role.TR):
            for x, (name, _, wide) in zip(_PLACES, ROUTING, strict=True):
                value = (deposited.values.get(name) if deposited else None) or getattr(invoice, name) or ""
                shown = identifiant(one_line(value[:100]))
                with pen.inside(Role.TD):
                    pen.fit(x, y + 35, wide - 10, shown or ABSENT, 13, bold=True, colour=BLACK if shown else GREY)
    if desk:
        with pen.inside(Role.P):
            pen.fit(LEFT + 14, y + 53, ROOM - 28, desk, BODY, colour=BLACK)
    cursor.y = y + high + 12


def _desk(deposited: DepositedInvoice | None) -> str:
    route = deposited.route if deposited else None
    return " – ".join(filter(None, (route.raison_sociale, route.nom_service))) if route else ""


def feet(cursor: Cursor, deposited: DepositedInvoice | None, *, is_copy: bool) -> None:
    """The foot of every page; read aloud once, at the end."""
    pen, locale, count = cursor.sheet, cursor.locale, len(cursor.sheet.pages)
    texts = _foot_texts(pen, deposited, locale, _SCOPE if is_copy else _BOTH)
    of = "of" if locale is Locale.EN else "sur"
    for rank in range(1, count + 1):
        pen.take(rank)
        pen.box(LEFT, BOTTOM + 12, ROOM, 0.6, LINE)
        with pen.inside(Role.P) if rank == count else pen.within(None):
            for row, text in enumerate(texts):
                pen.fit(LEFT, BOTTOM + 23 + 9 * row, ROOM - 66, text, 7, colour=GREY)
        pen.right(RIGHT, BOTTOM + 23, f"Page {rank} {of} {count}", 8, bold=True, colour=NAVY)


def _foot_texts(pen: PdfPages, deposited: DepositedInvoice | None, locale: Locale, scope: Text) -> list[str]:
    cut = [words.in_(locale) for words, so in ((_SHORTENED, pen.shortened), (_UNDRAWN, pen.substituted)) if so]
    texts = [" ".join((scope.in_(locale), *cut))]
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
