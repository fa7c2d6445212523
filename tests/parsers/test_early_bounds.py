"""Small files that ask for much more time and memory than they weigh are seen through before they get either."""

import ast
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

import parsers
from exporters import cii
from hub.runtime.loss import Loss
from hub.runtime.worker_pool import WorkerPool
from parsers.pdf import repeated_drawings
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts.page import pdf
from samples.writers import ubl
from tests.conftest import ROOT

PAGE = pdf(build(bases.PAPETERIE), embedded=True)
BUDGET = 20.0
"""Seconds of processor time: twenty times what each of these files takes, and less than without its bound."""


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1, budget=BUDGET, preload=("parsers",)) as pool:
        yield pool


def codes(contents: tuple[bytes, ...]) -> list[tuple[str, ...]]:
    return [tuple(finding.code for finding in parsers.read(content).findings) for content in contents]


def lost(_: bytes, loss: Loss) -> tuple[str, ...]:
    return (loss.value,)


def found(pool: WorkerPool, content: bytes) -> tuple[str, ...]:
    """The codes of the reading's findings, by a worker with a budget."""
    (answer,) = pool.map(codes, [content], 1, lost)
    return answer


def changed(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PAGE)))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    assert len(written.getvalue()) < len(PAGE) + 100_000
    return written.getvalue()


def form(
    writer: PdfWriter, content: bytes, resources: DictionaryObject | IndirectObject | None = None
) -> IndirectObject:
    made = StreamObject()
    made.set_data(content)
    box = ArrayObject(FloatObject(each) for each in (0, 0, 595, 842))
    made.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): box})
    if resources is not None:
        made[NameObject("/Resources")] = resources
    return writer._add_object(made)


def holding(drawn: IndirectObject) -> DictionaryObject:
    return DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/F"): drawn})})


def nested(writer: PdfWriter, depth: int, fan: int, leaf: bytes = b"0 0 m 9 9 l S ") -> IndirectObject:
    """A form that draws another one ``fan`` times, and so on ``depth`` times."""
    made = form(writer, leaf)
    for _ in range(depth):
        made = form(writer, b"/F Do " * fan, holding(made))
    return made


def on_the_page(writer: PdfWriter, drawn: IndirectObject) -> None:
    page = writer.pages[0]
    page["/Resources"].get_object().update(holding(drawn))  # type: ignore[attr-defined]
    contents = page.get_contents()
    assert contents is not None
    more = StreamObject()
    more.set_data(contents.get_data() + b"\n/F Do\n")
    page[NameObject("/Contents")] = writer._add_object(more)


def in_a_note(writer: PdfWriter, drawn: IndirectObject) -> None:
    box = ArrayObject(FloatObject(each) for each in (0, 0, 595, 842))
    note = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): box,
            NameObject("/AP"): DictionaryObject({NameObject("/N"): drawn}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


PLACES = [on_the_page, in_a_note]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("depth", "fan"), [(24, 2), (8, 10), (4, 60), (2, 4000)])
def test_forms_that_draw_forms(
    depth: int, fan: int, place: Callable[[PdfWriter, IndirectObject], None], pool: WorkerPool
) -> None:
    content = changed(lambda writer: place(writer, nested(writer, depth, fan)))
    assert "LEC-092" in found(pool, content)


def drawing_itself(writer: PdfWriter, times: int, through: int) -> IndirectObject:
    """A form that draws itself so many times, through so many others."""
    first = form(writer, b"/F Do " * times)
    drawn = first
    for _ in range(through):
        drawn = form(writer, b"/F Do ", holding(drawn))
    first.get_object().update({NameObject("/Resources"): holding(drawn)})  # type: ignore[union-attr]
    return first


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("through", [0, 1, 3])
def test_a_form_that_draws_itself_is_an_invoice_all_the_same(
    through: int, place: Callable[[PdfWriter, IndirectObject], None], pool: WorkerPool
) -> None:
    content = changed(lambda writer: place(writer, drawing_itself(writer, 1, through)))
    assert not {"LEC-092", *(loss.value for loss in Loss)} & set(found(pool, content))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("times", "through"), [(2, 0), (50, 0), (2, 1), (50, 1), (3, 3)])
def test_a_form_that_draws_itself_more_than_once(
    times: int, through: int, place: Callable[[PdfWriter, IndirectObject], None], pool: WorkerPool
) -> None:
    content = changed(lambda writer: place(writer, drawing_itself(writer, times, through)))
    assert "LEC-092" in found(pool, content)


def first_repeated(writer: PdfWriter) -> int | None:
    written = io.BytesIO()
    writer.write(written)
    return repeated_drawings.too_repeated(PdfReader(io.BytesIO(written.getvalue())), len(writer.pages))


