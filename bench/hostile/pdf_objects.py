"""PDFs whose objects ask for much, contradict one another or go in circles."""

import io
from collections.abc import Callable
from random import Random

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

_BOXES = ((0, 0, 595, 842), (0, 0, 0, 0), (-1e9, -1e9, 1e9, 1e9), (595, 842, 0, 0), (0, 0, 0.001, 0.001))
_OPERATORS = (
    b"q ", b"Q ", b"BT ", b"ET ", b"0 0 m 9 9 l S ", b"/F Do ", b"1e30 0 0 1e30 0 0 cm ", b"W n ", b"3 Tr ",
    b"(FACTURE 12) Tj ", b"0 0 595 842 re f ", b"/Nul gs ", b"-1 Tz ", b"1e9 Tf ", b"[(1) 1e9 (2)] TJ ",
)  # fmt: skip


def _dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def _box(chance: Random) -> ArrayObject:
    return ArrayObject(FloatObject(each) for each in chance.choice(_BOXES))


def _stream(content: bytes, **entries: PdfObject) -> StreamObject:
    made = StreamObject()
    made.set_data(content)
    made.update(_dictionary(**entries))
    return made


def nested(chance: Random, writer: PdfWriter) -> None:
    """Forms draw forms."""
    fan = chance.choice([1, 2, 10, 100])
    drawn = writer._add_object(_stream(b"0 0 m 9 9 l S ", Subtype=NameObject("/Form"), BBox=_box(chance)))
    for _ in range(chance.choice([1, 3, 20, 80])):
        below = _dictionary(XObject=_dictionary(F=drawn))
        made = _stream(b"/F Do " * fan, Subtype=NameObject("/Form"), BBox=_box(chance), Resources=below)
        drawn = writer._add_object(made)
    page = chance.choice(writer.pages)
    page[NameObject("/Resources")] = _dictionary(XObject=_dictionary(F=drawn))
    _draw(page, writer, b"/F Do ")


def drawn(chance: Random, writer: PdfWriter) -> None:
    """The page draws at random, much or little."""
    page = chance.choice(writer.pages)
    _draw(page, writer, b"".join(chance.choice(_OPERATORS) for _ in range(chance.choice([10, 1000, 50_000]))))


def _draw(page: DictionaryObject, writer: PdfWriter, more: bytes) -> None:
    contents = page.get_contents()  # type: ignore[attr-defined]
    before = contents.get_data() if contents is not None else b""
    page[NameObject("/Contents")] = writer._add_object(_stream(before + b"\n" + more))


def acting(chance: Random, writer: PdfWriter) -> None:
    """Actions chain actions."""
    last: PdfObject = _dictionary(S=NameObject("/Launch"))
    for _ in range(chance.choice([1, 5, 60])):
        following = ArrayObject([writer._add_object(last)] * chance.choice([1, 20, 200]))
        last = _dictionary(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"), Next=following)
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(last)


def noted(chance: Random, writer: PdfWriter) -> None:
    """Fields and notes, many, with drawings that are none."""
    notes = ArrayObject()
    for rank in range(chance.choice([1, 30, 2000])):
        value = TextStringObject(str(rank))
        notes.append(_dictionary(Subtype=NameObject("/Widget"), Rect=_box(chance), FT=NameObject("/Tx"), V=value))
    page = chance.choice(writer.pages)
    page[NameObject("/Annots")] = chance.choice([notes, NullObject(), NumberObject(3), writer._add_object(notes)])


def circling(chance: Random, writer: PdfWriter) -> None:
    """An object holds itself: the tree of pages, of names, of forms."""
    root = writer._root_object
    names = _dictionary()
    reference = writer._add_object(names)
    names[NameObject("/Kids")] = ArrayObject([reference] * 3)
    root[NameObject("/Names")] = _dictionary(EmbeddedFiles=reference, JavaScript=reference)
    pages = root["/Pages"].get_object()
    if chance.random() < 0.5 and isinstance(pages, DictionaryObject):
        pages[NameObject("/Kids")].append(root.raw_get("/Pages"))  # type: ignore[attr-defined]


def replaced(chance: Random, writer: PdfWriter) -> None:
    """Entries are of another type, absent, or another object."""
    for _ in range(chance.randrange(1, 6)):
        held = [one for one in writer._objects if isinstance(one, DictionaryObject) and one]
        one = chance.choice(held)
        key = chance.choice(list(one))
        rank = chance.randrange(1, len(writer._objects) + 1)
        one[key] = chance.choice(
            [NullObject(), NumberObject(-1), ArrayObject(), NameObject("/X"), IndirectObject(rank, 0, writer),
             IndirectObject(99999, 0, writer), TextStringObject("x"), DictionaryObject()]
        )  # fmt: skip


def boxed(chance: Random, writer: PdfWriter) -> None:
    """Pages of impossible sizes, turned, cropped."""
    for page in writer.pages:
        page[NameObject(chance.choice(["/MediaBox", "/CropBox"]))] = _box(chance)
        page[NameObject("/Rotate")] = NumberObject(chance.choice([0, 90, 45, -90, 10**9]))
        page[NameObject("/UserUnit")] = FloatObject(chance.choice([1, 0, -1, 1e9]))


CHANGES: tuple[Callable[[Random, PdfWriter], None], ...] = (
    nested, drawn, acting, noted, circling, replaced, replaced, boxed,
)  # fmt: skip


def changed(chance: Random, content: bytes) -> bytes:
    """The PDF ``content`` with one or two changes; as it is when it can no longer be written."""
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
        for _ in range(chance.choice([1, 1, 2])):
            chance.choice(CHANGES)(chance, writer)
        written = io.BytesIO()
        writer.write(written)
        return written.getvalue()
    except Exception:  # noqa: BLE001 - a writer may refuse what a forger writes by hand
        return content
