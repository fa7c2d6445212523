"""The sections of a digest, the gravest first, with as many lines as people read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.notifications import LINES, Notification, Subject, subject_of
from domain.paris_time import shown_moment
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.labels import chain_line
from exporters.common.number_formats import count
from exporters.notifications.sentences import file_sentence, reminder_sentence, step_sentence, trouble_sentence

SURE = 2
"""Lines each section has, however many lines the others have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSection:
    """A title, how many lines there are in all (empty: not shown), the lines shown, a sentence on the others."""

    title: str
    count: str
    lines: tuple[str, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Content common to the text and the page of a digest."""

    heading: str
    sections: tuple[DigestSection, ...]
    foot: str
    chain: str
    """Where the chain of certificates ends; empty when there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """A title, the lines known under it, and how many there are in all."""

    title: Text
    lines: tuple[str, ...]
    total: int


def digest(notification: Notification, locale: Locale) -> Digest:
    """The digest in the reader's language."""
    sections = [_section(found, locale) for found in _cut(_acted_on(notification, locale))]
    return Digest(
        heading=_HEAD.with_({"at": shown_moment(notification.at, locale)}).in_(locale),
        sections=(*sections, *_counted(notification, locale)),
        foot=_FOOT.in_(locale),
        chain=chain_line(notification.chain, locale),
    )


def how_many(notification: Notification, subject: Subject) -> int:
    """How many lines of ``subject`` there are in all."""
    more = Counter(
        {
            Subject.REFUS: notification.irrecevables_total,
            Subject.ECHEANCE: notification.reminders_total,
            Subject.INCIDENTS: notification.incidents,
        }
    )
    return notification.of(subject) + more[subject]


def _acted_on(notification: Notification, locale: Locale) -> list[_Lines]:
    """The subjects that need an act of the reader, the gravest first; a title without lines is left out."""
    news = notification.news
    refused, *others = (
        _Lines(
            title=_TITLES[subject],
            lines=tuple(step_sentence(step, locale) for step in news.steps if subject_of(step.status) is subject),
            total=notification.of(subject),
        )
        for subject in (Subject.REFUS, Subject.SUSPENSION, Subject.RECYCLAGE, Subject.ECHEANCE)
    )
    files = _Lines(
        title=_FILES,
        lines=tuple(file_sentence(file, locale) for file in news.irrecevables),
        total=notification.irrecevables_total,
    )
    soon = _Lines(
        title=_SOON,
        lines=tuple(reminder_sentence(reminder, locale) for reminder in news.reminders),
        total=notification.reminders_total,
    )
    found = [refused, files, *others, soon, _troubles(notification, locale)]
    return [lines for lines in found if lines.total]


def _troubles(notification: Notification, locale: Locale) -> _Lines:
    lines = [trouble_sentence(trouble) for trouble in notification.troubles]
    if notification.news.given_up:
        lines.append(_GIVEN_UP.with_({"n": count(notification.news.given_up, locale)}).in_(locale))
    return _Lines(title=_TROUBLES, lines=tuple(lines), total=notification.incidents and len(lines))


def _cut(found: Sequence[_Lines]) -> Iterator[_Lines]:
    """At most :data:`LINES` lines in all, some of each: a hundred refusals do not hide one deadline."""
    room = LINES - sum(min(len(section.lines), SURE) for section in found)
    for section in found:
        more = min(max(len(section.lines) - SURE, 0), room)
        room -= more
        yield _Lines(title=section.title, lines=section.lines[: SURE + more], total=section.total)


def _section(found: _Lines, locale: Locale) -> DigestSection:
    rest = found.total - len(found.lines)
    return DigestSection(
        title=found.title.in_(locale),
        count=count(found.total, locale),
        lines=found.lines,
        more=_MORE.with_({"n": count(rest, locale)}).in_(locale) if rest > 0 else "",
    )


def _counted(notification: Notification, locale: Locale) -> tuple[DigestSection, ...]:
    """The steps that need no act: how many of each."""
    if not notification.of(Subject.STATUTS):
        return ()
    steps = (pair for pair in notification.news.counts if subject_of(pair[0]) is Subject.STATUTS)
    lines = tuple(f"{LABELS[step]} : {count(n, locale)}" for step, n in steps)
    return (DigestSection(title=_TITLES[Subject.STATUTS].in_(locale), count="", lines=lines, more=""),)


_HEAD = Text("Navette, avis du {at} (heure de Paris)", "Navette, digest of {at} (Paris time)")
_FOOT = Text(
    "Le détail de chaque facture est dans les comptes rendus et les états déposés dans votre dossier.",
    "The details of each invoice are in the reports left in your folder.",
)
_MORE = Text("et {n} de plus", "and {n} more")
_FILES = Text("Fichiers irrecevables", "Files refused as such")
_SOON = Text("Échéances proches", "Deadlines that come close")
_TROUBLES = Text("Incidents de traitement", "Troubles of the run")
_GIVEN_UP = Text(
    "effets abandonnés : {n} ; la commande « navette outbox list » montre lesquels et pourquoi",
    "effects given up: {n}; the command “navette outbox list” shows which and why",
)
_TITLES = {
    Subject.REFUS: Text("Factures refusées", "Invoices refused"),
    Subject.SUSPENSION: Text("Factures suspendues ou à compléter", "Invoices suspended or to be completed"),
    Subject.RECYCLAGE: Text("Factures à recycler", "Invoices to be recycled"),
    Subject.ECHEANCE: Text("Échéances passées", "Deadlines that passed"),
    Subject.STATUTS: Text("Les autres étapes", "The other steps"),
    Subject.INCIDENTS: Text("Incidents", "Troubles"),
}
