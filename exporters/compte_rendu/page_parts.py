"""The parts that the pages of both *comptes rendus* share: the file, the counts, the findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from domain.causes import Cause, by_cause
from domain.deposit import Deposit
from domain.finding import Finding
from domain.paris_time import shown_moment
from domain.text import Locale, Text
from exporters.common.cause_sentences import also, sentence, tone
from exporters.common.labels import SEVERITY_LABELS, field_label
from exporters.common.number_formats import count, size
from exporters.html.markup import stylesheet
from exporters.html.shown import Outside, Sentence, outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A fact of the file, under its label."""

    label: Text
    value: Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class CountItem:
    """A number in the reader's format, and what it counts."""

    number: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindItem:
    """A finding that follows from another: its code and what it says."""

    code: str
    message: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingItem:
    """A cause: how loud it is (a class of the style sheet), its heading, what is wrong, what to do, and the findings
    behind it.
    """

    severity: str
    tag: str
    message: Sentence
    remedy: Sentence
    also: str
    """Codes of the findings behind it."""
    behind: tuple[BehindItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompteRenduPage:
    """What both pages show."""

    style: Markup
    title: Text
    number: str
    tone: str
    state: str
    conclusion: Text
    deposit_title: Text
    """Over the counts and the facts of the file, which come after what is to be done."""
    identity: tuple[Labelled, ...]
    counts: tuple[CountItem, ...]
    findings_title: Text
    findings: tuple[FindingItem, ...]


def style() -> Markup:
    """The style sheet of both pages."""
    return stylesheet(Path(__file__).with_name("compte_rendu.css"))


def identity(deposit: Deposit, sender: str, locale: Locale) -> tuple[Labelled, ...]:
    """Which file the page is about; ``sender`` is who left it."""
    return tuple(
        Labelled(label=label, value=outside(value))
        for label, value in (
            (Text("Déposant", "Depositor"), sender),
            (Text("Fichier déposé", "Deposited file"), deposit.name),
            (Text("Taille", "Size"), size(deposit.size, locale)),
            (Text("Déposé le", "Deposited on"), f"{shown_moment(deposit.received_at, locale)} {PARIS.in_(locale)}"),
            (Text("SHA-256", "SHA-256"), deposit.sha256),
        )
    )


def counts(numbers: Iterable[tuple[Text, int, bool]], locale: Locale) -> tuple[CountItem, ...]:
    """Each number that is not zero, or is shown even so (its third value)."""
    return tuple(
        CountItem(number=count(number, locale), label=label) for label, number, always in numbers if number or always
    )


def findings_of(findings: Sequence[Finding], locale: Locale) -> tuple[FindingItem, ...]:
    """The findings by cause, refusals first."""
    return tuple(_item(cause, locale) for cause in by_cause(findings))


def _item(cause: Cause, locale: Locale) -> FindingItem:
    finding, loud = cause.headline, tone(cause)
    label = field_label(finding.field, locale)
    return FindingItem(
        severity=loud.value,
        tag=" · ".join(filter(None, (SEVERITY_LABELS[loud].in_(locale), label, finding.code))),
        message=Sentence(sentence(cause, locale)),
        remedy=Sentence(finding.remedy.in_(locale)),
        also=also(cause, locale),
        behind=tuple(
            BehindItem(code=one.code, message=Sentence(one.message.in_(locale)))
            for one in cause.behind
            if one.code in cause.codes
        ),
    )


PARIS = Text("(heure de Paris)", "(Paris time)")
DEPOSIT = Text("Le dépôt", "The deposit")
