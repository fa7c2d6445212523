"""The sRGB colour space (IEC 61966-2-1) as an ICC profile, version 4 (ICC.1:2010).

Made here from the standard's numbers: nobody's profile is copied.
"""

import struct
import zlib
from functools import cache

_D50 = (0.9642, 1.0, 0.8249)
_COLOURS = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Red, green and blue of sRGB, adapted from D65 to D50 by the Bradford matrix below."""
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01708, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""y = (ax + b)^g from d up, cx below: g, a, b, c, d."""
NAME = "sRGB IEC61966-2.1"


@cache
def srgb() -> bytes:
    """The profile: 128 bytes of header, a table of tags, the tags."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(_CURVE)
    tags = {
        "desc": _words(NAME),
        "cprt": _words("CC0"),
        "wtpt": _xyz(_D50),
        "chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        **{name: _xyz(value) for name, value in _COLOURS.items()},
        **dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve),
    }
    at = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    rows, bodies = [], []
    for name, content in tags.items():
        if content not in places:  # the three curves are one
            places[content] = at
            bodies.append(content + bytes(-len(content) % 4))
            at += len(bodies[-1])
        rows.append(struct.pack(">4sLL", name.encode(), places[content], len(content)))
    return b"".join((_header(at), struct.pack(">L", len(tags)), *rows, *bodies))


@cache
def srgb_packed() -> bytes:
    """The same, compressed (zlib)."""
    return zlib.compress(srgb())


def _header(size: int) -> bytes:
    day = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    return b"".join(
        (
            struct.pack(">L4sL", size, bytes(4), 0x04200000),
            b"mntrRGB XYZ ",
            day,
            b"acsp",
            bytes(28),
            _fixed(_D50),
            bytes(48),
        )
    )


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(value)


def _words(text: str) -> bytes:
    """One text, in English."""
    said = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">LL2s2sLL", 1, 12, b"en", b"US", len(said), 28) + said
