"""Fields of forms, as a page shows them and as they come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.text import NOTHING, Text
from exporters.html.shown import Attribute, Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a field."""

    value: Attribute
    label: Text | Outside
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field."""

    name: str
    label: Text
    value: Attribute = Attribute("")
    kind: str = "text"
    """The type of the ``input``; ``select``; ``textarea``."""
    hint: Text = NOTHING
    fault: Text = NOTHING
    """What is wrong with what was given."""
    required: bool = False
    autocomplete: str = "off"
    options: tuple[Option, ...] = ()
    longest: str = "200"
    """Characters."""
    identifier: str = ""
    """Of the element, when several fields of the page have the name."""
    is_noted: bool = False
    """Whether the page says more of it below, in the element ``<id>-note``."""

    @property
    def id(self) -> str:
        """Of the element."""
        return self.identifier or self.name

    @property
    def described_by(self) -> str:
        """The elements that say more."""
        parts = [f"{self.id}-aide"] * bool(self.hint.fr) + [f"{self.id}-faute"] * bool(self.fault.fr)
        parts += [f"{self.id}-note"] * self.is_noted
        return " ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form: where it goes, its fields, its button."""

    action: str
    fields: tuple[Field, ...]
    button: Text
    method: str = "post"


def select(
    name: str,
    label: Text,
    choices: Sequence[tuple[str, Text | Outside]],
    chosen: str = "",
    hint: Text = NOTHING,
    fault: Text = NOTHING,
) -> Field:
    """A field with choices."""
    options = tuple(Option(value=Attribute(value), label=words, chosen=value == chosen) for value, words in choices)
    return Field(name=name, label=label, kind="select", options=options, hint=hint, fault=fault)


def faulty(faults: Mapping[str, Text], name: str) -> Text:
    """What is wrong with the field ``name``."""
    return faults.get(name, NOTHING)


def tidy(text: str, longest: int = 200) -> str:
    """A line that somebody typed: no line breaks, no invisible characters, no blanks around, cut at ``longest``."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:longest]


def tidy_lines(text: str) -> str:
    """Lines that somebody typed: no invisible characters, no blanks at their ends, one empty line between paragraphs at
    most, none around. Not cut.
    """
    lines = [tidy(line, len(line)) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before).strip("\n")
