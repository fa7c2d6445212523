"""Consistency of the totals: stated amounts against the sums of their parts.

Sums of amounts already in cents are exact; a difference of up to one cent per part is a warning, a larger one refuses
the invoice. VAT may differ from its base times its rate by the unit that BR-CO-17 (EN 16931) allows, with a warning
beyond one cent per line. What an extended profile allows itself is neither refused nor warned of. Missing parts are
reported by TOT-09, or by the rules on absent totals.
"""

from collections.abc import Callable, Iterable, Iterator

from domain.finding import Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.chorus_pro import sommes
from validators.codes.currencies import EURO
from validators.common.phrasing import amount
from validators.engine.context import Case
from validators.engine.rule import Answer, Fault, fault, rule


@rule(
    "TOT-01",
    field="montant_tva",
    message=Text(
        "TVA à {rate} % : {stated} annoncé, mais la base {base} donne {computed}.",
        "VAT at {rate} %: {stated} stated, but the base {base} gives {computed}.",
    ),
    remedy=Text(
        "Corrigez la base, le taux ou le montant de TVA.",
        "Correct the base, the rate or the amount of VAT.",
    ),
    source="BT-116, BT-119, BT-117; BR-CO-17",
)
def vat_is_base_times_rate(invoice: Invoice, _: Case) -> Answer:
    """Each BT-117 is BT-116 times BT-119, within the unit that BR-CO-17 allows; TOT-10 warns of a smaller gap."""
    return tuple(
        fault(rate=amount(part.rate), stated=amount(gap.stated), base=amount(part.base), computed=amount(gap.computed))
        for part, gap in sommes.vat_of_rates(invoice)
        if not gap.size <= gap.tolerance
    )


@rule(
    "TOT-02",
    field="montant_tva",
    message=Text(
        "Le total de TVA annoncé est {stated} ; la ventilation par taux donne {computed}.",
        "The total VAT stated is {stated}; the breakdown by rate adds up to {computed}.",
    ),
    remedy=Text(
        "Corrigez le total de TVA ou sa ventilation.",
        "Correct the total VAT or its breakdown.",
    ),
    source="BT-110, BT-117; BR-CO-14",
)
def total_vat_is_its_breakdown(invoice: Invoice, _: Case) -> Answer:
    """BT-110 is the sum of BT-117."""
    return _refused(sommes.total_vat(invoice))


@rule(
    "TOT-03",
    field="montant_ttc",
    message=Text(
        "Le total TTC annoncé est {stated} ; HT et TVA font {computed}.",
        "The total with VAT stated is {stated}; the total without VAT and the VAT make {computed}.",
    ),
    remedy=Text(
        "Corrigez le total HT, la TVA ou le TTC.",
        "Correct the total without VAT, the VAT or the total with VAT.",
    ),
    source="BT-109, BT-110, BT-112; BR-CO-15",
)
def total_with_vat_adds_up(invoice: Invoice, _: Case) -> Answer:
    """BT-112 is BT-109 plus BT-110."""
    return _refused(sommes.total_with_vat(invoice))


@rule(
    "TOT-04",
    field="montant_ht",
    message=Text(
        "Le total des lignes annoncé est {stated} ; les lignes font {computed}.",
        "The sum of lines stated is {stated}; the lines add up to {computed}.",
    ),
    remedy=Text(
        "Corrigez le total des lignes ou les montants des lignes.",
        "Correct the sum of lines or the amounts of the lines.",
    ),
    source="BT-106, BT-131; BR-CO-10",
)
def lines_add_up(invoice: Invoice, _: Case) -> Answer:
    """BT-106 is the sum of BT-131."""
    return _refused(sommes.sum_of_lines(invoice))


