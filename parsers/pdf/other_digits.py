"""Fonts that draw other digits than the file gives for them: the page shows 1481 where its text says 12.

What a font draws is known when its encoding has the names of its characters, or the font a table of them. That is
only looked at when the maps of the file are unusual.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from struct import error as StructError

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from domain.decision import Reading
from domain.document import Doubt
from parsers.ocr.erase_fields import without
from parsers.page.field_names import FIELD_NAMES
from parsers.page.layout.words import Leaf
from parsers.page.rules import DOUBT, OTHER_DIGITS
from parsers.pdf.glyph_names import dictionary, drawn_digits
from parsers.pdf.unicode_maps import digits, may_differ

_DEEPEST = 4
"""Most forms inside one another whose fonts are looked at."""
_MOST = 200
"""Most fonts of a page that are looked at."""


def without_other_digits(reading: Reading, content: bytes, found: Iterable[Leaf]) -> Reading:
    """``reading`` with the values that have such digits as doubts, and a finding."""
    if reading.invoice is None or not may_differ(content):
        return reading
    lost = {leaf.number: chars for leaf in found if (chars := _misgiven(content, leaf.number - 1))}
    if not lost:
        return reading
    unsure = tuple(one for one in reading.evidence if lost.get(one.page, frozenset()) & set(one.text))
    fields = {one.field for one in unsure}
    findings = (
        DOUBT.finding(field=one.field, what=FIELD_NAMES[one.field], rivals=(f"« {one.text} »",)) for one in unsure
    )
    return replace(
        reading,
        invoice=without(reading.invoice, fields),
        findings=(*reading.findings, *findings, OTHER_DIGITS.finding(pages=tuple(lost))),
        evidence=tuple(one for one in reading.evidence if one.field not in fields),
        doubts=(*reading.doubts, *(Doubt(field=one.field, rivals=(one,)) for one in unsure)),
    )


def _misgiven(content: bytes, index: int) -> frozenset[str]:
    """The characters that a font of the page gives for other digits; none when the file cannot be read."""
    try:
        page = PdfReader(BytesIO(content)).pages[index]
        resources = dictionary(page.get("/Resources"))
        return frozenset(
            char for rank, font in enumerate(_fonts(resources, 0)) if rank < _MOST for char in _of_font(font)
        )
    except (
        PyPdfError,
        StructError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ):
        return frozenset()


def _fonts(resources: DictionaryObject, depth: int) -> Iterator[DictionaryObject]:
    yield from map(dictionary, dictionary(resources.get("/Font")).values())
    if depth < _DEEPEST:
        for form in dictionary(resources.get("/XObject")).values():
            yield from _fonts(dictionary(dictionary(form).get("/Resources")), depth + 1)


def _of_font(font: DictionaryObject) -> Iterator[str]:
    given = font.get("/ToUnicode")
    stream = None if given is None else given.get_object()
    if not isinstance(stream, StreamObject):
        return
    drawn = drawn_digits(font)
    for code, char in digits(stream.get_data()).items():
        if code in drawn and drawn[code] != chr(char):
            yield chr(char)
