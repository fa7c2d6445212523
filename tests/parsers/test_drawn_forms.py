"""How often forms are drawn, counted before PDFium draws them: it counts as we do, whatever resources a form has."""

import io
from collections import Counter
from random import Random

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject, PdfObject

from parsers.pdf import repeated_drawings
from parsers.pdf.repeated_drawings import _Content
from tests.parsers.test_early_bounds import form, stream_of

STROKE = b"0 0 m 9 9 l S\n"
NAMES = ("/A", "/B", "/C")


def drawn_by_pdfium(content: bytes) -> list[int]:
    """The strokes of each page, those of forms within forms among them."""
    document = pypdfium2.PdfDocument(content)
    paths = (pdfium.FPDF_PAGEOBJ_PATH,)
    return [sum(1 for _ in page.get_objects(filter=paths, max_depth=15)) for page in document]


def counted(content: bytes, monkeypatch: pytest.MonkeyPatch, depth: int) -> list[int]:
    """The same, by what we count before, ``depth`` forms within each other."""
    plain = repeated_drawings._content

    def strokes(parts: tuple[bytes, ...]) -> _Content:
        found = plain(parts)
        return _Content(held=found.held, drawn=sum(part.count(b" S\n") for part in parts), names=found.names)

    monkeypatch.setattr(repeated_drawings, "_content", strokes)
    pages: list[int] = []
    cost = repeated_drawings._Drawings._cost

    def noted(self: repeated_drawings._Drawings, held: int, drawn: repeated_drawings._Drawn, left: int) -> int:
        found = cost(self, held, drawn, left)
        if left == depth + 1:
            pages.append(found)
        return found

    monkeypatch.setattr(repeated_drawings, "_DEPTH", depth)
    monkeypatch.setattr(repeated_drawings._Drawings, "_cost", noted)
    monkeypatch.setattr(repeated_drawings, "_forms", lambda objects: iter([objects]))  # every page is counted
    repeated_drawings.too_repeated(PdfReader(io.BytesIO(content)), 100)
    monkeypatch.undo()
    return pages


def content_of(chance: Random) -> bytes:
    draws = [b"%s Do\n" % chance.choice(NAMES).encode() for _ in range(chance.randrange(4))]
    return STROKE * chance.randrange(1, 4) + b"".join(draws)


def objects_of(chance: Random, made: list[PdfObject]) -> PdfObject:
    if chance.random() < 0.2:
        return chance.choice([ArrayObject(), NullObject(), NumberObject(7), NameObject("/X")])
    some = Counter({name: 1 for name in NAMES if chance.random() < 0.7})
    return DictionaryObject({NameObject(name): chance.choice(made) for name in some if made})


def resources_of(chance: Random, made: list[PdfObject]) -> PdfObject | None:
    """None at all, something that is none, none of external objects, or some of the forms made before."""
    kind = chance.random()
    if kind < 0.25:
        return None
    if kind < 0.4:
        return chance.choice([ArrayObject(), NullObject(), NumberObject(7)])
    if kind < 0.55:
        return DictionaryObject()
    return DictionaryObject({NameObject("/XObject"): objects_of(chance, made)})


def drawing(chance: Random) -> bytes:
    """Forms that draw forms made before them, and pages whose resources are their own or inherited."""
    writer = PdfWriter()
    made: list[PdfObject] = []
    for _ in range(chance.randrange(1, 7)):
        one = form(writer, content_of(chance), resources_of(chance, made))  # type: ignore[arg-type]
        if chance.random() < 0.1:
            one.get_object()[NameObject("/Subtype")] = chance.choice([NameObject("/PS"), NullObject()])  # type: ignore[index]
        made.append(one)
    for _ in range(chance.randrange(1, 3)):
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Contents")] = writer._add_object(stream_of(content_of(chance)))
        page.pop("/Resources", None)
        if (resources := resources_of(chance, made)) is not None:
            page[NameObject("/Resources")] = resources
    tree = writer.pages[0]["/Parent"].get_object()
    if chance.random() < 0.5:
        tree[NameObject("/Resources")] = resources_of(chance, made) or DictionaryObject()  # type: ignore[index]
    if chance.random() < 0.3:
        tree[NameObject("/Type")] = chance.choice([NameObject("/Page"), NullObject()])  # type: ignore[index]
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("seed", range(12))
def test_forms_are_counted_as_often_as_they_are_drawn(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that is drawn by one that has no external objects of its own comes from the page: it may be itself, and
    few forms that draw themselves took a minute each.
    """
    chance = Random(seed)
    compared = 0
    for rank in range(40):
        content = drawing(chance)
        found = counted(content, monkeypatch, depth=12)
        if found == counted(content, monkeypatch, depth=30):  # else one draws itself: for ever, as far as PDFium goes
            compared += 1
            assert found == drawn_by_pdfium(content), (seed, rank)
    assert compared > 15