@rule(
    "TOT-05",
    field="montant_ht",
    message=Text(
        "Le total HT annoncé est {stated} ; lignes, remises et frais donnent {computed}.",
        "The total without VAT stated is {stated}; lines, allowances and charges give {computed}.",
    ),
    remedy=Text(
        "Corrigez le total HT, les remises ou les frais.",
        "Correct the total without VAT, the allowances or the charges.",
    ),
    source="BT-109, BT-107, BT-108; BR-CO-13",
)
def total_without_vat_adds_up(invoice: Invoice, _: Case) -> Answer:
    """BT-109 is BT-106 (or the sum of the lines) minus BT-107 plus BT-108."""
    return _refused(sommes.total_without_vat(invoice))


@rule(
    "TOT-06",
    field="montant_a_payer",
    message=Text(
        "Le net à payer annoncé est {stated} ; le TTC, moins le montant payé, plus l'arrondi, donne {computed}.",
        "The amount due stated is {stated}; the total with VAT, less the paid amount plus rounding, gives {computed}.",
    ),
    remedy=Text(
        "Corrigez le net à payer, le montant payé ou l'arrondi.",
        "Correct the amount due, the paid amount or the rounding.",
    ),
    source="BT-115, BT-113, BT-114; BR-CO-16",
)
def amount_due_adds_up(invoice: Invoice, _: Case) -> Answer:
    """BT-115 is BT-112 minus BT-113 plus BT-114."""
    return _refused(sommes.amount_due(invoice))


@rule(
    "TOT-07",
    field="montant_ht",
    message=Text(
        "Le total des {what} annoncé est {stated} ; leurs montants font {computed}.",
        "The sum of {what} stated is {stated}; their amounts add up to {computed}.",
    ),
    remedy=Text(
        "Corrigez le total ou les montants.",
        "Correct the sum or the amounts.",
    ),
    source="BT-107, BT-108, BT-92, BT-99; BR-CO-11, BR-CO-12",
)
def allowances_and_charges_add_up(invoice: Invoice, _: Case) -> Answer:
    """BT-107 and BT-108 are the sums of the allowances and charges of the document."""
    if not invoice.allowances:
        return True
    return tuple(
        fault(what=gap.what, stated=amount(gap.stated), computed=amount(gap.computed))
        for gap in sommes.allowances_and_charges(invoice)
        if not gap.size <= gap.tolerance
    )


@rule(
    "TOT-08",
    field="montant_ht",
    message=Text(
        "Le total HT annoncé est {stated} ; les bases de TVA font {computed}.",
        "The total without VAT stated is {stated}; the bases of VAT add up to {computed}.",
    ),
    remedy=Text(
        "Corrigez le total HT ou les bases par taux.",
        "Correct the total without VAT or the bases by rate.",
    ),
    source="BT-109, BT-116; BR-S-08, BR-Z-08, BR-E-08, BR-AE-08, BR-IC-08, BR-G-08, BR-O-08",
)
def bases_add_up(invoice: Invoice, _: Case) -> Answer:
    """BT-109 is the sum of BT-116."""
    return _refused(sommes.sum_of_bases(invoice))


@rule(
    "TOT-09",
    field="montant_ht",
    severity=Severity.WARNING,
    message=Text(
        "Montant absent ({what}) : les totaux n'ont pas pu être vérifiés entièrement.",
        "Missing amount ({what}): the totals could not be checked in full.",
    ),
    remedy=Text("Indiquez ce montant, même nul.", "Give this amount, even if zero."),
    source="BR-24, BR-45, BR-46",
)
def parts_are_given(invoice: Invoice, _: Case) -> Answer:
    """Each line has its net amount, each part of the VAT breakdown its base and its amount."""
    return tuple(_missing(invoice))


