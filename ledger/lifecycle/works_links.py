"""Works pieces tied to the earlier ones they follow: one dossier, and the step each earlier piece takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, insert, select, update

from domain.deposit import Link
from domain.errors import LedgerError
from domain.status import Status
from domain.text import Text
from ledger.database.bulk_lookup import among, listed
from ledger.database.schema import documents, links
from ledger.lifecycle.current_state import InvoiceState, current_states
from ledger.lifecycle.transitions import Step, take

_D = documents.c
_AGAIN = Text(
    "Établissez de nouveau l'association, dans la transaction qui l'inscrit.",
    "Settle the association again, in the transaction that records it.",
)
_NOT_YET = frozenset({Status.DEPOSEE, Status.EN_COURS_ACHEMINEMENT})
"""Its addressee does not have the piece: it takes the step when it does (:mod:`ledger.lifecycle.delivery`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A piece just written, and the earlier ones it is associated with."""

    invoice_id: int
    actor: str
    """Drop of the deposit."""
    dossier_id: int | None
    """As settled; ``None``: the one of the first earlier piece."""
    links: tuple[Link, ...]


def write(connection: Connection, tied: Sequence[Tied], now: datetime) -> None:
    """Writes the links, makes one dossier of what they tie, and takes the steps of the earlier pieces.

    Raises :class:`domain.errors.LedgerError` for an earlier piece that is not there or may not take its step.
    """
    if not tied:
        return
    previous = _previous(connection, tied)
    _join(connection, tied, previous)
    pairs = dict.fromkeys((one.invoice_id, previous[link]) for one in tied for link in one.links)
    _link(connection, list(pairs))
    states = current_states(connection, previous.values())
    for one in tied:
        steps = [step for link in one.links if (step := _step(states.get(previous[link]), link, one.actor))]
        take(connection, states, steps, now)


def _previous(connection: Connection, tied: Sequence[Tied]) -> dict[Link, int]:
    """The invoice each link names, by its id or by its place in the batch."""
    named = dict.fromkeys(link for one in tied for link in one.links)
    places = [link.place for link in named if link.place]
    found: dict[tuple[int, int], int] = {}
    if places:
        wanted = listed(connection, places, deposit_id=Integer, position=Integer)
        query = select(_D.deposit_id, _D.position, _D.invoice_id).where(
            _D.deposit_id == wanted.c.deposit_id, _D.position == wanted.c.position
        )
        found = {(deposit_id, position): id_ for deposit_id, position, id_ in connection.execute(query)}
    if missing := [link.place for link in named if link.place and link.place not in found]:
        raise LedgerError(
            Text(
                f"Il n'y a pas de document {missing[0]} à associer.",
                f"There is no document {missing[0]} to associate with.",
            ),
            _AGAIN,
        )
    return {link: found[link.place] if link.place else link.invoice_id for link in named}


def _link(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """A piece that comes again (recycled) may name what it named before."""
    mine = among(connection, links.c.invoice_id, {invoice_id for invoice_id, _ in pairs})
    there = {(row.invoice_id, row.previous_id) for row in connection.execute(select(links).where(mine))}
    rows = [{"invoice_id": one, "previous_id": other} for one, other in pairs if (one, other) not in there]
    if rows:
        connection.execute(insert(links), rows)


def _join(connection: Connection, tied: Sequence[Tied], previous: Mapping[Link, int]) -> None:
    """Every piece a link ties is of one dossier, known by its first piece."""
    ids = {*(one.invoice_id for one in tied), *previous.values()}
    query = select(_D.invoice_id, _D.dossier_id).where(among(connection, _D.invoice_id, ids), _D.current)
    dossier = {id_: dossier_id or id_ for id_, dossier_id in connection.execute(query)}
    for one in tied:
        pieces = [one.invoice_id, *(previous[link] for link in one.links)]
        if absent := [id_ for id_ in pieces if id_ not in dossier]:
            raise LedgerError(
                Text(
                    f"Il n'y a pas de facture {absent[0]} à associer.",
                    f"There is no invoice {absent[0]} to associate with.",
                ),
                _AGAIN,
            )
        joined = {dossier[id_] for id_ in pieces} | ({one.dossier_id} if one.dossier_id else set())
        first = min(joined)
        dossier.update({id_: first for id_, old in dossier.items() if old in joined})
        joined.discard(first)
        if joined:
            other = update(documents).where(among(connection, _D.dossier_id, joined))
            connection.execute(other.values(dossier_id=first))


def _step(state: InvoiceState | None, link: Link, actor: str) -> Step | None:
    if state is None:
        raise LedgerError(
            Text(
                f"Il n'y a pas de facture {link.invoice_id} à associer.",
                f"There is no invoice {link.invoice_id} to associate with.",
            ),
            _AGAIN,
        )
    if link.becomes is None or link.becomes is state.status or state.status in _NOT_YET:
        return None
    return Step(invoice_id=state.invoice_id, new=link.becomes, actor=actor)
