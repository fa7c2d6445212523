"""Two ``navette run``, each in a process of its own: one after the other while effects wait, and one on a slow line."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from bench.proxy import Trouble, troubled
from bench.sshd import running_sshd
from cli.prefect_home import QUIET
from samples.make import cases
from tests.conftest import PATIENCE
from tests.flows.conftest import BIN, Prefect
from tests.hub.world import ROOT, World, agreed, certificates, chained, lay_out, originals, proven, sftp_door

pytestmark = pytest.mark.integration
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf", "ttc-faux.xml")
MANY = (
    *FILES, "cii-avoir.xml", "texte-classique.pdf", "ubl-exoneree.xml", "tronquee.xml", "lot-partiel.tar.gz",
)  # fmt: skip
ACCOUNT = "operateur-edi"
SSHD = Path("/usr/sbin/sshd")
SLOW = 3_000
"""Bytes a second, as long as the other run is at work."""
BEGUN = 12_000
"""Bytes from the server by which a run has logged in, has the list of files and fetches them."""


def begun(world: World, prefect: Prefect, **more: str) -> "subprocess.Popen[str]":
    """A run whose answer is read as JSON."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    mine = {"PREFECT_HOME": str(prefect.home), "PREFECT_API_URL": prefect.url}
    return subprocess.Popen(
        [BIN / "navette", "run", "--json", "--config", world.config],
        cwd=ROOT, env={**kept, **QUIET, **mine, **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def ended(run: "subprocess.Popen[str]") -> tuple[int, dict[str, list[Any]]]:
    """Exit code and answer."""
    said, complained = run.communicate(timeout=PATIENCE)
    assert said.startswith("{"), complained
    return run.returncode, json.loads(said)


def test_a_second_run_does_not_answer_0_while_deliveries_wait(prefect_server: Prefect, tmp_path: Path) -> None:
    world = lay_out(tmp_path, run="workers = 1")
    for name in FILES:
        world.drop(ACCOUNT, name, SAMPLES[name])
    world.recipients.rmdir()
    world.recipients.write_bytes(b"a file where the folder should be")
    code, said = ended(begun(world, prefect_server))
    assert (code, bool(said["troubles"])) == (1, True)
    code, said = ended(begun(world, prefect_server))
    assert code == 1
    assert said["troubles"]
    assert [one["effect"] for one in said["waiting"] for _ in range(one["count"])] == 3 * ["deliver"]
    assert world.ask("select count(*) from outbox where state <> 'done'") == [(3,)]


def test_two_runs_divide_one_drop(prefect_server: Prefect, tmp_path: Path) -> None:
    """Each document is decided by one of them, and each of them ends when nothing waits any more."""
    world = lay_out(tmp_path, run="workers = 1\nchunk = 4")
    prints = [(f"{rank}-{name}", SAMPLES[name]) for rank in range(12) for name in FILES]
    for name, content in prints:
        world.drop(ACCOUNT, name, content)
    runs = [begun(world, prefect_server) for _ in range(2)]
    answers = [ended(run) for run in runs]
    for code, said in answers:
        assert (code, said["troubles"], said["waiting"]) == (0, [], [])
    decided = [
        sum(one[kind] for one in said["drops"] for kind in ("accepted", "rejected", "irrecevable", "doublon"))
        for _, said in answers
    ]
    assert sum(decided) == len(prints), "none was decided by both"
    assert world.ask("select count(*) from documents") == [(len(prints),)]
    assert world.ask("select count(*) from leases") == [(0,)]
    assert world.ask("select count(*) from claims") == [(0,)]
    assert originals(world).total() == len(certificates(world)) == 3
    assert chained(world)
    assert agreed(world)


@pytest.mark.skipif(not SSHD.exists(), reason="no sshd")
def test_a_run_on_a_slow_line_beside_a_quick_one(prefect_server: Prefect, tmp_path: Path) -> None:
    """The slow one holds the list of the drop, and some files, while the quick one does the whole night."""
    place, slow = tmp_path / "sshd", Trouble(rate=SLOW)
    place.mkdir()
    with running_sshd(SSHD, place) as server, troubled(server.port, slow) as port:
        door = sftp_door(server, "monde", tmp_path)
        known = tmp_path / "monde.known_hosts"
        lines = known.read_text()
        known.write_text(lines + lines.replace(f":{server.port} ", f":{port} "))
        world = lay_out(tmp_path, doors=door, run="workers = 1")
        for name in MANY:
            world.drop(ACCOUNT, name, SAMPLES[name])
        patient = {"NAVETTE_DOORS__MONDE__PORT": str(port), "NAVETTE_DOORS__MONDE__TIMEOUT": "600"}
        first = begun(world, prefect_server, **patient)
        until = time.monotonic() + PATIENCE
        while slow.come < BEGUN and time.monotonic() < until and first.poll() is None:
            time.sleep(0.05)
        assert world.ask("select count(*) from deposits") == [(0,)]
        quick = ended(begun(world, prefect_server))
        slow.rate = None
        late = ended(first)
    assert [said["troubles"] for _, said in (quick, late)] == [[], []]
    assert [code for code, _ in (quick, late)] == [bool(said["waiting"]) for _, said in (quick, late)]
    assert 0 in (quick[0], late[0]), "the one that ends first may wait for the other, the last for nobody"
    assert world.ask("select count(*) from deposits") == [(len(MANY),)]
    assert world.ask("select count(*) from documents where disposition = 'doublon'") == [(0,)]
    assert world.ask("select count(*) from outbox where state <> 'done'") == [(0,)]
    assert originals(world).total() == len(certificates(world))
    assert proven(world)
    assert chained(world)
    assert agreed(world)
