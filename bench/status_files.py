"""Benchmark of status files, from the recipient's folder to the ledger, compared with one transaction per line."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import servers
from bench.comparison import Figure
from bench.invoices_at_desk import SUPPLIER, fill, numbered
from domain.deposit import DepositKind
from domain.errors import NavetteError
from domain.status import Status
from domain.status_facts import LABELS
from domain.text import Text
from hub import settings
from hub.follow_up import status_files
from hub.intake import pick_up
from hub.intake.deposit_folders import deposit_folder_of, name_of
from hub.runtime.run_counts import Count
from hub.runtime.station import Station, ledger_url
from ledger import ContentStore, Ledger
from samples.writers.status_files import Avis, cpp_statut, table

SIRET = "99900099000019"
DROP = "mesure"
STEPS = (
    Status.SERVICE_FAIT,
    Status.MANDATEE,
    Status.MISE_A_DISPOSITION_COMPTABLE,
    Status.COMPTABILISEE,
    Status.MISE_EN_PAIEMENT,
)
"""One status per run, so that each run applies to the same invoices."""
NAIVE = 300
"""Lines of the naive way, whose time per line is constant."""
SETTINGS = """\
[ledger]
url = "sqlite:///navette.db"
[store]
folder = "store"
[doors.local]
connector = "local"
root = "."
[[drops]]
name = "mesure"
door = "local"
folder = "mesure"
deposants = ["*"]
[recipients]
door = "local"
folder = "destinataires"
[run]
quiet = 0.0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Lines per second of both ways."""

    ours: float
    naive: float


def table_of(count: int, runs: int) -> Figure:
    """``count`` lines of one CSV."""
    return _figure(Text("Statuts reçus (CSV)", "Statuses received (CSV)"), count, runs, "reponse.csv", table)


def cpp_of(count: int, runs: int) -> Figure:
    """``count`` elements of one CPPStatut."""
    return _figure(
        Text("Statuts reçus (CPPStatut)", "Statuses received (CPPStatut)"),
        count,
        runs,
        "reponse.xml",
        lambda avis: cpp_statut(avis, datetime.now(UTC)),
    )


def _figure(name: Text, count: int, runs: int, file: str, write: Callable[[list[Avis]], bytes]) -> Figure:
    with servers.workplace() as home:
        station = _lay_out(home, count)
        turns = [_turn(station, home, count, step, file, write) for step in STEPS[: min(runs, len(STEPS))]]
    return Figure(
        name=name,
        what=Text(
            f"{count} lignes d'un fichier : relevé, lu, appliqué, inscrit au registre",
            f"{count} lines of one file: picked up, read, applied, recorded in the ledger",
        ),
        ours=median(turn.ours for turn in turns),
        naive=median(turn.naive for turn in turns),
        naive_way=Text(
            f"une transaction par ligne, la facture cherchée par son numéro ({NAIVE} lignes)",
            f"one transaction a line, the invoice looked up by its number ({NAIVE} lines)",
        ),
        runs=len(turns),
        target=10_000,
    )


def _lay_out(home: Path, count: int) -> Station:
    config = home / "navette.toml"
    config.write_text(SETTINGS, encoding="utf-8")
    chosen = settings.load(config)
    ledger, store = Ledger.create(ledger_url(chosen)), ContentStore(chosen.store.folder)
    fill(ledger, store, count + NAIVE, drop=DROP, siret=SIRET, now=datetime.now(UTC))
    return Station(settings=chosen, ledger=ledger, store=store, pool=None)


def _turn(
    station: Station, home: Path, count: int, step: Status, file: str, write: Callable[[list[Avis]], bytes]
) -> Turn:
    body = write([_avis(rank, step) for rank in range(count)])
    folder = home / "destinataires" / SIRET / "statuts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{step.value}-{file}").write_bytes(body)
    started = perf_counter()
    applied = _follow(station)
    ours = count / (perf_counter() - started)
    (folder / f"{step.value}-{file}").unlink()
    if applied != count:
        raise NavetteError(
            Text(f"{applied} lignes sur {count} ont été appliquées.", f"{applied} lines of {count} were applied."),
            Text("La mesure demande des lignes toutes bonnes.", "The bench needs lines that are all good."),
        )
    return Turn(ours=ours, naive=_naive(station.ledger, count, step))


def _follow(station: Station) -> int:
    deposit_folder = deposit_folder_of(station.settings, name_of(DepositKind.STATUTS, SIRET))
    with station.door(deposit_folder.door) as connector:
        pick_up.receive_ready(
            deposit_folder, connector, station.ledger, station.store, pause=lambda: None, now=station.clock
        )
    waiting = station.ledger.deposits.undecided(deposit_folder.name, DepositKind.STATUTS)
    return sum(status_files.follow(station, deposit_folder, deposit).of(Count.APPLIED) for deposit in waiting)


def _naive(ledger: Ledger, first: int, step: Status) -> float:
    lines = table([_avis(first + rank, step) for rank in range(NAIVE)]).decode("utf-8-sig")
    words = {LABELS[status]: status for status in Status}
    started = perf_counter()
    for row in csv.DictReader(io.StringIO(lines), delimiter=";"):
        (found,) = ledger.invoices.find(row["Numéro facture"])
        ledger.lifecycle.change(found.invoice.id, words[row["Statut"]], SIRET, row["Motif"], datetime.now(UTC))
    return NAIVE / (perf_counter() - started)


def _avis(rank: int, step: Status) -> Avis:
    return Avis(
        numero=numbered(rank),
        fournisseur=f"{SUPPLIER}00018",
        destinataire=SIRET,
        statut=step,
        mandat=f"MD-{rank}",
    )
