"""All that a cluster of several machines uses, at once: PostgreSQL, a bucket whose server fails, a Dask cluster."""

import re
from pathlib import Path

import pytest

from ledger import Ledger
from tests.flows.conftest import Prefect
from tests.flows.test_dask import ACCOUNT, SAMPLES, begun, cluster, ended, on_dask
from tests.hub.world import agreed, certificates, chained, originals, proven
from tests.ledger import postgresql
from tests.s3_server import Misbehaviour, served

pytest.importorskip("prefect_dask", reason="no Dask: pip install 'navette[dask]'")
pytestmark = [pytest.mark.integration, pytest.mark.slow]
INVOICES = 200


def test_a_night_of_two_machines_on_postgresql_and_a_bucket(tmp_path: Path, prefect_server: Prefect) -> None:
    world = on_dask(tmp_path, chunk=10)
    model = SAMPLES["ubl-facture.xml"]
    (number,) = set(re.findall(rb"<cbc:ID>([^<]+)</cbc:ID>", model)[:1])
    for rank in range(INVOICES):
        world.drop(ACCOUNT, f"{rank:03}.xml", model.replace(number, b"G-%05d" % rank))
    with postgresql.cluster() as url, served(tmp_path / "s3", Misbehaviour(one_in=20, seed=3)) as server:
        text = world.config.read_text().replace("sqlite:///navette.db", f"{url}/postgres")
        world.config.write_text(text.replace("[annuaire]", f"{server.table(world.home)}[annuaire]", 1))
        Ledger.create(f"{url}/postgres").close()
        with cluster(world, tmp_path):
            code, said = ended(begun(world, prefect_server))
        assert (code, said["troubles"], said["waiting"]) == (0, [], [])
        assert originals(world).total() == len(certificates(world)) == INVOICES
        assert world.ask("select count(*), count(distinct numero_facture) from documents") == [(INVOICES, INVOICES)]
        assert world.ask("select count(*) from outbox where state <> 'done'") == [(0,)]
        assert world.ask("select count(*) from leases") == [(0,)]
        assert not {"packs", "files"} & {path.name for path in (world.home / "store").iterdir()}
        server.misbehaviour = None
        assert proven(world) and chained(world) and agreed(world)
