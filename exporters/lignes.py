"""Lines of text that fit: wrapped at words, broken inside a word when it must be, cut with an ellipsis at the end."""

from exporters.feuille import width

ELLIPSIS = "…"


def wrapped(words: str, size: float, room: float) -> list[str]:
    """``words`` in lines no wider than ``room`` points; a word that is too long by itself is broken."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, size, room)
        lines += full
    return [*lines, line]


def cut(lines: list[str], most: int, size: float, room: float) -> list[str]:
    """The first ``most`` lines, the last of them ending in an ellipsis when there were more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _ended(lines[most - 1], size, room)]


def fitted(words: str, size: float, room: float) -> str:
    """``words`` on one line, its end replaced by an ellipsis when it is wider than ``room`` points."""
    return words if width(words, size) <= room else _ended(words, size, room)


def shrunk(words: str, size: float, room: float, *, bold: bool = False) -> float:
    """The size at which the whole of ``words`` fits in ``room`` points on one line, ``size`` at most."""
    return size * min(1.0, room / max(width(words, size, bold=bold), 1.0))


def _ended(words: str, size: float, room: float) -> str:
    return _broken(words, size, room - width(ELLIPSIS, size))[0] + ELLIPSIS


def _broken(word: str, size: float, room: float) -> list[str]:
    pieces, piece, used = [], "", 0.0
    for char in word:
        wide = width(char, size)
        if piece and used + wide > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + char, used + wide
    return [*pieces, piece]
