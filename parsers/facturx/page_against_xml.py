"""Comparison of the pages of a Factur-X with its XML.

A value of the XML that is printed anywhere is no difference, and its position is evidence. When a value is printed
nowhere, the pages are read as :mod:`parsers.pdf.text_pdf` reads them; only a value read with certainty is a
difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.document import Evidence
from domain.finding import Finding, excerpt
from domain.invoice import FIELDS, Invoice
from domain.text import Text
from parsers.facturx.locate import located, proof
from parsers.facturx.page_rules import ACCOUNT, DIFFERS
from parsers.facturx.same_value import accounts, agrees
from parsers.facturx.same_value import identifiers as identifiers_of
from parsers.page.assembly import assemble
from parsers.page.layout.words import Closed, Leaf, PageLimits, leaves
from parsers.page.marked.marking import marked_pages
from parsers.page.values.identifiers import IdentifierKind, ibans, identifiers
from parsers.pdf.printed_value import Printed

_FIRST = PageLimits()
_MORE = PageLimits(first=30, last=10)
"""Limits on the pages that are searched for values."""
_SURE = 0.6
"""Least confidence of a value read on a page for it to be a difference, once the XML's own is printed nowhere."""
_MILLIMETRE = 72 / 25.4
_ORDER = (*FIELDS, ACCOUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageComparison:
    """The differences, and where each value of the XML, or the value that differs from it, is printed."""

    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def compare(invoice: Invoice, content: bytes) -> PageComparison:
    """Compares the pages of the PDF ``content`` with ``invoice``, read from its XML; never raises for a bad page."""
    found = _leaves(content, _FIRST)
    if not found:
        return PageComparison()
    printed = Printed(found)
    proofs = located(invoice, printed)
    absent = _absent(invoice, proofs, printed)
    if absent and _is_partial(found):
        found = _leaves(content, _MORE)
        printed = Printed(found)
        proofs = located(invoice, printed)
        absent = () if _is_partial(found) else _absent(invoice, proofs, printed)
    differences = tuple(_differences(invoice, absent, found, printed)) if absent else ()
    proofs += tuple(one.evidence for one in differences)
    return PageComparison(
        findings=tuple(_finding(one) for one in differences),
        evidence=tuple(sorted(proofs, key=lambda one: _ORDER.index(one.field))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """A value on the page, and the different one in the XML."""

    evidence: Evidence
    page: str
    xml: Text


def _leaves(content: bytes, limits: PageLimits) -> tuple[Leaf, ...]:
    """The pages with words; empty when the PDF has no readable text."""
    found = leaves(content, limits)
    return () if isinstance(found, Closed) or not any(leaf.words for leaf in found) else found


def _is_partial(found: tuple[Leaf, ...]) -> bool:
    return bool(found) and found[-1].number > len(found)


def _absent(invoice: Invoice, proofs: tuple[Evidence, ...], printed: Printed) -> tuple[str, ...]:
    """The compared fields whose XML value is printed nowhere."""
    shown = {each.field for each in proofs}
    return tuple(
        field
        for field in DIFFERS
        if field not in shown
        and _xml_value(invoice, field) is not None
        and not (field == "siret_fournisseur" and invoice.siret_fournisseur is None and _shows_siren(invoice, printed))
    )


def _shows_siren(invoice: Invoice, printed: Printed) -> bool:
    """Whether the SIREN is printed, be it inside a SIRET or a VAT number, when the XML gives no SIRET."""
    return printed.holds(invoice.siren_fournisseur or "")


def _xml_value(invoice: Invoice, field: str) -> object:
    """The value in the XML; ``None`` when it gives none."""
    if field == ACCOUNT:
        return next(iter(accounts(invoice)), None)
    value: object = getattr(invoice, field)
    return invoice.siren_fournisseur if value is None and field == "siret_fournisseur" else value


def _shown(value: object) -> Text:
    """A value of the XML formatted for display."""
    if isinstance(value, date):
        return Text(f"{value:%d/%m/%Y}", value.isoformat())
    text = f"{value:f}" if isinstance(value, Decimal) else excerpt(value)
    return Text(text.replace(".", ","), text) if isinstance(value, Decimal) else Text(text, text)


def _differences(
    invoice: Invoice, absent: tuple[str, ...], found: tuple[Leaf, ...], printed: Printed
) -> Iterator[_Difference]:
    """The values that the pages print in place of the ``absent`` ones."""
    slips = {one.evidence.field: one for one in _slips(invoice, absent, printed)}
    yield from slips.values()
    if _is_worth_reading(absent, printed):
        read = assemble(marked_pages(found))
        for one in read.evidence:
            value = getattr(read.invoice, one.field)
            if (
                one.field in absent
                and one.field not in slips
                and one.confidence >= _SURE
                and not agrees(one.field, value, invoice)
            ):
                yield _Difference(evidence=one, page=one.text, xml=_shown(_xml_value(invoice, one.field)))
    if ACCOUNT in absent:
        yield from _other_account(invoice, printed)


def _is_worth_reading(absent: tuple[str, ...], printed: Printed) -> bool:
    """Whether the pages may hold another value of one of these fields: reading them doubles the time."""
    sought = {field for field in absent if field != ACCOUNT}
    if not sought or not all(field.startswith("siret") for field in sought):
        return bool(sought)
    return any(one.nature is IdentifierKind.SIRET and one.sound for text in printed.texts for one in identifiers(text))


def _slips(invoice: Invoice, absent: tuple[str, ...], printed: Printed) -> Iterator[_Difference]:
    """The SIRETs that the pages print with a slip of the pen: a digit left out, wrong, or swapped with the next."""
    known = set(identifiers_of(invoice))
    for field in ("siret_fournisseur", "siret_destinataire"):
        value = getattr(invoice, field) if field in absent else None
        for slip in _slips_of(value or ""):
            if slip not in known and (places := printed.code(slip)):
                yield _Difference(evidence=proof(field, places), page=places[0].text, xml=_shown(value))
                break


def _slips_of(siret: str) -> Iterator[str]:
    for at, digit in enumerate(siret):
        yield siret[:at] + siret[at + 1 :]
        yield siret[:at] + siret[at : at + 2][::-1] + siret[at + 2 :]
        yield from (siret[:at] + other + siret[at + 1 :] for other in "0123456789" if other != digit)


def _other_account(invoice: Invoice, printed: Printed) -> Iterator[_Difference]:
    known = accounts(invoice)
    for other in {account: None for text in printed.texts for account in ibans(text)}:
        places = printed.code(other)
        if other not in known and places:
            yield _Difference(evidence=proof(ACCOUNT, places), page=other, xml=_shown(known[0]))
            return


def _finding(one: _Difference) -> Finding:
    left, top = (round(edge / _MILLIMETRE) for edge in one.evidence.box[:2])
    where = Text(
        f"page {one.evidence.page}, à {left} mm du bord gauche et {top} mm du haut",
        f"page {one.evidence.page}, {left} mm from the left edge and {top} mm from the top",
    )
    return DIFFERS[one.evidence.field].finding(page=one.page, xml=one.xml, where=where)
