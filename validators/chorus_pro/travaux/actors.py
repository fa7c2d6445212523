"""The actors of a dossier (fournisseurs, MOE, MOA), and whether a new piece comes from one of them.

An actor is a legal entity: establishments of one SIREN are the same actor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.dossier import Piece
from domain.enum_tables import Partial
from domain.invoice import Invoice
from domain.travaux import ETAPES, Role, depositor_role, is_over
from validators.acheminement.deposit_rights import ANY, covers

Sirets = frozenset[str]
JOINING = frozenset({"A10", "A13", "A14"})
"""Cadres of requests of sous-traitants and cotraitants, which are added to the titulaire's dossier when paid with
it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksActors:
    """SIRETs by role; empty when unknown."""

    fournisseurs: Sirets
    moe: Sirets
    moa: Sirets
    vendeurs: Sirets
    """Sellers of the pieces: the titulaire, or the author of the piece."""
    titulaire: bool
    """Whether the titulaire is one of the fournisseurs; not the case in a dossier with sous-traitants' requests
    only.
    """

    def of(self, role: Role) -> Sirets:
        """SIRETs of ``role``."""
        return Partial({Role.FOURNISSEUR: self.fournisseurs, Role.MOE: self.moe}).get(role, self.moa)

    @property
    def everybody(self) -> Sirets:
        """All SIRETs."""
        return self.fournisseurs | self.moe | self.moa | self.vendeurs


def of_dossier(pieces: Sequence[Piece]) -> WorksActors:
    """Actors of the dossier of ``pieces``; the addressee of a piece that was sent back is not one."""
    there = [piece for piece in pieces if not is_over(piece.status)]
    suppliers = {piece.fournisseur for piece in pieces if depositor_role(piece.cadre) is Role.FOURNISSEUR}
    suppliers |= _addressees(there, Role.FOURNISSEUR)
    suppliers |= {siret for piece in pieces for siret in (piece.valideur_1, piece.valideur_2)}
    moe = _addressees(there, Role.MOE) | {piece.moe for piece in there}
    titulaire = any(depositor_role(piece.cadre) is Role.FOURNISSEUR and piece.cadre not in JOINING for piece in pieces)
    moa = _addressees(there, Role.MOA) or _addressees(there, Role.SERVICE_FINANCIER)
    return WorksActors(
        fournisseurs=_known(suppliers),
        moe=_known(moe) or (_authors(there, Role.MOE, suppliers) if titulaire else frozenset()),
        moa=_known(moa),
        vendeurs=_known(piece.fournisseur for piece in pieces),
        titulaire=titulaire,
    )


def same(siret: str | None, others: Iterable[str]) -> bool:
    """Whether ``siret`` has the SIREN of one of ``others``."""
    return bool(siret) and any((siret or "")[:9] == other[:9] for other in others)


def takes_part(invoice: Invoice, known: WorksActors, rights: frozenset[str] | None) -> bool:
    """Whether one of these actors is named by the piece, or represented by its account."""
    named = (invoice.siret_fournisseur, invoice.siren_fournisseur, invoice.siret_moe)
    if any(same(each, known.everybody) for each in named):
        return True
    return rights is not None and ANY not in rights and any(covers(rights, each) for each in known.everybody)


def may_make(invoice: Invoice, known: WorksActors, rights: frozenset[str] | None) -> bool:
    """Whether ``invoice`` comes from the dossier's actor in the role of its cadre.

    The parties of the piece must not contradict the dossier; an account with restricted rights must also represent that
    actor. An account with unrestricted rights (``*``, ``None``) is accepted.
    """
    etape = ETAPES[invoice.cadre_facturation or ""]
    role = depositor_role(etape.cadre)
    expected, seller = known.of(role), invoice.siret_fournisseur
    if role is Role.FOURNISSEUR:
        return not known.titulaire or not expected or not seller or same(seller, expected)
    if expected and seller and known.titulaire and not same(seller, expected | known.fournisseurs | known.vendeurs):
        return False
    if role is Role.MOE and expected and invoice.siret_moe and not same(invoice.siret_moe, expected):
        return False
    if rights is None or ANY in rights:
        return True
    payer = invoice.siret_destinataire if etape.destinataire is Role.SERVICE_FINANCIER and role is Role.MOA else None
    return any(covers(rights, each) for each in expected or (seller, invoice.siret_moe, payer))


def _addressees(pieces: Sequence[Piece], role: Role) -> set[str]:
    return {piece.destinataire for piece in pieces if piece.etape.destinataire is role}


def _authors(pieces: Sequence[Piece], role: Role, but: set[str]) -> Sirets:
    """Sellers of the pieces deposited by ``role``, without the fournisseurs (``but``), which may be named as seller
    too.
    """
    return _known({piece.fournisseur for piece in pieces if depositor_role(piece.cadre) is role} - but)


def _known(sirets: Iterable[str]) -> Sirets:
    return frozenset(siret for siret in sirets if siret)