def page(writer: PdfWriter, resources: DictionaryObject | IndirectObject, *streams: bytes) -> None:
    """A page that draws the streams, one object for equal ones."""
    made = {data: writer._add_object(stream_of(data)) for data in dict.fromkeys(streams)}
    added = writer.add_blank_page(595, 842)
    added[NameObject("/Contents")] = ArrayObject(made[data] for data in streams)
    added[NameObject("/Resources")] = resources


def stream_of(data: bytes) -> StreamObject:
    made = StreamObject()
    made.set_data(data)
    return made


@pytest.mark.parametrize(
    ("name", "draws"),
    [
        ("/F", b"/F Do "),
        ("/F", b"/#46 Do "),
        ("/F 1", b"/F#201 Do "),
        ("/\u00e9", b"/\xc3\xa9 Do "),
        ("/\u00e9", b"/#C3#A9 Do "),
        ("/F", b"/F\0Do "),
        ("/F", b"/F % again\nDo "),
        ("/F", b"/F%\r\nDo "),
        ("/", b"/ Do "),
    ],
)
def test_however_its_name_is_written_a_form_is_drawn(name: str, draws: bytes) -> None:
    def drawing(times: int) -> PdfWriter:
        writer = PdfWriter()
        made = form(writer, b"0 0 m 9 9 l S ")
        for _ in range(3):
            resources = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject(name): made})})
            made = form(writer, draws * times, resources)
        page(writer, DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject(name): made})}), draws)
        return writer

    assert first_repeated(drawing(200)) == 1
    assert first_repeated(drawing(20)) is None


def test_a_form_without_resources_draws_with_those_of_each_page() -> None:
    writer = PdfWriter()
    shared = form(writer, b"/F Do " * 300)
    repeating = form(writer, b"/F Do " * 300, holding(form(writer, b"0 0 m 9 9 l S " * 300)))
    for drawn in (form(writer, b"0 0 m 9 9 l S "), repeating):
        resources = holding(drawn)
        resources["/XObject"][NameObject("/Shared")] = shared  # type: ignore[index]
        page(writer, resources, b"/Shared Do ")
    assert first_repeated(writer) == 2


@pytest.mark.parametrize(("times", "expected"), [(3, None), (400, 1)])
def test_a_page_may_repeat_its_streams(times: int, expected: int | None) -> None:
    writer = PdfWriter()
    page(writer, holding(form(writer, b"0 0 m 9 9 l S ")), *[b"0 0 m 9 9 l S " * 7_000] * times)
    assert first_repeated(writer) == expected


def test_a_damaged_stream_of_a_page_hides_no_other() -> None:
    writer = PdfWriter()
    page(writer, holding(nested(writer, 4, 60)), b"q Q ", b"/F Do ")
    writer.pages[0]["/Contents"][0].get_object()[NameObject("/Filter")] = NameObject("/FlateDecode")  # type: ignore[index]
    assert first_repeated(writer) == 1


def test_resources_that_hold_themselves_end() -> None:
    writer = PdfWriter()
    resources = DictionaryObject()
    own = writer._add_object(resources)
    resources.update({NameObject("/XObject"): own, NameObject("/Resources"): own})
    resources[NameObject("/F")] = form(writer, b"/F Do /F Do ", own)  # type: ignore[arg-type]
    page(writer, own, b"/F Do ")
    assert first_repeated(writer) == 1


def layered(draws: Callable[[int], bytes], count: int) -> PdfWriter:
    """A page that draws forms F0, F1..., all with its resources."""
    writer = PdfWriter()
    objects = DictionaryObject()
    shared = writer._add_object(DictionaryObject({NameObject("/XObject"): objects}))
    for number in range(count):
        objects[NameObject(f"/F{number}")] = form(writer, draws(number), shared)  # type: ignore[arg-type]
    page(writer, shared, b"".join(b"/F%d Do " % number for number in range(count)))
    return writer


