"""What waits: works pieces at their addressee, effects that are not done, steps that a digest tells."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.delai import DAYS, Delai
from domain.deposit import DepositedInvoice, Disposition, Effect
from domain.document import Format
from domain.dossier import Dossier, Piece
from domain.echeance import mise_a_disposition_moe, tacit_on
from domain.effect_labels import EFFECT_LABELS
from domain.finding import EXCERPT, excerpt
from domain.invoice import FIELDS
from domain.next_actors import next_actors
from domain.notification_subject import Subject
from domain.notifications import Audience, LedgerPosition, News, Notification, subject_of
from domain.open_effects import OpenEffects, OpenState
from domain.retention import KeepingRule, RetentionAction, RetentionPolicy
from domain.route import Route
from domain.sqlite_faults import sentence
from domain.status import Status
from domain.text import NOTHING, Text
from domain.travaux import ETAPES, Role, available
from domain.waiting_pieces import waiting_piece, waiting_pieces
from tests.validators.chantier import MOA, MOE, events, piece

S = Status
AT = datetime(2026, 11, 2, 10, tzinfo=UTC)
VALUES = {
    "cadre_facturation": "A4", "numero_facture": "F-1", "date_facture": "2026-11-01", "siret_fournisseur": "1",
    "nom_fournisseur": "Papeterie", "montant_ttc": "12.00", "devise": "EUR", "type_facture": "380",
}  # fmt: skip


def row(**changes: Any) -> DepositedInvoice:
    made = DepositedInvoice(
        id=7, deposit_id=1, position=0, drop="atelier", deposit_name="f.xml", member=None, sha256="", location="",
        format=Format.CII, profile=None, disposition=Disposition.ACCEPTED, values={**dict.fromkeys(FIELDS), **VALUES},
        route=Route(siret=MOE, raison_sociale="La MOE"), status=S.MISE_A_DISPOSITION_MOE, status_at=AT,
        deposited_at=AT - timedelta(days=2), certificate=None, available_at=AT - timedelta(days=1),
    )  # fmt: skip
    return replace(made, **changes)


def test_a_waiting_piece_is_told_with_whom_it_waits_for_and_until_when() -> None:
    found = waiting_piece(row())
    assert found is not None
    assert (found.invoice_id, found.numero_facture, found.cadre, found.role) == (7, "F-1", "A4", Role.MOE)
    assert (found.nom_fournisseur, found.nom_destinataire, found.devise, found.ttc) == (
        "Papeterie",
        "La MOE",
        "EUR",
        "12.00",
    )
    assert (found.status, found.since) == (S.MISE_A_DISPOSITION_MOE, AT - timedelta(days=1))
    assert found.due_on == date(2026, 11, 8)


def test_it_waits_since_it_was_made_available_else_since_its_status_else_since_its_deposit() -> None:
    assert waiting_piece(row(available_at=None)).since == AT  # type: ignore[union-attr]
    assert waiting_piece(row(available_at=None, status_at=None)).since == AT - timedelta(days=2)  # type: ignore[union-attr]


def test_absent_values_of_a_waiting_piece_are_empty() -> None:
    found = waiting_piece(row(values={"cadre_facturation": "A4"}, route=None))
    assert found is not None
    shown = (found.numero_facture, found.nom_fournisseur, found.nom_destinataire, found.devise, found.ttc)
    assert shown == ("", "", "", "", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"status": None},
        {"status": S.ASSOCIEE},
        {"values": {"cadre_facturation": "A1"}, "status": S.MISE_A_DISPOSITION},
        {"values": {"cadre_facturation": None}},
        {"values": {}},
    ],
)
def test_nothing_waits_outside_works_or_once_treated(changes: dict[str, Any]) -> None:
    assert waiting_piece(row(**changes)) is None
    assert waiting_pieces([row(**changes)]) == ()


@pytest.mark.parametrize("cadre", sorted(ETAPES))
def test_each_cadre_has_its_delay(cadre: str) -> None:
    delai = {
        **dict.fromkeys(("A4", "A10", "A13"), Delai.VERIFICATION_MOE),
        **dict.fromkeys(("A7", "A14"), Delai.DECOMPTE_GENERAL),
        **dict.fromkeys(("A18", "A20"), Delai.ACCEPTATION_TITULAIRE),
        "A22": Delai.DECOMPTE_TACITE,
    }.get(cadre)
    found = waiting_piece(row(values={"cadre_facturation": cadre}, status=available(cadre), available_at=AT))
    assert found is not None
    assert found.due_on == (date(2026, 11, 2) + timedelta(days=DAYS[delai]) if delai else None)


def test_the_oldest_waits_first_then_the_first_deposited() -> None:
    rows = [row(id=3), row(id=2), row(id=9, available_at=AT - timedelta(days=3)), row(id=1, status=S.ASSOCIEE)]
    assert [one.invoice_id for one in waiting_pieces(rows)] == [9, 2, 3]


def test_an_invoice_alone_is_a_piece_with_its_values() -> None:
    alone = Piece.alone(row(dossier_id=5, valideur_1="11", valideur_2="22"))
    assert (alone.invoice_id, alone.dossier_id, alone.cadre, alone.numero_facture) == (7, 5, "A4", "F-1")
    assert (alone.date_facture, alone.status, alone.status_at) == ("2026-11-01", S.MISE_A_DISPOSITION_MOE, AT)
    assert (alone.fournisseur, alone.nom_fournisseur, alone.destinataire) == ("1", "Papeterie", MOE)
    assert (alone.nom_destinataire, alone.code_service, alone.drop) == ("La MOE", "", "atelier")
    assert (alone.valideur_1, alone.valideur_2, alone.avoir) == ("11", "22", False)
    assert (alone.montant_ttc, alone.devise, alone.deposited_at) == ("12.00", "EUR", AT - timedelta(days=2))
    assert alone.available_at == AT - timedelta(days=1)
    assert Piece.alone(row()).dossier_id == 7
    assert Piece.alone(row(values={**VALUES, "type_facture": "381"})).avoir
    there = Route(siret="1", raison_sociale="R", code_service="DRH")
    assert Piece.alone(row(route=there)).code_service == "DRH"
    assert Dossier.alone(row()).numero == "F-1"


def test_absent_values_of_a_piece_are_empty_and_one_without_status_is_no_piece() -> None:
    bare = Piece.alone(row(values=dict.fromkeys(FIELDS), route=None))
    shown = (bare.cadre, bare.numero_facture, bare.date_facture, bare.fournisseur, bare.nom_fournisseur)
    assert {*shown, bare.destinataire, bare.nom_destinataire, bare.code_service, bare.montant_ttc, bare.devise} == {""}
    for lacking in ({"status": None}, {"status_at": None}):
        with pytest.raises(ValueError, match="invoice 7 has no status"):
            Piece.alone(row(**lacking))


def test_deadlines_of_the_moe_and_of_a_tacit_account() -> None:
    first, second = piece(1, "A4"), piece(2, "A10", events=events((S.MISE_A_DISPOSITION_MOE, 3)))
    dossier = Dossier(id=1, pieces=(first, second))
    assert mise_a_disposition_moe(dossier, before=3) == mise_a_disposition_moe(dossier, before=2) == date(2026, 11, 2)
    assert mise_a_disposition_moe(dossier, before=1) is None
    assert tacit_on(piece(1, "A22")) == date(2026, 11, 12)
    assert tacit_on(piece(1, "A22", status=S.SUSPENDUE)) is None
    assert tacit_on(piece(1, "A4")) is None


def test_the_moe_is_the_addressee_of_a_piece_else_the_one_a_piece_names() -> None:
    held = piece(1, "A15", status=S.ERREUR_MOE_SUR_MOA, moe="33300000000003")
    (found,) = next_actors(Dossier(id=1, pieces=(replace(held, status=S.SUSPENDUE),)), date(2026, 11, 3))
    assert found.siret == "33300000000003"
    both = (piece(1, "A4", status=S.ASSOCIEE), replace(held, invoice_id=2, after=(1,), status=S.SUSPENDUE))
    assert [one.siret for one in next_actors(Dossier(id=1, pieces=both), date(2026, 11, 3))] == [MOE]
    (moa,) = next_actors(Dossier(id=1, pieces=(piece(1, "A19", status=S.SUSPENDUE, moe=MOE),)), date(2026, 11, 3))
    assert moa.siret in {"", MOA}


@pytest.mark.parametrize(
    ("state", "fr", "en"),
    [
        (OpenState(given_up=True, next_try=AT), "abandon ; une fois", "given up; when the cause is mended"),
        (OpenState(), "à tenter par le prochain passage", "to be tried by the next run"),
        (OpenState(held=True), "à tenter par le prochain passage", "to be tried by the next run"),
        (
            OpenState(next_try=AT),
            "prochain essai le 02/11/2026 11:00:00",
            "next try 2026-11-02 11:00:00",
        ),
        (
            OpenState(next_try=AT, held=True),
            "qu'un passage a commencé et tient (s'il s'est arrêté : libre le 02/11/2026 11:00:00)",
            "begun by a run, which holds it (if that run has died: free 2026-11-02 11:00:00)",
        ),
    ],
)
def test_where_an_effect_stands_is_said_in_both_languages(state: OpenState, fr: str, en: str) -> None:
    assert state.text.fr.startswith(fr)
    assert state.text.en.startswith(en)


def waiting(**changes: Any) -> OpenEffects:
    given = {"effect": Effect.DELIVER, "target": MOE, "count": 1, "since": AT, "state": OpenState(next_try=AT)}
    return OpenEffects(**{**given, **changes})


@pytest.mark.parametrize("effect", sorted(Effect))
def test_one_and_several_effects_are_told_with_their_reason(effect: Effect) -> None:
    one, many = EFFECT_LABELS[effect]
    alone = waiting(effect=effect)
    assert alone.text.fr == f"1 {one.fr}, depuis le 02/11/2026 11:00:00, prochain essai le 02/11/2026 11:00:00."
    assert alone.text.en == f"1 {one.en}, since 2026-11-02 11:00:00, next try 2026-11-02 11:00:00."
    assert alone.cause.en == f"1 {one.en}, since 2026-11-02 11:00:00."
    assert alone.cause.fr == f"1 {one.fr}, depuis le 02/11/2026 11:00:00."
    several = waiting(effect=effect, count=2, reason=Text("porte fermée", "door closed"))
    assert several.text.fr.startswith(f"2 {many.fr}, ") and several.text.fr.endswith(" : porte fermée")
    assert several.text.en.startswith(f"2 {many.en}, ") and several.text.en.endswith(": door closed")
    assert several.cause.en == f"2 {many.en}, since 2026-11-02 11:00:00: door closed"
    others = replace(several, other_reasons=3)
    assert others.cause.fr.endswith(" : porte fermée (autres raisons : 3)")
    assert others.cause.en.endswith(": door closed (other reasons: 3)")


def test_the_cause_of_what_was_given_up_says_so() -> None:
    lost = waiting(state=OpenState(given_up=True))
    assert lost.cause == lost.text
    assert "navette outbox revive" in lost.cause.fr


def notification(*subjects: Subject, troubles: tuple[str, ...] = (), **news: Any) -> Notification:
    told = News(position=LedgerPosition(), **news)
    return Notification(at=AT, subjects=frozenset(subjects), news=told, troubles=troubles)


def test_a_digest_counts_what_its_reader_asked_for() -> None:
    refused = next(status for status in Status if subject_of(status) is Subject.REFUS)
    counts = {
        "counts": ((refused, 2), (S.MISE_EN_PAIEMENT, 3)),
        "totals": ((Subject.REFUS, 2), (Subject.STATUTS, 3)),
    }
    asked = notification(Subject.REFUS, **counts)
    assert asked.of(Subject.REFUS) == 2 and asked.of(Subject.STATUTS) == 0 and not asked.empty
    assert notification(Subject.STATUTS, **counts).of(Subject.STATUTS) == 3
    assert notification(Subject.ECHEANCE, **counts).empty
    assert notification(*Subject).empty


@pytest.mark.parametrize(
    ("subject", "news", "troubles"),
    [
        (Subject.REFUS, {"irrecevables_total": 4}, ()),
        (Subject.ECHEANCE, {"reminders_total": 4}, ()),
        (Subject.INCIDENTS, {"given_up": 4}, ("a", "b", "c")),
    ],
)
def test_files_deadlines_and_incidents_belong_to_their_subject(
    subject: Subject, news: dict[str, int], troubles: tuple[str, ...]
) -> None:
    asked = notification(subject, troubles=troubles, **news)
    assert asked.irrecevables_total + asked.reminders_total + asked.incidents == 4
    assert not asked.empty
    others = notification(*(one for one in Subject if one is not subject), troubles=troubles, **news)
    assert others.irrecevables_total == others.reminders_total == others.incidents == 0
    assert others.empty


def test_incidents_are_troubles_and_one_more_for_what_was_given_up() -> None:
    assert notification(Subject.INCIDENTS, troubles=("a",)).incidents == 1
    assert notification(Subject.INCIDENTS, given_up=9).incidents == 1


def test_a_channel_without_drops_and_structures_is_for_everybody() -> None:
    assert Audience().everybody
    assert not Audience(drops=("a",)).everybody and not Audience(structures=("1",)).everybody


def test_the_shortest_retention_is_of_rules_that_let_go() -> None:
    keep = KeepingRule(name="k", years=1, action=RetentionAction.KEEP)
    archive = KeepingRule(name="a", years=6, action=RetentionAction.ARCHIVE)
    purge = KeepingRule(name="p", years=10, action=RetentionAction.PURGE)
    assert RetentionPolicy(rules=(keep, purge, archive)).shortest() == 6
    assert RetentionPolicy(rules=(keep,)).shortest() is RetentionPolicy().shortest() is None


@pytest.mark.parametrize(
    ("name", "fr"),
    [
        ("SQLITE_BUSY", "un autre programme y écrit"),
        ("SQLITE_BUSY_SNAPSHOT", "un autre programme y écrit"),
        ("SQLITE_IOERR_SHORT_READ", "erreur d'entrée ou de sortie du disque"),
        ("SQLITE_NEW", "erreur SQLITE_NEW de SQLite"),
        ("", "la base ne peut pas servir"),
    ],
)
def test_a_refusal_of_sqlite_is_told_by_its_primary_code(name: str, fr: str) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorname = name
    assert sentence(error).fr == fr
    assert sentence(error).en
    assert sentence(None).fr == "la base ne peut pas servir"


def test_an_excerpt_is_cut_one_character_beyond_its_limit() -> None:
    assert excerpt("x" * EXCERPT) == "x" * EXCERPT
    assert excerpt("x" * (EXCERPT + 1)) == "x" * (EXCERPT - 1) + "…"
    assert excerpt("a\nb\x00") == "a b "
    assert excerpt(NOTHING.fr) == ""
