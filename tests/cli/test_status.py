"""What ``navette status`` shows of an invoice that was followed, completed and downloaded."""

from pathlib import Path

import pytest

from samples.writers.status_files import table
from tests.cli.conftest import Navette
from tests.hub import inline
from tests.hub.test_answers import ACCOUNT, S, answered, completed, delivered, says
from tests.hub.world import ALONE, World, lay_out


@pytest.fixture
def followed(tmp_path: Path) -> World:
    """An invoice suspended, completed, mandated and downloaded."""
    world = delivered(lay_out(tmp_path, run=ALONE), "SUIVIE-1")
    answered(world, table([says("SUIVIE-1", S.SUSPENDUE, "Il manque\x1b[31m le bon", codes=("JUSTIF_ABS",))]), "1.csv")
    completed(world, {"SUIVIE-1__bon de commande.pdf": b"%PDF-1.7"})
    answered(world, table([says("SUIVIE-1", S.MANDATEE, mandat="MD-77")]), "2.csv")
    for path in world.recipients.rglob("*_SUIVIE-1_*"):
        path.unlink()
    inline.follow(world.config)
    return world


def test_every_step_and_action_is_listed_in_order(navette: Navette, followed: World) -> None:
    said = navette("status", "SUIVIE-1", "-c", followed.config)
    assert said.code == 0
    story = [line for line in said.out.splitlines() if " (par " in line]
    words = ("Déposée", "Mise à disp", "Suspendue", "Complétée", "Mandatée", "Téléchargée")
    places = [next(rank for rank, line in enumerate(story) if word in line) for word in words]
    assert places == sorted(places)
    assert "[JUSTIF_ABS]" in story[2]
    assert "Complément reçu (par operateur-edi) : bon de commande.pdf" in said.out
    assert "mandat MD-77" in said.out
    assert "\x1b" not in said.out


def test_json_has_them_too(navette: Navette, followed: World) -> None:
    (told,) = navette("status", "SUIVIE-1", "--json", "-c", followed.config).json
    suspension = told["events"][2]
    assert (suspension["status"], suspension["motif_codes"]) == ("SUSPENDUE", ["JUSTIF_ABS"])
    assert [(done["action"], done["actor"]) for done in told["actions"]][:1] == [("COMPLEMENT", ACCOUNT)]
    assert told["mandat"] == "MD-77"
    assert told["downloaded_at"]
