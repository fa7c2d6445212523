"""The recipient's identifier: always a SIRET; also in the routing pack, which requires it."""

from domain import siret
from domain.finding import Pack, Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.common.phrasing import near_structures
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule


@rule(
    "SIRET-01",
    field="siret_destinataire",
    pack=Pack.ACHEMINEMENT,
    also=Pack.CHORUS_PRO,
    message=Text("Le SIRET du destinataire est absent.", "The recipient's SIRET is missing."),
    remedy=Text(
        "Indiquez le SIRET de la structure publique destinataire (identifiant de schéma 0009).",
        "Give the SIRET of the public structure that receives (identifier of scheme 0009).",
    ),
    source="BT-46, BT-47; BR-FR-CPRO-10; CPPFacturePivot Debiteur/Identifiant",
    absence=True,
)
def recipient_siret_is_given(invoice: Invoice, _: Case) -> bool:
    """The recipient has a SIRET."""
    return bool(invoice.siret_destinataire)


@rule(
    "SIRET-02",
    field="siret_destinataire",
    pack=Pack.ACHEMINEMENT,
    also=Pack.CHORUS_PRO,
    message=Text(
        "Le SIRET du destinataire « {value} » n'est pas écrit en 14 chiffres exactement.",
        "The recipient's SIRET “{value}” is not written as exactly 14 digits.",
    ),
    remedy=Text(
        "Indiquez les 14 chiffres du SIRET, sans lettre, signe ni blanc.{near}",
        "Give the 14 digits of the SIRET, without letters, signs or blanks.{near}",
    ),
    source="CPPFacturePivot Debiteur/Identifiant",
)
def recipient_siret_has_14_digits(invoice: Invoice, case: Case) -> Answer:
    """The recipient's SIRET is 14 digits."""
    value = invoice.siret_destinataire
    if not value or siret.has_shape(value):
        return True
    return fault(value=value, near=near_structures(case.context.annuaire, value))


@rule(
    "SIRET-03",
    also=Pack.NAVETTE,
    field="siret_destinataire",
    severity=Severity.WARNING,
    message=Text(
        "La clé du SIRET du destinataire « {value} » est fausse.",
        "The check digit of the recipient's SIRET “{value}” is wrong.",
    ),
    remedy=Text(
        "Vérifiez chaque chiffre du SIRET ; seuls des SIRET d'essai ont une clé fausse.",
        "Check every digit of the SIRET; only test SIRETs have a wrong check digit.",
    ),
    source="Insee, clé du SIRET (Luhn)",
)
def recipient_siret_has_its_key(invoice: Invoice, case: Case) -> bool:
    """The recipient's SIRET has a correct check digit, or is in the directory as written."""
    value = invoice.siret_destinataire
    if not value or not siret.has_shape(value) or siret.has_key(value):
        return True
    return case.structure is not None and case.structure.siret == value


CHECKS = (recipient_siret_is_given, recipient_siret_has_14_digits, recipient_siret_has_its_key)
