"""Business terms of a finding: what it is about, and what its rule computes with.

Those of the official rules are derived: the term of the rule, and those that its sentence names. Rules of our own are
about their field; :mod:`.own_rules` has the others.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from domain.finding import Finding, Pack, Rule, Severity
from validators import ABSENCES, RULES
from validators.causes.official_uses import ALSO_USED, BASE, CODE_SERVICE, ITEMS, NO_VALUE, SUM, Used
from validators.causes.own_rules import ABOUT, LOOSE, SUMS, UNREADABLE
from validators.causes.own_rules import ALSO_USED as OWN_USES
from validators.packs.editions import EDITIONS

_TERM = re.compile(r"\bB[TG]-\d+|\bEXT-FR-FE(?:-BG)?-\d+")
_CITED = re.compile(r"\b(?:BR|CII|UBL)-[A-Z0-9][A-Z0-9-]*\b")
_PROFILE = re.compile(r"^BR-(?:FREXT|FXEXT)-(?:BR-)?")
"""Rules of the extended profiles that replace those of EN 16931 of the same number."""
_OFFICIAL = frozenset({Pack.EN16931, Pack.FACTURX, Pack.BR_FR, Pack.XSD})
_OF_FIELD: Mapping[str, frozenset[str]] = {
    "numero_facture": frozenset({"BT-1"}),
    "type_facture": frozenset({"BT-3"}),
    "date_facture": frozenset({"BT-2"}),
    "devise": frozenset({"BT-5"}),
    "siret_fournisseur": frozenset({"BT-29", "BT-30"}),
    "tva_fournisseur": frozenset({"BT-31"}),
    "nom_fournisseur": frozenset({"BT-27"}),
    "siret_destinataire": frozenset({"BT-46", "BT-47"}),
    "nom_destinataire": frozenset({"BT-44"}),
    "code_service": frozenset({"BT-10", CODE_SERVICE}),
    "numero_engagement": frozenset({"BT-13"}),
    "numero_marche": frozenset({"BT-12"}),
    "cadre_facturation": frozenset({"BT-23"}),
    "montant_ht": frozenset({"BT-109"}),
    "montant_tva": frozenset({"BT-110"}),
    "montant_ttc": frozenset({"BT-112"}),
    "montant_a_payer": frozenset({"BT-115"}),
    "numero_facture_origine": frozenset({"BT-25"}),
}
"""Business terms of each field of :data:`domain.invoice.FIELDS`."""
_NOTHING = Used()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Business terms of a finding."""

    at: frozenset[str]
    """What it is about."""
    uses: frozenset[str]
    """What its rule computes with, ``at`` included."""
    official: bool = False
    """Whether it is an official rule or a schema."""
    missing: bool = False
    """Whether it says that a value is absent or cannot be read."""
    is_sum: bool = False
    """Whether it says that amounts do not agree."""
    loose: bool = False
    """Whether its field is only the nearest one: two rules on it may be about different things."""
    cited: frozenset[str] = frozenset()
    """Official rules that it says in plain words."""

    def cites(self, code: str) -> bool:
        """Whether the official rule ``code`` is one of ``cited``, or one of its variants (``BR-FR-09_BT-29``)."""
        plain = _PROFILE.sub("BR-", code)
        return plain in self.cited or plain.split("_")[0] in self.cited


def terms_of(finding: Finding) -> Terms:
    """Terms of ``finding``."""
    if finding.pack in _OFFICIAL:
        return _of_official(finding)
    return _of_own(finding)


def _of_official(finding: Finding) -> Terms:
    known = _official().get(finding.code)
    term = frozenset({finding.term}) if finding.term else frozenset[str]()
    if known is None:
        return Terms(at=term, uses=term, official=True)
    return known


def _of_own(finding: Finding) -> Terms:
    known = _own().get(finding.code)
    if known is not None:
        return known
    at = frozenset(finding.term.split("/")) if finding.term else frozenset[str]()  # an allowance or a charge: both
    at |= _OF_FIELD.get(finding.field or "", frozenset())
    unreadable = finding.code in UNREADABLE and finding.severity is Severity.FATAL
    return Terms(at=at, uses=at, missing=unreadable, loose=bool(finding.term))


@cache
def _own() -> Mapping[str, Terms]:
    """Terms of the rules of :data:`validators.RULES`."""
    return {rule.code: _own_terms(rule) for rule in RULES}


def _own_terms(rule: Rule) -> Terms:
    cited = _cited(rule)
    said = [terms for code, terms in _official().items() if code in cited]
    at = ABOUT.get(rule.code) or _OF_FIELD.get(rule.field or "") or frozenset(_TERM.findall(rule.source))
    at = at or frozenset[str]().union(*(one.at for one in said))
    also = OWN_USES.get(rule.code, frozenset())
    uses = at.union(also, *(one.uses for one in said if rule.code in SUMS))
    return Terms(
        at=at,
        uses=uses,
        missing=rule.code in ABSENCES,
        is_sum=rule.code in SUMS,
        loose=rule.code in LOOSE or rule.field is None,
        cited=cited,
    )


def _cited(rule: Rule) -> frozenset[str]:
    return frozenset(code for code in _CITED.findall(rule.source) if not code.endswith("-"))


@cache
def _official() -> Mapping[str, Terms]:
    """Terms of every official rule, by code."""
    rules = (rule for edition in EDITIONS.values() for body in edition.rules.values() for rule in body.values())
    return {rule.code: official_terms(rule) for rule in rules}


def official_terms(rule: Rule) -> Terms:
    """Terms of an official rule: its own, those that its sentence names, those of :data:`ALSO_USED`."""
    named = frozenset(_TERM.findall(rule.message.fr))
    also = ALSO_USED.get(rule.code, _NOTHING)
    at = also.at or frozenset(_TERM.findall(rule.term)) or (named if len(named) == 1 else frozenset())
    return Terms(
        at=at,
        uses=at | named | also.uses | (ITEMS if BASE.fullmatch(rule.code) else frozenset()),
        official=True,
        missing=bool(NO_VALUE.fullmatch(rule.code)),
        is_sum=bool(SUM.fullmatch(rule.code)),
    )
