"""EXTENDED-CTC-FR in UBL: sums hold to the cent that each part is allowed and no further; codes of its wider lists."""

from decimal import Decimal, localcontext

import pytest

from tests.conformance.damage import CALM
from tests.validators.en16931.ubl.facture import category, extra, invoice, line, money, part, taxes, tree
from validators.facturx.extended import CTC_FR_UBL

S = category(name="TaxCategory")
LINES, ALLOWANCES, CHARGES = 3, 2, 1
PARTS = LINES + ALLOWANCES + CHARGES
SAID = {
    "LineExtensionAmount": "300.00",
    "TaxExclusiveAmount": "290.00",
    "TaxInclusiveAmount": "348.00",
    "AllowanceTotalAmount": "20.00",
    "ChargeTotalAmount": "10.00",
    "PayableAmount": "348.00",
}


def broken(xml: str) -> set[str]:
    """The codes of the profile's own rules that do not hold."""
    with localcontext(CALM):
        return {failure.code for failure in CTC_FR_UBL.failures(tree(xml))}


def whole(*, off: str = "", cents: int = 0, without: str = "", lines: str = "", extras: str = "") -> str:
    """Three lines, two allowances, a charge; the total ``off`` is that many cents away, ``without`` is not there."""
    said = {name: value for name, value in SAID.items() if name != without}
    if off:
        said[off] = str(Decimal(said[off]) + Decimal(cents) / 100)
    sums = "".join(money(name, value) for name, value in said.items())
    return invoice(
        more="<cbc:DueDate>2026-04-01</cbc:DueDate>",
        extras=extras + 2 * extra("false", "10.00", S) + extra("true", "10.00", S),
        tax=taxes("58.00", part("290.00", "58.00")),
        sums=f"<cac:LegalMonetaryTotal>{sums}</cac:LegalMonetaryTotal>",
        lines=lines or 3 * line(),
    )


def test_what_adds_up_breaks_nothing() -> None:
    assert broken(whole()) == set()


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("name", "allowed", "code"),
    [
        ("LineExtensionAmount", LINES, "BR-FREXT-CO-10"),
        ("TaxExclusiveAmount", PARTS, "BR-FREXT-CO-13"),
        ("TaxInclusiveAmount", PARTS, "BR-FREXT-CO-15"),
        ("AllowanceTotalAmount", ALLOWANCES, "BR-FREXT-CO-11"),
        ("ChargeTotalAmount", CHARGES, "BR-FREXT-CO-12"),
    ],
)
def test_a_total_may_be_off_by_a_cent_a_part_and_no_more(name: str, allowed: int, code: str, sign: int) -> None:
    assert code not in broken(whole(off=name, cents=sign * allowed))
    assert code in broken(whole(off=name, cents=sign * (allowed + 1)))


@pytest.mark.parametrize("name", ["Allowance", "Charge"])
def test_a_total_of_what_is_there_is_there(name: str) -> None:
    code = {"Allowance": "BR-FREXT-CO-11", "Charge": "BR-FREXT-CO-12"}[name]
    assert code in broken(whole(without=f"{name}TotalAmount"))


def coded(says: str, code: str, attribute: str = "") -> str:
    """An allowance or a charge of nothing whose reason is a code."""
    made = extra(says, "0.00", S, reason="")
    found = f"<cbc:AllowanceChargeReasonCode{attribute}>{code}</cbc:AllowanceChargeReasonCode>"
    return made.replace("</cbc:ChargeIndicator>", f"</cbc:ChargeIndicator>{found}")


@pytest.mark.parametrize(
    ("says", "code", "attribute", "codes"),
    [
        ("true", "FC", "", set()),
        ("true", "ZZZZ", "", {"BR-FREXT-CL-20"}),
        ("true", "FC", ' listID="7161"', set()),
        ("true", "ZZZZ", ' listID="7161"', {"BR-FREXT-CL-20"}),
        ("true", "AAA", ' listID="5153"', set()),
        ("true", "ZZZZ", ' listID="5153"', {"BR-FREXT-CL-20-TAX"}),
        ("true", "FC", ' listID="9999"', {"BR-FREXT-CL-20-LISTID"}),
        ("false", "ZZZZ", ' listID="7161"', set()),
    ],
)
def test_the_reason_of_a_charge(says: str, code: str, attribute: str, codes: set[str]) -> None:
    found = broken(whole(extras=coded(says, code, attribute)))
    assert {one for one in found if one.startswith("BR-FREXT-CL")} == codes


@pytest.mark.parametrize(
    ("inside", "codes"),
    [
        ("<cbc:Name>Couleur</cbc:Name><cbc:Value>rouge</cbc:Value>", set()),
        ("<cbc:NameCode>AAA</cbc:NameCode><cbc:Value>rouge</cbc:Value>", set()),
        ("<cbc:NameCode> AAA\n</cbc:NameCode><cbc:Value>rouge</cbc:Value>", set()),
        ("<cbc:NameCode>ZZZZ</cbc:NameCode><cbc:Value>rouge</cbc:Value>", {"BR-FREXT-04"}),
        ("<cbc:Value>rouge</cbc:Value>", {"BR-FREXT-54-1"}),
        ("<cbc:Name>Poids</cbc:Name>", {"BR-FREXT-54-2"}),
        ('<cbc:Name>Poids</cbc:Name><cbc:ValueQuantity unitCode="KGM">1</cbc:ValueQuantity>', set()),
        ("<cbc:Name>Poids</cbc:Name><cbc:ValueQuantity>1</cbc:ValueQuantity>", {"BR-FREXT-54-2"}),
        (
            '<cbc:Name>Poids</cbc:Name><cbc:Value>1</cbc:Value><cbc:ValueQuantity unitCode="KGM">1</cbc:ValueQuantity>',
            {"BR-FREXT-54-2"},
        ),
    ],
)
def test_an_attribute_of_an_item_has_one_name_and_one_value(inside: str, codes: set[str]) -> None:
    told = f"</cac:ClassifiedTaxCategory><cac:AdditionalItemProperty>{inside}</cac:AdditionalItemProperty>"
    lines = line().replace("</cac:ClassifiedTaxCategory>", told) + 2 * line()
    assert broken(whole(lines=lines)) == codes
