"""Benchmark of the portal's pages over a large ledger: searches, one invoice, the dashboard, and pages a second.

Pages are asked of the application in the process that makes them, without a network: what is measured is the session,
the rights, the queries and the page.
"""

import multiprocessing
import random
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from bench import million
from bench.comparison import Figure
from bench.search import Known, by_reading, known, questions
from domain.compte import EtatCompte
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from domain.text import Text
from hub.comptes import signing_in
from hub.runtime.station import open_station
from ledger.accounts.registered import NewCompte
from ledger.accounts.rights import Doer
from ledger.database.engine import Database
from portail.app import create_app
from portail.context import Portail

if TYPE_CHECKING:
    from starlette.testclient import TestClient

BASE = "http://localhost"
HERE = "/factures-recues"
SETTINGS = """\
[ledger]
url = "sqlite:///{file}"
[store]
folder = "{place}/store"
[annuaire]
folder = "{place}/annuaire"
[doors.ici]
connector = "local"
root = "{place}"
[[drops]]
name = "compte-000"
door = "ici"
folder = "depots"
deposants = ["*"]
[recipients]
door = "ici"
folder = "destinataires"
"""
ASKED: Mapping[str, str] = {
    "tout": "",
    "ce qui attend": "a_traiter=1",
    "état rare": "statut=SUSPENDUE",
    "état fréquent": "statut=MISE_EN_PAIEMENT",
    "service": "service=S03",
    "fournisseur": "fournisseur=menuiserie",
    "numéro": "numero=F2025*",
    "milieu d'un numéro": "numero=*345*",
    "montant": "ttc_min=1000&ttc_max=1100",
    "sans les rejets anciens": "masquer_rejetees=1&masquer_telechargees=1",
}
"""Searches of the largest recipient, by name."""
SECONDS = 10.0
"""How long pages are asked for to learn how many a second there are."""
PROCESSES = 2
Page = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A portal over a large ledger, and who is connected to it."""

    config: Path
    cookie: str
    there: Known
    ids: tuple[int, ...]
    """Some invoices of the largest recipient."""
    database: Database

    def asker(self) -> "Asker":
        """Asks this process for pages."""
        return Asker(_client(self.config, self.cookie))


class Asker:
    """A browser without a screen."""

    def __init__(self, client: "TestClient") -> None:
        self._client = client

    def page(self, path: str) -> None:
        """Raises ``RuntimeError`` for a page that is not what was asked."""
        answer = self._client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")


def benchmarks(count: int, runs: int) -> Iterator[Figure]:
    """Benchmarks of the portal over a ledger of ``count`` invoices."""
    with _served(count) as served:
        asker = served.asker()
        yield _searches(served, asker, count, runs)
        yield _invoice(served, asker, count, runs)
        yield _dashboard(served, asker, count, runs)
        yield _rate(served, count)


def _searches(served: Served, asker: Asker, count: int, runs: int) -> Figure:
    times = {name: _times(partial(asker.page, f"{HERE}?{query}"), runs) for name, query in ASKED.items()}
    every = [time for found in times.values() for time in found]
    naive = [_seconds(partial(by_reading, served.database, one)) for one in list(questions(served.there).values())[:6]]
    slowest = max(times, key=lambda name: median(times[name]))
    return Figure(
        name=Text("Portail : recherche", "Portal: search"),
        what=Text(
            f"la page d'une recherche du plus gros destinataire parmi {count} factures, {len(ASKED)} genres",
            f"the page of a search of the largest recipient of {count} invoices, {len(ASKED)} kinds",
        ),
        ours=1 / median(every),
        naive=1 / median(naive),
        naive_way=Text("les mêmes conditions sans index, sans page", "the same conditions without indexes, no page"),
        runs=runs,
        note=_p95(every, Text(f" ; la plus lente : {slowest}", f"; the slowest: {slowest}")),
    )


def _invoice(served: Served, asker: Asker, count: int, runs: int) -> Figure:
    times = [_seconds(partial(asker.page, f"{HERE}/{id_}")) for id_ in served.ids[: max(20, 20 * runs)]]
    return Figure(
        name=Text("Portail : une facture", "Portal: one invoice"),
        what=Text(f"la page d'une facture parmi {count}", f"the page of one invoice of {count}"),
        ours=1 / median(times),
        naive=1 / _seconds(partial(by_reading, served.database, questions(served.there)[_EXACT])),
        naive_way=Text("trouver un numéro sans index, sans page", "finding a number without indexes, no page"),
        runs=runs,
        note=_p95(times),
    )


def _dashboard(served: Served, asker: Asker, count: int, runs: int) -> Figure:
    path = f"/etats/{served.there.giant}/tableau-de-bord"
    cold = _seconds(partial(asker.page, path))
    warm = _times(partial(asker.page, path), max(20, 20 * runs))
    return Figure(
        name=Text("Portail : tableau de bord", "Portal: dashboard"),
        what=Text(f"du plus gros destinataire parmi {count} factures", f"of the largest recipient of {count} invoices"),
        ours=1 / median(warm),
        naive=1 / cold,
        naive_way=Text("le refaire à chaque fois", "making it anew each time"),
        runs=runs,
        note=_p95(warm),
    )


def _rate(served: Served, count: int) -> Figure:
    """A mix of lists, invoices, first pages and dashboards, by as many processes as a portal would have here."""
    job = partial(_walk, served.config, served.cookie, _mix(served))
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        alone = pool.map(job, [1])[0]
        together = sum(pool.map(job, range(PROCESSES), 1))
    return Figure(
        name=Text("Portail : pages", "Portal: pages"),
        what=Text(
            f"listes, factures, accueil et tableau de bord parmi {count} factures, {PROCESSES} processus",
            f"lists, invoices, first pages and dashboards among {count} invoices, {PROCESSES} processes",
        ),
        ours=together,
        naive=alone,
        naive_way=Text("un processus", "one process"),
        runs=1,
    )


def _mix(served: Served) -> tuple[str, ...]:
    lists = [f"{HERE}?{query}" for query in ASKED.values()]
    return (*lists, *(f"{HERE}/{id_}" for id_ in served.ids[:20]), "/", f"/etats/{served.there.giant}/tableau-de-bord")


def _walk(config: Path, cookie: str, paths: Sequence[str], seed: int) -> float:
    """Pages a second of one process."""
    asker, chance = Asker(_client(config, cookie)), random.Random(seed)  # noqa: S311
    for path in paths[-2:]:
        asker.page(path)
    done, began = 0, perf_counter()
    while (passed := perf_counter() - began) < SECONDS:
        asker.page(chance.choice(paths))
        done += 1
    return done / passed


@contextmanager
def _served(count: int) -> Iterator[Served]:
    with tempfile.TemporaryDirectory(prefix="navette-bench-") as folder:
        place = Path(folder)
        file, config = place / "navette.db", place / "navette.toml"
        ledger = million.build(file, count)
        there = known(file)
        for name in ("annuaire", "depots", "destinataires"):
            (place / name).mkdir()
        config.write_text(SETTINGS.format(file=file, place=place), encoding="utf-8")
        now, doer = million.NOW, Doer(name="bench")
        ledger.stores.adopt(place / "store", now)
        new = NewCompte(courriel="agent@exemple.fr", prenom="", nom="Agent", mot_de_passe="", etat=EtatCompte.ACTIF)
        compte = ledger.accounts.create(new, now, "bench")
        if compte is None:
            raise RuntimeError("the account exists")
        role = RoleRattachement.UTILISATEUR
        ledger.rights.attach(compte.id, there.giant, role, EtatRattachement.ACTIF, now, doer)
        for espace in (Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX):
            right = Habilitation(structure=there.giant, service=None, espace=espace, droit=Droit.CONSULTATION)
            ledger.rights.grant(compte.id, right, Droit.CONSULTATION, now, doer)
        cookie = signing_in.begin(ledger, compte, now + timedelta(minutes=1), "").cookie
        ledger.close()
        database = Database(f"sqlite:///{file}")
        try:
            yield Served(config=config, cookie=cookie, there=there, ids=_some(database, there), database=database)
        finally:
            database.close()


def _some(database: Database, there: Known) -> tuple[int, ...]:
    query = (
        "SELECT invoice_id FROM documents WHERE route_siret = ? AND cadre_facturation = 'A1' AND integrated LIMIT 500"
    )
    with database.read() as connection:
        return tuple(row[0] for row in connection.exec_driver_sql(query, (there.giant,)))


def _client(config: Path, cookie: str) -> "TestClient":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names the library it would rather use
        from starlette.testclient import TestClient
    station = open_station(config, pool=False)
    served = Portail(station=station, clock=lambda: million.NOW + timedelta(minutes=2))
    return TestClient(create_app(served), base_url=BASE, cookies={"navette": cookie}, follow_redirects=False)


def _times(page: Page, runs: int) -> list[float]:
    page()
    return [_seconds(page) for _ in range(runs)]


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _p95(times: Sequence[float], more: Text = Text("", "")) -> Text:
    slow = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return Text(f"p95 : {slow * 1000:.0f} ms{more.fr}", f"p95: {slow * 1000:.0f} ms{more.en}")


_EXACT = Text("numéro exact", "exact number")
