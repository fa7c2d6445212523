"""Whole nights through Prefect and OpenSSH: samples to recipients, answers to suppliers, troubles reported."""

import csv
import io
import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.sorting import ArtifactSort

from bench.sshd import Server, free_port
from domain.decision import Verdict
from domain.errors import NavetteError, SettingsError
from domain.paris_time import paris_day
from flows.bulk import bulk_upload
from flows.delivery import deliver
from flows.nightly import nightly_ingestion
from flows.reports import status_reports
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.unfinished import Unfinished
from samples import depot
from samples.cases.case import Case
from samples.make import cases
from tests.conftest import PATIENCE
from tests.english import english
from tests.flows.conftest import BIN, Prefect
from tests.hub.world import (
    ALONE,
    LOCAL,
    ROOT,
    World,
    agreed,
    certificates,
    chained,
    files,
    half_written,
    lay_out,
    names,
    originals,
    proven,
    sftp_door,
)

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("prefect", "impatient")]
ELSEWHERE = '[doors.ailleurs]\nconnector = "local"\nroot = "ailleurs"\n'
ALPES_MARITIMES = "22060001900016"
SAMPLES = {case.name: case for folder, found in cases().items() if folder != "travaux" for case in found}
"""What a night of the demonstration holds."""


def served(directory: str = "samples/annuaire/services.csv") -> set[tuple[str, str]]:
    """(SIRET, code) of every service of the sample directory, by its file."""
    rows = csv.reader(io.StringIO((ROOT / directory).read_text(encoding="utf-8-sig")), delimiter=";")
    return {(row[0], row[2]) for row in rows}


def delivered_to() -> Counter[tuple[str, str]]:
    """Where each good file of the demonstration belongs: (``<siret>/<service>``, SHA-256)."""
    known = served()
    found: Counter[tuple[str, str]] = Counter()
    for case in good_cases():
        assert case.invoice is not None
        siret, code = case.invoice.siret_destinataire, case.invoice.code_service
        place = code if code and siret and (siret, code) in known else "_structure"
        found[f"{siret}/{place}", sha256(case.content).hexdigest()] += 1
    for drop in depot.drops():
        if drop.name.startswith((b"z facture", b"z-facture")):
            found[f"{ALPES_MARITIMES}/CULTURE", sha256(drop.content).hexdigest()] += 1
    return found


def good_cases() -> list[Case]:
    every = (member for case in SAMPLES.values() for member in (case.members or (case,)))
    return [case for case in every if case.verdict is Verdict.ACCEPTED]


def few(world: World, account: str = "operateur-edi") -> World:
    """``world`` with an invoice for the Alpes-Maritimes, one for the Cotes-d'Armor and a bad one."""
    for name in ("ubl-facture.xml", "ubl-pieces-jointes.xml", "ttc-faux.xml"):
        world.drop(account, name, SAMPLES[name].content)
    return world


def count(all_counts: tuple[RunCounts, ...], kind: Count) -> int:
    return sum(drop_counts.of(kind) for drop_counts in all_counts)


# The demonstration's three suppliers, through OpenSSH


@pytest.fixture(scope="module")
def night(
    prefect: Prefect, impatient: None, sshd: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, tuple[RunCounts, ...]]]:
    """The world after the night and its status reports."""
    home = tmp_path_factory.mktemp("nuit")
    world = lay_out(home, doors=sftp_door(sshd, "monde", home), run="pack_above = 1000")
    depot.fill(home / "monde" / "fournisseurs")
    all_counts = nightly_ingestion(str(world.config))
    status_reports(str(world.config))
    yield world, all_counts


Night = tuple[World, tuple[RunCounts, ...]]


def test_every_good_file_is_at_its_desk_byte_for_byte(night: Night) -> None:
    assert originals(night[0]) == delivered_to()


def test_attachments_come_with_the_invoice(night: Night) -> None:
    invoice = SAMPLES["ubl-pieces-jointes.xml"].invoice
    assert invoice is not None
    carried = {sha256(one.content).hexdigest() for one in invoice.attachments if one.content is not None}
    assert carried
    assert carried <= set(files(night[0].recipients / "22220001600327" / "COLLEGE").values())


def test_every_file_has_left_the_drop_but_the_half_written(night: Night) -> None:
    world, _ = night
    dropped = Counter(drop.account for drop in depot.drops())
    for account, number in dropped.items():
        left = names(world.account(account, "depot"))
        assert left == (["z-en-cours.xml.part"] if account == "papeterie" else [])
        gone = len(names(world.account(account, "traites"))) + len(names(world.account(account, "rejets")))
        assert gone == number - len(left)


def test_a_latin_1_name_keeps_its_bytes(night: Night) -> None:
    assert "z-facture-d'\\xe9t\\xe9.xml" in names(night[0].account("papeterie", "traites"))


