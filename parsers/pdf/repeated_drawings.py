"""Drawings a PDF repeats: a form that draws another one many times, which draws a third one... (ISO 32000-2 §8.10).

A few thousand bytes can thus ask for more than there is time and memory for. Counted before the pages are drawn,
from what each form says it draws; a drawing that is merely long is none of this.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, StreamObject

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
_KIDS = 100_000
"""Kids of one node of the tree of pages that are looked at."""
_DEPTH = 64
"""Forms within forms that are followed; more than PDFium follows."""
_ESCAPED = re.compile(rb"/[A-Za-z]{0,4}#[0-9A-Fa-f]{2}")
_DRAWN = re.compile(rb"/([^\s\0/<>\[\](){}%]*+)(?:[\s\0]++|%[^\r\n]{0,200}[\r\n]){1,4}Do\b")
"""A name, blanks or comments, and the operator; bounded, so that no content takes long to look through."""
_CEILING = 10**15
"""No drawing is counted further."""
_LINKS = 1_000_000
"""Draws of one form by another that are followed in a file, those below a form that draws itself at each level: about
two seconds. A file with more is one that repeats.
"""


_NONE = DictionaryObject()
"""One for all that have none: what is inherited is told apart by the object it is."""


def may_repeat(content: bytes) -> bool:
    """Whether the bytes of a PDF may hold a form: named, in a name written in hexadecimal, or in compressed objects."""
    return b"/Form" in content or b"/ObjStm" in content or _ESCAPED.search(content) is not None


def too_repeated(reader: PdfReader, pages: int) -> int | None:
    """The number of the first page that draws too much, among the first ``pages``; ``None`` when none does. May raise
    what pypdf raises.
    """
    drawings = _Drawings()
    for number, page in enumerate(islice(_pages(reader), pages), start=1):
        objects = _dictionary(_resources_of(page).get("/XObject"))
        notes = tuple(_appearances(page))
        if (notes or any(True for _ in _forms(objects))) and drawings.is_too_repeated(page, objects, notes):
            return number
    return None


def _pages(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The pages as PDFium finds them: whatever their type says, what has no kids is one (ISO 32000-2 §7.7.3)."""
    left, seen = [_dictionary(_dictionary(reader.trailer.get("/Root")).get("/Pages"))], {id(_NONE)}
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        kids = _resolved(node.get("/Kids"))
        if isinstance(kids, ArrayObject):
            left += reversed([_dictionary(kid) for kid in islice(list.__iter__(kids), _KIDS)])
        else:
            yield node


def _resources_of(page: DictionaryObject) -> DictionaryObject:
    """Its own, or those of the first above it that names some, even if they are none."""
    node = page
    for _ in range(_DEPTH):
        own = node.raw_get("/Resources") if "/Resources" in node else None
        if own is not None and (not isinstance(own, IndirectObject) or _is_there(_resolved(own))):
            return _dictionary(own)
        node = _dictionary(node.get("/Parent"))
    return _NONE


def _is_there(found: Any) -> bool:
    return found is not None and not isinstance(found, NullObject)


