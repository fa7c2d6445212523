"""Deposited files are found by their name and by their deposit's number, those that are no invoice too."""

import pytest

from domain.deposit import Disposition
from domain.errors import Unsearchable
from domain.finding import Level
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import conclude, finding, received, record, settled

NAMES = ("facture d'été.pdf", "LOT_1.ZIP", "scan%.tiff", "brut\udce9.xml", "42")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A file of each name, refused as a file; a lot of which one member was refused; a file of another account."""
    for name in NAMES:
        conclude(ledger, received(ledger, name), finding("LEC-002", level=Level.DEPOT))
    lot = received(ledger, "autre.zip")
    refused = settled(lot, 0, disposition=Disposition.IRRECEVABLE, member="janvier/page.docx")
    record(ledger, refused)
    received(ledger, "ailleurs.pdf", "menuiserie")
    return ledger


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("facture d'été.pdf", ["facture d'été.pdf"]),
        ("FACTURE D'ÉTÉ.PDF", ["facture d'été.pdf"]),
        ("Facture*", ["facture d'été.pdf"]),
        ("lot_1.zip", ["LOT_1.ZIP"]),
        ("lot?1.zip", []),
        ("scan%.tiff", ["scan%.tiff"]),
        ("s%f", []),
        ("*.zip", ["autre.zip", "LOT_1.ZIP"]),
        ("42", ["42"]),
        ("page.docx", ["autre.zip"]),
        ("janvier/page.docx", ["autre.zip"]),
        ("age.docx", []),
        ("ailleurs.pdf", ["ailleurs.pdf"]),
    ],
)
def test_a_file_is_found_by_its_name_or_a_member_s(filled: Ledger, text: str, found: list[str]) -> None:
    assert [deposit.name for deposit in filled.search.files(text)] == found


def test_a_file_is_found_by_its_number_however_many_zeros(filled: Ledger) -> None:
    (deposit,) = filled.search.files("lot_1.zip")
    assert deposit.findings
    assert filled.search.files(deposit.number) == filled.search.files(str(deposit.id)) == (deposit,)
    assert filled.search.files("9" * 15) == filled.search.files("9" * 40) == ()


def test_an_account_may_be_asked_for(filled: Ledger) -> None:
    assert filled.search.files("*", drop="atelier") == filled.search.files("*")[1:]


def test_a_text_too_long_is_said_to_be(filled: Ledger) -> None:
    with pytest.raises(Unsearchable, check=english("too long")):
        filled.search.files("x" * 300)
