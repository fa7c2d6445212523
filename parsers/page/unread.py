"""Fields that a page announces and whose value was not read: they are in doubt, not missing."""

import re
from collections.abc import Iterable, Iterator

from domain.document import Doubt
from domain.finding import Finding
from domain.invoice import Invoice
from domain.placeholder import is_placeholder
from parsers.page.field_names import FIELD_NAMES
from parsers.page.labels.folding import plain
from parsers.page.labels.label_kinds import TITLES, LabelKind, Role
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Marked, Page
from parsers.page.rules import UNREAD
from parsers.page.values.amounts import amounts

_TOTALS = frozenset({LabelKind.TTC, LabelKind.TOTAL, LabelKind.A_PAYER})
_ANNOUNCED: dict[str, frozenset[LabelKind]] = {
    "numero_facture": TITLES | {LabelKind.NUMERO},
    "date_facture": frozenset({LabelKind.DATE}),
    "siret_fournisseur": frozenset({LabelKind.IDENTIFIANT}),
    "siret_destinataire": frozenset({LabelKind.IDENTIFIANT}),
    "montant_ht": _TOTALS | {LabelKind.HT},
    "montant_tva": frozenset({LabelKind.TVA}),
    "montant_ttc": _TOTALS,
    "montant_a_payer": _TOTALS | {LabelKind.DEJA_PAYE},
}
"""Fields that every invoice has, and the kinds of labels that announce them."""
_ROUTED = {
    "code_service": LabelKind.CODE_SERVICE,
    "numero_engagement": LabelKind.ENGAGEMENT,
    "numero_marche": LabelKind.MARCHE,
}
"""Fields that an invoice may do without, and their labels: announced when something like a code follows."""
_CODE_LIKE = re.compile(r"(?=\w*(?:\d|[A-ZÀ-Ý]{2}))\w{2,}")
_SIRETS = {"siret_fournisseur": Role.FOURNISSEUR, "siret_destinataire": Role.DESTINATAIRE}
_AMOUNTS = frozenset({"montant_ht", "montant_ttc", "montant_a_payer"})
"""Fields that any amount of the page may be."""
_LONGEST = 60
"""Most characters of the page's words in a finding."""


def unread(
    pages: Iterable[Page], invoice: Invoice, doubts: Iterable[Doubt]
) -> tuple[tuple[Doubt, ...], tuple[Finding, ...]]:
    """The fields that ``pages`` announce and ``invoice`` lacks, as doubts, each with a finding that has the words.

    Fields among ``doubts`` are left out: their finding has more to say.
    """
    pages = tuple(pages)
    known = {doubt.field for doubt in doubts}
    missing = [field for field in (*_ANNOUNCED, *_ROUTED) if field not in known and _is_missing(invoice, field)]
    words = {field: said for field in missing if (said := _words(pages, field, invoice)) is not None}
    return (
        tuple(Doubt(field=field, rivals=()) for field in words),
        tuple(UNREAD.finding(field=field, what=FIELD_NAMES[field], words=said) for field, said in words.items()),
    )


def _is_missing(invoice: Invoice, field: str) -> bool:
    untaxed = invoice.montant_ht is not None and invoice.montant_ht == invoice.montant_ttc
    return getattr(invoice, field) is None and not (field == "montant_tva" and untaxed)


def _words(pages: tuple[Page, ...], field: str, invoice: Invoice) -> str | None:
    """The words that announce ``field``; ``None`` when the pages have none."""
    if field in _ROUTED:
        return _unread_code(pages, _ROUTED[field])
    for page in pages:
        for marked in page.marked:
            if _announces(marked, field) and marked.cell.row not in page.headers:
                return _shown(marked.cell)
    if field in _SIRETS:
        return _unread_siret(pages, field, invoice)
    cell = _last_amount(pages) if field in _AMOUNTS else None
    return None if cell is None else _shown(cell)


def _announces(marked: Marked, field: str) -> bool:
    if marked.mention.kind not in _ANNOUNCED[field]:
        return False
    return field not in _SIRETS or marked.mention.label.role is _SIRETS[field]


def _unread_code(pages: tuple[Page, ...], kind: LabelKind) -> str | None:
    """The words of a clear label with something like a code, that is no placeholder, after it in its cell."""
    for page in pages:
        for marked in page.marked:
            clear = marked.mention.kind is kind and marked.mention.label.strength >= 1 and marked.upper is None
            if not clear or marked.cell.row in page.headers:
                continue
            later = page.of(marked.cell)[marked.rank + 1 :]
            rest = marked.cell.text[marked.mention.end : later[0].start if later else None]
            announced = marked.mention.words > 1 or rest.lstrip().startswith(":")  # *Marché Gare* is a place
            if announced and _CODE_LIKE.search(rest) and not is_placeholder(rest.strip(" :.=-–()")):
                return _shown(marked.cell)
    return None


def _unread_siret(pages: tuple[Page, ...], field: str, invoice: Invoice) -> str | None:
    """The words of a SIRET that names no party, and is not the one that was read; the first one is the supplier's."""
    bare = [
        marked.cell
        for page in pages
        for marked in page.marked
        if _is_bare_siret(marked) and not _has_read(page, marked.cell, invoice)
    ]
    both = invoice.siret_fournisseur is None and invoice.siret_destinataire is None
    rank = 1 if field == "siret_destinataire" and both else 0
    return _shown(bare[rank]) if len(bare) > rank else None


def _is_bare_siret(marked: Marked) -> bool:
    return (
        marked.mention.kind is LabelKind.IDENTIFIANT
        and marked.mention.label.role is None
        and "siret" in plain(marked.text)
    )


def _has_read(page: Page, cell: Cell, invoice: Invoice) -> bool:
    """Whether a SIRET that was read is on the line of ``cell`` or on the next one."""
    around = " ".join(other.text for line in page.lines[cell.row : cell.row + 2] for other in line)
    digits = re.sub(r"\D", "", around)
    return any(one is not None and one in digits for one in (invoice.siret_fournisseur, invoice.siret_destinataire))


def _last_amount(pages: tuple[Page, ...]) -> Cell | None:
    cells: Iterator[Cell] = (cell for page in reversed(pages) for line in reversed(page.lines) for cell in line)
    return next((cell for cell in cells if any(one.exact for one in amounts(cell.text))), None)


def _shown(cell: Cell) -> str:
    return cell.text if len(cell.text) <= _LONGEST else cell.text[: _LONGEST - 1] + "…"
