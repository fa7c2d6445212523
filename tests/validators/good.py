"""A good invoice of ten lines, a small directory, and the context they are checked in. Everything is made up."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from domain.finding import Pack
from domain.invoice import (
    CreditTransfer,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    Payment,
    References,
    Totals,
    VatBreakdown,
)
from domain.structure import Service, Structure
from domain.text import Text
from validators import Context, Demand, StructurePatterns

D = Decimal
NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
SUPPLIER = "99999999800019"
"""Passes Luhn; no company has it."""
REGION = "20005379100014"
SANS_SERVICE = "20002983300015"
ENGAGEMENT = "99999903000011"
MOA = "99999902200018"
INACTIVE = "99999901400015"
EITHER = "99999904800013"
EITHER_WITHOUT_SERVICE = "99999908900017"
SERVICES = "99999905500018"
MANY = "99999909700010"
ARMOR = "22220001600327"
IBAN = "FR7630006000011234567890189"


class SmallDirectory:
    """A directory held in memory: the whole protocol, the simplest way."""

    def __init__(self, structures: Iterable[Structure], services: Iterable[Service]) -> None:
        self._structures = {each.siret: each for each in structures}
        self._services = tuple(services)

    def structure(self, siret: str) -> Structure | None:
        return self._structures.get(siret)

    def service(self, siret: str, code: str) -> Service | None:
        return next((each for each in self.services(siret) if each.code == code), None)

    def services(self, siret: str) -> tuple[Service, ...]:
        return tuple(each for each in self._services if each.siret == siret)

    def nearest_structures(self, siret: str, limit: int = 3) -> tuple[Structure, ...]:
        near = sorted(self._structures.values(), key=lambda each: -_common(each.siret, siret))
        return tuple(each for each in near if each.active)[:limit]

    def nearest_services(self, siret: str, code: str, limit: int = 3) -> tuple[Service, ...]:
        near = sorted(self.services(siret), key=lambda each: -_common(each.code.lower(), code.lower()))
        return tuple(each for each in near if each.actif)[:limit]

    def structures(self) -> Iterable[Structure]:
        return self._structures.values()


def _common(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


ANNUAIRE = SmallDirectory(
    [
        Structure(siret=REGION, raison_sociale="REGION OCCITANIE", service=True),
        Structure(siret=SANS_SERVICE, raison_sociale="SYNDICAT MIXTE VALDEBLORE"),
        Structure(siret=ENGAGEMENT, raison_sociale="DEMONSTRATION ENGAGEMENT", engagement=True),
        Structure(siret=MOA, raison_sociale="DEMONSTRATION MOA", moa=True, moa_uniquement=True),
        Structure(siret=INACTIVE, raison_sociale="DEMONSTRATION INACTIVE", active=False),
        Structure(siret=EITHER, raison_sociale="DEMONSTRATION OU", service_ou_engagement=True),
        Structure(siret=EITHER_WITHOUT_SERVICE, raison_sociale="DEMONSTRATION OU SEUL", service_ou_engagement=True),
        Structure(siret=SERVICES, raison_sociale="DEMONSTRATION SERVICES", service=True),
        Structure(siret=MANY, raison_sociale="DEMONSTRATION NOMBREUSE", service=True),
        Structure(siret=ARMOR, raison_sociale="DEP COTES-D'ARMOR", service=True, engagement=True),
    ],
    [
        Service(siret=REGION, code="15", nom="DEF - Direction Emploi Formation"),
        Service(siret=EITHER, code="ACHATS", nom="Service des achats"),
        Service(siret=SERVICES, code="ACTUEL", nom="Service actuel"),
        Service(siret=SERVICES, code="ANCIEN", nom="Service ancien", actif=False),
        Service(siret=SERVICES, code="MARCHES", nom="Service des marchés", engagement=True),
        Service(siret=SERVICES, code="FACTURES_PUBLIQUES", nom="Factures publiques"),
        Service(siret=ARMOR, code="COLLEGE", nom="COLLEGE"),
        *(Service(siret=MANY, code=f"DIR{n:02d}", nom=f"Direction {n}") for n in range(12)),
    ],
)

_SIX_DIGITS = Demand(
    mandatory=True,
    pattern=re.compile("[0-9]{5,6}"),
    explanation=Text("5 ou 6 chiffres", "5 or 6 digits"),
)
PATTERNS = {ARMOR: StructurePatterns(code_service=Demand(mandatory=True), engagement=_SIX_DIGITS)}

CONTEXT = Context(now=NOW, annuaire=ANNUAIRE, rights=frozenset({SUPPLIER[:9]}), patterns=PATTERNS)


def invoice(**changes: Any) -> Invoice:
    """The good invoice with some of its fields changed."""
    return replace(GOOD, **changes)


def totals(**changes: Any) -> Invoice:
    """The good invoice with some of its totals changed."""
    return replace(GOOD, totals=replace(GOOD.totals, **changes))


def vat(*parts: VatBreakdown, **changes: Any) -> Invoice:
    """The good invoice with another VAT breakdown."""
    return replace(GOOD, vat_breakdown=parts, **changes)


def seller(**changes: Any) -> Invoice:
    """The good invoice with some fields of its seller changed."""
    return replace(GOOD, seller=replace(GOOD.seller, **changes))


def foreign(scheme: str, value: str) -> Invoice:
    """The good invoice from a supplier without SIRET."""
    party = Party(name="ZULIEFERER GMBH", identifiers=(Identifier(value=value, scheme=scheme),))
    return replace(GOOD, siret_fournisseur=None, siren_fournisseur=None, seller=party)


def context(**changes: Any) -> Context:
    """The usual context with some of its parts changed."""
    return replace(CONTEXT, **changes)


ONLY_ROUTING = frozenset({Pack.ACHEMINEMENT})

GOOD = Invoice(
    numero_facture="F2026-0042",
    date_facture=date(2026, 11, 20),
    type_facture="380",
    devise="EUR",
    cadre_facturation="A1",
    siret_fournisseur=SUPPLIER,
    siren_fournisseur=SUPPLIER[:9],
    siret_destinataire=REGION,
    code_service="15",
    numero_engagement="EJ-123456",
    numero_marche="2026M001",
    vat_point_code="432",
    due_date=date(2026, 12, 20),
    buyer_reference="15",
    notes=(Note(text="Merci de votre confiance."),),
    seller=Party(
        name="PAPETERIE DE DEMONSTRATION SAS",
        identifiers=(Identifier(value=SUPPLIER, scheme="0009"),),
        legal_registration=Identifier(value=SUPPLIER[:9], scheme="0002"),
        vat_identifier=f"FR{(12 + 3 * (int(SUPPLIER[:9]) % 97)) % 97:02d}{SUPPLIER[:9]}",
    ),
    buyer=Party(name="REGION OCCITANIE", identifiers=(Identifier(value=REGION, scheme="0009"),)),
    payments=(Payment(means="30", credit_transfers=(CreditTransfer(account=IBAN),)),),
    references=References(contract="2026M001", purchase_order="EJ-123456"),
    totals=Totals(
        lines=D("1000.00"),
        without_vat=D("1000.00"),
        vat=D("156.50"),
        with_vat=D("1156.50"),
        due=D("1156.50"),
    ),
    vat_breakdown=(
        VatBreakdown(base=D("700.00"), amount=D("140.00"), category="S", rate=D("20.00"), scheme="VAT"),
        VatBreakdown(base=D("300.00"), amount=D("16.50"), category="S", rate=D("5.5"), scheme="VAT"),
    ),
    lines=tuple(
        Line(
            identifier=str(n),
            quantity=D(2),
            unit="C62",
            net_amount=D("100.00"),
            net_price=D("50.00"),
            vat_category="S",
            vat_rate=D("20.00"),
            name=f"Ramette {n}",
        )
        for n in range(1, 11)
    ),
)
