"""Whatever lies in a drop, whatever fails on the way: a clear answer, and the rest of the night goes on."""

import base64
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import connectors
from bench.proxy import Trouble, troubled
from bench.sshd import Server
from connectors import Connector, Failed, Fetched, LocalSettings
from connectors.connector import Entry
from connectors.local import LocalConnector
from domain.errors import Unavailable, Vanished
from hub.intake import pick_up
from hub.intake.deposit_folders import deposit_folder_of
from hub.runtime.run_counts import Count, RunCounts
from hub.settings import load
from samples.cases import hostile
from samples.invoices import bases
from samples.invoices.builder import build
from samples.make import cases
from samples.writers import ubl
from tests.conftest import PATIENCE
from tests.hub import inline
from tests.hub.world import (
    ALONE,
    LOCAL,
    ROOT,
    World,
    certificates,
    chained,
    lay_out,
    names,
    originals,
    proven,
    sftp_door,
)
from tests.parsers.archive.fabrique import encrypted, zipped

ACCOUNT = "operateur-edi"


def invoice(number: str) -> bytes:
    """A good invoice of this number."""
    return ubl.write(build(replace(bases.PAPETERIE, numero=number)))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return lay_out(tmp_path, run=ALONE)


def troubles(all_counts: Sequence[RunCounts]) -> list[str]:
    return [trouble.text.en for drop_counts in all_counts for trouble in drop_counts.troubles]


def remarks(all_counts: Sequence[RunCounts]) -> list[str]:
    return [remark.en for drop_counts in all_counts for remark in drop_counts.remarks]


def numbers(world: World) -> list[str]:
    return sorted(certificate.content.numero_facture for certificate in certificates(world))


def visit(
    world: World, pause: Callable[[], object] = lambda: None, connector: Connector | None = None
) -> pick_up.PickUp:
    """One visit to the operator's drop; ``pause`` is what happens between its two looks."""
    with connector or connectors.open(LocalSettings(root=world.root)) as door:
        return pick_up.receive_ready(
            deposit_folder_of(load(world.config), ACCOUNT),
            door,
            world.ledger(),
            world.store(),
            pause=lambda: [pause(), None][1],
            now=lambda: datetime.now(UTC),
        )


# Files that move


def test_a_growing_file_is_left_alone_then_taken(world: World) -> None:
    body = invoice("CROISSANCE-1")
    path = world.drop(ACCOUNT, "facture.xml", body[:500])
    looked = visit(world, pause=lambda: path.write_bytes(body))
    assert (looked.received, [entry.name for entry in looked.waiting]) == ((), ["facture.xml"])
    assert not troubles(inline.night(world.config))
    assert numbers(world) == ["CROISSANCE-1"]


def test_a_file_larger_than_any_deposit_is_told_and_not_copied(world: World) -> None:
    path = world.drop(ACCOUNT, "enorme.zip", b"")
    with path.open("r+b") as file:
        file.truncate(6 * 2**30)
    world.drop(ACCOUNT, "facture.xml", invoice("F-1"))
    looked = visit(world)
    assert [deposit.name for deposit in looked.received] == ["facture.xml"]
    ((entry, error),) = [(one.entry, one.error) for one in looked.failed]
    assert (entry.name, path.exists()) == ("enorme.zip", True)
    assert "6,4\u00a0Go" in error.message.fr
    assert "deposit_bytes" in error.remedy.en
    assert not any(world.store().staging().iterdir())


class Robbed(LocalConnector):
    """A door behind which a file goes away, or grows, just before it is fetched."""

    def __init__(self, root: Path, robbery: Callable[[], object]) -> None:
        super().__init__(LocalSettings(root=root))
        self._robbery = robbery

    def fetch(self, folder: str, entries: Sequence[Entry], staging: Path) -> Iterator[Fetched | Failed]:
        self._robbery()
        return super().fetch(folder, entries, staging)


def test_a_file_that_vanishes_harms_no_other(world: World) -> None:
    gone = world.drop(ACCOUNT, "a-partie.xml", invoice("PARTIE-1"))
    world.drop(ACCOUNT, "b-restee.xml", invoice("RESTEE-1"))
    looked = visit(world, connector=Robbed(world.root, gone.unlink))
    assert [type(failed.error) for failed in looked.failed] == [Vanished]
    assert [deposit.name for deposit in looked.received] == ["b-restee.xml"]


def test_a_file_that_grows_while_it_is_fetched_is_for_the_next_run(world: World) -> None:
    path = world.drop(ACCOUNT, "facture.xml", invoice("GROSSIT-1"))
    looked = visit(world, connector=Robbed(world.root, lambda: path.write_bytes(invoice("GROSSIT-1") + b"\n")))
    assert [type(failed.error) for failed in looked.failed] == [Unavailable]
    assert not troubles(inline.night(world.config))
    assert numbers(world) == ["GROSSIT-1"]


