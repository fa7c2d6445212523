"""The supplier's French VAT number (BT-31): FR, a two-character key, the SIREN.

Warnings only: Chorus Pro does not check it, and the member of a VAT group invoices under the number of the group,
which has another SIREN.
"""

import re
from functools import lru_cache

from stdnum.fr import tva

from domain.finding import Pack, Severity
from domain.invoice import Invoice
from domain.supplier_identity import siren_in as siren_in
from domain.text import Text
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

_FORM = re.compile(r"FR[0-9A-HJ-NP-Z]{2}([0-9]{9})")


@lru_cache(maxsize=4096)
def has_key(number: str) -> bool:
    """Whether a French VAT number and its key are right. Cached per number, as suppliers recur."""
    return bool(tva.is_valid(number))


def has_form(number: str) -> bool:
    """Whether a number has the form of a French VAT number; its key is not verified."""
    return _FORM.fullmatch(number) is not None


@rule(
    "TVA-01",
    also=Pack.NAVETTE,
    field="tva_fournisseur",
    severity=Severity.WARNING,
    message=Text(
        "Le numéro de TVA « {value} » n'a pas la forme d'un numéro français.",
        "The VAT number “{value}” does not have the form of a French one.",
    ),
    remedy=Text(
        "Écrivez FR, les deux caractères de la clé, puis les 9 chiffres du SIREN, sans espace.",
        "Write FR, the two characters of the key, then the 9 digits of the SIREN, without blanks.",
    ),
    source="BT-31; article 286 ter du CGI",
)
def french_number_has_its_form(invoice: Invoice, _: Case) -> bool:
    """A BT-31 that begins with FR is a well-formed French number."""
    number = invoice.tva_fournisseur
    return not number or not number.upper().startswith("FR") or bool(_FORM.fullmatch(number))


@rule(
    "TVA-02",
    also=Pack.NAVETTE,
    field="tva_fournisseur",
    severity=Severity.WARNING,
    message=Text("La clé du numéro de TVA « {value} » est fausse.", "The key of the VAT number “{value}” is wrong."),
    remedy=Text("Vérifiez le numéro de TVA du fournisseur.", "Check the supplier's VAT number."),
    source="BT-31; article 286 ter du CGI",
)
def french_number_has_its_key(invoice: Invoice, _: Case) -> bool:
    """The key of a French BT-31 is correct."""
    number = invoice.tva_fournisseur
    return not number or not _FORM.fullmatch(number) or has_key(number)


@rule(
    "TVA-03",
    also=Pack.NAVETTE,
    field="tva_fournisseur",
    severity=Severity.WARNING,
    message=Text(
        "Le numéro de TVA « {value} » n'est pas celui du SIREN « {siren} » du fournisseur.",
        "The VAT number “{value}” is not that of the supplier's SIREN “{siren}”.",
    ),
    remedy=Text(
        "Vérifiez le numéro de TVA ; l'écart est normal pour le membre d'un groupe TVA.",
        "Check the VAT number; the difference is normal for the member of a VAT group.",
    ),
    source="BT-31, BT-29, BT-30",
)
def french_number_is_the_suppliers(invoice: Invoice, _: Case) -> Answer:
    """The SIREN inside BT-31 is the supplier's."""
    inside, siren = siren_in(invoice.tva_fournisseur), invoice.siren_fournisseur
    return True if inside is None or not siren or inside == siren else fault(value=invoice.tva_fournisseur, siren=siren)


CHECKS = (french_number_has_its_form, french_number_has_its_key, french_number_is_the_suppliers)
