"""Suspended invoices that are completed: the files that came, one line for each, and the step."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain.deposit import Deposit
from domain.errors import LedgerError
from domain.status import Status
from domain.suivi import Action, Complement, HistoryNote, Outcome
from domain.text import Text
from ledger.database.bulk_lookup import among
from ledger.database.schema import complements, documents, status_lines
from ledger.lifecycle.current_state import current_states
from ledger.lifecycle.history import note
from ledger.lifecycle.status_files import keep_open, recorded
from ledger.lifecycle.transitions import Step, take

_C = complements.c
CODE = "COMPLEMENT"
"""What the line of a file that completes says."""

DocumentPosition = tuple[int, int]


def complete(
    connection: Connection,
    place: DocumentPosition,
    deposits: Mapping[int, Deposit],
    invoice_id: int,
    files: Sequence[Complement],
    comment: str,
    actor: str,
    now: datetime,
) -> None:
    """Writes files and comment, and the step COMPLETEE. Written before for this ``place``: nothing.

    Raises :class:`domain.errors.LedgerError` when the invoice is not SUSPENDUE, or a deposit takes no more lines.
    """
    if recorded(connection, place[0], [place[1]]):
        return
    states = current_states(connection, [invoice_id])
    state = states.get(invoice_id)
    if state is None or state.status is not Status.SUSPENDUE:
        status = state.status if state else None
        stands = Text(status or "inconnue", status or "unknown")
        raise LedgerError(
            Text(
                f"La facture {invoice_id} est {stands.fr} : seule une facture suspendue se complète.",
                f"Invoice {invoice_id} is {stands.en}: only a suspended one is completed.",
            ),
            Text("Demandez de nouveau où elle en est.", "Ask it again."),
        )
    placed = _placed(place, files)
    for deposit in deposits.values():
        keep_open(deposit)
    take(connection, states, [Step(invoice_id=invoice_id, new=Status.COMPLETEE, actor=actor, motif=comment)], now)
    notes = [
        HistoryNote(invoice_id=invoice_id, action=Action.COMPLEMENT, actor=actor, detail=one.name) for one in files
    ]
    note(connection, notes, now)
    _write(connection, place, placed, invoice_id, now)


def complements_of(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, tuple[Complement, ...]]:
    """By invoice, the files that completed it, in the order they came."""
    query = select(complements).where(among(connection, _C.invoice_id, invoice_ids))
    found: dict[int, list[Complement]] = {}
    for row in connection.execute(query.order_by(_C.deposit_id, _C.position)):
        place = (row.deposit_id, row.position)
        one = Complement(name=row.name, sha256=row.sha256, location=row.location, place=place)
        found.setdefault(row.invoice_id, []).append(one)
    return {id_: tuple(several) for id_, several in found.items()}


def _placed(place: DocumentPosition, files: Sequence[Complement]) -> dict[DocumentPosition, Complement]:
    """Each file at its own place, or at the one of the call and those after it."""
    placed = {one.place or (place[0], place[1] + rank): one for rank, one in enumerate(files)}
    if len(placed) != len(files):
        raise LedgerError(
            Text("Deux compléments ont la même place.", "Two complements have the same place."),
            Text("Numérotez les fichiers d'un dépôt.", "Number the files of a deposit."),
        )
    return placed


def _write(
    connection: Connection,
    place: DocumentPosition,
    placed: Mapping[DocumentPosition, Complement],
    invoice_id: int,
    now: datetime,
) -> None:
    query = select(documents.c.numero_facture).where(documents.c.invoice_id == invoice_id, documents.c.current)
    line_fields = {
        "outcome": Outcome.APPLIED.value,
        "code": CODE,
        "number": connection.execute(query).scalar() or "",
        "invoice_id": invoice_id,
        "before": Status.SUSPENDUE.value,
        "after": Status.COMPLETEE.value,
    }
    lines = dict.fromkeys((place, *placed))
    connection.execute(insert(status_lines), [{"deposit_id": one[0], "rank": one[1], **line_fields} for one in lines])
    if placed:
        connection.execute(
            insert(complements),
            [
                {
                    "deposit_id": at[0],
                    "position": at[1],
                    "invoice_id": invoice_id,
                    "name": one.name,
                    "sha256": one.sha256,
                    "location": one.location,
                    "at": now,
                }
                for at, one in placed.items()
            ],
        )
