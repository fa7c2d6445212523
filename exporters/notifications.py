"""The words of a digest: a subject, a plain text and a page, with what asks for a hand first.

Numbers, statuses, reasons and names of structures; never an amount, an account number or anything else of an
invoice. What comes from outside is on one line, without marks a chat would obey (``@everyone``, ``<!channel>``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from domain.echeance import Delai
from domain.notifications import LINES, Irrecevable, Notification, Reminder, StatusStep, Subject, subject_of
from domain.paris_time import french_date, french_datetime
from domain.status import LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import count, one_line

LONGEST = 200
"""Characters of a reason, or of a trouble, that are told."""
SURE = 2
"""Lines each section has, however many the others want."""
_OBEYED = str.maketrans({"@": "@\u2060", "<": "‹", ">": "›", "`": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A title, the lines under it, and how many there are in truth."""

    title: str
    lines: tuple[str, ...]
    total: int


def subject(avis: Notification, locale: Locale) -> str:
    """How many of what, the gravest first: « Navette : 3 refus, 1 échéance »."""
    counted = ((words, _how_many(avis, sujet)) for sujet, words in _SUBJECTS.items())
    parts = [f"{count(n, locale)} {(many if n > 1 else one).in_(locale)}" for (one, many), n in counted if n]
    return f"{_NAME.in_(locale)}{', '.join(parts)}"


def as_text(avis: Notification, locale: Locale) -> str:
    """The digest as plain text."""
    body = [_HEAD.with_({"at": french_datetime(avis.at)}).in_(locale)]
    for section in _cut(_sections(avis, locale)):
        body += ["", f"{section.title} ({count(section.total, locale)})", *(f"- {line}" for line in section.lines)]
        body += [_more(section, locale)] if section.total > len(section.lines) else []
    for title, lines in _quiet(avis, locale):
        body += ["", title, *(f"- {line}" for line in lines)]
    return "\n".join([*body, "", _FOOT.in_(locale), ""])


def as_html(avis: Notification, locale: Locale) -> str:
    """The same as a page a mail reader shows: no script, no network."""
    parts = [f"<h1>{escape(_HEAD.with_({'at': french_datetime(avis.at)}).in_(locale))}</h1>"]
    for section in _cut(_sections(avis, locale)):
        more = f"<p>{escape(_more(section, locale))}</p>" if section.total > len(section.lines) else ""
        parts.append(f"<h2>{escape(section.title)} ({count(section.total, locale)})</h2>{_list(section.lines)}{more}")
    parts += [f"<h2>{escape(title)}</h2>{_list(lines)}" for title, lines in _quiet(avis, locale)]
    parts.append(f"<p>{escape(_FOOT.in_(locale))}</p>")
    return (
        f'<!doctype html><html lang="{locale.value}"><head><meta charset="utf-8">'
        "<style>h1{font-size:1.3em}h2{font-size:1.1em}</style></head>"
        f'<body style="font-family:sans-serif;line-height:1.45;color:#1b1b1b">{"".join(parts)}</body></html>'
    )


def essai(name: str, locale: Locale) -> tuple[str, str]:
    """Subject and text of the message that tries a channel."""
    facts: dict[str, object] = {"name": name}
    return _TEST_SUBJECT.with_(facts).in_(locale), _TEST.with_(facts).in_(locale)


def as_page(text: str, locale: Locale) -> str:
    """A short plain text as a page."""
    return f'<!doctype html><html lang="{locale.value}"><body><p>{escape(text)}</p></body></html>'


