"""The truth of a page: what is printed on it, and what else is true without being printed."""

import json
from dataclasses import dataclass

from domain.invoice import FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Champ:
    """A field and its value: a plain decimal, an ISO 8601 day, or the text."""

    nom: str
    """One of :data:`domain.invoice.FIELDS`."""
    valeur: str
    imprime: bool
    """Whether the page shows it; what it does not show may be deduced, and counts neither for nor against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verite:
    """All that is true of one page, in the order of the fields; a field not named here is not there at all."""

    champs: tuple[Champ, ...]
    partielle: bool = False
    """Whether the document may have fields that are not named here (the truth of a lesser profile)."""

    def champ(self, nom: str) -> Champ | None:
        """What is true of one field."""
        return next((champ for champ in self.champs if champ.nom == nom), None)

    def as_json(self) -> bytes:
        """The printed fields, as the answer of ``navette check`` shows them."""
        shown = {champ.nom: champ.valeur for champ in self.champs if champ.imprime}
        return (json.dumps({nom: shown.get(nom) for nom in FIELDS}, ensure_ascii=False, indent=1) + "\n").encode()
