"""Works pieces are tied into dossiers, and each takes the steps its followers give it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.deposit import Effect, Link
from domain.echeance import Lapse
from domain.errors import LedgerError
from domain.status import Status
from ledger import Ledger
from ledger.accounts.rights import Doer
from tests.english import english
from tests.ledger.facts import (
    NOW,
    ROUTE,
    applied,
    claim,
    follow,
    follow_up,
    received,
    record,
    recycled,
    said,
    settled,
    stands,
    steps_of,
)
from tests.ledger.works import MANDATAIRE, TITULAIRE, agent, deliver, deposit, follows, piece

S = Status
LATER = NOW + timedelta(days=15)


def lapse(ledger: Ledger, *lapses: Lapse) -> tuple[Lapse, ...]:
    with ledger.batch() as batch:
        return batch.lapse(lapses, LATER)


def test_a_dossier_from_the_demand_to_the_service_financier(ledger: Ledger) -> None:
    a4 = deposit(ledger, "P-1", "A4")
    deliver(ledger)
    assert (a4.dossier_id, ledger.invoices.by_id(a4.id).status) == (a4.id, S.MISE_A_DISPOSITION_MOE)
    a15 = follows(ledger, "P-1EA", "A15", ledger.invoices.by_id(a4.id))
    deliver(ledger)
    a19 = follows(ledger, "P-1EAV", "A19", ledger.invoices.by_id(a15.id), drop="moa")
    deliver(ledger)
    (dossier,) = ledger.follow_up.dossiers(" p-1ea ")
    assert (dossier.id, dossier.numero) == (a4.id, "P-1")
    assert [(one.invoice_id, one.cadre, one.status, one.after) for one in dossier.pieces] == [
        (a4.id, "A4", S.ASSOCIEE, ()),
        (a15.id, "A15", S.ASSOCIEE, (a4.id,)),
        (a19.id, "A19", S.MISE_A_DISPOSITION, (a15.id,)),
    ]
    assert [(event.status, event.actor) for event in dossier.pieces[0].events] == [
        (S.DEPOSEE, "navette"),
        (S.MISE_A_DISPOSITION_MOE, "navette"),
        (S.ASSOCIEE, "moe"),
    ]
    assert dossier.pieces[0].available_at == NOW
    assert ledger.follow_up.dossiers(a19.certificate or "") == (dossier,)
    assert ledger.follow_up.dossiers("P-2") == ()
    assert tuple(ledger.follow_up.open_dossiers()) == (dossier,)
    with ledger.batch() as batch:
        assert batch.works_pieces(["P-1EAV", "inconnu"]) == dossier.pieces
        assert batch.works_pieces([]) == ()


def test_a_dossier_where_nobody_waits_is_not_open(ledger: Ledger) -> None:
    a10 = deposit(ledger, "P-1", "A10")
    deliver(ledger)
    a16 = follows(ledger, "P-1EAV", "A16", ledger.invoices.by_id(a10.id))
    deliver(ledger)
    assert ledger.invoices.by_id(a10.id).status is S.PRISE_EN_COMPTE_MOE
    assert len(tuple(ledger.follow_up.open_dossiers())) == 1
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "P-1EAV"), S.MISE_EN_PAIEMENT))
    assert tuple(ledger.follow_up.open_dossiers()) == ()
    assert steps_of(ledger, a16)[-1] is S.MISE_EN_PAIEMENT


def test_two_demands_under_one_etat_d_acompte_are_one_dossier(ledger: Ledger) -> None:
    a4, a10 = deposit(ledger, "P-1", "A4"), deposit(ledger, "ST-1", "A10")
    deliver(ledger)
    a15 = follows(ledger, "P-1EA", "A15", ledger.invoices.by_id(a10.id), ledger.invoices.by_id(a4.id))
    (dossier,) = ledger.follow_up.dossiers("ST-1")
    assert [(one.invoice_id, one.dossier_id, one.status) for one in dossier.pieces] == [
        (a4.id, a4.id, S.ASSOCIEE),
        (a10.id, a4.id, S.PRISE_EN_COMPTE_MOE),
        (a15.id, a4.id, S.DEPOSEE),
    ]
    assert dossier.pieces[2].after == (a4.id, a10.id)


def test_an_a22_replaces_the_pieces_of_its_dossier(ledger: Ledger) -> None:
    a7 = deposit(ledger, "P-9", "A7")
    deliver(ledger)
    a17 = follows(ledger, "P-9PDG", "A17", ledger.invoices.by_id(a7.id))
    deliver(ledger)
    a22 = follows(ledger, "P-9T", "A22", ledger.invoices.by_id(a7.id), ledger.invoices.by_id(a17.id), drop="atelier")
    deliver(ledger)
    assert [ledger.invoices.by_id(one.id).status for one in (a7, a17, a22)] == [
        S.REMPLACEE_PAR_A22,
        S.REMPLACEE_PAR_A22,
        S.MISE_A_DISPOSITION_MOA,
    ]
    tacit = Lapse(invoice_id=a22.id, expected=S.MISE_A_DISPOSITION_MOA, new=S.A_ASSOCIER_FOURNISSEUR, motif="10 jours")
    assert lapse(ledger, tacit) == (tacit,)
    assert ledger.invoices.by_id(a22.id).motif == "10 jours"


def test_pieces_of_one_batch_follow_one_another(ledger: Ledger) -> None:
    """The second comes before the first is delivered: the first is associated as soon as its addressee has it."""
    lot = received(ledger, "lot.zip")
    first = settled(lot, 0, piece("P-1", "A4"))
    link = Link(invoice_id=0, becomes=S.ASSOCIEE, place=(lot.id, 0))
    second = replace(settled(lot, 1, piece("P-1EA", "A15")), links=(link,))
    a4, a15 = record(ledger, first, second)
    assert (a15.dossier_id, ledger.invoices.by_id(a4.id).status) == (a4.id, S.DEPOSEE)
    assert record(ledger, first, second) == (a4, a15)
    deliver(ledger)
    assert steps_of(ledger, a4) == [S.DEPOSEE, S.MISE_A_DISPOSITION_MOE, S.ASSOCIEE]
    assert ledger.invoices.find("P-1")[0].events[-1].actor == "atelier"


def test_every_follower_that_came_too_early_counts(ledger: Ledger) -> None:
    a7 = deposit(ledger, "P-9", "A7")
    a17 = follows(ledger, "P-9PDG", "A17", a7)
    follows(ledger, "P-9T", "A22", a7, a17)
    assert steps_of(ledger, a7) == [S.DEPOSEE]
    deliver(ledger)
    assert steps_of(ledger, a7) == [S.DEPOSEE, S.MISE_A_DISPOSITION_MOE, S.ASSOCIEE, S.REMPLACEE_PAR_A22]
    assert steps_of(ledger, a17) == [S.DEPOSEE, S.MISE_A_DISPOSITION_MOA, S.REMPLACEE_PAR_A22]


def test_a_piece_that_may_not_be_associated_gives_the_batch_up(ledger: Ledger) -> None:
    a4 = deposit(ledger, "P-1", "A4")
    deliver(ledger)
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "P-1", motif="plan"), S.SUSPENDUE))
    with pytest.raises(LedgerError, check=english("ASSOCIEE may not follow SUSPENDUE")):
        follows(ledger, "P-1EA", "A15", ledger.invoices.by_id(a4.id))
    assert ledger.follow_up.dossiers("P-1EA") == ()
    with pytest.raises(LedgerError, check=english("no invoice 999 to associate")):
        deposit(ledger, "P-2", "A15", Link(invoice_id=999, becomes=None))
    with pytest.raises(LedgerError, check=english("to associate")):
        deposit(ledger, "P-3", "A15", Link(invoice_id=0, becomes=None, place=(1, 77)))


def test_a_piece_sent_back_comes_again_in_its_dossier(ledger: Ledger) -> None:
    a4 = deposit(ledger, "P-1", "A4")
    deliver(ledger)
    a15 = follows(ledger, "P-1EA", "A15", ledger.invoices.by_id(a4.id))
    deliver(ledger)
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "P-1EA", motif="?"), S.ERREUR_MOE_SUR_MOA))
    again = recycled(ledger, piece("P-1EA", "A15"), links=(Link(invoice_id=a4.id, becomes=S.ASSOCIEE),))
    assert (again.id, again.dossier_id, again.available_at) == (a15.id, a4.id, None)
    deliver(ledger)
    assert steps_of(ledger, a15)[-3:] == [S.ERREUR_MOE_SUR_MOA, S.DEPOSEE, S.MISE_A_DISPOSITION_MOA]
    assert steps_of(ledger, a4).count(S.ASSOCIEE) == 1
    (dossier,) = ledger.follow_up.dossiers("P-1")
    assert dossier.pieces[1].after == (a4.id,)


@pytest.mark.parametrize("cadre", ["A9", "A10", "A12", "A13", "A14", "S3", "S6"])
def test_a_valideur_comes_before_the_addressee(ledger: Ledger, cadre: str) -> None:
    one = settled(received(ledger), what=piece("ST-1", cadre, seller_agent=agent(TITULAIRE)))
    document = record(ledger, one)[0]
    assert document.valideur_1 == TITULAIRE
    assert claim(ledger, Effect.DELIVER) == ()
    (task,) = claim(ledger, Effect.SUBMIT)
    assert (task.subject, task.target) == (document.id, TITULAIRE)
    ledger.outbox.done([task], NOW)
    assert ledger.invoices.by_id(document.id).status is S.A_VALIDER_1
    assert [waiting.id for waiting in ledger.follow_up.to_validate()] == [document.id]
    assert stands(ledger, said(1, "ST-1"))[1][0].valideur_1 == TITULAIRE
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "ST-1"), S.VALIDEE_1), actor=TITULAIRE)
    deliver(ledger)
    assert steps_of(ledger, document)[1:3] == [S.A_VALIDER_1, S.VALIDEE_1]
    assert ledger.invoices.by_id(document.id).available_at == NOW
    assert tuple(ledger.follow_up.to_validate()) == ()


def test_a_cotraitant_s_piece_goes_on_to_the_mandataire(ledger: Ledger) -> None:
    document = record(ledger, settled(received(ledger), what=piece("ST-1", "A9", seller_agent=agent(TITULAIRE))))[0]
    ledger.outbox.done(claim(ledger, Effect.SUBMIT), NOW)
    validated = said(1, "ST-1", valideur_suivant=MANDATAIRE)
    follow(ledger, follow_up(ledger), applied(ledger, validated, S.VALIDEE_1), actor=TITULAIRE)
    assert claim(ledger, Effect.DELIVER) == ()
    (task,) = claim(ledger, Effect.SUBMIT)
    assert task.target == MANDATAIRE
    ledger.outbox.done([task], NOW)
    ledger.outbox.done([task], NOW)
    assert steps_of(ledger, document)[-1] is S.A_VALIDER_2
    silence = Lapse(
        invoice_id=document.id, expected=S.A_VALIDER_2, new=S.ABSENCE_VALIDATION_2_HORS_DELAI, motif="15 jours"
    )
    assert lapse(ledger, silence, silence) == (silence,)
    assert lapse(ledger, silence) == ()
    deliver(ledger, LATER)
    assert steps_of(ledger, document) == [
        S.DEPOSEE,
        S.A_VALIDER_1,
        S.VALIDEE_1,
        S.A_VALIDER_2,
        S.ABSENCE_VALIDATION_2_HORS_DELAI,
        S.MISE_A_DISPOSITION,
    ]
    event = ledger.invoices.find("ST-1")[0].events[-2]
    assert (event.actor, event.motif, event.at) == ("navette", "15 jours", LATER)


def test_a_lapse_comes_too_late_for_what_moved(ledger: Ledger) -> None:
    document = record(ledger, settled(received(ledger), what=piece("ST-1", "A9", seller_agent=agent(TITULAIRE))))[0]
    ledger.outbox.done(claim(ledger, Effect.SUBMIT), NOW)
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "ST-1", motif="non"), S.REFUSEE_1))
    late = Lapse(
        invoice_id=document.id, expected=S.A_VALIDER_1, new=S.ABSENCE_VALIDATION_1_HORS_DELAI, motif="15 jours"
    )
    assert lapse(ledger, late, replace(late, invoice_id=999)) == ()
    assert steps_of(ledger, document)[-1] is S.REFUSEE_1


@pytest.mark.parametrize("written", ["../../../etc", "1234567820001", "１２３４５６７８２０００１８", ""])
def test_only_a_siret_is_a_valideur(ledger: Ledger, written: str) -> None:
    """The folder it is submitted in bears its name."""
    what = piece("ST-1", "A9", seller_agent=agent(written))
    document = record(ledger, settled(received(ledger), what=what))[0]
    assert (document.valideur_1, len(claim(ledger, Effect.SUBMIT))) == ("", 0)
    ledger.lifecycle.change(document.id, S.A_VALIDER_1, "essai", "", NOW)
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "ST-1", valideur_suivant=written), S.VALIDEE_1))
    assert (ledger.invoices.by_id(document.id).valideur_2, len(claim(ledger, Effect.SUBMIT))) == ("", 0)
    assert {task.target for task in claim(ledger, Effect.DELIVER)} == {ROUTE.siret}


def test_a_valideur_is_of_those_cadres_only(ledger: Ledger) -> None:
    document = record(ledger, settled(received(ledger), what=piece("F-1", "A1", seller_agent=agent(TITULAIRE))))[0]
    assert document.valideur_1 == ""
    assert len(claim(ledger, Effect.DELIVER)) == 1


def test_what_was_to_be_brought_before_it_came_again_is_not(ledger: Ledger) -> None:
    """The completed A10 was to be brought to its MOE again; recycled meanwhile, it goes to its valideur first."""
    what = piece("ST-1", "A10", seller_agent=agent(TITULAIRE))
    document = record(ledger, settled(received(ledger), what=what))[0]
    ledger.outbox.done(claim(ledger, Effect.SUBMIT), NOW)
    for rank, status in enumerate((S.VALIDEE_1, S.MISE_A_DISPOSITION_MOE, S.SUSPENDUE, S.COMPLETEE), 1):
        ledger.lifecycle.change(document.id, status, "essai", f"étape {rank}", NOW)
    held = claim(ledger, Effect.DELIVER, limit=1)
    ledger.lifecycle.change(document.id, S.ERREUR_FOURNISSEUR_SUR_MOE, "essai", "ailleurs", NOW)
    recycled(ledger, what)
    ledger.outbox.done(held, NOW)
    assert claim(ledger, Effect.DELIVER) == ()
    assert ledger.invoices.by_id(document.id).status is S.DEPOSEE
    assert [task.target for task in claim(ledger, Effect.SUBMIT)] == [TITULAIRE]
    revived = ledger.revive(None, NOW, Doer(name="essai"))
    assert revived == 0
