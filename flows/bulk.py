"""Bulk upload: one big archive, one file or one folder, on demand, on behalf of a drop's account."""

from itertools import chain
from pathlib import Path

from prefect import flow

from flows import steps
from flows.afar import seen_from_afar
from flows.deciding import Deciding
from flows.finished import keep
from flows.finishing import finish
from flows.nightly import fail_if_troubled
from flows.notifications import notify_all
from flows.runner import config_path, runner_of
from flows.summary import publish
from hub.intake import pick_up
from hub.intake.bulk_files import bulk_files
from hub.runtime.late_night import with_late_nights
from hub.runtime.patience import patiently
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.what_waits import with_what_waits


@flow(name="bulk_upload")
def bulk_upload(source: str, drop: str, config: str = "navette.toml") -> tuple[RunCounts, ...]:
    """Deposits ``source`` on behalf of the account ``drop``: same rights, same checks, larger archives allowed.

    The source is read and left where it is; run again with the same bytes, every invoice is a *doublon* notice.
    Raises :class:`domain.errors.NavetteError` when nothing can be read, and at the end if something stayed undone.
    """
    path = config_path(config)
    station = steps.begin(path)
    name = station.settings.drop(drop).name
    received = patiently(
        lambda: pick_up.receive_files(name, Path(source), station.ledger, station.store, station.clock)
    )
    remarks = bulk_files(Path(source)).remarks
    start = RunCounts(drop=name, counts={Count.RECEIVED: len(received)}, remarks=remarks)
    with runner_of(station) as runner, seen_from_afar(station):
        deciding = Deciding(runner, path, station)
        decided = chain(deciding.begin(name), deciding.left_by_others())
        done = with_what_waits(station, [name], chain([start], decided, finish(runner, path, station, [name])))
    all_counts = notify_all(path, station, keep(with_late_nights(station, done)))
    publish(all_counts, station.settings.locale)
    return fail_if_troubled(all_counts)
