"""Writes a directory of any size, and measures load, look-ups and nearest answers on one of France's size.

Run ``python -m tests.annuaire.grand_annuaire FOLDER [STRUCTURES SERVICES]``: it writes the two CSV files to FOLDER,
imports them into FOLDER/installed and writes what it measured to standard output.
"""

import csv
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import annuaire
from annuaire.columns import SERVICES, STRUCTURES

WORDS = "MAIRIE COMMUNE SYNDICAT ECOLE COLLEGE LYCEE HOPITAL CENTRE REGIE OFFICE EAUX FORETS PORT NORD SUD".split()
DIRECTIONS = "finances achats voirie culture sports logistique bâtiments archives numérique éducation".split()


def write(folder: Path, structures: int, services: int, seed: int = 0) -> None:
    """The two files: names, towns and flags by chance, the first structure with a hundredth of all services."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    sirets = _sirets(structures, chance)
    owners = [sirets[0]] * (services // 100) + [chance.choice(sirets) for _ in range(services - services // 100)]
    _write(folder / "structures.csv", STRUCTURES.names, (_structure(s, chance) for s in sirets))
    _write(folder / "services.csv", SERVICES.names, (_service(s, n) for n, s in enumerate(owners)))


def _sirets(count: int, chance: random.Random) -> list[str]:
    sirens = [f"2{n:08d}" for n in chance.sample(range(10**8), count // 2 + 1)]
    return [f"{sirens[n // 2]}{n % 2 + 1:04d}{chance.randrange(10)}" for n in range(count)]


def _structure(siret: str, chance: random.Random) -> list[str]:
    name = " ".join(chance.choices(WORDS, k=3)) + " " + siret[1:6]
    flags = [chance.choice(("true", "false")) for _ in range(8)]
    return [
        "SIRET",
        siret,
        name,
        *flags,
        "true",
        "1 RUE DE LA MAIRIE",
        "",
        "",
        f"{siret[1:6]}",
        name.split()[0] + "VILLE",
        "",
        "",
        "FR",
        "FRANCE",
    ]


def _service(siret: str, rank: int) -> list[str]:
    return [siret, "X", f"S{rank}", f"Direction {DIRECTIONS[rank % 10]}", "false", "true", *[""] * 7, "FR", "FRANCE"]


def _write(path: Path, header: tuple[str, ...], rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def measure(folder: Path, structures: int, services: int) -> Iterator[str]:
    """One line per figure."""
    if not (folder / "structures.csv").exists():
        write(folder, structures, services)
    yield from _timed("read the two CSV files into memory", 1, lambda: annuaire.load(folder))
    installed = folder / "installed"
    yield from _timed("import (check, index, diff, rename)", 1, lambda: annuaire.install(folder, installed))
    yield from _timed("import again (diff of equal directories)", 1, lambda: annuaire.install(folder, installed))
    yield from _timed("open the imported directory", 20, lambda: annuaire.load(installed))
    directory = annuaire.load(installed)
    sirets = [s.siret for s in directory.structures()][:: max(structures // 2000, 1)]
    ((first, _),) = directory.rows("SELECT Identifiant, COUNT(*) FROM services GROUP BY 1 ORDER BY 2 DESC LIMIT 1")
    fresh = annuaire.load(installed)
    yield from _each("structure, first time", sirets, fresh.structure)
    yield from _each("structure, warm", sirets, fresh.structure)
    yield from _each("structure, unknown", [s[::-1] for s in sirets], fresh.structure)
    yield from _each("services, first time", sirets, fresh.services)
    keys = [(s.siret, s.code) for siret in sirets for s in fresh.services(siret)]
    yield from _each("service, first time", keys, lambda key: fresh.service(*key))
    yield from _each("service, warm", keys, lambda key: fresh.service(*key))
    yield from _each(
        "nearest structures, wrong last digit", [s[:13] + "x" for s in sirets[:300]], fresh.nearest_structures
    )
    swapped = [s[:3] + s[4] + s[3] + s[5:] for s in sirets[:300]]
    yield from _each("nearest structures, swapped digits", swapped, fresh.nearest_structures)
    far = [s[:2] + "77777" + s[7:] for s in sirets[:300]]
    yield from _each("nearest structures, nothing near", far, fresh.nearest_structures)
    wrong = [(first, f"Z{n}") for n in range(20)]
    count = len(fresh.services(first))
    yield from _each(f"nearest services among {count}", wrong, lambda key: fresh.nearest_services(*key))
    query = annuaire.Query(nom="syndicat*eaux*")
    yield from _timed("search by name with *", 5, lambda: annuaire.search(fresh, query))
    yield f"{'peak memory':<45}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12.0f} MB"


def _timed(what: str, repeats: int, act: Callable[[], object]) -> Iterator[str]:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    yield f"{what:<45}{statistics.median(times) * 1e3:>12.2f} ms"


def _each(what: str, keys: list[Any], act: Callable[[Any], object]) -> Iterator[str]:
    times = []
    for key in keys:
        start = time.perf_counter()
        act(key)
        times.append(time.perf_counter() - start)
    yield f"{what:<45}{statistics.median(times) * 1e6:>12.1f} µs, slowest {max(times) * 1e3:.2f} ms"


if __name__ == "__main__":
    size = [int(n) for n in sys.argv[2:4]] or [130_000, 400_000]
    for line in measure(Path(sys.argv[1]), *size):
        sys.stdout.write(line + "\n")
