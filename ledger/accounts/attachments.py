"""Attachments and rights as they stand, row by row."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from domain.compte import EtatCompte
from domain.espace import GESTIONNAIRES, NEXT, Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Acces, Habilitation, Rattachement
from ledger.database.bulk_lookup import among
from ledger.database.column_types import kept
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import comptes_portail, habilitations, rattachements

_R = rattachements.c
_H = habilitations.c


def acces_of(connection: Connection, compte_id: int) -> Acces:
    """All rights of an account."""
    mine = connection.execute(select(rattachements).where(_R.compte_id == compte_id).order_by(_R.structure))
    rights = connection.execute(
        select(habilitations)
        .where(_H.compte_id == compte_id, _H.droit != "")
        .order_by(_H.structure, _H.service, _H.espace)
    )
    return Acces(
        compte_id=compte_id,
        rattachements=tuple(map(_rattachement, mine)),
        habilitations=tuple(map(_habilitation, rights)),
    )


def of_structure(connection: Connection, structures: Iterable[str]) -> tuple[Rattachement, ...]:
    """The attachments to these structures, those that were asked for first."""
    return _listed(connection, among(connection, _R.structure, sorted(structures)))


def asked_for(connection: Connection) -> tuple[Rattachement, ...]:
    """Every attachment that waits for an answer, oldest first."""
    return _listed(connection, _R.etat == EtatRattachement.DEMANDE.value)


def rights_for(connection: Connection, structures: Iterable[str]) -> dict[tuple[int, str], tuple[Habilitation, ...]]:
    """By account and structure, the rights for these structures."""
    query = select(habilitations).where(among(connection, _H.structure, sorted(structures)), _H.droit != "")
    found: dict[tuple[int, str], list[Habilitation]] = {}
    for row in connection.execute(query.order_by(_H.structure, _H.service, _H.espace)):
        found.setdefault((row.compte_id, row.structure), []).append(_habilitation(row))
    return {key: tuple(rights) for key, rights in found.items()}


def managed_among(connection: Connection, structures: Iterable[str]) -> frozenset[str]:
    """Those of the structures that have a gestionnaire who can connect."""
    query = (
        select(_R.structure)
        .join(comptes_portail, comptes_portail.c.id == _R.compte_id)
        .where(among(connection, _R.structure, sorted(structures)), _R.etat == EtatRattachement.ACTIF.value)
        .where(_R.role.in_({role.value for role in GESTIONNAIRES}), comptes_portail.c.etat == EtatCompte.ACTIF.value)
    )
    return frozenset(connection.execute(query).scalars())


def managers(connection: Connection, structure: str) -> int:
    """How many gestionnaires the structure has."""
    return sum(each.manages for each in of_structure(connection, [structure]))


def change(
    connection: Connection,
    compte_id: int,
    structure: str,
    role: RoleRattachement,
    etat: EtatRattachement,
    now: datetime,
    message: str = "",
) -> bool:
    """Makes the attachment this; ``False`` when it is already, or when it cannot become this."""
    here = (_R.compte_id == compte_id, _R.structure == structure)
    row = connection.execute(select(rattachements).where(*here)).one_or_none()
    values = {"role": role.value, "etat": etat.value, "changed_at": now, "message": kept(message) or ""}
    if row is None:
        connection.execute(insert(rattachements).values(compte_id=compte_id, structure=structure, **values))
        return True
    before = EtatRattachement(row.etat)
    if (before, row.role) == (etat, role.value) or (before is not etat and etat not in NEXT[before]):
        return False
    connection.execute(update(rattachements).where(*here).values(**values))
    return True


def grant(connection: Connection, compte_id: int, right: Habilitation, droit: Droit | None, now: datetime) -> bool:
    """Sets the right to ``droit`` (``None``: withdrawn), whatever ``right`` says of it; ``False`` when it is that."""
    key = {"compte_id": compte_id, "structure": right.structure, "service": right.service or ""}
    key["espace"] = right.espace.value
    here = [_H[name] == value for name, value in key.items()]
    before = connection.execute(select(_H.droit).where(*here)).scalar()
    wanted = droit.value if droit else ""
    if (before or "") == wanted:
        return False
    if before is None:
        connection.execute(insert(habilitations).values(**key, droit=wanted, changed_at=now))
    else:
        connection.execute(update(habilitations).where(*here).values(droit=wanted, changed_at=now))
    return True


def _listed(connection: Connection, which: ColumnElement[bool]) -> tuple[Rattachement, ...]:
    query = select(rattachements).where(which).order_by(_R.changed_at, _R.compte_id, _R.structure)
    return tuple(map(_rattachement, connection.execute(query)))


def _rattachement(row: AnyRow) -> Rattachement:
    return Rattachement(
        compte_id=row.compte_id,
        structure=row.structure,
        role=RoleRattachement(row.role),
        etat=EtatRattachement(row.etat),
        changed_at=row.changed_at,
        message=row.message,
    )


def _habilitation(row: AnyRow) -> Habilitation:
    return Habilitation(
        structure=row.structure, service=row.service or None, espace=Espace(row.espace), droit=Droit(row.droit)
    )
