"""Normalises names for comparison: upper case without accents, blanks for all other characters."""

import re
from unicodedata import combining, normalize

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})
_BLANKS = re.compile(r"[^A-Z0-9]+")
_BLANKS_BUT_STAR = re.compile(r"[^A-Z0-9*]+")
_STARS = re.compile(r" ?\*[* ]*")


def plain(text: str) -> str:
    """``"Côtes-d'Armor "`` gives ``"COTES D ARMOR"``."""
    return _BLANKS.sub(" ", _capitals(text)).strip()


def plain_with_stars(text: str) -> str:
    """Like :func:`plain`, but keeps ``*``: runs are collapsed and surrounding blanks removed."""
    return _STARS.sub("*", _BLANKS_BUT_STAR.sub(" ", _capitals(text)).strip())


def is_like(wanted: str, value: str) -> bool:
    """Whether ``value`` is like ``wanted``, which :func:`plain_with_stars` returned: the whole of it where there is a
    ``*``, else some of its words; everything is like an empty text.
    """
    if "*" not in wanted:
        return f" {wanted} " in f" {plain(value)} " if wanted else True
    first, *between, last = wanted.split("*")
    whole = plain(value)
    if len(first) + len(last) > len(whole) or not (whole.startswith(first) and whole.endswith(last)):
        return False
    at, end = len(first), len(whole) - len(last)
    for part in between:  # each at its first place: no other choice finds more, whatever the number of stars
        found = whole.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _capitals(text: str) -> str:
    if text.isascii():
        return text.upper()
    letters = normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in letters if not combining(letter)).upper()