def test_a_name_used_again_while_the_first_file_waits_loses_neither(world: World) -> None:
    world.drop(ACCOUNT, "facture.xml", invoice("PREMIERE-1"))
    assert len(visit(world).received) == 1  # and the run is cut here: the file is still in the drop
    world.drop(ACCOUNT, "facture.xml", invoice("SECONDE-22"), age=60)
    assert not troubles(inline.night(world.config))
    assert numbers(world) == ["PREMIERE-1", "SECONDE-22"]
    assert sum(originals(world).values()) == 2
    assert names(world.account(ACCOUNT, "depot")) == []


def test_the_same_file_dropped_again_is_a_notice_and_overwrites_nothing(world: World) -> None:
    for _ in range(2):
        world.drop(ACCOUNT, "facture.xml", invoice("DEUX-FOIS-1"))
        all_counts = inline.night(world.config)
    assert sum(drop_counts.of(Count.DOUBLON) for drop_counts in all_counts) == 1
    assert numbers(world) == ["DEUX-FOIS-1"]
    assert len(names(world.account(ACCOUNT, "traites"))) == 2


def test_a_half_written_file_of_yesterday_is_reported_and_stays(world: World) -> None:
    world.drop(ACCOUNT, "oublie.xml.part", b"<Invoice", age=90_000)
    world.drop(ACCOUNT, "en-cours.xml.filepart", b"<Invoice", age=60)
    all_counts = inline.night(world.config)
    (remark,) = remarks(all_counts)
    assert "oublie.xml.part" in remark
    assert not troubles(all_counts)
    assert names(world.account(ACCOUNT, "depot")) == ["en-cours.xml.filepart", "oublie.xml.part"]
    assert not remarks(inline.night(world.config)), "told once a day"


@pytest.mark.parametrize("age", [90_000, 60], ids=["as old", "sent again since"])
def test_a_file_beside_a_note_of_yesterday_is_told_with_what_to_do(world: World, age: int) -> None:
    for note, written in (("oubliee", 90_000), ("en-cours", 60)):
        world.drop(ACCOUNT, f"{note}.xml", invoice(f"NOTE-{note}"), age=age)
        world.drop(ACCOUNT, f"{note}.xml.aria2", b"restes", age=written)
    all_counts = inline.night(world.config)
    about_file, about_note = sorted(remarks(all_counts))
    assert about_note.startswith("'oubliee.xml.aria2'")
    assert about_file.startswith("'oubliee.xml'")
    assert "'oubliee.xml.aria2'" in about_file and "remove that note" in about_file
    assert not troubles(all_counts)
    assert not remarks(inline.night(world.config)), "told once a day"
    (world.account(ACCOUNT, "depot") / "oubliee.xml.aria2").unlink()
    inline.night(world.config)
    assert numbers(world) == ["NOTE-oubliee"]


def test_an_empty_file_is_refused_only_once_it_is_no_longer_about_to_be_written(world: World) -> None:
    world.drop(ACCOUNT, "vide.xml", b"", age=3600)
    world.drop(ACCOUNT, "naissante.xml", b"", age=1)
    world.drop(ACCOUNT, "datee-demain.xml", b"", age=-90_000)
    inline.night(world.config)
    assert names(world.account(ACCOUNT, "depot")) == ["naissante.xml"]
    assert names(world.account(ACCOUNT, "rejets")) == ["datee-demain.xml", "vide.xml"]


# Names

NAMES = (
    b"facture d'\xe9t\xe9.xml",
    "facture d'été n° 2.xml".encode(),
    b"-rf.xml",
    b"deux\nlignes.xml",
    b"=cmd|calc.xml",
    b"..xml.xml",
    b"%2e%2e%2f.xml",
    b"sans-extension",
    b"x" * 240 + b".xml",
)


def test_any_name_travels(world: World) -> None:
    for rank, name in enumerate(NAMES):
        world.drop(ACCOUNT, name, invoice(f"NOM-{rank}"))
    kept = names(world.account(ACCOUNT, "depot"))
    hidden = [name for name in kept if name.startswith(".")]
    assert not troubles(inline.night(world.config))
    assert len(numbers(world)) == len(NAMES) - len(hidden)
    assert names(world.account(ACCOUNT, "traites")) == [name for name in kept if name not in hidden]
    assert names(world.account(ACCOUNT, "depot")) == hidden
    assert chained(world)
    assert proven(world)


# What cannot be read


