"""A recipient whose public accountant is sent the invoice: what it finds beside the invoice, and when it cannot."""

import csv
import gzip
from base64 import b64decode
from io import StringIO
from pathlib import Path

from lxml import etree

from domain.dashboard import ReportScope
from exporters.reports.csv_writer import as_csv
from exporters.reports.status_report import STATUTS
from hub import settings
from hub.report.tables import status_report
from tests.hub import inline
from tests.hub.test_pivots import CONTENT, NAME, delivery_folder, world_with
from tests.hub.world import certificates, files

SIRET = "22220001600327"
TABLE = f'[recipients.by_siret.{SIRET}]\nformat = "pes-pj"\npes = {{ poste = "006001", collectivite = "001" }}\n'


def test_the_invoice_is_there_and_the_flux_beside_it(tmp_path: Path) -> None:
    world = world_with(tmp_path, TABLE)
    folder = delivery_folder(world)
    root = etree.parse(next(folder.glob("*_pes_pj.xml"))).getroot()
    contents = [gzip.decompress(b64decode(one.text or "")) for one in root.iter("Fichier")]
    assert contents[0] == CONTENT[NAME]
    assert CONTENT[NAME] in [path.read_bytes() for path in folder.glob("*.xml")]
    (sealed,) = certificates(world)
    cited = next(root.iter("IdUnique")).get("V")
    assert cited == sealed.number[:32]
    assert cited in next(folder.glob("*_pes_pj.csv")).read_text("utf-8-sig")
    assert [one.get("V") for one in root.iter("NomFic")] == [path.name for path in folder.glob("*_pes_pj.xml")]


def test_the_status_report_cites_the_identifier_of_the_flux(tmp_path: Path) -> None:
    """For the recipient whose accountant receives it, not for its supplier nor for another recipient."""
    world = world_with(tmp_path, TABLE)
    cited = next(etree.parse(next(delivery_folder(world).glob("*_pes_pj.xml"))).getroot().iter("IdUnique")).get("V")
    found = world.ledger().invoices.status_rows()
    chosen = settings.load(world.config)
    everybody, its_own, another, supplier = (
        status_report(chosen, portee)
        for portee in (ReportScope(), ReportScope(siret=SIRET), ReportScope(siret="9"), ReportScope(drop="d"))
    )
    (row,) = csv.DictReader(StringIO(as_csv(its_own, found).decode("utf-8-sig")), delimiter=";")
    assert row["Identifiant PES (IdUnique)"] == cited
    assert everybody.columns[-1] == its_own.columns[-1]
    assert len(everybody.columns) == len(its_own.columns) == len(STATUTS.columns) + 1
    assert another is supplier is STATUTS


def test_brought_again_it_is_the_same(tmp_path: Path) -> None:
    world = world_with(tmp_path, TABLE)
    before = files(delivery_folder(world))
    world.redo("deliver")
    inline.night(world.config)
    assert files(delivery_folder(world)) == before


def test_without_an_accounting_office_the_invoice_is_brought_with_a_note(tmp_path: Path) -> None:
    world = world_with(tmp_path, 'format = "pes-pj"')
    folder = delivery_folder(world)
    assert status_report(settings.load(world.config), ReportScope(siret=SIRET)) is STATUTS
    assert f"[recipients.by_siret.{SIRET}.pes]" in next(folder.glob("*_sans_pes_pj.txt")).read_text("utf-8")
    assert list(folder.glob("*_pes_pj.xml")) == []
    assert CONTENT[NAME] in [path.read_bytes() for path in folder.iterdir()]
