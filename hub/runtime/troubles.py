"""What a run left undone, each with its cause apart from what it stopped; and told once a cause: troubles that differ
by the file, the recipient or the account alone are one.

A folder without rights stops every invoice for it, each with the same sentence about its own file. Programs still get
every trouble (``navette run --json``): only what people read is gathered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from domain.errors import FaultCause, NavetteError
from domain.text import Locale, Text, first_of, on_one_line

_STEPS = {
    "échéances": Text("échéances", "deadlines"),
    "téléchargements": Text("téléchargements", "downloads"),
    "avis": Text("avis", "notifications"),
    "lecture": Text("lecture", "reading"),
}
"""Steps of a run that have counts of their own and are no account: key and displayed name."""
NAMED = 3
"""Other files named in the line of a cause; the rest is counted."""
_ALSO = Text(" (de même pour {names})", " (the same for {names})")


def name_of(drop: str, locale: Locale) -> str:
    """The displayed name of ``RunCounts.drop``: the account's name, or the name of the step in ``locale``."""
    return _STEPS[drop].in_(locale) if drop in _STEPS else drop


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that stayed undone, or a remark: the account, recipient or door it concerns, and what to know."""

    text: Text
    subject: str = ""
    """Empty for a trouble of the whole run, and in the counts of a drop, which is then its subject."""
    cause: FaultCause | None = None
    """Why, apart from what was stopped; ``None`` when the text is the same for everything that it stops."""
    name: str = ""
    """What was stopped, as it is shown; empty when that is the subject."""

    @classmethod
    def of(cls, fault: NavetteError, about: str = "") -> Self:
        """The trouble that ``fault`` is; its sentence begins with ``about``, what it stopped, unless that is empty."""
        about, named = on_one_line(about), repr(fault.cause.name) if fault.cause.name else ""
        text = fault.text.about(about) if about else fault.text
        return cls(text=text, cause=fault.cause, name=about or named)

    @property
    def words(self) -> Text:
        """The sentence of the cause: equal for all troubles that have one cause."""
        return self.cause.words if self.cause else self.text

    def stopped(self, locale: Locale) -> str:
        """What was stopped: a file, folder or recipient, else the subject."""
        return self.name or name_of(self.subject, locale)

    def in_(self, locale: Locale) -> str:
        """``subject : text``, in one language."""
        return self.text.about(name_of(self.subject, locale)).in_(locale) if self.subject else self.text.in_(locale)


def told_once(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """The troubles in their order, those of one cause as one: the first, and how many others there are."""
    causes: dict[Text, list[Trouble]] = {}
    for one in troubles:
        causes.setdefault(one.words, []).append(one)
    return tuple(_as_one(alike) for alike in causes.values())


def _as_one(alike: Sequence[Trouble]) -> Trouble:
    first, *others = alike
    text = Text(*(sentence + _others(others, locale) for locale, sentence in zip(Locale, first.text, strict=True)))
    return replace(first, text=text)


def _others(others: Iterable[Trouble], locale: Locale) -> str:
    """What else the cause stopped, in words; empty for nothing."""
    names = list(filter(None, dict.fromkeys(one.stopped(locale) for one in others)))
    if not names:
        return ""
    return _ALSO.in_(locale).format(names=first_of(names, NAMED).in_(locale))
