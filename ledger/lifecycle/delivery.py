"""What follows from tasks done: statuses of delivered and submitted invoices, deposits taken out of their drops."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from domain.deposit import Effect
from domain.status import Status
from domain.travaux import associated, available, is_over, is_travaux
from ledger.database.bulk_lookup import among
from ledger.database.schema import documents, links
from ledger.deposits import received
from ledger.lifecycle.current_state import InvoiceState, current_states
from ledger.lifecycle.transitions import NAVETTE, Step, take
from ledger.outbox.queue import DoneTask


def apply_done(connection: Connection, done: Sequence[DoneTask], now: datetime) -> None:
    """Writes what follows from tasks done: a delivered invoice is *mise a disposition*, one submitted to its valideur
    is to be validated, a deposit whose file left the drop is taken.
    """
    delivered, submitted, taken = (
        sorted(task.subject for task in done if task.effect is effect)
        for effect in (Effect.DELIVER, Effect.SUBMIT, Effect.TAKE)
    )
    if delivered:
        make_available(connection, delivered, now)
    if submitted:
        submit(connection, submitted, now)
    if taken:
        received.mark_taken(connection, taken)


def make_available(connection: Connection, invoice_ids: Iterable[int], now: datetime) -> None:
    """The *mise a disposition* of each that may have it: one brought again, or already further, keeps its status.

    A works piece whose next one came before it was delivered is associated with it now.
    """
    states = current_states(connection, invoice_ids)
    ready = {
        id_: available(state.cadre)
        for id_, state in states.items()
        if state.may(available(state.cadre)) and not (state.status is Status.DEPOSEE and state.valideur_1)
    }
    take(connection, states, [Step(invoice_id=id_, new=new, actor=NAVETTE) for id_, new in ready.items()], now)
    _associate(connection, {id_: states[id_] for id_ in ready if is_travaux(states[id_].cadre)}, now)


def submit(connection: Connection, invoice_ids: Iterable[int], now: datetime) -> None:
    """A_VALIDER_1, or A_VALIDER_2 after the first validation, of each that may have it."""
    states = current_states(connection, invoice_ids)
    take(
        connection,
        states,
        [
            Step(invoice_id=id_, new=new, actor=NAVETTE)
            for id_, state in states.items()
            for new in (Status.A_VALIDER_1, Status.A_VALIDER_2)
            if state.may(new)
        ],
        now,
    )


def _associate(connection: Connection, states: Mapping[int, InvoiceState], now: datetime) -> None:
    if not states:
        return
    query = (
        select(links.c.previous_id, documents.c.cadre_facturation, documents.c.status, documents.c.drop_name)
        .join_from(links, documents, documents.c.invoice_id == links.c.invoice_id)
        .where(among(connection, links.c.previous_id, states), documents.c.integrated)
        .order_by(links.c.previous_id, links.c.invoice_id)
    )
    for row in connection.execute(query).all():
        earlier = states[row.previous_id]
        new = associated(earlier.cadre or "", row.cadre_facturation)
        if not is_over(Status(row.status)) and earlier.may(new):
            take(connection, states, [Step(invoice_id=row.previous_id, new=new, actor=row.drop_name)], now)
