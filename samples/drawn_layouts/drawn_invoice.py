"""What one drawn invoice says, before any page shows it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TypeVar

from samples.drawn_layouts import reference_numbers
from samples.drawn_layouts.parties import SERVICES, Acteur, fournisseur, structure
from samples.invoices.goods import CATALOGUE

T = TypeVar("T")
_CENT = Decimal("0.01")
_FIRST = date(2025, 9, 1)
_DAYS = 420
FRANCHISE = "TVA non applicable, art. 293 B du CGI"
AUTOLIQUIDATION = "Autoliquidation de la TVA, article 283-2 nonies du CGI"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """One line: what, how many, unit price and sum before VAT, rate in percent."""

    nom: str
    quantite: Decimal
    prix: Decimal
    montant: Decimal
    taux: Decimal
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Base and VAT of one rate."""

    taux: Decimal
    base: Decimal
    tva: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Faits:
    """One invoice or credit note, in euros."""

    numero: str
    jour: date
    echeance: date
    avoir: bool
    fournisseur: Acteur
    destinataire: Acteur
    service: str
    """What the recipient's service is called."""
    code_service: str | None
    engagement: str | None
    marche: str | None
    cadre: str | None
    origine: str | None
    """Number of the invoice that an avoir corrects."""
    moe: Acteur | None
    mandataire: Acteur | None
    livre: Acteur | None
    """The place of delivery."""
    lignes: tuple[Ligne, ...]
    parts: tuple[Part, ...]
    regime: str | None
    """Why there is no VAT."""
    paye: Decimal
    """Already paid."""
    client: str
    """The supplier's number for its client."""
    bon_livraison: str
    devis: str
    commande_interne: str
    """The supplier's own order number."""

    @property
    def ht(self) -> Decimal:
        """Before VAT."""
        return sum((part.base for part in self.parts), Decimal(0))

    @property
    def tva(self) -> Decimal:
        """All VAT."""
        return sum((part.tva for part in self.parts), Decimal("0.00"))

    @property
    def ttc(self) -> Decimal:
        """VAT included."""
        return self.ht + self.tva

    @property
    def du(self) -> Decimal:
        """What remains to pay."""
        return self.ttc - self.paye


def tire(chance: Random, lignes: tuple[int, int] = (1, 8), *, travaux: bool = False) -> Faits:
    """An invoice with so many lines (least and most); ``travaux`` for works, with their actors."""
    jour = _FIRST + timedelta(days=chance.randrange(_DAYS))
    avoir = chance.random() < 0.08
    regime = _regime(chance, travaux=travaux)
    rows = _lignes(chance, chance.randint(*lignes), sans_tva=regime is not None)
    parts = _parts(rows)
    ttc = sum((part.base + part.tva for part in parts), Decimal(0))
    return Faits(
        numero=reference_numbers.numero_facture(chance, jour),
        jour=jour,
        echeance=jour + timedelta(days=chance.choice((20, 30, 30, 30, 45))),
        avoir=avoir,
        fournisseur=fournisseur(chance),
        destinataire=structure(chance),
        service=chance.choice(SERVICES),
        code_service=_maybe(chance, 0.8, reference_numbers.code_service(chance)),
        engagement=_maybe(chance, 0.85, reference_numbers.engagement(chance, jour.year)),
        marche=_maybe(chance, 0.5, reference_numbers.marche(chance, jour.year)),
        cadre=_maybe(chance, 0.25, "A4" if travaux else "A1"),
        origine=reference_numbers.numero_facture(chance, jour - timedelta(days=40)) if avoir else None,
        moe=_maybe(chance, 0.8 if travaux else 0.0, fournisseur(chance)),
        mandataire=_maybe(chance, 0.5 if travaux else 0.05, fournisseur(chance)),
        livre=_maybe(chance, 0.35, structure(chance)),
        lignes=rows,
        parts=parts,
        regime=regime,
        paye=_cents(ttc * chance.choice((30, 50)) / 100) if chance.random() < 0.12 and not avoir else Decimal(0),
        client=reference_numbers.leurre(chance),
        bon_livraison=f"BL{chance.randrange(10**6):06d}",
        devis=f"DE{jour.year}{chance.randrange(1000):03d}",
        commande_interne=f"CDE-{chance.randrange(10**5):05d}",
    )


def _regime(chance: Random, *, travaux: bool) -> str | None:
    drawn = chance.random()
    if travaux and drawn < 0.15:
        return AUTOLIQUIDATION
    return FRANCHISE if drawn > 0.93 else None


def _lignes(chance: Random, count: int, *, sans_tva: bool) -> tuple[Ligne, ...]:
    one_rate = Decimal(20) if chance.random() < 0.65 else None
    return tuple(_ligne(chance, Decimal(0) if sans_tva else one_rate) for _ in range(count))


def _ligne(chance: Random, taux: Decimal | None) -> Ligne:
    model = chance.choice(CATALOGUE)
    count = Decimal(chance.choice((1, 1, 2, 3, 5, 10, 12, 25, 40)))
    price = Decimal(chance.randrange(90, 90_000)) / 100
    return Ligne(
        nom=model.nom,
        quantite=count,
        prix=price,
        montant=_cents(count * price),
        taux=model.taux if taux is None else taux,
        reference=model.reference,
    )


def _parts(lignes: tuple[Ligne, ...]) -> tuple[Part, ...]:
    bases: dict[Decimal, Decimal] = {}
    for ligne in lignes:
        bases[ligne.taux] = bases.get(ligne.taux, Decimal(0)) + ligne.montant
    return tuple(
        Part(taux=taux, base=base, tva=_cents(base * taux / 100)) for taux, base in sorted(bases.items(), reverse=True)
    )


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def _maybe(chance: Random, share: float, value: T) -> T | None:
    return value if chance.random() < share else None
