"""What the first headers of a CMS say, without reading the rest of it: a lot is opened where no budget of time applies.

Source: RFC 5652, sections 3 and 5.1; ITU-T X.690, sections 8.1.2 to 8.1.5.
"""

from dataclasses import dataclass

_SEQUENCE, _SET, _OID, _INTEGER, _CONTENT = 0x30, 0x31, 0x06, 0x02, 0xA0
_MOST = 100
"""Most elements of the set of digest algorithms when its length is not given."""
_LONGEST = 4
"""Most bytes of a length."""


@dataclass(frozen=True, slots=True)
class _Element:
    """Where an element's value begins and ends; ``end`` is ``None`` when its length is not given."""

    start: int
    end: int | None


def carries_content(der: bytes) -> bool | None:
    """Whether a CMS of signed data carries what it signs; ``None`` when its first headers are not those of one.

    What follows these headers may be damaged or missing all the same.
    """
    try:
        info = _element(der, 0, _SEQUENCE)
        signed = _element(der, _element(der, _after(der, info.start, _OID), _CONTENT).start, _SEQUENCE)
        inside = _element(der, _after(der, _after(der, signed.start, _INTEGER), _SET), _SEQUENCE)
        at = _after(der, inside.start, _OID)
        if at == inside.end or (inside.end is None and der[at : at + 2] == b"\0\0"):
            return False
        _element(der, at, _CONTENT)
    except (ValueError, IndexError):
        return None
    return True


def _element(der: bytes, at: int, tag: int) -> _Element:
    """The element at ``at``. Raises :class:`ValueError` or :class:`IndexError` when it is no such one."""
    if der[at] != tag:
        raise ValueError(tag)
    return _of_length(der, at + 1)


def _of_length(der: bytes, at: int) -> _Element:
    first = der[at]
    if first == 0x80:
        return _Element(at + 1, None)
    if first < 0x80:
        return _Element(at + 1, at + 1 + first)
    size = first & 0x7F
    if size > _LONGEST:
        raise ValueError(size)
    start = at + 1 + size
    return _Element(start, start + int.from_bytes(der[at + 1 : start], "big"))


def _after(der: bytes, at: int, tag: int) -> int:
    """Where the element after the one at ``at`` begins. Raises as :func:`_element` does."""
    found = _element(der, at, tag)
    return found.end if found.end is not None else _after_open(der, found.start)


def _after_open(der: bytes, at: int) -> int:
    """Where a value whose length is not given ends: after as many ends as there are beginnings."""
    depth = 1
    for _ in range(_MOST):
        if der[at : at + 2] == b"\0\0":
            at, depth = at + 2, depth - 1
            if not depth:
                return at
            continue
        inside = _of_length(der, at + 1)
        at, depth = (inside.start, depth + 1) if inside.end is None else (inside.end, depth)
    raise ValueError(at)
