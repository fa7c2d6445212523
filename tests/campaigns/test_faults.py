"""The fault campaign, one of the slow jobs: ``NAVETTE_FAULTS=200`` nights. Its numbers, its table, its faults."""

import os
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from bench.sshd import PROGRAM
from tests.campaigns.faults import disks
from tests.campaigns.faults.campaign import campaign, table
from tests.campaigns.faults.fault import Fault, turn
from tests.campaigns.faults.night import Night
from tests.campaigns.faults.scenes import SCENES
from tests.conftest import require
from tests.ledger import postgresql

NIGHTS = int(os.environ.get("NAVETTE_FAULTS", "4"))
SEED = int(os.environ.get("NAVETTE_FAULTS_SEED", "1"))


@pytest.mark.slow
@pytest.mark.integration
def test_nights_with_a_fault_at_a_random_moment() -> None:
    require("openssh-server", str(PROGRAM))
    found = campaign(NIGHTS, SEED)
    assert {one.number: one.wrong for one in found if one.wrong} == {}


def test_two_hundred_nights_have_each_fault_ten_times() -> None:
    assert min(Counter(turn(number) for number in range(200)).values()) >= 10
    assert set(SCENES) == set(Fault)
    assert len({fault.option for fault in Fault}) == len(Fault)


def test_a_fault_that_the_machine_cannot_have_is_left_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks.shutil, "which", lambda name: None)
    found = [Night(number=0, fault=Fault.DISK_OF_LEDGER)]
    with pytest.raises(disks.NotHere) as why:
        disks.Disk.at(ExitStack(), tmp_path)
    found[0].left_out = str(why.value)
    assert "left out: there is no program mount" in found[0].line()
    assert "Left out: the disk of ledger and store full: there is no program mount." in table(found)


@pytest.mark.integration
@pytest.mark.parametrize(("pages", "files"), [(2, None), (None, 2)])
def test_a_full_disk_is_full_and_is_emptied(pages: int | None, files: int | None, tmp_path: Path) -> None:
    with ExitStack() as stack:
        try:
            disk = disks.Disk.at(stack, tmp_path / "disque")
        except disks.NotHere as why:
            pytest.skip(str(why))
        (disk.folder / "before").write_bytes(bytes(50_000))
        disk.leave(pages, files)
        with pytest.raises(OSError, match="No space left"):
            for number in range(3):
                (disk.folder / str(number)).write_bytes(bytes(disks.PAGE))
        disk.leave(None, None)
        (disk.folder / "after").write_bytes(bytes(1_000_000))
    assert list((tmp_path / "disque").iterdir()) == []


@pytest.mark.integration
@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_a_server_that_is_restarted_keeps_what_was_committed(mode: str) -> None:
    with postgresql.running() as server:
        url = f"{server.url}/postgres"
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1")
        server.stop(mode)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)
        server.start()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT * FROM kept").fetchall() == [(1,)]
