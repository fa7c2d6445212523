"""Lines of text that fit: wrapped at words, broken inside a word when it must be, cut with an ellipsis at the end."""

from exporters.pdf.fonts import Font

ELLIPSIS = "…"


def wrapped(words: str, police: Font, size: float, room: float) -> list[str]:
    """``words`` in lines no wider than ``room`` points; a word that is too long by itself is broken."""
    lines, line, used, blank = [], "", 0.0, police.width(" ", size)
    for word in words.split():
        wide = police.width(word, size)
        if line and used + blank + wide <= room:
            line, used = f"{line} {word}", used + blank + wide
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, police, size, room)
        lines += full
        used = police.width(line, size) if full else wide
    return [*lines, line]


def cut(lines: list[str], most: int, police: Font, size: float, room: float) -> list[str]:
    """The first ``most`` lines, the last of them ending in an ellipsis when there were more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _ended(lines[most - 1], police, size, room)]


def fitted(words: str, police: Font, size: float, room: float) -> str:
    """``words`` on one line, its end replaced by an ellipsis when it is wider than ``room`` points."""
    return words if police.width(words, size) <= room else _ended(words, police, size, room)


def shrunk(words: str, police: Font, size: float, room: float) -> float:
    """The size at which the whole of ``words`` fits in ``room`` points on one line, ``size`` at most."""
    return size * min(1.0, room / max(police.width(words, size), 1.0))


def _ended(words: str, police: Font, size: float, room: float) -> str:
    return _broken(words, police, size, room - police.width(ELLIPSIS, size))[0].rstrip() + ELLIPSIS


def _broken(word: str, police: Font, size: float, room: float) -> list[str]:
    if police.width(word, size) <= room:
        return [word]
    pieces, piece, used = [], "", 0.0
    for char in word:
        wide = police.width(char, size)
        if piece and used + wide > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + char, used + wide
    return [*pieces, piece]
