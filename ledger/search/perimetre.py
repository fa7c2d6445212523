"""What somebody may see (:mod:`domain.perimetre`) as one criterion: what is outside is not found."""

from functools import lru_cache

from sqlalchemy import ColumnElement, and_, false, or_, select

from domain.espace import Espace
from domain.perimetre import SIREN, SIRET, Part, Perimetre
from domain.travaux import ETAPES
from ledger.database.schema import RARE, WHOLE_COMPANY, documents, fournisseurs
from ledger.search.roles import Branch, Criterion, of_structure

_D = documents.c
_F = fournisseurs.c
_WORKS = and_(RARE, _D.cadre_facturation.in_(sorted(ETAPES)))
_NO_WORKS = or_(~RARE, _D.cadre_facturation.is_(None), _D.cadre_facturation.not_in(sorted(ETAPES)))
"""What most invoices are is looked at first: they are counted in two thirds of the time."""


@lru_cache(1024)
def within(perimetre: Perimetre) -> Criterion:
    """The ways to be an invoice that may be seen; none when nothing may."""
    parts = sorted(perimetre.parts, key=lambda part: (part.structure, part.espace, part.service or ""))
    return tuple(branch for part in parts for branch in _branches(part)) or (Branch(holds=false()),)


def _branches(part: Part) -> tuple[Branch, ...]:
    match part.espace:
        case Espace.FACTURES_RECUES:
            return _received(part, _NO_WORKS)
        case Espace.FACTURES_EMISES:
            return _issued(part, _NO_WORKS)
        case Espace.FACTURES_DE_TRAVAUX:
            return (*_received(part, _WORKS), *_issued(part, _WORKS), *_named(part, ("moe",), _WORKS))
        case Espace.FACTURES_A_VALIDER:
            return _named(part, ("valideur_1", "valideur_2"), _D.integrated)
        case _:
            return ()


def _received(part: Part, works: ColumnElement[bool]) -> tuple[Branch, ...]:
    """Routed to the structure, and to the service when there is one."""
    if ":" in part.structure:
        return ()
    mine = [_D.integrated, _is(_D.route_siret, part.structure), works]
    if part.service is not None:
        mine.append(_D.route_code_service == part.service)
    if works is _WORKS:
        return (Branch(holds=and_(*mine), index="documents_rare_of_structure", covering=True),)
    return (of_structure(and_(*mine), ordered=len(part.structure) == SIRET),)


def _issued(part: Part, works: ColumnElement[bool]) -> tuple[Branch, ...]:
    """Of the establishment, and what names no establishment but the company; only for the whole structure."""
    if part.service is not None:
        return ()
    if ":" in part.structure:
        return (Branch(holds=and_(_D.key_supplier == part.structure, works)),)
    named = select(_F.id).where(_is(_F.siret, part.structure))
    whole = and_(WHOLE_COMPANY, _D.key_supplier == part.structure[:SIREN])
    return (
        Branch(holds=and_(_D.fournisseur_id.in_(named), works), index="documents_of_fournisseur"),
        Branch(holds=and_(whole, works), index="documents_of_company"),
    )


def _named(part: Part, columns: tuple[str, ...], works: ColumnElement[bool]) -> tuple[Branch, ...]:
    """Named in these columns; only for the whole structure."""
    if part.service is not None or ":" in part.structure:
        return ()
    return tuple(
        Branch(holds=and_(_D.integrated, _is(_D[name], part.structure), works), index=f"documents_{name}")
        for name in columns
    )


def _is(column: ColumnElement[str], id_: str) -> ColumnElement[bool]:
    """The SIRET itself, or any SIRET of the SIREN."""
    return column == id_ if len(id_) == SIRET else column.between(f"{id_}00000", f"{id_}99999")
