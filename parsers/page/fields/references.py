"""Candidates for numbers, codes and dates on all pages: all fields except amounts and parties."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.placeholder import is_placeholder
from domain.reading_hints import ReadingHints
from parsers.page.fields.bare_services import shaped_services
from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.fields.codes import cadre, reference, service
from parsers.page.fields.dates import dated, dates, dates_at, month_leads
from parsers.page.fields.labelled import labelled, type_reader
from parsers.page.fields.titles import titled
from parsers.page.labels.label_kinds import Label, LabelKind
from parsers.page.marked.pages import Marked, Page
from parsers.page.marked.supplier_hints import placed

_CREDIT = re.compile(r"avoir|cr[ée]dit|gutschrift|abono", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The candidates read on all pages, by field."""

    numero: tuple[Candidate, ...]
    avoir: tuple[Candidate, ...]
    """Those of ``numero`` labelled as an *avoir*."""
    origine: tuple[Candidate, ...]
    date: tuple[Candidate, ...]
    echeance: tuple[Candidate, ...]
    engagement: tuple[Candidate, ...]
    marche: tuple[Candidate, ...]
    code_service: tuple[Candidate, ...]
    cadre: tuple[Candidate, ...]
    unclear_dates: bool
    """Dates with an ambiguous order of day and month."""


def references(pages: Iterable[Page], english: bool, hints: ReadingHints | None = None) -> References:
    """The numbers, codes and dates of ``pages``; on ``english`` pages the month may come first."""
    pages = tuple(pages)
    order = month_leads(pages, english)
    by_kind: dict[LabelKind, list[tuple[Page, Marked]]] = {}
    for page in pages:
        for marked in page.marked:
            by_kind.setdefault(marked.mention.kind, []).append((page, marked))

    def read(kind: LabelKind, reader: type_reader) -> tuple[Candidate, ...]:
        found = (*labelled(by_kind.get(kind, ()), reader), *_placed(pages, hints, kind, reader))
        return tuple(one for one in found if not is_placeholder(str(one.value)))

    numbers = read(LabelKind.NUMERO, reference)
    return References(
        numero=numbers + tuple(titled(pages)),
        avoir=tuple(_avoirs(by_kind.get(LabelKind.NUMERO, ()))),
        origine=read(LabelKind.ORIGINE, reference),
        date=(
            *dates(pages, by_kind.get(LabelKind.DATE, ()), order),
            *dates_at(placed(pages, hints, LabelKind.DATE), order),
        ),
        echeance=tuple(dated(by_kind.get(LabelKind.ECHEANCE, ()), order)),
        engagement=_with_letters(
            (*read(LabelKind.ENGAGEMENT, reference), *_ordered(by_kind.get(LabelKind.AUTRE_PIECE, ())))
        )
        or tuple(_own_orders(by_kind.get(LabelKind.AUTRE, ()))),
        marche=read(LabelKind.MARCHE, reference),
        code_service=read(LabelKind.CODE_SERVICE, service) or tuple(shaped_services(pages)),
        cadre=read(LabelKind.CADRE, cadre),
        unclear_dates=order is None,
    )


def _with_letters(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """``found`` without the digits of what another label announces with its letters: *N° engagement : BC 266248*."""
    return tuple(one for one in found if not any(_is_within(one, other) for other in found))


def _is_within(one: Candidate, other: Candidate) -> bool:
    longer, shorter = str(other.value), str(one.value)
    left, top, right, bottom = other.box
    inside = one.page == other.page and left <= one.box[0] and one.box[2] <= right and top <= one.box[3] <= bottom
    return inside and len(longer) > len(shorter) and longer.endswith(shorter)


def _placed(
    pages: Iterable[Page], hints: ReadingHints | None, kind: LabelKind, reader: type_reader
) -> Iterator[Candidate]:
    """Values in the places given by a supplier's ``hints`` for ``kind``."""
    for spot, sure in placed(pages, hints, kind):
        read = reader(spot)
        if read is not None and read.sure:
            yield candidate(read.value, sure, spot.cell, read.start, read.end)


def _ordered(found: Iterable[tuple[Page, Marked]]) -> Iterator[Candidate]:
    """The number after a bare *Bon de commande*, which may also be a document's title."""
    return labelled(_as_engagements(found, _ORDER), reference)


def _own_orders(found: Iterable[tuple[Page, Marked]]) -> Iterator[Candidate]:
    """Values after *Votre référence* with an order's prefix (``BC543``); others may be a name, a quote, a file."""
    read = labelled(_as_engagements(found, _YOURS), reference)
    return (one for one in read if _OF_ORDER.match(str(one.value)))


def _as_engagements(found: Iterable[tuple[Page, Marked]], says: re.Pattern[str]) -> Iterator[tuple[Page, Marked]]:
    for page, marked in found:
        if says.fullmatch(marked.text):
            label = Label(LabelKind.ENGAGEMENT, 0.85)
            yield page, replace(marked, mention=replace(marked.mention, label=label))


_ORDER = re.compile(r"bons? de commande", re.I)
_YOURS = re.compile(r"(?:vos|votre|v\W{0,2}|your) ?r[ée]f(?:[ée]rences?|erences?|s|\.)?", re.I)
_OF_ORDER = re.compile(r"(?:PO|BC|BDC|CDE|CMD|EJ|COMMANDE|ORDER|COMPRA|PEDIDO|ORDINE)[-_./ ]*\d", re.I)
"""Prefixes of order numbers."""


def _avoirs(found: Iterable[tuple[Page, Marked]]) -> Iterator[Candidate]:
    credits = [
        (page, marked)
        for page, marked in found
        if _CREDIT.search(marked.cell.text, marked.mention.start, marked.mention.end)
    ]
    return labelled(credits, reference)
