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
from domain.late_payment import PaymentTerms
from domain.search_criteria import PAGE, DateRange, SearchCriteria, SearchRole
from domain.status import Status
from domain.text import Text
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


def benchmarks(count: int, runs: int) -> tuple[Figure, Figure]:
    """Benchmarks of searches and of the largest recipient's dashboard, in the same ledger."""
    with ledger_of(count) as (ledger, database, there):
        return searches(ledger, database, there, count, runs), dashboard(ledger, there, count, runs)


def searches(ledger: Ledger, database: Database, there: Known, count: int, runs: int) -> Figure:
    """One page and the total of each kind of query."""
    asked = questions(there)
    times = {name: _median(partial(ledger.search.page, one), runs) for name, one in asked.items()}
    times[Text("page profonde", "deep page")] = _median(
        partial(ledger.search.page, SearchCriteria(), after=_deep(ledger)), runs
    )
    naive = [_seconds(partial(by_reading, database, one)) for one in asked.values()]
    slowest = sorted(times, key=lambda name: -times[name])[:3]
    return Figure(
        name=Text("Recherche", "Search"),
        what=Text(
            f"page de {PAGE} et total, {len(times)} genres de questions sur {count} factures",
            f"page of {PAGE} and total, {len(times)} kinds of queries on {count} invoices",
        ),
        ours=len(times) / sum(times.values()),
        naive=len(naive) / sum(naive),
        naive_way=Text(
            "les mêmes conditions sans index : la table entière, pour la page puis pour le total",
            "the same conditions without indexes: the whole table, for the page and for the total",
        ),
        runs=runs,
        note=Text(
            "les plus lentes : " + ", ".join(f"{name.fr} {times[name] * 1000:.0f} ms" for name in slowest),
            "the slowest: " + ", ".join(f"{name.en} {times[name] * 1000:.0f} ms" for name in slowest),
        ),
        target=10,
    )


def dashboard(ledger: Ledger, there: Known, count: int, runs: int) -> Figure:
    """The dashboard of the recipient with most invoices."""
    portee = ReportScope(siret=there.giant)
    day_before = million.NOW - timedelta(days=1)
    return Figure(
        name=Text("Tableau de bord", "Dashboard"),
        what=Text(f"du plus gros destinataire parmi {count} factures", f"of the largest recipient of {count} invoices"),
        ours=1 / _median(partial(ledger.reports.dashboard, portee, million.NOW, PaymentTerms(), day_before), runs),
        naive=1 / _seconds(partial(_counted, ledger, there.giant)),
        naive_way=Text(
            "lire ses factures une à une et compter les états, sans le reste",
            "read its invoices one by one and count the statuses, without the rest",
        ),
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


def questions(there: Known) -> Mapping[Text, SearchCriteria]:
    """The kinds of queries, by name."""
    ago = there.last - timedelta(days=900)
    giant = SearchCriteria(role=SearchRole.DESTINATAIRE, structure=there.giant)
    amounts = SearchCriteria(ttc_min=Decimal(1000), ttc_max=Decimal(1100))
    return {
        Text("tout", "all"): SearchCriteria(),
        Text("structure", "structure"): giant,
        Text("structure et état fréquent", "structure and frequent status"): replace(
            giant, statuts=frozenset({S.MISE_EN_PAIEMENT})
        ),
        Text("structure et état rare", "structure and rare status"): replace(giant, statuts=frozenset({S.SUSPENDUE})),
        Text("structure, période et montant", "structure, period and amount"): replace(
            amounts, role=giant.role, structure=there.giant, depuis=ago, jusqu_a=ago + timedelta(days=180)
        ),
        Text("structure et service", "structure and service"): SearchCriteria(
            destinataire=there.giant, code_service="S03"
        ),
        Text("SIREN dans tout rôle", "SIREN in any role"): SearchCriteria(structure=there.giant[:9]),
        Text("fournisseur", "supplier"): SearchCriteria(role=SearchRole.FOURNISSEUR, structure=there.supplier),
        Text("nom de fournisseur, fréquent", "supplier's name, frequent"): SearchCriteria(fournisseur="menuiserie"),
        Text("nom de fournisseur, rare", "supplier's name, rare"): SearchCriteria(fournisseur="imprimerie*canal 42 s"),
        Text("numéro exact", "exact number"): SearchCriteria(numero="F2025-0500000"),
        Text("numéro, début", "number, beginning"): SearchCriteria(numero="F2024*"),
        Text("numéro, fin", "number, end"): SearchCriteria(numero="*45"),
        Text("numéro, milieu", "number, middle"): SearchCriteria(numero="*345*"),
        Text("numéro, milieu fréquent", "number, frequent middle"): SearchCriteria(numero="*2024*"),
        Text("numéro, début et fin", "number, beginning and end"): SearchCriteria(numero="F*45"),
        Text("numéro, rien", "number, nothing found"): SearchCriteria(numero="*zz*"),
        Text("dossier", "dossier"): SearchCriteria(dossier=there.dossier),
        Text("maîtrise d'œuvre", "MOE"): SearchCriteria(role=SearchRole.MOE, structure=there.moe),
        Text("maîtrise d'ouvrage", "MOA"): SearchCriteria(role=SearchRole.MOA, structure=there.giant),
        Text("cadre rare", "rare cadre"): SearchCriteria(cadres=frozenset({"A20"})),
        Text("cadre fréquent", "frequent cadre"): SearchCriteria(cadres=frozenset({"A1"})),
        Text("pièces de travaux", "works pieces"): SearchCriteria(pieces=frozenset({"travaux"})),
        Text("avoirs", "credit notes"): SearchCriteria(pieces=frozenset({"avoir"})),
        Text("état rare", "rare status"): SearchCriteria(statuts=frozenset({S.SUSPENDUE})),
        Text("état fréquent", "frequent status"): SearchCriteria(statuts=frozenset({S.MISE_EN_PAIEMENT})),
        Text("montant", "amount"): amounts,
        Text("montant, rien", "amount, nothing found"): SearchCriteria(ttc_min=Decimal(10**9)),
        Text("mois de dépôt", "month of deposit"): SearchCriteria(depuis=ago, jusqu_a=ago + timedelta(days=30)),
        Text("année de facture", "year of invoice"): SearchCriteria(
            periode=DateRange.FACTURE, depuis=ago, jusqu_a=ago + timedelta(days=365)
        ),
        Text("jours d'état", "days of status"): SearchCriteria(
            periode=DateRange.ETAT, depuis=ago, jusqu_a=ago + timedelta(days=3)
        ),
        Text("engagement", "engagement"): SearchCriteria(engagement="EJ0000042"),
        Text("marché", "marché"): SearchCriteria(marche="M2024-0042"),
        Text("compte", "account"): SearchCriteria(drop="compte-000", statuts=frozenset({S.REJETEE})),
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
