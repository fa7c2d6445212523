"""The arithmetic of an invoice: lines, discounts and charges, VAT breakdown, totals (BR-CO-10 to BR-CO-17)."""

from decimal import ROUND_HALF_UP, Decimal

from domain.invoice import AllowanceCharge, Line, Totals, VatBreakdown
from samples.invoices.demo import Article, DemoInvoice

CENT = Decimal("0.01")
ZERO = Decimal(0)


def cents(amount: Decimal) -> Decimal:
    """``amount`` to two decimals, halves up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def line_of(demo: DemoInvoice, index: int, article: Article) -> Line:
    """The line of ``article``, numbered ``index``."""
    discount = (AllowanceCharge(charge=False, amount=article.remise, reason="Remise", reason_code="95"),)
    return Line(
        identifier=str(index),
        quantity=article.quantite,
        unit=article.unite,
        net_amount=cents(article.quantite * article.prix - article.remise),
        allowances=discount if article.remise else (),
        net_price=article.prix,
        vat_category=_category(demo, article.taux),
        vat_rate=article.taux,
        name=article.nom,
        description=article.description,
        seller_item=article.reference,
    )


def allowances_of(demo: DemoInvoice, lines: tuple[Line, ...]) -> tuple[AllowanceCharge, ...]:
    """The discount of the whole invoice, one for each rate, and the carriage."""
    found: list[AllowanceCharge] = []
    for rate in sorted({line.vat_rate or ZERO for line in lines}, reverse=True) if demo.remise else ():
        base = sum((line.net_amount or ZERO for line in lines if line.vat_rate == rate), ZERO)
        found.append(
            AllowanceCharge(
                charge=False,
                amount=cents(base * (demo.remise or ZERO) / 100),
                base=base,
                percent=demo.remise,
                vat_category=_category(demo, rate),
                vat_rate=rate,
                reason="Remise commerciale",
                reason_code="95",
            )
        )
    if demo.port:
        found.append(
            AllowanceCharge(
                charge=True,
                amount=demo.port,
                vat_category="S",
                vat_rate=Decimal(20),
                reason="Frais de port",
                reason_code="FC",
            )
        )
    return tuple(found)


def breakdown_of(
    demo: DemoInvoice, lines: tuple[Line, ...], allowances: tuple[AllowanceCharge, ...]
) -> tuple[VatBreakdown, ...]:
    """Base and VAT of each rate, highest first."""
    bases: dict[Decimal, Decimal] = {}
    for line in lines:
        rate = line.vat_rate or ZERO
        bases[rate] = bases.get(rate, ZERO) + (line.net_amount or ZERO)
    for item in allowances:
        rate = item.vat_rate or ZERO
        bases[rate] = bases.get(rate, ZERO) + signed(item)
    return tuple(
        VatBreakdown(
            base=base,
            amount=cents(base * rate / 100),
            category=_category(demo, rate),
            rate=rate,
            exemption_reason=None if rate else demo.exoneration,
            exemption_code=None if rate else demo.exoneration_code,
            scheme="VAT",
        )
        for rate, base in sorted(bases.items(), reverse=True)
    )


def totals_of(
    demo: DemoInvoice,
    lines: tuple[Line, ...],
    allowances: tuple[AllowanceCharge, ...],
    breakdown: tuple[VatBreakdown, ...],
) -> Totals:
    """BG-22; absent sums stay absent."""
    gross = sum((line.net_amount or ZERO for line in lines), ZERO)
    discounts = sum((item.amount or ZERO for item in allowances if not item.charge), ZERO)
    charges = sum((item.amount or ZERO for item in allowances if item.charge), ZERO)
    net = gross - discounts + charges
    vat = sum((part.amount or ZERO for part in breakdown), ZERO)
    paid = net + vat if demo.acquittee else demo.deja_paye
    return Totals(
        lines=gross,
        allowances=discounts or None,
        charges=charges or None,
        without_vat=net,
        vat=cents(vat),
        with_vat=cents(net + vat),
        paid=paid,
        due=cents(net + vat - (paid or ZERO)),
    )


def signed(item: AllowanceCharge) -> Decimal:
    """What the item adds to the amount before VAT."""
    amount = item.amount or ZERO
    return amount if item.charge else -amount


def _category(demo: DemoInvoice, rate: Decimal) -> str:
    if rate:
        return "S"
    return "E" if demo.exoneration else "Z"
