"""A night with one dead door among two: its retries are spent once, it is reported once, and nothing is lost."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.sshd import Server, free_port
from domain.text import Locale
from flows import steps, tonight
from flows.delivery import deliver
from flows.nightly import nightly_ingestion
from hub.intake import pick_up
from hub.runtime.run_counts import Count
from hub.runtime.unfinished import Unfinished
from samples.make import cases
from tests.hub.world import ALONE, LOCAL, World, certificates, lay_out, names, sftp_door

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("prefect", "impatient")]
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
DEAD = """\
[doors.muette]
connector = "sftp"
host = "127.0.0.1"
port = {port}
username = "navette"
host_key = "SHA256:{key}"
password_file = "mot-de-passe"
timeout = 0.2
retries = 1
backoff = 0.01
"""


@dataclass
class Port:
    """A port of this machine where nobody answers, and how often somebody called."""

    number: int
    listener: socket.socket | None

    def calls(self) -> int:
        """Connections that wait to be accepted."""
        count = 0
        while self.listener:
            try:
                self.listener.accept()[0].close()
            except BlockingIOError:
                break
            count += 1
        return count


@pytest.fixture
def port(request: pytest.FixtureRequest) -> Iterator[Port]:
    """Nothing listens there; or the connection is made, and nothing ever said."""
    if getattr(request, "param", "se tait") == "refuse":
        yield Port(free_port(), None)
        return
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        listener.setblocking(False)
        yield Port(listener.getsockname()[1], listener)


@pytest.fixture
def world(tmp_path: Path, port: Port) -> World:
    """Two invoices of a supplier whose door opens; two received earlier of one whose door is dead."""
    (tmp_path / "mot-de-passe").write_text("x")
    dead = DEAD.format(port=port.number, key="A" * 43)
    laid = lay_out(tmp_path, doors=LOCAL + dead, accounts={"papeterie": "muette"})
    for name in ("ubl-facture.xml", "ttc-faux.xml"):
        laid.drop("operateur-edi", name, SAMPLES[name])
    source = tmp_path / "recus"
    source.mkdir()
    for name in ("ubl-avoir.xml", "ubl-pieces-jointes.xml"):
        (source / name).write_bytes(SAMPLES[name])
    station = steps.here(laid.config)
    pick_up.receive_files("papeterie", source, station.ledger, station.store, station.clock)
    return laid


@pytest.mark.parametrize("port", ["refuse", "se tait"], indirect=True)
def test_a_dead_door_is_tried_once_and_reported_once(world: World, port: Port) -> None:
    with pytest.raises(Unfinished) as caught:
        nightly_ingestion(str(world.config))
    assert str(caught.value).count("127.0.0.1") == 1
    assert [drop_counts.drop for drop_counts in caught.value.all_counts if drop_counts.troubles] == ["muette"]
    counted = {count: sum(drop_counts.of(count) for drop_counts in caught.value.all_counts) for count in Count}
    assert (counted[Count.RECEIVED], counted[Count.DELIVERED]) == (2, counted[Count.ACCEPTED])
    if port.listener:  # the answers' visit, the pick-up and every answer due go by this door
        assert port.calls() == 1
    assert world.ask("select count(*) from outbox where state = 'dead'") == [(0,)]


def test_the_reports_after_the_night_do_not_tell_it_again(world: World, port: Port) -> None:
    _, (night, reports) = tonight.run(world.config, None, None, reports=True)
    assert night.in_(Locale.EN).count("127.0.0.1") == 1
    assert "Reports not written (1).\n- muette: the door is closed." in reports.in_(Locale.EN)
    if port.listener:
        assert port.calls() == 1


def test_what_a_dead_door_held_up_is_done_by_the_next_run(world: World, sshd: Server, tmp_path: Path) -> None:
    with pytest.raises(Unfinished):
        nightly_ingestion(str(world.config))
    before = len(certificates(world))
    text = world.config.read_text(encoding="utf-8")
    start = text.index("[doors.muette]")
    alive = sftp_door(sshd, "muette", tmp_path)
    world.config.write_text(text[:start] + alive + text[text.index("[[drops]]") :], encoding="utf-8")
    steps.open_station.cache_clear()
    assert sum(drop_counts.of(Count.RETURNED) for drop_counts in deliver(str(world.config))) > 0
    assert len(certificates(world)) == before + 1
    assert names(world.account("papeterie", "retours"))


def test_every_process_of_prefect_tries_once_and_the_run_still_reports_once(world: World, port: Port) -> None:
    text = world.config.read_text(encoding="utf-8")
    world.config.write_text(f"{text}\n{ALONE}\n", encoding="utf-8")
    with pytest.raises(Unfinished) as caught:
        nightly_ingestion(str(world.config))
    assert str(caught.value).count("127.0.0.1") == 1
