"""A signature around its document (``.p7m``), read as the document it carries; a signature alone is no invoice.

The file is kept and delivered as it came, signature included; :mod:`parsers.signature` says what it is worth.
"""

from domain.decision import Reading
from domain.document import Format
from parsers.signature import detached, rules
from parsers.source.document import Source


def recognises(source: Source) -> bool:
    """Whether these bytes are a CMS of signed data."""
    return detached.is_cms(source.content)


def read(source: Source) -> Reading:
    """What the document inside says; never raises."""
    inside = detached.carried(source.content)
    if inside is None or detached.is_cms(inside):
        return Reading(format=Format.UNKNOWN, findings=(rules.ALONE.finding(),))
    import parsers

    return parsers.read(inside, source.limits, source.lecture)
