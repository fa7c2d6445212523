"""The same invoice under a number that looks the same is not paid twice: in one lot, and over several nights."""

from dataclasses import replace
from pathlib import Path

import pytest

from samples.invoices import bases
from samples.invoices.builder import build
from samples.writers import ubl
from tests.hub import inline
from tests.hub.world import lay_out

SPELLINGS = ("FA 1", "FA  1", "fa1", "FA1")
"""Those that Chorus Pro's own rules let through; other characters are refused by NUM-03."""
PACKS = '[rules]\npacks = ["lecture", "acheminement", "chorus-pro"]'


def named(number: str) -> bytes:
    return ubl.write(replace(build(bases.PAPETERIE), numero_facture=number))


def dispositions(questions: list[tuple[object, ...]]) -> list[str]:
    return [str(disposition) for (disposition,) in questions]


@pytest.mark.parametrize("together", [True, False], ids=["one night", "several"])
def test_one_number_is_accepted_once(tmp_path: Path, together: bool) -> None:
    world = lay_out(tmp_path, tables=PACKS)
    for rank, number in enumerate(SPELLINGS):
        world.drop("operateur-edi", f"{rank}.xml", named(number))
        if not together:
            inline.night(world.config)
    inline.night(world.config)
    found = dispositions(world.ask("select disposition from documents order by id"))
    assert found.count("accepted") == 1
    assert set(found) == {"accepted", "rejected"}
    codes = {code for (code,) in world.ask("select code from findings where severity = 'fatal'")}
    assert codes == {"UNI-01"}
