"""What a morning begins with: refused deposits until they are replaced, and what to look at before paying."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from domain.dashboard import ReportScope
from domain.deposit import Deposit, Disposition
from domain.errors import LedgerError
from domain.finding import Level, Severity
from domain.late_payment import PaymentTerms
from domain.phase import Phase
from domain.status import Status
from domain.status_facts import FACTS, TO_REPLACE
from domain.suivi import Action
from domain.worklist import DAYS, CorrectionDue
from ledger import Ledger
from ledger.database.engine import Database
from ledger.database.schema import documents
from tests.english import english
from tests.ledger.facts import NOW, ROUTE, arrival, conclude, finding, invoice, received, record, settled
from tests.ledger.works import deliver

MINE = ReportScope(drop="atelier")
PAYER = ReportScope(siret=ROUTE.siret)
WARNING = finding("BQ-01", Severity.WARNING)


def corrections_due(ledger: Ledger, days: int = 0) -> list[str]:
    shown = ledger.reports.dashboard(MINE, NOW + timedelta(days=days), PaymentTerms())
    assert shown.corrections_due == ledger.reports.corrections_due(MINE, NOW + timedelta(days=days))
    return [one.numero_facture or one.file for one in shown.corrections_due]


def refused(ledger: Ledger, number: str, name: str = "", disposition: Disposition = Disposition.REJECTED) -> None:
    deposit = received(ledger, name or f"{number}.xml")
    record(ledger, settled(deposit, what=invoice(number), disposition=disposition, findings=(finding(),)))
    conclude(ledger, deposit)


def test_a_refused_invoice_is_to_be_corrected_until_its_number_is_integrated(ledger: Ledger) -> None:
    refused(ledger, "F-1")
    refused(ledger, "F-2")
    assert sorted(corrections_due(ledger)) == ["F-1", "F-2"]
    record(ledger, settled(received(ledger, "corrigee.xml"), what=invoice("f-1")))
    assert corrections_due(ledger) == ["F-2"]


def test_a_refused_document_leaves_after_some_weeks(ledger: Ledger) -> None:
    refused(ledger, "F-1")
    assert corrections_due(ledger, DAYS) == ["F-1"]
    assert corrections_due(ledger, DAYS + 1) == []


def test_a_file_that_is_no_invoice_is_listed_by_its_name_until_that_name_is_integrated(ledger: Ledger) -> None:
    deposit = received(ledger, "lot.zip")
    conclude(ledger, deposit, finding("ARC-01", level=Level.DEPOT))
    assert corrections_due(ledger) == ["lot.zip"]
    (one,) = ledger.reports.corrections_due(MINE, NOW)
    assert one.cause is not None
    assert one.cause.headline.code == "ARC-01"
    again = ledger.deposits.receive([arrival("lot.zip", content="corrigé")], NOW + timedelta(hours=1))[0]
    record(ledger, settled(again, what=invoice("F-7")))
    conclude(ledger, again)
    assert corrections_due(ledger) == []


def test_what_a_recipient_sent_back_is_the_supplier_s_to_correct(ledger: Ledger) -> None:
    (one,) = record(ledger, settled(received(ledger), what=invoice("F-1")))
    deliver(ledger)
    ledger.lifecycle.change(one.id, Status.SUSPENDUE, ROUTE.siret, "Il manque le bon", NOW)
    (listed,) = ledger.reports.corrections_due(MINE, NOW)
    assert (listed.numero_facture, listed.motif, listed.cause) == ("F-1", "Il manque le bon", None)
    assert ledger.reports.corrections_due(PAYER, NOW) == ()
    assert ledger.reports.corrections_due(ReportScope(drop="autre"), NOW) == ()


def test_every_status_that_asks_something_of_the_supplier_is_listed_and_no_other(ledger: Ledger, url: str) -> None:
    (one,) = record(ledger, settled(received(ledger), what=invoice("F-1")))
    asks = {status for status, facts in FACTS.items() if facts.to_do or facts.phase is Phase.CHEZ_LE_FOURNISSEUR}
    assert all(FACTS[status].to_do for status in asks)
    assert {Status.REJETEE, Status.REFUSEE_MOE, Status.SUSPENDUE, Status.A_ASSOCIER_FOURNISSEUR} < asks
    database = Database(url)
    for status in Status:
        words = {"status": status.value, "motif": "Ce n'est pas notre commande", "status_at": NOW, "changed_at": NOW}
        with database.write() as connection:
            connection.execute(update(documents).values(words))
        listed = [each.motif for each in ledger.reports.corrections_due(MINE, NOW)]
        assert listed == (["Ce n'est pas notre commande"] if status in {*asks, Status.A_COMPLETER} else []), status
        with nullcontext() if status in TO_REPLACE else pytest.raises(LedgerError), ledger.batch() as batch:
            batch.set_aside(one.deposit_id, one.position, "marie", "non", NOW)
            batch.take_up(one.deposit_id, one.position, "marie", "oui", NOW)
    database.close()


def test_what_a_recipient_rejected_is_to_be_corrected_for_some_weeks(ledger: Ledger) -> None:
    rejected(ledger)
    assert corrections_due(ledger, DAYS) == ["F-1"]
    assert corrections_due(ledger, DAYS + 1) == []


def test_what_a_recipient_rejected_is_replaced_by_what_names_it(ledger: Ledger) -> None:
    rejected(ledger)
    for number, origin, supplier in (
        ("F-2", None, "123456782"),
        ("F-3", "F-0", "123456782"),
        ("F-4", "F-1", "732829320"),
    ):
        again = invoice(number, supplier=supplier, numero_facture_origine=origin)
        record(ledger, settled(received(ledger, f"{number}.xml"), what=again))
        assert corrections_due(ledger) == ["F-1"]
    record(ledger, settled(received(ledger, "avoir.xml"), what=invoice("F-5", numero_facture_origine="f-1")))
    assert corrections_due(ledger) == []


def test_what_a_recipient_rejected_is_set_aside_and_taken_up_again(ledger: Ledger) -> None:
    rejected(ledger)
    (one,) = ledger.reports.corrections_due(MINE, NOW)
    assert aside(ledger, one)
    assert corrections_due(ledger) == []
    assert [each.numero_facture for each in ledger.reports.set_aside(MINE, NOW)] == ["F-1"]
    with ledger.batch() as batch:
        assert batch.take_up(one.deposit_id, one.position, "paul", "Elle est due", NOW)
    assert corrections_due(ledger) == ["F-1"]


def rejected(ledger: Ledger) -> None:
    (one,) = record(ledger, settled(received(ledger), what=invoice("F-1")))
    deliver(ledger)
    ledger.lifecycle.change(one.id, Status.REJETEE, ROUTE.siret, "Ce n'est pas notre commande", NOW)


def test_a_payer_verifies_what_is_suspect_until_it_is_paid(ledger: Ledger) -> None:
    deposit = received(ledger)
    suspect = settled(deposit, 0, invoice("F-1"), findings=(finding("DATE-05", Severity.WARNING), WARNING, WARNING))
    (one, *_) = record(ledger, suspect, settled(deposit, 1, invoice("F-2")))
    deliver(ledger)
    shown = ledger.reports.dashboard(PAYER, NOW, PaymentTerms())
    due = [(each.numero_facture, [f.code for f in each.findings]) for each in shown.verifications_due]
    assert due == [("F-1", ["BQ-01"])]
    assert shown.verifications_total == 1
    assert ledger.reports.dashboard(MINE, NOW, PaymentTerms()).verifications_due == ()
    ledger.lifecycle.change(one.id, Status.MISE_EN_PAIEMENT, ROUTE.siret, "", NOW)
    assert ledger.reports.dashboard(PAYER, NOW, PaymentTerms()).verifications_due == ()


def aside(ledger: Ledger, one: CorrectionDue, reason: str = "Remplacée par un avoir", *, days: int = 0) -> bool:
    with ledger.batch() as batch:
        return batch.set_aside(one.deposit_id, one.position, "marie", reason, NOW + timedelta(days=days))


def test_what_is_set_aside_is_no_more_to_be_corrected_and_says_who_and_why(ledger: Ledger) -> None:
    refused(ledger, "F-1")
    refused(ledger, "F-2")
    conclude(ledger, received(ledger, "lot.zip"), finding("ARC-01", level=Level.DEPOT))
    listed = {one.numero_facture or one.file: one for one in ledger.reports.corrections_due(MINE, NOW)}
    assert aside(ledger, listed["F-1"])
    assert aside(ledger, listed["lot.zip"], "Envoyé par erreur")
    assert corrections_due(ledger) == ["F-2"]
    shown = ledger.reports.dashboard(MINE, NOW, PaymentTerms())
    assert [(one.numero_facture or one.file, one.actor, one.reason) for one in shown.set_aside] == [
        ("lot.zip", "marie", "Envoyé par erreur"),
        ("F-1", "marie", "Remplacée par un avoir"),
    ]
    assert ledger.reports.set_aside(ReportScope(drop="autre"), NOW) == ()
    assert ledger.reports.set_aside(PAYER, NOW) == ()
    (history,) = ledger.invoices.find("F-1")
    assert [(one.action, one.actor, one.detail) for one in history.actions] == [
        (Action.MISE_DE_COTE, "marie", "Remplacée par un avoir")
    ]


def test_setting_aside_twice_writes_once_and_what_was_aside_is_taken_up_again(ledger: Ledger) -> None:
    refused(ledger, "F-1")
    (one,) = ledger.reports.corrections_due(MINE, NOW)
    assert [aside(ledger, one), aside(ledger, one)] == [True, False]
    assert len(ledger.reports.set_aside(MINE, NOW)) == 1
    with ledger.batch() as batch:
        assert batch.take_up(one.deposit_id, one.position, "paul", "Elle est due", NOW)
        assert not batch.take_up(one.deposit_id, one.position, "paul", "Elle est due", NOW)
    assert corrections_due(ledger) == ["F-1"]
    assert ledger.reports.set_aside(MINE, NOW) == ()
    assert aside(ledger, one, "Abandonnée")
    assert corrections_due(ledger) == []


def test_only_what_was_refused_is_set_aside(ledger: Ledger) -> None:
    (accepted,) = record(ledger, settled(received(ledger), what=invoice("F-1")))
    for position in (0, 1, None):
        with pytest.raises(LedgerError, check=english("navette dismiss --list")), ledger.batch() as batch:
            batch.set_aside(accepted.deposit_id, position, "marie", "non", NOW)


def test_another_invoice_in_a_file_of_the_same_name_replaces_nothing(ledger: Ledger) -> None:
    lot = received(ledger, "lot.zip")
    fault = replace(finding("ENG-01"), field="numero_engagement")
    rejected = settled(lot, 1, invoice("F-2"), Disposition.REJECTED, findings=(fault,))
    record(ledger, settled(lot, 0, invoice("F-1")), rejected)
    conclude(ledger, lot)
    come_again(ledger, "lot.zip", "F-3")
    assert corrections_due(ledger) == ["F-2"]


def test_a_name_that_every_file_has_tells_nothing_of_a_refused_one(ledger: Ledger) -> None:
    come_again(ledger, "export.zip", "F-1")
    conclude(ledger, come(ledger, "export.zip", "endommagé"), finding("ARC-07", level=Level.DEPOT))
    come_again(ledger, "export.zip", "F-2")
    assert corrections_due(ledger) == ["export.zip"]


def test_a_file_refused_whole_is_replaced_by_what_may_have_been_in_it(ledger: Ledger) -> None:
    conclude(ledger, received(ledger, "export.zip"), finding("ARC-07", level=Level.DEPOT))
    next_day = come(ledger, "export.zip", "le lendemain")
    record(ledger, settled(next_day, what=invoice("F-2", date_facture=date(2026, 11, 22))))
    conclude(ledger, next_day)
    assert corrections_due(ledger) == ["export.zip"]
    last, same_day = come(ledger, "export.zip", "corrigé"), date(2026, 11, 21)
    record(
        ledger,
        *(
            settled(last, rank, invoice(f"F-{rank}", date_facture=day))
            for rank, day in ((3, date(2026, 12, 1)), (4, same_day))
        ),
    )
    conclude(ledger, last)
    assert corrections_due(ledger) == []


@pytest.mark.parametrize(("field", "left"), [("numero_facture", ["scan.pdf"]), ("date_facture", [])])
def test_a_later_invoice_in_a_file_of_that_name_is_not_a_document_without_a_number(
    ledger: Ledger, field: str, left: list[str]
) -> None:
    deposit = received(ledger, "scan.pdf")
    fault = replace(finding(), field=field)
    document = settled(deposit, 0, invoice(numero_facture=None), Disposition.REJECTED, findings=(fault,))
    record(ledger, replace(document, decision=replace(document.decision, member=None), key=None))
    conclude(ledger, deposit)
    again = come(ledger, "scan.pdf", "plus tard")
    record(ledger, settled(again, what=invoice("F-2", date_facture=date(2026, 11, 23)), member=None))
    conclude(ledger, again)
    assert corrections_due(ledger) == left


def test_a_document_without_a_number_is_replaced_by_its_file_s_name(ledger: Ledger) -> None:
    unread(ledger, "scan.pdf")
    assert corrections_due(ledger) == ["scan.pdf"]
    come_again(ledger, "scan.pdf", "F-1", member=None)
    assert corrections_due(ledger) == []


def test_another_supplier_s_invoice_of_the_same_number_replaces_nothing(ledger: Ledger) -> None:
    refused(ledger, "F-1")
    record(ledger, settled(received(ledger, "autre.xml"), what=invoice("F-1", supplier="732829320")))
    assert corrections_due(ledger) == ["F-1"]
    record(ledger, settled(received(ledger, "corrigee.xml"), what=invoice("F-1")))
    assert corrections_due(ledger) == []


def come(ledger: Ledger, name: str, content: str) -> Deposit:
    return ledger.deposits.receive([arrival(name, content=content)], NOW + timedelta(hours=1))[0]


def come_again(ledger: Ledger, name: str, number: str, **decided: object) -> None:
    deposit = come(ledger, name, number)
    record(ledger, settled(deposit, what=invoice(number), **decided))
    conclude(ledger, deposit)


def unread(ledger: Ledger, name: str) -> Deposit:
    """A refused document whose number was not read."""
    deposit = received(ledger, name)
    document = settled(deposit, 0, invoice(numero_facture=None), Disposition.REJECTED, findings=(finding(),))
    record(ledger, replace(document, decision=replace(document.decision, member=None), key=None))
    conclude(ledger, deposit)
    return deposit


def test_what_came_replaces_the_deposits_it_corrects_and_no_other(ledger: Ledger) -> None:
    """By number, by the name of a file without one, by that of a file refused whole; each beside one that stays."""
    numbered, whole = [received(ledger, f"{name}.xml") for name in "ab"], [received(ledger, f"{n}.zip") for n in "cd"]
    for rank, deposit in enumerate(numbered):
        what = invoice(f"F-{rank}")
        record(ledger, settled(deposit, what=what, disposition=Disposition.REJECTED, findings=(finding(),)))
        conclude(ledger, deposit)
    for deposit in whole:
        conclude(ledger, deposit, finding("ARC-07", level=Level.DEPOT))
    scans = [unread(ledger, f"{name}.pdf") for name in "ef"]
    corrected, lot, scan = come(ledger, "nouvelle.xml", "1"), come(ledger, "c.zip", "2"), come(ledger, "e.pdf", "3")
    for deposit, number, more in ((corrected, "F-0", {}), (lot, "F-8", {}), (scan, "F-9", {"member": None})):
        record(ledger, settled(deposit, what=invoice(number), **more))
        conclude(ledger, deposit)

    def replaced(*ids: int, days: int = 0, drop: str = "atelier") -> tuple[int, ...]:
        return ledger.reports.replaced_by(drop, ids, NOW + timedelta(days=days))

    first = (numbered[0].id, whole[0].id, scans[0].id)
    assert [replaced(one.id) for one in (corrected, lot, scan)] == [(one,) for one in first]
    assert replaced(scan.id, lot.id, corrected.id) == tuple(sorted(first))
    assert replaced() == replaced(numbered[1].id) == ()
    assert replaced(corrected.id, lot.id, scan.id, drop="autre") == ()
    assert replaced(corrected.id, lot.id, scan.id, days=DAYS) == tuple(sorted(first))
    assert replaced(corrected.id, lot.id, scan.id, days=DAYS + 1) == ()
