"""The values of a randomly drawn invoice, before it is laid out on a page."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TypeVar

from samples.drawn_layouts import reference_numbers
from samples.drawn_layouts.parties import SERVICES, DrawnParty, draw_public_body, draw_supplier
from samples.invoices.goods import CATALOGUE

T = TypeVar("T")
_CENT = Decimal("0.01")
_FIRST = date(2025, 9, 1)
_DAYS = 420
FRANCHISE = "TVA non applicable, art. 293 B du CGI"
AUTOLIQUIDATION = "Autoliquidation de la TVA, article 283-2 nonies du CGI"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """One line: name, quantity, unit price and amount before VAT, rate in percent."""

    name: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    rate: Decimal
    reference: str | None
    unit: str
    """A code of recommendation 20."""
    percent: Decimal = Decimal(0)
    """The discount taken off, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatShare:
    """Base and VAT of one rate."""

    rate: Decimal
    base: Decimal
    tva: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnInvoice:
    """One invoice or credit note, in euros."""

    number: str
    day: date
    due_date: date
    avoir: bool
    supplier: DrawnParty
    recipient: DrawnParty
    service: str
    """Name of the recipient's service."""
    code_service: str | None
    engagement: str | None
    marche: str | None
    cadre: str | None
    origin: str | None
    """Number of the invoice corrected by an avoir."""
    moe: DrawnParty | None
    mandataire: DrawnParty | None
    delivered_to: DrawnParty | None
    """The place of delivery."""
    lines: tuple[DrawnLine, ...]
    vat_shares: tuple[VatShare, ...]
    exemption: str | None
    """Reason for no VAT; ``None`` when VAT applies."""
    paid: Decimal
    """Amount already paid."""
    client_number: str
    """The supplier's number for its client."""
    delivery_note: str
    quotation: str
    supplier_order: str
    """The supplier's own order number."""

    @property
    def ht(self) -> Decimal:
        """Total before VAT."""
        return sum((part.base for part in self.vat_shares), Decimal(0))

    @property
    def tva(self) -> Decimal:
        """Total VAT."""
        return sum((part.tva for part in self.vat_shares), Decimal("0.00"))

    @property
    def ttc(self) -> Decimal:
        """Total with VAT."""
        return self.ht + self.tva

    @property
    def due(self) -> Decimal:
        """Amount due."""
        return self.ttc - self.paid


def draw_invoice(
    rng: Random,
    lines: tuple[int, int] = (1, 8),
    *,
    travaux: bool = False,
    detailed: bool = False,
    discounts: bool = False,
) -> DrawnInvoice:
    """A random invoice; ``lines`` is the least and largest number of lines; ``travaux`` adds the actors of works.

    ``detailed`` lines have long names; with ``discounts``, some of them have one.
    """
    day = _FIRST + timedelta(days=rng.randrange(_DAYS))
    avoir = rng.random() < 0.08
    exemption = _exemption(rng, travaux=travaux)
    rows = _draw_lines(rng, rng.randint(*lines), untaxed=exemption is not None)
    rows = tuple(_detailed(rng, one) for one in rows) if detailed else rows
    rows = tuple(_discounted(rng, one) for one in rows) if discounts else rows
    vat_shares = _vat_shares(rows)
    ttc = sum((part.base + part.tva for part in vat_shares), Decimal(0))
    return DrawnInvoice(
        number=reference_numbers.invoice_number(rng, day),
        day=day,
        due_date=day + timedelta(days=rng.choice((20, 30, 30, 30, 45))),
        avoir=avoir,
        supplier=draw_supplier(rng),
        recipient=draw_public_body(rng),
        service=rng.choice(SERVICES),
        code_service=_maybe(rng, 0.8, reference_numbers.code_service(rng)),
        engagement=_maybe(rng, 0.85, reference_numbers.engagement(rng, day.year)),
        marche=_maybe(rng, 0.5, reference_numbers.marche(rng, day.year)),
        cadre=_maybe(rng, 0.25, "A4" if travaux else "A1"),
        origin=reference_numbers.invoice_number(rng, day - timedelta(days=40)) if avoir else None,
        moe=_maybe(rng, 0.8 if travaux else 0.0, draw_supplier(rng)),
        mandataire=_maybe(rng, 0.5 if travaux else 0.05, draw_supplier(rng)),
        delivered_to=_maybe(rng, 0.35, draw_public_body(rng)),
        lines=rows,
        vat_shares=vat_shares,
        exemption=exemption,
        paid=_cents(ttc * rng.choice((30, 50)) / 100) if rng.random() < 0.12 and not avoir else Decimal(0),
        client_number=reference_numbers.decoy(rng),
        delivery_note=f"BL{rng.randrange(10**6):06d}",
        quotation=f"DE{day.year}{rng.randrange(1000):03d}",
        supplier_order=f"CDE-{rng.randrange(10**5):05d}",
    )


def _exemption(rng: Random, *, travaux: bool) -> str | None:
    drawn = rng.random()
    if travaux and drawn < 0.15:
        return AUTOLIQUIDATION
    return FRANCHISE if drawn > 0.93 else None


def _draw_lines(rng: Random, count: int, *, untaxed: bool) -> tuple[DrawnLine, ...]:
    one_rate = Decimal(20) if rng.random() < 0.65 else None
    return tuple(_draw_line(rng, Decimal(0) if untaxed else one_rate) for _ in range(count))


def _draw_line(rng: Random, rate: Decimal | None) -> DrawnLine:
    model = rng.choice(CATALOGUE)
    count = Decimal(rng.choice((1, 1, 2, 3, 5, 10, 12, 25, 40)))
    price = Decimal(rng.randrange(90, 90_000)) / 100
    return DrawnLine(
        name=model.nom,
        quantity=count,
        price=price,
        amount=_cents(count * price),
        rate=model.taux if rate is None else rate,
        reference=model.reference,
        unit=model.unite,
    )


_DETAILS = (
    "fourniture, pose et raccordement compris, selon votre demande du mois dernier",
    "livraison au service technique, 2e étage, bâtiment B",
    "y compris déplacement et petites fournitures nécessaires à la bonne exécution",
    "période du 1er au 31, hors jours fériés",
)


def _detailed(rng: Random, line: DrawnLine) -> DrawnLine:
    """``line`` with a longer name, more often than not."""
    return replace(line, name=f"{line.name}, {rng.choice(_DETAILS)}") if rng.random() < 0.6 else line


def _discounted(rng: Random, line: DrawnLine) -> DrawnLine:
    """``line`` with a discount of 5, 10 or 12.5 % every third time."""
    percent = Decimal(rng.choice(("5", "10", "12.5"))) if rng.random() < 0.35 else Decimal(0)
    amount = _cents(line.quantity * line.price * (100 - percent) / 100)
    return replace(line, percent=percent, amount=amount)


def _vat_shares(lines: tuple[DrawnLine, ...]) -> tuple[VatShare, ...]:
    bases: dict[Decimal, Decimal] = {}
    for line in lines:
        bases[line.rate] = bases.get(line.rate, Decimal(0)) + line.amount
    return tuple(
        VatShare(rate=rate, base=base, tva=_cents(base * rate / 100))
        for rate, base in sorted(bases.items(), reverse=True)
    )


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def _maybe(rng: Random, share: float, value: T) -> T | None:
    return value if rng.random() < share else None
