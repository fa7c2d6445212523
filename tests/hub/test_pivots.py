"""A recipient that takes the pivot of Chorus Pro: what it finds, what it is notified of, when it downloaded it."""

import re
from pathlib import Path

import pytest

import parsers
from domain.delivery_format import DeliveryFormat
from domain.errors import SettingsError
from domain.invoice import fields
from hub import settings
from hub.runtime.connections import recipient_door, recipient_format
from samples.make import cases
from tests.english import english
from tests.hub import inline
from tests.hub.world import World, files, lay_out, names

CONTENT = {case.name: case.content for case in cases()["factures"]}
NAME = "ubl-pieces-jointes.xml"


def delivery_folder(world: World) -> Path:
    """The one folder something was delivered to."""
    (found,) = {
        path.parent for path in world.recipients.rglob("*") if path.is_file() and path.parent.name not in {"rapports"}
    }
    return found


def world_with(tmp_path: Path, tables: str, *drops: str) -> World:
    world = lay_out(tmp_path, tables=tables)
    for name in drops or (NAME,):
        world.drop("operateur-edi", name, CONTENT[name])
    all_counts = inline.night(world.config)
    assert [trouble for drop_counts in all_counts for trouble in drop_counts.troubles] == []
    return world


def endings(world: World) -> list[str]:
    return sorted(
        "".join(name.partition(".")[1:]) if "pivot" not in name else "_pivot.xml"
        for name in names(delivery_folder(world))
    )


def test_one_file_with_everything_inside(tmp_path: Path) -> None:
    world = world_with(tmp_path, 'format = "cpp-pivot"')
    assert endings(world) == [".facture.json", "_pivot.xml"]
    written = next(delivery_folder(world).glob("*_pivot.xml")).read_bytes()
    first, back = parsers.read(CONTENT[NAME]).invoice, parsers.read(written).invoice
    assert first is not None
    assert back is not None
    assert fields(back)["montant_ttc"] == fields(first)["montant_ttc"]
    (original, *carried) = [each.content for each in back.attachments]
    assert original == CONTENT[NAME]
    assert carried[: len(first.attachments)] == [each.content for each in first.attachments]
    assert back.attachments[-1].description == "Lisible"
    assert (back.attachments[-1].content or b"").startswith(b"%PDF")


def test_the_values_as_json_are_left_out_when_nobody_asks_for_them(tmp_path: Path) -> None:
    world = world_with(tmp_path, 'format = "cpp-pivot"\nfacture_json = false')
    assert endings(world) == ["_pivot.xml"]


def _kind(name: str) -> str:
    """What follows the certificate's number in a delivered name: two worlds seldom give the same number."""
    return re.sub(r"^.*_[A-Z2-7]{8}(?=[._])", "", name)


def test_both_and_none(tmp_path: Path) -> None:
    both = names(delivery_folder(world_with(tmp_path / "both", 'format = "both"')))
    none = names(delivery_folder(world_with(tmp_path / "none", "")))
    assert {_kind(name) for name in both} - {_kind(name) for name in none} == {"_pivot.xml"}
    assert len(both) == len(none) + 1


def test_what_it_cannot_hold_is_brought_as_it_came_with_a_note(tmp_path: Path) -> None:
    world = lay_out(tmp_path, tables='format = "cpp-pivot"\n[rules.severities]\n"NUM-02" = "warning"\n')
    long = CONTENT[NAME].replace(b"TRA-2026-0007", b"TRA-2026-0007-DUPLICATA")
    world.drop("operateur-edi", NAME, long)
    inline.night(world.config)
    (note,) = delivery_folder(world).glob("*_sans_pivot.txt")
    assert "le numéro de facture a 23 caractères, 20 au plus" in note.read_text("utf-8")
    assert list(delivery_folder(world).glob("*_pivot.xml")) == []
    assert long in [path.read_bytes() for path in delivery_folder(world).iterdir()]


def test_brought_again_it_is_the_same(tmp_path: Path) -> None:
    world = world_with(tmp_path, 'format = "both"')
    before = files(delivery_folder(world))
    world.redo("deliver")
    inline.night(world.config)
    assert files(delivery_folder(world)) == before


@pytest.mark.parametrize(("form", "taken"), [("cpp-pivot", "_pivot.xml"), ("both", ".xml"), ("original", ".xml")])
def test_taken_once_it_is_gone(tmp_path: Path, form: str, taken: str) -> None:
    world = world_with(tmp_path, f'format = "{form}"')
    inline.night(world.config)
    assert world.ask("select count(*) from documents where downloaded_at is not null") == [(0,)]
    for path in delivery_folder(world).glob(f"*{taken}"):
        path.unlink()
    inline.night(world.config)
    assert world.ask("select count(*) from documents where downloaded_at is not null") == [(1,)]


def test_each_recipient_its_own(tmp_path: Path) -> None:
    world = lay_out(tmp_path, tables='[recipients.by_siret.22060001900016]\nformat = "both"\n')
    chosen = settings.load(world.config)
    assert recipient_format(chosen, "22060001900016") is DeliveryFormat.BOTH
    assert recipient_format(chosen, "20005379100014") is DeliveryFormat.ORIGINAL
    assert recipient_door(chosen, "22060001900016") == recipient_door(chosen, "20005379100014")


def test_another_word_is_refused(tmp_path: Path) -> None:
    world = lay_out(tmp_path / "monde")
    text = world.config.read_text(encoding="utf-8").replace("[recipients]\n", '[recipients]\nformat = "pivot"\n')
    world.config.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, check=english(r"recipients\.format")):
        settings.load(world.config)