def test_an_unreadable_file_is_reported_and_the_others_are_taken(world: World) -> None:
    world.drop(ACCOUNT, b"ferm\xe9e.xml", invoice("FERMEE-1")).chmod(0)
    world.drop(ACCOUNT, "ouverte.xml", invoice("OUVERTE-1"))
    as_anybody = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_anybody, sys.executable, "-m", "tests.hub.inline", world.config],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    (trouble,) = done.stdout.splitlines()
    assert "ferm" in trouble
    assert "rights" in trouble
    assert numbers(world) == ["OUVERTE-1"]
    assert names(world.account(ACCOUNT, "depot")) == ["ferm\\xe9e.xml"]


def test_every_hostile_file_gets_an_answer(world: World) -> None:
    for case in cases()["hostiles"]:
        world.drop(ACCOUNT, case.name, case.content)
    good = invoice("PARMI-LES-LOUPS-1")
    world.drop(ACCOUNT, "bonne.xml", good)
    all_counts = inline.night(world.config)
    assert not troubles(all_counts)
    assert names(world.account(ACCOUNT, "depot")) == []
    asked = world.ask("select name, status from deposits where status = 'IN_RECU'")
    assert asked == []
    told = world.root.glob(f"fournisseurs/{ACCOUNT}/retours/compte-rendu_*.html")
    assert len(list(told)) == len(cases()["hostiles"]) + 1
    assert "PARMI-LES-LOUPS-1" in numbers(world)


def test_photographs_mails_and_office_documents_come_back_with_what_to_do(world: World) -> None:
    outlook = b"\xd0\xcf\x11\xe0" + bytes(508) + "__properties_version1.0".encode("utf-16-le")
    heads = {
        "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64),
        "scan.pdf": b"II*\x00\x08\x00\x00\x00" + bytes(64),
        "iphone.HEIC": b"\x00\x00\x00\x18ftypheic" + bytes(64),
        "courriel.msg": outlook,
        "facture.rtf": b"{\\rtf1 facture}",
        "encodee.pdf": base64.encodebytes(b"%PDF-1.7\n" + bytes(300)),
    }
    for name, content in heads.items():
        world.drop(ACCOUNT, name, content)
    world.drop(ACCOUNT, "bonne.xml", invoice("PARMI-LES-PHOTOS-1"))
    assert not troubles(inline.night(world.config))
    assert numbers(world) == ["PARMI-LES-PHOTOS-1"]
    assert names(world.account(ACCOUNT, "rejets")) == sorted(heads)
    assert {code for (code,) in world.ask("select code from findings where severity = 'fatal'")} == {
        "LEC-016",
        "LEC-017",
        "LEC-018",
        "LEC-019",
    }
    (told,) = world.account(ACCOUNT, "retours").glob("compte-rendu_*photo*.html")
    assert "convertissez-la en PDF" in told.read_text(encoding="utf-8")


def test_an_archive_of_a_hundred_thousand_members_is_refused(world: World) -> None:
    world.drop(ACCOUNT, "foule.zip", hostile.crowd())
    world.drop(ACCOUNT, "bonne.xml", invoice("APRES-LA-FOULE-1"))
    started = time.monotonic()
    all_counts = inline.night(world.config)
    assert time.monotonic() - started < 20  # a refusal after reading them all takes minutes
    assert not troubles(all_counts)
    assert names(world.account(ACCOUNT, "rejets")) == ["foule.zip"]
    assert world.ask("select code from findings where severity = 'fatal'") != []
    assert numbers(world) == ["APRES-LA-FOULE-1"]


# What fails on our side


def test_what_a_killed_run_left_in_staging_goes_after_two_days(world: World) -> None:
    staging = world.store().staging()
    for name, age in (("spool-vieux", 3 * 86_400), ("spool-recent", 3600)):
        (staging / name).write_bytes(b"x")
        os.utime(staging / name, (time.time() - age, time.time() - age))
    inline.night(world.config)
    assert names(staging) == ["spool-recent"]


def test_what_a_recipient_s_folder_refuses_is_put_off_and_brought_later(tmp_path: Path) -> None:
    doors = LOCAL + '[doors.ailleurs]\nconnector = "local"\nroot = "ailleurs"\n'
    world = lay_out(tmp_path, run=ALONE, doors=doors)
    for rank in range(5):
        world.drop(ACCOUNT, f"{rank}.xml", invoice(f"OUVERTE-{rank}"))
    world.recipients.rmdir()
    world.recipients.write_bytes(b"a file where the recipients' folder should be")
    told = troubles(inline.night(world.config))
    assert told
    assert numbers(world) == [f"OUVERTE-{rank}" for rank in range(5)]
    world.recipients.unlink()
    (waits,) = troubles(inline.night(world.config))  # put off: it is not due yet, and said so
    assert "5 invoices to deliver" in waits
    assert not world.recipients.exists()
    world.later()
    assert not troubles(inline.night(world.config))
    assert originals(world).total() == 5


