"""Drawings a PDF repeats: a form that draws another one many times, which draws a third one... (ISO 32000-2 §8.10).

A few thousand bytes can thus ask for more than there is time and memory for. Counted before the pages are drawn,
from what each form says it draws; a drawing that is merely long is none of this.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from domain.finding import Level, Pack, Rule
from domain.text import Text

TOO_REPEATED = Rule(
    code="LEC-092",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text(
        "Le PDF répète ses dessins tant de fois que la page {page} n'est pas lue.",
        "The PDF repeats its drawings so many times that page {page} is not read.",
    ),
    remedy=Text(
        "Rien n'est décidé : demandez à son déposant de produire le PDF avec un autre outil, ou un XML UBL ou CII.",
        "Nothing is decided: ask its depositor to produce the PDF with another tool, or a UBL or CII XML.",
    ),
    source="ISO 32000-2 §8.10",
)
RULES: tuple[Rule, ...] = (TOO_REPEATED,)

_MOST = 16 * 2**20
"""Bytes of drawing of a page, each form counted as often as it is drawn; about four seconds."""
_TIMES = 20
"""A page that draws less than so many times what it holds is not repeated, however long it is."""
_NOTES = 5_000
"""Form fields and notes of a page that are looked at."""
_DEPTH = 64
"""Forms within forms that are followed; more than PDFium follows."""
_ESCAPED = re.compile(rb"/[A-Za-z]{0,4}#[0-9A-Fa-f]{2}")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


def may_repeat(content: bytes) -> bool:
    """Whether the bytes of a PDF may hold a form: named, in a name written in hexadecimal, or in compressed objects."""
    return b"/Form" in content or b"/ObjStm" in content or _ESCAPED.search(content) is not None


def too_repeated(reader: PdfReader, pages: int) -> int | None:
    """The number of the first page that draws too much, among the first ``pages``; ``None`` when none does. May raise
    what pypdf raises.
    """
    drawings = _Drawings()
    for number, page in enumerate(islice(reader.pages, pages), start=1):
        resources = _dictionary(page.get("/Resources"))
        notes = tuple(_appearances(page))
        if (notes or any(True for _ in _forms(resources))) and drawings.is_too_repeated(page, resources, notes):
            return number
    return None


class _Drawings:
    """The forms of one file, each looked at once."""

    def __init__(self) -> None:
        self._drawn: dict[object, tuple[int, _Drawn]] = {}
        """By form, the bytes it holds itself and what it draws."""
        self._costs: dict[tuple[object, int], int] = {}
        """By form and the levels that are left below it."""

    def is_too_repeated(self, page: Any, resources: DictionaryObject, notes: tuple[Any, ...]) -> bool:
        """Whether the page with its ``notes`` draws too much."""
        own = _data(page.get_contents)
        drawn = self._cost(len(own), _draws(own, resources), resources, _DEPTH)
        drawn += sum(self._cost_of(note, resources, _DEPTH) for note in notes)
        return drawn > max(_MOST, _TIMES * (len(own) + sum(held for held, _ in self._drawn.values())))

    def _cost(self, held: int, drawn: "_Drawn", resources: DictionaryObject, left: int) -> int:
        """Bytes that are drawn by what holds ``held`` bytes, at most a little more than the bound."""
        total = held
        if left:
            total += sum(times * self._cost_of(form, resources, left - 1) for times, form in drawn)
        return min(total, 10**15)

    def _cost_of(self, form: Any, inherited: DictionaryObject, left: int) -> int:
        key = (form.idnum, form.generation) if isinstance(form, IndirectObject) else id(form)
        if (key, left) not in self._costs:
            found = _resolved(form)
            own = found.get("/Resources")
            resources = _dictionary(own) if own is not None else inherited
            if key not in self._drawn:
                content = _data(lambda: found)
                self._drawn[key] = len(content), _draws(content, resources)
            self._costs[key, left] = self._cost(*self._drawn[key], resources, left)
        return self._costs[key, left]


_Drawn = tuple[tuple[int, Any], ...]
"""How often each form is drawn. One that draws itself, alone or through others, is drawn again at each level."""


def _draws(content: bytes, resources: DictionaryObject) -> _Drawn:
    times = Counter(f"/{name.decode('latin-1')}" for name in _DRAWN.findall(content))
    return tuple((times[name], form) for name, form in _forms(resources) if times[name])


def _forms(resources: DictionaryObject) -> Iterator[tuple[str, Any]]:
    """The forms among the external objects of ``resources``, by name."""
    objects = _dictionary(resources.get("/XObject"))
    for name in objects:
        one = objects.raw_get(name)
        found = _resolved(one)
        if isinstance(found, StreamObject) and found.get("/Subtype") == "/Form":
            yield str(name), one


def _appearances(page: Any) -> Iterator[Any]:
    """The drawings of the page's form fields and notes (ISO 32000-2 §12.5.5)."""
    notes = _resolved(page.get("/Annots"))
    for note in islice(list.__iter__(notes), _NOTES) if isinstance(notes, ArrayObject) else ():
        drawing = _dictionary(_dictionary(note).get("/AP"))
        if "/N" in drawing:
            one = drawing.raw_get("/N")
            by_state = _resolved(one)
            if isinstance(by_state, StreamObject):
                yield one
            elif isinstance(by_state, DictionaryObject):
                yield from (each for each in dict.values(by_state) if isinstance(_resolved(each), StreamObject))


def _data(stream_of: Callable[[], Any]) -> bytes:
    """The decompressed bytes of a stream; none when it is absent or damaged, which is for whoever reads it to say."""
    try:
        stream = stream_of()
        data = stream.get_data() if stream is not None else b""
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - pypdf raises anything at all on damaged streams
        return b""
    return data.encode("latin-1", "replace") if isinstance(data, str) else bytes(data)


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _dictionary(value: Any) -> DictionaryObject:
    found = _resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
