"""What a template may write: our own text, a sentence in two languages or in the page's, text from outside, markup."""

from html import escape
from typing import NamedTuple

from domain.text import Text
from exporters.common.number_formats import one_line


class Outside(NamedTuple):
    """Text that comes from outside: a name, a number, a comment. False when it is empty."""

    text: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __html__(self) -> str:
        """Escaped, without invisible characters, in a reading direction of its own (``bdi``); empty when empty."""
        return f"<bdi>{escape(one_line(self.text))}</bdi>" if self.text else ""


class Sentence(Outside):
    """A sentence of ours in the page's language, with values from outside in it: isolated, and spaced as our own."""

    __slots__ = ()


class Attribute(NamedTuple):
    """Text from outside, or of an address, as the value of an attribute: escaped and otherwise as it is, so that a form
    gives it back unchanged.
    """

    text: str

    def __html__(self) -> str:
        return escape(self.text)


NOTHING = Outside(text="")
"""Where there is nothing to show."""
Shown = str | Text | Outside
"""What a view gives a template; :mod:`exporters.html.environment` escapes each in its way."""


def outside(text: str | None) -> Outside:
    """``text`` as it came; empty when ``None``."""
    return Outside(text=text or "")
