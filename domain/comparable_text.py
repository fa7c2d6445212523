"""Text normalised for comparison: accents, letter case, blanks and punctuation are ignored."""

import re
import unicodedata
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=10_000)
def plain(words: str) -> str:
    """``words`` in lower-case ASCII letters and digits, separated by single spaces: ``« À recycler »`` gives ``a
    recycler``.
    """
    bare = unicodedata.normalize("NFKD", words.casefold())
    return _NOT_A_WORD.sub(" ", "".join(char for char in bare if not unicodedata.combining(char))).strip()


def code(words: str) -> str:
    """``words`` as an upper-case code: ``Mauvaise MOE`` gives ``MAUVAISE_MOE``."""
    return plain(words).replace(" ", "_").upper()
