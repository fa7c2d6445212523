"""Fields that a page announces and whose value was not read: they are in doubt, not missing."""

from collections.abc import Iterable, Iterator

from domain.document import Doubt
from domain.finding import Finding
from domain.invoice import Invoice
from parsers.page.field_names import FIELD_NAMES
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
    missing = [field for field in _ANNOUNCED if field not in known and _is_missing(invoice, field)]
    words = {field: said for field in missing if (said := _words(pages, field)) is not None}
    return (
        tuple(Doubt(field=field, rivals=()) for field in words),
        tuple(UNREAD.finding(field=field, what=FIELD_NAMES[field], words=said) for field, said in words.items()),
    )


def _is_missing(invoice: Invoice, field: str) -> bool:
    untaxed = invoice.montant_ht is not None and invoice.montant_ht == invoice.montant_ttc
    return getattr(invoice, field) is None and not (field == "montant_tva" and untaxed)


def _words(pages: tuple[Page, ...], field: str) -> str | None:
    """The words that announce ``field``; ``None`` when the pages have none."""
    for page in pages:
        for marked in page.marked:
            if _announces(marked, field) and marked.cell.row not in page.headers:
                return _shown(marked.cell)
    cell = _last_amount(pages) if field in _AMOUNTS else None
    return None if cell is None else _shown(cell)


def _announces(marked: Marked, field: str) -> bool:
    if marked.mention.kind not in _ANNOUNCED[field]:
        return False
    role = marked.mention.label.role
    if field == "siret_destinataire":
        return role is Role.DESTINATAIRE
    return field != "siret_fournisseur" or role in (None, Role.FOURNISSEUR)


def _last_amount(pages: tuple[Page, ...]) -> Cell | None:
    cells: Iterator[Cell] = (cell for page in reversed(pages) for line in reversed(page.lines) for cell in line)
    return next((cell for cell in cells if any(one.exact for one in amounts(cell.text))), None)


def _shown(cell: Cell) -> str:
    return cell.text if len(cell.text) <= _LONGEST else cell.text[: _LONGEST - 1] + "…"
