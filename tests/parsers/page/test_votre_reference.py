"""*Votre référence* is an order's number only when what follows says so itself."""

import pytest

from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet


def _engagement(*texts: str) -> str | None:
    sheet = Sheet()
    for rank, text in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", "Net à payer : 12,00 €", *texts)):
        sheet.at(45, 60 + 14 * rank, text)
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    return invoice.numero_engagement


@pytest.mark.parametrize("label", ["Votre référence", "Vos réf.", "Votre réf", "VOTRE REFERENCE", "Your reference"])
@pytest.mark.parametrize("order", ["BC543", "PO-2026-445", "CDE-2026-118", "EJ260415"])
def test_an_order_under_its_label_is_read(label: str, order: str) -> None:
    assert _engagement(f"{label} : {order}") == order


@pytest.mark.parametrize(
    "text", ["Mme Duval", "D-2026-14", "2026-118", "DEV2026-3", "courriel du 03/02/2026", "BCN-Sud", "POSTE 12", "EJ"]
)
def test_anything_else_is_not(text: str) -> None:
    assert _engagement(f"Votre référence : {text}") is None


@pytest.mark.parametrize("text", ["Notre référence : BC543", "Référence client : BC543"])
def test_the_supplier_s_own_reference_is_not(text: str) -> None:
    assert _engagement(text) is None


def test_an_engagement_that_is_called_so_comes_first() -> None:
    assert _engagement("Votre référence : BC543", "N° d'engagement : 1000234567") == "1000234567"


def test_two_orders_are_left_to_people() -> None:
    assert _engagement("Votre référence : BC543", "V/Réf. : BC544", "Votre réf : BC545") is None
