"""The VAT regime of an invoice, and its VAT breakdown (BG-23): category, rate, reason of exemption."""

from decimal import Decimal
from enum import StrEnum

from domain.finding import Severity
from domain.invoice import Invoice, VatBreakdown
from domain.text import Text
from validators.codes.vatex import VATEX
from validators.common.phrasing import amount
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule


class Regime(StrEnum):
    """``TypeTva`` of Chorus Pro."""

    TVA_SUR_DEBIT = "TVA_SUR_DEBIT"
    TVA_SUR_ENCAISSEMENT = "TVA_SUR_ENCAISSEMENT"
    EXONERATION = "EXONERATION"
    SANS_TVA = "SANS_TVA"


EXONEREES = frozenset({"E", "AE", "K", "G"})
"""Exempt, reverse charge, intra-community, export: no VAT, and a reason is required."""

CATEGORIES = EXONEREES | {"S", "Z", "O"}
"""UNTDID 5305 as used in France (BR-FR-15)."""

TAUX = frozenset(map(Decimal, "0 10 13 20 8.5 19.6 2.1 5.5 7 20.6 1.05 0.9 1.75 9.2 9.6".split()))
"""Rates in percent, past and overseas ones included (BR-FR-16)."""

_ZERO = Decimal(0)
_POINTS = {"3": Regime.TVA_SUR_DEBIT, "35": Regime.TVA_SUR_DEBIT, "432": Regime.TVA_SUR_ENCAISSEMENT}
_SCHEMES = {"TVA DEBIT": Regime.TVA_SUR_DEBIT, "TVA ENCAISSEMENT": Regime.TVA_SUR_ENCAISSEMENT}


def regime(invoice: Invoice) -> Regime | None:
    """The VAT regime (section 5.2 of the Chorus Pro facts); ``None`` when the tax point is unknown.

    No VAT at all is ``SANS_TVA``; only exempt categories are ``EXONERATION``; else BT-8, or the tax scheme of older
    UBL, distinguishes *débits* from *encaissements*.
    """
    breakdown = _groups(invoice)
    if not breakdown:
        return _when_due(invoice) if invoice.totals.vat else Regime.SANS_TVA
    if all(each.category == "O" for each in breakdown):
        return Regime.SANS_TVA
    if all(_is_exempt(each) or each.category == "O" for each in breakdown):
        return Regime.EXONERATION
    return _when_due(invoice)


def _when_due(invoice: Invoice) -> Regime | None:
    for each in _groups(invoice):
        if regime := _SCHEMES.get((each.scheme or "").upper()):
            return regime
    return _POINTS.get(invoice.vat_point_code or "")


def _groups(invoice: Invoice) -> list[VatBreakdown]:
    """The groups of the breakdown that are about VAT."""
    return [each for each in invoice.vat_breakdown if each.of_vat]


def _is_exempt(each: VatBreakdown) -> bool:
    if each.category is not None:
        return each.category in EXONEREES
    return not each.amount and not each.rate and bool(each.exemption_reason or each.exemption_code)


@rule(
    "REG-01",
    field="montant_tva",
    message=Text(
        "La facture est exonérée de TVA (catégorie {value}) sans motif.",
        "The invoice is exempt from VAT (category {value}) without a motive.",
    ),
    remedy=Text(
        "Indiquez le motif d'exonération, par exemple « TVA non applicable, art. 293 B du CGI ».",
        "Give the motive of exemption, for example “TVA non applicable, art. 293 B du CGI”.",
    ),
    source="BT-120, BT-121; BR-E-10, BR-AE-10, BR-IC-10, BR-G-10",
)
def exemption_has_its_motive(invoice: Invoice, _: Case) -> Answer:
    """Each exempt part of the breakdown gives BT-120 or BT-121."""
    return tuple(
        fault(value=each.category)
        for each in _groups(invoice)
        if each.category in EXONEREES and not each.exemption_reason and not each.exemption_code
    )


@rule(
    "REG-02",
    field="montant_tva",
    severity=Severity.WARNING,
    message=Text("Le code d'exonération « {value} » n'existe pas.", "There is no exemption code “{value}”."),
    remedy=Text(
        "Employez un code de la liste VATEX, ou dites le motif en clair.",
        "Use a code of the list VATEX, or say the motive in words.",
    ),
    source="BT-120; BT-121; CEF VATEX",
)
def exemption_code_exists(invoice: Invoice, _: Case) -> Answer:
    """Each BT-121 is in the list VATEX, letter case ignored."""
    return tuple(
        fault(value=each.exemption_code)
        for each in _groups(invoice)
        if each.exemption_code and each.exemption_code.upper() not in VATEX
    )


