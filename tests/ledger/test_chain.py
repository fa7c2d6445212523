"""No certificate can be changed, removed or inserted without the chain saying where."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from domain.certificate import CertificateContent, canonical, is_sound, number_of
from domain.errors import LedgerError
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import received, record, settled
from tests.ledger.tampering import by_hand


@pytest.fixture
def chained(ledger: Ledger) -> Ledger:
    """A ledger of five certificates, of two batches."""
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(2)))
    record(ledger, *(settled(deposit, rank) for rank in range(2, 5)))
    return ledger


def test_a_chain_nobody_touched_holds(chained: Ledger) -> None:
    assert chained.certificates.verify_chain() is None
    certificates = chained.certificates.of_invoices([1, 2, 3, 4, 5])
    assert [one.sequence for one in certificates.values()] == [1, 2, 3, 4, 5]
    assert all(is_sound(one) for one in certificates.values())
    assert [one.previous for one in certificates.values()][1:] == [one.number for one in certificates.values()][:-1]


def test_an_empty_chain_holds(ledger: Ledger) -> None:
    assert ledger.certificates.verify_chain() is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE certificates SET canonical = replace(canonical, '120', '220') WHERE sequence = 3", 3),
        ("UPDATE certificates SET canonical = 'no JSON' WHERE sequence = 2", 2),
        ("UPDATE certificates SET number = 'AAAA' WHERE sequence = 4", 4),
        ("DELETE FROM certificates WHERE sequence = 2", 2),
        ("DELETE FROM certificates WHERE sequence = 1", 1),
        ("DELETE FROM certificates WHERE sequence = 5", 5),
        ("DELETE FROM certificates", 1),
    ],
)
def test_tampering_is_found_where_it_was_done(chained: Ledger, url: str, statement: str, broken: int) -> None:
    with by_hand(url, armed=False) as connection:
        connection.execute(text(statement))
    assert chained.certificates.verify_chain() == broken


def test_a_forged_certificate_breaks_the_next(chained: Ledger, url: str) -> None:
    """A forger who computes the number of the changed content has not changed what the next one names."""
    third = chained.certificates.of_invoices([3])[3]
    said = {name: getattr(third.content, name) for name in CertificateContent.__dataclass_fields__}
    forged = canonical(CertificateContent(**{**said, "montant_ttc": "9120"}), third.previous, 3)
    with by_hand(url, armed=False) as connection:
        values = {"number": number_of(forged), "canonical": forged.decode()}
        connection.execute(
            text("UPDATE certificates SET number = :number, canonical = :canonical WHERE sequence = 3"), values
        )
    assert chained.certificates.verify_chain() == 4
    assert chained.certificates.by_number(third.number) is None


@pytest.mark.parametrize("garbage", ["", "[]", "{}", '"text"', '{"previous": "x", "sequence": 3, "more": 1}'])
def test_garbage_with_the_right_number_is_found_too(chained: Ledger, url: str, garbage: str) -> None:
    values = {"number": number_of(garbage.encode()), "canonical": garbage}
    with by_hand(url, armed=False) as connection:
        connection.execute(
            text("UPDATE certificates SET number = :number, canonical = :canonical WHERE sequence = 3"), values
        )
    assert chained.certificates.verify_chain() == 3
    with pytest.raises(LedgerError, check=english("damaged")):
        chained.certificates.by_number(values["number"])


def test_each_link_is_known_to_its_neighbours(chained: Ledger, url: str) -> None:
    certificates = chained.certificates.of_invoices([1, 2, 3, 4, 5])
    assert all(chained.certificates.is_linked(one) for one in certificates.values())
    with by_hand(url, armed=False) as connection:
        connection.execute(text("DELETE FROM certificates WHERE sequence = 3"))
    assert [chained.certificates.is_linked(one) for one in certificates.values()] == [True, True, True, False, True]
    assert not chained.certificates.is_linked(replace(certificates[2], number="A" * 52, previous="B" * 52))


def test_a_certificate_leads_to_the_bytes_it_was_given_for(chained: Ledger) -> None:
    document = chained.invoices.by_id(4)
    assert chained.certificates.location_of((document.certificate or "").lower()) == document.location
    assert chained.certificates.location_of("0" * 52) is None
