"""One layout: by which tool, of which family, how it is drawn; and the pages that follow from a seed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from samples.drawn_layouts.drawn_invoice import tire
from samples.drawn_layouts.field_writer import Plume
from samples.drawn_layouts.labels import LIBELLES, Libelles
from samples.drawn_layouts.pdf_tools import Moteur, imprime
from samples.drawn_layouts.truth import Verite


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A page (or several) with its truth."""

    nom: str
    """Layout and rank, a good name for a file without its extension."""
    mise: str
    ordinaire: bool
    contenu: bytes
    verite: Verite


@dataclass(frozen=True, slots=True, kw_only=True)
class Mise:
    """A layout; ``dessine`` returns what its tool takes: a PDF, an HTML page or a flat spreadsheet."""

    nom: str
    moteur: Moteur
    dessine: Callable[[Plume], bytes]
    lignes: tuple[int, int] = (1, 8)
    """Least and most lines of an invoice."""
    travaux: bool = False
    ordinaire: bool = True
    """False for what few suppliers do: rotated totals, letter-spaced digits, a watermark over the text."""
    libelles: Libelles = LIBELLES

    def pieces(self, count: int, seed: int = 1) -> Iterator[Piece]:
        """``count`` documents; the same seed gives the same ones. Raises ``Unequipped`` without the tool."""
        sources: list[bytes] = []
        truths: list[Verite] = []
        for rank in range(count):
            chance = Random(f"{seed}/{self.nom}/{rank}")  # noqa: S311
            faits = tire(chance, self.lignes, travaux=self.travaux)
            plume = Plume(faits, chance, self.libelles, fines=self.moteur is not Moteur.REPORTLAB)
            sources.append(self.dessine(plume))
            truths.append(plume.verite())
        for rank, (content, truth) in enumerate(zip(imprime(self.moteur, sources), truths, strict=True)):
            yield Piece(
                nom=f"{self.nom}-{seed}-{rank:04d}",
                mise=self.nom,
                ordinaire=self.ordinaire,
                contenu=content,
                verite=truth,
            )
