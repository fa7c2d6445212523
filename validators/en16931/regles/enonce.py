"""How a rule of EN 16931 is stated: its code, its term, what is wrong, and what to write."""

from domain.finding import Pack, Rule, Severity
from domain.text import Text

_FIELD = {
    "BT-1": "numero_facture",
    "BT-2": "date_facture",
    "BT-3": "type_facture",
    "BT-5": "devise",
    "BT-25": "numero_facture_origine",
    "BT-27": "nom_fournisseur",
    "BT-31": "tva_fournisseur",
    "BT-44": "nom_destinataire",
    "BT-109": "montant_ht",
    "BT-110": "montant_tva",
    "BT-112": "montant_ttc",
    "BT-115": "montant_a_payer",
}
"""The field of :data:`domain.invoice.FIELDS` that a term is, where it is one."""


def stated(code: str, term: str, message: Text, remedy: Text, severity: Severity = Severity.FATAL) -> Rule:
    """The rule ``code`` about ``term`` (BT or BG, empty when it is about none)."""
    return Rule(
        code=code,
        pack=Pack.EN16931,
        severity=severity,
        field=_FIELD.get(term),
        message=message,
        remedy=remedy,
        source=f"EN 16931-1, {code}",
        term=term,
    )
