"""Small parts that several pages show."""

from dataclasses import dataclass

from domain.text import Text
from exporters.html.shown import NOTHING, Outside
from portail.forms import FormView


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link."""

    href: str
    label: Text | Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and a value, with something smaller below."""

    label: Text
    value: Text | Outside | str
    detail: Text | Outside | str = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How something stands, in words, and the colour beside them."""

    label: Text
    tone: str
    """``good``, ``bad``, ``part``, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A page that is one form, or a few sentences."""

    heading: Text
    lines: tuple[Text | Outside, ...] = ()
    button: Link | None = None
    """What is shown before the form, as a button."""
    form: FormView | None = None
    other: FormView | None = None
    """A second form, below the first."""
    links: tuple[Link, ...] = ()
