"""Made-up invoices: firms, public bodies and amounts that agree, from a seed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_FIRMS = ("Menuiserie Garrigou", "Atelier Verdier", "Brassac Informatique", "Cabinet Lemoyne", "Transports Ausset")
_FORMS = ("SARL", "SAS", "EURL", "SASU")
_BODIES = ("Commune de Valmontel", "Région Provençane", "Département du Haut-Lez", "Centre hospitalier de Mirande")
_TOWNS = (("31000", "TOULOUSE"), ("06200", "NICE"), ("22000", "SAINT-BRIEUC"), ("69003", "LYON"), ("75011", "PARIS"))
_STREETS = (
    "12 rue du Moulin",
    "4 avenue de la Gare",
    "27 bis chemin des Vignes",
    "1 place de la Mairie",
    "ZA des Pins",
)
_ITEMS = (
    "Fourniture de papier",
    "Entretien des espaces verts",
    "Maintenance du parc",
    "Étude de sol",
    "Location de nacelle",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A firm or a public body."""

    name: str
    street: str
    postcode: str
    town: str
    siret: str

    @property
    def vat(self) -> str:
        """Its VAT number."""
        return f"FR{(12 + 3 * (int(self.siret[:9]) % 97)) % 97:02d}{self.siret[:9]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line."""

    name: str
    quantity: int
    price: Decimal
    rate: Decimal

    @property
    def total(self) -> Decimal:
        """Without VAT."""
        return self.quantity * self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All an invoice may say; a layout prints a part of it."""

    seed: int
    number: str
    origin: str
    issued: date
    due: date
    seller: Who
    buyer: Who
    other: Who
    service: str
    engagement: str
    contract: str
    cadre: str
    items: tuple[Item, ...]
    paid: Decimal
    credit: bool

    @property
    def ht(self) -> Decimal:
        """Total without VAT."""
        return sum((item.total for item in self.items), Decimal(0))

    @property
    def taxes(self) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
        """Rate, base and tax of each rate."""
        rates = sorted({item.rate for item in self.items})
        bases = [sum((item.total for item in self.items if item.rate == rate), Decimal(0)) for rate in rates]
        return tuple(
            (rate, base, (base * rate / 100).quantize(_CENT, ROUND_HALF_UP))
            for rate, base in zip(rates, bases, strict=True)
        )

    @property
    def vat(self) -> Decimal:
        """Total of VAT."""
        return sum((tax for _, _, tax in self.taxes), Decimal(0))

    @property
    def ttc(self) -> Decimal:
        """Total with VAT."""
        return self.ht + self.vat


def facts(seed: int, *, credit: bool = False, rates: int = 1, items: int = 3) -> Facts:
    """The invoice of this ``seed``."""
    dice = random.Random(seed)
    issued = date(2026, 1, 1) + timedelta(days=dice.randrange(330))
    choice = dice.sample([Decimal(20), Decimal("5.5"), Decimal(10)], rates)
    return Facts(
        seed=seed,
        number=dice.choice(("FA-2026-{:04d}", "F{:06d}", "2026{:05d}", "FC2026/{:03d}", "26-{:04d}")).format(
            dice.randrange(1, 999)
        ),
        origin=f"FA-2025-{dice.randrange(1000, 9999)}",
        issued=issued,
        due=issued + timedelta(days=30),
        seller=_who(dice, f"{dice.choice(_FIRMS)} {dice.choice(_FORMS)}", dice.choice("345678")),
        buyer=_who(dice, dice.choice(_BODIES), dice.choice("12")),
        other=_who(dice, f"Bureau {dice.choice(_FIRMS)}", "9"),
        service=dice.choice(("DRH", "15", "SERV-04", "FIN_2026", "DSN", "BP06")),
        engagement=str(dice.randrange(10_000, 999_999)),
        contract=f"2025-{dice.randrange(100, 999)}-{dice.choice('ABC')}",
        cadre=dice.choice(("A1", "A2", "A9")),
        items=tuple(_item(dice, dice.choice(choice) if rank >= rates else choice[rank]) for rank in range(items)),
        paid=Decimal(dice.randrange(10, 99)),
        credit=credit,
    )


def _item(dice: random.Random, rate: Decimal) -> Item:
    return Item(
        name=dice.choice(_ITEMS),
        quantity=dice.randrange(1, 30),
        price=Decimal(dice.randrange(300, 90_000)) / 100,
        rate=rate,
    )


def _who(dice: random.Random, name: str, first: str) -> Who:
    postcode, town = dice.choice(_TOWNS)
    return Who(name=name, street=dice.choice(_STREETS), postcode=postcode, town=town, siret=_siret(dice, first))


def _siret(dice: random.Random, first: str) -> str:
    siren = _keyed(first + "".join(dice.choice("0123456789") for _ in range(7)))
    return _keyed(siren + "000" + dice.choice("12345"))


def _keyed(digits: str) -> str:
    return next(digits + key for key in "0123456789" if _luhn(digits + key))


def _luhn(digits: str) -> bool:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + rank % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
