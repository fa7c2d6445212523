"""Totals of extended profiles: a cent for each line, allowance and charge, and adjustments (BT-179)."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

import parsers
from domain.finding import Severity
from domain.invoice import Invoice
from exporters import cii
from samples.invoices.bases import PAPETERIE
from samples.invoices.builder import build
from tests.validators.good import CONTEXT, GOOD
from validators import check

EXTENDED = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
CTC_FR = "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr"
PARTS = len(GOOD.lines) + len(GOOD.allowances)


def told(invoice: Invoice, severity: Severity = Severity.FATAL) -> set[str]:
    found = check(invoice, CONTEXT)
    return {one.code for one in found if one.severity is severity and one.code.startswith("TOT")}


def off(profile: str, cents: int, *names: str) -> Invoice:
    """The good invoice of that profile, with these totals higher by as many cents."""
    totals = {name: getattr(GOOD.totals, name) + D(cents) / 100 for name in names}
    return replace(GOOD, customization=profile, totals=replace(GOOD.totals, **totals))


@pytest.mark.parametrize("profile", [EXTENDED, CTC_FR])
@pytest.mark.parametrize(
    ("names", "code"),
    [(("with_vat", "due"), "TOT-03"), (("without_vat", "with_vat", "due"), "TOT-05"), (("lines",), "TOT-04")],
)
def test_an_extended_profile_allows_a_cent_a_part(profile: str, names: tuple[str, ...], code: str) -> None:
    within, beyond = off(profile, PARTS, *names), off(profile, PARTS + 1, *names)
    assert (told(within), told(within, Severity.WARNING)) == (set(), set())
    assert code in told(beyond)


@pytest.mark.parametrize("profile", ["urn:cen.eu:en16931:2017", "urn:ferd:CrossIndustryDocument:invoice:1p0:extended"])
def test_no_other_profile_does(profile: str) -> None:
    assert told(off(profile, 2, "with_vat", "due")) == {"TOT-03"}
    assert told(off(profile, 2, "without_vat", "with_vat", "due")) == {"TOT-05"}


def test_vat_within_the_unit_of_the_norm_is_a_warning_beyond_a_cent_a_line() -> None:
    part = GOOD.vat_breakdown[0]
    assert part.amount is not None and GOOD.totals.vat is not None
    gap = D("0.01") * (len(GOOD.lines) + 1)
    totals = replace(GOOD.totals, vat=GOOD.totals.vat + gap, with_vat=GOOD.totals.with_vat, due=GOOD.totals.due)
    breakdown = (replace(part, amount=part.amount + gap), *GOOD.vat_breakdown[1:])
    invoice = replace(GOOD, vat_breakdown=breakdown, totals=totals)
    assert "TOT-01" not in told(invoice)
    assert "TOT-10" in told(invoice, Severity.WARNING)


@pytest.mark.parametrize(("profile", "codes"), [(EXTENDED, set()), (CTC_FR, {"TOT-06"})])
def test_a_retention_is_read_and_taken_off_the_amount_due_where_the_profile_adds_it(
    profile: str, codes: set[str]
) -> None:
    invoice = build(PAPETERIE)
    assert invoice.totals.due is not None
    kept = replace(invoice.totals, due=invoice.totals.due - 50)
    content = cii.write(replace(invoice, customization=profile, totals=kept))
    summation = b"</ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
    adjustments = b"".join(
        b"<ram:SpecifiedFinancialAdjustment><ram:ActualAmount>-%s.00</ram:ActualAmount>"
        b"<ram:Reason>Retenue de garantie</ram:Reason></ram:SpecifiedFinancialAdjustment>" % amount
        for amount in (b"20", b"30")
    )
    reading = parsers.read(content.replace(summation, summation + adjustments))
    assert reading.invoice is not None and reading.invoice.totals.adjustments == D(-50)
    assert told(reading.invoice) == codes
