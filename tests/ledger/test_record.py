"""Decisions go in whole, once, and come back as they were."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.certificate import GENESIS, is_sound
from domain.deposit import Disposition, Effect
from domain.document import Format
from domain.errors import LedgerError
from domain.finding import Level, Severity
from domain.invoice import FIELDS, Invoice, fields
from domain.issuer import Issuer
from domain.route import Route
from domain.status import Status
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import (
    NOW,
    ROUTE,
    accepted,
    claim,
    conclude,
    digest,
    finding,
    invoice,
    key,
    received,
    record,
    settled,
)

LATER = NOW + timedelta(days=3)


def test_an_accepted_invoice_comes_back_whole(ledger: Ledger) -> None:
    deposit = received(ledger)
    warned = finding("LIM-02", Severity.WARNING)
    document = record(ledger, settled(deposit, 3, invoice("F-2026/1"), content="octets", findings=(warned,)))[0]
    assert ledger.invoices.of_deposits(deposit.id) == (document,)
    assert ledger.invoices.by_id(document.id) == document
    assert document.values == fields(invoice("F-2026/1"))
    assert tuple(document.values) == FIELDS
    assert document.values["montant_ttc"] == "120"
    assert (document.drop, document.deposit_name, document.member) == ("atelier", "facture.xml", "3.xml")
    assert (document.position, document.sha256, document.format) == (3, digest("octets"), Format.CII)
    assert (document.route, document.findings) == (ROUTE, (warned,))
    assert (document.status, document.status_at, document.deposited_at) == (Status.DEPOSEE, NOW, NOW)
    assert [(task.subject, task.target) for task in claim(ledger, Effect.DELIVER)] == [(document.id, ROUTE.siret)]
    assert [(task.subject, task.target) for task in claim(ledger, Effect.CERTIFY)] == [(document.id, "atelier")]


@pytest.mark.parametrize(
    ("disposition", "status"),
    [
        (Disposition.REJECTED, Status.REJETEE),
        (Disposition.IRRECEVABLE, None),
        (Disposition.DOUBLON, None),
    ],
)
def test_what_is_not_integrated_is_remembered_and_goes_nowhere(
    ledger: Ledger, disposition: Disposition, status: Status | None
) -> None:
    deposit = received(ledger)
    refused = settled(deposit, disposition=disposition, findings=(finding(), finding("LEC-01", level=Level.DEPOT)))
    document = record(ledger, refused)[0]
    assert (document.status, document.certificate, document.disposition) == (status, None, disposition)
    assert document.findings == refused.decision.findings
    assert not any(claim(ledger, effect) for effect in Effect)
    with ledger.batch() as batch:
        assert batch.known([refused.key]) == {}
        assert batch.accepted_digests([refused.decision.sha256]) == {}


def test_a_document_nothing_could_be_read_of(ledger: Ledger) -> None:
    unread = settled(received(ledger), disposition=Disposition.IRRECEVABLE, member=None, profile=None)
    unread = replace(unread, key=None, decision=replace(unread.decision, invoice=None, format=Format.UNKNOWN))
    document = record(ledger, unread)[0]
    assert document.values == dict.fromkeys(FIELDS)
    assert (document.member, document.profile, document.route) == (None, None, None)


def test_recording_again_changes_nothing(ledger: Ledger) -> None:
    deposit = received(ledger)
    first = record(ledger, settled(deposit, 0), settled(deposit, 1))
    doubled = settled(deposit, 1, disposition=Disposition.DOUBLON)
    again = record(ledger, doubled, settled(deposit, 2), settled(deposit, 0), now=LATER)
    assert (again[2], again[0]) == first
    assert len(ledger.invoices.of_deposits(deposit.id)) == 3
    assert len(claim(ledger, Effect.DELIVER, LATER)) == 3
    assert ledger.certificates.verify_chain() is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": None}, "without the key"),
        ({"decision": "without route"}, "without an invoice or a route"),
        ({"position": 0}, "the same place"),
        ({"deposit_id": 999}, "no deposit 999"),
        ({"disposition": Disposition.RECYCLED}, "recycles"),
    ],
)
def test_a_batch_that_breaks_a_promise_leaves_nothing(ledger: Ledger, changes: dict[str, object], said: str) -> None:
    deposit = received(ledger)
    bad = settled(deposit, 1)
    if "decision" in changes:
        changes = {"decision": replace(bad.decision, route=None)}
    with pytest.raises(LedgerError, check=english(said)):
        record(ledger, settled(deposit, 0), replace(bad, **changes))
    assert ledger.invoices.of_deposits(deposit.id) == ()
    assert not claim(ledger, Effect.DELIVER)
    record(ledger, settled(deposit, 0), bad)


def test_one_key_has_one_integrated_invoice(ledger: Ledger) -> None:
    accepted(ledger, "a.xml", invoice("F-1"))
    deposit = received(ledger, "b.xml")
    with pytest.raises(LedgerError, check=english("contradict")):
        record(ledger, settled(deposit, 0, invoice("F-2")), settled(deposit, 1, invoice("F-1")))
    assert ledger.invoices.of_deposits(deposit.id) == ()
    record(ledger, settled(deposit, 0, invoice("F-1"), Disposition.REJECTED))
    record(ledger, settled(deposit, 1, invoice("F-1", supplier="987654321")))


def test_nothing_is_added_to_a_concluded_deposit(ledger: Ledger) -> None:
    deposit = received(ledger)
    conclude(ledger, deposit)
    with pytest.raises(LedgerError, check=english("concluded")):
        record(ledger, settled(deposit))


def test_known_invoices_are_found_by_key_and_by_bytes(ledger: Ledger) -> None:
    document = accepted(ledger, what=invoice("F-1"))
    with ledger.batch() as batch:
        found = batch.known([key(invoice("F-1")), key(invoice("F-2"))])
        assert batch.accepted_digests([document.sha256, "0" * 64]) == {document.sha256: found[key(invoice("F-1"))]}
    assert list(found) == [key(invoice("F-1"))]
    known = found[key(invoice("F-1"))]
    assert (known.invoice_id, known.sha256, known.status) == (document.id, document.sha256, Status.DEPOSEE)
    assert (known.deposited_at, known.certificate, known.values) == (NOW, document.certificate, document.values)


def test_a_recycled_invoice_is_a_new_version_of_the_same(ledger: Ledger) -> None:
    old = accepted(ledger, "a.xml", invoice("F-1"))
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    ledger.lifecycle.change(old.id, Status.A_RECYCLER, ROUTE.siret, "Mauvais service", NOW)
    deposit = received(ledger, "b.xml")
    with ledger.batch() as batch:
        known = batch.known([key(invoice("F-1"))])[key(invoice("F-1"))]
        assert known.status is Status.A_RECYCLER
        corrected = invoice("F-1", code_service="VOIRIE")
        route = Route(siret="22220001600010", raison_sociale="Département des Essais")
        again = settled(deposit, 0, corrected, Disposition.RECYCLED, known, route=route)
        new = batch.record([again], LATER)[0]
    assert new.id == old.id
    assert (new.route, new.values["code_service"], new.status) == (route, "VOIRIE", Status.DEPOSEE)
    assert new.certificate != old.certificate
    assert ledger.invoices.by_id(old.id) == new
    assert [(task.subject, task.target) for task in claim(ledger, Effect.DELIVER, LATER)] == [(old.id, route.siret)]
    earlier = ledger.invoices.of_deposits(old.deposit_id)[0]
    assert (earlier.values, earlier.route, earlier.certificate) == (old.values, old.route, old.certificate)
    assert earlier.status is Status.A_RECYCLER
    assert ledger.invoices.of_deposits(deposit.id) == (new,)
    assert list(ledger.invoices.status_rows(siret=ROUTE.siret)) == []
    assert list(ledger.invoices.status_rows()) == [new]
    history = ledger.invoices.find("f-1")[0]
    assert [event.status for event in history.events] == [
        Status.DEPOSEE,
        Status.MISE_A_DISPOSITION,
        Status.A_RECYCLER,
        Status.DEPOSEE,
    ]
    with ledger.batch() as batch:
        assert batch.known([key(invoice("F-1"))])[key(invoice("F-1"))].status is Status.DEPOSEE
        assert batch.accepted_digests([old.sha256])[old.sha256].invoice_id == old.id
        assert batch.record([again], LATER) == (new,), "a run that was cut after the commit does it again"
    assert ledger.certificates.verify_chain() is None


def test_an_invoice_is_recycled_once(ledger: Ledger) -> None:
    old = accepted(ledger, "a.xml", invoice("F-1"))
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    ledger.lifecycle.change(old.id, Status.A_RECYCLER, ROUTE.siret, "Mauvais service", NOW)
    deposit = received(ledger, "b.xml")
    with ledger.batch() as batch:
        known = batch.known([key(invoice("F-1"))])[key(invoice("F-1"))]
    twice = [settled(deposit, rank, invoice("F-1"), Disposition.RECYCLED, known) for rank in range(2)]
    with pytest.raises(LedgerError, check=english("recycle the same invoice")):
        record(ledger, *twice)
    record(ledger, twice[0])
    with pytest.raises(LedgerError, check=english("does not wait")):
        record(ledger, twice[1])


def test_a_certificate_has_parties_recipient_and_document(ledger: Ledger) -> None:
    document = accepted(ledger, what=invoice("F-1"))
    certificate = ledger.certificates.of_invoices([document.id, 999])[document.id]
    assert (certificate.number, certificate.sequence, certificate.previous) == (document.certificate, 1, GENESIS)
    assert is_sound(certificate)
    said = certificate.content
    assert (said.deposit, said.depositor, said.file) == (f"{document.deposit_id:015d}", "atelier", "facture.xml")
    assert (said.fournisseur, said.identifiant_fournisseur) == ("Ateliers de l'Essai", "12345678200018")
    assert (said.destinataire, said.service, said.code_service) == ("Région des Essais", "Finances", "DAF")
    assert (said.piece, said.numero_facture, said.date_facture) == ("facture", "F-1", "2026-11-03")
    assert (said.montant_ht, said.montant_tva, said.montant_ttc) == ("100.00", "20.0", "120")
    assert (said.devise, said.deposited_at) == ("EUR", "2026-11-21T01:00:00Z")
    shown = f"{certificate.number[:26].lower()} {certificate.number[26:]}"
    assert ledger.certificates.by_number(shown) == certificate
    assert ledger.certificates.by_number("0" * 52) is None


def test_a_certificate_is_never_silent_about_who_and_where(ledger: Ledger) -> None:
    bare = replace(invoice("F-1"), seller=Invoice().seller, siret_fournisseur=None, siren_fournisseur=None)
    bare = replace(bare, type_facture="381", totals=Invoice().totals)
    route = Route(siret=ROUTE.siret, raison_sociale="", code_service=None)
    document = record(ledger, settled(received(ledger), 0, bare, route=route))[0]
    said = ledger.certificates.of_invoices([document.id])[document.id].content
    assert (said.service, said.code_service) == ("Structure (aucun service)", "")
    assert said.destinataire == "Structure sans raison sociale dans l'annuaire"
    assert said.fournisseur == "Fournisseur sans nom sur la facture"
    assert said.identifiant_fournisseur == "Fournisseur sans identifiant sur la facture"
    assert (said.piece, said.montant_ht) == ("avoir", "")


def test_a_drop_may_have_a_name_for_people(ledger: Ledger) -> None:
    deposit = received(ledger)
    with ledger.batch() as batch:
        document = batch.record([settled(deposit)], NOW, {"atelier": "Ateliers de l'Essai (EDI)"})[0]
    assert ledger.certificates.of_invoices([document.id])[document.id].content.depositor == "Ateliers de l'Essai (EDI)"


def test_a_certificate_says_who_issued_it_and_what_the_invoice_is_charged_to(url: str) -> None:
    issuer = Issuer(nom="Ville d'Exemple", contact="factures@ville.exemple.fr", portail="https://ville.exemple.fr")
    Ledger.create(url).close()
    with_issuer = Ledger.open(url, issuer)
    what = replace(invoice("F-1"), numero_engagement=" EJ-7 ", numero_marche="M-1")
    document = accepted(with_issuer, what=what)
    said = with_issuer.certificates.of_invoices([document.id])[document.id]
    assert is_sound(said)
    assert (said.content.organisme, said.content.contact, said.content.portail) == (
        "Ville d'Exemple",
        "factures@ville.exemple.fr",
        "https://ville.exemple.fr",
    )
    assert (said.content.numero_engagement, said.content.numero_marche) == ("EJ-7", "M-1")


@pytest.mark.parametrize("number", ["F\0-1", "F\ud800", "N" * 5_000, "ﬀ" * 300, "'; DROP TABLE documents; --"])
def test_no_number_harms_the_ledger(ledger: Ledger, number: str) -> None:
    hostile = replace(invoice(number), numero_marche="\0" * 9_000)
    document = accepted(ledger, what=hostile)
    assert [history.invoice for history in ledger.invoices.find(number)] == [document]
    assert len(document.values["numero_marche"] or "") == 4_000
    with ledger.batch() as batch:
        assert batch.known([key(hostile)])[key(hostile)].invoice_id == document.id
    deposit = received(ledger, "again.xml")
    with pytest.raises(LedgerError):
        record(ledger, settled(deposit, what=hostile))
    record(ledger, settled(deposit, what=invoice(f"{number}2")))


def test_amounts_keep_their_digits(ledger: Ledger) -> None:
    totals = replace(invoice().totals, without_vat=Decimal("1E+3"), due=Decimal("-0.10"), vat=Decimal("1" * 40))
    values = accepted(ledger, what=replace(invoice(), totals=totals)).values
    assert (values["montant_ht"], values["montant_a_payer"], values["montant_tva"]) == ("1000", "-0.10", "1" * 40)
