"""Text that a file gives in place of the letters it draws (``ActualText``, ISO 32000-2 §14.9.4).

It is meant for readers that speak; nothing holds it to what the page shows.
"""

import ctypes
from collections.abc import Iterable

from parsers.page.layout.visible import calls

_KEY = b"ActualText"
_MOST = 16
"""Most marks of one object that are looked at."""


def replaced(handles: Iterable[int]) -> list[tuple[int, int]]:
    """The objects of ``handles`` whose letters the file replaces, each with its mark."""
    found, size = [], ctypes.c_ulong()
    for handle in handles:
        for rank in range(min(calls.count_marks(handle), _MOST)):
            mark = calls.mark(handle, rank)
            if mark is not None and calls.mark_text(mark, _KEY, None, 0, ctypes.byref(size)):
                found.append((handle, mark))
    return found


def drawn(marked: Iterable[tuple[int, int]]) -> None:
    """Takes the marks off, so that a new text page has the letters that are drawn."""
    for handle, mark in marked:
        calls.remove_mark(handle, mark)


def is_as_clear(drawn_text: str, given: str) -> bool:
    """Whether the letters drawn are known as well as those the file gave."""
    return _strange(drawn_text) <= _strange(given)


def _strange(text: str) -> int:
    return sum(
        "\ue000" <= char <= "\uf8ff" or char == "\ufffd" or not char.isprintable() for char in text if char not in _ENDS
    )


_ENDS = "\r\n\t\xad"
