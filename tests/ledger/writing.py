"""A process of its own that receives, decides and concludes lots, as a run does: started, and killed, by tests.

``python -m tests.ledger.writing URL RUN LOTS DOCUMENTS``: every run of the same lots does the same work.
"""

import sys
from datetime import timedelta

from domain.deposit import Disposition, Effect
from ledger import Ledger
from tests.ledger.facts import NOW, arrival, invoice, key, settled


def work(url: str, run: str, lots: int, documents: int) -> None:
    """Does what is left to do of ``lots`` lots; says each step on standard output."""
    ledger = Ledger.open(url)
    for lot in range(lots):
        deposit = ledger.deposits.receive([arrival(f"lot-{lot}.zip")], NOW)[0]
        for first in range(0, documents, 10):
            _decide(ledger, deposit, range(first, first + 10))
            _say(f"{run} {lot} {first}")
        with ledger.batch() as batch:
            batch.conclude(deposit.id, (), NOW)
    with ledger.leases.holding(timedelta(minutes=1)) as hold:
        while tasks := ledger.outbox.claim(Effect.DELIVER, NOW, limit=7, hold=hold):
            for task in tasks:
                _say(f"{run} delivers {task.subject}")
            ledger.outbox.done(tasks, NOW)


def _decide(ledger: Ledger, deposit, positions: range) -> None:
    with ledger.batch() as batch:
        whats = [invoice(f"F-{deposit.name}-{position}") for position in positions]
        known = batch.known([key(what) for what in whats])
        batch.record(
            [
                settled(deposit, position, what, _disposition(known, what), known.get(key(what)))
                for position, what in zip(positions, whats, strict=True)
            ],
            NOW,
        )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _disposition(known: dict, what) -> Disposition:
    return Disposition.REJECTED if key(what) in known else Disposition.ACCEPTED


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