def _sections(avis: Notification, locale: Locale) -> list[Section]:
    """What asks for a hand, the gravest first; a title without anything under it is left out."""
    found = [
        Section(
            title=_TITLES[sujet].in_(locale),
            lines=tuple(_step(step, locale) for step in avis.nouvelles.pas if subject_of(step.status) is sujet),
            total=avis.of(sujet),
        )
        for sujet in (Subject.REFUS, Subject.SUSPENSION, Subject.RECYCLAGE, Subject.ECHEANCE)
    ]
    found.insert(
        1,
        Section(
            title=_FILES.in_(locale),
            lines=tuple(_file(file, locale) for file in avis.nouvelles.irrecevables),
            total=avis.irrecevables_total,
        ),
    )
    found.append(
        Section(
            title=_SOON.in_(locale),
            lines=tuple(_reminder(one, locale) for one in avis.nouvelles.rappels),
            total=avis.rappels_total,
        )
    )
    told = [_short(trouble) for trouble in avis.troubles]
    if avis.nouvelles.given_up:
        told.append(_GIVEN_UP.with_({"n": count(avis.nouvelles.given_up, locale)}).in_(locale))
    found.append(Section(title=_TROUBLES.in_(locale), lines=tuple(told), total=avis.incidents and len(told)))
    return [section for section in found if section.total]


def _cut(sections: Sequence[Section]) -> Iterator[Section]:
    """At most :data:`LINES` lines in all, and none of them silent: a hundred refusals do not hide one deadline."""
    room = LINES - sum(min(len(section.lines), SURE) for section in sections)
    for section in sections:
        more = min(max(len(section.lines) - SURE, 0), room)
        room -= more
        yield Section(title=section.title, lines=section.lines[: SURE + more], total=section.total)


def _quiet(avis: Notification, locale: Locale) -> list[tuple[str, tuple[str, ...]]]:
    """What asks for nothing: how many of each step."""
    if not avis.of(Subject.STATUTS):
        return []
    steps = (pair for pair in avis.nouvelles.counts if subject_of(pair[0]) is Subject.STATUTS)
    return [(_TITLES[Subject.STATUTS].in_(locale), tuple(f"{LABELS[step]} : {count(n, locale)}" for step, n in steps))]


def _how_many(avis: Notification, sujet: Subject) -> int:
    more = Counter(
        {
            Subject.REFUS: avis.irrecevables_total,
            Subject.ECHEANCE: avis.rappels_total,
            Subject.INCIDENTS: avis.incidents,
        }
    )
    return avis.of(sujet) + more[sujet]


def _step(step: StatusStep, locale: Locale) -> str:
    codes = ", ".join(step.codes)
    reason = f"{_short(step.motif)} ({codes})" if step.motif and codes else _short(step.motif) or codes
    said = f"{LABELS[step.status]} : {_whose(step.numero_facture, step.nom_fournisseur, step.nom_destinataire, locale)}"
    return f"{said}. {_WHY.in_(locale)}{reason}" if reason else said


def _reminder(one: Reminder, locale: Locale) -> str:
    what = _DELAIS[one.delai].in_(locale) if one.delai else _DELAI.in_(locale)
    by = _BY.with_({"day": french_date(one.due_on)}).in_(locale) if one.due_on else ""
    return f"{what}{by} : {_whose(one.numero_facture, one.nom_fournisseur, one.nom_destinataire, locale)}"


def _file(file: Irrecevable, locale: Locale) -> str:
    facts: dict[str, object] = {"name": _short(file.name), "drop": _short(file.drop)}
    return _IRRECEVABLE.with_(facts).in_(locale) + (f" ({', '.join(file.codes)})" if file.codes else "")


def _whose(number: str, supplier: str, recipient: str, locale: Locale) -> str:
    facts: dict[str, object] = {
        "number": _short(number) or _UNNUMBERED.in_(locale),
        "supplier": _short(supplier) or "?",
        "recipient": _short(recipient) or "?",
    }
    return _INVOICE.with_(facts).in_(locale)


def _more(section: Section, locale: Locale) -> str:
    n = section.total - len(section.lines)
    return (_MORE if n > 1 else _ONE_MORE).with_({"n": count(n, locale)}).in_(locale)


