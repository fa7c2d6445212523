"""The invoice number (BT-1): present, 20 characters at most, of the characters Chorus Pro accepts."""

import re

from domain.finding import Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

LONGEST = 20
"""Characters; the reform allows 35, but not towards public bodies (BR-FR-CPRO-02)."""

_ODD = re.compile(r"[^A-Za-z0-9 +_/-]")


@rule(
    "NUM-01",
    field="numero_facture",
    message=Text("Le numéro de facture est absent.", "The invoice number is missing."),
    remedy=Text("Indiquez le numéro de la facture.", "Give the number of the invoice."),
    source="BT-1; BR-02; CPPFacturePivot DonneesFacture/Id",
    absence=True,
)
def number_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-1 is there and is not blank."""
    return bool(invoice.numero_facture and not invoice.numero_facture.isspace())


@rule(
    "NUM-02",
    field="numero_facture",
    message=Text(
        "Le numéro de facture « {value} » a {length} caractères ; 20 au plus sont admis.",
        "The invoice number “{value}” has {length} characters; 20 at most are allowed.",
    ),
    remedy=Text(
        "Attribuez à la facture un numéro de 20 caractères au plus (35 ne sont admis qu'entre entreprises).",
        "Give the invoice a number of 20 characters at most (35 are allowed between companies only).",
    ),
    source="DSE 1.0 section 3.2.1.4; BR-FR-CPRO-02; CPPFacturePivot DonneesFacture/Id",
)
def number_is_short_enough(invoice: Invoice, _: Case) -> Answer:
    """BT-1 has 20 characters at most, blanks at its ends not counted."""
    number = invoice.numero_facture
    if number is None or len(number.strip()) <= LONGEST:
        return True
    return fault(value=number, length=len(number.strip()))


@rule(
    "NUM-03",
    field="numero_facture",
    message=Text(
        "Le numéro de facture « {value} » contient des caractères non admis : {odd}.",
        "The invoice number “{value}” holds characters that are not allowed: {odd}.",
    ),
    remedy=Text(
        "N'employez que des lettres sans accent, des chiffres, l'espace et les signes - + _ /.",
        "Use only unaccented letters, digits, the space and the signs - + _ /.",
    ),
    source="G1.05, annexe EDI V4.20",
)
def number_has_known_characters(invoice: Invoice, _: Case) -> Answer:
    """BT-1 holds letters, digits, space and ``- + _ /`` only; for outer blanks, see NUM-04."""
    number = invoice.numero_facture
    if number is None:
        return True
    odd = _ODD.findall(number.strip())
    return fault(value=number, odd=tuple(shown_character(c) for c in dict.fromkeys(odd))) if odd else True


@rule(
    "NUM-04",
    field="numero_facture",
    severity=Severity.WARNING,
    message=Text(
        "Le numéro de facture « {value} » commence ou finit par un espace, qui sera ignoré.",
        "The invoice number “{value}” begins or ends with a blank, which will be ignored.",
    ),
    remedy=Text("Retirez les espaces en trop du numéro.", "Remove the extra blanks from the number."),
    source="BT-1",
)
def number_has_no_outer_blank(invoice: Invoice, _: Case) -> bool:
    """BT-1 neither begins nor ends with a blank."""
    number = invoice.numero_facture
    return number is None or number == number.strip() or number.isspace()


def shown_character(character: str) -> Text:
    """A character for display: itself in quotation marks, or its code point when it is not visible."""
    if character.isprintable() and not character.isspace():
        return Text(f"« {character} »", f"“{character}”")
    return Text(code := f"U+{ord(character):04X}", code)


CHECKS = (number_is_given, number_is_short_enough, number_has_known_characters, number_has_no_outer_blank)
