"""A file is received once for each time it was dropped."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.deposit import Effect
from domain.errors import LedgerError
from domain.finding import Level
from domain.status import FluxStatus
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import NOW, arrival, claim, conclude, finding, received, record, settled


def test_a_file_received_twice_is_one_deposit(ledger: Ledger) -> None:
    first = ledger.deposits.receive([arrival("a.xml"), arrival("b.xml"), arrival("a.xml")], NOW)
    again = ledger.deposits.receive([arrival("b.xml"), arrival("a.xml")], NOW)
    assert [deposit.name for deposit in first] == ["a.xml", "b.xml", "a.xml"]
    assert first[0] == first[2]
    assert again == (first[1], first[0])
    assert first[0].status is FluxStatus.IN_RECU
    assert first[0].received_at == NOW


@pytest.mark.parametrize(
    "other",
    [
        {"drop": "menuiserie"},
        {"name": "b.xml"},
        {"size": 1001},
        {"modified": 1.75},
        {"sha256": "0" * 64},
    ],
)
def test_what_differs_in_anything_is_another_deposit(ledger: Ledger, other: dict[str, object]) -> None:
    one, two = ledger.deposits.receive([arrival("a.xml"), replace(arrival("a.xml"), **other)], NOW)
    assert one.id != two.id


def test_a_file_dropped_again_after_it_was_taken_is_a_new_deposit(ledger: Ledger) -> None:
    deposit = received(ledger)
    assert ledger.deposits.still_in_drop("atelier") == {("facture.xml", 1000, 1.5)}
    conclude(ledger, deposit)
    ledger.outbox.done(claim(ledger, Effect.TAKE), NOW)
    assert ledger.deposits.still_in_drop("atelier") == frozenset()
    assert ledger.deposits.by_id(deposit.id).taken
    assert received(ledger).id != deposit.id


def test_what_a_crash_left_undecided_is_found_again(ledger: Ledger) -> None:
    one, two, other = received(ledger, "1"), received(ledger, "2"), received(ledger, "3", drop="menuiserie")
    record(ledger, settled(one))
    conclude(ledger, two)
    assert ledger.deposits.undecided() == (one, other)
    assert ledger.deposits.undecided("menuiserie") == (other,)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(codec=None, categories=None), min_size=1, max_size=40))
def test_any_file_name_comes_back_exactly(ledger: Ledger, name: str) -> None:
    deposit = ledger.deposits.receive([arrival(name, content="same")], NOW)[0]
    assert deposit.name == name
    assert name in {standing[0] for standing in ledger.deposits.still_in_drop("atelier")}
    assert ledger.deposits.receive([arrival(name, content="same")], NOW)[0] == deposit


def test_a_name_in_latin_1_is_kept(ledger: Ledger) -> None:
    name = "re\udce7u.pdf"
    document = record(ledger, settled(received(ledger, name), member="pi\udce8ce.xml"))[0]
    assert (document.deposit_name, document.member) == (name, "pi\udce8ce.xml")
    certificate = ledger.certificates.of_invoices([document.id])[document.id]
    assert certificate.content.file == "re\ufffdu.pdf"


def test_a_moment_without_a_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Exception, match="aware"):
        ledger.deposits.receive([arrival()], datetime(2026, 11, 21))  # noqa: DTZ001
    assert ledger.deposits.undecided() == ()


def test_an_unknown_deposit_is_reported(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, check=english("no deposit 7")):
        ledger.deposits.by_id(7)


def test_what_came_by_another_way_is_never_taken_away(ledger: Ledger) -> None:
    deposit = ledger.deposits.receive([arrival("lot.zip")], NOW, taken=True)[0]
    assert deposit.taken
    assert ledger.deposits.still_in_drop("atelier") == frozenset()
    assert ledger.deposits.receive([arrival("lot.zip")], NOW, taken=True) == (deposit,), (
        "a run that was cut does it again"
    )
    conclude(ledger, deposit)
    assert claim(ledger, Effect.TAKE) == ()
    assert len(claim(ledger, Effect.REPORT)) == 1
    assert ledger.deposits.receive([arrival("lot.zip")], NOW, taken=True)[0].id != deposit.id


def test_remarked_deposits_are_those_with_something_wrong_as_files(ledger: Ledger) -> None:
    broken, fine = received(ledger, "broken.zip"), received(ledger, "fine.xml")
    record(ledger, settled(fine, findings=(finding(),)))
    concluded = conclude(ledger, broken, finding("ARC-01", level=Level.DEPOT))
    conclude(ledger, fine)
    assert ledger.deposits.with_findings("atelier") == (concluded,)
    assert ledger.deposits.with_findings("menuiserie") == ()
