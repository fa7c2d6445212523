"""Notes and fields on a layer that is off: their own entry ``/OC`` says so, which pdfium does not look at.

Only read for pages with such an entry (ISO 32000-2 §8.11, §12.5.2).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

_DEEPEST = 8
"""Most memberships of layers inside one another."""


def notes_off(content: bytes, index: int) -> frozenset[int]:
    """The ranks of the notes of a page, counted from 0, whose layer is off; none when the file cannot be read."""
    try:
        reader = PdfReader(BytesIO(content))
        layers = _Layers(_dictionary(reader.trailer["/Root"]))
        notes = _array(reader.pages[index].get("/Annots"))
        return frozenset(rank for rank, note in enumerate(notes) if not layers.shows(_dictionary(note).get("/OC")))
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError):
        return frozenset()


class _Layers:
    """The layers of a document, on or off as it opens."""

    def __init__(self, catalog: DictionaryObject) -> None:
        default = _dictionary(_dictionary(catalog.get("/OCProperties")).get("/D"))
        self._on, self._off = set(_numbers(default.get("/ON"))), set(_numbers(default.get("/OFF")))
        self._is_off = default.get("/BaseState") == "/OFF"

    def shows(self, membership: Any, depth: int = 0) -> bool:
        """Whether what belongs to a layer, or to a group of layers with a policy, is shown."""
        group = _dictionary(membership)
        if group.get("/Type") != "/OCMD":
            return not group or self._is_on(group)
        listed = group.get("/OCGs")
        layers = _array(listed) if isinstance(_plain(listed), ArrayObject) else [listed]
        states = [self.shows(layer, depth + 1) for layer in layers if _dictionary(layer)] if depth < _DEEPEST else []
        if not states:
            return True
        policy = group.get("/P", "/AnyOn")
        if policy in ("/AllOn", "/AnyOff"):
            return all(states) is (policy == "/AllOn")
        return any(states) is (policy != "/AllOff")

    def _is_on(self, layer: DictionaryObject) -> bool:
        number = _number(layer)
        return number in self._on if self._is_off else number not in self._off


def _numbers(value: Any) -> Iterator[int]:
    for layer in _array(value):
        number = _number(_dictionary(layer))
        if number is not None:
            yield number


def _number(layer: DictionaryObject) -> int | None:
    reference = layer.indirect_reference
    return None if reference is None else reference.idnum


def _plain(value: Any) -> Any:
    return None if value is None else value.get_object()


def _dictionary(value: Any) -> DictionaryObject:
    plain = _plain(value)
    return plain if isinstance(plain, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> ArrayObject:
    plain = _plain(value)
    return plain if isinstance(plain, ArrayObject) else ArrayObject()
