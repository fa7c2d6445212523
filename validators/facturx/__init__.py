"""The profiles of Factur-X and EXTENDED-CTC-FR: the EN 16931 rules each answers to, and the rules of its own.

Source: the validation artefacts of Factur-X 1.09 (1.09.2 for EXTENDED) and of EXTENDED-CTC-FR 1.4.0. The content a
profile allows is checked by its schema first.
"""

from collections.abc import Mapping

from domain.finding import Rule
from domain.tree import Syntax
from validators.engine.rule_body import RuleBody
from validators.engine.subset import together
from validators.facturx import extended
from validators.facturx.profiles import ANSWERED as ANSWERED
from validators.facturx.profiles import RELAXED_CII as RELAXED_CII
from validators.facturx.profiles import RELAXED_UBL as RELAXED_UBL
from validators.facturx.structure import RULES as STRUCTURE_RULES
from validators.facturx.structure import STRUCTURE
from validators.facturx.wording import LINES, WORDING
from validators.facturx.wording import REFUSED as REFUSED

OWN: Mapping[tuple[Syntax, str | None], RuleBody] = {
    **{(Syntax.CII, name): STRUCTURE[name] for name in ("minimum", "basic", "en16931")},
    (Syntax.CII, "basicwl"): together(RuleBody(WORDING), STRUCTURE["basicwl"]),
    (Syntax.CII, "extended"): together(extended.FACTURX_CII, RuleBody(WORDING, LINES), STRUCTURE["extended"]),
    (Syntax.CII, "extended-ctc-fr"): extended.CTC_FR_CII,
    (Syntax.UBL, "extended"): extended.CTC_FR_UBL,
    (Syntax.UBL, "extended-ctc-fr"): extended.CTC_FR_UBL,
}
"""By syntax and profile, the rules of the profile itself; UBL that says EXTENDED is asked those of EXTENDED-CTC-FR."""

RULES: tuple[Rule, ...] = (*extended.RULES, *STRUCTURE_RULES)
"""Sentences of all rules of profiles."""


def all_of(syntax: Syntax) -> RuleBody:
    """The rules of all profiles in a syntax, to be listed."""
    bodies = dict.fromkeys(body for (of, _), body in OWN.items() if of is syntax)
    return RuleBody(*(pattern for body in bodies for pattern in body.patterns))
