"""Invoice numbers as they are compared: what looks the same, or differs by blanks and case, is one number.

Look-alikes are letters of other scripts with the shape of a Latin one (Unicode TR39, confusables), full-width and
other compatibility forms (NFKC), dashes, and characters that show nothing.
"""

import unicodedata
from functools import lru_cache

_SHAPES = (
    # Cyrillic
    ("АВЕЅІЈКМНОРСТХҮѴԚԜУ", "ABESIJKMHOPCTXYVQWY"),
    ("авеѕіјкмнорстхүѵԛԝуһԁӏԍь", "abesijkmhopctxyvqwyhdlgb"),
    # Greek; a small letter as its capital, as case makes no difference
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC"),
    ("αβεζηικμνορτυχϲ", "abezhikmnoptyxc"),
    ("ıȷɑɡ", "ijag"),
    ("−⁃﹘", "---"),
    ("∕⁄╱", "///"),
    ("․·∙•", "...."),
    ("’‘ʼ`´", "'''''"),
)
_LATIN = {ord(char): latin for chars, latins in _SHAPES for char, latin in zip(chars, latins, strict=True)}
_DASHES, _BLANKS = "Pd", ("Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and symbols that show as a blank."""


@lru_cache(maxsize=10_000)
def comparable(number: str) -> str:
    """``number`` without blanks and invisible characters, in lower-case letters of one script; empty if nothing else
    is left. The same for what it answers.
    """
    if number.isascii() and number.isalnum():
        return number.casefold()
    while (plainer := _plainer(number)) != number:
        number = plainer
    return number


def _plainer(number: str) -> str:
    bare = unicodedata.normalize("NFKC", number.translate(_LATIN)).translate(_LATIN).casefold()
    return "".join(_shown(char) for char in unicodedata.normalize("NFKC", bare))


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category in _BLANKS or char.isspace() or char in _FILLERS:
        return ""
    return "-" if category == _DASHES else char
