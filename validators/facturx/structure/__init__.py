"""The structure of each profile of Factur-X: number of elements, attributes, codes (FX-SCH-A-*), Factur-X 1.09.

What an element may not contain at all is told by the schema of the profile.
"""

from collections.abc import Mapping

from domain.finding import Rule
from validators.engine.rule_body import RuleBody
from validators.facturx.structure import basic, basicwl, en16931, extended, minimum
from validators.facturx.structure.lists import LISTS
from validators.facturx.structure.sentences import rules
from validators.facturx.structure.table import asked, patterns

_TABLES = {
    "minimum": minimum.TABLE,
    "basicwl": basicwl.TABLE,
    "basic": basic.TABLE,
    "en16931": en16931.TABLE,
    "extended": extended.TABLE,
}
_NORM = "urn:cen.eu:en16931:2017"
_GUIDELINES: Mapping[str, frozenset[str]] = {
    "minimum": frozenset({"urn:factur-x.eu:1p0:minimum", "urn:zugferd.de:2p0:minimum"}),
    "basicwl": frozenset({"urn:factur-x.eu:1p0:basicwl", "urn:zugferd.de:2p0:basicwl"}),
    "basic": frozenset(f"{_NORM}#compliant#urn:{each}:basic" for each in ("factur-x.eu:1p0", "zugferd.de:2p0")),
    "en16931": frozenset({_NORM}),
    "extended": frozenset(f"{_NORM}#conformant#urn:{each}:extended" for each in ("factur-x.eu:1p0", "zugferd.de:2p0")),
}
"""By profile, its specification (BT-24)."""

STRUCTURE: Mapping[str, RuleBody] = {
    name: RuleBody(*patterns(table, {**LISTS, "GUIDELINES": _GUIDELINES[name]})) for name, table in _TABLES.items()
}
"""By profile, its rules."""

RULES: tuple[Rule, ...] = rules(asked(table) for table in _TABLES.values())
"""Sentences of all of them."""