def _with_little_disk(config: Path) -> int:
    """A night in a child whose files may not pass half a megabyte; 0 when it reported that and did not crash."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    try:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (512 * 1024, resource.RLIM_INFINITY))
        told = troubles(inline.night(config))
        os._exit(0 if told and all("room" in trouble for trouble in told) else 1)
    finally:
        os._exit(2)


def test_a_full_disk_loses_nothing_and_the_next_run_goes_on(world: World) -> None:
    world.drop(ACCOUNT, "grosse.txt", b"texte " * 200_000)
    world.drop(ACCOUNT, "petite.xml", invoice("PLEIN-1"))
    assert _with_little_disk(world.config) == 0
    assert names(world.account(ACCOUNT, "depot")) == ["grosse.txt", "petite.xml"]
    assert not troubles(inline.night(world.config))
    assert numbers(world) == ["PLEIN-1"]
    assert names(world.account(ACCOUNT, "rejets")) == ["grosse.txt"]


def test_bytes_the_disk_changed_block_nobody_else(world: World) -> None:
    for number in ("SAINE-1", "ABIMEE-1", "SAINE-2"):
        world.drop(ACCOUNT, f"{number}.xml", invoice(number))
    visit(world)
    (pack,) = (world.home / "store" / "packs").rglob("*.zip")
    kept = pack.read_bytes()
    pack.write_bytes(kept.replace(b"ABIMEE-1", b"AB?MEE-1"))
    (trouble,) = troubles(inline.night(world.config))
    assert "not those that were deposited" in trouble
    assert numbers(world) == ["SAINE-1", "SAINE-2"]
    pack.write_bytes(kept)
    assert not troubles(inline.night(world.config))
    assert numbers(world) == ["ABIMEE-1", "SAINE-1", "SAINE-2"]


@pytest.mark.integration
def test_a_line_cut_in_the_middle_of_a_file_is_taken_up_again(tmp_path: Path, sshd: Server) -> None:
    line = Trouble(cut_after=400_000, cuts=2)
    with troubled(sshd.port, line) as port:
        world = lay_out(tmp_path, run=ALONE, doors=sftp_door(sshd, "monde", tmp_path, port))
        world.drop(ACCOUNT, "grosse.txt", os.urandom(3_000_000))
        for rank in range(20):
            world.drop(ACCOUNT, f"{rank:02}.xml", invoice(f"COUPEE-{rank:02}"))
        assert not troubles(inline.night(world.config))
    assert line.cuts <= 0
    assert len(numbers(world)) == 20
    assert proven(world)


@pytest.mark.parametrize("damage", [lambda lot: lot[: len(lot) // 2], lambda lot: lot + b"junk" * 600])
def test_a_lot_that_is_refused_whole_is_counted(world: World, damage: Callable[[bytes], bytes]) -> None:
    (lot,) = (case.content for found in cases().values() for case in found if case.name == "lot-travaux.zip")
    world.drop(ACCOUNT, "lot.zip", damage(lot))
    counts = {one.drop: one for one in inline.night(world.config)}[ACCOUNT]
    assert (counts.of(Count.RECEIVED), counts.of(Count.IRRECEVABLE)) == (1, 1)
    assert names(world.account(ACCOUNT, "rejets")) == ["lot.zip"]


def test_a_lot_goes_on_without_its_encrypted_and_its_too_large_member(world: World) -> None:
    text = world.config.read_text(encoding="utf-8")
    world.config.write_text(text.replace("[run]\n", "[run]\ninvoice_bytes = 50000\n", 1), encoding="utf-8")
    lot = {f"{number}.xml": invoice(number) for number in ("LOT-1", "LOT-2", "LOT-3")} | {"long.xml": bytes(50_001)}
    world.drop(ACCOUNT, "lot.zip", encrypted(zipped(lot, zipfile.ZIP_STORED), b"LOT-2.xml"))
    counts = {one.drop: one for one in inline.night(world.config)}[ACCOUNT]
    assert (counts.of(Count.ACCEPTED), counts.of(Count.REJECTED), counts.troubles) == (2, 2, ())
    assert numbers(world) == ["LOT-1", "LOT-3"]
    assert {code for (code,) in world.ask("select code from findings")} >= {"ARC-26", "ARC-27"}
    world.drop(ACCOUNT, "encore.xml", lot["LOT-2.xml"])
    inline.night(world.config)
    assert numbers(world) == ["LOT-1", "LOT-2", "LOT-3"]
