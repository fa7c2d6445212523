"""Identification of the supplier: a SIRET, or the identifier Chorus Pro defines for suppliers without one."""

from domain.finding import Pack, Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.common import siret
from validators.common.identifier_schemes import KINDS, other_identifier
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule


@rule(
    "SIRET-04",
    field="siret_fournisseur",
    message=Text("Le fournisseur n'a pas d'identifiant.", "The supplier has no identifier."),
    remedy=Text(
        "Indiquez le SIRET du fournisseur (BT-29 schéma 0009) ; hors de France, son numéro de TVA (0223) "
        "ou l'identifiant hors UE (0227), RIDET (0228), TAHITI (0229), particulier (0226).",
        "Give the supplier's SIRET (BT-29 scheme 0009); outside France, its VAT number (0223) "
        "or the identifier outside the EU (0227), RIDET (0228), TAHITI (0229), private person (0226).",
    ),
    source="BR-FR-CPRO-03; CPPFacturePivot Fournisseur/Identifiant",
    absence=True,
)
def supplier_is_identified(invoice: Invoice, _: Case) -> bool:
    """The supplier has a SIRET or an identifier that replaces it; for a SIREN alone, see SIRET-05."""
    return bool(invoice.siret_fournisseur or invoice.siren_fournisseur or other_identifier(invoice))


@rule(
    "SIRET-05",
    field="siret_fournisseur",
    message=Text(
        "Le fournisseur n'est désigné que par son SIREN « {value} ».",
        "The supplier is named by its SIREN “{value}” only.",
    ),
    remedy=Text(
        "Ajoutez le SIRET de l'établissement qui facture (BT-29 schéma 0009).",
        "Add the SIRET of the establishment that invoices (BT-29 scheme 0009).",
    ),
    source="BR-FR-CPRO-09; DSE 1.0 section 3.2.1.4",
)
def supplier_has_more_than_a_siren(invoice: Invoice, _: Case) -> Answer:
    """A supplier with a SIREN also gives the SIRET."""
    if invoice.siret_fournisseur or not invoice.siren_fournisseur or other_identifier(invoice):
        return True
    return fault(value=invoice.siren_fournisseur)


@rule(
    "SIRET-06",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    message=Text(
        "Le SIRET du fournisseur « {value} » n'a pas 14 chiffres.",
        "The supplier's SIRET “{value}” does not have 14 digits.",
    ),
    remedy=Text("Indiquez les 14 chiffres du SIRET, sans lettre.", "Give the 14 digits of the SIRET, without letters."),
    source="BR-FR-CPRO-04; CPPFacturePivot TypeIdentifiant 1",
)
def supplier_siret_has_14_digits(invoice: Invoice, _: Case) -> bool:
    """The supplier's SIRET is 14 digits."""
    return not invoice.siret_fournisseur or siret.has_shape(invoice.siret_fournisseur)


@rule(
    "SIRET-07",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    severity=Severity.WARNING,
    message=Text(
        "La clé du SIRET du fournisseur « {value} » est fausse.",
        "The check digit of the supplier's SIRET “{value}” is wrong.",
    ),
    remedy=Text(
        "Vérifiez chaque chiffre du SIRET ; seuls des SIRET d'essai ont une clé fausse.",
        "Check every digit of the SIRET; only test SIRETs have a wrong check digit.",
    ),
    source="Insee, clé du SIRET (Luhn)",
)
def supplier_siret_has_its_key(invoice: Invoice, _: Case) -> bool:
    """The supplier's SIRET has a correct check digit."""
    value = invoice.siret_fournisseur
    return not value or not siret.has_shape(value) or siret.has_key(value)


@rule(
    "SIRET-08",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    message=Text(
        "Le SIRET du fournisseur « {value} » n'est pas celui d'un établissement du SIREN « {siren} ».",
        "The supplier's SIRET “{value}” is not that of an establishment of the SIREN “{siren}”.",
    ),
    remedy=Text(
        "Les 9 premiers chiffres du SIRET sont le SIREN : corrigez celui des deux qui est faux.",
        "The first 9 digits of the SIRET are the SIREN: correct the one that is wrong.",
    ),
    source="BR-FR-09",
)
def supplier_siret_and_siren_agree(invoice: Invoice, _: Case) -> Answer:
    """The SIRET begins with the SIREN."""
    value, siren = invoice.siret_fournisseur, invoice.siren_fournisseur
    if not value or not siren or value.startswith(siren) or not siret.has_shape(value):
        return True
    return fault(value=value, siren=siren)


@rule(
    "IDF-01",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    message=Text(
        "L'identifiant du fournisseur « {value} » n'a pas la forme attendue : {kind} ({scheme}).",
        "The supplier's identifier “{value}” does not have the expected form: {kind} ({scheme}).",
    ),
    remedy=Text("Forme attendue : {expected}.", "Expected form: {expected}."),
    source="BR-FR-CPRO-04…08",
)
def other_identifier_has_its_form(invoice: Invoice, _: Case) -> Answer:
    """An identifier that replaces the SIRET has the form of its kind."""
    identifier = None if invoice.siret_fournisseur else other_identifier(invoice)
    if identifier is None or identifier.scheme is None:
        return True
    kind = KINDS[identifier.scheme]
    if kind.form.fullmatch(identifier.value):
        return True
    return fault(value=identifier.value, kind=kind.name, scheme=identifier.scheme, expected=kind.expected)


@rule(
    "NOM-01",
    field="nom_fournisseur",
    message=Text("Le nom du fournisseur est absent.", "The supplier's name is missing."),
    remedy=Text("Indiquez la raison sociale (BT-27).", "Give the company name (BT-27)."),
    source="BT-27; BR-06; CPPFacturePivot RaisonSociale",
    absence=True,
)
def supplier_is_named(invoice: Invoice, _: Case) -> bool:
    """BT-27 is there."""
    return bool(invoice.seller.name and not invoice.seller.name.isspace())


CHECKS = (
    supplier_is_identified,
    supplier_has_more_than_a_siren,
    supplier_siret_has_14_digits,
    supplier_siret_has_its_key,
    supplier_siret_and_siren_agree,
    other_identifier_has_its_form,
    supplier_is_named,
)
