"""``navette check --explain``: where each field was read, as text, as JSON and drawn."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import SAMPLES, Navette

FACTURES = SAMPLES / "factures"
ANNUAIRE = ("--annuaire", SAMPLES / "annuaire", "--workers", "0")


def test_explain_gives_the_place_of_each_value_on_a_page(navette: Navette) -> None:
    said = navette("check", "--explain", FACTURES / "texte-classique.pdf", *ANNUAIRE)
    assert said.code == 0
    assert "Numéro de facture : PAP-2026-0107" in said.out
    assert "imprimé « 03/03/2026 » : page 1, de (114 ; 184) à (159 ; 194) points" in said.out
    assert "libellé « Date de facture »" in said.out
    assert "Non lus : Numéro de marché" in said.out


def test_explain_gives_line_and_path_of_an_xml(navette: Navette) -> None:
    said = navette("check", "--explain", FACTURES / "ubl-facture.xml", *ANNUAIRE)
    lines = (FACTURES / "ubl-facture.xml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(rank for rank, text in enumerate(lines) if "PAP-2026-0101" in text)
    assert f"XML, ligne {line} : /Invoice/cbc:ID" in said.out


def test_programs_get_the_same_and_a_facturx_both(navette: Navette) -> None:
    said = navette("check", "--explain", "--json", FACTURES / "facturx-en16931.pdf", *ANNUAIRE)
    (line,) = said.out.splitlines()
    answer = json.loads(line)
    (ttc,) = [field for field in answer["explained"] if field["field"] == "montant_ttc"]
    assert ttc["value"] == "3377.09"
    assert ttc["xml"]["path"].endswith("ram:GrandTotalAmount")
    assert ttc["page"][0]["page"] == 3
    assert ttc["page"][0]["text"].split() == ["3", "377,09", "€"]
    assert ttc["rivals"] == []
    assert answer["decision"] == "accepted"
    assert len(answer["explained"]) == 18


def test_english_is_an_option(navette: Navette) -> None:
    said = navette("check", "--explain", "--locale", "en", FACTURES / "texte-classique.pdf", *ANNUAIRE)
    assert "Invoice number: PAP-2026-0107" in said.out
    assert "confidence 1.00, label “FACTURE n°”" in said.out
    assert "imprimé" not in said.out


def test_pictures_have_safe_names_and_are_written_once(navette: Navette, tmp_path: Path) -> None:
    hostile = tmp_path / "..é\u202efdp.exe -rf.pdf"
    hostile.write_bytes((FACTURES / "texte-classique.pdf").read_bytes())
    folder = tmp_path / "lecture"
    for _ in range(2):
        said = navette("check", hostile, "--png", folder, *ANNUAIRE)
        assert said.code == 0
    (drawn,) = folder.iterdir()
    assert drawn.name.startswith("éfdp.exe -rf.pdf_")
    assert drawn.name.endswith("_page01.png")
    assert drawn.name in said.out
    with Image.open(io.BytesIO(drawn.read_bytes())) as image:
        assert image.format == "PNG"


def test_a_box_is_drawn_where_the_value_stands(navette: Navette, tmp_path: Path) -> None:
    navette("check", FACTURES / "texte-classique.pdf", "--png", tmp_path / "avec", *ANNUAIRE)
    (drawn,) = (tmp_path / "avec").iterdir()
    with Image.open(drawn) as image:
        around = image.convert("RGB").crop((215, 245, 374, 280))  # PAP-2026-0107, at 1.6 pixels a point
        assert (214, 39, 40) in {colour for _, colour in around.getcolors(100_000) or ()}


@pytest.mark.parametrize("name", ["scan.pdf", "pas-une-facture.pdf"])
def test_what_cannot_be_read_is_explained_all_the_same(navette: Navette, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")
    said = navette("check", tmp_path / name, "--png", tmp_path / "png", *ANNUAIRE)
    assert said.code == 1
    assert "Non lus : Numéro de facture" in said.out


def test_a_worker_gives_the_same_result_as_this_process(navette: Navette) -> None:
    files = (FACTURES / "texte-colonnes.pdf", FACTURES / "ubl-avoir.xml")
    alone = navette("check", "--explain", *files, *ANNUAIRE)
    pool = navette("check", "--explain", *files, *ANNUAIRE[:2], "--workers", "1")
    assert alone == pool


def test_members_of_an_archive_are_explained_one_by_one(navette: Navette) -> None:
    lot = next(path for path in sorted((SAMPLES / "lots").iterdir()) if path.suffix in {".zip", ".gz"})
    said = navette("check", "--explain", lot, *ANNUAIRE)
    assert " › " in said.out
