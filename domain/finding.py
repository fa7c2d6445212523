"""Findings about a file or an invoice: errors, warnings and information.

A :class:`Rule` is the stable half (a code, two sentences, where it comes from); a :class:`Finding`
is one occurrence of it. A code never changes meaning and is never used again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.business_terms import without_terms
from domain.text import Locale, Text

EXCERPT = 80
"""Longest excerpt of a supplier's text in a message, in characters."""


class Severity(StrEnum):
    """Severity of a finding. Only ``FATAL`` refuses."""

    FATAL = "fatal"
    WARNING = "warning"
    INFO = "info"


class Level(StrEnum):
    """Subject of a finding: the file or the invoice (section 4 of the EDI specification), or our own check."""

    DEPOT = "depot"
    """The file: a fatal finding makes it *irrecevable* as a whole."""
    FACTURE = "facture"
    """The invoice: a fatal finding makes it *rejetee*, alone."""
    CONTROLE = "controle"
    """The check itself, which could not be made: the document is undecided, whatever the other findings."""


class Pack(StrEnum):
    """A set of rules that can be selected by name."""

    LECTURE = "lecture"
    XSD = "xsd"
    EN16931 = "en16931"
    FACTURX = "facturx"
    BR_FR = "br-fr"
    ACHEMINEMENT = "acheminement"
    CHORUS_PRO = "chorus-pro"
    NAVETTE = "navette"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One occurrence of a rule that did not hold.

    ``field`` is a name of :data:`domain.invoice.ENTRY_FIELDS`, ``None`` when the whole file is meant.
    """

    code: str
    severity: Severity
    level: Level
    field: str | None
    message: Text
    remedy: Text
    pack: Pack | None = None
    """``None`` for findings recorded before packs were stored."""
    term: str = ""
    """The business term or group it is about (``BT-112``), where there is one."""
    value: str = ""
    """Value found there, shortened."""
    line: int = 0
    """In the XML file, from 1; 0 when not known."""
    path: str = ""
    """Path of the XML element, when there is one."""
    behind: str | None = None
    """Code of the finding it is a consequence of; empty when it has no other cause than itself, ``None`` when that was
    not looked for. See :mod:`domain.causes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A code, a sentence and its remedy; templates name their values in braces.

    ``source`` says where the rule comes from: a BT number, a rule id, a section of a specification.
    """

    code: str
    pack: Pack
    severity: Severity = Severity.FATAL
    level: Level = Level.FACTURE
    field: str | None = None
    message: Text
    remedy: Text
    source: str
    term: str = ""
    """``BT-112``, ``BG-25``... when the rule is about one business term or group."""

    def finding(self, *, field: str | None = None, **values: object) -> Finding:
        """The rule as it failed here, its sentences filled in with ``values``, without their business terms.

        A value is cut to 80 characters; a tuple is shown as a list, each item cut; a :class:`Text`, which is ours, is
        shown in full in the language of the sentence.
        """
        fr = {name: _shown(value, Locale.FR) for name, value in values.items()}
        en = {name: _shown(value, Locale.EN) for name, value in values.items()}
        return Finding(
            code=self.code,
            severity=self.severity,
            level=self.level,
            field=field or self.field,
            message=_filled(self.message, fr, en),
            remedy=_filled(self.remedy, fr, en),
            pack=self.pack,
            term=self.term,
        )


def excerpt(value: object) -> str:
    """``value`` on one line, at most 80 characters, nothing unprintable."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


def _filled(template: Text, fr: Mapping[str, str], en: Mapping[str, str]) -> Text:
    return Text(without_terms(template.fr).format_map(fr), without_terms(template.en).format_map(en))


def _shown(value: object, locale: Locale) -> str:
    if isinstance(value, Text):
        return value.in_(locale)
    if isinstance(value, tuple):
        return ", ".join(_shown(item, locale) for item in value)
    return excerpt(value)
