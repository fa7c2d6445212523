"""Sums that the official rules of a profile do not ask, or ask within a unit: told, never refused."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from domain.finding import Severity
from domain.invoice import Invoice, VatBreakdown
from tests.validators.good import CONTEXT, GOOD
from validators import check

EN16931 = "urn:cen.eu:en16931:2017"
EXTENDED = f"{EN16931}#conformant#urn:factur-x.eu:1p0:extended"
MINIMUM, BASIC_WL = "urn:factur-x.eu:1p0:minimum", "urn:factur-x.eu:1p0:basicwl"
ZUGFERD_1 = "urn:ferd:CrossIndustryDocument:invoice:1p0:basic"


def told(invoice: Invoice, severity: Severity) -> set[str]:
    codes = {one.code for one in check(invoice, CONTEXT) if one.severity is severity}
    return {code for code in codes if code.startswith(("TOT", "REG"))}


def of(profile: str | None, **totals: str) -> Invoice:
    """The good invoice of that profile, these totals higher by so much; without lines where the profile has none."""
    moved = {name: (getattr(GOOD.totals, name) or D(0)) + D(by) for name, by in totals.items()}
    invoice = replace(GOOD, customization=profile, totals=replace(GOOD.totals, **moved))
    if profile in {MINIMUM, BASIC_WL}:
        invoice = replace(invoice, lines=())
    if profile != MINIMUM:
        return invoice
    return replace(invoice, vat_breakdown=(), totals=replace(invoice.totals, lines=None, allowances=None, charges=None))


def with_base(profile: str | None, by: str) -> Invoice:
    """The good invoice of that profile, its first base (BT-116) higher by so much."""
    part = GOOD.vat_breakdown[0]
    moved = replace(part, base=(part.base or D(0)) + D(by))
    return replace(of(profile), vat_breakdown=(moved, *GOOD.vat_breakdown[1:]))


@pytest.mark.parametrize(
    "totals", [{"with_vat": "0.02", "due": "0.02"}, {"with_vat": "100", "due": "100"}, {"due": "50"}]
)
def test_minimum_adds_up_nothing(totals: dict[str, str]) -> None:
    assert told(of(MINIMUM, **totals), Severity.FATAL) == set()
    assert told(of(MINIMUM, **totals), Severity.WARNING) == {"TOT-11"}
    assert told(of(EN16931, **totals), Severity.FATAL) != set()


def test_a_credit_of_which_a_part_was_returned_lacks_the_paid_amount_in_minimum() -> None:
    minus = {name: -getattr(GOOD.totals, name) for name in ("without_vat", "vat", "with_vat")}
    totals = replace(of(MINIMUM).totals, **minus, due=minus["with_vat"] + 10)
    invoice = replace(of(MINIMUM), totals=totals)
    assert (told(invoice, Severity.FATAL), told(invoice, Severity.WARNING)) == (set(), {"TOT-09"})


@pytest.mark.parametrize(
    ("profile", "by", "fatal", "warned"),
    [
        (EN16931, "0.99", set(), {"TOT-11"}),
        (EN16931, "-0.99", set(), {"TOT-11"}),
        (EN16931, "9.00", {"TOT-08"}, set()),
        (BASIC_WL, "9.00", set(), {"TOT-11"}),
        (ZUGFERD_1, "0.99", {"TOT-08"}, set()),
        (None, "0.99", {"TOT-08"}, set()),
    ],
)
def test_a_base_is_within_the_unit_of_the_norm(profile: str | None, by: str, fatal: set[str], warned: set[str]) -> None:
    invoice = with_base(profile, by)
    beside = {"TOT-01", "TOT-10"}  # The VAT of the base moves with it.
    assert told(invoice, Severity.FATAL) - beside == fatal
    assert told(invoice, Severity.WARNING) - beside == warned


def test_a_tax_that_is_not_vat_is_neither_a_base_nor_a_rate_of_vat() -> None:
    levy = VatBreakdown(base=D("100.00"), amount=D(0), category="E", rate=D(3), scheme="ENV")
    invoice = replace(of(EXTENDED), vat_breakdown=(*GOOD.vat_breakdown, levy))
    assert (told(invoice, Severity.FATAL), told(invoice, Severity.WARNING)) == (set(), set())


@pytest.mark.parametrize("spelt", [f"  {EXTENDED} ", EXTENDED.upper(), f"{EXTENDED}#sector:1.0"])
def test_the_tolerance_goes_with_the_profile_whose_rules_are_asked(spelt: str) -> None:
    assert told(of(spelt, with_vat="0.05", due="0.05"), Severity.FATAL) == set()
