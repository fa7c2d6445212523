"""What is behind what is kept with the findings; findings of earlier versions say nothing of it."""

from dataclasses import replace

import pytest

from domain.causes import by_cause
from domain.deposit import Disposition
from ledger import Ledger
from tests.ledger.facts import finding, received, record, settled


@pytest.mark.parametrize(("behind", "causes"), [(None, 1), ("", 2), ("NUM-01", 1)])
def test_a_finding_comes_back_with_its_cause(ledger: Ledger, behind: str | None, causes: int) -> None:
    told = (replace(finding("NUM-01"), behind=behind and ""), replace(finding("BR-02"), behind=behind))
    record(ledger, settled(received(ledger), disposition=Disposition.REJECTED, findings=told))
    read = ledger.invoices.by_id(1).findings
    assert read == told
    assert len(by_cause(read)) == causes
