"""A sentence in French (default) and English."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class Locale(StrEnum):
    """Language of displayed text."""

    FR = "fr"
    EN = "en"


class Text(NamedTuple):
    """One sentence in French and in English."""

    fr: str
    en: str

    def in_(self, locale: Locale) -> str:
        """The sentence in ``locale``."""
        return self.en if locale is Locale.EN else self.fr

    def about(self, subject: "str | Text") -> "Text":
        """The sentence after what it is about: ``subject : phrase``, ``subject: sentence``."""
        about = subject if isinstance(subject, Text) else Text(subject, subject)
        return Text(f"{about.fr} : {self.fr}", f"{about.en}: {self.en}")

    def with_(self, values: Mapping[str, object]) -> "Text":
        """The sentence with its ``{names}`` replaced by ``values``."""
        return Text(self.fr.format_map(values), self.en.format_map(values))


NOTHING = Text("", "")
_AND_MORE = Text("{names} et {count} de plus", "{names} and {count} more")
_BLANKS = frozenset("\u00a0\u202f")
"""No-break blanks, which Python holds unprintable."""


def first_of(names: Sequence[str], most: int) -> Text:
    """The first ``most`` names, and how many more there are. *De plus* and *more* are right after any number."""
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return Text(shown, shown)
    return _AND_MORE.with_({"names": shown, "count": len(names) - most})


def on_one_line(name: str) -> str:
    """A name from outside as a sentence may hold it: line breaks, other control characters and bytes that are no UTF-8
    are escaped (``\\n``), so that it neither makes a line of its own nor stops whoever writes it.
    """
    if name.isprintable():
        return name
    return "".join(
        char if char.isprintable() or char in _BLANKS else char.encode("unicode_escape").decode("ascii")
        for char in name
    )
