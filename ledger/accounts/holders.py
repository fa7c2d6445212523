"""The accounts that have an espace open for a structure: who is told of what happens there."""

from sqlalchemy import Connection, and_, func, or_, select

from domain.compte import Compte, EtatCompte, Qualite
from domain.espace import Espace, EtatRattachement
from domain.siret import has_shape, is_siren
from domain.supplier_identity import siren_of
from ledger.accounts.registered import compte_from
from ledger.database.schema import comptes_portail, habilitations, rattachements

_C = comptes_portail.c
_R = rattachements.c
_H = habilitations.c
_ACTIVE = _C.etat == EtatCompte.ACTIF.value


def of_espace(connection: Connection, espace: Espace, structure: str, service: str | None) -> tuple[Compte, ...]:
    """Active accounts attached to the structure (a SIRET: or to its SIREN; a SIREN: or to one of its establishments)
    that have the espace for it, for all its services or for this one; oldest first.
    """
    names = [_H.structure == structure]
    if has_shape(structure):
        names.append(_H.structure == siren_of(structure))
    if is_siren(structure):
        inside = _H.structure.between(f"{structure}00000", f"{structure}99999")
        names.append(and_(inside, func.length(_H.structure) == len(structure) + 5))
    mine = (
        or_(*names),
        _H.espace == espace.value,
        _H.droit != "",
        _H.service.in_(["", service or ""]),
        _R.etat == EtatRattachement.ACTIF.value,
    )
    attached = and_(_R.compte_id == _H.compte_id, _R.structure == _H.structure)
    ids = select(_H.compte_id).join_from(habilitations, rattachements, attached).where(*mine)
    query = select(comptes_portail).where(_ACTIVE, _C.id.in_(ids)).order_by(_C.id)
    return tuple(map(compte_from, connection.execute(query)))


def structures_with(connection: Connection, espace: Espace) -> tuple[str, ...]:
    """The structures for which somebody attached, whose account is active, has the espace; in order."""
    attached = and_(_R.compte_id == _H.compte_id, _R.structure == _H.structure)
    joined = habilitations.join(rattachements, attached).join(comptes_portail, _C.id == _H.compte_id)
    mine = (_H.espace == espace.value, _H.droit != "", _R.etat == EtatRattachement.ACTIF.value, _ACTIVE)
    query = select(_H.structure).select_from(joined).where(*mine).distinct().order_by(_H.structure)
    return tuple(connection.execute(query).scalars())


def operators(connection: Connection) -> tuple[Compte, ...]:
    """Active accounts that run Navette, oldest first."""
    mine = (_ACTIVE, _C.qualite == Qualite.EXPLOITANT.value)
    return tuple(map(compte_from, connection.execute(select(comptes_portail).where(*mine).order_by(_C.id))))
