"""What a letter of the day tells: each status in the espace of whom it concerns, and nothing that one did oneself."""

from datetime import UTC, datetime

import pytest

from domain.deposit import StatusEvent
from domain.espace import OF_INVOICES, Espace
from domain.feed import FeedItem
from domain.status import Status
from domain.subscription import Notice, notice_of
from domain.suivi import Action, RecordedAction

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)
BROUGHT = {
    Status.MISE_A_DISPOSITION,
    Status.MISE_A_DISPOSITION_MOE,
    Status.MISE_A_DISPOSITION_MOA,
    Status.MISE_A_DISPOSITION_FOURNISSEUR,
    Status.A_VALIDER_1,
    Status.A_VALIDER_2,
}
OWN = {Status.DEPOSEE, Status.EN_COURS_ACHEMINEMENT, Status.COMPLETEE}


@pytest.mark.parametrize("espace", OF_INVOICES)
def test_a_status_is_told_to_whom_it_concerns(espace: Espace) -> None:
    """The supplier of all but its own doing; the others of what was brought to them; works have both."""
    told = {}
    for status in Status:
        found = notice_of(FeedItem(row=1, at=AT, event=StatusEvent(status=status, at=AT, actor="x")), espace)
        if found is not None:
            told[status] = found
    if espace is Espace.FACTURES_EMISES:
        assert told == dict.fromkeys(set(Status) - OWN, Notice.STATUTS)
    elif espace is Espace.FACTURES_DE_TRAVAUX:  # of who issued a piece, and of who received it
        others = dict.fromkeys(set(Status) - OWN - BROUGHT, Notice.STATUTS)
        assert told == others | dict.fromkeys(BROUGHT, Notice.RECUES)
    else:
        assert told == dict.fromkeys(BROUGHT, Notice.RECUES)


@pytest.mark.parametrize("espace", OF_INVOICES)
def test_of_actions_a_deadline_only_is_told_and_of_deposits_nothing(espace: Espace) -> None:
    told = {
        action: notice_of(FeedItem(row=1, at=AT, action=RecordedAction(action=action, at=AT, actor="x")), espace)
        for action in Action
    }
    assert {action for action, found in told.items() if found is not None} == {Action.RAPPEL_ECHEANCE}
    assert told[Action.RAPPEL_ECHEANCE] is Notice.ECHEANCES
    assert notice_of(FeedItem(row=1, at=AT), espace) is None
