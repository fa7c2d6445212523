"""Other actors of an invoice: the addressee of a works piece, and the first valideur of a sous-traitant's piece.

They need not be public bodies: an account of the settings that represents them is enough.
"""

from domain import siret
from domain.finding import Pack
from domain.invoice import MOE, Invoice
from domain.text import Text
from domain.travaux import AVEC_VALIDEUR, ETAPES, Role
from validators.common.phrasing import near_structures
from validators.engine.addressee import account_of, may_be_private
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

_ROLES = {
    Role.MOE: Text("maîtrise d'œuvre", "project manager, MOE"),
    Role.MOA: Text("maîtrise d'ouvrage", "project owner, MOA"),
    Role.FOURNISSEUR: Text("fournisseur", "supplier"),
    Role.SERVICE_FINANCIER: Text("service financier", "finance department"),
}


@rule(
    "ACH-18",
    field="siret_destinataire",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "La pièce de travaux {cadre} est adressée au SIRET « {value} » ({role}), pour qui personne ne répond : "
        "il n'est pas dans l'annuaire, et aucun compte n'est habilité pour lui.",
        "The works piece {cadre} is addressed to the SIRET “{value}” ({role}), for whom nobody answers: "
        "it is not in the directory, and no account is entitled for it.",
    ),
    remedy=Text(
        "Vérifiez ce SIRET, ou demandez qu'un compte soit ouvert pour cet acteur ; sans compte, convenez avec lui de "
        "qui joue son rôle.{near}",
        "Check this SIRET, or ask for an account to be opened for this actor; without one, agree on who plays its "
        "role.{near}",
    ),
    source="Communauté Chorus Pro, factures de travaux",
)
def works_addressee_is_known(invoice: Invoice, case: Case) -> Answer:
    """The MOE, MOA or fournisseur addressed by a works piece is in the directory or has an account."""
    value, annuaire = case.siret, case.context.annuaire
    if not value or annuaire is None or not may_be_private(invoice) or not siret.has_shape(value):
        return True
    if case.structure is not None or case.acteur is not None:
        return True
    etape = ETAPES[invoice.cadre_facturation or ""]
    near = near_structures(annuaire, value)
    field = MOE if value == invoice.siret_moe != invoice.siret_destinataire else None
    return fault(field=field, value=value, cadre=etape.cadre, role=_ROLES[etape.destinataire], near=near)


@rule(
    "CADRE-09",
    field="cadre_facturation",
    message=Text(
        "Le valideur désigné (agent de vendeur, SIRET « {value} ») n'a pas de compte et n'est pas dans l'annuaire.",
        "The valideur named (sales agent, SIRET “{value}”) has no account and is not in the directory.",
    ),
    remedy=Text(
        "Vérifiez le SIRET du titulaire ou du mandataire, ou demandez qu'un compte lui soit ouvert.",
        "Check the SIRET of the holder of the contract, or ask for an account to be opened for it.",
    ),
    source="API codeStructureValideur; DSE 1.0 section 6.12",
)
def valideur_is_known(invoice: Invoice, case: Case) -> Answer:
    """The *valideur* of a piece is in the directory or has an account; not checked without a directory."""
    value, context = invoice.siret_valideur, case.context
    if not value or invoice.cadre_facturation not in AVEC_VALIDEUR or context.annuaire is None:
        return True
    if account_of(context.acteurs, value) is not None or context.annuaire.structure(value) is not None:
        return True
    return fault(value=value)


@rule(
    "CADRE-10",
    field="cadre_facturation",
    message=Text(
        "Le fournisseur « {value} » se désigne lui-même comme valideur de sa pièce.",
        "The supplier “{value}” names itself as the valideur of its own piece.",
    ),
    remedy=Text(
        "Désignez le titulaire ou le mandataire (agent de vendeur) ; le titulaire qui dépose sa propre pièce emploie "
        "un cadre de fournisseur (A1, A4, A7).",
        "Name the holder of the contract (sales agent); a holder that deposits its own piece uses a cadre of the "
        "supplier (A1, A4, A7).",
    ),
    source="Communauté Chorus Pro, sous-traitance et cotraitance",
)
def valideur_is_another(invoice: Invoice, _: Case) -> Answer:
    """The *valideur* is not the supplier itself."""
    value = invoice.siret_valideur
    if not value or invoice.cadre_facturation not in AVEC_VALIDEUR or value != invoice.siret_fournisseur:
        return True
    return fault(value=value)


CHECKS = (works_addressee_is_known, valideur_is_known, valideur_is_another)
