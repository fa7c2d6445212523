"""What recipients and suppliers answer: files in, statuses on, an answer back, and those concerned notified."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from bench.sshd import Server
from domain.invoice import Invoice
from domain.status import Status
from flows import nightly, steps
from hub.intake import pick_up
from hub.intake.deposit_folders import deposit_folder_of, name_of
from hub.report import morning
from hub.runtime.run_counts import Count, RunCounts
from hub.settings import load
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.writers import ubl
from samples.writers.cdar import cdar
from samples.writers.status_files import Avis, Spreadsheet, cpp_statut, of_invoice, table
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out, names, sftp_door

ACCOUNT = "operateur-edi"
NOW = datetime.now(UTC)
S = Status


def invoice(number: str, **changes: object) -> Invoice:
    return build(replace(bases.PAPETERIE, numero=number, **changes))


SIRET = invoice("X").siret_destinataire or ""
"""Of the recipient of every invoice here."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return lay_out(tmp_path, run=ALONE)


def delivered(world: World, *numbers: str, account: str = ACCOUNT) -> World:
    """The invoices of these numbers were delivered."""
    for number in numbers:
        world.drop(account, f"{number.replace('/', '-')}.xml", ubl.write(invoice(number)))
    assert troubles(inline.night(world.config)) == []
    assert {status(world, number) for number in numbers} <= {S.MISE_A_DISPOSITION}
    return world


def says(number: str, status: Status | str, motif: str = "", **more: str) -> Avis:
    return of_invoice(invoice(number), status, motif, **more)


def answered(world: World, content: bytes, name: str = "reponse.csv", speaker: str = SIRET) -> list[RunCounts]:
    world.answer(speaker, name, content)
    all_counts = inline.follow(world.config)
    assert troubles(all_counts) == []
    return list(all_counts)


def troubles(all_counts: Sequence[RunCounts]) -> list[str]:
    return [trouble.text.en for drop_counts in all_counts for trouble in drop_counts.troubles]


def count(all_counts: Sequence[RunCounts], kind: Count) -> int:
    return sum(drop_counts.of(kind) for drop_counts in all_counts)


def status(world: World, number: str) -> Status | None:
    return world.ledger().invoices.find(number)[-1].invoice.status


def life(world: World, number: str) -> list[tuple[Status, str]]:
    return [(event.status, event.actor) for event in world.ledger().invoices.find(number)[-1].events]


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))


def told(world: World, pattern: str = "changements_*.csv", account: str = ACCOUNT) -> list[Path]:
    return sorted(world.account(account, "retours").glob(pattern))


def reports(world: World, speaker: str = SIRET) -> list[Path]:
    """The comptes rendus of what a speaker said."""
    home = world.recipients / speaker / "rapports" if speaker.isdigit() else world.account(speaker, "retours")
    return sorted(home.glob("compte-rendu_*.csv"))


def said(world: World, speaker: str = SIRET) -> str:
    """The last compte rendu, as text."""
    return reports(world, speaker)[-1].read_text(encoding="utf-8-sig")


# Statuses in

