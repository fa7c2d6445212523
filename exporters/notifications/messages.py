"""The finished messages: subject, plain text and page of a digest; the message that tries a channel."""

from domain.notifications import Notification, Subject
from domain.text import Locale, Text
from exporters.common.number_formats import count
from exporters.html.environment import rendered, template
from exporters.notifications.digest import digest, how_many

_DIGEST = template("notifications/digest.html.j2")
_MESSAGE = template("notifications/message.html.j2")


def subject(notification: Notification, locale: Locale) -> str:
    """How many of what, the gravest first: « Navette : 3 refus, 1 échéance »."""
    counted = ((words, how_many(notification, subject)) for subject, words in _SUBJECTS.items())
    parts = [f"{count(n, locale)} {(many if n > 1 else one).in_(locale)}" for (one, many), n in counted if n]
    return f"{_NAME.in_(locale)}{', '.join(parts)}"


def as_text(notification: Notification, locale: Locale) -> str:
    """The digest as plain text."""
    found = digest(notification, locale)
    body = [found.heading]
    for section in found.sections:
        total = f" ({section.count})" if section.count else ""
        body += ["", f"{section.title}{total}", *(f"- {line}" for line in section.lines)]
        body += [section.more] if section.more else []
    body += ["", found.foot, *([found.chain] if found.chain else [])]
    return "\n".join([*body, ""])


def as_html(notification: Notification, locale: Locale) -> str:
    """The same as a page a mail reader shows: no script, no network."""
    return rendered(_DIGEST, digest(notification, locale), locale)


def trial_message(name: str, locale: Locale) -> tuple[str, str]:
    """Subject and text of the message that tries a channel."""
    facts: dict[str, object] = {"name": name}
    return _TEST_SUBJECT.with_(facts).in_(locale), _TEST.with_(facts).in_(locale)


def as_page(text: str, locale: Locale) -> str:
    """A short plain text as a page."""
    return rendered(_MESSAGE, text, locale)


_NAME = Text("Navette : ", "Navette: ")
_SUBJECTS = {
    Subject.REFUS: (Text("refus", "refusal"), Text("refus", "refusals")),
    Subject.SUSPENSION: (Text("suspension", "suspension"), Text("suspensions", "suspensions")),
    Subject.RECYCLAGE: (
        Text("facture à recycler", "invoice to recycle"),
        Text("factures à recycler", "invoices to recycle"),
    ),
    Subject.ECHEANCE: (Text("échéance", "deadline"), Text("échéances", "deadlines")),
    Subject.INCIDENTS: (Text("incident", "trouble"), Text("incidents", "troubles")),
    Subject.STATUTS: (
        Text("facture a avancé", "invoice moved on"),
        Text("factures ont avancé", "invoices moved on"),
    ),
}
_TEST_SUBJECT = Text("Navette : essai du canal {name}", "Navette: trial of the channel {name}")
_TEST = Text(
    "Ce message vient de Navette : le canal « {name} » fonctionne. Il n'y a rien à faire.",
    "This message comes from Navette: the channel “{name}” works. There is nothing to do.",
)
