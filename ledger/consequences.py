"""What follows from a step of an invoice: its supplier is told, and whoever acts next is brought the invoice."""

from collections.abc import Iterator

from domain.deposit import Effect
from domain.status import Status
from ledger.effects import Promise
from ledger.lives import Life

_VALIDATED_1 = frozenset({Status.VALIDEE_1, Status.ABSENCE_VALIDATION_1_HORS_DELAI})
_VALIDATED_2 = frozenset({Status.VALIDEE_2, Status.ABSENCE_VALIDATION_2_HORS_DELAI})


def consequences(life: Life, event_id: int) -> Iterator[Promise]:
    """The effects of the event that brought ``life`` to its status.

    What an invoice is born with (DEPOSEE, also when it is recycled, and REJETEE at integration) comes by no step:
    its certificate and the compte rendu tell of it. A completed invoice is brought again, with what completes it.
    """
    yield Effect.STATUS, event_id, life.drop
    if life.status in _VALIDATED_1 and life.valideur_2:
        yield Effect.SUBMIT, life.invoice_id, life.valideur_2
    elif life.status in _VALIDATED_1 | _VALIDATED_2 or life.status is Status.COMPLETEE:
        yield Effect.DELIVER, life.invoice_id, life.destinataire
