"""A works piece and the pieces it follows: found, checked, and said what they become (seed 003).

Asked after uniqueness, in the transaction that records: two pieces that want the same one meet here. A piece that names
none begins a dossier de facturation, at whatever step. What must not be is a finding, and the piece is refused.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.decision import Verdict
from domain.deposit import Disposition, Link, Settled
from domain.dossier import Piece
from domain.finding import Finding
from domain.horloge import jour_a_paris
from domain.invoice import Invoice
from domain.status import Status
from domain.travaux import ETAPES, associated, is_travaux, may_become
from validators import regles_travaux
from validators.enquete import Enquete, Memoire, Rights, main_of
from validators.precedentes import Dossiers, folded, named_by

RULES = regles_travaux.RULES
_HERE = frozenset({Disposition.ACCEPTED, Disposition.RECYCLED})


def numbers(settled: Sequence[Settled]) -> frozenset[str]:
    """The numbers of the pieces that ``settled`` follow: what :func:`associate` needs to be given."""
    return frozenset(
        named.number
        for one in settled
        if one.disposition in _HERE and one.decision.invoice
        for named in named_by(one.decision.invoice)
        if named.number
    )


def associate(
    settled: Sequence[Settled], pieces: Sequence[Piece], rights: Rights, now: datetime
) -> tuple[Settled, ...]:
    """Each of ``settled`` in order, with its links and its dossier, or refused with every reason.

    ``pieces`` are those of the ledger whose number is one of :func:`numbers`, and the other pieces of their dossiers.
    What is no works piece, or follows nothing, comes back as it is; so does a piece that comes again after an error of
    addressee, once checked: its links are known already.
    """
    memory = Memoire(
        dossiers=Dossiers.of(pieces), rights=rights, today=jour_a_paris(now), with_us=_numbers_within(settled)
    )
    return tuple(_associated(one, memory) for one in settled)


def _numbers_within(settled: Sequence[Settled]) -> frozenset[str]:
    return frozenset(
        folded(one.decision.invoice.numero_facture)
        for one in settled
        if one.disposition in _HERE and one.decision.invoice and is_travaux(one.decision.invoice.cadre_facturation)
    )


def _associated(one: Settled, memory: Memoire) -> Settled:
    invoice = one.decision.invoice
    named = named_by(invoice) if invoice and one.disposition in _HERE else ()
    if invoice is None or not named:
        return one
    inquiry = Enquete(one=one, invoice=invoice, memory=memory)
    found = inquiry.answered(named)
    if inquiry.findings:
        return _refused(one, tuple(dict.fromkeys(inquiry.findings)))
    links = _links(invoice, found, memory)
    memory.taken.update(dict.fromkeys((link.invoice_id for link in links), invoice.numero_facture or ""))
    if one.disposition is Disposition.RECYCLED:
        return one
    return replace(one, links=links, dossier_id=main_of(found).dossier_id)


def _links(invoice: Invoice, found: Sequence[Piece], memory: Memoire) -> tuple[Link, ...]:
    """The pieces named; and for an A22, the others of the dossier that it replaces."""
    cadre = invoice.cadre_facturation or ""
    linked = {piece.invoice_id: piece for piece in found}
    if cadre == "A22":
        for piece in memory.dossiers.by_dossier[main_of(found).dossier_id]:
            if piece.cadre in ETAPES[cadre].after and may_become(piece.cadre, piece.status, Status.REMPLACEE_PAR_A22):
                linked.setdefault(piece.invoice_id, piece)
    return tuple(Link(invoice_id=each.invoice_id, becomes=_becomes(each, cadre)) for each in linked.values())


def _becomes(piece: Piece, cadre: str) -> Status | None:
    new = associated(piece.cadre, cadre)
    return new if may_become(piece.cadre, piece.status, new) else None


def _refused(one: Settled, findings: tuple[Finding, ...]) -> Settled:
    told = (*one.decision.findings, *findings)
    decision = replace(one.decision, findings=told, verdict=Verdict.REJECTED, route=None)
    return replace(one, decision=decision, disposition=Disposition.REJECTED)
