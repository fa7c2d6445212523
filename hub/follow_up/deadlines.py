"""Legal deadlines: those that passed without an answer are applied, and one warning is recorded before a deadline.
Payment deadlines of works pieces get a warning here; those of other invoices are in the dashboards of the payers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain import echeance
from domain.dossier import Dossier
from domain.echeance import Echeance, Lapse
from domain.paris_time import paris_day
from domain.status import Status
from domain.suivi import Action, HistoryNote
from domain.travaux import available
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.station import Station

Each = TypeVar("Each")
PAGE = 1000
"""Invoices of one transaction."""
DROP = "échéances"
"""The line of a run's table that counts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Deadlines applied to invoices, and deadlines that are close."""

    lapsed: tuple[Lapse, ...] = ()
    """Applied in this run."""
    warned: tuple[Echeance, ...] = ()
    """Due within the days of the settings, or past already, with a first warning in this run."""

    @property
    def drop_counts(self) -> RunCounts:
        """Counts of both, by drop."""
        return RunCounts(drop=DROP, counts=Counter({Count.LAPSED: len(self.lapsed), Count.WARNED: len(self.warned)}))


def watch(station: Station) -> Deadlines:
    """Applies and warns; safe to run again on the same day."""
    today = paris_day(station.clock())
    lapses: list[Lapse] = []
    warned: list[Echeance] = []
    for dossier in _running(station):
        lapses += echeance.lapses(dossier, today)
        warned += [one for one in _due(station, dossier) if one.days_left(today) <= _days(station)]
    applied = tuple(one for page in _pages(lapses) for one in _lapse(station, page))
    gone = {one.invoice_id for one in applied}
    soon = [one for one in warned if one.invoice_id not in gone]
    return Deadlines(lapsed=applied, warned=tuple(one for page in _pages(soon) for one in _warn(station, page)))


def _running(station: Station) -> Iterator[Dossier]:
    """The dossiers that are still open, and the invoices that wait for a valideur, each as a dossier of one piece."""
    seen: set[int] = set()
    for dossier in station.ledger.follow_up.open_dossiers():
        seen.update(piece.invoice_id for piece in dossier.pieces)
        yield dossier
    for invoice in station.ledger.follow_up.to_validate():
        if invoice.id not in seen:
            yield Dossier.alone(invoice)


def _due(station: Station, dossier: Dossier) -> tuple[Echeance, ...]:
    return echeance.echeances(dossier, delai_paiement=station.settings.delai_paiement(_payer(dossier)))


def _payer(dossier: Dossier) -> str:
    """The structure that pays: the service financier's once it has a piece, else the one that has the last piece."""
    at_desk = [one for one in dossier.pieces if available(one.cadre) is Status.MISE_A_DISPOSITION]
    return (at_desk or dossier.pieces)[-1].destinataire


def _days(station: Station) -> int:
    return station.settings.deadlines.warn_days


def _lapse(station: Station, lapses: Sequence[Lapse]) -> tuple[Lapse, ...]:
    with station.ledger.batch() as batch:
        return batch.lapse(lapses, station.clock())


def _warn(station: Station, soon: Sequence[Echeance]) -> list[Echeance]:
    """Records the warnings not recorded before, and returns them."""
    notes = {
        HistoryNote(
            invoice_id=one.invoice_id,
            action=Action.RAPPEL_ECHEANCE,
            actor="navette",
            detail=f"{one.delai.value} {one.due_on.isoformat()}",
        ): one
        for one in soon
    }
    with station.ledger.batch() as batch:
        return [notes[fresh] for fresh in batch.note(list(notes), station.clock())]


def _pages(items: Sequence[Each]) -> Iterator[Sequence[Each]]:
    return (items[start : start + PAGE] for start in range(0, len(items), PAGE))
