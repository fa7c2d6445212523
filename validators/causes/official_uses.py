"""What the sentences of official rules do not say of the terms that they compute with.

The terms of an official rule are its own and those that its sentence names. The French rules name none in their
sentences; those that compute with another term than their own are here, and the rules whose term is not that of the
thing they are about.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

CODE_SERVICE = "BT-46-0224"
"""BT-46 with the scheme 0224: the code of the service, and not an identifier of the buyer."""


class Used(NamedTuple):
    """Terms of a rule in addition to its own; ``at`` in place of its own when it is not empty."""

    uses: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()


def _uses(*terms: str) -> Used:
    return Used(uses=frozenset(terms))


def _at(*terms: str) -> Used:
    return Used(at=frozenset(terms))


ALSO_USED: Mapping[str, Used] = {
    "BR-16": _at("BG-25", "BT-131"),  # without lines, nothing is added up
    **dict.fromkeys(("BR-S-09", "BR-AF-09", "BR-AG-09"), _uses("BT-116", "BT-119")),
    "BR-CL-03": _at("BT-5"),  # the currency of each amount is that of the invoice
    "BR-53": _uses("BT-5"),
    "BR-CO-15": _uses("BT-5"),
    "BR-FREXT-CO-15": _uses("BT-5"),
    "BR-FXEXT-CO-15": _uses("BT-5"),
    "BR-CO-26": _uses("BT-29", "BT-30", "BT-31"),
    "BR-FR-09_BT-29": _uses("BT-30"),
    "BR-FR-09_BT-46": _uses("BT-47"),
    "BR-FR-22_BT-34": _uses("BT-30"),
    "BR-FR-24_BT-46": _at(CODE_SERVICE),
    "BR-FR-26_BT-46": _at(CODE_SERVICE),
    "BR-FR-CO-03_BT-3": _uses("BT-12", "BT-73", "BT-74"),
    "BR-FR-CO-04_BT-3": _uses("BT-25"),
    "BR-FR-CO-04_BT-4": _uses("BT-25"),
    "BR-FR-CO-05_BT-3": _uses("BT-25"),
    "BR-FR-CO-07_BT-9": _uses("BT-2"),
    "BR-FR-CO-08_BT-23": _uses("BT-3"),
    "BR-FR-CO-09_BT-23-1": _uses("BT-23", "BT-112"),
    "BR-FR-CO-09_BT-23-2": _uses("BT-23"),
    "BR-FR-CO-09_BT-23-3": _uses("BT-23"),
    "BR-FR-CO-12_BT-5": _uses("BT-6", "BT-111"),
    "BR-FR-CO-14_BT-29-1": _uses("BT-29"),
    "BR-FR-CO-15_BT-29-1": _uses("BT-29"),
}
"""By code of an official rule."""

NO_VALUE = re.compile(
    r"BR-(?:0\d|1[0-69]|2[0-6]|31|36|41|43|4[5-9]|50|5[2-7]|61)"
    r"|BR-(?:FREXT|FXEXT)-(?:BR-)?2[2-6]"
    r"|BR-FR-(?:DEC-\d\d|03)_.*"
)
"""Official rules that say that a value is absent, or not written as a number or a day."""
SUM = re.compile(
    r"BR-(?:FREXT-|FXEXT-)?(?:CO-1[0-7]|(?:S|Z|E|AE|IC|G|O|AF|AG)-?08b?|(?:S|AF|AG)-09b?)|BR-FR-CO-09_BT-23-[12]"
)
"""Official rules that say that amounts do not agree."""
BASE = re.compile(r"BR-(?:FREXT-|FXEXT-)?(?:S|Z|E|AE|IC|G|O|AF|AG)-?08b?")
ITEMS = frozenset({"BT-131", "BT-92", "BT-99"})
"""What the rules of :data:`BASE` add up to the base of a group of VAT (BT-116)."""
WITHOUT_TERM = re.compile(
    r"(?:CII|UBL)-(?:EXT-|FREXT)?(?:SR|DT|CR)-\d+[a-z]?|BR-CL-\d\d|BR-FR-32-.*|BR-FXEXT-CII-.*|FX-SCH-A-\d+.*|BR-CO-.*"
)
"""Official rules that are about no business term: structure, lists of any place. Each is a headline of its own, unless
its element, or one that contains it, has another.
"""
