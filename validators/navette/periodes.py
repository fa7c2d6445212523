"""The periods an invoice is about (BG-14, BG-26) and its delivery (BT-72), against its date: warnings for payers."""

from datetime import timedelta

from domain.finding import Pack, Severity
from domain.invoice import Invoice, Period
from domain.text import Text
from validators.common.phrasing import day
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

AHEAD = timedelta(days=31)
"""How long before its period an invoice is still plausible: subscriptions and rents are invoiced a month ahead."""


@rule(
    "NAV-05",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "La période de service commence le {value}, bien après la facture (datée du {dated}).",
        "The service period begins on {value}, long after the invoice (dated {dated}).",
    ),
    remedy=Text(
        "Vérifiez la période : l'administration paie après service fait, sauf pour ce qui se paie d'avance.",
        "Check the period: public bodies pay once the service is done, except what is paid in advance.",
    ),
    source="BT-73, BT-134; décret n° 2012-1246, articles 31 et 33",
)
def service_is_not_to_come(invoice: Invoice, _: Case) -> Answer:
    """No period begins more than a month after BT-2."""
    issued = invoice.date_facture
    if issued is None:
        return True
    starts = {start for period in _periods(invoice) if (start := period.start) and start > issued + AHEAD}
    return tuple(fault(value=day(start), dated=day(issued)) for start in sorted(starts))


@rule(
    "NAV-06",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "Une période finit le {value}, avant de commencer ({start}).",
        "A period ends on {value}, before it begins ({start}).",
    ),
    remedy=Text(
        "Corrigez l'un des deux jours.",
        "Correct one of the two days.",
    ),
    source="BT-73, BT-74, BT-134, BT-135; BR-29, BR-30",
)
def periods_are_in_order(invoice: Invoice, _: Case) -> Answer:
    """Every period ends on the day it begins, or later; for formats outside the official rules."""
    wrong = {(end, start) for one in _periods(invoice) if (end := one.end) and (start := one.start) and end < start}
    return tuple(fault(value=day(end), start=day(start)) for end, start in sorted(wrong))


def _periods(invoice: Invoice) -> list[Period]:
    lines = [line.period for line in invoice.lines if line.period is not None]
    return [invoice.period, *lines] if invoice.period else lines


CHECKS = (service_is_not_to_come, periods_are_in_order)
