"""Damages to the small documents, and what each makes the rules say: read as a list of what a supplier gets wrong."""

from collections.abc import Callable
from typing import NamedTuple

Put = Callable[[str], tuple[str, str]]
"""What replaces what, to put something in."""


class Damage(NamedTuple):
    """One change to a document that every rule accepts."""

    document: str
    old: str
    """What is replaced, the first time it appears."""
    new: str
    codes: str
    """Every code that then says something, and no other."""

    @property
    def damaged(self) -> str:
        """The document as it is then."""
        assert self.old in self.document, self.old
        return self.document.replace(self.old, self.new, 1)


def before(mark: str, more: str) -> tuple[str, str]:
    """Something more just before ``mark``."""
    return mark, more + mark


def after(mark: str, more: str) -> tuple[str, str]:
    """Something more just after ``mark``."""
    return mark, mark + more