def test_each_accepted_invoice_is_certified_once_and_proven(night: Night) -> None:
    world, _ = night
    assert Counter(c.content.sha256 for c in certificates(world)) == Counter(
        digest for _, digest in delivered_to().elements()
    )
    assert len(list(world.root.glob("fournisseurs/*/retours/certificat*.pdf"))) == delivered_to().total()
    assert proven(world)
    assert chained(world)
    assert agreed(world)


def test_each_deposit_has_its_compte_rendu(night: Night) -> None:
    world, all_counts = night
    for ending in ("html", "json", "csv"):
        told = list(world.root.glob(f"fournisseurs/*/retours/compte-rendu_*.{ending}"))
        assert len(told) == count(all_counts, Count.RECEIVED)


def test_lots_are_integrated_in_part_copies_noticed_and_numbers_used_once(night: Night) -> None:
    world, _ = night
    ((status,),) = world.ask("select status from deposits where name = 'lot-partiel.tar.gz'")
    assert status == "IN_INTEGRE_PARTIEL"
    said = dict(
        world.ask(
            "select d.name, i.disposition from deposits d join documents i on i.deposit_id = d.id where member is null"
        )
    )
    assert said["z-copie-de-ubl-facture.xml"] == "doublon"
    assert said["z-meme-numero.xml"] == "rejected"


def test_readers_find_their_status_reports(night: Night) -> None:
    world, _ = night
    day = f"statuts_{paris_day(world.ledger().deposits.by_id(1).received_at):%Y-%m-%d}.csv"
    for siret in {folder.split("/")[0] for folder, _ in delivered_to()}:
        assert (world.recipients / siret / "rapports" / day).is_file()
    for account in ("papeterie", "travaux-btp", "operateur-edi"):
        assert (world.account(account, "retours") / day).read_bytes().startswith(b"\xef\xbb\xbf")
    assert half_written(world) == []


def test_the_table_of_the_night_is_kept_by_prefect(night: Night) -> None:
    all_counts = night[1]
    key = ArtifactFilter(key=ArtifactFilterKey(any_=["bilan"]))
    with get_client(sync_client=True) as client:
        tables = client.read_artifacts(artifact_filter=key, sort=ArtifactSort.CREATED_DESC, limit=20)
    rows = [{row.get("compte"): row.get("acceptées") for row in json.loads(str(table.data))} for table in tables]
    assert {drop_counts.drop: drop_counts.of(Count.ACCEPTED) for drop_counts in all_counts} in rows


def test_the_same_night_again_does_nothing_twice(night: Night) -> None:
    world, _ = night
    before = sorted((path, path.stat().st_mtime_ns) for path in world.root.rglob("*"))
    again = nightly_ingestion(str(world.config))
    assert sorted((path, path.stat().st_mtime_ns) for path in world.root.rglob("*")) == before
    assert {kind: count(again, kind) for kind in Count if count(again, kind)} == {Count.WAITING: 1}


# Doors that are closed, keys nobody knows, settings that cannot be used


def test_a_recipient_whose_door_is_closed_gets_its_invoices_once_when_it_opens(tmp_path: Path) -> None:
    world = few(
        lay_out(
            tmp_path,
            doors=LOCAL + ELSEWHERE,
            tables=f'[recipients.by_siret.{ALPES_MARITIMES}]\ndoor = "ailleurs"\n',
        )
    )
    with pytest.raises(Unfinished, check=english("ailleurs")) as caught:
        nightly_ingestion(str(world.config))
    assert count(caught.value.all_counts, Count.DELIVERED) == 1  # the other recipient has its invoice all the same
    assert len(certificates(world)) == 2
    assert names(world.account("operateur-edi", "depot")) == []
    (tmp_path / "ailleurs").mkdir()
    world.later()
    assert count(deliver(str(world.config)), Count.DELIVERED) == 1
    brought = files(tmp_path / "ailleurs")
    assert len([path for path in brought if path.endswith(".facture.json")]) == 1
    assert count(deliver(str(world.config)), Count.DELIVERED) == 0
    assert files(tmp_path / "ailleurs") == brought


def test_a_supplier_whose_server_is_down_holds_up_nobody_else(tmp_path: Path, sshd: Server) -> None:
    closed = sftp_door(sshd, "ferme", tmp_path, free_port())
    world = few(lay_out(tmp_path, doors=LOCAL + closed, accounts={"papeterie": "ferme"}))
    world.drop("papeterie", "en-attente.xml", SAMPLES["ubl-avoir.xml"].content)
    with pytest.raises(Unfinished, check=english(r"ferme: .*cannot be reached")) as caught:
        nightly_ingestion(str(world.config))
    assert count(caught.value.all_counts, Count.DELIVERED) == 2
    assert names(world.account("papeterie", "depot")) == ["en-attente.xml"]


