"""Blanks of every kind in identifiers: ordinary, no-break, thin and zero-width spaces."""

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def without_blanks(value: str) -> str:
    """``value`` without any blank.

    >>> without_blanks("220\\u00a0600 019\\u202f00016\\u200b")
    '22060001900016'
    """
    if value.isalnum():
        return value
    bare = "".join(value.split())
    return bare if bare.isascii() else bare.translate(_ZERO_WIDTH)
