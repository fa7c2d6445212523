"""What is declared in the portal goes the way of a status file: the same rules, once, whatever stops on the way."""

import csv
import io
import threading

import pytest

from domain.declaration import Declaration
from domain.portal_depositor import PortalDepositor
from domain.status import Status
from domain.suivi import Outcome
from exporters.statuts import declaration_csv
from hub.follow_up import declared
from hub.follow_up.declared import Declared, declare
from hub.intake.portal_files import new_sending
from parsers import suivi
from tests.hub import inline
from tests.portail.monde import Site
from tests.portail.test_pages import RECIPIENT, SUPPLIER

S = Status
NUMBER = "PAP-2026-0101"


def certificate(site: Site, number: str = NUMBER) -> str:
    (history,) = site.portail.ledger.invoices.find(number)
    return history.invoice.certificate or ""


def says(site: Site, status: Status, motif: str = "", sending: str = "", structure: str = RECIPIENT) -> Declared:
    line = Declaration(certificate=certificate(site), status=status, motif=motif)
    depositor = PortalDepositor(structure=structure, compte_id=7)
    return declare(site.portail.station, depositor, [line], sending or new_sending())


def stands(site: Site) -> tuple[Status | None, int]:
    (history,) = site.portail.ledger.invoices.find(NUMBER)
    return history.invoice.status, len(history.events)


def test_a_declaration_is_a_line_of_a_status_file(site: Site) -> None:
    found = says(site, S.SUSPENDUE, "Il manque le bon")
    (line,) = found.lines
    assert (line.outcome, line.before, line.after) == (Outcome.APPLIED, S.MISE_A_DISPOSITION, S.SUSPENDUE)
    (history,) = site.portail.ledger.invoices.find(NUMBER)
    assert history.events[-1].actor == f"portail:7:{RECIPIENT}"
    assert history.invoice.motif == "Il manque le bon"
    assert found.deposit.drop == f"statuts:portail:7:{RECIPIENT}"
    read = suivi.read(site.portail.store.get(found.deposit.location))
    assert [each.asked for each in read.statements] == [(S.SUSPENDUE,)]
    tasks = {effect for (effect,) in site.world.ask("select effect from outbox where state = 'todo'")}
    assert tasks == {"status"}, "the depositor's folder is told; nothing is taken or reported in a folder of the portal"
    inline.night(site.world.config)
    assert site.world.ask("select * from outbox where state <> 'done'") == []
    told = site.world.account("operateur-edi", "retours").glob("changements_*.csv")
    tables = (csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";") for path in told)
    assert (NUMBER, "Suspendue") in {(row["Numéro facture"], row["Statut"]) for rows in tables for row in rows}


def test_the_same_form_again_changes_nothing_and_has_the_same_answer(site: Site) -> None:
    first = says(site, S.SERVICE_FAIT, sending="envoi")
    assert says(site, S.SERVICE_FAIT, sending="envoi") == first
    other = says(site, S.SERVICE_FAIT)
    assert other.deposit.id != first.deposit.id, "the same action with another form is another one"
    assert [line.outcome for line in other.lines] == [Outcome.ALREADY]
    assert stands(site) == (S.SERVICE_FAIT, stands(site)[1])


def test_two_clicks_at_the_same_moment_are_one_action(site: Site) -> None:
    found: list[Declared] = []
    together = threading.Barrier(2)

    def click() -> None:
        together.wait()
        found.append(says(site, S.SERVICE_FAIT, sending="envoi"))

    before = stands(site)[1]
    clicks = [threading.Thread(target=click) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert {each.deposit.id for each in found} == {found[0].deposit.id}
    assert [line.outcome for each in found for line in each.lines] == [Outcome.APPLIED] * 2
    assert stands(site) == (S.SERVICE_FAIT, before + 1)


def test_what_is_refused_says_why(site: Site) -> None:
    (line,) = says(site, S.SUSPENDUE).lines
    assert line.outcome is Outcome.REFUSED
    assert [finding.code for finding in line.findings] == ["SUI-26"]
    (line,) = says(site, S.SERVICE_FAIT, structure=SUPPLIER).lines
    assert [finding.code for finding in line.findings] == ["SUI-30"]
    (line,) = says(site, S.SERVICE_FAIT, structure="22220001600327").lines
    assert (line.invoice_id, [finding.code for finding in line.findings]) == (None, ["SUI-21"])
    assert stands(site)[0] is S.MISE_A_DISPOSITION


def test_what_a_stopped_process_received_is_applied_by_the_next_run(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(declared.status_files, "follow", _stopped)
        with pytest.raises(KeyboardInterrupt):
            says(site, S.SERVICE_FAIT, sending="envoi")
    before = stands(site)
    assert before[0] is S.MISE_A_DISPOSITION
    troubles = [trouble for counts in inline.night(site.world.config) for trouble in counts.troubles]
    assert troubles == []
    assert stands(site) == (S.SERVICE_FAIT, before[1] + 1)
    found = says(site, S.SERVICE_FAIT, sending="envoi")
    assert [line.outcome for line in found.lines] == [Outcome.APPLIED], "who sends it again has the answer of the first"
    assert stands(site) == (S.SERVICE_FAIT, before[1] + 1)


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("motif", ["=1+1", "'5", "05/2026", 'a "b"; c', "é – œ", "+33", "Justificatif absent"])
def test_words_come_back_as_they_were_written(motif: str) -> None:
    line = Declaration(
        certificate="1E5", status=S.SUSPENDUE, motif=motif, motif_codes=("JUSTIF_ABS", "REF_ERR"),
        mandat="0042", valideur_suivant=RECIPIENT,
    )  # fmt: skip
    reading = suivi.read(declaration_csv.as_csv([line, line], "envoi"))
    assert reading.findings == ()
    for statement in reading.statements:
        assert statement.findings == ()
        assert statement.asked == (S.SUSPENDUE,)
        assert (statement.certificate, statement.mandat) == ("1E5", "0042")
        assert (statement.motif, statement.motif_codes) == (motif, ("JUSTIF_ABS", "REF_ERR"))
        assert statement.valideur_suivant == RECIPIENT


def test_each_status_is_read_as_itself() -> None:
    for status in Status:
        line = Declaration(certificate="A", status=status)
        (statement,) = suivi.read(declaration_csv.as_csv([line], "envoi")).statements
        assert statement.asked == (status,)
