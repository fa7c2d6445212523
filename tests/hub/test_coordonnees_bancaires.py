"""A supplier's account changes between two nights: whoever pays reads it before paying, and nothing is refused."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from domain.invoice import PrecedingInvoice
from domain.status import Status
from hub.report import morning
from hub.report.morning import Reader, ReaderKind
from hub.runtime.station import open_station
from samples.invoices.builder import build
from samples.invoices.demo import Article, DemoInvoice, Places
from samples.invoices.people import PAPETERIE, RECIPIENTS
from samples.writers import ubl
from samples.writers.status_files import Avis, table
from tests.hub import inline
from tests.hub.world import World, lay_out

OTHER = "DE89370400440532013000"


def dropped(world: World, number: str, account: str, **changes: object) -> None:
    demo = DemoInvoice(
        numero=number,
        jour=date(2026, 11, 20),
        fournisseur=replace(PAPETERIE, iban=account),
        destinataire=RECIPIENTS[0],
        articles=(Article(nom="Papier", prix=Decimal(10)),),
        places=Places.UN_IDENTIFIANT,
    )
    world.drop("operateur-edi", f"{number}.xml", ubl.write(build(replace(demo, **changes))))  # type: ignore[arg-type]
    inline.night(world.config)


def warnings(world: World) -> dict[str, str]:
    """By invoice number, the warnings of the recipient's status report."""
    reader = Reader(kind=ReaderKind.STRUCTURE, name=RECIPIENTS[0].siret)
    morning.write(open_station(world.config, pool=False), reader, None)
    (report,) = world.recipients.glob("*/rapports/statuts*.csv")
    with report.open(encoding="utf-8-sig", newline="") as lines:
        return {row["Numéro facture"]: row["Avertissements"] for row in csv.DictReader(lines, delimiter=";")}


def test_the_recipient_reads_it_and_the_account_is_nowhere(tmp_path: Path) -> None:
    world = lay_out(tmp_path)
    dropped(world, "BQ-1", PAPETERIE.iban)
    dropped(world, "BQ-2", PAPETERIE.iban)
    dropped(world, "BQ-3", OTHER)
    dropped(world, "BQ-4", OTHER)
    told = warnings(world)
    assert {number: "BQ-01" in said for number, said in told.items()} == {
        "BQ-1": False,
        "BQ-2": False,
        "BQ-3": True,
        "BQ-4": False,
    }
    assert "…3000" in told["BQ-3"]
    assert OTHER not in told["BQ-3"]
    statuses = {status for (status,) in world.ask("select status from documents")}
    assert statuses == {Status.MISE_A_DISPOSITION.value}
    assert OTHER.encode() not in (world.home / "navette.db").read_bytes()


def test_an_account_that_the_recipient_refused_is_unknown_again(tmp_path: Path) -> None:
    """Also when the invoice that named it was in another cadre, which has keys of its own."""
    world = lay_out(tmp_path)
    dropped(world, "BQ-1", PAPETERIE.iban)
    dropped(world, "BQ-2", OTHER)
    refusal = Avis(numero="BQ-2", statut=Status.REJETEE, motif="Compte inconnu du fournisseur", codes=("AUTRE",))
    world.answer(RECIPIENTS[0].siret, "rejet.csv", table([refusal]))
    inline.night(world.config)
    assert world.ask("select status from documents where numero_facture = 'BQ-2'") == [("REJETEE",)]
    dropped(world, "BQ-3", OTHER)
    dropped(world, "BQ-4", PAPETERIE.iban)
    told = warnings(world)
    assert {number: "BQ-01" in said for number, said in told.items()} == {
        "BQ-1": False,
        "BQ-2": True,
        "BQ-3": True,
        "BQ-4": False,
    }


def test_a_credit_larger_than_its_invoice_is_read_too(tmp_path: Path) -> None:
    world = lay_out(tmp_path)
    dropped(world, "F-1", PAPETERIE.iban)
    invoice = world.ledger().invoices.by_id(1)
    assert invoice.values["montant_ttc"] == "12.00"
    origin = PrecedingInvoice(number="F-1")
    dropped(world, "AV-1", PAPETERIE.iban, type_facture="381", origine=origin)
    dropped(
        world,
        "AV-2",
        PAPETERIE.iban,
        type_facture="381",
        origine=origin,
        articles=(Article(nom="Papier", prix=Decimal(11)),),
    )
    told = warnings(world)
    assert "ORI-02" not in told["AV-1"]
    assert "ORI-02" in told["AV-2"]
    assert "13,20" in told["AV-2"]
