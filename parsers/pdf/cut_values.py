"""Values of which the page shows a part: ``FA-2026-03`` where hidden characters make it ``FA-2026-0312``.

Neither what is seen nor what is hidden is the value for certain, so a person settles it.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.decision import Reading
from domain.document import Doubt, Evidence
from parsers.ocr.erase_fields import without
from parsers.page.field_names import FIELD_NAMES
from parsers.page.layout.words import Leaf, Word
from parsers.page.rules import DOUBT

_KEPT = frozenset({"type_facture", "devise"})
"""Fields of frequent words, whole as they are."""


def without_cut_values(reading: Reading, found: Iterable[Leaf]) -> Reading:
    """``reading`` with the values that stand on cut words of ``found`` as doubts."""
    cut = {leaf.number: leaf.cut for leaf in found if leaf.cut and not leaf.layered}
    if reading.invoice is None or not cut:
        return reading
    unsure = tuple(one for one in reading.evidence if one.field not in _KEPT and is_on(one, cut.get(one.page, ())))
    fields = {one.field for one in unsure}
    findings = [
        DOUBT.finding(field=one.field, what=FIELD_NAMES[one.field], rivals=(f"« {one.text} »",)) for one in unsure
    ]
    return replace(
        reading,
        invoice=without(reading.invoice, fields),
        findings=(*reading.findings, *findings),
        evidence=tuple(one for one in reading.evidence if one.field not in fields),
        doubts=(*reading.doubts, *(Doubt(field=one.field, rivals=(one,)) for one in unsure)),
    )


def is_on(one: Evidence, words: Iterable[Word]) -> bool:
    """Whether a value stands on one of ``words``."""
    left, top, right, bottom = one.box
    return any(
        left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom
        for word in words
    )
