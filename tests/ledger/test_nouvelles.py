"""What channels are notified of: everything that happened since, for their audience, once; on both engines."""

from datetime import timedelta

from domain.dashboard import ReportScope
from domain.deposit import Disposition, Effect
from domain.echeance import Delai
from domain.finding import Severity
from domain.late_payment import PaymentTerms
from domain.notifications import Audience, Irrecevable, LedgerPosition, News, Subject
from domain.status import Status
from domain.suivi import Action, HistoryNote
from domain.text import NOTHING
from ledger import Ledger
from ledger.notifications.watermarks import Watermark
from tests.ledger.facts import (
    NOW,
    ROUTE,
    accepted,
    arrival,
    claim,
    conclude,
    finding,
    invoice,
    received,
    record,
    settled,
)

ALL = Audience()
LATER = NOW + timedelta(days=1)


def asked(ledger: Ledger, *cercles: Audience, after: LedgerPosition | None = None, lines: int = 20) -> tuple[News, ...]:
    return ledger.notifications.news(
        after or LedgerPosition(), ledger.notifications.position(), cercles or (ALL,), NOW, lines
    )


def test_every_step_is_counted_and_the_grave_ones_are_listed(ledger: Ledger) -> None:
    document = accepted(ledger, what=invoice("F-1"))
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    ledger.lifecycle.change(document.id, Status.SUSPENDUE, ROUTE.siret, "Il manque le bon", NOW)
    (news,) = asked(ledger)
    assert dict(news.counts) == {Status.DEPOSEE: 1, Status.MISE_A_DISPOSITION: 1, Status.SUSPENDUE: 1}
    (step,) = news.steps
    assert (step.status, step.numero_facture, step.motif) == (Status.SUSPENDUE, "F-1", "Il manque le bon")
    assert (step.nom_fournisseur, step.nom_destinataire) == ("Ateliers de l'Essai", ROUTE.raison_sociale)


def test_an_invoice_counts_once_whatever_happened_to_it(ledger: Ledger) -> None:
    document = accepted(ledger, what=invoice("F-1"))
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    for motif in ("Il manque le bon", "Il manque aussi le relevé"):
        ledger.lifecycle.change(document.id, Status.SUSPENDUE, ROUTE.siret, motif, NOW)
        ledger.lifecycle.change(document.id, Status.COMPLETEE, "atelier", "", NOW)
    (news,) = asked(ledger)
    assert set(dict(news.counts).values()) == {1}
    assert dict(news.totals) == {Subject.SUSPENSION: 1, Subject.STATUTS: 1}
    assert [step.motif for step in news.steps] == ["Il manque aussi le relevé"]
    shown = ledger.reports.dashboard(ReportScope(), NOW, PaymentTerms(), None)
    assert (shown.moved_total, shown.events_total) == (1, 6)
    assert sum(counter.count for counter in shown.counters) == 1
    assert [sum(counter.count for counter in found) for found in shown.by_axis.values()] == [1] * len(shown.by_axis)
    assert sum(band.count for band in shown.ageing) == 1
    assert sum(number for _, number in shown.deposits_by_day) == 1
    assert len(list(ledger.reports.synthese(ReportScope(), now=NOW))) == 1
    assert len(list(ledger.invoices.status_rows())) == 1


def test_what_was_sent_is_not_sent_again(ledger: Ledger) -> None:
    accepted(ledger)
    (news,) = asked(ledger)
    assert asked(ledger, after=news.position) == (News(position=news.position),)
    accepted(ledger, "autre.xml")
    assert dict(asked(ledger, after=news.position)[0].counts) == {Status.DEPOSEE: 1}


def test_an_invoice_refused_at_integration_is_listed_with_the_codes_of_what_refused_it(ledger: Ledger) -> None:
    deposit = received(ledger)
    faults = (finding("TOT-03"), finding("DAT-01", Severity.WARNING), finding("TVA-02"))
    record(ledger, settled(deposit, disposition=Disposition.REJECTED, findings=faults))
    (step,) = asked(ledger)[0].steps
    assert (step.status, step.codes) == (Status.REJETEE, ("TOT-03", "TVA-02"))


