"""What somebody may declare of an invoice now: the statuses for which a line would be applied, given its reason."""

from domain.status import Status
from domain.suivi import Acteur, Standing, declarable
from validators.suivi.actors import may_say


def possible_statuses(acteur: Acteur, invoice: Standing) -> tuple[Status, ...]:
    """The statuses ``acteur`` may declare of the invoice as it stands, in the order of the life cycle; empty when it is
    for others to act, or for nobody.
    """
    may = declarable(invoice.cadre, invoice.status)
    return tuple(status for status in own_statuses(acteur, invoice) if status in may)


def own_statuses(acteur: Acteur, invoice: Standing) -> tuple[Status, ...]:
    """The statuses that are for ``acteur`` to declare of the invoice, now or at another moment of its life."""
    return tuple(status for status in Status if may_say(acteur, invoice, status))
