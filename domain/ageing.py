"""Ageing of unpaid invoices: days since mise à disposition, and which are past their due day.

Days are counted in Paris, as deadlines are (:mod:`domain.echeance`): a delay of N days from day D ends with D + N.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from heapq import nsmallest

from domain.dashboard import AGE_BANDS, SOON, AgeBand, Overdue
from domain.echeance import DAYS, Delai
from domain.late_payment import LatePayment, PaymentTerms, late_payment
from domain.paris_time import paris_day
from domain.status import Status
from domain.status_facts import STOPPED

MOST = 100
"""Longest list of invoices shown on a dashboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpaid:
    """An invoice made available to its payer and not paid. Absent text is empty, never ``None``."""

    invoice_id: int
    numero_facture: str
    fournisseur: str
    nom_fournisseur: str
    destinataire: str
    nom_destinataire: str
    code_service: str
    status: Status
    devise: str
    ttc: Decimal | None
    available_at: datetime
    """Mise à disposition of the payer; in a works dossier, first mise à disposition of the demande de paiement to the
    MOE.
    """
    completed_at: datetime | None = None
    """Its last completion, from which the payment delay restarts."""
    due: Decimal | None = None
    """What is left to pay (BT-115): what was prepaid is taken off. ``None`` when it is not known."""
    service_fait_at: datetime | None = None
    """When its *service fait* was stated, by the date that was given with it."""
    certificate: str = ""
    numero_engagement: str = ""
    numero_marche: str = ""


def overdue_of(one: Unpaid, today: date, terms: PaymentTerms) -> Overdue:
    """Age and due day of ``one``, and what its delay costs by ``terms``."""
    started = [one.available_at, one.completed_at or one.available_at]
    if one.destinataire in terms.from_service_fait and one.service_fait_at:
        started.append(one.service_fait_at)
    due_on = paris_day(max(started)) + timedelta(days=terms.delays.get(one.destinataire, DAYS[Delai.PAIEMENT]))
    beyond = 0 if one.status in STOPPED else max(0, (today - due_on).days)
    return Overdue(
        invoice_id=one.invoice_id,
        numero_facture=one.numero_facture,
        fournisseur=one.fournisseur,
        nom_fournisseur=one.nom_fournisseur,
        destinataire=one.destinataire,
        code_service=one.code_service,
        status=one.status,
        devise=one.devise,
        ttc=one.ttc,
        available_at=one.available_at,
        due_on=due_on,
        days=(today - paris_day(one.available_at)).days,
        late_days=beyond,
        nom_destinataire=one.nom_destinataire,
        certificate=one.certificate,
        numero_engagement=one.numero_engagement,
        numero_marche=one.numero_marche,
        late_payment=_cost(one, due_on + timedelta(days=1), beyond, terms),
    )


def _cost(one: Unpaid, first_late_day: date, late_days: int, terms: PaymentTerms) -> LatePayment | None:
    """What the delay costs: interest runs on what is left to pay, and nothing is late when nothing is."""
    if one.ttc is None or one.due is None:
        return late_payment(one.ttc, one.devise, first_late_day, late_days, terms.rates)
    left = min(one.ttc, one.due)
    return late_payment(left, one.devise, first_late_day, late_days, terms.rates) if left > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """Ageing of unpaid invoices as a dashboard shows it."""

    tranches: tuple[AgeBand, ...]
    late: tuple[Overdue, ...]
    """Most days late first, at most :data:`MOST`."""
    soon: tuple[Overdue, ...]
    """Due within :data:`domain.dashboard.SOON` days, nearest due day first, at most :data:`MOST`."""
    later: tuple[Overdue, ...] = ()
    """Due after these, nearest due day first, at most :data:`MOST`."""
    awaited: int = 0
    """How many are late, due soon or due later, without a limit."""


def ageing_of(unpaid: Iterable[Unpaid], today: date, terms: PaymentTerms) -> Ageing:
    """Age bands of ``unpaid`` by structure and currency, and the invoices that are late or due soon."""
    rows: list[Overdue] = []
    named: dict[str, str] = {}
    for one in unpaid:
        named[one.destinataire] = one.nom_destinataire or named.get(one.destinataire) or one.destinataire
        rows.append(overdue_of(one, today, terms))
    late = (one for one in rows if one.late_days)
    soon = (one for one in rows if is_soon(one, today))
    running = [one for one in rows if one.status not in STOPPED]
    later = (one for one in running if (one.due_on - today).days > SOON)
    return Ageing(
        tranches=_age_bands(rows, named),
        late=tuple(nsmallest(MOST, late, key=lambda one: (-one.late_days, -(one.ttc or 0), one.invoice_id))),
        soon=tuple(nsmallest(MOST, soon, key=_nearest)),
        later=tuple(nsmallest(MOST, later, key=_nearest)),
        awaited=len(running),
    )


def _nearest(one: Overdue) -> tuple[date, Decimal, int]:
    return one.due_on, -(one.ttc or Decimal()), one.invoice_id


def is_soon(one: Overdue, today: date) -> bool:
    """Whether it is due within :data:`domain.dashboard.SOON` days."""
    return one.status not in STOPPED and 0 <= (one.due_on - today).days <= SOON


class _Sum:
    __slots__ = ("count", "indemnity", "interest", "late", "late_ttc", "ttc")

    def __init__(self) -> None:
        self.count, self.late, self.ttc, self.late_ttc = 0, 0, Decimal(0), Decimal(0)
        self.interest: Decimal | None = Decimal(0)
        self.indemnity = Decimal(0)

    def add(self, one: Overdue) -> None:
        self.count += 1
        self.ttc += one.ttc or 0
        if one.late_days:
            self.late += 1
            self.late_ttc += one.ttc or 0
        if one.late_payment:
            self.indemnity += one.late_payment.indemnity
            interest = one.late_payment.interest
            self.interest = None if interest is None or self.interest is None else self.interest + interest


def _age_bands(rows: Iterable[Overdue], named: Mapping[str, str]) -> tuple[AgeBand, ...]:
    sums: defaultdict[tuple[str, str, int], _Sum] = defaultdict(_Sum)
    for one in rows:
        rank = next(rank for rank, (_, last) in enumerate(AGE_BANDS) if last is None or one.days <= last)
        sums[one.destinataire, one.devise, rank].add(one)
    return tuple(
        AgeBand(
            key=siret,
            label=named[siret],
            first=AGE_BANDS[rank][0],
            last=AGE_BANDS[rank][1],
            count=sums[siret, devise, rank].count,
            devise=devise,
            ttc=sums[siret, devise, rank].ttc,
            late=sums[siret, devise, rank].late,
            late_ttc=sums[siret, devise, rank].late_ttc,
            interest=sums[siret, devise, rank].interest,
            indemnity=sums[siret, devise, rank].indemnity,
        )
        for siret, devise, rank in sorted(sums)
    )
