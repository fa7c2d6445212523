"""A recipient whose public accountant is sent the invoice: what it finds beside the invoice, and when it cannot."""

import gzip
from base64 import b64decode
from pathlib import Path

from lxml import etree

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


def test_brought_again_it_is_the_same(tmp_path: Path) -> None:
    world = world_with(tmp_path, TABLE)
    before = files(delivery_folder(world))
    world.redo("deliver")
    inline.night(world.config)
    assert files(delivery_folder(world)) == before


def test_without_an_accounting_office_the_invoice_is_brought_with_a_note(tmp_path: Path) -> None:
    world = world_with(tmp_path, 'format = "pes-pj"')
    folder = delivery_folder(world)
    assert f"[recipients.by_siret.{SIRET}.pes]" in next(folder.glob("*_sans_pes_pj.txt")).read_text("utf-8")
    assert list(folder.glob("*_pes_pj.xml")) == []
    assert CONTENT[NAME] in [path.read_bytes() for path in folder.iterdir()]
