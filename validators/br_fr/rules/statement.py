"""Constructor of the French rules: code, term, error, remedy."""

import re

from domain.finding import Pack, Rule
from domain.invoice import FIELD_OF
from domain.text import Text

_ABOUT = {
    **FIELD_OF,
    "BT-29": "siret_fournisseur",
    "BT-30": "siret_fournisseur",
    "BT-46": "siret_destinataire",
    "BT-47": "siret_destinataire",
}
"""The field that a term is about: in France a party is known by its SIRET."""
_RULE = re.compile(r"BR-FR-(?:[A-Z]+-)?\d+")


def stated(code: str, term: str, message: Text, remedy: Text, rule: str = "") -> Rule:
    """The rule ``code`` about ``term`` (BT, BG or a French extension, empty when it is about none).

    ``rule`` is its name in the standard, where the code does not begin with it.
    """
    named = _RULE.match(code)
    return Rule(
        code=code,
        pack=Pack.BR_FR,
        field=_ABOUT.get(term),
        message=message,
        remedy=remedy,
        source=f"XP Z12-012, {rule or (named.group() if named else code)}",
        term=term,
    )


def about(noun: Text, fr: str, en: str) -> Text:
    """A sentence whose subject is ``noun``: ``le type`` and ``manque`` make ``Le type manque.``"""
    return Text(f"{noun.fr[:1].upper()}{noun.fr[1:]} {fr}", f"{noun.en[:1].upper()}{noun.en[1:]} {en}")
