"""Documents made to do harm: each is answered, within its bounds, alone and through a night.

``NAVETTE_HOSTILE=10000`` draws as many, for the slow campaign; by default a few.
"""

import os
from pathlib import Path

import pytest

from bench.hostile.campaign import run
from bench.hostile.families import DRAWN, Family, draw
from tests.hub import inline
from tests.hub.world import agreed, chained, lay_out, names, proven

COUNT = int(os.environ.get("NAVETTE_HOSTILE", "150"))
NIGHT = max(COUNT // 10, 40)
SEED = int(os.environ.get("NAVETTE_HOSTILE_SEED", "1"))


def test_the_same_seed_draws_the_same_documents() -> None:
    assert [draw(3, rank) for rank in range(20)] == [draw(3, rank) for rank in range(20)]
    assert draw(3, 0) != draw(4, 0)
    assert set(DRAWN) == set(Family)


def test_each_is_answered_within_its_bounds() -> None:
    found = run(COUNT, SEED)
    assert sum(one.documents for one in found.families) == COUNT
    assert found.failures == ()


def test_a_night_of_them(tmp_path: Path) -> None:
    """Every file leaves the drop, or is told to stay; every certificate is true."""
    world = lay_out(tmp_path, run="workers = 2")
    for rank in range(NIGHT):
        family, name, content = draw(SEED + 1, rank)
        world.drop("operateur-edi", f"{rank:05d}-{family.value}{Path(name).suffix[:5]}", content)
    troubles = [trouble.text.fr for one in inline.night(world.config) for trouble in one.troubles]
    assert len(names(world.account("operateur-edi", "depot"))) <= len(troubles)
    assert not [trouble for trouble in troubles if "imprévue" in trouble]
    assert chained(world)
    assert agreed(world)
    assert proven(world)


@pytest.mark.parametrize("family", sorted(Family))
def test_every_family_has_its_documents(family: Family) -> None:
    assert any(draw(SEED, rank)[0] is family for rank in range(400))
