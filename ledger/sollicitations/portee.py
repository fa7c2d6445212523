"""Whose sollicitations somebody may see (:mod:`domain.sollicitation_rights`) as a condition on rows."""

from sqlalchemy import ColumnElement, and_, false, func, or_, true

from domain.habilitation import Habilitation
from domain.perimetre import SIREN, SIRET
from domain.siret import has_shape, is_siren
from domain.sollicitation import Cote, RolePartie
from domain.sollicitation_rights import Portee
from ledger.database.schema import sollicitations

_S = sollicitations.c


def of_side(portee: Portee, cote: Cote) -> ColumnElement[bool]:
    """That side of the question is its own."""
    found = [
        _own(right, cote) for right in sorted(portee.rights, key=lambda right: (right.structure, right.service or ""))
    ]
    if cote is Cote.DESTINATAIRE and portee.is_operator:
        found.append(_S.destinataire_role == RolePartie.EXPLOITANT.value)
    return or_(false(), *found)


def seen(portee: Portee) -> ColumnElement[bool]:
    """One side of it at least is its own."""
    return or_(*(of_side(portee, cote) for cote in Cote))


def _own(right: Habilitation, cote: Cote) -> ColumnElement[bool]:
    structure = _S[f"{cote.value}_structure"]
    service = _S[f"{cote.value}_service"] == right.service if right.service is not None else true()
    someone = _S[f"{cote.value}_role"] != RolePartie.EXPLOITANT.value
    ways = [structure == right.structure]
    if is_siren(right.structure):
        inside = structure.between(f"{right.structure}00000", f"{right.structure}99999")
        ways.append(and_(inside, func.length(structure) == SIRET))
    if cote is Cote.DESTINATAIRE and has_shape(right.structure):
        ways.append(structure == right.structure[:SIREN])
    return and_(someone, service, or_(*ways))
