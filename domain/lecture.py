"""How documents are read: what an operator decides about reading, the same for every parser; it can be pickled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecture:
    """The choices of ``[rules]`` and ``[reading]`` that parsers heed; the defaults are the settings' own."""

    compare_page: bool = True
    """Whether what the pages of a Factur-X print is held against its XML."""


USUAL = Lecture()
