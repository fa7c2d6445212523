"""A credit note's original invoice: received from the same supplier, beside it, or neither."""

from dataclasses import replace
from decimal import Decimal

from domain.deposit import Disposition, Settled
from domain.invoice import Invoice
from tests.validators.good import GOOD
from tests.validators.test_unicite import decided
from validators.chorus_pro.unicite import settle
from validators.navette.origine import origins, with_origin_findings

AVOIR = replace(GOOD, numero_facture="AV-1", type_facture="381", numero_facture_origine=" f2026-0042 ")


def settled(*invoices: Invoice) -> tuple[Settled, ...]:
    return settle([decided(each, f"sha-{rank}", rank) for rank, each in enumerate(invoices)], {}, {})


def codes(one: Settled) -> list[str]:
    return [finding.code for finding in one.decision.findings]


def test_an_origin_nobody_received_is_reported_and_refuses_nothing() -> None:
    (one,) = with_origin_findings(settled(AVOIR), {})
    assert codes(one) == ["ORI-01"]
    assert one.disposition is Disposition.ACCEPTED


def test_an_origin_received_before_or_beside_it_is_in_order() -> None:
    (asked,) = origins(settled(AVOIR))
    assert asked[1] == "f2026-0042"
    assert codes(with_origin_findings(settled(AVOIR), {asked: None})[0]) == []
    assert [codes(one) for one in with_origin_findings(settled(AVOIR, GOOD), {})] == [[], []]


def test_the_same_number_of_another_supplier_is_not_the_origin() -> None:
    (_, number) = next(iter(origins(settled(AVOIR))))
    assert codes(with_origin_findings(settled(AVOIR), {("123456789", number): None})[0]) == ["ORI-01"]


def test_a_works_piece_names_the_piece_before_it_and_is_judged_with_its_dossier() -> None:
    piece = replace(AVOIR, type_facture="380", cadre_facturation="A15")
    assert origins(settled(piece)) == frozenset()


def test_a_credit_larger_than_its_invoice_is_reported_with_both_amounts() -> None:
    (asked,) = origins(settled(AVOIR))
    total = GOOD.totals.with_vat
    assert total is not None
    assert codes(with_origin_findings(settled(AVOIR), {asked: total})[0]) == []
    assert codes(with_origin_findings(settled(AVOIR), {asked: -total})[0]) == []
    (one,) = with_origin_findings(settled(AVOIR), {asked: total - Decimal("0.01")})
    assert codes(one) == ["ORI-02"]
    assert str(total).replace(".", ",") in one.decision.findings[-1].message.fr
    assert one.disposition is Disposition.ACCEPTED
