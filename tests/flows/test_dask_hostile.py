"""Documents made to do harm get on a cluster of machines what one machine answers, word for word."""

import os
from pathlib import Path

import pytest

from bench.hostile.families import draw
from tests.flows.conftest import Prefect
from tests.flows.test_dask import ACCOUNT, begun, cluster, ended, on_dask
from tests.hub.world import World, chained, lay_out

pytest.importorskip("prefect_dask", reason="no Dask: pip install 'navette[dask]'")
pytestmark = [pytest.mark.integration, pytest.mark.slow]
COUNT = int(os.environ.get("NAVETTE_HOSTILE", "150"))
SEED = int(os.environ.get("NAVETTE_SEED", "1"))
SAID = """
select deposits.name, coalesce(documents.member, ''), documents.format, findings.position,
  findings.code, findings.severity, findings.field, findings.message_fr, findings.value, findings.line, findings.path
from deposits
left join documents on documents.deposit_id = deposits.id
left join findings on findings.deposit_id = deposits.id and findings.position in (-1, documents.position)
  and findings.code not like 'UNI-%' and findings.code not like 'TRA-%'
"""
"""Without what depends on which of two came first, that bear one number or are of one dossier: it is not the same in
every run.
"""

DISPOSITIONS = "select disposition, count(*) from documents group by 1 order by 1"


def laid_out(world: World) -> World:
    for rank in range(COUNT):
        _, name, content = draw(SEED, rank)
        world.drop(ACCOUNT, f"{rank:04}{Path(name).suffix}", content)
    return world


def said(world: World) -> set[tuple[object, ...]]:
    """Each finding of each document of each file."""
    return set(world.ask(SAID))


def test_each_document_gets_the_answer_of_one_machine(tmp_path: Path, prefect_server: Prefect) -> None:
    (tmp_path / "seule").mkdir()
    (tmp_path / "cluster").mkdir()
    one, many = laid_out(lay_out(tmp_path / "seule")), laid_out(on_dask(tmp_path / "cluster", chunk=10))
    code, told = ended(begun(one, prefect_server))
    with cluster(many, tmp_path) as found:
        again, told_of_many = ended(begun(many, prefect_server))
        assert found.process.poll() is None, "no document takes a machine with it"
    assert said(many) == said(one)
    assert many.ask(DISPOSITIONS) == one.ask(DISPOSITIONS)
    assert len(said(one)) > COUNT
    assert (again, len(told_of_many["troubles"])) == (code, len(told["troubles"]))
    assert many.ask("select count(*) from deposits") == [(COUNT,)]
    assert chained(many)
