"""The accounting export: each invoice by rate of VAT, what was written and nothing else, kept for good."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import exc, text

from domain.accounting import LigneComptable
from domain.dashboard import ReportScope
from domain.deposit import Disposition
from domain.invoice import CreditTransfer, Payment, VatBreakdown
from domain.status import Status
from ledger import Ledger
from tests.ledger.facts import NOW, ROUTE, accepted, invoice, received, record, settled
from tests.ledger.tampering import by_hand
from tests.ledger.works import deliver

DAY = date(2026, 11, 21)
IBAN = "FR7630006000011234567890189"
TWO_RATES = invoice(
    "F-1",
    due_date=date(2026, 12, 21),
    payments=(
        Payment(credit_transfers=(CreditTransfer(account="FR76 3000 6000 0112 3456 7890 189", bic="agrifrpp"),)),
    ),
    vat_breakdown=(
        VatBreakdown(base=Decimal("80.00"), amount=Decimal("16.00"), category="S", rate=Decimal("20.0")),
        VatBreakdown(base=Decimal(20), amount=Decimal("1.10"), category="S", rate=Decimal("5.5")),
        VatBreakdown(base=Decimal(20), amount=Decimal(1), category="S", rate=Decimal(5), scheme="AAB"),
    ),
)


def lines(ledger: Ledger, scope: ReportScope | None = None, day: date = DAY) -> list[LigneComptable]:
    return list(ledger.reports.comptable(scope or ReportScope(siret=ROUTE.siret), day, day))


def test_an_invoice_has_a_line_for_each_rate_of_vat(ledger: Ledger) -> None:
    accepted(ledger, what=TWO_RATES)
    found = lines(ledger)
    assert [(one.share.rate, one.share.base, one.share.amount) for one in found] == [
        (Decimal("20.0"), Decimal("80.00"), Decimal("16.00")),
        (Decimal("5.5"), Decimal(20), Decimal("1.10")),
    ]
    assert {one.facts.accounts for one in found} == {(IBAN,)}
    assert {(one.facts.bic, one.facts.due_date) for one in found} == {("AGRIFRPP", date(2026, 12, 21))}


def test_what_has_no_breakdown_is_there_all_the_same(ledger: Ledger) -> None:
    accepted(ledger, what=invoice("F-2"))
    (one,) = lines(ledger)
    assert (one.invoice.values["numero_facture"], one.share.rate, one.facts.accounts) == ("F-2", None, ())


def test_an_invoice_that_came_before_these_facts_were_kept_is_there(ledger: Ledger, url: str) -> None:
    accepted(ledger, what=TWO_RATES)
    with by_hand(url, armed=False) as connection:
        for table in ("reglements", "ventilations"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - constants
    (one,) = lines(ledger)
    assert (one.invoice.values["numero_facture"], one.share.base) == ("F-1", None)


def test_steps_of_a_works_dossier_are_not_booked_and_credit_notes_are(ledger: Ledger) -> None:
    steps = (
        ("E-1", "A4", "380"),
        ("E-2", "A15", "380"),
        ("E-3", "A19", "380"),
        ("A-1", "A1", "381"),
        ("P-1", "A2", "380"),
    )
    for number, cadre, code in steps:
        what = replace(TWO_RATES, numero_facture=number, cadre_facturation=cadre, type_facture=code)
        accepted(ledger, f"{number}.xml", what)
    assert {one.invoice.values["numero_facture"] for one in lines(ledger)} == {"E-3", "A-1", "P-1"}


def test_what_its_recipient_refused_or_sent_back_is_not_booked(ledger: Ledger) -> None:
    for number, status in (
        ("F-1", Status.REJETEE),
        ("F-2", Status.A_RECYCLER),
        ("F-3", Status.SUSPENDUE),
        ("F-4", Status.SERVICE_FAIT),
    ):
        one = accepted(ledger, f"{number}.xml", replace(TWO_RATES, numero_facture=number))
        deliver(ledger)
        ledger.lifecycle.change(one.id, status, ROUTE.siret, "motif", NOW)
    assert {one.invoice.values["numero_facture"] for one in lines(ledger)} == {"F-3", "F-4"}


def test_refused_documents_and_other_days_and_recipients_are_not_there(ledger: Ledger) -> None:
    record(ledger, settled(received(ledger), what=TWO_RATES, disposition=Disposition.REJECTED))
    accepted(ledger, "other.xml", invoice("F-9"))
    assert [one.invoice.values["numero_facture"] for one in lines(ledger)] == ["F-9"]
    assert lines(ledger, day=date(2026, 11, 22)) == []
    assert lines(ledger, ReportScope(siret="99900099500012")) == []


def test_absurd_numbers_and_endless_breakdowns_stop_nothing(ledger: Ledger) -> None:
    share = VatBreakdown(base=Decimal("9" * 5_000), amount=Decimal("NaN"), category="S\0", rate=Decimal("1E+30"))
    accepted(ledger, what=invoice("F-1", vat_breakdown=(share,) * 500))
    found = lines(ledger)
    assert len(found) == 100
    assert {one.share.base for one in found} == {None}


@pytest.mark.parametrize("table", ["reglements", "ventilations"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET position = 7"])
def test_nobody_changes_the_account_to_pay_on(ledger: Ledger, url: str, table: str, verb: str) -> None:
    accepted(ledger, what=TWO_RATES)
    with by_hand(url) as connection, pytest.raises(exc.DBAPIError, match="only grows"):
        connection.execute(text(verb.format(table)))
