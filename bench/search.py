"""Benchmark of searches among a million invoices: each kind of query, compared with full table scans."""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import func, select

from bench import million
from bench.comparison import Figure
from domain.dashboard import ReportScope
from domain.search_criteria import PAGE, DateRange, SearchCriteria, SearchRole
from domain.status import Status
from ledger import Ledger
from ledger.database.engine import Database
from ledger.database.schema import documents
from ledger.search.criteria import criteria
from ledger.search.roles import holds

S = Status
DEEP = 20_000
"""Number of invoices before the deep page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Values to search for in this ledger."""

    giant: str
    """SIRET of the recipient with most invoices."""
    supplier: str
    """SIRET of the supplier with most invoices."""
    moe: str
    dossier: str
    last: date
    """Day of the last deposit."""


@contextmanager
def ledger_of(count: int) -> Iterator[tuple[Ledger, Database, Known]]:
    """A temporary ledger of ``count`` invoices."""
    with tempfile.TemporaryDirectory(prefix="navette-bench-") as place:
        file = Path(place) / "navette.db"
        ledger, database = million.build(file, count), Database(f"sqlite:///{file}")
        try:
            yield ledger, database, known(file)
        finally:
            ledger.close()
            database.close()


def recherche(count: int, runs: int) -> tuple[Figure, Figure]:
    """Benchmarks of searches and of the largest recipient's dashboard, in the same ledger."""
    with ledger_of(count) as (ledger, database, there):
        return searches(ledger, database, there, count, runs), dashboard(ledger, there, count, runs)


def searches(ledger: Ledger, database: Database, there: Known, count: int, runs: int) -> Figure:
    """One page and the total of each kind of query."""
    asked = questions(there)
    times = {name: _median(partial(ledger.search.page, one), runs) for name, one in asked.items()}
    times["page profonde"] = _median(partial(ledger.search.page, SearchCriteria(), after=_deep(ledger)), runs)
    naive = [_seconds(partial(by_reading, database, one)) for one in asked.values()]
    slowest = sorted(times, key=lambda name: -times[name])[:3]
    return Figure(
        name="Recherche",
        what=f"page de {PAGE} et total, {len(times)} genres de questions sur {count} factures",
        ours=len(times) / sum(times.values()),
        naive=len(naive) / sum(naive),
        naive_way="les mêmes conditions sans index : la table entière, pour la page puis pour le total",
        runs=runs,
        note="les plus lentes : " + ", ".join(f"{name} {times[name] * 1000:.0f} ms" for name in slowest),
        target=10,
    )


def dashboard(ledger: Ledger, there: Known, count: int, runs: int) -> Figure:
    """The dashboard of the recipient with most invoices."""
    portee = ReportScope(siret=there.giant)
    day_before = million.NOW - timedelta(days=1)
    return Figure(
        name="Tableau de bord",
        what=f"du plus gros destinataire parmi {count} factures",
        ours=1 / _median(partial(ledger.reports.dashboard, portee, million.NOW, {}, day_before), runs),
        naive=1 / _seconds(partial(_counted, ledger, there.giant)),
        naive_way="lire ses factures une à une et compter les états, sans le reste",
        runs=runs,
        target=1,
    )


def known(file: Path) -> Known:
    """Queries the values from the tables."""

    def one(sql: str) -> str:
        return str(connection.execute(sql).fetchone()[0])

    most = "SELECT {0} FROM documents WHERE {0} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    connection = sqlite3.connect(file)
    try:
        return Known(
            giant=one(most.format("route_siret")),
            supplier=one(most.format("siret_fournisseur")),
            moe=one(most.format("moe")),
            dossier=one("SELECT numero_facture FROM documents WHERE dossier_id = invoice_id LIMIT 1"),
            last=date.fromisoformat(one("SELECT max(deposited_at) FROM documents")[:10]),
        )
    finally:
        connection.close()


