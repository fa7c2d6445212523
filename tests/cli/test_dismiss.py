"""``navette dismiss``: a refused file leaves what is to be corrected, for a reason that is kept."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.dismiss.listed import Listed, named
from domain.status import Status
from domain.worklist import SetAside
from tests.cli.conftest import Navette
from tests.hub.world import World

FILE = "code-service-inconnu.xml"
WHY = "envoyé par erreur"


@pytest.fixture
def config(night: World, tmp_path: Path) -> Path:
    return World(home=Path(shutil.copytree(night.home, tmp_path / "monde"))).config


def test_a_refused_file_is_set_aside_once_and_taken_up_again(navette: Navette, config: Path) -> None:
    listed = navette("dismiss", "--list", "--json", "-c", config).json
    assert [(one["file"], one["position"]) for one in listed["corrections_due"]] == [(FILE, 0)]
    said = navette("dismiss", FILE, "--reason", WHY, "--by", "marie", "-c", config)
    assert (said.code, said.out.startswith("Mis de côté : ")) == (0, True)
    again = navette("dismiss", FILE, "--reason", WHY, "-c", config)
    assert (again.code, again.out.startswith("Déjà mis de côté")) == (0, True)
    listed = navette("dismiss", "--list", "--json", "-c", config).json
    assert listed["corrections_due"] == []
    assert [(one["file"], one["by"], one["reason"]) for one in listed["set_aside"]] == [(FILE, "marie", WHY)]
    shown = navette("dismiss", "--list", "-c", config).out
    assert "Mis de côté (1)" in shown
    assert "par marie le " in shown
    assert f"Mise de côté (par marie) : {WHY}" in navette("status", listed["set_aside"][0]["number"], "-c", config).out
    back = navette("dismiss", FILE, "--undo", "--reason", "elle est due", "-c", config)
    assert (back.code, back.out.startswith("À corriger de nouveau")) == (0, True)
    assert len(navette("dismiss", "--list", "--json", "-c", config).json["corrections_due"]) == 1


@pytest.mark.parametrize(("grouping", "due"), [("jour", 1), ("depot", 0)])
def test_the_page_of_its_day_is_due_again_where_there_is_one(
    navette: Navette, config: Path, grouping: str, due: int
) -> None:
    settings = config.read_text(encoding="utf-8")
    config.write_text(settings.replace("[[drops]]\n", f'[[drops]]\ncomptes_rendus = "{grouping}"\n'), encoding="utf-8")
    for _ in range(2):
        assert navette("dismiss", FILE, "--reason", WHY, "-c", config).code == 0
    assert World(home=config.parent).ask("select count(*) from outbox where state <> 'done'") == [(due,)]


@pytest.mark.parametrize("which", ["PAP-INCONNUE", "ubl-facture.xml", "9999", "1/7", "2/0"])
def test_what_was_not_refused_is_not_set_aside(navette: Navette, config: Path, which: str) -> None:
    said = navette("dismiss", which, "--reason", WHY, "-c", config)
    assert (said.code, said.out) == (1, "")
    assert "n'est à corriger" in said.err


def test_it_takes_one_name_and_a_reason(navette: Navette, config: Path) -> None:
    for words in ((), (FILE,), (FILE, "--reason", " "), (FILE, "--list")):
        assert navette("dismiss", *words, "-c", config).code == 2


def put_aside(deposit: int, position: int | None, number: str, member: str = "") -> Listed:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    words = {"file": "lot.zip", "member": member, "actor": "marie", "reason": WHY}
    one = SetAside(deposit_id=deposit, position=position, numero_facture=number, at=at, **words)
    return Listed(drop="atelier", one=one)


def test_a_number_that_names_a_deposit_and_an_invoice_names_both() -> None:
    invoice, deposit = put_aside(7, 0, "42"), put_aside(42, None, "")
    both = (invoice, deposit)
    assert named(both, "42") == both
    assert [named(both, f"{each.one.deposit_id:015d}") for each in both] == [(invoice,), (deposit,)]
    assert [named(both, each.place) for each in both] == [(invoice,), (deposit,)]
    assert named((put_aside(7, 1, "42/0"), put_aside(42, 0, "F-1")), "42/0") != ()
    assert named(both, "lot.zip") == both
    assert named(both, "lot") == named(both, "²") == named(both, "-1") == ()


def test_what_its_recipient_rejected_is_listed_with_its_reason_and_set_aside(navette: Navette, config: Path) -> None:
    world = World(home=config.parent)
    ((invoice, number),) = world.ask(
        "select invoice_id, numero_facture from documents where status = 'MISE_A_DISPOSITION' order by id limit 1"
    )
    why = "Ce n'est pas notre commande"
    world.ledger().lifecycle.change(int(str(invoice)), Status.REJETEE, "recipient", why, datetime.now(UTC))
    assert why in navette("dismiss", "--list", "-c", config).out
    said = navette("dismiss", str(number), "--reason", "remplacée au guichet", "-c", config)
    assert (said.code, said.out.startswith("Mis de côté : ")) == (0, True)
    assert why not in navette("dismiss", "--list", "-c", config).out
