"""A rule is a code, two sentences, and a question asked of an invoice.

A question answers ``True`` when the rule holds or does not apply; ``False`` when it fails and the value of
its field says it all; a :class:`Fault` (or several) when the sentence needs other values. A question never
raises, whatever the invoice holds, and looks at nothing but the invoice and its :class:`Case`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.finding import Finding, Pack, Rule, Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.engine.context import Case


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


def findings_of(check: Check, answer: Answer, invoice: Invoice) -> tuple[Finding, ...]:
    """The findings an answer amounts to; none when the rule holds."""
    if answer is True:
        return ()
    if answer is False:
        name = check.rule.field
        return (check.rule.finding(value=getattr(invoice, name) if name else ""),)
    faults = (answer,) if isinstance(answer, Fault) else answer
    return tuple(check.rule.finding(field=each.field, **each.values) for each in faults)
