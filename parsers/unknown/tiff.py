"""Recognises TIFF images and counts their pages. Source: TIFF 6.0 section 2; BigTIFF (libtiff)."""

from struct import Struct, error

_MOST = 10_000
"""Most pages counted: directories may form a loop."""


def recognises(content: bytes) -> bool:
    """Whether these bytes begin a TIFF or a BigTIFF."""
    return content[:4] in _LAYOUTS


def pages(content: bytes) -> int:
    """Number of pages of a TIFF; 0 when its directories cannot be read; stops at the first loop."""
    order, is_big = _LAYOUTS[content[:4]]
    count, entry = (Struct(f"{order}Q"), 20) if is_big else (Struct(f"{order}H"), 12)
    place = Struct(f"{order}Q" if is_big else f"{order}I")
    seen: set[int] = set()
    try:
        (at,) = place.unpack_from(content, 8 if is_big else 4)
        while at and at not in seen and len(seen) < _MOST:
            (entries,) = count.unpack_from(content, at)
            seen.add(at)
            (at,) = place.unpack_from(content, at + count.size + entries * entry)
    except (error, OverflowError):
        return len(seen)
    return len(seen)


_LAYOUTS = {b"II*\0": ("<", False), b"MM\0*": (">", False), b"II+\0": ("<", True), b"MM\0+": (">", True)}
