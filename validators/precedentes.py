"""The pieces a works piece says it follows (BG-3), and which pieces of the ledger they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.dossier import Piece
from domain.invoice import Invoice, PrecedingInvoice
from domain.travaux import ETAPES, is_over

Key = TypeVar("Key", int, str)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossiers:
    """Pieces of the ledger, by number, by dossier and by what follows them."""

    by_number: Mapping[str, tuple[Piece, ...]]
    by_dossier: Mapping[int, tuple[Piece, ...]]
    followers: Mapping[int, tuple[Piece, ...]]
    """By invoice id: the pieces associated with it."""

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> "Dossiers":
        """``pieces`` sorted out; one given twice counts once."""
        once = {piece.invoice_id: piece for piece in pieces}.values()
        return cls(
            by_number=_grouped((folded(piece.numero_facture), piece) for piece in once),
            by_dossier=_grouped((piece.dossier_id, piece) for piece in once),
            followers=_grouped((earlier, piece) for piece in once for earlier in piece.after),
        )

    def under(self, named: PrecedingInvoice) -> tuple[Piece, ...]:
        """Every piece of this number, and of this date when one is given."""
        found = self.by_number.get(folded(named.number), ())
        if named.date is None:
            return found
        return tuple(piece for piece in found if piece.date_facture == named.date.isoformat())

    def living_after(self, piece: Piece) -> tuple[Piece, ...]:
        """What is associated with ``piece`` and was not refused since."""
        return tuple(each for each in self.followers.get(piece.invoice_id, ()) if not is_over(each.status))


def likeliest(pieces: Sequence[Piece], cadre: str) -> tuple[Piece, ...]:
    """Of pieces with one number, those a piece of ``cadre`` most likely means: neither refused nor of a wrong step."""
    living = [piece for piece in pieces if not is_over(piece.status)] or list(pieces)
    fitting = [piece for piece in living if piece.cadre in ETAPES[cadre].after] or living
    return tuple(fitting)


def _grouped(pairs: Iterable[tuple[Key, Piece]]) -> Mapping[Key, tuple[Piece, ...]]:
    groups: dict[Key, list[Piece]] = {}
    for key, piece in pairs:
        groups.setdefault(key, []).append(piece)
    return {key: tuple(group) for key, group in groups.items()}
