"""The pieces a works piece says it follows (BG-3), and which pieces of the ledger they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from domain.dossier import Piece
from domain.invoice import Invoice, PrecedingInvoice
from domain.travaux import ETAPES, is_over


def named_by(invoice: Invoice) -> tuple[PrecedingInvoice, ...]:
    """The pieces ``invoice`` follows, as it names them; empty: it begins a dossier, or is no works piece.

    A piece that only begins dossiers (A4, A7...) may name an earlier payment: that is no association. Nor is the
    invoice that a credit note credits.
    """
    etape = ETAPES.get(invoice.cadre_facturation or "")
    if etape is None or not etape.after or invoice.avoir:
        return ()
    if named := tuple(each for each in invoice.references.preceding if each.number):
        return named
    return (PrecedingInvoice(number=invoice.numero_facture_origine),) if invoice.numero_facture_origine else ()


def folded(number: str | None) -> str:
    """A number as numbers are compared: blanks around it and capitals make no difference."""
    return (number or "").strip().casefold()


class Dossiers:
    """Pieces by number, by dossier and by what follows them; those of a batch come in as they are associated."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._numbers: dict[str, list[Piece]] = defaultdict(list)
        self._dossiers: dict[int, list[Piece]] = defaultdict(list)
        self._followers: dict[int, list[Piece]] = defaultdict(list)
        for piece in {each.invoice_id: each for each in pieces}.values():
            self.add(piece)

    def add(self, piece: Piece) -> None:
        """One more piece."""
        self._numbers[folded(piece.numero_facture)].append(piece)
        self._dossiers[piece.dossier_id].append(piece)
        for earlier in piece.after:
            self._followers[earlier].append(piece)

    def under(self, named: PrecedingInvoice) -> tuple[Piece, ...]:
        """Every piece of this number, and of this date when one is given."""
        found = self._numbers.get(folded(named.number), [])
        return tuple(each for each in found if named.date is None or each.date_facture == named.date.isoformat())

    def of(self, piece: Piece) -> tuple[Piece, ...]:
        """The pieces of its dossier, itself included."""
        return tuple(self._dossiers.get(piece.dossier_id, ()))

    def living_after(self, piece: Piece) -> tuple[Piece, ...]:
        """What is associated with ``piece`` and was not refused since."""
        return tuple(each for each in self._followers.get(piece.invoice_id, ()) if not is_over(each.status))


def likeliest(pieces: Sequence[Piece], cadre: str) -> tuple[Piece, ...]:
    """Of pieces with one number, those a piece of ``cadre`` most likely means: neither refused nor of a wrong step."""
    living = [piece for piece in pieces if not is_over(piece.status)] or list(pieces)
    fitting = [piece for piece in living if piece.cadre in ETAPES[cadre].after] or living
    return tuple(fitting)