def _short(text: str) -> str:
    """Text from outside on one line, of a length people read."""
    line = one_line(text)
    return (line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…").translate(_OBEYED)


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li><bdi>{escape(line)}</bdi></li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


_NAME = Text("Navette : ", "Navette: ")
_HEAD = Text("Navette, avis du {at} (heure de Paris)", "Navette, digest of {at} (Paris time)")
_FOOT = Text(
    "Le détail de chaque facture est dans les comptes rendus et les états déposés dans votre dossier.",
    "The details of each invoice are in the reports left in your folder.",
)
_INVOICE = Text("facture {number} de {supplier} pour {recipient}", "invoice {number} by {supplier} for {recipient}")
_UNNUMBERED = Text("(sans numéro lisible)", "(without a readable number)")
_WHY = Text("Motif : ", "Reason: ")
_MORE = Text("et {n} autres", "and {n} more")
_ONE_MORE = Text("et {n} autre", "and {n} more")
_BY = Text(" au plus tard le {day}", " by {day}")
_IRRECEVABLE = Text("fichier « {name} » du compte {drop}", "file “{name}” of the account {drop}")
_FILES = Text("Fichiers irrecevables", "Files refused as such")
_SOON = Text("Échéances proches", "Deadlines that come close")
_TROUBLES = Text("Incidents de traitement", "Troubles of the run")
_GIVEN_UP = Text(
    "effets mis de côté : {n} ; la commande « navette outbox list » dit lesquels et pourquoi",
    "effects set aside: {n}; the command “navette outbox list” says which and why",
)
_TITLES = {
    Subject.REFUS: Text("Factures refusées", "Invoices refused"),
    Subject.SUSPENSION: Text("Factures suspendues ou à compléter", "Invoices suspended or to be completed"),
    Subject.RECYCLAGE: Text("Factures à recycler", "Invoices to be recycled"),
    Subject.ECHEANCE: Text("Échéances passées", "Deadlines that passed"),
    Subject.STATUTS: Text("Les autres étapes", "The other steps"),
    Subject.INCIDENTS: Text("Incidents", "Troubles"),
}
_SUBJECTS = {
    Subject.REFUS: (Text("refus", "refusal"), Text("refus", "refusals")),
    Subject.SUSPENSION: (Text("suspension", "suspension"), Text("suspensions", "suspensions")),
    Subject.RECYCLAGE: (
        Text("facture à recycler", "invoice to recycle"),
        Text("factures à recycler", "invoices to recycle"),
    ),
    Subject.ECHEANCE: (Text("échéance", "deadline"), Text("échéances", "deadlines")),
    Subject.INCIDENTS: (Text("incident", "trouble"), Text("incidents", "troubles")),
    Subject.STATUTS: (Text("autre étape", "other step"), Text("autres étapes", "other steps")),
}
_DELAI = Text("échéance", "deadline")
_DELAIS = {
    Delai.VALIDATION_1: Text("à valider", "to be validated"),
    Delai.VALIDATION_2: Text("à valider par le mandataire", "to be validated by the mandataire"),
    Delai.VERIFICATION_MOE: Text("à vérifier par la maîtrise d'œuvre", "to be verified by the maîtrise d'œuvre"),
    Delai.DECOMPTE_GENERAL: Text("décompte général à notifier", "décompte général to be notified"),
    Delai.ACCEPTATION_TITULAIRE: Text("décompte général à accepter", "décompte général to be accepted"),
    Delai.DECOMPTE_TACITE: Text("décompte tacite si rien n'est notifié", "tacit décompte if nothing is notified"),
    Delai.PAIEMENT: Text("à payer", "to be paid"),
}
_TEST_SUBJECT = Text("Navette : essai du canal {name}", "Navette: trial of the channel {name}")
_TEST = Text(
    "Ce message vient de Navette : le canal « {name} » fonctionne. Il n'y a rien à faire.",
    "This message comes from Navette: the channel “{name}” works. There is nothing to do.",
)
