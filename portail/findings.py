"""Findings as pages tell them: a cause, its remedy, its codes."""

from dataclasses import dataclass

from domain.causes import Cause
from domain.finding import Severity
from domain.text import Locale, Text
from exporters.common.cause_sentences import also, sentence, tone
from exporters.html.shown import Outside, outside

_TONES: dict[Severity, str] = {Severity.FATAL: "fatal", Severity.WARNING: "warning", Severity.INFO: "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A cause and its remedy."""

    tone: str
    words: Outside
    remedy: Text
    codes: str


def finding_view(cause: Cause, locale: Locale) -> FindingView:
    """The cause in the page's language."""
    return FindingView(
        tone=_TONES[tone(cause)],
        words=outside(sentence(cause, locale)),
        remedy=cause.headline.remedy,
        codes=f"{cause.headline.code} {also(cause, locale)}".strip(),
    )
