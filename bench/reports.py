"""Benchmarks of large reports: the status report as CSV and as a workbook, compared with one big data frame."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import BinaryIO

from bench.comparison import Figure
from domain.deposit import DepositedInvoice, Disposition
from domain.document import Format
from domain.invoice import FIELDS
from domain.route import Route
from domain.status import Status
from domain.text import Locale, Text
from exporters.reports import csv_writer, xlsx_writer
from exporters.reports.status_report import COLUMNS, STATUTS
from exporters.reports.xlsx_writer import Worksheet

ROOT = Path(__file__).resolve().parent.parent
BEGUN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
STATUSES = (Status.MISE_A_DISPOSITION, Status.MANDATEE, Status.MISE_EN_PAIEMENT, Status.SUSPENDUE)
SUPPLIERS = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One report in its own process: rows per second, and peak memory in bytes."""

    rate: float
    memory: int


def as_csv(count: int, runs: int) -> Figure:
    """``count`` rows of the status report as CSV; the naive way builds one data frame of all rows."""
    way = Text("pandas : toutes les lignes dans un DataFrame, to_csv", "pandas: all rows in one DataFrame, to_csv")
    return _figure("csv", Text("État en CSV", "Report as CSV"), way, count, runs, count)


def as_xlsx(count: int, runs: int) -> Figure:
    """The same as a workbook; the naive way needs the development lock (openpyxl)."""
    way = Text("pandas : un DataFrame, to_excel par openpyxl", "pandas: one DataFrame, to_excel by openpyxl")
    return _figure("xlsx", Text("État en XLSX", "Report as XLSX"), way, count, runs, max(count // 10, 10))


def _figure(form: str, name: Text, naive_way: Text, count: int, runs: int, naive_count: int) -> Figure:
    turns = [(_apart(form, count), _apart(f"naive-{form}", naive_count)) for _ in range(runs)]
    ours, naive = ([turn[side] for turn in turns] for side in (0, 1))
    seconds = count / median(turn.rate for turn in ours)
    return Figure(
        name=name,
        what=Text(f"{count} lignes de {len(COLUMNS)} colonnes", f"{count} rows of {len(COLUMNS)} columns"),
        ours=median(turn.rate for turn in ours),
        naive=median(turn.rate for turn in naive),
        naive_way=Text(f"{naive_way.fr}, {naive_count} lignes", f"{naive_way.en}, {naive_count} rows"),
        runs=runs,
        note=Text(
            f"{seconds:.1f} s, mémoire {_peak(ours)} Mo (naïf : {_peak(naive)} Mo)",
            f"{seconds:.1f} s, memory {_peak(ours)} MB (naive: {_peak(naive)} MB)",
        ),
    )


def _peak(turns: list[Turn]) -> int:
    return max(turn.memory for turn in turns) // 2**20


def _apart(way: str, count: int) -> Turn:
    command = [sys.executable, "-m", "bench.reports", way, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, text=True)  # noqa: S603
    return Turn(**json.loads(done.stdout))


def turn(way: str, count: int) -> Turn:
    """Writes one report in this process."""
    with tempfile.TemporaryFile() as file:
        started = perf_counter()
        WAYS[way](invoices(count), file)
        rate = count / (perf_counter() - started)
    return Turn(rate=rate, memory=_held())


def _held() -> int:
    """Peak memory of this process in bytes; ``getrusage`` would include the parent's before the start."""
    (line,) = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def invoices(count: int) -> Iterator[DepositedInvoice]:
    """Invoices as streamed by the ledger: a few thousand suppliers, distinct numbers."""
    for rank in range(count):
        at = BEGUN + timedelta(seconds=37 * rank)
        yield DepositedInvoice(
            id=rank + 1,
            deposit_id=rank // 50 + 1,
            position=rank % 50,
            drop="operateur-edi",
            deposit_name=f"lot-{rank // 50:06d}.tar.gz",
            member=f"factures/facture-{rank:07d}.xml",
            sha256=f"{rank:064x}",
            location="",
            format=Format.UBL_INVOICE,
            profile=None,
            disposition=Disposition.ACCEPTED,
            values=_values(rank, at),
            route=ROUTES[rank % len(ROUTES)],
            status=STATUSES[rank % len(STATUSES)],
            status_at=at + timedelta(days=3),
            deposited_at=at,
            certificate=f"C{rank:051d}",
            available_at=at + timedelta(minutes=9),
        )


ROUTES = [
    Route(
        siret="22060001900016",
        raison_sociale="DEPARTEMENT DES ALPES-MARITIMES",
        code_service=code,
        nom_service=f"Direction {code}",
    )
    for code in ("DRIT", "DSH", "CULTURE")
]


def _values(rank: int, at: datetime) -> dict[str, str | None]:
    cents = 12_000 + rank * 7919 % 4_000_000
    return {
        **dict.fromkeys(FIELDS),
        "numero_facture": f"F2026-{rank:07d}",
        "type_facture": "380",
        "date_facture": at.date().isoformat(),
        "devise": "EUR",
        "siret_fournisseur": f"{99_900_000_000_000 + rank % SUPPLIERS}",
        "nom_fournisseur": f"Fournisseur n° {rank % SUPPLIERS} & Fils",
        "siret_destinataire": "22060001900016",
        "nom_destinataire": "DEPARTEMENT DES ALPES-MARITIMES",
        "numero_engagement": f"{10_000 + rank % 70_000}",
        "cadre_facturation": "A1",
        "montant_ht": f"{cents // 120}.{cents % 100:02d}",
        "montant_tva": f"{cents // 600}.{cents % 100:02d}",
        "montant_ttc": f"{cents // 100}.{cents % 100:02d}",
        "montant_a_payer": f"{cents // 100}.{cents % 100:02d}",
    }


def _csv(rows: Iterator[DepositedInvoice], file: BinaryIO) -> None:
    csv_writer.write(STATUTS, rows, file)


def _xlsx(rows: Iterator[DepositedInvoice], file: BinaryIO) -> None:
    xlsx_writer.write(
        [Worksheet(report=STATUTS, rows=rows)], file, title="Statuts", at=BEGUN, scratch=Path(tempfile.gettempdir())
    )


def _naive_csv(rows: Iterator[DepositedInvoice], file: BinaryIO) -> None:
    from pandas import DataFrame

    DataFrame(_plain(rows)).to_csv(file, sep=";", index=False, encoding="utf-8-sig")


def _naive_xlsx(rows: Iterator[DepositedInvoice], file: BinaryIO) -> None:
    from pandas import DataFrame

    DataFrame(_plain(rows)).to_excel(file, index=False, engine="openpyxl")


def _plain(rows: Iterator[DepositedInvoice]) -> list[dict[str, object]]:
    """Rows as a straightforward script builds them; times without offset, which workbooks do not support."""
    values = [(column.label.fr, column.value) for column in COLUMNS]
    shown = [{label: value(row, Locale.FR) for label, value in values} for row in rows]
    return [
        {label: one.replace(tzinfo=None) if isinstance(one, datetime) else one for label, one in row.items()}
        for row in shown
    ]


WAYS: dict[str, Callable[[Iterator[DepositedInvoice], BinaryIO], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "naive-csv": _naive_csv,
    "naive-xlsx": _naive_xlsx,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(turn(sys.argv[1], int(sys.argv[2])))) + "\n")
