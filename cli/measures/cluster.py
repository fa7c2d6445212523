"""``navette bench --cluster``: what a night costs here, and what several machines would do."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from bench.cluster.costs import Costs, Limit, Phase, Spread
from bench.cluster.nights import each_chunk
from bench.cluster.plan import LOADS, MOST, NIGHT, Need, Row, need, rows
from cli import language
from cli.bench import decimal
from cli.show.lines import LineWriter
from cli.show.tables import plain_table
from domain.text import NOTHING, Locale, Text
from exporters.common.number_formats import count as whole_number

if TYPE_CHECKING:
    from bench.cluster.measure import Measured

PHASES = {
    Phase.RELEVE: Text("relève", "pick-up"),
    Phase.DECISION: Text("décision", "decision"),
    Phase.REMISE: Text("remise et retours", "delivery and answers"),
    Phase.ETATS: Text("états", "reports"),
}
LIMITS = {
    Limit.WORKERS: Text("cœurs des machines", "cores of the machines"),
    Limit.PROCESS: Text("processus de chaque machine", "process of each machine"),
    Limit.TASKS: Text("tâches trop peu nombreuses", "too few tasks"),
    Limit.FLOW: Text("machine qui mène", "machine that leads"),
    Limit.LOCK: Text("verrou d'écriture", "writers' lock"),
    Limit.PREFECT: Text("serveur de Prefect", "Prefect's server"),
    Limit.DOOR_FILES: Text("fichiers de la porte", "files of the door"),
    Limit.DOOR_BYTES: Text("débit de la porte", "bytes of the door"),
    Limit.STORE: Text("stockage des contenus", "content store"),
}
COSTS = Text(
    "Ce que coûte une facture ({kind}, {count} factures, charge de la machine {load})",
    "What an invoice costs ({kind}, {count} invoices, load of the machine {load})",
)
COST_HEADS = (
    Text("phase", "phase"),
    Text("travail, ms", "pool, ms"),
    Text("processus, ms", "process, ms"),
    Text("meneur, ms", "leader, ms"),
    Text("verrou, ms", "lock, ms"),
    Text("fichiers", "files"),
    Text("porte, Ko", "door, KB"),
    Text("stockage, Ko", "store, KB"),
    Text("questions", "questions"),
)
TOTAL = Text("en tout", "in all")
SHARED = Text(
    "Serveur de Prefect : {prefect} ms par tâche de décision, {calls} appels à son API et {events} événements par "
    "tâche. Disque d'ici, pris pour celui de la porte et du stockage : {files} fichiers durables/s, {store} Mo/s. "
    "Ligne supposée : {bytes} Mo/s. Une nuit vide : {fixed} s.",
    "Prefect's server: {prefect} ms for a task that decides, {calls} calls of its API and {events} events a task. "
    "Disk of this machine, taken for the door's and the store's: {files} lasting files/s, {store} MB/s. Line, assumed: "
    "{bytes} MB/s. An empty night: {fixed} s.",
)
LOCK = Text(
    "Verrou d'écriture : le temps qu'il faut est {share} % du temps de processeur d'une facture ; à lui seul il laisse "
    "passer {most} factures/s.",
    "Writers' lock: the time it is needed for is {share} % of the processor time of an invoice; by itself it lets "
    "{most} invoices/s through.",
)
NOT_FOR_MANY = Text(
    "Verrou mesuré sur SQLite, qui ne sert qu'une machine ; plusieurs veulent PostgreSQL : --postgresql URL.",
    "Lock measured on SQLite, which serves one machine only; several need PostgreSQL: --postgresql URL.",
)
CHECKED = Text(
    "Une machine simulée : {simulated} s ; mesurée : {measured} s. La simulation vaut à {tolerance} % près ici.",
    "One machine simulated: {simulated} s; measured: {measured} s. The simulation is right within {tolerance} % here.",
)
PLAN = Text(
    "Machines de {cores} cœurs, simulées (graine {seed}) : factures par seconde, et ce qui limite",
    "Machines of {cores} cores, simulated (seed {seed}): invoices a second, and what limits them",
)
PLAN_HEADS = (
    Text("machines", "machines"),
    Text("un compte, un passage (Dask)", "one account, one run (Dask)"),
    Text("limite (gain sans elle)", "limit (gain without it)"),
    Text("beaucoup de comptes, un passage par machine", "many accounts, a run on each machine"),
    Text("limite (gain sans elle)", "limit (gain without it)"),
)
NEEDS = Text(
    "Ce que demandent des charges connues, en une nuit de {night} h au plus",
    "What known loads ask for, in a night of {night} h at most",
)
NEED_HEADS = (
    Text("charge", "load"),
    Text("factures", "invoices"),
    Text("heures, une machine", "hours, one machine"),
    Text("machines", "machines"),
    Text("heures", "hours"),
    Text("ce qui limite", "what limits"),
)
TOO_MANY = Text("plus de {most}", "more than {most}")
MEGABIT = 1e6 / 8
"""Bytes."""
SQLITE = Text("SQLite", "SQLite")
POSTGRESQL = Text("PostgreSQL", "PostgreSQL")


def show(count: int, seed: int, cores: int | None, postgresql: str | None, line: int, *, as_json: bool) -> None:
    """Measures and shows; ``cores`` of each machine, those of this one without it."""
    from bench.cluster.measure import measured

    tell(measured(count, seed, postgresql, line * MEGABIT), seed, cores, as_json=as_json)


def tell(found: "Measured", seed: int, cores: int | None, *, as_json: bool) -> None:
    """Shows what was measured, and what machines of ``cores`` would do."""
    each = cores or found.cores
    plans = [rows(found.costs, each, spread, seed) for spread in Spread]
    needs = [need(found.costs, load, each, Spread.MANY, seed) for load in LOADS]
    if as_json:
        sys.stdout.write(json.dumps(_json(found, plans, needs), ensure_ascii=False) + "\n")
        return
    locale, lines = language.current(), LineWriter()
    _show_costs(found, locale, lines)
    _show_plans(plans, each, seed, locale, lines)
    _show_needs(needs, locale, lines)


def _show_costs(found: "Measured", locale: Locale, lines: LineWriter) -> None:
    large = found.large
    values = {
        "kind": (POSTGRESQL if found.postgresql else SQLITE).in_(locale),
        "count": whole_number(large.invoices, locale),
        "load": decimal(large.load, locale),
    }
    table = plain_table(*(head.in_(locale) for head in COST_HEADS), title=COSTS.with_(values).in_(locale))
    cells = [_cells(found, phase) for phase in (work.phase for work in found.costs.works)]
    for work, row in zip(found.costs.works, cells, strict=True):
        table.add_row(PHASES[work.phase].in_(locale), *(_precise(cell, locale) for cell in row))
    sums = [sum(column) for column in zip(*cells, strict=True)]
    table.add_row(TOTAL.in_(locale), *(_precise(cell, locale) for cell in sums), style="bold")
    lines.console.print(table)
    lines.write(SHARED.with_(_shared(found, locale)).in_(locale))
    lines.write(LOCK.with_(_lock(found.costs, locale)).in_(locale))
    lines.write((NOTHING if found.postgresql else NOT_FOR_MANY).in_(locale))
    checked = {
        "simulated": decimal(found.checked.simulated, locale),
        "measured": decimal(found.checked.measured, locale),
        "tolerance": decimal(100 * found.checked.tolerance, locale),
    }
    lines.write(CHECKED.with_(checked).in_(locale))
    lines.write("")


def _cells(found: "Measured", phase: Phase) -> list[float]:
    """Milliseconds, files, kilobytes and questions of an invoice in ``phase``, in the order of the heads."""
    (work,) = (work for work in found.costs.works if work.phase is phase)
    times = [1000 * seconds for seconds in (work.pool, work.threads, work.flow, work.lock)]
    return [*times, work.files, work.door_bytes / 1000, work.store_bytes / 1000, _questions(found, phase)]


def _questions(found: "Measured", phase: Phase) -> float:
    """Statements an invoice in the larger night."""
    return sum(spent.questions for spent in found.large.phases if spent.phase is phase) / found.large.invoices


def _shared(found: "Measured", locale: Locale) -> dict[str, object]:
    costs, asked = found.costs, each_chunk(found.small, found.large)
    return {
        "prefect": _precise(1000 * costs.prefect_chunk, locale),
        "calls": decimal(asked.calls, locale),
        "events": decimal(asked.events, locale),
        "files": whole_number(round(1 / costs.door_file), locale),
        "bytes": decimal(1e-6 / costs.door_byte, locale),
        "store": decimal(1e-6 / costs.store_byte, locale),
        "fixed": decimal(costs.fixed, locale),
    }


def _lock(costs: Costs, locale: Locale) -> dict[str, object]:
    held = sum(work.lock for work in costs.works)
    every = sum(work.pool + work.threads + work.flow + work.database for work in costs.works)
    return {"share": decimal(100 * held / every, locale), "most": whole_number(round(1 / max(held, 1e-9)), locale)}


def _show_plans(plans: Sequence[Sequence[Row]], cores: int, seed: int, locale: Locale, lines: LineWriter) -> None:
    title = PLAN.with_({"cores": cores, "seed": seed}).in_(locale)
    table = plain_table(*(head.in_(locale) for head in PLAN_HEADS), title=title)
    for one, many in zip(*plans, strict=True):
        halves = ((_rate(row, locale), _limit(row, locale)) for row in (one, many))
        table.add_row(str(one.shape.machines), *(cell for half in halves for cell in half))
    lines.console.print(table)
    lines.write("")


def _rate(row: Row, locale: Locale) -> str:
    return whole_number(round(row.rate), locale)


def _limit(row: Row, locale: Locale) -> str:
    return f"{_name(row.limit, locale)} (x {decimal(row.gain, locale)})"


def _name(limit: Limit, locale: Locale) -> str:
    return LIMITS[limit].in_(locale)


def _show_needs(needs: Sequence[Need], locale: Locale, lines: LineWriter) -> None:
    title = NEEDS.with_({"night": whole_number(round(NIGHT), locale)}).in_(locale)
    table = plain_table(*(head.in_(locale) for head in NEED_HEADS), title=title)
    for one in needs:
        table.add_row(
            one.load.name.in_(locale),
            whole_number(one.load.invoices, locale),
            decimal(one.alone, locale),
            TOO_MANY.with_({"most": MOST}).in_(locale) if one.machines is None else str(one.machines),
            decimal(one.hours, locale),
            _name(one.limit, locale),
        )
    lines.console.print(table)


def _precise(value: float, locale: Locale) -> str:
    """Two decimals."""
    shown = f"{value:.2f}"
    return shown if locale is Locale.EN else shown.replace(".", ",")


def _json(found: "Measured", plans: Sequence[Sequence[Row]], needs: Sequence[Need]) -> dict[str, object]:
    return {
        "mesure": asdict(found),
        "ecart": found.checked.tolerance,
        "machines": [_row(row) for rows in plans for row in rows],
        "charges": [_need(one) for one in needs],
    }


def _row(row: Row) -> dict[str, object]:
    shape = {"machines": row.shape.machines, "coeurs": row.shape.cores, "repartition": row.shape.spread}
    return {**shape, "debit": row.rate, "limite": row.limit, "gain": row.gain}


def _need(one: Need) -> dict[str, object]:
    load = {"charge": one.load.name.fr, "factures": one.load.invoices, "heures_une_machine": one.alone}
    return {**load, "machines": one.machines, "heures": one.hours, "limite": one.limit}