def questions(there: Known) -> Mapping[str, SearchCriteria]:
    """The kinds of queries, by name."""
    ago = there.last - timedelta(days=900)
    giant = SearchCriteria(role=SearchRole.DESTINATAIRE, structure=there.giant)
    amounts = SearchCriteria(ttc_min=Decimal(1000), ttc_max=Decimal(1100))
    return {
        "tout": SearchCriteria(),
        "structure": giant,
        "structure et état fréquent": replace(giant, statuts=frozenset({S.MISE_EN_PAIEMENT})),
        "structure et état rare": replace(giant, statuts=frozenset({S.SUSPENDUE})),
        "structure, période et montant": replace(
            amounts, role=giant.role, structure=there.giant, depuis=ago, jusqu_a=ago + timedelta(days=180)
        ),
        "structure et service": SearchCriteria(destinataire=there.giant, code_service="S03"),
        "SIREN dans tout rôle": SearchCriteria(structure=there.giant[:9]),
        "fournisseur": SearchCriteria(role=SearchRole.FOURNISSEUR, structure=there.supplier),
        "nom de fournisseur, fréquent": SearchCriteria(fournisseur="menuiserie"),
        "nom de fournisseur, rare": SearchCriteria(fournisseur="imprimerie*canal 42 s"),
        "numéro exact": SearchCriteria(numero="F2025-0500000"),
        "numéro, début": SearchCriteria(numero="F2024*"),
        "numéro, fin": SearchCriteria(numero="*45"),
        "numéro, milieu": SearchCriteria(numero="*345*"),
        "numéro, milieu fréquent": SearchCriteria(numero="*2024*"),
        "numéro, début et fin": SearchCriteria(numero="F*45"),
        "numéro, rien": SearchCriteria(numero="*zz*"),
        "dossier": SearchCriteria(dossier=there.dossier),
        "maîtrise d'œuvre": SearchCriteria(role=SearchRole.MOE, structure=there.moe),
        "maîtrise d'ouvrage": SearchCriteria(role=SearchRole.MOA, structure=there.giant),
        "cadre rare": SearchCriteria(cadres=frozenset({"A20"})),
        "cadre fréquent": SearchCriteria(cadres=frozenset({"A1"})),
        "pièces de travaux": SearchCriteria(pieces=frozenset({"travaux"})),
        "avoirs": SearchCriteria(pieces=frozenset({"avoir"})),
        "état rare": SearchCriteria(statuts=frozenset({S.SUSPENDUE})),
        "état fréquent": SearchCriteria(statuts=frozenset({S.MISE_EN_PAIEMENT})),
        "montant": amounts,
        "montant, rien": SearchCriteria(ttc_min=Decimal(10**9)),
        "mois de dépôt": SearchCriteria(depuis=ago, jusqu_a=ago + timedelta(days=30)),
        "année de facture": SearchCriteria(periode=DateRange.FACTURE, depuis=ago, jusqu_a=ago + timedelta(days=365)),
        "jours d'état": SearchCriteria(periode=DateRange.ETAT, depuis=ago, jusqu_a=ago + timedelta(days=3)),
        "engagement": SearchCriteria(engagement="EJ0000042"),
        "marché": SearchCriteria(marche="M2024-0042"),
        "compte": SearchCriteria(drop="compte-000", statuts=frozenset({S.REJETEE})),
    }


def by_reading(database: Database, asked: SearchCriteria) -> int:
    """The naive way: no index, the table is read for the page and again for the total."""
    table = documents.c
    with database.read() as connection:
        wanted = (table.current, table.number_sought.is_not(None), *map(holds, criteria(connection, asked)))
        page = select(documents).where(*wanted).with_hint(documents, "NOT INDEXED", "sqlite")
        connection.execute(page.order_by(table.deposited_at.desc(), table.invoice_id.desc()).limit(PAGE)).all()
        total = select(func.count()).select_from(documents).where(*wanted)
        return connection.execute(total.with_hint(documents, "NOT INDEXED", "sqlite")).scalar_one()


def _deep(ledger: Ledger) -> str | None:
    page = ledger.search.page(SearchCriteria(), size=1000)
    for _ in range(DEEP // 1000):
        page = ledger.search.page(SearchCriteria(), after=page.next, size=1000) if page.next else page
    return page.next


def _counted(ledger: Ledger, siret: str) -> Counter[Status | None]:
    return Counter(row.status for row in ledger.invoices.status_rows(siret=siret))


def _median(work: Callable[[], object], runs: int) -> float:
    work()
    return median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