class _Drawings:
    """The forms of one file, each looked at once."""

    def __init__(self) -> None:
        self._contents: dict[object, _Content] = {}
        """By form."""
        self._forms: dict[object, _Form] = {}
        """By form, the objects that it draws from and those of its page."""
        self._drawn: dict[object, _Drawn] = {}
        """By the same."""
        self._named: dict[tuple[int, int], tuple[DictionaryObject, dict[str, object | None]]] = {}
        """What stands for the form of each name drawn from the same objects of a page; ``None`` for another name."""
        self._costs: dict[tuple[object, int], int] = {}
        """By the same and the levels that are left below it."""
        self._followed = 0
        self._page = _NONE
        """The external objects of the page that is looked at."""

    def is_too_repeated(self, page: Any, objects: DictionaryObject, notes: tuple[Any, ...]) -> bool:
        """Whether the page, which has these external ``objects``, draws too much with its ``notes``."""
        self._page = objects
        own = _content_of(page)
        drawn = (*self._draws(own, objects), *((1, self._key(note, objects)) for note in notes))
        cost = self._cost(own.drawn, drawn, _DEPTH + 1)
        return cost > max(_MOST, _TIMES * (own.held + sum(one.held for one in self._contents.values())))

    def _cost(self, held: int, drawn: "_Drawn", left: int) -> int:
        """Bytes that are drawn by what holds ``held`` bytes, at most :data:`_CEILING`."""
        total = held
        for times, form in drawn if left else ():
            self._followed += 1
            known = self._costs.get((form, left - 1))
            total += times * (self._cost_of(form, left - 1) if known is None else known)
            if total >= _CEILING or self._followed > _LINKS:
                return _CEILING
        return total

    def _cost_of(self, form: object, left: int) -> int:
        one = self._forms[form]
        if one.key not in self._contents:
            self._contents[one.key] = _content((_data(lambda: one.stream),))
        content = self._contents[one.key]
        if form not in self._drawn:
            self._drawn[form] = self._draws(content, one.objects)
        self._costs[form, left] = cost = self._cost(content.drawn, self._drawn[form], left)
        return cost

    def _draws(self, content: "_Content", objects: DictionaryObject) -> "_Drawn":
        place = id(objects), id(self._page)
        if place not in self._named:
            self._named[place] = objects, {}
        _, named = self._named[place]
        for name in content.names:
            if name not in named:
                one = objects.raw_get(name) if name in objects else None
                named[name] = self._key(one, objects) if _is_form(_resolved(one)) else None
        return tuple((times, key) for name, times in content.names.items() if (key := named[name]) is not None)

    def _key(self, form: Any, inherited: DictionaryObject) -> object:
        """What stands for the form; it is looked at later.

        One without resources draws from those of what draws it; one whose resources have no external objects, from
        those of the page. That is what PDFium does, and a form may so draw itself.
        """
        key = (form.idnum, form.generation) if isinstance(form, IndirectObject) else id(form)
        stream = _resolved(form)
        resources = _dictionary(stream.get("/Resources"))
        own = _dictionary(resources.get("/XObject"))
        objects = inherited if resources is _NONE else self._page if own is _NONE else own
        whole = key, id(objects), id(self._page)
        self._forms[whole] = _Form(key=key, stream=stream, objects=objects)
        return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form, and the external objects that it may draw."""

    key: object
    stream: Any
    objects: DictionaryObject


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a page or a form draws itself."""

    held: int
    """Bytes that the file holds of it."""
    drawn: int
    """Bytes that are drawn: a page may repeat its streams (ISO 32000-2 §7.8.2)."""
    names: Counter[str]
    """How often each name is drawn."""


_Drawn = tuple[tuple[int, object], ...]
"""How often each form is drawn, by what stands for it. One that draws itself, alone or through others, is drawn again
at each level.
"""


def _content_of(page: Any) -> _Content:
    """That of a page, which may be in several streams, some of them damaged."""
    contents = _resolved(page.get("/Contents"))
    if not isinstance(contents, ArrayObject):
        return _content((_data(lambda: contents),))
    streams = [_resolved(each) for each in list.__iter__(contents)]
    data = {id(each): _data(lambda each=each: each) for each in streams if isinstance(each, StreamObject)}  # type: ignore[misc]
    return _content(tuple(data[id(each)] for each in streams if id(each) in data))


def _content(parts: tuple[bytes, ...]) -> _Content:
    """That of streams that follow each other; a name and its operator in two of them are one draw, unless there is
    more than :data:`_MOST`.
    """
    by_data = Counter(parts)
    drawn = sum(map(len, parts))
    names: Counter[str] = Counter()
    for data, times in by_data.items() if drawn > _MOST else ((b"\n".join(parts), 1),):
        for name, count in Counter(_DRAWN.findall(data)).items():
            names[_name(name)] += count * times
    return _Content(held=sum(map(len, by_data)), drawn=drawn, names=names)


def _name(written: bytes) -> str:
    """A name of a content as the names of resources are read: ``#46`` is a letter, other bytes are UTF-8 first."""
    plain = NameObject.unnumber(written)
    for charset in NameObject.CHARSETS:
        try:
            return f"/{plain.decode(charset)}"
        except UnicodeDecodeError:
            continue
    return f"/{plain.decode('latin-1')}"


def _forms(objects: DictionaryObject) -> Iterator[Any]:
    """The forms among external objects."""
    yield from (one for one in map(objects.raw_get, objects) if _is_form(_resolved(one)))


def _is_form(found: Any) -> bool:
    return isinstance(found, StreamObject) and found.get("/Subtype") == "/Form"


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
    return found if isinstance(found, DictionaryObject) else _NONE
