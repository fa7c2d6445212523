"""A rule: a code, two sentences, and a question (a function of the invoice and its case).

A question answers ``True`` when the rule holds or does not apply; ``False`` when it fails and the sentence only needs
the value of its field; a :class:`Fault` (or several) when it needs other values. A question never raises, whatever the
invoice contains, and depends only on the invoice and its :class:`Case`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.finding import Finding, Pack, Rule, Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.engine.context import Case


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure: the values of the sentences' placeholders, and the field when it differs from the rule's."""

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
    """Packs it runs in: its own, and others that need it to be complete."""
    absence: bool = False
    """Whether it only reports a missing field: dropped when reading already refused that field."""
    pages: bool = True
    """Whether it is asked of an invoice read from a page, which has no codes to give."""


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
    pages: bool = True,
) -> Callable[[Question], Check]:
    """Decorator that turns a question into a :class:`Check`. ``source`` is a BT number, a rule id or a section."""
    value = Rule(code=code, pack=pack, severity=severity, field=field, message=message, remedy=remedy, source=source)
    packs = frozenset((pack, also)) if also else frozenset((pack,))
    return lambda question: Check(rule=value, question=question, packs=packs, absence=absence, pages=pages)


def fault(*, field: str | None = None, **values: object) -> Fault:
    """A fault with the placeholder ``values``; ``field`` when it differs from the rule's."""
    return Fault(values, field)


def findings_of(check: Check, answer: Answer, invoice: Invoice) -> tuple[Finding, ...]:
    """Findings of an answer; none when the rule holds."""
    if answer is True:
        return ()
    if answer is False:
        name = check.rule.field
        return (check.rule.finding(value=getattr(invoice, name) if name else ""),)
    faults = (answer,) if isinstance(answer, Fault) else answer
    return tuple(check.rule.finding(field=each.field, **each.values) for each in faults)
