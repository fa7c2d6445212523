"""Deposited files as they are listed: of one drop and one kind, from and to a moment, decided or not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.deposit import Deposit, DepositKind, Disposition, Effect
from domain.errors import LedgerError
from domain.status import FluxStatus
from ledger import Ledger
from tests.ledger.facts import NOW, arrival, claim, conclude, digest, finding, record, settled

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
FACTURES, STATUTS, COMPLEMENTS = DepositKind.FACTURES, DepositKind.STATUTS, DepositKind.COMPLEMENTS
MOMENT, HOUR = timedelta(microseconds=1), timedelta(hours=1)


def came(
    ledger: Ledger,
    name: str,
    drop: str = "atelier",
    kind: DepositKind = FACTURES,
    at: datetime = NOW,
    content: str | None = None,
) -> Deposit:
    return ledger.deposits.receive([replace(arrival(name, drop, content), kind=kind)], at)[0]


def integrated(ledger: Ledger, deposit: Deposit, *, whole: bool = True) -> Deposit:
    """Concluded: one invoice is accepted, and another refused unless it is ``whole``."""
    record(ledger, settled(deposit, 0), *([] if whole else [settled(deposit, 1, disposition=Disposition.REJECTED)]))
    return conclude(ledger, deposit)


def take(ledger: Ledger, *deposits: Deposit) -> None:
    """The files leave their drops."""
    ids = {deposit.id for deposit in deposits}
    ledger.outbox.done([task for task in claim(ledger, Effect.TAKE) if task.subject in ids], NOW)


def test_the_names_that_came_after_a_deposit(ledger: Ledger) -> None:
    first = came(ledger, "a.xml")
    for name, drop, kind in (
        ("b.xml", "atelier", FACTURES),
        ("c.xml", "menuiserie", FACTURES),
        ("d.csv", "atelier", STATUTS),
    ):
        came(ledger, name, drop, kind)
    after = ledger.deposits.names_after
    assert after("atelier", FACTURES, first.id) == {"b.xml"}
    assert after("atelier", FACTURES, first.id - 1) == {"a.xml", "b.xml"}
    assert after("menuiserie", FACTURES, 0) == {"c.xml"}
    assert after("atelier", STATUTS, 0) == {"d.csv"}
    assert after("atelier", FACTURES, ledger.deposits.last()) == frozenset()


def test_what_is_still_in_a_drop_is_what_was_not_taken_out_of_it(ledger: Ledger) -> None:
    taken, left = came(ledger, "a.xml"), came(ledger, "b.xml")
    came(ledger, "c.xml", "menuiserie")
    came(ledger, "d.csv", kind=STATUTS)
    for deposit in (taken, left):
        conclude(ledger, deposit)
    assert ledger.deposits.digests_in_drop("atelier", FACTURES) == {
        ("a.xml", digest("a.xml")),
        ("b.xml", digest("b.xml")),
    }
    take(ledger, taken)
    assert ledger.deposits.digests_in_drop("atelier", FACTURES) == {("b.xml", digest("b.xml"))}
    assert ledger.deposits.digests_in_drop("menuiserie", FACTURES) == {("c.xml", digest("c.xml"))}
    assert ledger.deposits.digests_in_drop("atelier", STATUTS) == {("d.csv", digest("d.csv"))}
    assert ledger.deposits.digests_in_drop("atelier", COMPLEMENTS) == frozenset()
    assert ledger.deposits.still_in_drop("atelier") == {("b.xml", 1000, 1.5)}
    assert ledger.deposits.still_in_drop("menuiserie") == {("c.xml", 1000, 1.5)}
    assert ledger.deposits.still_in_drop("atelier", STATUTS) == {("d.csv", 1000, 1.5)}


def test_a_file_that_came_another_way_is_not_in_a_drop_and_is_one_deposit_until_it_is_decided(ledger: Ledger) -> None:
    one = arrival("a.xml")
    (first,) = ledger.deposits.receive([one], NOW, taken=True)
    assert first.taken
    assert (
        ledger.deposits.still_in_drop("atelier") == ledger.deposits.digests_in_drop("atelier", FACTURES) == frozenset()
    )
    assert ledger.deposits.receive([one], NOW, taken=True) == (first,)
    conclude(ledger, first)
    assert claim(ledger, Effect.TAKE) == ()
    (second,) = ledger.deposits.receive([one], NOW, taken=True)
    assert second.id == first.id + 1


def test_a_file_of_a_drop_is_another_deposit_once_it_was_taken(ledger: Ledger) -> None:
    first = came(ledger, "a.xml")
    conclude(ledger, first)
    assert came(ledger, "a.xml").id == first.id
    take(ledger, first)
    assert came(ledger, "a.xml").id == first.id + 1
    assert ledger.deposits.last() == first.id + 1


@pytest.mark.parametrize(
    "changes", [{"drop": "menuiserie"}, {"name": "b.xml"}, {"size": 1001}, {"modified": 1.6}, {"sha256": digest("b")}]
)
def test_a_file_that_differs_in_anything_is_another(ledger: Ledger, changes: dict[str, str]) -> None:
    one = arrival("a.xml")
    ids = [deposit.id for deposit in ledger.deposits.receive([one, replace(one, **changes), one], NOW)]
    assert ids == [1, 2, 1]


def test_those_that_are_not_decided_of_those_that_are_asked_for(ledger: Ledger) -> None:
    decided, waits, not_asked = (came(ledger, f"{name}.xml") for name in "abc")
    integrated(ledger, decided)
    assert ledger.deposits.still_undecided([decided.id, waits.id, not_asked.id + 1]) == {waits.id}
    assert ledger.deposits.still_undecided([]) == frozenset()


def test_deposits_that_wait_by_drop_and_kind(ledger: Ledger) -> None:
    a, b, other, lines = (
        came(ledger, name, drop, kind)
        for name, drop, kind in (
            ("a.xml", "atelier", FACTURES),
            ("b.xml", "atelier", FACTURES),
            ("c.xml", "menuiserie", FACTURES),
            ("d.csv", "atelier", STATUTS),
        )
    )
    assert ledger.deposits.undecided() == (a, b, other)
    assert ledger.deposits.undecided("atelier") == (a, b)
    assert ledger.deposits.undecided("atelier", STATUTS) == (lines,)
    assert ledger.deposits.count_undecided() == 3
    for deposit in (a, lines):
        conclude(ledger, deposit)
    assert ledger.deposits.undecided() == (b, other)
    assert ledger.deposits.undecided(kind=STATUTS) == ()
    assert ledger.deposits.count_undecided() == 2


def test_files_that_failed_between_two_moments_both_of_them_included(ledger: Ledger) -> None:
    before, refused, part, waits, whole, after = (
        came(ledger, f"{name}.xml", drop, at=at)
        for name, drop, at in (
            ("a", "atelier", NOW - MOMENT),
            ("b", "atelier", NOW),
            ("c", "menuiserie", NOW),
            ("d", "atelier", NOW + HOUR),
            ("e", "atelier", NOW),
            ("f", "atelier", NOW + HOUR + MOMENT),
        )
    )
    for deposit in (before, refused, after):
        conclude(ledger, deposit)
    integrated(ledger, part, whole=False)
    integrated(ledger, whole)
    lines = came(ledger, "g.csv", "statuts:x", STATUTS)
    found = ledger.deposits.failed_between(NOW, NOW + HOUR, 9)
    assert [(one.id, one.status) for one in found] == [
        (lines.id, FluxStatus.IN_RECU),
        (waits.id, FluxStatus.IN_RECU),
        (part.id, FluxStatus.IN_INTEGRE_PARTIEL),
        (refused.id, FluxStatus.IN_REJETE),
    ]
    assert ledger.deposits.failed_between(NOW, NOW + HOUR, 2) == found[:2]


def test_the_newest_files_of_some_drops_page_by_page(ledger: Ledger) -> None:
    a, b, c = (came(ledger, f"{name}.xml", drop) for name, drop in (("a", "x"), ("b", "y"), ("c", "x")))
    other = came(ledger, "d.xml", "z")
    lines = came(ledger, "e.csv", "x", STATUTS)
    assert ledger.deposits.newest(["x", "y"]) == (c, b, a)
    assert ledger.deposits.newest(["x", "y"], size=2) == (c, b)
    assert ledger.deposits.newest(["x", "y"], before=b.id) == (a,)
    assert ledger.deposits.one(b.id, ["x", "y"]) == b
    for deposit in (other, lines):
        assert ledger.deposits.one(deposit.id, ["x", "y"]) is None
    assert ledger.deposits.by_id(lines.id) == lines
    assert ledger.deposits.by_ids([c.id, a.id, 99, a.id]) == (a, c)
    with pytest.raises(LedgerError):
        ledger.deposits.by_id(99)


def test_files_received_from_a_moment_and_before_another(ledger: Ledger) -> None:
    _, first, last, _, _ = (
        came(ledger, f"{rank}.xml", drop, kind, at)
        for rank, (drop, kind, at) in enumerate(
            (
                ("x", FACTURES, NOW - MOMENT),
                ("x", STATUTS, NOW),
                ("y", FACTURES, NOW + HOUR - MOMENT),
                ("x", FACTURES, NOW + HOUR),
                ("z", FACTURES, NOW),
            )
        )
    )
    assert ledger.deposits.received_between(["x", "y"], NOW, NOW + HOUR) == (first, last)


def test_deposits_with_findings_about_the_file_itself(ledger: Ledger) -> None:
    told, of_document, other = came(ledger, "a.xml"), came(ledger, "b.xml"), came(ledger, "c.xml", "menuiserie")
    record(ledger, settled(of_document, disposition=Disposition.REJECTED, findings=(finding(),)))
    conclude(ledger, of_document)
    for deposit in (told, other):
        conclude(ledger, deposit, finding())
    (found,) = ledger.deposits.with_findings("atelier")
    assert (found.id, [one.code for one in found.findings]) == (told.id, ["UNI-01"])


def test_the_first_file_of_the_same_bytes_that_was_used(ledger: Ledger) -> None:
    refused, part, whole = (came(ledger, f"{rank}.xml", content="same") for rank in range(3))
    other = came(ledger, "d.xml", "menuiserie", content="same")
    lines = came(ledger, "e.csv", kind=STATUTS, content="same")
    came(ledger, "f.xml", content="not decided")
    different = came(ledger, "g.xml")
    accepted = ledger.deposits.accepted_files
    asked = [digest("same"), digest("not decided"), digest("unknown")]
    conclude(ledger, refused)
    assert accepted("atelier", asked, FACTURES) == {}
    for deposit in (whole, other, different):
        integrated(ledger, deposit)
    conclude(ledger, lines)
    assert {sha: one.id for sha, one in accepted("atelier", asked, FACTURES).items()} == {digest("same"): whole.id}
    integrated(ledger, part, whole=False)
    for drop, kind, first in (
        ("atelier", FACTURES, part),
        ("menuiserie", FACTURES, other),
        ("atelier", STATUTS, lines),
    ):
        assert {sha: one.id for sha, one in accepted(drop, asked, kind).items()} == {digest("same"): first.id}
    assert accepted("atelier", asked, COMPLEMENTS) == {}


def test_the_members_of_documents_that_are_recorded(ledger: Ledger) -> None:
    first, second = came(ledger, "a.zip"), came(ledger, "b.zip")
    record(ledger, settled(first, 0), settled(first, 2), settled(second, 1))
    asked = [(first.id, 0), (first.id, 1), (second.id, 1), (second.id, 2)]
    assert ledger.deposits.recorded(asked) == {(first.id, 0): "0.xml", (second.id, 1): "1.xml"}


def test_a_file_that_another_run_took_since_the_drop_was_listed_is_the_same_deposit(ledger: Ledger) -> None:
    one = arrival("a.xml")
    first = came(ledger, "a.xml")
    conclude(ledger, first)
    take(ledger, first)

    def again(after: int, **changes: object) -> int:
        return ledger.deposits.receive([replace(one, **changes)], NOW, after=after)[0].id  # type: ignore[arg-type]

    assert again(first.id - 1) == first.id
    assert again(first.id - 1, modified=9.5) == first.id, "the server gave it another time meanwhile"
    assert ledger.deposits.last() == first.id
    assert again(first.id - 1, size=1001) == first.id + 1
    assert again(first.id) == first.id + 2, "it came before the drop was listed"
