"""Rules for a Factur-X whose pages print other values than its XML (codes LEC-080 to 087).

The XML is processed while people read the page, so fraud and software faults look alike. Each field has its own code,
so that the settings may give a difference of account or of total another severity.
"""

from domain.finding import Level, Pack, Rule, Severity
from domain.text import Text
from parsers.page.field_names import FIELD_NAMES

ACCOUNT = "iban"
"""The account to pay to: compared, though not in :data:`domain.invoice.FIELDS`."""
_NAMES = {**FIELD_NAMES, ACCOUNT: Text("l'IBAN à payer", "the IBAN to pay to")}
_CODES = {
    "numero_facture": ("LEC-080", "BT-1"),
    "date_facture": ("LEC-081", "BT-2"),
    "siret_fournisseur": ("LEC-082", "BT-29, BT-30"),
    "siret_destinataire": ("LEC-083", "BT-46, BT-47"),
    "montant_ht": ("LEC-084", "BT-109"),
    "montant_tva": ("LEC-085", "BT-110"),
    "montant_ttc": ("LEC-086", "BT-112"),
    ACCOUNT: ("LEC-087", "BT-84"),
}


def _rule(field: str, code: str, term: str) -> Rule:
    name = _NAMES[field]
    return Rule(
        code=code,
        pack=Pack.LECTURE,
        severity=Severity.WARNING,
        level=Level.FACTURE,
        field=None if field == ACCOUNT else field,
        message=Text(
            f"La page et le XML du Factur-X ne disent pas la même chose, pour {name.fr} : la page porte « {{page}} » "
            "({where}), le XML « {xml} ».",
            f"The page and the XML of the Factur-X do not say the same, for {name.en}: the page has “{{page}}” "
            "({where}), the XML “{xml}”.",
        ),
        remedy=Text(
            "C'est le XML qui est traité. Vérifiez lequel des deux est juste avant tout paiement ; "
            "s'il faut corriger, produisez de nouveau le Factur-X.",
            "The XML is what is processed. Check which of the two is right before any payment; "
            "if one must be corrected, produce the Factur-X again.",
        ),
        source=f"Factur-X §5 ; {term}",
    )


DIFFERS = {field: _rule(field, code, term) for field, (code, term) in _CODES.items()}
"""The rule of each compared field."""
RULES: tuple[Rule, ...] = tuple(DIFFERS.values())
