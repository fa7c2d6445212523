"""The pieces that a works piece follows (BG-3), and their look-up among recorded pieces."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from domain.dossier import Piece
from domain.invoice import Invoice, PrecedingInvoice
from domain.travaux import ETAPES, is_over


def preceding_of(invoice: Invoice) -> tuple[PrecedingInvoice, ...]:
    """References to the pieces ``invoice`` follows; empty for the first piece of a dossier or an invoice outside works.

    A piece that only begins dossiers (A4, A7...) may name an earlier payment: that is no association. Neither is the
    invoice that a credit note credits.
    """
    etape = ETAPES.get(invoice.cadre_facturation or "")
    if etape is None or not etape.after or invoice.avoir:
        return ()
    if named := tuple(each for each in invoice.references.preceding if each.number):
        return named
    return (PrecedingInvoice(number=invoice.numero_facture_origine),) if invoice.numero_facture_origine else ()


def folded(number: str | None) -> str:
    """A number for comparison: outer blanks removed, letter case ignored."""
    return (number or "").strip().casefold()


class Dossiers:
    """Index of pieces by number, dossier and follower; pieces of the batch are added once associated."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._numbers: dict[str, list[Piece]] = defaultdict(list)
        self._dossiers: dict[int, list[Piece]] = defaultdict(list)
        self._followers: dict[int, list[Piece]] = defaultdict(list)
        for piece in {each.invoice_id: each for each in pieces}.values():
            self.add(piece)

    def add(self, piece: Piece) -> None:
        """Adds a piece to the index."""
        self._numbers[folded(piece.numero_facture)].append(piece)
        self._dossiers[piece.dossier_id].append(piece)
        for earlier in piece.after:
            self._followers[earlier].append(piece)

    def under(self, named: PrecedingInvoice) -> tuple[Piece, ...]:
        """Pieces of this number, and of this date when given."""
        found = self._numbers.get(folded(named.number), [])
        return tuple(each for each in found if named.date is None or each.date_facture == named.date.isoformat())

    def of(self, piece: Piece) -> tuple[Piece, ...]:
        """Pieces of the same dossier, ``piece`` included."""
        return tuple(self._dossiers.get(piece.dossier_id, ()))

    def living_after(self, piece: Piece) -> tuple[Piece, ...]:
        """Followers of ``piece`` that were not refused."""
        return tuple(each for each in self._followers.get(piece.invoice_id, ()) if not is_over(each.status))


def likeliest(pieces: Sequence[Piece], cadre: str) -> tuple[Piece, ...]:
    """Of pieces with the same number, those a piece of ``cadre`` may follow: not refused, at a suitable step; else
    all.
    """
    living = [piece for piece in pieces if not is_over(piece.status)] or list(pieces)
    fitting = [piece for piece in living if piece.cadre in ETAPES[cadre].after] or living
    return tuple(fitting)
