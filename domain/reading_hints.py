"""Hints for reading one supplier's pages: additional labels or a position for fields of an unusual layout."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBox:
    """A rectangle of a page, in points from its top left corner; ``page`` counts from 1."""

    page: int = 1
    gauche: float
    haut: float
    droite: float
    bas: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingHint:
    """How to find one field (of :data:`domain.invoice.FIELDS`): by additional labels, in a box, or both."""

    champ: str
    libelles: tuple[str, ...] = ()
    cadre: PageBox | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingHints:
    """The hints for the supplier of this SIREN."""

    siren: str
    champs: tuple[ReadingHint, ...]
