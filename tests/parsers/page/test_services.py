"""A bare *Service :* announces a code only when what follows has the shape of one."""

import pytest

from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet


def _service(*texts: str) -> str | None:
    sheet = Sheet()
    for rank, text in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", "Net à payer : 12,00 €", *texts)):
        sheet.at(45, 60 + 14 * rank, text)
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    return invoice.code_service


@pytest.mark.parametrize("code", ["DRH-15", "SERV01", "FACTURES_2"])
def test_capitals_and_digits_are_a_code(code: str) -> None:
    assert _service(f"Service : {code}") == code


@pytest.mark.parametrize("text", ["COMPTABILITE", "Comptabilité", "24 h sur 24", "12/03/2026", "MAIRIE 2", "Drh-15"])
def test_a_name_is_none(text: str) -> None:
    assert _service(f"Service : {text}") is None


def test_a_code_that_is_called_so_comes_first() -> None:
    assert _service("Service : DRH-15", "Code service : ACHATS") == "ACHATS"
