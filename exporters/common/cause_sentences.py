"""What is said of a cause: its sentence with how often it occurs, and the codes behind it."""

from domain.causes import Cause
from domain.finding import Severity
from domain.text import Locale, Text

SHOWN = 3
"""Most lines of the file named when one rule fails in several."""
_TIMES = Text("({count} fois)", "({count} times)")
_LINES = Text("({count} fois : lignes {lines} du fichier)", "({count} times: lines {lines} of the file)")
_ALSO = Text("aussi {codes}", "also {codes}")
_NOTHING = ("rien à faire.", "il n'y a rien à faire")
"""How a remedy begins, in French, when there is nothing to do at all."""


def sentence(cause: Cause, locale: Locale) -> str:
    """The headline; with its count and the first lines when its rule fails in several places."""
    message = cause.headline.message.in_(locale)
    found = dict.fromkeys(one.line for one in (cause.headline, *cause.repeated) if one.line)
    if cause.count == 1 or not found:
        return message
    shown = ", ".join(map(str, list(found)[:SHOWN])) + ("…" if cause.count > SHOWN else "")
    times = _LINES if len(found) > 1 else _TIMES
    return f"{message} {times.with_({'count': cause.count, 'lines': shown}).in_(locale)}"


def also(cause: Cause, locale: Locale) -> str:
    """The codes behind the headline; empty when there are none."""
    return _ALSO.with_({"codes": ", ".join(cause.codes)}).in_(locale) if cause.codes else ""


def tone(cause: Cause) -> Severity:
    """How loudly a cause is shown: a warning about which there is nothing to do is an information."""
    head = cause.headline
    quiet = head.severity is Severity.WARNING and head.remedy.fr.casefold().startswith(_NOTHING)
    return Severity.INFO if quiet else head.severity
