"""Status changes for the tests of messages."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.status import Status
from domain.suivi import StatusChange

NOW = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)
"""One second before the clocks change in Paris."""
CHANGE = StatusChange(
    event_id=9,
    invoice_id=7,
    status=Status.MANDATEE,
    previous=Status.MISE_A_DISPOSITION,
    at=NOW,
    actor="20005379100014",
    motif="",
    motif_codes=(),
    mandat="2026-004117",
    numero_facture="2026-014",
    date_facture="2026-03-11",
    type_facture="380",
    cadre="A1",
    fournisseur="12345678200010",
    nom_fournisseur="Établissements Exemple & Fils",
    destinataire="20005379100014",
    nom_destinataire="RÉGION OCCITANIE",
    code_service="DRH-01",
    nom_service="Direction des ressources humaines",
    drop="batiment-exemple",
    deposited_at=datetime(2026, 3, 12, 1, 3, 11, tzinfo=UTC),
    certificate="VyHal/PAWY4gry",
)


def change(**changes: Any) -> StatusChange:
    """An ordinary change, changed."""
    return replace(CHANGE, **changes)
