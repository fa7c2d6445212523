"""Words as people type them, made comparable: accents, capitals, blanks and punctuation make no difference."""

import re
import unicodedata
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=10_000)
def plain(words: str) -> str:
    """``words`` in small ASCII letters and digits, one space between: ``« À recycler »`` is ``a recycler``."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return _NOT_A_WORD.sub(" ", "".join(char for char in bare if not unicodedata.combining(char))).strip()


def code(words: str) -> str:
    """``words`` as a code: ``Mauvaise MOE`` is ``MAUVAISE_MOE``."""
    return plain(words).replace(" ", "_").upper()
