"""The pages of a Factur-X held against its XML.

A value of the XML that is printed anywhere is no difference, and shows where it stands. When one is printed nowhere,
the pages are read as :mod:`parsers.pdf` reads them, and only what is read with certainty contradicts the XML.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.document import Evidence
from domain.finding import Finding, excerpt
from domain.invoice import FIELDS, Invoice
from domain.text import Text
from parsers.concordance import accounts, agrees
from parsers.confrontation_regles import ACCOUNT, DIFFERS
from parsers.imprime import Place, Printed
from parsers.page.assembly import assemble
from parsers.page.identifiers import Nature, ibans, identifiers
from parsers.page.marking import marked_pages
from parsers.page.words import Closed, Leaf, PageLimits, leaves

_FIRST = PageLimits()
_MORE = PageLimits(first=30, last=10)
"""The pages searched before something is said to be printed nowhere."""
_SURE = 0.6
"""Confidence below which a value read on a page contradicts nothing: enough, once the XML's own is printed nowhere."""
_ONCE, _AGAIN = 0.95, 0.8
"""Confidence in the place of a value that is printed once, or several times."""
_SHORT = 3
"""Characters a code needs for its place on the page to mean anything."""
_UNPRINTED = frozenset({"type_facture", "cadre_facturation", "devise"})
"""Fields that are codes of the XML: pages say them in words."""
_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Confronted:
    """What differs, and where each value of the XML, or the value that contradicts it, is printed."""

    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def confronted(invoice: Invoice, content: bytes) -> Confronted:
    """The pages of the PDF ``content`` held against ``invoice``, read from its XML; never raises for a bad page."""
    found = _leaves(content, _FIRST)
    if not found:
        return Confronted()
    printed = Printed(found)
    evidence = _evidence(invoice, printed)
    absent = _absent(invoice, evidence)
    if absent and _is_partial(found):
        found = _leaves(content, _MORE)
        printed = Printed(found)
        evidence = _evidence(invoice, printed)
        absent = () if _is_partial(found) else _absent(invoice, evidence)
    differences = tuple(_differences(invoice, absent, found, printed)) if absent else ()
    evidence |= {one.evidence.field: one.evidence for one in differences}
    return Confronted(
        findings=tuple(_finding(one) for one in differences),
        evidence=tuple(evidence[field] for field in (*FIELDS, ACCOUNT) if field in evidence),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """A value on the page, and the one the XML gives instead."""

    evidence: Evidence
    page: str
    xml: Text


def _leaves(content: bytes, limits: PageLimits) -> tuple[Leaf, ...]:
    """The pages with words; none when the PDF has no text that can be read."""
    found = leaves(content, limits)
    return () if isinstance(found, Closed) or not any(leaf.words for leaf in found) else found


def _is_partial(found: tuple[Leaf, ...]) -> bool:
    return bool(found) and found[-1].number > len(found)


def _evidence(invoice: Invoice, printed: Printed) -> dict[str, Evidence]:
    """Where each value of the XML is printed, by field."""
    return {field: _proof(field, places) for field, places in _places(invoice, printed) if places}


def _places(invoice: Invoice, printed: Printed) -> Iterator[tuple[str, tuple[Place, ...]]]:
    for field in FIELDS:
        value = getattr(invoice, field)
        if isinstance(value, Decimal):
            yield field, printed.amount(value)
        elif isinstance(value, date):
            yield field, printed.day(value)
        elif isinstance(value, str) and field not in _UNPRINTED and (len(value) >= _SHORT or field in DIFFERS):
            yield field, printed.code(value)
    yield from ((ACCOUNT, printed.code(account)) for account in accounts(invoice))


def _proof(field: str, places: tuple[Place, ...]) -> Evidence:
    """The last place of a total, the first of anything else."""
    place = max(places, key=_height) if field.startswith("montant") else min(places, key=_height)
    left, top, right, bottom = (round(edge, 1) for edge in place.box)
    return Evidence(
        field=field,
        text=place.text,
        page=place.page,
        box=(left, top, right, bottom),
        confidence=_ONCE if len(places) == 1 else _AGAIN,
    )


def _height(place: Place) -> tuple[int, float]:
    return place.page, place.box[1]


def _absent(invoice: Invoice, evidence: dict[str, Evidence]) -> tuple[str, ...]:
    """The fields to compare whose value is given by the XML and printed nowhere."""
    return tuple(field for field in DIFFERS if field not in evidence and _told(invoice, field) is not None)


def _told(invoice: Invoice, field: str) -> object:
    """The value in the XML; ``None`` when it gives none."""
    if field == ACCOUNT:
        return next(iter(accounts(invoice)), None)
    value: object = getattr(invoice, field)
    return invoice.siren_fournisseur if value is None and field == "siret_fournisseur" else value


def _shown(value: object) -> Text:
    """A value of the XML as people write it."""
    if isinstance(value, date):
        return Text(f"{value:%d/%m/%Y}", value.isoformat())
    text = f"{value:f}" if isinstance(value, Decimal) else excerpt(value)
    return Text(text.replace(".", ","), text) if isinstance(value, Decimal) else Text(text, text)


def _differences(
    invoice: Invoice, absent: tuple[str, ...], found: tuple[Leaf, ...], printed: Printed
) -> Iterator[_Difference]:
    """What the pages print instead of the values that are ``absent`` from them."""
    if _is_worth_reading(absent, printed):
        read = assemble(marked_pages(found))
        for proof in read.evidence:
            value = getattr(read.invoice, proof.field)
            if proof.field in absent and proof.confidence >= _SURE and not agrees(proof.field, value, invoice):
                yield _Difference(evidence=proof, page=proof.text, xml=_shown(_told(invoice, proof.field)))
    if ACCOUNT in absent:
        yield from _other_account(invoice, printed)


def _is_worth_reading(absent: tuple[str, ...], printed: Printed) -> bool:
    """Whether the pages may say another value of one of these fields: reading them takes as long as all the rest."""
    sought = {field for field in absent if field != ACCOUNT}
    if not sought or not all(field.startswith("siret") for field in sought):
        return bool(sought)
    return any(one.nature is Nature.SIRET and one.sound for text in printed.texts for one in identifiers(text))


def _other_account(invoice: Invoice, printed: Printed) -> Iterator[_Difference]:
    known = accounts(invoice)
    for other in {account: None for text in printed.texts for account in ibans(text)}:
        places = printed.code(other)
        if other not in known and places:
            yield _Difference(evidence=_proof(ACCOUNT, places), page=other, xml=_shown(known[0]))
            return


def _finding(one: _Difference) -> Finding:
    left, top = (round(edge / _MILLIMETRE) for edge in one.evidence.box[:2])
    where = Text(
        f"page {one.evidence.page}, à {left} mm du bord gauche et {top} mm du haut",
        f"page {one.evidence.page}, {left} mm from the left edge and {top} mm from the top",
    )
    return DIFFERS[one.evidence.field].finding(page=one.page, xml=one.xml, where=where)
