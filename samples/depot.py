"""Fills the drop folders of three sample suppliers for a demonstration.

``papeterie`` deposits for itself, ``travaux-btp`` sends lots, ``operateur-edi`` deposits for any supplier. Besides the
samples there are a copy of a deposited file (*doublon*), a number used twice, an incomplete file, and names with an
accent, with a blank, and in latin-1.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from samples.cases.case import Case
from samples.invoices import bases
from samples.invoices.builder import build
from samples.invoices.goods import FOURNITURES
from samples.invoices.people import BATIMENT, PAPETERIE
from samples.make import cases
from samples.writers import ubl

FOLDERS = ("depot", "traites", "rejets", "retours")
"""Folders of a supplier's account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A drop account: its folder, its owner, and the SIRENs or SIRETs it may deposit for (``*``: any)."""

    name: str
    nom: str
    deposants: tuple[str, ...]


ACCOUNTS = (
    Account(name="papeterie", nom=PAPETERIE.nom, deposants=(PAPETERIE.siren,)),
    Account(name="travaux-btp", nom=BATIMENT.nom, deposants=(BATIMENT.siret,)),
    Account(name="operateur-edi", nom="OPERATEUR EDI DE DEMONSTRATION", deposants=("*",)),
)
"""The three accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """One file to drop."""

    account: str
    name: bytes
    """Name as listed by the server, in bytes: some suppliers' names are not UTF-8."""
    content: bytes


def fill(root: Path, accounts: Iterable[Account] = ACCOUNTS) -> None:
    """Creates ``root/<account>/{depot,traites,rejets,retours}`` and drops every file. Idempotent."""
    for account in accounts:
        for folder in FOLDERS:
            (root / account.name / folder).mkdir(parents=True, exist_ok=True)
    an_hour_ago = time.time() - 3600  # a recent empty file may be one that is still being written
    for drop in drops():
        path = root / drop.account / "depot" / os.fsdecode(drop.name)
        path.write_bytes(drop.content)
        os.utime(path, (an_hour_ago, an_hour_ago))


def drops() -> Iterator[Drop]:
    """Every file of the demonstration's night; works pieces depend on one another and are not dropped in one night."""
    made = cases()
    for folder, found in made.items():
        for case in found if folder != "travaux" else ():
            yield Drop(account=_account(folder, case), name=case.name.encode(), content=case.content)
    yield from _oddities(made["factures"])


def _account(folder: str, case: Case) -> str:
    if case.name == "deposant-sans-droits.xml" or (folder == "hostiles" and case.name.endswith(("zip", "gz"))):
        return "travaux-btp"
    if folder == "lots":
        return "operateur-edi" if case.name.endswith(".tgz") else "travaux-btp"
    supplier = case.invoice.siren_fournisseur if case.invoice else None
    if supplier == BATIMENT.siren:
        return "travaux-btp"
    return "papeterie" if supplier in {PAPETERIE.siren, None} else "operateur-edi"


def _oddities(good: Iterable[Case]) -> Iterator[Drop]:
    """Unusual files; names begin with ``z`` so that they come after the files they duplicate."""
    first = bases.PAPETERIE
    original = next(case for case in good if case.name == "ubl-facture.xml")
    reused = ubl.write(build(replace(first, articles=FOURNITURES[:2])))
    for name, content in (
        (b"z-copie-de-ubl-facture.xml", original.content),
        (b"z-meme-numero.xml", reused),
        (b"z-en-cours.xml.part", original.content[:2000]),
        ("z facture d'été.xml".encode(), _numbered("PAP-2026-0201")),
        ("z-facture-d'\xe9t\xe9.xml".encode("latin-1"), _numbered("PAP-2026-0202")),
    ):
        yield Drop(account="papeterie", name=name, content=content)


def _numbered(numero: str) -> bytes:
    return ubl.write(build(replace(bases.PAPETERIE, numero=numero)))
