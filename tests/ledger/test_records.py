"""What the tables say is held to what certificates say: amounts, routes, files, every step."""

import pytest
from sqlalchemy import text

from domain.chain_head import ChainHead, read
from domain.status import Status
from ledger import Ledger
from tests.ledger.facts import (
    accepted,
    applied,
    delivered,
    follow,
    follow_up,
    invoice,
    received,
    record,
    recycled,
    said,
    settled,
)
from tests.ledger.tampering import by_hand


@pytest.fixture
def chained(ledger: Ledger) -> Ledger:
    """Five certificates: three invoices of one lot, one that was delivered and suspended, one that came twice."""
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(3)))
    delivered(ledger, "suspendue.xml", invoice("F-10"))
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "F-10", motif="plan"), Status.SUSPENDUE))
    accepted(ledger, "a.xml", invoice("F-11"))
    return ledger


def fields(ledger: Ledger) -> list[tuple[int, str]]:
    return [(one.sequence, one.field) for one in ledger.certificates.differences(50)]


@pytest.mark.parametrize(
    "name", ["é\udce9t\udce9.xml", " a.xml ", "a\x00b.xml", '"a".xml', "\ud800.xml", "a\u202eb.xml"]
)
def test_files_of_any_name_agree(name: str, ledger: Ledger) -> None:
    accepted(ledger, name)
    assert fields(ledger) == []


def test_a_ledger_nobody_touched_agrees(chained: Ledger) -> None:
    assert fields(chained) == []


def test_an_invoice_that_came_again_agrees(chained: Ledger) -> None:
    what = invoice("F-20")
    delivered(chained, "b.xml", what)
    follow(chained, follow_up(chained, "r.csv"), applied(chained, said(1, "F-20", motif="autre"), Status.A_RECYCLER))
    recycled(chained, what)
    assert chained.certificates.head().count == 7
    assert fields(chained) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE documents SET montant_ttc = '1.00' WHERE id = 2", [(2, "montant_ttc")]),
        ("UPDATE documents SET montant_ht = '1.00' WHERE id = 2", [(2, "montant_ht")]),
        ("UPDATE documents SET ttc_cents = 100 WHERE id = 2", [(2, "ttc_cents")]),
        ("UPDATE documents SET due_cents = 100 WHERE id = 2", [(2, "due_cents")]),
        ("UPDATE documents SET devise = 'USD' WHERE id = 3", [(3, "devise")]),
        ("UPDATE documents SET numero_facture = 'X' WHERE id = 3", [(3, "numero_facture")]),
        ("UPDATE documents SET date_facture = '2026-01-02' WHERE id = 3", [(3, "date_facture")]),
        ("UPDATE documents SET siret_fournisseur = '99999999800019' WHERE id = 1", [(1, "siret_fournisseur")]),
        ("UPDATE documents SET route_siret = '99999999999999' WHERE id = 1", [(1, "siret_destinataire")]),
        ("UPDATE documents SET route_code_service = 'AUTRE' WHERE id = 1", [(1, "code_service")]),
        ("UPDATE documents SET numero_engagement = 'X' WHERE id = 2", [(2, "numero_engagement")]),
        ("UPDATE documents SET numero_engagement = NULL WHERE id = 2", [(2, "numero_engagement")]),
        ("UPDATE documents SET numero_marche = 'M-1' WHERE id = 2", [(2, "numero_marche")]),
        ("UPDATE documents SET nom_fournisseur = 'Autre' WHERE id = 2", [(2, "fournisseur")]),
        ("UPDATE documents SET sha256 = 'f' WHERE id = 1", [(1, "sha256")]),
        ("UPDATE documents SET member = 'x' WHERE id = 1", [(1, "member")]),
        ("UPDATE deposits SET name = 'x.zip' WHERE id = 1", [(1, "file"), (2, "file"), (3, "file")]),
        ("UPDATE documents SET status = 'MISE_EN_PAIEMENT' WHERE id = 4", [(4, "statut")]),
        ("DELETE FROM events WHERE id = (SELECT max(id) FROM events WHERE invoice_id = 4)", [(4, "statut")]),
        ("DELETE FROM events WHERE invoice_id = 1", [(1, "statut")]),
        (
            "DELETE FROM events WHERE id = (SELECT min(id) FROM events WHERE invoice_id = 4)",
            [(4, "événements DEPOSEE"), (4, "suite")],
        ),
        (
            "DELETE FROM events WHERE invoice_id = 4 AND status = 'MISE_A_DISPOSITION'",
            [(4, "suite")],
        ),
    ],
)
def test_each_change_of_the_tables_is_named(
    chained: Ledger, url: str, statement: str, found: list[tuple[int, str]]
) -> None:
    with by_hand(url, armed=False) as connection:
        connection.execute(text(statement))
    assert chained.certificates.verify_chain() is None, "no link of the chain was touched"
    assert fields(chained) == found


