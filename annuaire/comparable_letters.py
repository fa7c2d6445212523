"""One spelling for comparing names: capital letters without accents, blanks for everything else."""

import re
from unicodedata import combining, normalize

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})
_BLANKS = re.compile(r"[^A-Z0-9]+")
_BLANKS_BUT_STAR = re.compile(r"[^A-Z0-9*]+")
_STARS = re.compile(r" ?\*[* ]*")


def plain(text: str) -> str:
    """``"Côtes-d'Armor "`` is ``"COTES D ARMOR"``."""
    return _BLANKS.sub(" ", _capitals(text)).strip()


def plain_with_stars(text: str) -> str:
    """As :func:`plain`, every ``*`` kept: runs of them made one, blanks around them dropped."""
    return _STARS.sub("*", _BLANKS_BUT_STAR.sub(" ", _capitals(text)).strip())


def _capitals(text: str) -> str:
    if text.isascii():
        return text.upper()
    letters = normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in letters if not combining(letter)).upper()
