"""The project managers (MOE) that the works dossiers of a structure name."""

from collections.abc import Iterable

from sqlalchemy import Connection, or_, select

from domain.status import Status
from domain.supplier_identity import siren_of
from domain.travaux import NamedMoe
from ledger.database.schema import IN_DOSSIER, documents

_D = documents.c


def naming(connection: Connection, moes: Iterable[str]) -> frozenset[NamedMoe]:
    """What the works pieces that name one of these MOE (SIRETs) say of it, those of its other establishments
    included.
    """
    sirens = sorted({siren for moe in moes if (siren := siren_of(moe))})
    if not sirens:
        return frozenset()
    ours = or_(*(_D.moe.between(f"{siren}00000", f"{siren}99999") for siren in sirens))
    query = select(_D.siret_destinataire, _D.moe, _D.cadre_facturation, _D.status).distinct()
    rows = connection.execute(query.where(ours, _D.integrated, IN_DOSSIER))
    return frozenset(
        NamedMoe(
            structure=row.siret_destinataire or "", moe=row.moe, cadre=row.cadre_facturation, status=Status(row.status)
        )
        for row in rows
    )
