"""Findings about an invoice read from a page: what could not be read is not reported as missing, and no BT numbers."""

import re
from dataclasses import replace

from domain.document import Format
from domain.finding import Finding, Severity
from domain.text import Text
from parsers.manual_entry import SUMS
from parsers.page.rules import DISAGREE
from validators import ABSENCES

PAGES = frozenset({Format.PDF_TEXT, Format.PDF_IMAGE})
"""Formats without fields of their own: their invoice is read from pages."""
_TERMS = re.compile(r"\s*\([^()]*\bB[TG]-\d+[^()]*\)|,? (?:en|in) BT-\d+|, BT-\d+")


def page_findings(
    read: tuple[Finding, ...], checked: tuple[Finding, ...], doubtful: frozenset[str]
) -> tuple[Finding, ...]:
    """The findings of reading and of the rules, in plain words; a ``doubtful`` field is not reported as missing.

    Its doubt refuses in place of the rule, so that the invoice is to be completed.
    """
    told = {finding.field for finding in read if finding.field in doubtful}
    if any(finding.code == DISAGREE.code for finding in read):
        told |= SUMS & doubtful
    missing = [one for one in checked if one.code in ABSENCES and one.field in told]
    needed = {one.field for one in missing if one.severity is Severity.FATAL}
    kept = (one for one in checked if one not in missing)
    return (
        *(replace(one, severity=Severity.FATAL) if one.field in needed else one for one in read),
        *(_in_plain_words(one) for one in kept),
    )


def _in_plain_words(finding: Finding) -> Finding:
    """``finding`` without the business terms of the XML, which a page does not have."""
    return replace(finding, message=_plain(finding.message), remedy=_plain(finding.remedy))


def _plain(text: Text) -> Text:
    return Text(_TERMS.sub("", text.fr), _TERMS.sub("", text.en)) if "BT-" in text.fr or "BG-" in text.fr else text
