"""CMS signed data around a document (``.p7m``): whether bytes are such an envelope, and the document inside.

The file is kept and delivered as deposited, signature included; :mod:`parsers.signature` verifies the signature.
"""

from domain.decision import Reading
from domain.document import Format
from parsers.signature import detached, rules
from parsers.source.document import Source


def recognises(source: Source) -> bool:
    """Whether these bytes are CMS signed data."""
    return detached.is_cms(source.content)


def content(source: Source) -> bytes | None:
    """The document inside; ``None`` for a signature alone, and for an envelope around another envelope."""
    inside = detached.carried(source.content)
    return None if inside is None or detached.is_cms(inside) else inside


def refused() -> Reading:
    """The answer for an envelope without a readable document."""
    return Reading(format=Format.UNKNOWN, findings=(rules.ALONE.finding(),))