FORMATS = {
    "csv": lambda avis: table(avis, Spreadsheet.FRENCH_EXCEL),
    "suisse.csv": lambda avis: table(avis, Spreadsheet.SWISS_EXCEL),
    "cpp.xml": lambda avis: cpp_statut(avis, NOW),
    "cdar.xml": lambda avis: cdar(avis, NOW),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_recipient_s_answer_is_applied_and_in_every_report(world: World, name: str) -> None:
    delivered(world, "R-1", "R-2")
    before = told(world)
    all_counts = answered(
        world, FORMATS[name]([says("R-1", S.MISE_EN_PAIEMENT), says("R-2", S.SUSPENDUE, "Il manque le bon")]), name
    )
    assert count(all_counts, Count.APPLIED) == 2
    assert (status(world, "R-1"), status(world, "R-2")) == (S.MISE_EN_PAIEMENT, S.SUSPENDUE)
    assert life(world, "R-1")[-1] == (S.MISE_EN_PAIEMENT, SIRET)
    assert "Il manque le bon" in world.ledger().invoices.find("R-2")[0].invoice.motif
    home = world.recipients / SIRET / "statuts"
    assert (names(home), names(home / "traites")) == (["traites"], [name])
    assert "R-2" in said(world)
    (changes,) = [path for path in told(world) if path not in before]
    assert {"R-1", "R-2"} == {line["Numéro facture"] for line in lines(changes)}
    assert world.ask("select * from outbox where state <> 'done'") == []


def test_wrong_lines_of_a_recipient_are_refused_one_by_one_with_their_reason(world: World) -> None:
    delivered(world, "BON-1", "PAYEE-1", "SANS-MOTIF-1", "LONG-1")
    answered(world, table([says("PAYEE-1", S.MISE_EN_PAIEMENT)]), "paiement.csv")
    wrong = [
        says("BON-1", S.SERVICE_FAIT),
        says("INCONNUE-1", S.MANDATEE),
        says("PAYEE-1", S.SUSPENDUE),
        says("SANS-MOTIF-1", S.REJETEE),
        says("LONG-1", S.SUSPENDUE, "x" * 256),
        says("BON-1", "Peut-être"),
    ]
    all_counts = answered(world, table(wrong), "suite.csv")
    assert (count(all_counts, Count.APPLIED), count(all_counts, Count.REFUSED)) == (1, 5)
    assert status(world, "BON-1") is S.SERVICE_FAIT
    assert status(world, "PAYEE-1") is S.MISE_EN_PAIEMENT
    assert {status(world, number) for number in ("SANS-MOTIF-1", "LONG-1")} == {S.MISE_A_DISPOSITION}
    ((state,),) = world.ask("select status from deposits where name = 'suite.csv'")
    assert state == "IN_INTEGRE_PARTIEL"
    assert names(world.recipients / SIRET / "statuts" / "traites") == ["paiement.csv", "suite.csv"]
    for number in ("INCONNUE-1", "PAYEE-1", "SANS-MOTIF-1", "LONG-1"):
        assert number in said(world)
    (paid,) = [line for line in lines(reports(world)[-1]) if line["Numéro facture"] == "PAYEE-1"]
    assert (paid["Code"], paid["Autres codes"]) == ("SUI-24", "SUI-26")  # one fault, one line


def test_nobody_sets_a_status_of_somebody_else_s_invoice(world: World) -> None:
    delivered(world, "A-MOI-1")
    other = people.VALDEBLORE.siret
    world.drop(ACCOUNT, "autre.xml", ubl.write(invoice("A-EUX-1", destinataire=people.VALDEBLORE)))
    assert troubles(inline.night(world.config)) == []
    assert status(world, "A-EUX-1") is S.MISE_A_DISPOSITION
    answered(world, table([replace(says("A-MOI-1", S.MISE_EN_PAIEMENT), destinataire="")]), "intrus.csv", other)
    assert status(world, "A-MOI-1") is S.MISE_A_DISPOSITION
    assert invoice("A-MOI-1").nom_fournisseur not in said(world, other)


def test_an_account_sets_no_status_for_its_recipients(world: World) -> None:
    """Not even the one that may deposit for anybody."""
    delivered(world, "PAYEZ-MOI-1")
    answered(world, table([says("PAYEZ-MOI-1", S.MISE_EN_PAIEMENT)]), "paiement.csv", ACCOUNT)
    assert status(world, "PAYEZ-MOI-1") is S.MISE_A_DISPOSITION
    assert "PAYEZ-MOI-1" in said(world, ACCOUNT)


def test_the_same_status_file_again_changes_nothing_and_is_reported(world: World) -> None:
    delivered(world, "DEUX-FOIS-1")
    body = table([says("DEUX-FOIS-1", S.SUSPENDUE, "Il manque le bon")])
    answered(world, body, "reponse.csv")
    answered(world, table([says("DEUX-FOIS-1", S.SUSPENDUE, "Encore")]), "encore.csv")
    events = life(world, "DEUX-FOIS-1")
    answered(world, body, "reponse bis.csv")
    assert life(world, "DEUX-FOIS-1") == events
    ((code,),) = world.ask(
        "select code from findings f join deposits d on d.id = f.deposit_id where d.name like '%bis%'"
    )
    assert code == "LIG-07"
    assert len(reports(world)) == 3
    assert names(world.recipients / SIRET / "statuts" / "rejets") == ["reponse bis.csv"]


@pytest.mark.parametrize(
    "content",
    [
        b"<CPPStatut><casse",
        b"\x00\x01\x02",
        b"",
        b"Nom;Prenom\r\nDurand;Marie\r\n",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><CPPStatut>&b;</CPPStatut>',
        ubl.write(invoice("EGAREE-1")),
    ],
    ids=["cut", "binary", "empty", "another-table", "entity", "an-invoice"],
)
def test_what_is_no_status_file_is_refused_whole_and_reported(world: World, content: bytes) -> None:
    delivered(world, "TEMOIN-1")
    answered(world, content, "bizarre.xml")
    assert names(world.recipients / SIRET / "statuts" / "rejets") == ["bizarre.xml"]
    assert len(reports(world)) == 1
    assert world.ask("select name from deposits where status = 'IN_RECU'") == []


def test_the_template_of_the_reports_comes_back_filled_in(world: World) -> None:
    delivered(world, "MODELE-1", "MODELE-2")
    place = steps.here(world.config)
    (reader,) = [one for one in morning.readers(place) if one.name == SIRET]
    morning.write(place, reader, None)
    (template,) = (world.recipients / SIRET / "rapports").glob("modele-statuts_*.csv")
    assert names(world.recipients / SIRET / "statuts") == []
    answered(world, template.read_bytes(), "vierge.csv")
    assert names(world.recipients / SIRET / "statuts" / "traites") == ["vierge.csv"]
    assert {status(world, number) for number in ("MODELE-1", "MODELE-2")} == {S.MISE_A_DISPOSITION}
    text = template.read_text(encoding="utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    rows[0][head.index("Nouveau statut")] = "Mandatée"
    filled = io.StringIO()
    csv.writer(filled, delimiter=";", lineterminator="\r\n").writerows([head, *rows])
    assert count(answered(world, filled.getvalue().encode("cp1252"), "rempli.csv"), Count.APPLIED) == 1
    assert {status(world, number) for number in ("MODELE-1", "MODELE-2")} == {S.MISE_A_DISPOSITION, S.MANDATEE}


def test_absent_deposit_folders_are_empty_and_none_is_made(world: World) -> None:
    delivered(world, "CALME-1")
    before = sorted(world.root.rglob("*"))
    assert troubles(inline.follow(world.config)) == []
    assert sorted(world.root.rglob("*")) == before


def test_a_half_written_answer_waits(world: World) -> None:
    delivered(world, "MOITIE-1")
    world.answer(SIRET, "reponse.csv.part", table([says("MOITIE-1", S.MISE_EN_PAIEMENT)]), age=10)
    inline.follow(world.config)
    assert status(world, "MOITIE-1") is S.MISE_A_DISPOSITION
    assert names(world.recipients / SIRET / "statuts") == ["reponse.csv.part"]


# Statuses out


def test_each_account_gets_changes_in_the_formats_of_its_setting(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    text = world.config.read_text(encoding="utf-8")
    mine = f'name = "{ACCOUNT}"\n'
    world.config.write_text(text.replace(mine, mine + 'statuts = ["cdar", "cpp-statut"]\n'), encoding="utf-8")
    delivered(world, "FORMAT-1")
    answered(world, table([says("FORMAT-1", S.REJETEE, "Mauvais prix", codes=("PRIX_ERR",))]))
    assert told(world) == []
    (*_, cpp), (*_, message) = told(world, "cpp-statut_*.xml"), told(world, "cdar_*.xml")
    assert etree.parse(cpp).getroot().tag == "CPPStatut"
    assert b"FORMAT-1" in cpp.read_bytes()
    assert b"FORMAT-1" in message.read_bytes()


def test_an_account_without_formats_gets_its_daily_report_only(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    text = world.config.read_text(encoding="utf-8")
    world.config.write_text(text.replace("deposants", "statuts = []\ndeposants"), encoding="utf-8")
    delivered(world, "MUET-1")
    assert [name for name in names(world.account(ACCOUNT, "retours")) if not name.startswith(("cert", "compte"))] == []
    assert world.ask("select * from outbox where state <> 'done'") == []


def test_a_message_made_again_of_the_same_changes_is_the_same_file(world: World) -> None:
    delivered(world, "MEME-1")
    (path,) = told(world)
    body = path.read_bytes()
    world.redo("status")
    inline.follow(world.config)
    assert told(world) == [path]
    assert path.read_bytes() == body


# Complements


def suspended(world: World, *numbers: str) -> World:
    delivered(world, *numbers)
    answered(world, table([says(number, S.SUSPENDUE, "Il manque le bon") for number in numbers]), "suspension.csv")
    assert {status(world, number) for number in numbers} == {S.SUSPENDUE}
    return world


def completed(world: World, files: dict[str, bytes], account: str = ACCOUNT) -> list[RunCounts]:
    for name, content in files.items():
        world.answer(account, name, content, folder="complements")
    all_counts = inline.follow(world.config)
    assert troubles(all_counts) == []
    return list(all_counts)


def test_missing_documents_complete_the_invoice_and_go_to_its_desk(world: World) -> None:
    suspended(world, "INC-1")
    files = {
        "INC-1__bon de commande.pdf": b"%PDF-1.7 bon",
        "INC-1__devis.pdf": b"%PDF-1.7 devis",
        "INC-1__commentaire.txt": "Voici le bon signé à Nîmes.".encode("cp1252"),
    }
    all_counts = completed(world, files)
    assert count(all_counts, Count.COMPLETED) == 1
    steps_ = [status for status, _ in life(world, "INC-1")]
    assert steps_[-2:] == [S.SUSPENDUE, S.COMPLETEE]
    assert life(world, "INC-1")[-1][1] == ACCOUNT
    assert world.ledger().invoices.find("INC-1")[0].invoice.motif == "Voici le bon signé à Nîmes."
    brought = list(world.recipients.rglob("*_INC-1_*_complement*"))
    assert {path.read_bytes() for path in brought} == set(files.values())
    assert names(world.account(ACCOUNT, "complements")) == ["traites"]
    assert len(reports(world, ACCOUNT)) >= 3
    assert world.ask("select * from outbox where state <> 'done'") == []


def test_an_archive_a_slash_and_a_certificate_name_the_invoice_too(world: World) -> None:
    suspended(world, "2026/11/A-1", "B-1", "C-1")
    body = io.BytesIO()
    with ZipFile(body, "w") as archive:
        archive.writestr("dossier/bon.pdf", b"%PDF-1.7 bon")
        archive.writestr("commentaire.txt", "Le bon")
    certificate = world.ledger().invoices.find("C-1")[0].invoice.certificate
    completed(world, {
        "2026-11-A-1__bon.pdf": b"%PDF-1.7 1",
        "B-1.zip": body.getvalue(),
        f"{certificate}__bon.pdf": b"%PDF-1.7 3",
    })  # fmt: skip
    for number in ("2026/11/A-1", "B-1", "C-1"):
        assert status(world, number) is S.COMPLETEE, number
    assert world.ledger().invoices.find("B-1")[0].invoice.motif == "Le bon"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("INCONNUE-9__bon.pdf", b"%PDF", "CPL-01"),
        ("PAYEE-9__bon.pdf", b"%PDF", "CPL-02"),
        ("SUSP-9__programme.exe", b"MZ", "PJ-02"),
        ("SUSP-9__vide.pdf", b"", "PJ-03"),
        ("SUSP-9__commentaire.txt", b"x" * 256, "CPL-04"),
        ("SUSP-9.zip", b"PK\x03\x04 cut", "ARC"),
    ],
)
def test_what_completes_nothing_is_refused_with_its_reason(world: World, name: str, content: bytes, code: str) -> None:
    delivered(world, "SUSP-9", "PAYEE-9")
    said_ = [says("SUSP-9", S.SUSPENDUE, "Il manque le bon"), says("PAYEE-9", S.MISE_EN_PAIEMENT)]
    answered(world, table(said_), "suite.csv")
    all_counts = completed(world, {name: content})
    assert (count(all_counts, Count.COMPLETED), count(all_counts, Count.REFUSED)) == (0, 1)
    assert status(world, "SUSP-9") is S.SUSPENDUE
    assert names(world.account(ACCOUNT, "complements") / "rejets") == [name]
    assert code in said(world, ACCOUNT)


def test_one_refused_file_holds_the_others_of_the_same_invoice(world: World) -> None:
    suspended(world, "ENSEMBLE-1", "AUTRE-1")
    completed(world, {
        "ENSEMBLE-1__bon.pdf": b"%PDF-1.7 1", "ENSEMBLE-1__x.exe": b"MZ", "AUTRE-1__bon.pdf": b"%PDF-1.7 2",
    })  # fmt: skip
    assert (status(world, "ENSEMBLE-1"), status(world, "AUTRE-1")) == (S.SUSPENDUE, S.COMPLETEE)
    completed(world, {"ENSEMBLE-1__bon.pdf": b"%PDF-1.7 1"})
    assert status(world, "ENSEMBLE-1") is S.COMPLETEE


def test_nobody_completes_somebody_else_s_invoice(world: World) -> None:
    suspended(world, "PAS-A-TOI-1")
    all_counts = completed(world, {"PAS-A-TOI-1__bon.pdf": b"%PDF-1.7"}, "travaux-btp")
    assert count(all_counts, Count.REFUSED) == 1
    assert status(world, "PAS-A-TOI-1") is S.SUSPENDUE
    assert "CPL-01" in said(world, "travaux-btp")


# Recycling


def test_an_invoice_sent_back_comes_again_under_its_number(world: World) -> None:
    delivered(world, "RECYCLE-1")
    answered(world, table([says("RECYCLE-1", S.A_RECYCLER, "Mauvais service", codes=("CODE_ROUTAGE_ERR",))]))
    assert status(world, "RECYCLE-1") is S.A_RECYCLER
    world.drop(ACCOUNT, "corrigee.xml", ubl.write(invoice("RECYCLE-1", engagement="BC-2026-9999")))
    inline.night(world.config)
    assert status(world, "RECYCLE-1") is S.MISE_A_DISPOSITION
    assert [step for step, _ in life(world, "RECYCLE-1")].count(S.DEPOSEE) == 2


# Downloads


def test_an_invoice_taken_from_its_folder_was_downloaded(world: World) -> None:
    delivered(world, "PRISE-1", "LAISSEE-1")
    for path in world.recipients.rglob("*_PRISE-1_*"):
        path.unlink()
    assert count(inline.follow(world.config), Count.DOWNLOADED) == 1
    assert world.ledger().invoices.find("PRISE-1")[0].invoice.downloaded_at is not None
    assert world.ledger().invoices.find("LAISSEE-1")[0].invoice.downloaded_at is None
    assert count(inline.follow(world.config), Count.DOWNLOADED) == 0


def test_a_missing_folder_is_no_download(world: World) -> None:
    delivered(world, "ABSENT-1")
    world.recipients.rename(world.root / "parti")
    world.recipients.mkdir()
    assert count(inline.follow(world.config), Count.DOWNLOADED) == 0


def test_downloads_are_watched_only_when_asked(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    text = world.config.read_text(encoding="utf-8")
    world.config.write_text(text.replace("[recipients]\n", "[recipients]\nwatch = false\n"), encoding="utf-8")
    delivered(world, "TRANQUILLE-1")
    for path in world.recipients.rglob("*_TRANQUILLE-1_*"):
        path.unlink()
    assert count(inline.follow(world.config), Count.DOWNLOADED) == 0


# Names


def test_a_name_identifies_its_deposit_folder(world: World) -> None:
    chosen = load(world.config)
    for name in (ACCOUNT, f"statuts:{ACCOUNT}", f"complements:{ACCOUNT}", f"statuts:{SIRET}"):
        deposit_folder = deposit_folder_of(chosen, name)
        assert (deposit_folder.name, name_of(deposit_folder.kind, deposit_folder.acteur.name)) == (name, name)
    folders = [deposit_folder_of(chosen, name).folder for name in (ACCOUNT, f"statuts:{ACCOUNT}", f"statuts:{SIRET}")]
    assert len(set(folders)) == 3


@pytest.mark.integration
def test_it_all_goes_through_openssh_too(sshd: Server, tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE, doors=sftp_door(sshd, "monde", tmp_path))
    delivered(world, "SFTP-1", "SFTP-2")
    said_ = [says("SFTP-1", S.SUSPENDUE, "Il manque le bon"), says("SFTP-2", S.MISE_EN_PAIEMENT)]
    answered(world, table(said_), "suite.csv")
    for path in world.recipients.rglob("*_SFTP-2_*"):
        path.unlink()
    all_counts = completed(world, {"SFTP-1__bon.pdf": b"%PDF-1.7"})
    assert (status(world, "SFTP-1"), status(world, "SFTP-2")) == (S.COMPLETEE, S.MISE_EN_PAIEMENT)
    assert count(all_counts, Count.DOWNLOADED) == 1
    assert len(list(world.recipients.rglob("*_complement01_bon.pdf"))) == 1
    assert names(world.recipients / SIRET / "statuts") == ["traites"]


def test_a_run_for_one_account_applies_what_recipients_answered_and_no_other_accounts_files(world: World) -> None:
    """Runs of one account each, on machines of their own, do together what one run of all does."""
    delivered(world, "A-PART-1")
    world.answer(SIRET, "reponse.csv", table([says("A-PART-1", S.SUSPENDUE, "Il manque le bon")]))
    world.drop("papeterie", "encore.xml", b"<y/>")
    nightly.whole(inline.Inline(), world.config, steps.here(world.config), [ACCOUNT], list)
    assert status(world, "A-PART-1") is S.SUSPENDUE
    assert names(world.recipients / SIRET / "statuts") == ["traites"]
    assert names(world.account("papeterie", "depot")) == ["encore.xml"]


def test_a_deposit_folder_that_cannot_be_read_holds_up_no_other(world: World) -> None:
    delivered(world, "VOISIN-1")
    world.account("papeterie", "statuts").symlink_to(world.account("papeterie", "depot"))
    world.answer(SIRET, "reponse.csv", table([says("VOISIN-1", S.MISE_EN_PAIEMENT)]))
    (trouble,) = troubles(inline.follow(world.config))
    assert "link" in trouble
    assert status(world, "VOISIN-1") is S.MISE_EN_PAIEMENT


def test_bytes_the_disk_changed_leave_the_answer_for_later(world: World) -> None:
    delivered(world, "ABIMEE-1")
    path = world.answer(SIRET, "reponse.csv", table([says("ABIMEE-1", S.MISE_EN_PAIEMENT)]))
    place = steps.here(world.config)
    deposit_folder = deposit_folder_of(place.settings, f"statuts:{SIRET}")
    with place.door(deposit_folder.door) as door:
        pick_up.receive_ready(deposit_folder, door, place.ledger, place.store, pause=lambda: None, now=place.clock)
    (location,) = world.ask("select location from deposits where kind = 'statuts'")[0]
    kept = place.settings.store.folder / str(location).split("#")[0]
    whole = kept.read_bytes()
    kept.chmod(0o600)
    kept.write_bytes(whole[:-40] + b"\0" * 40)
    (trouble,) = troubles(inline.follow(world.config))
    assert "reponse.csv" in trouble
    assert status(world, "ABIMEE-1") is S.MISE_A_DISPOSITION
    assert path.exists()
    kept.write_bytes(whole)
    assert troubles(inline.follow(world.config)) == []
    assert status(world, "ABIMEE-1") is S.MISE_EN_PAIEMENT
