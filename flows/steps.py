"""The tasks of a run: one for each drop, lot, chunk or recipient. Each is safe to run twice."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from connectors import Entry, Failed
from domain.deposit import Deposit, Effect
from domain.errors import Unavailable, Vanished
from domain.names_aside import notes_beside
from domain.text import Text
from flows import progress
from flows.prefect_retry import DELAYS, may_pass
from flows.quiet import be_concise
from flows.runner import uses_own_pool
from hub.decide import recording
from hub.decide import unpack as unpacking
from hub.decide.decided_chunk import decide_chunk
from hub.decide.unpack import Chunk, Piece, Unpacked
from hub.deliver.rounds import Round, deliver
from hub.intake import pick_up as intake
from hub.intake.deposit_folders import deposit_folder_of
from hub.intake.take_away import take
from hub.intake.told_today import note_told
from hub.machines.run_place import joined
from hub.machines.same_run import Place, is_new_run
from hub.reply.send import send_replies
from hub.runtime.patience import BRIEF, patiently
from hub.runtime.run_counts import Count, RunCounts, of_fault, of_invoices, total
from hub.runtime.station import Station, open_station
from hub.runtime.unexpected import as_fault
from hub.settings import load

_ABANDONED = Text("inachevé depuis plus d'un jour, laissé en place", "unfinished for more than a day, left in place")
_BESIDE_A_NOTE = Text(
    "laissé en place : {note!r}, à côté, dit depuis plus d'un jour que son envoi n'est pas fini. Si le fichier est "
    "entier, retirez cette note : le passage suivant le prendra",
    "left in place: {note!r} beside it has said for more than a day that its upload is not finished. If the file is "
    "whole, remove that note: the next run takes it",
)
_WITHDRAWN = Text(
    "n'était plus là au moment d'être relevé : son déposant l'a retiré",
    "was gone when it was to be fetched: its depositor withdrew it",
)
_LATER = Text("plus tard", "later")
_TO_MEND = Text("à corriger", "to be mended")


def here(config: Place) -> Station:
    """The station of the current process. Raises :class:`domain.errors.SettingsError` when this machine differs from
    the one that began the run.
    """
    be_concise()
    if isinstance(config, Path):
        return open_station(config, pool=uses_own_pool(load(config)))
    station = joined(config)
    if is_new_run(config):
        _forget(station)
    return station


@task(
    name="relever",
    task_run_name="relever-{drop}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def pick_up(config: Place, drop: str) -> RunCounts:
    """Receives everything ready in a drop. Raises :class:`domain.errors.DoorClosed` when the door does not open."""
    station = here(config)
    deposit_folder = deposit_folder_of(station.settings, drop)
    with station.door(deposit_folder.door) as connector:
        visit = intake.receive_ready(
            deposit_folder, connector, station.ledger, station.store, pause=lambda: pause(station), now=station.clock
        )
    note_told(station.ledger, visit.told, station.clock())
    return seen(drop, visit)


def begin(config: Path) -> Station:
    """The station, at the beginning of a run: doors that were closed in an earlier run are tried again."""
    station = patiently(lambda: here(config))
    if station.settings.rules.severities:
        from hub.inspect.rules import must_exist  # every rule there is: a second that most runs need not wait for

        must_exist(station.settings.rules.severities)
    _forget(station)
    patiently(station.store.check, BRIEF)
    return station


def _forget(station: Station) -> None:
    """Forgets what an earlier run found closed, lost or out of order."""
    station.closed_doors.forget()
    station.lost_times.forget()
    station.sessions.forget()
    if station.pool:
        station.pool.starts.forget()


def pause(station: Station) -> None:
    """Sleeps between two listings of a folder."""
    time.sleep(station.settings.run.quiet)


def seen(name: str, visit: intake.PickUp) -> RunCounts:
    """The files of a pick-up, counted for ``name``."""
    counts = Counter({Count.RECEIVED: len(visit.received), Count.WAITING: len(visit.waiting)})
    remarks = tuple(_abandoned(visit.abandoned))
    remarks += tuple(_WITHDRAWN.about(repr(entry.name)) for entry in visit.withdrawn)
    done = RunCounts(drop=name, counts=counts, remarks=(*remarks, *visit.remarks))
    undone = [of_fault(name, visit.fault)] if visit.fault else []
    # What is gone, another run has taken, or its depositor.
    left = (failed for failed in visit.failed if not isinstance(failed.error, Vanished))
    return total((done, *undone, *(_failed_file(name, failed) for failed in left)))[0]


def _abandoned(entries: Sequence[Entry]) -> Iterator[Text]:
    notes = notes_beside({entry.name: entry.size for entry in entries})
    for entry in entries:
        beside = [_BESIDE_A_NOTE.with_({"note": note}) for note in notes.get(entry.name, ())]
        yield (beside or [_ABANDONED])[0].about(repr(entry.name))


@task(name="ouvrir-le-lot", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def unpack(config: Place, deposit: Deposit) -> Unpacked:
    """The members of a lot, written to the store."""
    station = here(config)
    limits = unpacking.limits_for(station.settings.run, deposit)
    try:
        return unpacking.unpack(deposit, station.store, limits, station.settings.run.invoice_bytes)
    except BaseException as error:
        raise as_fault(error, deposit.name) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkCounts:
    """What was decided of a chunk, and the documents that another process decides on now."""

    counts: RunCounts
    elsewhere: tuple[Piece, ...] = ()


@task(name="decider", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def decide(config: Place, chunk: Chunk) -> ChunkCounts:
    """Decides on what nobody else decides on of a chunk, and records it in one transaction."""
    decided = decide_chunk(here(config), chunk)
    progress.advance("decision", len(chunk.pieces) - len(decided.elsewhere))
    counts = of_invoices(chunk.drop, decided.invoices).plus(RunCounts(drop=chunk.drop, troubles=decided.troubles))
    return ChunkCounts(counts=counts, elsewhere=decided.elsewhere)


@task(name="conclure-le-lot", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def conclude(config: Place, lot: Unpacked) -> RunCounts:
    """Sets the status of a lot, once its chunks are recorded; one that is refused whole counts as one document."""
    station = here(config)
    recording.conclude(station.ledger, lot, station.clock())
    return RunCounts(drop=lot.deposit.drop, counts={} if lot.pieces else {Count.IRRECEVABLE: 1})


@task(
    name="ranger",
    task_run_name="ranger-{drop}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def take_away(config: Place, drop: str) -> RunCounts:
    """Moves the decided files of a deposit folder to ``traites/`` or ``rejets/``."""
    return take(here(config), drop)


@task(
    name="rendre-compte",
    task_run_name="rendre-compte-{drop}-{effect}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def reply_to_depositor(config: Place, drop: str, effect: Effect) -> RunCounts:
    """Sends the depositor certificates (CERTIFY), comptes rendus (REPORT) or status changes (STATUS)."""
    done = send_replies(here(config), drop, effect)
    progress.advance("retour", done.of(Count.RETURNED))
    return done


@task(
    name="remettre",
    task_run_name="remettre-{delivery_round.door}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def deliver_round(config: Place, delivery_round: Round) -> tuple[RunCounts, ...]:
    """Delivers invoices, or invoices to validate, to the recipients of a round; one RunCounts for each drop of
    origin.
    """
    done = deliver(here(config), delivery_round)
    progress.advance(
        "remise", sum(drop_counts.of(Count.DELIVERED) + drop_counts.of(Count.SUBMITTED) for drop_counts in done)
    )
    return done


def due(station: Station, effect: Effect) -> tuple[str, ...]:
    """The drops or recipients with due tasks of this effect."""
    return patiently(lambda: station.ledger.outbox.targets(effect, station.clock()))


def _failed_file(drop: str, failed: Failed) -> RunCounts:
    kind = _LATER if isinstance(failed.error, Unavailable) else _TO_MEND
    counts = of_fault(drop, failed.error, repr(failed.entry.name))  # escaped: terminals and JSON refuse some bytes
    told = (
        replace(one, text=Text(f"{one.text.fr} ({kind.fr})", f"{one.text.en} ({kind.en})")) for one in counts.troubles
    )
    return replace(counts, troubles=tuple(told))
