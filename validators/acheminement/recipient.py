"""Structure and service of the recipient, checked against the directory.

A code service is compared as written: another letter case or an extra blank makes another code, and the message names
the nearest one. A structure without services receives without a code.
"""

from domain import siret
from domain.cadre import cadre_of
from domain.finding import Pack, Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.common.phrasing import near_services, near_structures
from validators.engine.addressee import CODE_SERVICE_SCHEME, may_be_private
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

FACTURES_PUBLIQUES = "FACTURES_PUBLIQUES"
"""Code of the service for invoices between public bodies."""


@rule(
    "ACH-00",
    pack=Pack.ACHEMINEMENT,
    severity=Severity.WARNING,
    message=Text(
        "L'acheminement n'a pas été vérifié : il n'y a pas d'annuaire.",
        "Routing was not checked: there is no directory.",
    ),
    remedy=Text(
        "Importez l'annuaire des structures publiques, puis contrôlez à nouveau.",
        "Import the directory of public structures, then check again.",
    ),
    source="Annuaire Chorus Pro",
)
def directory_was_asked(_: Invoice, case: Case) -> bool:
    """A directory is configured."""
    return case.context.annuaire is not None


@rule(
    "ACH-01",
    field="siret_destinataire",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Aucune structure publique n'a le SIRET « {value} » dans l'annuaire.",
        "No public structure has the SIRET “{value}” in the directory.",
    ),
    remedy=Text("Vérifiez le SIRET du destinataire.{near}", "Check the recipient's SIRET.{near}"),
    source="DSE 1.0 section 3.2.1.4",
)
def structure_is_known(invoice: Invoice, case: Case) -> Answer:
    """The recipient's SIRET is in the directory; for a works piece addressed to another actor, see ACH-18."""
    value, annuaire = case.siret, case.context.annuaire
    if not value or annuaire is None or case.structure is not None or not siret.has_shape(value):
        return True
    if may_be_private(invoice):
        return True
    return fault(value=value, near=near_structures(annuaire, value))


@rule(
    "ACH-02",
    field="siret_destinataire",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "La structure destinataire {name} ({value}) n'est plus active.",
        "The recipient {name} ({value}) is no longer active.",
    ),
    remedy=Text("Demandez au client le SIRET à employer.{near}", "Ask your customer which SIRET to use.{near}"),
    source="Annuaire Chorus Pro, StructureActive",
)
def structure_is_active(_: Invoice, case: Case) -> Answer:
    """The recipient is active."""
    structure = case.structure
    if structure is None or structure.active:
        return True
    return fault(
        value=structure.siret,
        name=structure.raison_sociale,
        near=near_structures(case.context.annuaire, structure.siret),
    )


@rule(
    "ACH-03",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    message=Text("Le code service est obligatoire pour {name}.", "A code service is mandatory for {name}."),
    remedy=Text(
        "Indiquez le code du service destinataire (identifiant de schéma 0224).{near}",
        "Give the code of the receiving service (identifier of scheme 0224).{near}",
    ),
    source="BT-46, BT-10; Annuaire Chorus Pro, GestionService",
    absence=True,
)
def mandatory_service_is_given(_: Invoice, case: Case) -> Answer:
    """A code service is given when the structure requires one."""
    structure = case.structure
    if structure is None or not structure.service or case.code_service:
        return True
    return fault(name=structure.raison_sociale, near=near_services(case.context.annuaire, structure, ""))


@rule(
    "ACH-04",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    message=Text("{name} n'a pas de service « {value} ».", "{name} has no service “{value}”."),
    remedy=Text(
        "Indiquez le code exact du service : majuscules, minuscules et espaces comptent.{near}",
        "Give the exact code of the service: upper case, lower case and blanks matter.{near}",
    ),
    source="Annuaire Chorus Pro, Code",
)
def service_is_known(_: Invoice, case: Case) -> Answer:
    """The code service is one of the structure's; for a structure without services, see ACH-06."""
    structure, annuaire, code = case.structure, case.context.annuaire, case.code_service
    if structure is None or annuaire is None or not code or case.service is not None:
        return True
    if not structure.service and not annuaire.services(structure.siret):
        return True
    return fault(value=code, name=structure.raison_sociale, near=near_services(annuaire, structure, code))


@rule(
    "ACH-05",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le service « {value} » ({service}) de {name} n'est plus actif.",
        "The service “{value}” ({service}) of {name} is no longer active.",
    ),
    remedy=Text(
        "Demandez au client le code service à employer.{near}", "Ask your customer which code service to use.{near}"
    ),
    source="Annuaire Chorus Pro, ServiceActif",
)
def service_is_active(_: Invoice, case: Case) -> Answer:
    """The service is active."""
    structure, service = case.structure, case.service
    if structure is None or service is None or service.actif:
        return True
    return fault(
        value=service.code,
        service=service.nom or service.code,
        name=structure.raison_sociale,
        near=near_services(case.context.annuaire, structure, service.code),
    )


