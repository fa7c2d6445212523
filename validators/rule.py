"""A rule is a code, two sentences, and a question asked of an invoice.

A question answers ``True`` when the rule holds or does not apply; ``False`` when it fails and the value of
its field says it all; a :class:`Fault` (or several) when the sentence needs other values. A question never
raises, whatever the invoice holds, and looks at nothing but the invoice and its :class:`Case`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.finding import Finding, Pack, Rule, Severity
from domain.horloge import jour_a_paris
from domain.invoice import Invoice
from domain.lecture import USUAL, Lecture
from domain.signature import SANS_LISTE, Confiance
from domain.structure import Annuaire, Service, Structure
from domain.text import Text
from validators.adresse import account_of, adresse_of, may_be_private


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one structure asks of one value of its invoices, beyond what the directory says."""

    mandatory: bool = False
    pattern: re.Pattern[str] | None = None
    """Matched against the whole value."""
    explanation: Text | None = None
    """What the supplier reads instead of the pattern, for example « 5 ou 6 chiffres »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructurePatterns:
    """The demands of one structure; they come from the settings, never from code."""

    code_service: Demand = Demand()
    engagement: Demand = Demand()
    marche: Demand = Demand()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the rules may know beside the invoice; the same for a whole batch, and it can be pickled."""

    now: datetime
    """Aware, UTC: the moment of the deposit."""
    annuaire: Annuaire | None = None
    """``None``: nobody can say who may receive; rule ACH-00 says so."""
    rights: frozenset[str] | None = None
    """SIREN, SIRET or other identifiers the account may deposit for; ``*`` in it: any; ``None``: not asked."""
    acteurs: Mapping[str, str] = field(default_factory=dict)
    """Private actors of works pieces (MOE, titulaire...) that have an account: SIRET or SIREN to name, maybe empty."""
    patterns: Mapping[str, StructurePatterns] = field(default_factory=dict)
    """By SIRET of the recipient."""
    packs: frozenset[Pack] = frozenset(Pack)
    asked: frozenset[Pack] = frozenset()
    """Those of ``packs`` that are asked of every document whose syntax fits, whatever the table of packs says."""
    versions: Mapping[Pack, str] = field(default_factory=dict)
    """Of packs that must be of one version and no other."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """By code, where the settings differ from the rule's own severity."""
    lecture: Lecture = USUAL
    """How documents are read; no rule looks at it."""
    confiance: Confiance = SANS_LISTE
    """Whose signatures are trusted; no rule looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One invoice's circumstances: the context, and what is looked up once for all its rules."""

    context: Context
    today: date
    """In Paris."""
    siret: str | None
    """Of the addressee: the buyer, or the MOE or fournisseur a works piece is for."""
    code_service: str | None
    """Of the addressee, as written."""
    acteur: str | None
    """Name of the addressee of a works piece that the directory does not know and that has an account."""
    structure: Structure | None
    """The addressee, when the directory was asked and knows it."""
    service: Service | None
    """The service named, when the structure has it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a question found wrong: the values its sentences name, and the field when it is not the rule's own."""

    values: Mapping[str, object]
    field: str | None = None


Answer = bool | Fault | tuple[Fault, ...]
Question = Callable[[Invoice, Case], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule and its question."""

    rule: Rule
    question: Question
    packs: frozenset[Pack]
    """The packs it runs in: its own, and any that would let something through without it."""
    absence: bool = False
    """Whether it only says that a field is missing: needless when reading refused that field already."""


def rule(
    code: str,
    *,
    message: Text,
    remedy: Text,
    source: str,
    field: str | None = None,
    severity: Severity = Severity.FATAL,
    pack: Pack = Pack.CHORUS_PRO,
    also: Pack | None = None,
    absence: bool = False,
) -> Callable[[Question], Check]:
    """Makes a question into a :class:`Check`. ``source`` is a BT number, a rule id or a section."""
    value = Rule(code=code, pack=pack, severity=severity, field=field, message=message, remedy=remedy, source=source)
    packs = frozenset((pack, also)) if also else frozenset((pack,))
    return lambda question: Check(rule=value, question=question, packs=packs, absence=absence)


def fault(*, field: str | None = None, **values: object) -> Fault:
    """A fault that names ``values``; ``field`` when it is not the rule's own."""
    return Fault(values, field)


def case_of(invoice: Invoice, context: Context) -> Case:
    """``invoice`` as the rules of ``context`` see it: one look-up of the structure, one of the service."""
    annuaire, (siret, code, name) = context.annuaire, adresse_of(invoice, context.annuaire)
    structure = annuaire.structure(siret) if annuaire and siret else None
    service = annuaire.service(structure.siret, code) if annuaire and structure and code else None
    account = account_of(context.acteurs, siret) if structure is None and may_be_private(invoice) else None
    return Case(
        context=context,
        today=jour_a_paris(context.now),
        siret=siret,
        code_service=code,
        acteur=account if account is None else account or name or siret,
        structure=structure,
        service=service,
    )


def findings_of(check: Check, answer: Answer, invoice: Invoice) -> tuple[Finding, ...]:
    """The findings an answer amounts to; none when the rule holds."""
    if answer is True:
        return ()
    if answer is False:
        name = check.rule.field
        return (check.rule.finding(value=getattr(invoice, name) if name else ""),)
    faults = (answer,) if isinstance(answer, Fault) else answer
    return tuple(check.rule.finding(field=each.field, **each.values) for each in faults)