def test_the_references_of_an_invoice_are_held_to_certificates_that_have_them(ledger: Ledger, url: str) -> None:
    """Certificates were issued without them once, whatever the invoice said; later ones say them if there are any."""
    for number in ("F-1", "F-2"):
        accepted(ledger, f"{number}.xml", invoice(number, numero_engagement=None))
    accepted(ledger, "F-3.xml", invoice("F-3", numero_engagement=None, numero_marche="M-7"))
    accepted(ledger, "F-4.xml", invoice("F-4", numero_engagement=None))
    assert fields(ledger) == []
    with by_hand(url, armed=False) as connection:
        connection.execute(text("UPDATE documents SET numero_engagement = 'X' WHERE numero_facture <> 'F-3'"))
    assert fields(ledger) == [(4, "numero_engagement")]


def test_the_last_certificate_taken_away_with_its_mention_is_missed(chained: Ledger, url: str) -> None:
    with by_hand(url, armed=False) as connection:
        number = connection.execute(text("SELECT number FROM certificates WHERE sequence = 5")).scalar()
        connection.execute(text("DELETE FROM certificates WHERE sequence = 5"))
        connection.execute(text("UPDATE documents SET certificate = NULL WHERE certificate = :n"), {"n": number})
    assert chained.certificates.verify_chain() is None
    assert fields(chained) == [(0, "certificat")]


def test_the_head_is_the_last_link_and_their_count(chained: Ledger, ledger: Ledger) -> None:
    head = chained.certificates.head()
    last = chained.certificates.by_number(head.number)
    assert last is not None
    assert (head.count, last.sequence) == (5, 5)
    assert read(f"note du mois : {head.line}.") == head
    assert chained.certificates.holds_to(head)
    accepted(chained, "later.xml", invoice("F-30"))
    assert chained.certificates.holds_to(head), "a chain that went on holds what was published"
    assert not chained.certificates.holds_to(ChainHead(count=5, number="A" * 52))
    assert not chained.certificates.holds_to(ChainHead(count=99, number=head.number))


def test_what_the_chain_alone_cannot_see_its_published_head_does(chained: Ledger, url: str) -> None:
    """The last invoice wiped out of every table: the rest is a whole, shorter chain."""
    head = chained.certificates.head()
    with by_hand(url, armed=False) as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys = OFF"))
        id_ = connection.execute(text("SELECT document_id FROM certificates WHERE sequence = 5")).scalar()
        for statement in (
            "DELETE FROM certificates WHERE document_id = :id",
            "DELETE FROM events WHERE invoice_id = :id",
            "DELETE FROM comptes WHERE invoice_id = :id",
            "DELETE FROM documents WHERE id = :id",
        ):
            connection.execute(text(statement), {"id": id_})
    assert chained.certificates.verify_chain() is None
    assert fields(chained) == []
    assert not chained.certificates.holds_to(head)


@pytest.mark.parametrize("text_", ["", "24", "ABCD", "24 " + "A" * 51, "x24 " + "1" * 52, "24 " + "A" * 53])
def test_what_states_no_head(text_: str) -> None:
    assert read(text_) is None


@pytest.mark.parametrize("groups", [" ", "-", "\u00a0", ""])
def test_a_head_is_read_as_people_write_it(groups: str) -> None:
    number = "O6LLMR4O" * 6 + "ABCD"
    shown = groups.join(number[at : at + 4] for at in range(0, len(number), 4))
    assert read(f"24 {shown}") == ChainHead(count=24, number=number)


def test_an_empty_ledger_has_an_empty_head(ledger: Ledger) -> None:
    assert ledger.certificates.head() == ChainHead()
    assert ledger.certificates.holds_to(ChainHead())
    assert ledger.certificates.differences(5) == ()
