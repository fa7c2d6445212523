"""Somebody who calls himself the MOE of a structure that never heard of him: delivered, and told to whoever pays."""

from pathlib import Path

from samples.invoices.people import TRAITEUR
from tests.conftest import ROOT
from tests.hub import inline
from tests.hub.world import DROP, lay_out

PIECE = (ROOT / "tests/cases/hostile/moe-autoproclame-a24.xml").read_bytes()


def test_a_self_proclaimed_moe_is_told(tmp_path: Path) -> None:
    world = lay_out(tmp_path)
    account = DROP.format(name="traiteur", door="monde", deposants=f'["{TRAITEUR.siren}"]')
    settings = world.config.read_text(encoding="utf-8")
    world.config.write_text(settings.replace("[recipients]", account + "[recipients]"), encoding="utf-8")
    for folder in ("depot", "traites", "rejets", "retours"):
        world.account("traiteur", folder).mkdir(parents=True)
    world.drop("traiteur", "dgdt.xml", PIECE)
    inline.night(world.config)
    ((disposition,),) = world.ask("select disposition from documents")
    assert disposition == "accepted"
    codes = {code for (code,) in world.ask("select code from findings")}
    assert "TRA-14" in codes
    told = " ".join(path.read_text(encoding="utf-8") for path in world.account("traiteur", "retours").glob("*.json"))
    assert "TRA-14" in told
