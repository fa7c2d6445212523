"""Lines of text that fit: wrapped at words, broken inside a word that is too long, cut with an ellipsis at the end."""

from collections.abc import Sequence

from exporters.common import french_spacing
from exporters.pdf.fonts import Font

ELLIPSIS = "…"


def wrapped(words: str, font: Font, size: float, room: float) -> list[str]:
    """``words`` in lines no wider than ``room`` points; a word that is too long by itself is broken."""
    return _filled(words.split(), font, size, room)


def wrapped_text(words: str, font: Font, size: float, room: float) -> list[str]:
    """The same, never broken at a space that French keeps: before a colon, inside quotation marks, in an amount."""
    return _filled(french_spacing.words(words), font, size, room)


def cut(lines: list[str], most: int, font: Font, size: float, room: float) -> list[str]:
    """The first ``most`` lines, the last of them ending in an ellipsis when there were more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _ended(lines[most - 1], font, size, room)]


def fitted(words: str, font: Font, size: float, room: float) -> str:
    """``words`` on one line, its end replaced by an ellipsis when it is wider than ``room`` points."""
    return words if font.width(words, size) <= room else _ended(words, font, size, room)


def shrunk(words: str, font: Font, size: float, room: float) -> float:
    """The size at which the whole of ``words`` fits in ``room`` points on one line, ``size`` at most."""
    return size * min(1.0, room / max(font.width(words, size), 1.0))


def _filled(words: Sequence[str], font: Font, size: float, room: float) -> list[str]:
    whole = " ".join(words)
    if font.width(whole, size) <= room:
        return [whole]
    lines, line, used, blank = [], "", 0.0, font.width(" ", size)
    for word in words:
        wide = font.width(word, size)
        if line and used + blank + wide <= room:
            line, used = f"{line} {word}", used + blank + wide
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, font, size, room)
        lines += full
        used = font.width(line, size) if full else wide
    return [*lines, line]


def _ended(words: str, font: Font, size: float, room: float) -> str:
    return _broken(words, font, size, room - font.width(ELLIPSIS, size))[0].rstrip() + ELLIPSIS


def _broken(word: str, font: Font, size: float, room: float) -> list[str]:
    if font.width(word, size) <= room:
        return [word]
    pieces, piece, used = [], "", 0.0
    for char in word:
        wide = font.width(char, size)
        if piece and used + wide > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + char, used + wide
    return [*pieces, piece]
