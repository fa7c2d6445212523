"""Whether the letters of a font have outlines: those of Type 3 fonts are drawings, those of some fonts are blank."""

import ctypes

from parsers.page.layout.visible import calls

_FLAT = 0.05
"""Points; the ink of a text of real letters is higher."""


class Fonts:
    """The fonts of a page, each looked at once, by the first text that uses it."""

    def __init__(self) -> None:
        self._outlined: dict[int | None, bool] = {}

    def is_outlined(self, handle: int) -> bool:
        """Whether the font of a text object draws letters by outlines that leave ink."""
        font = calls.font(handle)
        known = self._outlined.get(font)
        if known is None:
            known = self._outlined[font] = font is not None and _is_named(font) and not _is_flat(handle)
        return known


def _is_named(font: int) -> bool:
    """Type 3 fonts alone have no name (ISO 32000-2, table 110)."""
    return bool(calls.font_name(font, None, 0) > 1)


def _is_flat(handle: int) -> bool:
    edges = [ctypes.c_float() for _ in range(4)]
    calls.bounds(handle, *map(ctypes.byref, edges))
    return edges[3].value - edges[1].value < _FLAT
