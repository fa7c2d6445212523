"""Steps of deadlines that passed without an answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from domain.echeance import Lapse
from ledger.lifecycle.current_state import current_states
from ledger.lifecycle.transitions import NAVETTE, Step, take


def lapse(connection: Connection, lapses: Sequence[Lapse], now: datetime) -> tuple[Lapse, ...]:
    """Takes the step of each lapse whose invoice still has the status it was found with; those that were applied."""
    states = current_states(connection, {one.invoice_id for one in lapses})
    still: dict[int, Lapse] = {}
    for one in lapses:
        state = states.get(one.invoice_id)
        if state and state.status is one.expected and state.may(one.new):
            still.setdefault(one.invoice_id, one)
    applied = tuple(still.values())
    steps = [Step(invoice_id=one.invoice_id, new=one.new, actor=NAVETTE, motif=one.motif) for one in applied]
    take(connection, states, steps, now)
    return applied