def test_files_refused_as_such_are_listed_once_they_are_concluded(ledger: Ledger) -> None:
    whole, lot = received(ledger, "bombe.zip"), received(ledger, "lot.zip", drop="edi")
    record(
        ledger, settled(lot, 0), settled(lot, 1, disposition=Disposition.IRRECEVABLE, findings=(finding("LEC-005"),))
    )
    assert asked(ledger)[0].irrecevables_total == 0
    before = ledger.notifications.position()
    conclude(ledger, whole, finding("ARC-03"))
    conclude(ledger, lot)
    (news, atelier, edi) = asked(ledger, ALL, Audience(drops=("atelier",)), Audience(drops=("edi",)), after=before)
    bombe = Irrecevable(drop="atelier", name="bombe.zip", codes=("ARC-03",))
    member = Irrecevable(drop="edi", name="lot.zip / 1.xml", codes=("LEC-005",))
    assert news.irrecevables == (bombe, member)
    assert (atelier.irrecevables, edi.irrecevables) == ((bombe,), (member,))


def test_each_audience_gets_its_own(ledger: Ledger) -> None:
    accepted(ledger)
    record(
        ledger, settled(received(ledger, "b.xml", drop="edi"), what=invoice("F-9"), disposition=Disposition.REJECTED)
    )
    circles = (
        Audience(drops=("atelier",)),
        Audience(drops=("edi",)),
        Audience(structures=(ROUTE.siret,)),
        Audience(drops=("atelier",), structures=(ROUTE.siret,)),
        Audience(drops=("autre",)),
    )
    heard = [dict(news.counts) for news in asked(ledger, *circles)]
    assert heard == [{Status.DEPOSEE: 1}, {Status.REJETEE: 1}, {Status.DEPOSEE: 1}, {Status.DEPOSEE: 1}, {}]


def test_no_more_lines_than_asked_and_all_are_counted(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank, disposition=Disposition.REJECTED) for rank in range(7)))
    (news,) = asked(ledger, lines=3)
    assert len(news.steps) == 3
    assert dict(news.counts) == {Status.REJETEE: 7}


def test_a_deadline_that_comes_close_is_listed_whatever_was_noted(ledger: Ledger) -> None:
    document = accepted(ledger)
    with ledger.batch() as batch:
        details = ("PAIEMENT 2026-12-24", "AUTRE CHOSE")
        batch.note(
            [
                HistoryNote(invoice_id=document.id, action=Action.RAPPEL_ECHEANCE, actor="navette", detail=d)
                for d in details
            ],
            NOW,
        )
    (news,) = asked(ledger)
    assert news.reminders_total == 2
    first, second = news.reminders
    assert first.delai is Delai.PAIEMENT
    assert first.due_on is not None
    assert (second.delai, second.due_on) == (None, None)


def test_effects_given_up_are_for_an_audience_of_everybody(ledger: Ledger) -> None:
    accepted(ledger)
    ledger.outbox.give_up(claim(ledger, Effect.DELIVER), NOTHING, LATER)
    everybody, one = asked(ledger, ALL, Audience(drops=("atelier",)))
    assert (everybody.given_up, one.given_up) == (1, 0)


def test_how_far_a_channel_was_sent_is_recorded(ledger: Ledger) -> None:
    assert ledger.notifications.watermarks(["avis:a"]) == {}
    told = Watermark(at=NOW, position=LedgerPosition(event=3, action=2, account=9, troubles="ab12"))
    ledger.notifications.set_watermark("avis:a", told)
    ledger.notifications.set_watermark("avis:b", Watermark(at=LATER, position=LedgerPosition()))
    assert ledger.notifications.watermarks(["avis:a", "avis:c"]) == {"avis:a": told}
    again = Watermark(at=LATER, position=LedgerPosition(event=4))
    ledger.notifications.set_watermark("avis:a", again)
    assert ledger.notifications.watermarks(["avis:a"]) == {"avis:a": again}


def test_where_the_ledger_was_at_a_moment(ledger: Ledger) -> None:
    for day in range(5):
        now = NOW + timedelta(days=day)
        deposit = ledger.deposits.receive([arrival(f"jour-{day}.xml")], now)[0]
        record(ledger, settled(deposit), now=now)
        conclude(ledger, deposit, now=now)
    assert ledger.notifications.position(NOW - timedelta(days=1)).event == 0
    three = ledger.notifications.position(NOW + timedelta(days=2))
    assert dict(asked(ledger, after=three)[0].counts) == {Status.DEPOSEE: 3}
    assert ledger.notifications.position(NOW + timedelta(days=9)) == ledger.notifications.position()
