"""Invoices as they stand and lines about them, for the tests of applying statuses."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.status import Status
from domain.suivi import Acteur, Standing, Statement, StatementResult
from validators.suivi import apply

REGION, TITULAIRE, MOE, AUTRE = "20005379100014", "12345678200010", "55203253400018", "21060088700015"
RECIPIENT = Acteur(name=REGION, identifiers=frozenset({REGION}))
SUPPLIER = Acteur(name="batiment-exemple", identifiers=frozenset({TITULAIRE[:9]}))
STRANGER = Acteur(name=AUTRE, identifiers=frozenset({AUTRE}))
OPERATOR = Acteur(name="operateur", identifiers=frozenset({"*"}))
VALIDEUR = Acteur(name="titulaire", identifiers=frozenset({MOE}))
STANDING = Standing(
    invoice_id=7,
    numero_facture="2026-014",
    date_facture="2026-03-11",
    cadre="A1",
    status=Status.MISE_A_DISPOSITION,
    status_at=datetime(2026, 3, 12, 1, 3, 11, tzinfo=UTC),
    fournisseur=TITULAIRE,
    siren_fournisseur=TITULAIRE[:9],
    destinataire=REGION,
    drop="batiment-exemple",
    certificate="VyHal/PAWY4gry",
)


def standing(**changes: Any) -> Standing:
    """An ordinary invoice that its recipient has, changed."""
    return replace(STANDING, **changes)


def said(*asked: Status, **changes: Any) -> Statement:
    """A line about it."""
    line = Statement(rank=1, code=asked[0].value if asked else "17", asked=asked, numero_facture="2026-014")
    return replace(line, **changes)


def answer(line: Statement, *known: Standing, acteur: Acteur = RECIPIENT) -> StatementResult:
    """What becomes of one line."""
    return apply((line,), {line.rank: known or (STANDING,)}, acteur)[0]


def codes(applied: StatementResult) -> list[str]:
    """Codes of the reasons."""
    return [finding.code for finding in applied.findings]
