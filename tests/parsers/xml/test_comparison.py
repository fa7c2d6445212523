"""The 18 fields are those that the ``factur-x`` library reads, but for the differences written down here."""

from collections import Counter
from pathlib import Path

import pytest

from tests.parsers.xml import comparison

EXPECTED = {
    comparison.NO_CURRENCY: 5,
    comparison.SEVERAL_VAT_TOTALS: 2,
    comparison.SEVERAL_VAT_NUMBERS: 1,
    comparison.WRONG_SIRET_KEPT: 1,
    comparison.PLACEHOLDER: 12,
}
"""Differences by cause, as in ``docs/comparaison-factur-x.md``."""


@pytest.fixture(scope="module")
def found(corpus: Path) -> comparison.Comparison:
    return comparison.compare(corpus)


def test_every_difference_is_explained(found: comparison.Comparison) -> None:
    assert Counter(difference.cause for difference in found.differences) == EXPECTED


def test_nearly_every_document_was_compared(found: comparison.Comparison) -> None:
    assert (found.documents, len(found.refused)) == (1364, 22)
