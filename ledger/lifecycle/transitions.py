"""Status transitions of invoices: one event a step, only allowed steps, none ever removed.

Every step but the first status goes through :func:`take`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from domain.deposit import Effect, StatusEvent
from domain.errors import LedgerError
from domain.status import MADE_AVAILABLE, Status
from domain.text import Text
from domain.travaux import next_of
from ledger.database.bulk_lookup import among
from ledger.database.column_types import clean, folder_siret, kept
from ledger.database.row_mapping import status_event
from ledger.database.schema import documents, events
from ledger.lifecycle.current_state import InvoiceState, current_states
from ledger.outbox.new_tasks import NewTask, add_tasks

NAVETTE = "navette"
"""The actor of what the hub does by itself."""

_CHANGED = ("status", "status_at", "motif", "mandat", "valideur_2", "available_at")
_STAND = (
    update(documents)
    .where(documents.c.id == bindparam("document"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
    .values(changed_at=bindparam("new_status_at"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step somebody takes with an invoice."""

    invoice_id: int
    new: Status
    actor: str
    motif: str = ""
    motif_codes: tuple[str, ...] = ()
    mandat: str = ""
    valideur_suivant: str = ""
    """SIRET of who validates next."""
    stated_at: datetime | None = None


def change(connection: Connection, invoice_id: int, new: Status, actor: str, motif: str, now: datetime) -> None:
    """The invoice's next step, taken by ``actor``.

    Raises :class:`domain.errors.LedgerError` when ``new`` may not follow (:func:`domain.travaux.may_become`).
    """
    steps = [Step(invoice_id=invoice_id, new=new, actor=actor, motif=motif)]
    take(connection, current_states(connection, [invoice_id]), steps, now)


def take(connection: Connection, states: Mapping[int, InvoiceState], steps: Sequence[Step], now: datetime) -> None:
    """Takes the steps in their order, with all that follows; ``states`` are those of their invoices, read in this
    transaction.

    Raises :class:`domain.errors.LedgerError` for a step that may not follow: the transaction must be given up.
    """
    if not steps:
        return
    rows: list[dict[str, object]] = []
    todo: list[NewTask] = []
    for event_id, step in zip(_event_ids(connection, len(steps)), steps, strict=True):
        state = states.get(step.invoice_id)
        if state is None:
            raise LedgerError(
                Text(f"Il n'y a pas de facture {step.invoice_id}.", f"There is no invoice {step.invoice_id}."),
                Text("Cherchez-la avec `navette status NUMERO`.", "Look it up with `navette status NUMBER`."),
            )
        _live(state, step, now)
        rows.append(_event(event_id, step, now))
        todo += consequences(state, event_id)
    connection.execute(insert(events), rows)
    changed = dict.fromkeys(step.invoice_id for step in steps)
    connection.execute(_STAND, [_standing(states[id_], now) for id_ in changed])
    add_tasks(connection, todo, now)


def _event_ids(connection: Connection, count: int) -> Sequence[int]:
    """The ids the database gives the next ``count`` events, ascending: what events lead to names them.

    SQLite, which has no other writer while this transaction is, counts from the largest; PostgreSQL has a sequence.
    """
    if connection.dialect.name == "sqlite":
        first = (connection.execute(select(func.max(events.c.id))).scalar() or 0) + 1
        return range(first, first + count)
    sequence = func.nextval(func.pg_get_serial_sequence(events.name, events.c.id.name))
    numbers = func.generate_series(1, count).table_valued("number")
    return sorted(connection.execute(select(sequence).select_from(numbers)).scalars())


def events_of(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, tuple[StatusEvent, ...]]:
    """By invoice, every step so far, in order."""
    query = select(events).where(among(connection, events.c.invoice_id, invoice_ids)).order_by(events.c.id)
    events_of_invoice: dict[int, list[StatusEvent]] = {}
    for row in connection.execute(query):
        events_of_invoice.setdefault(row.invoice_id, []).append(status_event(row))
    return {id_: tuple(steps) for id_, steps in events_of_invoice.items()}


def _live(state: InvoiceState, step: Step, now: datetime) -> None:
    if not state.may(step.new):
        raise LedgerError(
            Text(
                f"{step.new} ne peut pas suivre {state.status} pour la facture {state.invoice_id}.",
                f"{step.new} may not follow {state.status} for invoice {state.invoice_id}.",
            ),
            _remedy(state.cadre, state.status),
        )
    state.status = step.new
    state.motif = kept(step.motif) or ""
    state.mandat = kept(step.mandat) or state.mandat
    state.valideur_2 = folder_siret(step.valideur_suivant) or state.valideur_2
    if step.new in MADE_AVAILABLE:
        state.available_at = state.available_at or now


def _event(id_: int, step: Step, now: datetime) -> dict[str, object]:
    return {
        "id": id_,
        "invoice_id": step.invoice_id,
        "status": step.new.value,
        "at": now,
        "actor": clean(step.actor),
        "motif": kept(step.motif) or "",
        "motif_codes": clean(" ".join(step.motif_codes)),
        "mandat": kept(step.mandat) or "",
        "said_at": step.stated_at,
    }


def _standing(state: InvoiceState, now: datetime) -> dict[str, object]:
    return {
        "document": state.document_id,
        "new_status": state.status and state.status.value,
        "new_status_at": now,
        "new_motif": state.motif,
        "new_mandat": state.mandat,
        "new_valideur_2": state.valideur_2 or None,
        "new_available_at": state.available_at,
    }


def _remedy(cadre: str | None, current: Status | None) -> Text:
    allowed = sorted(next_of(cadre, current)) if current else []
    if allowed == [Status.DEPOSEE]:
        return Text("Elle attend d'être déposée de nouveau.", "It waits to be deposited again.")
    if not allowed:
        return Text("Ce statut est définitif.", "This status is final.")
    return Text(f"Possibles maintenant : {', '.join(allowed)}.", f"Allowed now: {', '.join(allowed)}.")


_VALIDATED_1 = frozenset({Status.VALIDEE_1, Status.ABSENCE_VALIDATION_1_HORS_DELAI})
_VALIDATED_2 = frozenset({Status.VALIDEE_2, Status.ABSENCE_VALIDATION_2_HORS_DELAI})


def consequences(state: InvoiceState, event_id: int) -> Iterator[NewTask]:
    """The effects of the event that brought ``state`` to its status.

    The first status (DEPOSEE, also when it is recycled, and REJETEE at integration) comes by no step:
    its certificate and the compte rendu report it. A completed invoice is delivered again, with what completes it.
    """
    yield Effect.STATUS, event_id, state.drop
    if state.status in _VALIDATED_1 and state.valideur_2:
        yield Effect.SUBMIT, state.invoice_id, state.valideur_2
    elif state.status in _VALIDATED_1 | _VALIDATED_2 or state.status is Status.COMPLETEE:
        yield Effect.DELIVER, state.invoice_id, state.destinataire
