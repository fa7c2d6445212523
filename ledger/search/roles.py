"""In which role a structure is looked for, and the ways to find its documents.

A criterion holds when one of its branches does. A branch names the SQLite index to read it from; without one, it is
only ever checked on rows found otherwise. PostgreSQL chooses by its statistics and needs no names.
"""

from dataclasses import dataclass, replace

from sqlalchemy import Column, ColumnElement, and_, false, or_, select

from domain.errors import Unsearchable
from domain.search_criteria import SearchRole
from domain.text import Text
from domain.travaux import ETAPES, Role
from ledger.database.schema import RARE, UNROUTED, documents, fournisseurs

STRUCTURE, OPEN_OF_STRUCTURE = "documents_of_structure", "documents_open_of_structure"
_D = documents.c
_F = fournisseurs.c
_SIREN, _SIRET = 9, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One way to meet a criterion."""

    holds: ColumnElement[bool]
    index: str | None = None
    ordered: bool = False
    """Whether that index has what meets it in the order of deposit."""
    scanned: bool = False
    """Whether all of that index is read to find what meets it: counting is no cheaper than finding."""
    covering: bool = False
    """Whether that index has all that the order needs: reading much of it costs little."""
    open_index: str | None = None
    """The index that has what meets it and is not paid."""
    is_open: bool = False
    """Whether nothing that is paid meets it."""


Criterion = tuple[Branch, ...]


def holds(criterion: Criterion) -> ColumnElement[bool]:
    """The criterion as one condition."""
    return or_(*(branch.holds for branch in criterion))


def identifier(text: str) -> str:
    """The SIRET or the SIREN in ``text``, without blanks."""
    bare = "".join(text.split())
    if len(bare) not in (_SIREN, _SIRET) or not (bare.isascii() and bare.isdigit()):
        raise Unsearchable(
            Text(
                "Une structure est cherchée par ce qui n'est ni un SIRET ni un SIREN.",
                "A structure is looked for by what is no SIRET nor SIREN.",
            ),
            Text("Donnez 14 chiffres, ou 9.", "Give 14 digits, or 9."),
        )
    return bare


def structure(role: SearchRole | None, id_: str) -> Criterion:
    """The structure in this role, or in any."""
    if role is None:
        roles = (SearchRole.FOURNISSEUR, SearchRole.DESTINATAIRE, SearchRole.VALIDEUR)
        named = Branch(holds=and_(_D.integrated, _is(_D.moe, id_)), index="documents_moe")
        return (*(replace(branch, ordered=False) for each in roles for branch in structure(each, id_)), named)
    match role:
        case SearchRole.FOURNISSEUR:
            vat = _F.tva.like(f"FR__{id_}") if len(id_) == _SIREN else false()
            return (of_suppliers(or_(_is(_F.siret, id_), and_(_F.siret == "", vat))),)
        case SearchRole.DESTINATAIRE:
            return (_routed(id_),)
        case SearchRole.VALIDEUR:
            return tuple(
                Branch(holds=and_(_D.integrated, _is(column, id_)), index=f"documents_{column.name}")
                for column in (_D.valideur_1, _D.valideur_2)
            )
        case SearchRole.MOE:
            return (Branch(holds=and_(_D.integrated, _is(_D.moe, id_)), index="documents_moe"), _desk(id_, Role.MOE))
        case SearchRole.MOA:
            return (_desk(id_, Role.MOA),)


def _routed(id_: str) -> Branch:
    whole = len(id_) == _SIRET
    return of_structure(and_(_D.integrated, _is(_D.route_siret, id_)), ordered=whole)


def of_structure(which: ColumnElement[bool], *, ordered: bool = False) -> Branch:
    """What was brought to a structure; ``ordered``: to a single one."""
    return Branch(holds=which, index=STRUCTURE, ordered=ordered, covering=True, open_index=OPEN_OF_STRUCTURE)


def _desk(id_: str, role: Role) -> Branch:
    """Works pieces addressed to the structure in this role."""
    cadres = sorted(cadre for cadre, etape in ETAPES.items() if etape.destinataire is role)
    routed = _routed(id_)
    return replace(routed, holds=and_(routed.holds, RARE, _D.cadre_facturation.in_(cadres)))


def destinataire(id_: str) -> Criterion:
    """Whom it was brought to; of what was brought to nobody, whom it names."""
    return (
        of_structure(_is(_D.route_siret, id_)),
        Branch(holds=and_(UNROUTED, _is(_D.siret_destinataire, id_)), index="documents_unrouted", covering=True),
    )


def _is(column: Column[str], id_: str) -> ColumnElement[bool]:
    """The SIRET itself, or any SIRET of the SIREN."""
    return column == id_ if len(id_) == _SIRET else column.between(f"{id_}00000", f"{id_}99999")


def of_suppliers(which: ColumnElement[bool]) -> Branch:
    """The documents of these suppliers."""
    return Branch(holds=_D.fournisseur_id.in_(select(_F.id).where(which)), index="documents_of_fournisseur")
