"""Text that another program recognised on a scan and laid invisibly over it: nobody checked it against the picture.

The picture is recognised again. Where that is not wanted, each value of the layer is a doubt for a person to settle:
keys and sums do not confirm what the page may not even show.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.decision import Reading
from domain.document import Doubt, Format
from domain.reading_hints import ReadingHints
from parsers.ocr.erase_fields import without
from parsers.page.assembly import assemble
from parsers.page.field_names import FIELD_NAMES
from parsers.page.layout.words import Leaf
from parsers.page.marked.marking import marked_pages
from parsers.page.rules import DOUBT

_WORDED = frozenset({"type_facture", "devise"})
"""Fields told by frequent words, which are kept."""


def layer_reading(found: tuple[Leaf, ...], known: Iterable[ReadingHints]) -> Reading | None:
    """The invoice with what the layers of ``found`` say as doubts; ``None`` when no page has a layer."""
    numbers = tuple(leaf.number for leaf in found if leaf.layered)
    if not numbers:
        return None
    read = assemble(marked_pages((replace(leaf, words=leaf.hidden) if leaf.layered else leaf for leaf in found), known))
    unsure = tuple(one for one in read.evidence if one.page in numbers and one.field not in _WORDED)
    fields = {one.field for one in unsure}
    doubts = (*read.doubts, *(Doubt(field=one.field, rivals=(one,)) for one in unsure))
    findings = [
        DOUBT.finding(
            field=doubt.field,
            what=FIELD_NAMES[doubt.field],
            rivals=tuple(f"« {one.text} »" for one in doubt.rivals[:4]),
        )
        for doubt in doubts
    ]
    return Reading(
        format=Format.PDF_IMAGE,
        invoice=without(read.invoice, fields),
        findings=tuple(findings),
        evidence=tuple(one for one in read.evidence if one.field not in fields),
        doubts=doubts,
    )