def test_many_forms_that_draw_each_other_at_each_level_are_not_followed_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One draws itself and half of the others, each of which draws the other half: little is drawn, much followed."""
    upper, lower = (b"".join(b"/F%d Do " % number for number in some) for some in (range(50), range(50, 100)))
    writer = layered(lambda number: upper if number == 0 else lower if number < 50 else b"q Q ", 100)
    assert first_repeated(writer) is None
    monkeypatch.setattr(repeated_drawings, "_LINKS", 20_000)
    assert first_repeated(writer) == 1
    assert first_repeated(layered(lambda _: b"0 0 m 9 9 l S ", 300)) is None, "each drawn once: a plan"


def test_a_long_drawing_is_none_that_repeats(pool: WorkerPool) -> None:
    """A plan of several million strokes, in one form."""
    drawing = b"".join(b"%d %d m %d 9 l S\n" % (n % 595, n % 842, n % 300) for n in range(100_000))

    def change(writer: PdfWriter) -> None:
        drawn = form(writer, drawing)
        writer._objects[drawn.idnum - 1] = drawn.get_object().flate_encode()  # type: ignore[union-attr]
        on_the_page(writer, drawn)

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PAGE)))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    answer = found(pool, written.getvalue())
    assert not {"LEC-092", *(loss.value for loss in Loss)} & set(answer)


def test_a_damaged_drawing_is_no_damaged_file() -> None:
    """A stream that cannot be decompressed hides its drawing only: the others are read."""

    def change(writer: PdfWriter) -> None:
        damaged = form(writer, b"0 0 m 9 9 l S ")
        damaged.get_object().update({NameObject("/Filter"): NameObject("/FlateDecode")})  # type: ignore[union-attr]
        on_the_page(writer, damaged)

    reading = parsers.read(changed(change))
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == parsers.read(PAGE).invoice.numero_facture  # type: ignore[union-attr]


def chained(fan: int, depth: int, *, indirect: bool) -> Callable[[PdfWriter], None]:
    """Actions each of which is followed by ``fan`` times the next one."""

    def change(writer: PdfWriter) -> None:
        last: object = DictionaryObject({NameObject("/S"): NameObject("/Launch")})
        for _ in range(depth):
            following = [writer._add_object(last)] * fan if indirect else [last] * fan  # type: ignore[list-item, arg-type]
            last = DictionaryObject(
                {NameObject("/S"): NameObject("/Hide"), NameObject("/Next"): ArrayObject(following)}  # type: ignore[arg-type]
            )
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(last)  # type: ignore[arg-type]

    return change


@pytest.mark.parametrize(("fan", "depth"), [(20, 5), (300, 5), (2, 60)])
def test_chains_of_actions_are_followed_to_their_end(fan: int, depth: int, pool: WorkerPool) -> None:
    content = changed(chained(fan, depth, indirect=True))
    assert "LEC-090" in found(pool, content)


def test_more_actions_than_are_looked_at_are_told() -> None:
    def change(writer: PdfWriter) -> None:
        every = ArrayObject(
            DictionaryObject({NameObject("/S"): NameObject("/Hide"), NameObject("/H"): NumberObject(n)})
            for n in range(10_001)
        )
        first = DictionaryObject({NameObject("/S"): NameObject("/Hide"), NameObject("/Next"): every})
        writer._root_object[NameObject("/OpenAction")] = first

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PAGE)))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    (told,) = [one.message.fr for one in parsers.read(written.getvalue()).findings if one.code == "LEC-090"]
    assert "plus d'actions qu'il n'en a été examiné" in told


WRITERS = {"ubl": ubl.write, "cii": cii.write}


@pytest.mark.parametrize("syntax", sorted(WRITERS))
@pytest.mark.parametrize("end", [b">", b"/>"])
def test_an_element_with_more_attributes_than_any_may_have(end: bytes, syntax: str, pool: WorkerPool) -> None:
    content = WRITERS[syntax](build(bases.PAPETERIE))
    attributes = b" ".join(b'a%d="1"' % number for number in range(300_000))
    root, _, rest = content.partition(b">") if not content.startswith(b"<?xml") else content.partition(b"?>")
    before, _, after = rest.partition(b">")
    wide = b"<x " + attributes + end + (b"</x>" if end == b">" else b"")
    answer = found(pool, root + b"?>" + before + b">" + wide + after)
    assert answer == ("LEC-010",)


def test_memory_that_runs_out_is_never_the_fault_of_a_file() -> None:
    """Whoever catches everything in readers and rules lets a want of memory through, which the worker pool answers."""
    allowed = {"parsers/signature"}  # a signature that could not be looked at is said to be so
    missing = []
    for room in ("parsers", "validators"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            tries = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Try)]
            if Path(name).parent.as_posix() not in allowed:
                missing += [f"{name}:{node.lineno}" for node in tries if _hides_memory(node)]
    assert missing == []


def _hides_memory(node: ast.Try) -> bool:
    for handler in node.handlers:
        kind = ast.unparse(handler.type) if handler.type else "BaseException"
        if "MemoryError" in kind or (kind == "BaseException" and isinstance(handler.body[-1], ast.Raise)):
            return False
        if kind in {"Exception", "BaseException"}:
            return True
    return False
