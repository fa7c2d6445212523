"""Manual completion of a reading: the doubtful fields of a page, and the reading with the supplied values.

Pure: the nightly run and the command line use the same functions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from domain.decision import Reading
from domain.document import Doubt, Format
from domain.finding import Finding
from domain.invoice import ENTRY_FIELDS, Invoice, entry_values
from domain.manual_entry import ManualEntry
from parsers.manual_entry.field_places import placed
from parsers.manual_entry.rules import CONTRADICTS, SAYS_ITSELF, SUPPLIED, UNKNOWN_FIELD, UNREADABLE
from parsers.manual_entry.rules import RULES as RULES
from parsers.manual_entry.values import KINDS, Value, value
from parsers.page.field_names import FIELD_NAMES
from parsers.page.rules import DISAGREE, DOUBT, UNCLEAR_DATES, UNREAD

SURE = 0.6
"""Confidence below which a value is doubtful."""
_PAGES = frozenset({Format.PDF_TEXT, Format.PDF_IMAGE})
DOUBTS = frozenset({DOUBT.code, UNCLEAR_DATES.code, UNREAD.code})
"""Codes of the findings that report a doubtful field."""
SUMS = frozenset({"montant_ht", "montant_tva", "montant_ttc"})
"""The fields that one finding reports together when they do not agree."""


def doubts(reading: Reading) -> tuple[Doubt, ...]:
    """The doubtful fields of a page, each once, in the order of the fields; empty for other formats."""
    if reading.format not in _PAGES:
        return ()
    found = {one.field: one for one in reading.doubts}
    for one in reading.evidence:
        if one.confidence < SURE:
            found.setdefault(one.field, Doubt(field=one.field, rivals=(one,)))
    for finding in reading.findings:
        if finding.code in DOUBTS and finding.field:
            found.setdefault(finding.field, Doubt(field=finding.field, rivals=()))
    return tuple(found[field] for field in ENTRY_FIELDS if field in found)


def refusals(reading: Reading, entries: Iterable[ManualEntry], *, force: bool = False) -> tuple[Finding, ...]:
    """All reasons why these values cannot be supplied for this reading; empty when they can.

    A value read with certainty can be replaced only with ``force``.
    """
    doubtful = {one.field for one in doubts(reading)}
    read = entry_values(reading.invoice or Invoice())
    return tuple(
        refusal for one in entries if (refusal := _refusal(one, None if one.field in doubtful or force else read))
    )


def not_of_a_page(reading: Reading, entries: Iterable[ManualEntry]) -> tuple[Finding, ...]:
    """Why no value can be supplied for a reading that is not one of pages; empty when nothing is, or it is one."""
    return (SAYS_ITSELF.finding(),) if reading.format not in _PAGES and any(True for _ in entries) else ()


def completed(reading: Reading, entries: Sequence[ManualEntry]) -> Reading:
    """``reading`` with the supplied values in every place they belong, each reported by a finding; the doubts about
    these fields are removed. A saisie that :func:`refusals` refuses is ignored.
    """
    values = {one.field: value for one in entries if (value := _value(one)) is not None}
    if not values:
        return reading
    invoice = reduce(lambda so_far, each: placed(so_far, *each), values.items(), reading.invoice or Invoice())
    shown = entry_values(invoice)
    supplied = tuple(SUPPLIED.finding(field=field, what=FIELD_NAMES[field], value=shown[field]) for field in values)
    kept = tuple(one for one in reading.findings if not _is_settled(one, values.keys()))
    return replace(
        reading,
        invoice=invoice,
        findings=(*kept, *supplied),
        evidence=tuple(one for one in reading.evidence if one.field not in values),
        doubts=tuple(one for one in reading.doubts if one.field not in values),
    )


def written(saisie: ManualEntry) -> str | None:
    """The value in the notation of :func:`domain.invoice.fields`; ``None`` when it is invalid."""
    value = _value(saisie)
    return None if value is None else entry_values(placed(Invoice(), saisie.field, value))[saisie.field]


def _value(saisie: ManualEntry) -> Value | None:
    return value(saisie.field, saisie.text) if saisie.field in KINDS else None


def _refusal(saisie: ManualEntry, read: dict[str, str | None] | None) -> Finding | None:
    if saisie.field not in KINDS:
        return UNKNOWN_FIELD.finding(name=saisie.field, names=ENTRY_FIELDS)
    what, new = FIELD_NAMES[saisie.field], written(saisie)
    if new is None:
        form = KINDS[saisie.field].form
        return UNREADABLE.finding(field=saisie.field, value=saisie.text, what=what, form=form)
    clear = read[saisie.field] if read else None
    if clear is None or clear == new:
        return None
    return CONTRADICTS.finding(field=saisie.field, read=clear, what=what, value=new)


def _is_settled(finding: Finding, supplied: Iterable[str]) -> bool:
    """Whether the finding reports a doubt that is settled, or totals of which one was supplied."""
    if finding.code == DISAGREE.code:
        return not SUMS.isdisjoint(supplied)
    return finding.code in DOUBTS and finding.field in set(supplied)
