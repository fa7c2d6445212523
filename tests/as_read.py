"""Comparing sentences with what a page says, as a person reads it: a no-break space is a space."""

from exporters.common.number_formats import ESPACE_FINE, INSECABLE


def as_read(text: str) -> str:
    """``text`` with ordinary spaces."""
    return text.replace(ESPACE_FINE, " ").replace(INSECABLE, " ")