@rule(
    "REG-03",
    field="montant_tva",
    severity=Severity.WARNING,
    message=Text("Le taux de TVA {value} % n'existe pas en France.", "There is no VAT rate of {value} % in France."),
    remedy=Text("Vérifiez le taux : 20, 10, 5,5 ou 2,1 %.", "Check the rate: 20, 10, 5.5 or 2.1 %."),
    source="BT-119; BR-FR-16",
)
def rate_is_known(invoice: Invoice, _: Case) -> Answer:
    """Each BT-119 is a French rate, past or present."""
    return tuple(
        fault(value=amount(each.rate))
        for each in _groups(invoice)
        if each.rate is not None and not (each.rate.is_finite() and each.rate in TAUX)
    )


@rule(
    "REG-04",
    field="montant_tva",
    severity=Severity.WARNING,
    message=Text(
        "La catégorie de TVA « {value} » n'a pas cours en France.",
        "The VAT category “{value}” is not in use in France.",
    ),
    remedy=Text("Employez S, E, AE, K, G, O ou Z.", "Use S, E, AE, K, G, O or Z."),
    source="BT-118; BR-FR-15 (UNTDID 5305)",
)
def category_is_known(invoice: Invoice, _: Case) -> Answer:
    """Each BT-118 is a category in use in France."""
    return tuple(
        fault(value=each.category)
        for each in _groups(invoice)
        if each.category is not None and each.category not in CATEGORIES
    )


@rule(
    "REG-05",
    field="montant_tva",
    message=Text(
        "La catégorie de TVA {category} n'en supporte pas, et {value} de TVA est facturé.",
        "The VAT category {category} bears none, and {value} of VAT is charged.",
    ),
    remedy=Text(
        "Facturez sans TVA, ou employez la catégorie S avec son taux.",
        "Invoice without VAT, or use the category S with its rate.",
    ),
    source="BR-E-09, BR-AE-09, BR-IC-09, BR-G-09, BR-O-09, BR-Z-09",
)
def untaxed_category_has_no_vat(invoice: Invoice, _: Case) -> Answer:
    """The VAT of a part whose category is untaxed is zero."""
    return tuple(
        fault(value=amount(each.amount), category=each.category)
        for each in _groups(invoice)
        if each.amount and each.category in CATEGORIES and each.category != "S"
    )


@rule(
    "REG-06",
    field="montant_tva",
    severity=Severity.WARNING,
    message=Text(
        "La catégorie de TVA S (taux normal) a un taux nul.", "The VAT category S (standard rate) has a rate of zero."
    ),
    remedy=Text(
        "Indiquez le taux, ou la catégorie qui convient (E exonérée, Z taux zéro, AE autoliquidation).",
        "Give the rate, or the category that fits (E exempt, Z zero rate, AE reverse charge).",
    ),
    source="BR-S-05",
)
def taxed_category_has_a_rate(invoice: Invoice, _: Case) -> bool:
    """No part of the breakdown of category S has a rate of zero."""
    return not any(each.category == "S" and each.rate == _ZERO for each in _groups(invoice))


@rule(
    "REG-07",
    field="montant_tva",
    severity=Severity.WARNING,
    message=Text("La TVA ({value}) n'est pas ventilée par taux.", "The VAT ({value}) is not broken down by rate."),
    remedy=Text(
        "Donnez, pour chaque taux, la base et le montant de TVA.",
        "Give the base and the amount of VAT for each rate.",
    ),
    source="BG-23; BR-CO-18; Factur-X MINIMUM",
)
def vat_is_broken_down(invoice: Invoice, _: Case) -> Answer:
    """An invoice with lines and VAT has a breakdown."""
    if invoice.vat_breakdown or not invoice.lines or not invoice.totals.vat:
        return True
    return fault(value=amount(invoice.totals.vat))


CHECKS = (
    exemption_has_its_motive,
    exemption_code_exists,
    rate_is_known,
    category_is_known,
    untaxed_category_has_no_vat,
    taxed_category_has_a_rate,
    vat_is_broken_down,
)
