"""Works pieces that an actor must treat, since when, and their deadline."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.dashboard import WaitingPiece
from domain.deposit import DepositedInvoice
from domain.echeance import DAYS, Delai
from domain.paris_time import paris_day
from domain.phase import Phase
from domain.status_facts import PHASES
from domain.travaux import ETAPES

_DELAI_OF_CADRE = {
    **dict.fromkeys(("A4", "A10", "A13"), Delai.VERIFICATION_MOE),
    **dict.fromkeys(("A7", "A14"), Delai.DECOMPTE_GENERAL),
    **dict.fromkeys(("A18", "A20"), Delai.ACCEPTATION_TITULAIRE),
    "A22": Delai.DECOMPTE_TACITE,
}
"""Deadline of the holder of a piece, by cadre."""


def waiting_pieces(rows: Iterable[DepositedInvoice]) -> tuple[WaitingPiece, ...]:
    """The works pieces among ``rows`` that their addressee has and has not treated, oldest first."""
    found = (waiting_piece(row) for row in rows)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.since, one.invoice_id)))


def waiting_piece(row: DepositedInvoice) -> WaitingPiece | None:
    """The waiting piece of ``row``; ``None`` when it is no works piece or no action is due."""
    cadre = row.values.get("cadre_facturation") or ""
    if cadre not in ETAPES or row.status is None or PHASES[row.status] is not Phase.A_TRAITER:
        return None
    since = row.available_at or row.status_at or row.deposited_at
    return WaitingPiece(
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
        due_on=_due_on(cadre, paris_day(since)),
    )


def _due_on(cadre: str, since: date) -> date | None:
    delai = _DELAI_OF_CADRE.get(cadre)
    return since + timedelta(days=DAYS[delai]) if delai else None