@rule(
    "ACH-06",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    severity=Severity.WARNING,
    message=Text(
        "{name} n'a aucun service : « {value} » n'est pas un code service et la facture va à la structure.",
        "{name} has no service: “{value}” is no code service and the invoice goes to the structure.",
    ),
    remedy=Text("N'indiquez pas de code service pour ce destinataire.", "Give no code service for this recipient."),
    source="BT-10; Annuaire Chorus Pro",
)
def structure_has_services(_: Invoice, case: Case) -> Answer:
    """No code service is given for a structure without services."""
    structure, annuaire, code = case.structure, case.context.annuaire, case.code_service
    if structure is None or annuaire is None or not code or case.service is not None:
        return True
    if structure.service or annuaire.services(structure.siret):
        return True
    return fault(value=code, name=structure.raison_sociale)


@rule(
    "ACH-10",
    field="cadre_facturation",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "{name} ne reçoit que des pièces de travaux, en tant que maîtrise d'ouvrage ; {cadre} n'en est pas une.",
        "{name} receives works pieces only, as project owner; {cadre} is none.",
    ),
    remedy=Text(
        "Adressez la facture à la structure qui la paie, ou indiquez le cadre de travaux.",
        "Address the invoice to the structure that pays it, or give the cadre of the works piece.",
    ),
    source="BT-23; Annuaire Chorus Pro, EstMOAUniquement",
)
def owner_receives_works(invoice: Invoice, case: Case) -> Answer:
    """A structure that is only a *maîtrise d'ouvrage* receives works pieces only."""
    structure = case.structure
    if structure is None or not structure.moa_uniquement or (cadre := cadre_of(invoice)).travaux:
        return True
    return fault(name=structure.raison_sociale, cadre=invoice.cadre_facturation or cadre.code)


@rule(
    "ACH-11",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le service FACTURES_PUBLIQUES est réservé aux factures entre organismes publics.",
        "The service FACTURES_PUBLIQUES is reserved to invoices between public bodies.",
    ),
    remedy=Text(
        "Indiquez le code du service qui a passé la commande.{near}",
        "Give the code of the service that placed the order.{near}",
    ),
    source="Annuaire Chorus Pro, FACTURES_PUBLIQUES",
)
def public_service_gets_public_invoices(invoice: Invoice, case: Case) -> Answer:
    """The service FACTURES_PUBLIQUES is used only by suppliers that are in the directory."""
    structure, annuaire = case.structure, case.context.annuaire
    if structure is None or annuaire is None or case.code_service != FACTURES_PUBLIQUES:
        return True
    supplier = invoice.siret_fournisseur
    if supplier and annuaire.structure(supplier) is not None:
        return True
    return fault(near=near_services(annuaire, structure, FACTURES_PUBLIQUES))


@rule(
    "ACH-19",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    severity=Severity.WARNING,
    message=Text(
        "La facture nomme plusieurs services de {name} : {others} ; elle va à « {value} ».",
        "The invoice names several services of {name}: {others}; it goes to “{value}”.",
    ),
    remedy=Text(
        "N'indiquez qu'un code service (identifiant de schéma 0224), ou le même aux deux endroits.",
        "Give one code service only (identifier of scheme 0224), or the same in both places.",
    ),
    source="BT-10, BT-46 @schemeID 0224; BR-FR-CPRO-11",
)
def one_service_is_named(invoice: Invoice, case: Case) -> Answer:
    """The places for a code service do not name two services of the structure."""
    structure, service, annuaire = case.structure, case.service, case.context.annuaire
    if structure is None or service is None or annuaire is None:
        return True
    buyer = invoice.buyer
    coded = (one.value for one in buyer.identifiers if one.scheme == CODE_SERVICE_SCHEME)
    written = (*coded, invoice.buyer_reference, *(contact.identifier for contact in buyer.contacts))
    others = [code for code in dict.fromkeys(written) if code and code != case.code_service]
    known = tuple(code for code in others if annuaire.service(structure.siret, code) is not None)
    return not known or fault(name=structure.raison_sociale, value=service.code, others=(service.code, *known))


CHECKS = (
    directory_was_asked,
    structure_is_known,
    structure_is_active,
    mandatory_service_is_given,
    service_is_known,
    service_is_active,
    structure_has_services,
    owner_receives_works,
    public_service_gets_public_invoices,
    one_service_is_named,
)
