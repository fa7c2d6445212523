"""Dashboards: what is counted, what it amounts to, what is unpaid and late, what happened since the last visit."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.current_actor import CurrentActor
from domain.dashboard import Axis, ReportScope
from domain.deposit import Disposition, Effect
from domain.invoice import Totals
from domain.late_payment import PaymentTerms
from domain.route import Route
from domain.status import NEXT, Status
from domain.suivi import Action, HistoryNote
from ledger import Ledger
from ledger.reports import events
from tests.ledger import works
from tests.ledger.facts import NOW, ROUTE, arrival, claim, finding, invoice, received, record, settled

S = Status
MINE = ReportScope(siret=ROUTE.siret)
OTHER = Route(siret="22220001600010", raison_sociale="Département des Essais")


def day(days: float) -> datetime:
    return NOW + timedelta(days=days)


def totals(ttc: str) -> Totals:
    return Totals(without_vat=Decimal(ttc), vat=Decimal(0), with_vat=Decimal(ttc), due=Decimal(ttc))


def deliver(ledger: Ledger, now: datetime = NOW) -> None:
    ledger.outbox.done(claim(ledger, Effect.DELIVER, now), now)


def test_a_dashboard_changes_only_when_something_happened_to_an_invoice_of_its_structure(ledger: Ledger) -> None:
    """Whoever keeps a dashboard asks whether it stands: what was told not to have moved is the same."""
    chance = random.Random(5)
    routes = (*(Route(siret=f"2000538490{rank:04d}", raison_sociale=f"Ville {rank}") for rank in range(3)), OTHER)
    mine = ReportScope(siret=routes[0].siret)
    ids: list[int] = []
    stood = 0

    def shown() -> tuple[object, ...]:
        rows = tuple(ledger.reports.synthese(mine, now=NOW))
        return ledger.reports.dashboard(mine, day(40), PaymentTerms()), rows

    def happens(rank: int) -> None:
        if rank % 3 == 0:
            deposit = received(ledger, f"{rank}.zip")
            what = invoice(f"F-{rank}", totals=totals("5"), supplier=chance.choice(("123456782", "987654324")))
            ids.append(record(ledger, settled(deposit, 0, what, route=chance.choice(routes)))[0].id)
        elif rank % 3 == 1:
            deliver(ledger, day(rank / 10))
        else:
            id_ = chance.choice(ids)
            steps = sorted(
                NEXT.get(ledger.invoices.by_id(id_).status, frozenset()) & {S.SUSPENDUE, S.MANDATEE, S.COMPLETEE}
            )
            if steps:
                ledger.lifecycle.change(id_, chance.choice(steps), "x", "motif", day(rank / 10))
            else:
                note = HistoryNote(invoice_id=id_, action=Action.TELECHARGEMENT_FACTURE, actor="x", detail="")
                with ledger.batch() as batch:
                    batch.note([note], day(rank / 10))

    for rank in range(45):
        for scope in (mine, ReportScope(), ReportScope(drop="atelier"), ReportScope(siret=mine.siret, drop="atelier")):
            whole = ledger.reports.dashboard(scope, day(40), PaymentTerms())
            assert whole.counters == ledger.reports.counters(scope)
            assert all(rows == ledger.reports.counters(scope, axis) for axis, rows in whole.by_axis.items())
        before, position = shown(), ledger.notifications.position()
        happens(rank)
        if not ledger.reports.has_moved(routes[0].siret, position, ledger.notifications.position()):
            assert shown() == before, rank
            stood += 1
    assert 10 < stood < 40


def test_what_is_far_behind_is_not_looked_at(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ledger.notifications.position()
    record(ledger, settled(received(ledger), 0, route=OTHER))
    after = ledger.notifications.position()
    assert not ledger.reports.has_moved(ROUTE.siret, before, after)
    monkeypatch.setattr(events, "LOOKED_AT", 0)
    assert ledger.reports.has_moved(ROUTE.siret, before, after), "made again rather than held to stand"


def test_counters_are_exact_by_status_and_currency(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(
        ledger,
        settled(deposit, 0, invoice("F-1", totals=totals("0.10"))),
        settled(deposit, 1, invoice("F-2", totals=totals("0.20"))),
        settled(deposit, 2, invoice("F-3", totals=totals("0.20"), type_facture="381")),
        settled(deposit, 3, invoice("F-4", totals=totals("7"), devise="CHF")),
        settled(deposit, 4, invoice("F-5", totals=totals("90000000000000.00"))),
        settled(deposit, 5, invoice("F-6", totals=totals("9"), devise="CHF"), route=OTHER),
        settled(deposit, 6, disposition=Disposition.REJECTED, findings=(finding(),)),
        settled(deposit, 7, disposition=Disposition.DOUBLON),
    )
    found = [(one.status, one.devise, one.count, one.ttc) for one in ledger.reports.counters(MINE)]
    assert found == [(S.DEPOSEE, "CHF", 1, Decimal(7)), (S.DEPOSEE, "EUR", 4, Decimal("90000000000000.10"))]
    mine = {(one.status, one.devise): one.count for one in ledger.reports.counters(ReportScope(drop="atelier"))}
    assert mine == {(S.DEPOSEE, "CHF"): 2, (S.DEPOSEE, "EUR"): 4, (S.REJETEE, "EUR"): 1}
    assert ledger.reports.counters(ReportScope(siret="nobody")) == ()


def test_sums_beyond_64_bits_are_exact(ledger: Ledger) -> None:
    deposit = received(ledger)
    huge = "8999999999999999.99"
    record(ledger, *(settled(deposit, rank, invoice(f"F-{rank}", totals=totals(huge))) for rank in range(30)))
    assert ledger.reports.counters(MINE)[0].ttc == Decimal(huge) * 30


def test_only_a_structure_is_not_broken_down_by_structure(ledger: Ledger) -> None:
    record(ledger, settled(received(ledger), what=invoice("F-1", totals=totals("5"))))
    everybody, mine, drop = ReportScope(), MINE, ReportScope(drop="atelier")
    for scope, axes in ((everybody, set(Axis)), (drop, set(Axis)), (mine, set(Axis) - {Axis.STRUCTURE})):
        assert set(ledger.reports.dashboard(scope, NOW, PaymentTerms()).by_axis) == axes


def test_axes_have_names(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(
        ledger,
        settled(deposit, 0),
        settled(deposit, 1, invoice("F-2", supplier="987654324")),
        settled(deposit, 2, route=Route(siret=ROUTE.siret, raison_sociale=ROUTE.raison_sociale)),
        settled(deposit, 3, route=OTHER),
    )
    deliver(ledger)
    whole = ReportScope()
    assert [(c.key, c.label, c.count) for c in ledger.reports.counters(whole, Axis.STRUCTURE)] == [
        (ROUTE.siret, ROUTE.raison_sociale, 3),
        (OTHER.siret, OTHER.raison_sociale, 1),
    ]
    assert [(c.key, c.label, c.count) for c in ledger.reports.counters(MINE, Axis.SERVICE)] == [
        (f"{ROUTE.siret}/", "Structure (aucun service)", 1),
        (f"{ROUTE.siret}/DAF", "Finances", 2),
    ]
    assert [(c.key, c.label, c.count) for c in ledger.reports.counters(MINE, Axis.FOURNISSEUR)] == [
        ("12345678200018", "Ateliers de l'Essai", 2),
        ("98765432400018", "Ateliers de l'Essai", 1),
    ]
    assert [(c.key, c.label, c.count) for c in ledger.reports.counters(MINE, Axis.ACTEUR)] == [
        (CurrentActor.DESTINATAIRE.value, "Destinataire", 3)
    ]


def test_days_are_those_of_paris_whatever_the_clocks_do(ledger: Ledger) -> None:
    """25 October 2026: clocks go back at 3:00; the day has 25 hours."""
    for name, at in (
        ("last minute of the day before", datetime(2026, 10, 24, 21, 59, tzinfo=UTC)),
        ("first minute", datetime(2026, 10, 24, 22, 0, tzinfo=UTC)),
        ("last minute of 25 hours", datetime(2026, 10, 25, 22, 59, tzinfo=UTC)),
        ("the day after", datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
    ):
        deposit = ledger.deposits.receive([arrival(name)], at)[0]
        record(ledger, settled(deposit, 0, invoice(name)), now=at)
    assert ledger.reports.deposits_by_day(MINE, date(2026, 10, 26), days=4) == (
        (date(2026, 10, 23), 0),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 2),
        (date(2026, 10, 26), 1),
    )
    listed = [one.numero_facture for one in ledger.reports.liste_fiscale(MINE, date(2026, 10, 25), date(2026, 10, 25))]
    assert listed == ["first minute", "last minute of 25 hours"]


def test_unpaid_invoices_age_and_are_late_beyond_their_delay(ledger: Ledger) -> None:
    deposit = received(ledger)
    late, paid, suspended, completed = record(ledger, *(settled(deposit, rank) for rank in range(4)))
    avoir = settled(deposit, 4, invoice("A-1", type_facture="381"))
    record(ledger, avoir, settled(deposit, 5, invoice("P-1", cadre_facturation="A2")))
    deliver(ledger)
    for one, status, at in (
        (paid, S.MISE_EN_PAIEMENT, 2),
        (suspended, S.SUSPENDUE, 3),
        (completed, S.SUSPENDUE, 3),
        (completed, S.COMPLETEE, 10),
        (completed, S.SERVICE_FAIT, 11),
    ):
        ledger.lifecycle.change(one.id, status, ROUTE.siret, "Une pièce manque", day(at))
    thirty, fifty = (PaymentTerms(delays={ROUTE.siret: days}) for days in (30, 50))
    seen = {one.invoice_id: one for one in ledger.reports.overdue(MINE, day(36), thirty)}
    assert set(seen) == {late.id, suspended.id, completed.id}
    assert (seen[late.id].days, seen[late.id].late_days, seen[late.id].due_on) == (36, 6, date(2026, 12, 21))
    assert (seen[suspended.id].days, seen[suspended.id].late_days) == (36, 0)
    assert (seen[completed.id].due_on, seen[completed.id].late_days) == (date(2026, 12, 31), 0)
    assert {one.late_days for one in ledger.reports.overdue(MINE, day(36), fifty)} == {0}

    shown = ledger.reports.dashboard(MINE, day(36), PaymentTerms())
    assert [one.invoice_id for one in shown.late] == [late.id]
    assert [one.invoice_id for one in shown.soon] == [completed.id]
    (tranche,) = shown.ageing
    assert (tranche.first, tranche.last, tranche.count, tranche.late) == (31, 45, 3, 1)
    assert (tranche.ttc, tranche.late_ttc, tranche.label) == (Decimal(360), Decimal(120), ROUTE.raison_sociale)


def test_a_reader_gets_what_happened_since_its_last_visit(ledger: Ledger) -> None:
    deposit = received(ledger)
    moved, still = record(ledger, settled(deposit, 0), settled(deposit, 1))
    deliver(ledger)
    assert ledger.visits.last(ROUTE.siret) is None
    ledger.visits.record(ROUTE.siret, day(1))
    ledger.visits.record(ROUTE.siret, day(0.5))
    assert ledger.visits.last(ROUTE.siret) == day(1)
    assert list(ledger.reports.events_since(MINE, day(1))) == []
    ledger.lifecycle.change(moved.id, S.SUSPENDUE, ROUTE.siret, "Bon de commande absent", day(2))
    ledger.lifecycle.change(moved.id, S.COMPLETEE, "atelier", "", day(3))
    news = list(ledger.reports.events_since(MINE, ledger.visits.last(ROUTE.siret)))
    assert [(one.event.status, one.event.actor, one.event.motif) for one in news] == [
        (S.COMPLETEE, "atelier", ""),
        (S.SUSPENDUE, ROUTE.siret, "Bon de commande absent"),
    ]
    assert {one.invoice_id for one in ledger.reports.events_since(MINE, None)} == {moved.id, still.id}
    assert [one.event.status for one in ledger.reports.events_since(MINE, None, 1)] == [S.COMPLETEE]
    assert list(ledger.reports.events_since(ReportScope(siret=OTHER.siret), None)) == []
    shown = ledger.reports.dashboard(MINE, day(4), PaymentTerms(), day(1))
    assert (shown.events_total, shown.title, shown.visited) == (2, ROUTE.raison_sociale, day(1))


def test_the_synthese_hides_old_refusals_and_what_was_downloaded(ledger: Ledger) -> None:
    deposit = received(ledger)
    waiting, refused, paid = record(ledger, *(settled(deposit, rank) for rank in range(3)))
    deliver(ledger)
    ledger.lifecycle.change(refused.id, S.REJETEE, ROUTE.siret, "Marché clos", day(1))
    ledger.lifecycle.change(paid.id, S.MISE_EN_PAIEMENT, ROUTE.siret, "", day(1))

    def shown(days: float, *, old: bool = False) -> list[int]:
        return [
            one.id for one in ledger.reports.synthese(MINE, hide_old_refusals=old, hide_downloaded=True, now=day(days))
        ]

    assert shown(30) == [waiting.id, refused.id]
    assert shown(11, old=True) == [waiting.id, refused.id]
    assert shown(12, old=True) == [waiting.id]


def test_the_liste_fiscale_has_parties_amounts_dates_and_certificate(ledger: Ledger) -> None:
    (one,) = record(ledger, settled(received(ledger), 0, invoice("F-1")))
    deliver(ledger)
    record(ledger, settled(received(ledger, "b"), disposition=Disposition.REJECTED))
    (line,) = ledger.reports.liste_fiscale(ReportScope(), date(2026, 11, 1), date(2026, 11, 30))
    assert (line.certificate, line.sha256, line.deposit) == (one.certificate, one.sha256, f"{one.deposit_id:015d}")
    assert (line.fournisseur, line.numero_facture, line.ht, line.tva) == ("12345678200018", "F-1", "100.00", "20.0")
    assert (line.status, line.available_at) == (S.MISE_A_DISPOSITION, NOW)
    assert list(ledger.reports.liste_fiscale(ReportScope(), date(2026, 12, 1), date(2026, 12, 31))) == []


def test_a_works_dossier_is_paid_once_from_the_day_the_moe_had_it(ledger: Ledger) -> None:
    a4 = works.deposit(ledger, "P-1", "A4")
    works.deliver(ledger, day(0))
    a15 = works.follows(ledger, "P-1EA", "A15", ledger.invoices.by_id(a4.id))
    works.deliver(ledger, day(5))
    assert list(ledger.reports.unpaid(MINE)) == [], "nothing is at the service financier yet"
    a19 = works.follows(ledger, "P-1EAV", "A19", ledger.invoices.by_id(a15.id), drop="moa")
    works.deliver(ledger, day(9))
    (owed,) = ledger.reports.unpaid(MINE)
    assert (owed.invoice_id, owed.available_at) == (a19.id, day(0))
    assert [one.dossier for one in ledger.reports.synthese(MINE, now=day(9))] == ["P-1"]


def test_a_supplier_reads_what_was_paid_and_when_and_by_when_the_rest_is_due(ledger: Ledger) -> None:
    account = ReportScope(drop="atelier")
    deposit = received(ledger)
    ones = record(ledger, *(settled(deposit, rank, invoice(f"F-{rank}", totals=totals("12.50"))) for rank in range(4)))
    deliver(ledger)
    ledger.lifecycle.change(ones[0].id, S.MISE_EN_PAIEMENT, ROUTE.siret, "", day(2))
    ledger.lifecycle.change(ones[2].id, S.SUSPENDUE, ROUTE.siret, "bon", day(3))
    shown = ledger.reports.dashboard(account, day(3), PaymentTerms())
    (paid,) = shown.paid
    assert (paid.numero_facture, paid.amount, paid.paid_on) == ("F-0", Decimal("12.50"), day(2).date())
    assert (shown.paid_total, ledger.reports.dashboard(MINE, day(3), PaymentTerms()).paid) == (1, ())
    ledger.lifecycle.change(ones[1].id, S.MISE_EN_PAIEMENT, ROUTE.siret, "", day(42))
    later = ledger.reports.dashboard(account, day(43), PaymentTerms())
    assert [one.numero_facture for one in later.paid] == ["F-1"], "those of more than a month ago are told no more"
    assert [one.numero_facture for one in shown.later] == ["F-1", "F-3"], "what is suspended is awaited from nobody"
    assert (shown.later[0].due_on, shown.awaited_total) == (day(30).date(), 2)
