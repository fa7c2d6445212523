"""The tasks of a night: one a drop, a lot, a chunk or a recipient. Each is safe to run twice."""

import time
from dataclasses import replace
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from connectors import Failed
from domain.deposit import Deposit, Effect
from domain.errors import NavetteError, Unavailable
from flows import progress
from flows.quiet import be_concise
from flows.retry import DELAYS, may_pass
from flows.runner import crewed
from hub.decide import recording
from hub.decide import unpack as unpacking
from hub.decide.split_pdf import decide_apart
from hub.decide.unpack import Chunk, Unpacked
from hub.deliver.rounds import Round, deliver
from hub.intake import pick_up as intake
from hub.intake.inboxes import inbox
from hub.intake.take_away import take
from hub.reply.send import tell
from hub.runtime.run_counts import Count, Tally, of_invoices
from hub.runtime.station import Station, station
from hub.settings import load


def here(config: Path) -> Station:
    """The station of the process a flow or a task runs in."""
    be_concise()
    return station(config, crew=crewed(load(config)))


@task(
    name="relever",
    task_run_name="relever-{drop}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def pick_up(config: Path, drop: str) -> Tally:
    """Receives everything ready in a drop. Raises ``Unavailable`` when the door does not open."""
    place = here(config)
    box = inbox(place.settings, drop)
    with place.door(box.door) as connector:
        visit = intake.pick_up(box, connector, place.ledger, place.store, pause=lambda: pause(place), now=place.clock)
    return seen(drop, visit)


def pause(place: Station) -> None:
    """Between two looks at a folder."""
    time.sleep(place.settings.run.quiet)


def seen(name: str, visit: intake.PickUp) -> Tally:
    """What a visit brought, counted for ``name``."""
    counts = {Count.RECEIVED: len(visit.received), Count.WAITING: len(visit.waiting)}
    faults = (str(visit.fault),) if visit.fault else ()
    return Tally(
        drop=name,
        counts=counts,
        troubles=(*faults, *(_said(failed) for failed in visit.failed)),
        remarks=tuple(f"{entry.name!r} : inachevé depuis plus d'un jour, laissé en place" for entry in visit.abandoned),
    )


@task(name="ouvrir-le-lot", cache_policy=NO_CACHE)
def unpack(config: Path, deposit: Deposit) -> Unpacked:
    """The members of a lot, written to the store; a lot that never was in a drop is a bulk upload."""
    place = here(config)
    return unpacking.unpack(
        deposit,
        place.store,
        unpacking.limits_of(place.settings.run, bulk=deposit.taken),
        place.settings.run.invoice_bytes,
    )


@task(name="decider", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def decide(config: Path, chunk: Chunk) -> Tally:
    """Decides on a chunk and records it in one transaction."""
    place = here(config)
    terms = place.terms(place.settings.drop(chunk.drop))
    pieces, answers = decide_apart(
        terms, place.settings.store.folder, place.settings.run.invoice_bytes, chunk.pieces, place.crew
    )
    rights = frozenset(place.settings.drop(chunk.drop).deposants)
    recorded = recording.record(place.ledger, replace(chunk, pieces=pieces), answers, place.clock(), rights)
    progress.advance("decision", len(chunk.pieces))
    lost = (
        f"{piece.member or piece.path} : {answer}"
        for piece, answer in zip(pieces, answers, strict=True)
        if isinstance(answer, NavetteError)
    )
    return of_invoices(chunk.drop, recorded).plus(Tally(drop=chunk.drop, troubles=tuple(lost)))


@task(name="conclure-le-lot", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def conclude(config: Path, lot: Unpacked) -> None:
    """Says where a lot stands, once its chunks are recorded."""
    place = here(config)
    recording.conclude(place.ledger, lot, place.clock())


@task(
    name="ranger",
    task_run_name="ranger-{drop}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def take_away(config: Path, drop: str) -> Tally:
    """Moves the decided files of an inbox to ``traites/`` or ``rejets/``."""
    return take(here(config), drop)


@task(
    name="rendre-compte",
    task_run_name="rendre-compte-{drop}-{effect}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def tell_supplier(config: Path, drop: str, effect: Effect) -> Tally:
    """Brings certificates (CERTIFY), comptes rendus (REPORT) or status changes (STATUS) to whoever they are for."""
    done = tell(here(config), drop, effect)
    progress.advance("retour", done.of(Count.RETURNED))
    return done


@task(
    name="remettre",
    task_run_name="remettre-{way.door}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def deliver_round(config: Path, way: Round) -> tuple[Tally, ...]:
    """Brings the recipients of a round their invoices, or what they validate; one tally for each drop of origin."""
    done = deliver(here(config), way)
    progress.advance("remise", sum(tally.of(Count.DELIVERED) + tally.of(Count.SUBMITTED) for tally in done))
    return done


def due(place: Station, effect: Effect) -> tuple[str, ...]:
    """The drops or recipients something is due for, now."""
    return place.ledger.targets(effect, place.clock())


def _said(failed: Failed) -> str:
    kind = "plus tard" if isinstance(failed.error, Unavailable) else "à corriger"
    return f"{failed.entry.name!r} : {failed.error} ({kind})"  # escaped: no terminal and no JSON takes every byte
