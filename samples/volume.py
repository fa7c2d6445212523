"""Fast generation of any number of distinct valid invoices, for benchmarks, lots and large tests.

The same ``seed`` gives the same invoices; another one gives invoices with other numbers.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.invoice import Invoice
from exporters import cii
from samples.invoices.builder import build
from samples.invoices.demo import Article, DemoInvoice, Places
from samples.invoices.goods import CATALOGUE
from samples.invoices.people import BATIMENT, INFORMATIQUE, PAPETERIE, PRESSE, RECIPIENTS, TRAITEUR
from samples.layouts.page import Layout, pdf
from samples.writers import ubl

FIRST_DAY = date(2026, 1, 2)
_SUPPLIERS = (PAPETERIE, BATIMENT, TRAITEUR, INFORMATIQUE, PRESSE)
_LINES = {"ubl": 7, "cii": 4}
"""Number of lines that makes about 10 KB in each syntax."""


def many(n: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """``n`` XML invoices of about 10 KB, UBL and CII in turn, as (file name, bytes)."""
    chance = Random(seed)  # noqa: S311
    for rank in range(n):
        syntax = "cii" if rank % 2 else "ubl"
        invoice = build(draw(chance, f"V{seed}-{rank:07d}", _LINES[syntax]))
        yield f"v{seed}-{rank:07d}-{syntax}.xml", cii.write(invoice) if rank % 2 else ubl.write(invoice)


def many_pages(n: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """``n`` invoices as PDF text without XML, the layouts in turn, as (file name, bytes)."""
    for name, content, _ in many_read_pages(n, seed):
        yield name, content


def many_read_pages(n: int, seed: int = 1) -> Iterator[tuple[str, bytes, Invoice]]:
    """The same, with the invoice of each page."""
    chance = Random(seed)  # noqa: S311
    layouts = tuple(Layout)
    for rank in range(n):
        demo = draw(chance, f"T{seed}-{rank:07d}", 1 + rank % 9)
        invoice = build(demo)
        layout = layouts[rank % len(layouts)]
        yield f"t{seed}-{rank:07d}.pdf", pdf(invoice, layout, service=demo.destinataire.nom_service), invoice


def draw(chance: Random, numero: str, lines: int) -> DemoInvoice:
    """A plausible invoice ``numero`` with ``lines`` lines."""
    return DemoInvoice(
        numero=numero,
        jour=FIRST_DAY + timedelta(days=chance.randrange(240)),
        fournisseur=chance.choice(_SUPPLIERS),
        destinataire=chance.choice(RECIPIENTS),
        articles=tuple(_article(chance) for _ in range(lines)),
        places=chance.choice((Places.CHORUS, Places.UN_IDENTIFIANT)),
        marche=f"2026-M-{chance.randrange(1000):03d}" if chance.random() < 0.4 else None,
        remise=Decimal(chance.choice((2, 5, 10))) if chance.random() < 0.2 else None,
        encaissements=chance.random() < 0.2,
    )


def _article(chance: Random) -> Article:
    model = chance.choice(CATALOGUE)
    return Article(
        nom=model.nom,
        quantite=Decimal(chance.randrange(1, 60)),
        prix=Decimal(chance.randrange(90, 40_000)) / 100,
        taux=model.taux,
        unite=model.unite,
        reference=model.reference,
        description=model.description,
    )
