"""An invoice takes only steps the field knows, and every step stays written."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.deposit import Disposition
from domain.errors import LedgerError
from domain.status import Status
from domain.travaux import may_become
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import NOW, ROUTE, accepted, received, record, settled


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(Status), max_size=12))
def test_the_table_of_next_steps_is_the_only_law(ledger: Ledger, steps: list[Status]) -> None:
    document = record(ledger, settled(ledger_deposit(ledger)))[0]
    expected = [Status.DEPOSEE]
    for rank, step in enumerate(steps, 1):
        at = NOW + timedelta(minutes=rank)
        if step is not Status.DEPOSEE and may_become("A1", expected[-1], step):
            ledger.lifecycle.change(document.id, step, ROUTE.siret, f"étape {rank}", at)
            expected.append(step)
            assert ledger.invoices.by_id(document.id).motif == f"étape {rank}"
            assert ledger.invoices.by_id(document.id).status_at == at
        else:
            with pytest.raises(LedgerError, check=english(f"{step} may not follow {expected[-1]}")):
                ledger.lifecycle.change(document.id, step, ROUTE.siret, "", at)
    stands = ledger.invoices.by_id(document.id)
    assert stands.status is expected[-1]
    told = next(
        one for one in ledger.invoices.find(stands.values["numero_facture"] or "") if one.invoice.id == document.id
    )
    assert [event.status for event in told.events] == expected


def ledger_deposit(ledger: Ledger):
    """A deposit of its own for each example."""
    return received(ledger, f"{len(list(ledger.invoices.status_rows()))}.xml")


@pytest.mark.parametrize("disposition", [Disposition.IRRECEVABLE, Disposition.DOUBLON, Disposition.REJECTED])
def test_what_was_not_integrated_takes_no_step(ledger: Ledger, disposition: Disposition) -> None:
    document = record(ledger, settled(received(ledger), disposition=disposition))[0]
    for status in Status:
        with pytest.raises(LedgerError, check=english("may not follow")):
            ledger.lifecycle.change(document.id, status, ROUTE.siret, "", NOW)


def test_a_refusal_names_what_is_allowed(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, check=english("Allowed now: EN_COURS_ACHEMINEMENT, MISE_A_DISPOSITION")):
        ledger.lifecycle.change(accepted(ledger).id, Status.MISE_EN_PAIEMENT, ROUTE.siret, "", NOW)
    with pytest.raises(LedgerError, check=english("no invoice 999")):
        ledger.lifecycle.change(999, Status.MANDATEE, ROUTE.siret, "", NOW)
