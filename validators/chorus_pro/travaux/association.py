"""Association of a works piece with the pieces it follows: look-up, checks, resulting statuses (seed 003).

Runs after uniqueness, in the recording transaction, so that two pieces cannot follow the same one. A piece that names
none begins a dossier de facturation, at any step. A forbidden association gives a finding, and the piece is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from domain.decision import Verdict
from domain.deposit import INTEGRATED, Disposition, Link, Settled
from domain.dossier import Piece
from domain.finding import Finding
from domain.invoice import Invoice
from domain.paris_time import paris_day
from domain.status import Status
from domain.travaux import AVEC_VALIDEUR, ETAPES, associated, is_travaux, may_become
from validators.chorus_pro.travaux import rules
from validators.chorus_pro.travaux.questions import ON_ITS_WAY, AssociationCheck, KnownPieces, Rights, main_of
from validators.common.preceding_pieces import Dossiers, folded, preceding_of

RULES = rules.RULES
LONGEST_CIRCUIT = 8
"""Upper bound of the pieces that can follow one another (A7, A17, A22, A20, A8)."""


def numbers(settled: Sequence[Settled]) -> frozenset[str]:
    """Numbers of the pieces that ``settled`` follow, to be loaded for :func:`associate`."""
    return frozenset(
        named.number
        for one in settled
        if one.disposition in INTEGRATED and one.decision.invoice
        for named in preceding_of(one.decision.invoice)
        if named.number
    )


def associate(
    settled: Sequence[Settled], pieces: Sequence[Piece], rights: Rights, now: datetime
) -> tuple[Settled, ...]:
    """``settled`` in order, each with its links and dossier, or refused with all findings.

    ``pieces`` are those of the ledger whose number is one of :func:`numbers`, and the other pieces of their dossiers.
    A document that is no works piece, or follows nothing, is returned unchanged; so is a piece deposited again after a
    wrong addressee, once checked, as its links are already recorded.
    """
    memory = KnownPieces(dossiers=Dossiers(pieces), rights=rights, today=paris_day(now))
    done: dict[int, Settled] = {}
    for rank in _in_order(settled):
        done[rank], linked = _associated(settled[rank], memory)
        if piece := _as_piece(done[rank], linked, -rank - 1, now):
            memory.places[piece.invoice_id] = (settled[rank].deposit_id, settled[rank].position)
            memory.dossiers.add(piece)
    return tuple(done[rank] for rank in range(len(settled)))


def _in_order(settled: Sequence[Settled]) -> Iterator[int]:
    """Ranks in dependency order: each after the pieces of the batch that it names, since files of an archive are
    unordered.
    """
    waiting = dict(enumerate(settled))
    for _ in range(LONGEST_CIRCUIT):
        there = {_number(one) for one in waiting.values()}
        ready = [rank for rank, one in waiting.items() if there.isdisjoint(_named(one) - {_number(one)})]
        for rank in ready:
            del waiting[rank]
        yield from ready
    yield from waiting


def _named(one: Settled) -> frozenset[str]:
    invoice = one.decision.invoice
    return frozenset(folded(each.number) for each in preceding_of(invoice)) if invoice else frozenset()


def _number(one: Settled) -> str:
    return folded(one.decision.invoice.numero_facture) if one.decision.invoice else ""


def _associated(one: Settled, memory: KnownPieces) -> tuple[Settled, tuple[Piece, ...]]:
    """The document with its links, or refused, and the pieces it is associated with."""
    invoice = one.decision.invoice
    named = preceding_of(invoice) if invoice and one.disposition in INTEGRATED else ()
    if invoice is None or not named:
        return one, ()
    inquiry = AssociationCheck(one=one, invoice=invoice, memory=memory)
    found = inquiry.answered(named)
    if inquiry.findings:
        return _refused(one, tuple(dict.fromkeys(inquiry.findings))), ()
    linked = _linked(invoice, found, memory)
    memory.taken.update(dict.fromkeys((piece.invoice_id for piece in linked), invoice.numero_facture or ""))
    if one.disposition is Disposition.RECYCLED:
        return one, linked
    links = tuple(_link(piece, inquiry.cadre, memory) for piece in linked)
    dossier = linked[0].dossier_id
    return replace(one, links=links, dossier_id=dossier if dossier > 0 else None), linked


def _linked(invoice: Invoice, found: Sequence[Piece], memory: KnownPieces) -> tuple[Piece, ...]:
    """The pieces named, the one whose dossier continues first; for an A22, also the others of the dossier it
    replaces.
    """
    main = main_of(found)
    linked = {piece.invoice_id: piece for piece in (main, *found)}
    if invoice.cadre_facturation == "A22":
        for piece in memory.dossiers.of(main):
            if piece.cadre in ETAPES["A22"].after and _becomes(piece, "A22"):
                linked.setdefault(piece.invoice_id, piece)
    return tuple(linked.values())


def _link(piece: Piece, cadre: str, memory: KnownPieces) -> Link:
    place = memory.places.get(piece.invoice_id)
    return Link(invoice_id=0 if place else piece.invoice_id, becomes=_becomes(piece, cadre), place=place)


def _becomes(piece: Piece, cadre: str) -> Status | None:
    new = associated(piece.cadre, cadre)
    return new if piece.status in ON_ITS_WAY or may_become(piece.cadre, piece.status, new) else None


def _as_piece(one: Settled, linked: Sequence[Piece], id_: int, now: datetime) -> Piece | None:
    """An accepted works piece as a :class:`Piece` for later ones of the batch, after ``linked``; ``id_`` is
    negative.
    """
    invoice, route = one.decision.invoice, one.decision.route
    if invoice is None or one.disposition is not Disposition.ACCEPTED or not is_travaux(invoice.cadre_facturation):
        return None
    return Piece(
        invoice_id=id_,
        dossier_id=linked[0].dossier_id if linked else id_,
        after=tuple(piece.invoice_id for piece in linked),
        cadre=invoice.cadre_facturation or "",
        numero_facture=invoice.numero_facture or "",
        date_facture=invoice.date_facture.isoformat() if invoice.date_facture else "",
        status=Status.DEPOSEE,
        status_at=now,
        fournisseur=invoice.siret_fournisseur or "",
        moe=invoice.siret_moe or "",
        destinataire=route.siret if route else "",
        valideur_1=(invoice.siret_valideur or "") if invoice.cadre_facturation in AVEC_VALIDEUR else "",
        deposited_at=now,
    )


def _refused(one: Settled, findings: tuple[Finding, ...]) -> Settled:
    all_findings = (*one.decision.findings, *findings)
    decision = replace(one.decision, findings=all_findings, verdict=Verdict.REJECTED, route=None)
    return replace(one, decision=decision, disposition=Disposition.REJECTED)
