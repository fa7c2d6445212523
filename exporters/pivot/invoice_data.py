"""``DonneesFacture`` of the pivot: the data of the invoice, in the codes of the format."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from lxml.etree import _Element as Element

from domain.cadre import CADRES, DEJA_PAYES
from domain.invoice import AVOIRS, Invoice, Line, VatBreakdown
from exporters.common.xml_elements import group, put
from exporters.pivot.limits import NUMBER

_FACTURE, _AVOIR = "380", "381"
_CADRES = {"S3": "A9", "S6": "A12"}
"""Cadres of the reform that are not those of an ordinary invoice (DSE 1.0 sections 4.2 and 6.12)."""
_MODES = {"58": "30", "59": "49", "54": "48", "55": "48"}
"""UNTDID 4461 to the nearest of the codes the format has."""
_KNOWN_MODES = frozenset({"10", "20", "30", "31", "42", "48", "49", "97"})
_VIREMENT = "31"
"""The code of a mode that is absent or not among these (G1.14)."""
_SIX = Decimal("0.000001")
_CENT = Decimal("0.01")
_INFORMATION = frozenset({"GROUP", "INFORMATION"})
"""Line statuses whose amounts are not part of the totals (EXT-FR-FE-163)."""


def put_invoice_data(parent: Element, invoice: Invoice, *, received: date, renvoi: str, moe_since: date | None) -> None:
    """Everything between ``Id`` and ``Lignes``, in the order of the schema."""
    put(parent, "Id", invoice.numero_facture)
    put(parent, "Renvoi", renvoi)
    if len(invoice.numero_facture_origine or "") <= NUMBER:
        put(parent, "IdFactureOrigine", invoice.numero_facture_origine)
    put(parent, "Type", _AVOIR if invoice.type_facture in AVOIRS else _FACTURE)
    put(parent, "Cadre", cadre(invoice))
    put(parent, "DateEmissionFacture", _day(invoice.date_facture))
    put(parent, "DateLivraison", _day(invoice.delivery.date if invoice.delivery else None))
    _mode(group(parent, "ModePaiement"), invoice)
    put(parent, "DateReception", _day(received))
    put(parent, "DateMiseADispositionMOE", _day(moe_since))
    put(parent, "Devise", invoice.devise)
    _amounts(group(parent, "Montants"), invoice)
    _taxes(parent, invoice.vat_breakdown)
    if invoice.numero_marche or invoice.numero_engagement:
        engagement = group(parent, "Engagement")
        put(engagement, "NumeroMarche", invoice.numero_marche)
        put(engagement, "NumeroEngagement", invoice.numero_engagement)
    _lines(parent, invoice.lines)


def cadre(invoice: Invoice) -> str:
    """The cadre of Chorus Pro the invoice is treated under; A1 for what is none."""
    code = invoice.cadre_facturation or ""
    if code in CADRES:
        return code
    return "A2" if code in DEJA_PAYES else _CADRES.get(code, "A1")


def _mode(parent: Element, invoice: Invoice) -> None:
    payment = next((each for each in invoice.payments if each.means), None)
    code = (payment.means or "") if payment else ""
    put(parent, "Code", code if code in _KNOWN_MODES else _MODES.get(code, _VIREMENT))
    put(parent, "Libelle", payment.means_text if payment else None)


def _amounts(parent: Element, invoice: Invoice) -> None:
    totals = invoice.totals
    due = totals.with_vat if totals.due is None else totals.due
    for tag, amount in (("MontantHT", totals.without_vat), ("MontantTTC", totals.with_vat), ("MontantNetAPayer", due)):
        put(parent, tag, _plain(amount))


def _taxes(parent: Element, breakdown: tuple[VatBreakdown, ...]) -> None:
    """All rows or none: with one missing, or of another tax, their sum would be taken for the VAT of the invoice."""
    rows = [row for part in breakdown if part.of_vat and (row := _tax(part)) is not None]
    if not rows or len(rows) != len(breakdown):
        return
    taxes = group(parent, "TVAs")
    for row in rows:
        tax = group(taxes, "TVA")
        for tag, value in zip(("Taux", "BaseHt", "MontantTVA"), row, strict=True):
            put(tax, tag, _plain(value))


def _tax(part: VatBreakdown) -> tuple[Decimal, Decimal, Decimal] | None:
    rate, base, amount = part.rate or Decimal(0), part.base, part.amount
    if base is None or not all(each.is_finite() for each in (rate, base, amount or rate)):
        return None
    if amount is None:
        with localcontext(prec=60):
            amount = (base * rate / 100).quantize(_CENT, ROUND_HALF_UP)
    return rate, base, amount


def _lines(parent: Element, lines: tuple[Line, ...]) -> None:
    priced = [(line, amounts) for line in lines if line.status not in _INFORMATION and (amounts := _line(line))]
    if not priced:
        return
    group_ = group(parent, "Lignes")
    for rank, (line, (price, quantity, net)) in enumerate(priced, start=1):
        each = group(group_, "Ligne", {"NumOrdre": str(rank)})
        put(each, "ReferenceProduit", line.seller_item or line.name)
        put(each, "PrixUnitaire", _plain(price))
        put(each, "Quantite", _plain(quantity))
        put(each, "MontantHT", _plain(net))
        put(each, "TauxTVA", _plain(line.vat_rate) if _is_finite(line.vat_rate) else None)


def _line(line: Line) -> tuple[Decimal, Decimal, Decimal] | None:
    """Price of one, quantity and net amount, what is absent taken from the others; ``None`` when that cannot be."""
    net, quantity = line.net_amount, line.quantity
    if net is None or not all(_is_finite(each) for each in _given_amounts(line)):
        return None
    quantity = Decimal(1) if quantity is None else quantity
    if line.net_price is not None:
        return _shared(line.net_price, line.price_base_quantity), quantity, net
    return _shared(net, quantity), quantity, net


def _shared(amount: Decimal, among: Decimal | None) -> Decimal:
    """``amount`` divided by ``among``, rounded to six decimals; unchanged when ``among`` is absent, 0 or 1."""
    if not among or among == 1:
        return amount
    with localcontext(prec=60):
        return (amount / among).quantize(_SIX, ROUND_HALF_UP).normalize()


def _given_amounts(line: Line) -> Iterator[Decimal]:
    for value in (line.net_amount, line.quantity, line.net_price, line.price_base_quantity):
        if value is not None:
            yield value


def _is_finite(value: Decimal | None) -> bool:
    return value is not None and value.is_finite()


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
