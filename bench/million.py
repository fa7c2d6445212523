"""Generates a ledger of a million invoices by inserting into its tables, for benchmarks of searches.

30,000 suppliers, 2,000 structures of which a few are giants, three years of deposits; most invoices are paid, one in
a hundred is a works piece. The same seed gives the same ledger.
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from domain.deposit import Disposition
from domain.status import Status
from domain.travaux import available
from ledger import Ledger
from ledger.database.column_types import folded, sought

S = Status
NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
"""The ledger's current time."""
DAYS = 3 * 365
PAGE = 20_000
Row = tuple[object, ...]
_TRADES = (
    "Menuiserie|Serrurerie|Plomberie|Papeterie|Imprimerie|Transports|Espaces Verts|Travaux Publics|Électricité|"
    "Génie Civil|Nettoyage|Restauration|Maçonnerie|Chauffage|Informatique|Mobilier|Éclairage|Voirie|Signalétique"
).split("|")
_PLACES = (
    "du Rhône|de l'Ouest|des Alpes|du Littoral|de la Plaine|du Vignoble|des Deux Rives|du Haut Pays|de Provence|"
    "des Étangs|du Plateau|de Bretagne|des Forges|du Canal|de la Vallée|du Ponant|des Remparts|de Picardie"
).split("|")
_FORMS = ("SARL", "SAS", "SA", "EURL", "et Fils", "Services", "Frères", "Groupe")
_LIFE_CYCLE = (S.DEPOSEE, S.MISE_A_DISPOSITION, S.MANDATEE, S.MISE_EN_PAIEMENT)
_DOCUMENT = (
    "id invoice_id version current integrated deposit_id position drop_name sha256 location format disposition "
    "key_year key_supplier key_number number_sought numero_facture type_facture date_facture devise siret_fournisseur "
    "nom_fournisseur fournisseur_id siret_destinataire nom_destinataire code_service numero_engagement numero_marche "
    "cadre_facturation montant_ht montant_tva montant_ttc montant_a_payer route_siret route_raison_sociale "
    "route_code_service status status_at motif changed_at deposited_at certificate dossier_id moe ht_cents ttc_cents "
    "due_cents available_at"
).split()
_DEPOSIT = "id drop_name name size modified sha256 location received_at status taken".split()
_EVENT = "invoice_id status at actor motif".split()
_FOURNISSEUR = "id siret tva nom_sought".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Suppliers and recipients, each with cumulative weights for random choice."""

    suppliers: tuple[tuple[str, str], ...]
    """(SIRET, name)."""
    supplier_weights: tuple[float, ...]
    structures: tuple[tuple[str, str], ...]
    structure_weights: tuple[float, ...]
    drops: tuple[str, ...]

    @classmethod
    def of(cls, chance: random.Random, suppliers: int, structures: int) -> "People":
        """Draws ``suppliers`` and ``structures``; the first of each have the largest weights."""
        return cls(
            suppliers=tuple(
                (f"{300_000_000 + rank * 7:09d}{rank % 9 + 10:05d}", _name(chance)) for rank in range(suppliers)
            ),
            supplier_weights=tuple(accumulate(1 / (rank + 5) ** 0.8 for rank in range(suppliers))),
            structures=tuple((f"2{rank * 11:08d}00017", f"Commune n° {rank}") for rank in range(structures)),
            structure_weights=tuple(accumulate(1 / (rank + 1) ** 0.9 for rank in range(structures))),
            drops=tuple(f"compte-{rank:03d}" for rank in range(300)),
        )


@dataclass(slots=True, kw_only=True)
class Pages:
    """Rows to insert, by table."""

    deposits: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)


def build(file: Path, count: int, *, suppliers: int = 30_000, structures: int = 2_000, seed: int = 1) -> Ledger:
    """Creates a ledger at ``file`` with ``count`` documents."""
    ledger = Ledger.create(f"sqlite:///{file}")
    chance = random.Random(seed)  # noqa: S311
    people = People.of(chance, min(suppliers, count), min(structures, count))
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = OFF", "cache_size = -400000"):
        connection.execute(f"PRAGMA {pragma}")
    _insert(
        connection,
        "fournisseurs",
        _FOURNISSEUR,
        [(rank, siret, "", folded(name)) for rank, (siret, name) in enumerate(people.suppliers, 1)],
    )
    made = _deposits(chance, people, count)
    while batch := list(islice(made, PAGE // 20)):
        connection.execute("BEGIN")
        for table, columns in (("deposits", _DEPOSIT), ("documents", _DOCUMENT), ("events", _EVENT)):
            _insert(connection, table, columns, [row for pages in batch for row in getattr(pages, table)])
        connection.execute("COMMIT")
    connection.close()
    return ledger


def _insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    places = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_TRADES)} {chance.choice(_PLACES)} {chance.randrange(1, 99)} {chance.choice(_FORMS)}"


def _deposits(chance: random.Random, people: People, count: int) -> Iterator[Pages]:
    """Deposits in chronological order, lots and single files, up to ``count`` documents."""
    next_id, deposit_id = 1, 0
    while next_id <= count:
        deposit_id += 1
        size = min(count - next_id + 1, chance.choice((1, 1, 1, 2, 5, 20, 60, 120)))
        at = NOW - timedelta(days=DAYS * (1 - next_id / count), seconds=chance.randrange(3000))
        drop = people.drops[int(len(people.drops) * chance.random() ** 3)]
        pages = Pages()
        name = f"lot-{deposit_id}.zip"
        pages.deposits.append((deposit_id, drop, name, 1000, 1.0, name, name, _moment(at), "IN_INTEGRE", 1))
        for position in range(size):
            _document(chance, people, pages, (next_id, deposit_id, position), drop, at)
            next_id += 1
        yield pages


def _document(
    chance: random.Random, people: People, pages: Pages, place: tuple[int, int, int], drop: str, at: datetime
) -> None:
    id_, deposit_id, position = place
    supplier = chance.choices(range(len(people.suppliers)), cum_weights=people.supplier_weights)[0]
    siret, name = people.suppliers[supplier]
    structure, raison_sociale = chance.choices(people.structures, cum_weights=people.structure_weights)[0]
    disposition = _disposition(chance)
    integrated = disposition is Disposition.ACCEPTED
    cadre = _cadre(chance)
    steps = _steps(chance, disposition, cadre, at)
    status, status_at = steps[-1] if steps else (None, None)
    number = _number(chance, id_, at)
    cents = int(chance.lognormvariate(11, 1.6))
    ttc = cents * 6 // 5
    service = f"S{chance.randrange(12):02d}" if chance.random() < 0.8 else None
    invoiced: date = (at - timedelta(days=chance.randrange(25))).date()
    dossier = (id_ - chance.randrange(3) if chance.random() < 0.6 else id_) if cadre in _WORKS and integrated else None
    pages.events += [(id_, step.value, _moment(when), "navette", "") for step, when in steps]
    pages.documents.append(
        (
            *(id_, id_, 1, 1, int(integrated), deposit_id, position, drop, f"{id_:064x}", "paquets/1", "cii"),
            disposition.value,
            *(at.year, siret[:9], number, sought(number), number),
            "381" if chance.random() < 0.02 else "380",
            *(invoiced.isoformat(), "EUR", siret, name, supplier + 1, structure, raison_sociale, service),
            f"EJ{chance.randrange(400_000):07d}" if chance.random() < 0.7 else None,
            f"M{at.year}-{chance.randrange(5_000):04d}" if chance.random() < 0.3 else None,
            cadre,
            *(_amount(cents), _amount(ttc - cents), _amount(ttc), _amount(ttc)),
            *((structure, raison_sociale, service) if integrated else (None, None, None)),
            *(status.value if status else None, _moment(status_at) if status_at else None, ""),
            *(_moment(status_at or at), _moment(at), f"{id_:052X}" if integrated else None, dossier),
            *(f"4{chance.randrange(200) * 13:08d}00011" if dossier else None, cents, ttc, ttc),
            _moment(steps[1][1]) if len(steps) > 1 else None,
        )
    )


_WORKS = ("A4", "A15", "A19", "A7", "A17", "A20", "A8", "A10")
_OTHERS = ("A2", "A9", "A12", "A3")


def _cadre(chance: random.Random) -> str:
    draw = chance.random()
    if draw < 0.01:
        return chance.choice(_WORKS)
    return chance.choice(_OTHERS) if draw < 0.04 else "A1"


def _disposition(chance: random.Random) -> Disposition:
    draw = chance.random()
    if draw < 0.93:
        return Disposition.ACCEPTED
    return Disposition.REJECTED if draw < 0.98 else Disposition.DOUBLON


def _steps(chance: random.Random, disposition: Disposition, cadre: str, at: datetime) -> list[tuple[Status, datetime]]:
    """The statuses so far with their times: most invoices are paid after a month."""
    if disposition is Disposition.REJECTED:
        return [(S.REJETEE, at)]
    if disposition is Disposition.DOUBLON:
        return []
    steps, when = [(S.DEPOSEE, at)], at + timedelta(hours=2)
    ends = chance.choices(
        (_LIFE_CYCLE[1:], (available(cadre), S.REJETEE), (available(cadre), S.SUSPENDUE), (available(cadre),)),
        (94, 3, 1, 2),
    )[0]
    for step in (available(cadre), *ends[1:]):
        if when > NOW:
            break
        steps.append((step, when))
        when += timedelta(days=chance.uniform(1, 25))
    return steps


def _number(chance: random.Random, id_: int, at: datetime) -> str:
    style = chance.random()
    if style < 0.4:
        return f"F{at.year}-{id_:07d}"
    if style < 0.7:
        return f"FA{at:%y%m}{id_ % 100_000:05d}"
    return f"{chance.choice('ABCDEFGH')}{id_ * 7919 % 10**7:07d}/{at:%y}"


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}.000000"
