"""Invoices as they are looked up: by whom they were accepted for, downloaded or not, as statements find them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.deposit import DepositedInvoice, Disposition, Effect, Key, Settled
from domain.espace import Espace
from domain.invoice import Party
from domain.perimetre import Part, Perimetre
from domain.status import Status
from domain.suivi import Action, HistoryNote, Standing
from ledger import Ledger
from tests.ledger.facts import (
    NOW,
    ROUTE,
    accepted,
    applied,
    claim,
    follow,
    follow_up,
    invoice,
    received,
    record,
    recycled,
    said,
    settled,
)
from tests.ledger.works import MANDATAIRE, TITULAIRE, agent, piece

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
MOMENT, HOUR = timedelta(microseconds=1), timedelta(hours=1)
FIRST, LAST = "11111111100015", "99999999900010"


def addressed(ledger: Ledger, number: str, siret: str | None, service: str | None = None, **more: object) -> Settled:
    """An invoice for this structure and service."""
    route = replace(ROUTE, siret=siret, code_service=service) if siret else None
    one = settled(received(ledger, f"{number}.xml"), what=invoice(number), **more)
    return replace(one, decision=replace(one.decision, route=route))


def deliver(ledger: Ledger, at: datetime = NOW) -> None:
    ledger.outbox.done(claim(ledger, Effect.DELIVER, at), at)


def downloaded(ledger: Ledger, one: DepositedInvoice, at: datetime = NOW) -> None:
    note = HistoryNote(invoice_id=one.id, action=Action.TELECHARGEMENT_FACTURE, actor=ROUTE.siret, detail="")
    with ledger.batch() as batch:
        batch.note([note], at)


def numbers(found: object) -> list[str | None]:
    return [one.values["numero_facture"] for one in found]  # type: ignore[attr-defined]


def test_what_nobody_downloaded_by_structure_service_and_age(ledger: Ledger) -> None:
    for number, siret, service in (
        ("F-1", LAST, "DAF"),
        ("F-2", FIRST, "DRH"),
        ("F-3", FIRST, "DAF"),
        ("F-4", FIRST, "DRH"),
    ):
        record(ledger, addressed(ledger, number, siret, service))
    assert numbers(ledger.invoices.not_downloaded(NOW)) == [], "not available"
    deliver(ledger)
    assert numbers(ledger.invoices.not_downloaded(NOW)) == ["F-3", "F-2", "F-4", "F-1"]


def test_what_was_downloaded_or_available_before_is_not_told(ledger: Ledger) -> None:
    early = accepted(ledger, "a.xml", invoice("F-1"))
    deliver(ledger, NOW)
    late, taken = accepted(ledger, "b.xml", invoice("F-2")), accepted(ledger, "c.xml", invoice("F-3"))
    deliver(ledger, NOW + HOUR)
    downloaded(ledger, taken)
    for since, expected in (
        (NOW, ["F-1", "F-2"]),
        (NOW + MOMENT, ["F-2"]),
        (NOW + HOUR, ["F-2"]),
        (NOW + HOUR + MOMENT, []),
    ):
        assert numbers(ledger.invoices.not_downloaded(since)) == expected
    ledger.lifecycle.change(early.id, Status.MISE_EN_PAIEMENT, ROUTE.siret, "", NOW + HOUR)
    assert numbers(ledger.invoices.not_downloaded(NOW)) == ["F-1", "F-2"], "paid, by whatever way it came"
    assert late.id != early.id


def test_the_first_download_counts_and_of_the_version_that_stands(ledger: Ledger) -> None:
    what = invoice("F-1")
    one = accepted(ledger, what=what)
    deliver(ledger)
    downloaded(ledger, one, NOW + HOUR)
    downloaded(ledger, one, NOW + 2 * HOUR)
    assert ledger.invoices.by_id(one.id).downloaded_at == NOW + HOUR
    ledger.lifecycle.change(one.id, Status.A_RECYCLER, ROUTE.siret, "service inconnu", NOW)
    again = recycled(ledger, what)
    deliver(ledger, NOW + 3 * HOUR)
    assert again.id == one.id
    assert numbers(ledger.invoices.not_downloaded(NOW)) == ["F-1"]


def test_structures_that_invoices_were_accepted_for_or_that_validate_one(ledger: Ledger) -> None:
    assert ledger.invoices.recipients() == ledger.invoices.recipients_and_valideurs() == ()
    for number, siret in (("F-1", LAST), ("F-2", FIRST), ("F-3", LAST)):
        record(ledger, addressed(ledger, number, siret))
    record(ledger, addressed(ledger, "F-4", None, disposition=Disposition.REJECTED))
    assert ledger.invoices.recipients() == ledger.invoices.recipients_and_valideurs() == (FIRST, LAST)
    record(ledger, settled(received(ledger, "st.xml"), what=piece("ST-1", "A10", seller_agent=agent(TITULAIRE))))
    assert ledger.invoices.recipients() == (FIRST, ROUTE.siret, LAST)
    assert ledger.invoices.recipients_and_valideurs() == (FIRST, TITULAIRE, ROUTE.siret, LAST)
    ledger.outbox.done(claim(ledger, Effect.SUBMIT), NOW)
    validated = applied(ledger, said(1, "ST-1", valideur_suivant=MANDATAIRE), Status.VALIDEE_1)
    follow(ledger, follow_up(ledger), validated, actor=TITULAIRE)
    assert ledger.invoices.recipients_and_valideurs() == (FIRST, TITULAIRE, ROUTE.siret, MANDATAIRE, LAST)
    assert ledger.invoices.recipients() == (FIRST, ROUTE.siret, LAST)


def test_rows_of_a_status_report_are_of_who_asks_and_of_what_changed_since(ledger: Ledger) -> None:
    mine = record(ledger, addressed(ledger, "F-1", FIRST))[0]
    record(ledger, addressed(ledger, "F-2", LAST))
    record(ledger, addressed(ledger, "F-3", FIRST, disposition=Disposition.REJECTED))
    record(ledger, settled(received(ledger, "d.xml", "menuiserie"), what=invoice("F-4")), now=NOW + HOUR)
    rows = ledger.invoices.status_rows
    assert numbers(rows()) == ["F-1", "F-2", "F-3", "F-4"]
    assert numbers(rows(siret=FIRST)) == ["F-1"], "an invoice that was refused is nobody's"
    assert numbers(rows(drop="menuiserie")) == ["F-4"]
    assert numbers(rows(since=NOW)) == ["F-1", "F-2", "F-3", "F-4"]
    assert numbers(rows(since=NOW + MOMENT)) == numbers(rows(since=NOW + HOUR)) == ["F-4"]
    assert numbers(rows(since=NOW + HOUR + MOMENT)) == []
    deliver(ledger, NOW + 2 * HOUR)
    ledger.lifecycle.change(mine.id, Status.SUSPENDUE, FIRST, "", NOW + 3 * HOUR)
    assert numbers(rows(since=NOW + 3 * HOUR)) == ["F-1"]


def test_integrated_invoices_stand_as_statements_find_them(ledger: Ledger) -> None:
    mine, not_asked = accepted(ledger, "a.xml", invoice("F-1")), accepted(ledger, "b.xml", invoice("F-2"))
    refused = record(ledger, settled(received(ledger, "c.xml"), disposition=Disposition.REJECTED))[0]
    assert ledger.follow_up.standings([mine.id, refused.id, 99]) == {
        mine.id: Standing(
            invoice_id=mine.id,
            numero_facture="F-1",
            date_facture="2026-11-03",
            cadre="A1",
            status=Status.DEPOSEE,
            status_at=NOW,
            fournisseur="12345678200018",
            siren_fournisseur="123456782",
            destinataire=ROUTE.siret,
            drop="atelier",
            certificate=mine.certificate or "",
            valideur_1="",
            valideur_2="",
        )
    }
    assert ledger.follow_up.standings([not_asked.id]).keys() == {not_asked.id}
    assert ledger.follow_up.standings([]) == {}


def test_an_invoice_that_came_again_stands_as_it_came_last(ledger: Ledger) -> None:
    what = invoice("F-1")
    one = accepted(ledger, what=what)
    deliver(ledger)
    ledger.lifecycle.change(one.id, Status.A_RECYCLER, ROUTE.siret, "service inconnu", NOW + HOUR)
    (before,) = ledger.follow_up.standings([one.id]).values()
    again = recycled(ledger, what)
    (after,) = ledger.follow_up.standings([one.id]).values()
    assert (before.status, before.status_at, before.certificate) == (Status.A_RECYCLER, NOW + HOUR, one.certificate)
    assert (after.status, after.certificate) == (Status.DEPOSEE, again.certificate)
    assert one.certificate != again.certificate


@pytest.mark.parametrize(
    ("siret", "vat", "supplier", "fournisseur", "siren"),
    [
        ("12345678200018", "FR11123456782", "123456782", "12345678200018", "123456782"),
        (None, "FR11123456782", "123456782", "FR11123456782", "123456782"),
        (None, None, "123456782", "123456782", "123456782"),
        (None, None, "S3 123456782", "123456782", "123456782"),
        (None, None, "12345678", "12345678", ""),
        (None, None, "1234567829", "1234567829", ""),
        (None, None, "DE1234567", "DE1234567", ""),
    ],
)
def test_the_supplier_of_a_standing_is_what_the_invoice_names_best(
    ledger: Ledger, siret: str | None, vat: str | None, supplier: str, fournisseur: str, siren: str
) -> None:
    what = invoice("F-1", siret_fournisseur=siret, seller=Party(name="Ateliers de l'Essai", vat_identifier=vat))
    one = replace(settled(received(ledger), what=what), key=Key(year=2026, supplier=supplier, number="F-1"))
    (found,) = ledger.follow_up.standings([record(ledger, one)[0].id]).values()
    assert (found.fournisseur, found.siren_fournisseur) == (fournisseur, siren)


def test_one_invoice_is_shown_with_its_own_steps_to_who_may_see_it(ledger: Ledger) -> None:
    first, second = (accepted(ledger, f"{number}.xml", invoice(number)) for number in ("F-1", "F-2"))
    ledger.outbox.done([task for task in claim(ledger, Effect.DELIVER) if task.subject == second.id], NOW)
    recipient = Perimetre(parts=frozenset({Part(espace=Espace.FACTURES_RECUES, structure=ROUTE.siret)}))
    for one, steps in ((first, [Status.DEPOSEE]), (second, [Status.DEPOSEE, Status.MISE_A_DISPOSITION])):
        found = ledger.invoices.one(one.id, recipient)
        assert found is not None
        assert (found.invoice.id, [event.status for event in found.events]) == (one.id, steps)
        assert ledger.invoices.one(one.id, Perimetre()) is None
    assert ledger.invoices.one(second.id + 1, recipient) is None
    assert ledger.invoices.seen([second.id, 99], recipient) == {second.id}
    assert ledger.invoices.seen([first.id, second.id], Perimetre()) == frozenset()