def test_a_server_nobody_vouched_for_is_refused_with_its_fingerprint(tmp_path: Path, sshd: Server) -> None:
    world = few(
        lay_out(tmp_path, doors=LOCAL + sftp_door(sshd, "inconnu", tmp_path), accounts={"papeterie": "inconnu"})
    )
    (tmp_path / "inconnu.known_hosts").write_text("")
    with pytest.raises(Unfinished, check=english(r"SHA256:[A-Za-z0-9+/]{43}")) as caught:
        nightly_ingestion(str(world.config))
    assert count(caught.value.all_counts, Count.DELIVERED) == 2


def test_reports_that_find_no_door_are_named_and_the_others_written(tmp_path: Path) -> None:
    world = few(
        lay_out(
            tmp_path,
            doors=LOCAL + ELSEWHERE,
            tables=f'[recipients.by_siret.{ALPES_MARITIMES}]\ndoor = "ailleurs"\n',
        )
    )
    with pytest.raises(Unfinished):
        nightly_ingestion(str(world.config))
    with pytest.raises(NavetteError, check=english(r"Reports not written \(1\)")):
        status_reports(str(world.config))
    assert len(list(world.root.rglob("statuts_*.csv"))) == 3 + 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[run]\nchunk = 0\n", "chunk"),
        ('[ledger]\nurl = "sqlite:///absent.db"\n[doors.a]\nconnector = "local"\nroot = "."\n'
         '[[drops]]\nname = "a"\ndoor = "a"\ndeposants = ["*"]\n', "navette init"),
        ("", "drop"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used_start_nothing(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "navette.toml").write_text(text)
    with pytest.raises(NavetteError, check=english(word)):
        nightly_ingestion(str(tmp_path / "navette.toml"))


def test_a_drop_the_settings_do_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, check=english("papeterie")):
        nightly_ingestion(str(lay_out(tmp_path).config), "papetrie")


# Other ways to run


def test_one_drop_alone(tmp_path: Path) -> None:
    world = few(few(lay_out(tmp_path)), "papeterie")
    nightly_ingestion(str(world.config), "operateur-edi")
    assert names(world.account("operateur-edi", "depot")) == []
    assert len(names(world.account("papeterie", "depot"))) == 3


def test_prefect_s_own_processes_carry_a_night_too(tmp_path: Path) -> None:
    world = few(lay_out(tmp_path, run=ALONE))
    world.drop("travaux-btp", "lot-partiel.tar.gz", SAMPLES["lot-partiel.tar.gz"].content)
    all_counts = nightly_ingestion(str(world.config))
    assert count(all_counts, Count.DELIVERED) == originals(world).total() == 2 + 8
    assert proven(world)


def test_a_bulk_upload_is_a_deposit_like_any_other_and_leaves_its_source(tmp_path: Path) -> None:
    world = lay_out(tmp_path)
    source = tmp_path / "envoi"
    (source / "dedans").mkdir(parents=True)
    for name in ("ubl-facture.xml", "dedans/lot-travaux.zip"):
        (source / name).write_bytes(SAMPLES[Path(name).name].content)
    before = files(source)
    first = bulk_upload(str(source), "operateur-edi", str(world.config))
    assert count(first, Count.DELIVERED) == originals(world).total() == 13
    again = bulk_upload(str(source), "operateur-edi", str(world.config))
    assert count(again, Count.DOUBLON) == 13
    assert originals(world).total() == 13
    assert files(source) == before


def test_a_bulk_upload_of_nothing_is_reported(tmp_path: Path) -> None:
    world = lay_out(tmp_path)
    with pytest.raises(NavetteError, check=english("absent")):
        bulk_upload(str(tmp_path / "absent.zip"), "operateur-edi", str(world.config))


# In the terminal, and killed there


def test_a_failed_night_reports_its_trouble_without_a_trace(prefect: Prefect, tmp_path: Path) -> None:
    world = few(lay_out(tmp_path, doors=LOCAL + ELSEWHERE, recipients="ailleurs"))
    done = subprocess.run(
        [BIN / "navette", "run", "--config", world.config],
        cwd=ROOT, env=prefect.environment, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 1
    assert "ailleurs" in done.stderr
    assert "Traceback" not in done.stderr
    assert "EventsWorker" not in done.stderr


def test_a_run_killed_in_the_terminal_is_finished_by_the_next(prefect: Prefect, tmp_path: Path) -> None:
    world = lay_out(tmp_path, run="pack_above = 1000")
    depot.fill(world.root / "fournisseurs")
    run = subprocess.Popen(
        [BIN / "navette", "run", "--config", world.config],
        cwd=ROOT, env=prefect.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + PATIENCE
    while not certificates(world) and time.monotonic() < until and run.poll() is None:
        time.sleep(0.02)
    run.kill()
    assert run.wait(PATIENCE) == -9
    assert originals(world) != delivered_to()  # it was cut in the middle
    nightly_ingestion(str(world.config))
    assert originals(world) == delivered_to()
    assert Counter(c.content.sha256 for c in certificates(world)) == Counter(
        digest for _, digest in delivered_to().elements()
    )
    assert names(world.account("operateur-edi", "depot")) == []
    assert half_written(world) == []
    assert proven(world)
    assert chained(world)
