"""The *numéro d'engagement* (BT-13) where the directory demands it: of the structure, of the service, or either."""

from domain.finding import Pack
from domain.invoice import Invoice
from domain.text import Text
from validators.common.phrasing import near_services
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule


@rule(
    "ACH-07",
    field="numero_engagement",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le numéro d'engagement est obligatoire pour {name}.", "An engagement number is mandatory for {name}."
    ),
    remedy=Text(
        "Indiquez le numéro d'engagement, qui figure sur le bon de commande.",
        "Give the engagement number, which is printed on the purchase order.",
    ),
    source="BT-13; Annuaire Chorus Pro, GestionEngagement",
    absence=True,
)
def mandatory_engagement_is_given(invoice: Invoice, case: Case) -> Answer:
    """An engagement is given when the structure requires one."""
    structure = case.structure
    if structure is None or not structure.engagement or invoice.numero_engagement:
        return True
    return fault(name=structure.raison_sociale)


@rule(
    "ACH-08",
    field="numero_engagement",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le numéro d'engagement est obligatoire pour le service {code} ({service}) de {name}.",
        "An engagement number is mandatory for the service {code} ({service}) of {name}.",
    ),
    remedy=Text(
        "Indiquez le numéro d'engagement, qui figure sur le bon de commande.",
        "Give the engagement number, which is printed on the purchase order.",
    ),
    source="BT-13; Annuaire Chorus Pro, GestionEGMT",
    absence=True,
)
def engagement_of_service_is_given(invoice: Invoice, case: Case) -> Answer:
    """An engagement is given when the service requires one; when the structure does too, ACH-07 reports it."""
    structure, service = case.structure, case.service
    if structure is None or service is None or not service.engagement:
        return True
    if structure.engagement or invoice.numero_engagement:
        return True
    return fault(code=service.code, service=service.nom or service.code, name=structure.raison_sociale)


@rule(
    "ACH-09",
    field="numero_engagement",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "{name} demande un code service ou un numéro d'engagement, et la facture n'a ni l'un ni l'autre.",
        "{name} demands a code service or an engagement number, and the invoice has neither.",
    ),
    remedy=Text(
        "Indiquez le numéro d'engagement ou le code service (identifiant de schéma 0224).{near}",
        "Give the engagement number or the code service (identifier of scheme 0224).{near}",
    ),
    source="BT-13, BT-46, BT-10; Annuaire Chorus Pro, GestionServiceEngagement",
)
def service_or_engagement_is_given(invoice: Invoice, case: Case) -> Answer:
    """Service or engagement is given when the structure requires one of them; not reported when a more precise rule
    reports it.

    When the structure has no service, a code given is invalid (ACH-06) and does not count.
    """
    structure, annuaire = case.structure, case.context.annuaire
    if structure is None or annuaire is None or not structure.service_ou_engagement or invoice.numero_engagement:
        return True
    if structure.engagement or structure.service or case.service is not None:
        return True
    if case.code_service and annuaire.services(structure.siret):
        return True
    return fault(name=structure.raison_sociale, near=near_services(annuaire, structure, ""))


CHECKS = (mandatory_engagement_is_given, engagement_of_service_is_given, service_or_engagement_is_given)