@rule(
    "TOT-10",
    field="montant_ttc",
    severity=Severity.WARNING,
    message=Text(
        "Écart d'arrondi : {what} annoncé {stated}, calculé {computed}.",
        "Rounding gap: {what} stated {stated}, computed {computed}.",
    ),
    remedy=Text(
        "Arrondissez chaque montant au centime, puis additionnez les montants arrondis.",
        "Round each amount to the cent, then add up the rounded amounts.",
    ),
    source="BR-CO-13…17",
)
def sums_are_exact(invoice: Invoice, _: Case) -> Answer:
    """No sum is off by as little as a cent; beyond the tolerance another rule refuses."""
    gaps = (
        sommes.total_vat(invoice),
        sommes.total_with_vat(invoice),
        sommes.total_without_vat(invoice),
        sommes.amount_due(invoice),
        *_vat_beyond_lines(invoice),
    )
    return _told(gaps, lambda gap: not gap.allowed and sommes.CENT <= gap.size <= min(gap.rounding, gap.tolerance))


@rule(
    "TOT-11",
    field="montant_ttc",
    severity=Severity.WARNING,
    message=Text(
        "Le {what} annoncé est {stated} ; calculé, il est de {computed}. Le profil de la facture n'interdit pas cet "
        "écart.",
        "The {what} stated is {stated}; computed, it is {computed}. The invoice's profile does not forbid this gap.",
    ),
    remedy=Text(
        "Vérifiez les montants : qui paie verra cet écart.", "Check the amounts: whoever pays will see this gap."
    ),
    source="Factur-X 1.09, MINIMUM, BASIC WL; EN 16931, BR-S-08",
)
def gaps_that_the_profile_allows(invoice: Invoice, _: Case) -> Answer:
    """No sum is off by more than rounding explains, where the official rules of the profile do not refuse it."""
    gaps = (
        sommes.total_with_vat(invoice),
        sommes.total_without_vat(invoice),
        sommes.amount_due(invoice),
        sommes.sum_of_bases(invoice),
    )
    return _told(gaps, lambda gap: gap.rounding < gap.size <= gap.tolerance)


def _told(gaps: Iterable[sommes.Gap | None], is_told: Callable[[sommes.Gap], bool]) -> Answer:
    """A fault for each of ``gaps`` that ``is_told``."""
    return tuple(
        fault(what=gap.what, stated=amount(gap.stated), computed=amount(gap.computed))
        for gap in gaps
        if gap is not None and is_told(gap)
    )


def _vat_beyond_lines(invoice: Invoice) -> Iterator[sommes.Gap]:
    """VAT of a rate that differs by more than a cent for each line, in euros."""
    if invoice.lines and invoice.devise == EURO:
        most = sommes.CENT * len(invoice.lines)
        yield from (gap for _, gap in sommes.vat_of_rates(invoice) if gap.size > most)


def _refused(gap: sommes.Gap | None) -> Answer:
    """A fault when the gap exceeds its tolerance or is NaN: hence the double negation."""
    if gap is None or gap.size <= gap.tolerance:
        return True
    return fault(stated=amount(gap.stated), computed=amount(gap.computed))


def _missing(invoice: Invoice) -> Iterator[Fault]:
    for rank, line in enumerate(invoice.lines, 1):
        if line.net_amount is None and line.status not in sommes.NOT_ADDED_STATUSES:
            yield fault(what=Text(f"ligne {rank}, BT-131", f"line {rank}, BT-131"))
    for rank, part in enumerate(invoice.vat_breakdown, 1):
        if part.base is None:
            yield fault(field="montant_tva", what=Text(f"TVA {rank}, BT-116", f"VAT {rank}, BT-116"))
        if part.amount is None:
            yield fault(field="montant_tva", what=Text(f"TVA {rank}, BT-117", f"VAT {rank}, BT-117"))
    if sommes.omits_paid_amount(invoice):
        yield fault(field="montant_a_payer", what=Text("montant déjà payé, BT-113", "paid amount, BT-113"))


CHECKS = (
    vat_is_base_times_rate,
    total_vat_is_its_breakdown,
    total_with_vat_adds_up,
    lines_add_up,
    total_without_vat_adds_up,
    amount_due_adds_up,
    allowances_and_charges_add_up,
    bases_add_up,
    parts_are_given,
    sums_are_exact,
    gaps_that_the_profile_allows,
)
