"""A world whose content store is a folder, and a bucket that it may move to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub import inline
from tests.hub.test_bucket_night import FILES, SAMPLES
from tests.hub.test_retention import _spooled
from tests.hub.world import ALONE, World, lay_out
from tests.s3_server import S3Server, served


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    monkeypatch.setattr("ledger.content_store.bucket_requests.WAITS", (0.01,) * 5)
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)
    monkeypatch.setattr("ledger.content_store.folder.FolderObjects.written_within", 0.0)
    monkeypatch.setattr("ledger.content_store.bucket.BucketObjects.written_within", 0.0)
    with served(tmp_path / "s3") as server:
        yield server


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> World:
    """After a night whose store is a folder, with a spooled file."""
    world = lay_out(tmp_path_factory.mktemp("soir"), run=ALONE)
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    _spooled(world)
    inline.night(world.config)
    return world


@pytest.fixture
def world(evening: World, server: S3Server, tmp_path: Path) -> World:
    """A copy whose settings name the bucket too, the folder being in force."""
    copy = World(home=Path(shutil.copytree(evening.home, tmp_path / "copie")))
    table = server.table(copy.home).replace('kind = "s3"', 'kind = "folder"')
    copy.config.write_text(copy.config.read_text().replace("[annuaire]", f"{table}[annuaire]", 1))
    return copy
