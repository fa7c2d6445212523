"""Which works pieces wait for somebody, since when, and until when that is in time."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.dashboard import Attente
from domain.deposit import DepositedInvoice
from domain.echeance import DAYS, Delai
from domain.paris_time import jour_a_paris
from domain.phase import PHASES, Phase
from domain.travaux import ETAPES

_DELAIS = {
    **dict.fromkeys(("A4", "A10", "A13"), Delai.VERIFICATION_MOE),
    **dict.fromkeys(("A7", "A14"), Delai.DECOMPTE_GENERAL),
    **dict.fromkeys(("A18", "A20"), Delai.ACCEPTATION_TITULAIRE),
    "A22": Delai.DECOMPTE_TACITE,
}
"""The deadline of whoever has a piece of this cadre."""


def attentes(rows: Iterable[DepositedInvoice]) -> tuple[Attente, ...]:
    """The works pieces among ``rows`` that their addressee has and has not treated, the oldest first."""
    found = (attente(row) for row in rows)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.since, one.invoice_id)))


def attente(row: DepositedInvoice) -> Attente | None:
    """What the piece waits for; ``None`` when it is no works piece, or waits for nobody."""
    cadre = row.values.get("cadre_facturation") or ""
    if cadre not in ETAPES or row.status is None or PHASES[row.status] is not Phase.A_TRAITER:
        return None
    since = row.available_at or row.status_at or row.deposited_at
    return Attente(
        invoice_id=row.id,
        numero_facture=row.values.get("numero_facture") or "",
        cadre=cadre,
        nom_fournisseur=row.values.get("nom_fournisseur") or "",
        role=ETAPES[cadre].destinataire,
        nom_destinataire=row.route.raison_sociale if row.route else "",
        status=row.status,
        since=since,
        devise=row.values.get("devise") or "",
        ttc=row.values.get("montant_ttc") or "",
        due_on=_due_on(cadre, jour_a_paris(since)),
    )


def _due_on(cadre: str, since: date) -> date | None:
    delai = _DELAIS.get(cadre)
    return since + timedelta(days=DAYS[delai]) if delai else None
