"""Why an invoice cannot be sent to the public accountant as it is; the note that says it to the recipient."""

from collections.abc import Iterator, Sequence

from domain.deposit import DepositedInvoice
from domain.pes import PesAccount
from domain.text import Locale, Text
from exporters.pes_pj.piece import PesPiece

LARGEST = 128 * 2**20
"""Bytes of one flux that Hélios takes."""
NOTE = "_sans_pes_pj.txt"
"""Suffix of the note's name, after the stem of the delivered files."""
_ROOM = 64_000
_INTRO = Text(
    "Cette facture est livrée sans le flux PES_PJ pour le comptable public :",
    "This invoice is delivered without the PES_PJ flux for the public accountant:",
)


def obstacles(
    deposited: DepositedInvoice, account: PesAccount | None, pieces: Sequence[PesPiece], largest: int = LARGEST
) -> tuple[Text, ...]:
    """Every reason why there can be no flux; empty when there can."""
    return tuple(_reasons(deposited, account, pieces, largest))


def note(why: Sequence[Text], locale: Locale) -> bytes:
    """The reasons as a text people read."""
    lines = (_INTRO.in_(locale), *(f"- {each.in_(locale)}" for each in why))
    return ("\r\n".join(lines) + "\r\n").encode("utf-8", "replace")


def _reasons(
    deposited: DepositedInvoice, account: PesAccount | None, pieces: Sequence[PesPiece], largest: int
) -> Iterator[Text]:
    siret = deposited.route.siret if deposited.route else ""
    if account is None:
        yield Text(
            f"les réglages ne disent pas son poste comptable : ajoutez [recipients.by_siret.{siret}.pes]",
            f"the settings do not name its accounting office: add [recipients.by_siret.{siret}.pes]",
        )
    if not deposited.certificate:
        yield Text("la facture n'a pas de certificat de dépôt", "the invoice has no certificate of deposit")
    for piece in pieces:
        if not piece.content:
            yield Text(f"le fichier {piece.name} est vide", f"the file {piece.name} is empty")
        elif 4 * (len(piece.packed) // 3 + 1) + _ROOM > largest:
            yield Text(
                f"le fichier {piece.name} dépasse à lui seul les {largest // 2**20} Mo d'un flux",
                f"the file {piece.name} alone is larger than the {largest // 2**20} MB of a flux",
            )
