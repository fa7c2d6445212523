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


def _capitals(text: str) -> str:
    if text.isascii():
        return text.upper()
    letters = normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in letters if not combining(letter)).upper()
