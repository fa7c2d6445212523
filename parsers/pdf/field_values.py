"""Form fields whose appearance shows another text than the value that the file holds for them.

Viewers show one or the other, so that neither is the value for certain: a person settles it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.decision import Reading
from domain.document import Doubt
from parsers.ocr.erase_fields import without
from parsers.page.field_names import FIELD_NAMES
from parsers.page.layout.visible.field_values import ShownField
from parsers.page.layout.words import Leaf
from parsers.page.rules import DOUBT, OTHER_VALUE
from parsers.page.values.amounts import amounts
from parsers.page.values.days import days
from parsers.pdf.cut_values import is_on

_MOST = 5
"""Most fields of a document that are told."""


def without_other_values(reading: Reading, found: Iterable[Leaf]) -> Reading:
    """``reading`` with the values read in such fields of ``found`` as doubts, and a finding for each of the fields."""
    fields = [
        (leaf.number, field) for leaf in found for field in leaf.fields if not _is_same(_shown(field), field.value)
    ]
    if not fields:
        return reading
    told = tuple(
        OTHER_VALUE.finding(page=page, shown=_shown(field), value=field.value.strip()) for page, field in fields[:_MOST]
    )
    if reading.invoice is None:
        return replace(reading, findings=(*reading.findings, *told))
    unsure = {
        one.field: (one, field.value.strip())
        for one in reading.evidence
        for page, field in fields
        if page == one.page and is_on(one, field.words)
    }
    doubts = tuple(Doubt(field=name, rivals=(one,)) for name, (one, _) in unsure.items())
    findings = (
        DOUBT.finding(field=name, what=FIELD_NAMES[name], rivals=(f"« {one.text} »", f"« {value} »"))
        for name, (one, value) in unsure.items()
    )
    return replace(
        reading,
        invoice=without(reading.invoice, unsure),
        findings=(*reading.findings, *findings, *told),
        evidence=tuple(one for one in reading.evidence if one.field not in unsure),
        doubts=(*reading.doubts, *doubts),
    )


def _shown(field: ShownField) -> str:
    return " ".join(word.text for word in field.words)


def _is_same(shown: str, value: str) -> bool:
    """Whether two texts have the same letters and figures, or are the same amount or date written in two ways."""
    one, two = _bare(shown), _bare(value)
    if one == two or (len(one) > 2 and one in two) or (len(two) > 2 and two in one):
        return True
    return any(first is not None and first == second for first, second in zip(_read(shown), _read(value), strict=True))


def _read(text: str) -> Iterator[object]:
    """The first amount and the first date of ``text``, ``None`` for what it has not."""
    amount, day = next(amounts(text), None), next(days(text), None)
    yield None if amount is None else amount.value
    yield None if day is None else day.value


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
