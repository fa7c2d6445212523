"""A works piece begun from the one before it: the cadres that may follow, and the values that stay the same.

Source: seed 003 (AIFE, *factures de travaux pour les MOE*): amounts, references and actors of the new piece are those
of the piece it is associated with, until they are changed.
"""

from collections.abc import Mapping

from domain.deposit import DepositedInvoice
from domain.invoice import MOE
from domain.manual_entry import ManualEntry
from domain.supplier_identity import siren_of
from domain.travaux import ETAPES, Role, depositor_role, is_over, numbered

NUMBER, CADRE, BEFORE = "numero_facture", "cadre_facturation", "numero_facture_origine"
KEPT = (
    "devise",
    "siret_fournisseur",
    "nom_fournisseur",
    "tva_fournisseur",
    "numero_engagement",
    "numero_marche",
    "montant_ht",
    "montant_tva",
    "montant_ttc",
    "montant_a_payer",
)
"""Fields whose values a piece has from the one before it."""
OF_RECIPIENT = ("siret_destinataire", "nom_destinataire", "code_service")


def may_be_followed(piece: DepositedInvoice) -> bool:
    """Whether another piece may be associated with this one."""
    return piece.status is not None and not is_over(piece.status) and bool(_after(piece.values[CADRE] or ""))


def following_cadres(piece: DepositedInvoice, structure: str) -> tuple[str, ...]:
    """The cadres of a piece that may follow, those that ``structure`` deposits in its role; all of them when its role
    is not known.
    """
    every, roles = _after(piece.values[CADRE] or ""), _roles(piece, structure)
    mine = tuple(cadre for cadre in every if depositor_role(cadre) in roles or ETAPES[cadre].acteur in roles)
    return mine or every


def following_values(piece: DepositedInvoice, cadre: str) -> tuple[ManualEntry, ...]:
    """What a piece of ``cadre`` that follows ``piece`` says, as it would be entered: the recipient too, where it is the
    structure that pays, which the piece before names unless the MOE was its recipient. The MOE is the one that the
    piece before names, as such or as its recipient.
    """
    values: Mapping[str, str | None] = piece.values
    names = KEPT + (OF_RECIPIENT if _names_payer(piece) and ETAPES[cadre].destinataire is not Role.MOE else ())
    number = values[NUMBER] or ""
    said = {NUMBER: numbered(number, cadre) if number else "", CADRE: cadre, BEFORE: number}
    said |= {name: values[name] or "" for name in names}
    said[MOE] = piece.moe or ("" if _names_payer(piece) else values["siret_destinataire"] or "")
    return tuple(ManualEntry(field=field, text=text) for field, text in said.items() if text)


def _after(cadre: str) -> tuple[str, ...]:
    return tuple(code for code, etape in ETAPES.items() if cadre in etape.after)


def _names_payer(piece: DepositedInvoice) -> bool:
    etape = ETAPES[piece.values[CADRE] or ""]
    return etape.destinataire is not Role.MOE or (bool(piece.moe) and piece.moe != piece.values["siret_destinataire"])


def _roles(piece: DepositedInvoice, structure: str) -> frozenset[Role]:
    """The roles of ``structure`` in the piece."""
    etape = ETAPES[piece.values[CADRE] or ""]
    found = {depositor_role(etape.cadre): {piece.supplier, piece.values["siret_fournisseur"] or ""}}
    found.setdefault(Role.MOE, set()).add(piece.moe)
    found.setdefault(etape.destinataire, set()).add(piece.route.siret if piece.route else "")
    found.setdefault(Role.MOA, set()).add((piece.values["siret_destinataire"] or "") if _names_payer(piece) else "")
    return frozenset(role for role, names in found.items() if _is_among(structure, names))


def _is_among(structure: str, names: set[str]) -> bool:
    siren = siren_of(structure) or structure
    return any(name and (name == structure or (siren_of(name) or name) == siren) for name in names)
