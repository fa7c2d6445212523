"""A run that several machines do: what the one that begins it tells the others, and what each of them works by."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from hub.machines import run_directory
from hub.machines.same_run import RunPlace, agreement_of, knows, machine, must_agree
from hub.runtime.outbox_tasks import holding
from hub.runtime.station import Station, open_station


@contextmanager
def begun(station: Station) -> Iterator[RunPlace]:
    """What each task of a run that this machine leads within the block carries.

    Raises :class:`domain.errors.NavetteError` when the directory cannot be put where the others find it.
    """
    agreement, directory = agreement_of(station.settings), run_directory.publish(station)
    with holding(station) as lease:
        yield RunPlace(agreement=agreement, directory=directory, run=lease.holder)


def joined(place: RunPlace) -> Station:
    """This machine's station for a task of the run: by its own settings, with the directory of the run.

    Raises :class:`domain.errors.SettingsError` when this machine differs from the one that began the run.
    """
    mine = machine()
    station = open_station(mine.config)
    leases = station.ledger.leases
    same = knows(place) or leases.stands(place.run)
    must_agree(place, agreement_of(station.settings), leases.clock_ahead(), same_ledger=same)
    annuaire = run_directory.at_hand(station, place.directory, mine.scratch)
    return replace(station, settings=station.settings.model_copy(update={"annuaire": annuaire}))
