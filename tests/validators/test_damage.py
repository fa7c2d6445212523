"""Damage one field of a good invoice: it is found, it is named, and nothing ever raises."""

import string
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Severity
from domain.invoice import Invoice, Line
from tests.validators.good import CONTEXT, GOOD, context, invoice, totals
from validators import check, route

ODD_TEXT = st.text(alphabet=string.printable + "éÉ°«»\u00a0\u200b\x00²٣", max_size=60)
ODD_DECIMAL = st.one_of(
    st.decimals(allow_nan=True, allow_infinity=True),
    st.sampled_from([Decimal("1E+9999"), Decimal("-1E-9999"), Decimal("sNaN"), Decimal("9" * 80)]),
)
MANDATORY = {
    "numero_facture": "NUM-01",
    "date_facture": "DATE-01",
    "type_facture": "TYPE-01",
    "devise": "DEV-01",
    "siret_destinataire": "SIRET-01",
    "code_service": "ACH-03",
}


def fatal(document: Invoice) -> set[str]:
    return {f.code for f in check(document, CONTEXT) if f.severity is Severity.FATAL}


@pytest.mark.parametrize(("field", "code"), MANDATORY.items())
def test_a_mandatory_field_taken_away_is_the_only_refusal(field: str, code: str) -> None:
    assert fatal(invoice(**{field: None})) == {code}


@pytest.mark.parametrize("name", ["without_vat", "vat", "with_vat", "due", "lines"])
@given(cents=st.integers(2, 10**9), sign=st.sampled_from([1, -1]))
def test_a_total_that_is_off_is_refused(name: str, cents: int, sign: int) -> None:
    value = getattr(GOOD.totals, name) + sign * Decimal(cents) / 100
    tolerated = name == "lines" and cents <= 10
    lower_due_without_place_to_say_why = name == "due" and sign < 0 and value >= 0
    codes = {f.code for f in check(totals(**{name: value}), CONTEXT)}
    if lower_due_without_place_to_say_why:
        assert "TOT-09" in codes
    else:
        assert codes & {"TOT-02", "TOT-03", "TOT-04", "TOT-05", "TOT-06"} or tolerated


def test_less_due_than_the_total_is_refused_where_the_format_can_hold_what_was_paid() -> None:
    less = totals(due=Decimal("1000.00"))
    profiles = {
        "urn:cen.eu:en16931:2017": {"TOT-06"},
        "urn:factur-x.eu:1p0:minimum": set(),
        None: set(),
    }
    for profile, refused in profiles.items():
        assert fatal(replace(less, customization=profile)) == refused
    assert [f.code for f in check(less, CONTEXT)] == ["TOT-09"]


@given(digit=st.integers(0, 13), by=st.integers(1, 9))
def test_a_wrong_digit_in_the_recipient_is_never_routed(digit: int, by: int) -> None:
    siret = GOOD.siret_destinataire or ""
    wrong = siret[:digit] + str((int(siret[digit]) + by) % 10) + siret[digit + 1 :]
    damaged = invoice(siret_destinataire=wrong)
    assert fatal(damaged) == {"ACH-01"}
    assert route(damaged, CONTEXT) is None


@given(code=ODD_TEXT.filter(lambda code: code not in ("", "15")))
def test_a_code_that_is_not_the_service_is_never_routed(code: str) -> None:
    damaged = invoice(code_service=code)
    assert "ACH-04" in fatal(damaged)
    assert route(damaged, CONTEXT) is None


def values_for(annotation: str) -> st.SearchStrategy[Any]:
    """What may stand where the type says ``annotation``, however absurd; ``None`` for what is no plain value."""
    if "Decimal" in annotation:
        return st.one_of(st.none(), ODD_DECIMAL)
    if "date" in annotation:
        return st.one_of(st.none(), st.dates())
    return st.one_of(st.none(), ODD_TEXT) if "str" in annotation else st.none()


def damaged(value: Any, draw: st.DrawFn) -> Any:
    """``value``, a part of an invoice, with one thing somewhere inside it replaced by what has no business there."""
    names = {field.name: str(field.type) for field in fields_of(value) if field.name != "charge"}
    name = draw(st.sampled_from(sorted(names)))
    inside = getattr(value, name)
    if isinstance(inside, tuple):
        if inside:
            rank = draw(st.integers(0, len(inside) - 1))
            inside = (*inside[:rank], damaged(inside[rank], draw), *inside[rank + 1 :])
        return replace(value, **{name: inside})
    if is_dataclass(inside):
        return replace(value, **{name: damaged(inside, draw)})
    return replace(value, **{name: draw(values_for(names[name]))})


@st.composite
def damaged_invoices(draw: st.DrawFn) -> Invoice:
    document = GOOD
    for _ in range(draw(st.integers(1, 4))):
        document = damaged(document, draw)
    return document


@given(document=damaged_invoices())
def test_no_damage_makes_a_question_raise(document: Invoice) -> None:
    findings = check(document, CONTEXT)
    assert all(finding.message.fr and finding.message.en and finding.remedy.fr for finding in findings)
    assert check(document, CONTEXT) == findings
    if any(finding.code.startswith(("ACH", "DRO")) and finding.severity is Severity.FATAL for finding in findings):
        assert route(document, CONTEXT) is None


@given(net=st.lists(st.decimals(min_value=-999, max_value=999, places=2), min_size=1, max_size=12))
def test_totals_that_add_up_have_no_finding(net: list[Decimal]) -> None:
    ht = sum(net, Decimal(0))
    vat = round(ht * 20 / 100, 2)
    document = replace(
        totals(lines=ht, without_vat=ht, vat=vat, with_vat=ht + vat, due=ht + vat),
        lines=tuple(Line(net_amount=each) for each in net),
        vat_breakdown=(replace(GOOD.vat_breakdown[0], base=ht, amount=vat),),
    )
    assert [f.code for f in check(document, context(packs=CONTEXT.packs)) if f.code.startswith("TOT")] == []


def test_lines_that_only_group_others_do_not_count() -> None:
    grouped = (*GOOD.lines, Line(status="GROUP", net_amount=Decimal(1000)), Line(status="INFORMATION"))
    assert check(invoice(lines=grouped), CONTEXT) == ()


def test_an_account_read_from_a_page_is_a_transfer() -> None:
    (payment,) = GOOD.payments
    paper = invoice(payments=(replace(payment, means=None),))
    assert [f.code for f in check(paper, CONTEXT)] == ["PAI-01"]
