"""A line of a status file moves its invoice only where the life cycle, the actor and the line's own data agree."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.finding import Severity
from domain.status import Status
from domain.status_facts import BY_NAVETTE
from domain.suivi import (
    LONGEST_MOTIF,
    Acteur,
    Outcome,
    Scope,
    Standing,
    Statement,
    StatementResult,
    declarable,
)
from domain.travaux import ETAPES, may_become, statuses_of
from parsers.suivi import rules as reading
from tests.validators.suivi_facts import (
    AUTRE,
    MOE,
    OPERATOR,
    RECIPIENT,
    REGION,
    STANDING,
    STRANGER,
    SUPPLIER,
    TITULAIRE,
    VALIDEUR,
    answer,
    codes,
    said,
    standing,
)
from validators.suivi import MOTIVATED, RULES, apply
from validators.suivi.actors import may_say

S = Status


def outcome(applied: StatementResult) -> tuple[Outcome, Status | None]:
    return applied.outcome, applied.after


APPLIED, REFUSED, ALREADY, NOTED = Outcome.APPLIED, Outcome.REFUSED, Outcome.ALREADY, Outcome.NOTED


@pytest.mark.parametrize(
    "status",
    [
        S.SERVICE_FAIT,
        S.MANDATEE,
        S.MISE_A_DISPOSITION_COMPTABLE,
        S.COMPTABILISEE,
        S.MISE_EN_PAIEMENT,
        S.PRISE_EN_COMPTE_DESTINATAIRE,
    ],
)
def test_the_recipient_may_skip_steps(status: Status) -> None:
    applied = answer(said(status))
    assert outcome(applied) == (APPLIED, status)
    assert applied.findings == ()
    assert applied.invoice == STANDING


@pytest.mark.parametrize("stated", ["BE0123456749", "0223BE0123456749", "0223:BE0123456749"])
def test_a_foreign_supplier_is_named_by_its_identifier_with_or_without_scheme(stated: str) -> None:
    foreign = standing(fournisseur="0223:be0123456749", siren_fournisseur="")
    assert outcome(answer(said(S.MANDATEE, fournisseur=stated), foreign)) == (APPLIED, S.MANDATEE)
    assert outcome(answer(said(S.MANDATEE, fournisseur="BE0123456748"), foreign)) == (REFUSED, None)


def test_two_lines_about_one_invoice_are_both_applied_in_order() -> None:
    lines = (said(S.MANDATEE), said(S.MISE_EN_PAIEMENT, rank=2), said(S.MANDATEE, rank=3))
    first, second, third = apply(lines, dict.fromkeys((1, 2, 3), (STANDING,)), RECIPIENT)
    assert (outcome(first), outcome(second)) == ((APPLIED, S.MANDATEE), (APPLIED, S.MISE_EN_PAIEMENT))
    assert second.invoice is not None and second.invoice.status is S.MANDATEE
    assert (third.outcome, codes(third)) == (REFUSED, ["SUI-24"])


def test_the_same_status_again_changes_nothing() -> None:
    again = answer(said(S.SUSPENDUE), standing(status=S.SUSPENDUE))
    assert (outcome(again), codes(again)) == ((ALREADY, None), ["SUI-34"])
    assert outcome(answer(said(S.MISE_A_DISPOSITION))) == (ALREADY, None)


def test_a_step_backwards_is_refused_with_what_is_possible() -> None:
    refused = answer(said(S.SERVICE_FAIT), standing(status=S.MANDATEE))
    assert codes(refused) == ["SUI-24"]
    told = refused.findings[0]
    assert "Mandatée" in told.message.fr and "Service fait" in told.message.fr
    assert "Mise en paiement" in told.remedy.fr and "Complétée" not in told.remedy.fr


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (S.REJETEE, "nouveau numéro"),
        (S.A_RECYCLER, "même numéro"),
        (S.SUSPENDUE, "complète"),
        (S.DEPOSEE, "pas encore"),
    ],
)
def test_where_no_status_can_be_set_the_remedy_names_what_is_waited_for(status: Status, word: str) -> None:
    refused = answer(said(S.MANDATEE), standing(status=status))
    assert codes(refused) == ["SUI-24"]
    assert word in refused.findings[0].remedy.fr


def test_an_unknown_invoice_is_reported_as_such() -> None:
    applied = apply((said(S.MANDATEE),), {}, RECIPIENT)[0]
    assert (applied.outcome, codes(applied), applied.invoice) == (REFUSED, ["SUI-20"], None)


def test_somebody_elses_invoice_is_refused_without_its_data() -> None:
    other = standing(destinataire=AUTRE, fournisseur="99999999900012", siren_fournisseur="999999999", drop="autrui")
    applied = answer(said(S.MANDATEE, date_facture=date(2020, 1, 1), fournisseur=TITULAIRE), other)
    assert (applied.outcome, codes(applied), applied.invoice) == (REFUSED, ["SUI-21"], None)
    shown = " ".join((applied.findings[0].message.fr, applied.findings[0].remedy.fr, applied.findings[0].message.en))
    for secret in (AUTRE, "99999999900012", "999999999", "2026-03-11", "autrui", other.certificate):
        assert secret not in shown


def test_of_two_invoices_of_one_number_the_actors_own_is_meant() -> None:
    other = standing(invoice_id=8, destinataire=AUTRE, drop="autrui", fournisseur="x", siren_fournisseur="x")
    applied = answer(said(S.MANDATEE), other, STANDING)
    assert applied.invoice == STANDING
    assert applied.outcome is APPLIED


def test_of_two_of_its_own_the_supplier_the_date_or_the_certificate_decides() -> None:
    other = standing(
        invoice_id=8,
        fournisseur="35600000000048",
        siren_fournisseur="356000000",
        date_facture="2025-01-02",
        certificate="c",
    )
    asked = answer(said(S.MANDATEE), STANDING, other)
    assert (asked.outcome, codes(asked)) == (REFUSED, ["SUI-22"])
    assert "35600000000048" in asked.findings[0].message.fr
    for told in (
        said(S.MANDATEE, fournisseur="356000000"),
        said(S.MANDATEE, fournisseur="35600000000055"),
        said(S.MANDATEE, date_facture=date(2025, 1, 2)),
        said(S.MANDATEE, certificate="c"),
    ):
        assert answer(told, STANDING, other).invoice == other


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (said(S.MANDATEE, numero_facture="2026-015"), "numero_facture"),
        (said(S.MANDATEE, certificate="autre"), None),
        (said(S.MANDATEE, date_facture=date(2026, 3, 12)), "date_facture"),
        (said(S.MANDATEE, fournisseur="35600000000048"), "siret_fournisseur"),
        (said(S.MANDATEE, destinataire=AUTRE), "siret_destinataire"),
    ],
)
def test_a_line_that_contradicts_its_invoice_is_refused(line: Statement, field: str | None) -> None:
    applied = answer(line)
    assert (codes(applied), applied.findings[0].field) == (["SUI-23"], field)


@pytest.mark.parametrize(
    "line",
    [
        said(S.MANDATEE, numero_facture=" 2026-014 "),
        said(S.MANDATEE, numero_facture="", certificate=STANDING.certificate),
        said(S.MANDATEE, fournisseur="FR32123456782"),
        said(S.MANDATEE, fournisseur="123456782"),
        said(S.MANDATEE, fournisseur="12345678200028"),
        said(S.MANDATEE, destinataire=REGION[:9]),
    ],
)
def test_other_ways_of_naming_the_same_contradict_nothing(line: Statement) -> None:
    assert answer(line).outcome is APPLIED


@pytest.mark.parametrize("status", sorted(BY_NAVETTE - {S.MISE_A_DISPOSITION}))
def test_what_comes_from_a_deposit_a_delivery_or_a_deadline_is_not_declared(status: Status) -> None:
    applied = answer(said(status))
    assert (applied.outcome, codes(applied)) == (REFUSED, ["SUI-25"])


@pytest.mark.parametrize("status", [S.REJETEE, S.SUSPENDUE, S.A_RECYCLER])
def test_a_refusal_or_a_suspension_has_its_reason(status: Status) -> None:
    assert codes(answer(said(status))) == ["SUI-26"]
    assert answer(said(status, motif="Il manque le bon")).outcome is APPLIED
    assert answer(said(status, motif_codes=("JUSTIF_ABS",))).outcome is APPLIED


def test_a_motif_has_255_characters_and_no_more() -> None:
    assert answer(said(S.SUSPENDUE, motif="é" * LONGEST_MOTIF)).outcome is APPLIED
    assert codes(answer(said(S.SUSPENDUE, motif="é" * (LONGEST_MOTIF + 1)))) == ["SUI-27"]
    assert codes(answer(said(S.MANDATEE, motif="é" * (LONGEST_MOTIF + 1)))) == ["SUI-27"]


def test_all_reasons_are_given_at_once() -> None:
    line = said(S.SERVICE_FAIT, motif="x" * 300)
    assert codes(answer(line, standing(status=S.MANDATEE))) == ["SUI-24", "SUI-27"]
    unreadable = replace(said(S.SUSPENDUE), findings=(reading.BAD_DATE.finding(value="hier"),))
    assert codes(answer(unreadable)) == ["SUI-13", "SUI-26"]


def test_only_the_supplier_completes_and_only_the_recipient_treats() -> None:
    suspended = standing(status=S.SUSPENDUE)
    assert codes(answer(said(S.COMPLETEE), suspended)) == ["SUI-30"]
    assert outcome(answer(said(S.COMPLETEE), suspended, acteur=SUPPLIER)) == (APPLIED, S.COMPLETEE)
    refused = answer(said(S.MISE_EN_PAIEMENT), acteur=SUPPLIER)
    assert (codes(refused), refused.after) == (["SUI-30"], None)
    assert answer(said(S.MANDATEE), acteur=STRANGER).outcome is REFUSED


def test_an_account_that_deposits_for_anybody_never_acts_for_a_public_recipient() -> None:
    assert codes(answer(said(S.MISE_EN_PAIEMENT), acteur=OPERATOR)) == ["SUI-30"]
    both = Acteur(name="regie", identifiers=frozenset({"*", REGION}))
    assert answer(said(S.MISE_EN_PAIEMENT), acteur=both).outcome is APPLIED


def test_a_code_without_a_step_is_kept_by_those_concerned_only() -> None:
    for acteur in (RECIPIENT, SUPPLIER):
        kept = answer(said(code="212", label="Encaissée"), acteur=acteur)
        assert (outcome(kept), codes(kept), kept.invoice) == ((NOTED, None), ["SUI-33"], STANDING)
    assert codes(answer(said(), acteur=STRANGER)) == ["SUI-21"]


def test_a_flux_is_kept_without_looking_for_an_invoice() -> None:
    kept = answer(said(code="93", scope=Scope.FLUX))
    assert (outcome(kept), kept.invoice, codes(kept)) == ((NOTED, None), None, ["SUI-32"])


class TestValideur:
    """Sous-traitant's and cotraitant's invoices are first with their valideur."""

    waiting = standing(cadre="A9", status=S.A_VALIDER_1, valideur_1=MOE)

    @pytest.mark.parametrize(
        ("asked", "codes_motif", "after"),
        [
            ((S.VALIDEE_1,), (), S.VALIDEE_1),
            ((S.VALIDEE_1, S.VALIDEE_2, S.SERVICE_FAIT), (), S.VALIDEE_1),
            ((S.REFUSEE_1, S.REFUSEE_2), ("AUTRE",), S.REFUSEE_1),
            ((S.REJETEE,), ("NON_CONFORME",), S.REFUSEE_1),
            ((S.REJETEE,), ("MAUVAIS_VALIDEUR",), S.ERREUR_FOURNISSEUR_SUR_VALIDEUR),
        ],
    )
    def test_the_valideur_answers(self, asked: tuple[Status, ...], codes_motif: tuple[str, ...], after: Status) -> None:
        line = said(*asked, motif_codes=codes_motif)
        assert outcome(answer(line, self.waiting, acteur=VALIDEUR)) == (APPLIED, after)

    def test_the_second_valideur_answers_second(self) -> None:
        waiting = standing(cadre="A9", status=S.A_VALIDER_2, valideur_1=TITULAIRE, valideur_2=MOE)
        assert outcome(answer(said(S.VALIDEE_1, S.VALIDEE_2), waiting, acteur=VALIDEUR)) == (APPLIED, S.VALIDEE_2)
        first = answer(said(S.VALIDEE_1, S.VALIDEE_2), waiting, acteur=SUPPLIER)
        assert first.outcome is REFUSED

    def test_nobody_else_answers_in_its_place(self) -> None:
        assert codes(answer(said(S.VALIDEE_1), self.waiting)) == ["SUI-30"]
        assert codes(answer(said(S.REJETEE, motif="non"), self.waiting)) == ["SUI-24"]
        assert codes(answer(said(S.VALIDEE_1), self.waiting, acteur=SUPPLIER)) == ["SUI-30"]

    def test_a_refusal_has_its_reason(self) -> None:
        assert codes(answer(said(S.REFUSEE_1), self.waiting, acteur=VALIDEUR)) == ["SUI-26"]

    def test_a_cotraitant_may_name_the_next_valideur_and_nobody_else(self) -> None:
        named = said(S.VALIDEE_1, valideur_suivant=TITULAIRE)
        assert answer(named, self.waiting, acteur=VALIDEUR).findings == ()
        itself = answer(said(S.VALIDEE_1, valideur_suivant=MOE), self.waiting, acteur=VALIDEUR)
        assert (itself.outcome, codes(itself)) == (REFUSED, ["SUI-35"])
        needless = answer(said(S.MANDATEE, valideur_suivant=TITULAIRE))
        assert (needless.outcome, codes(needless)) == (APPLIED, ["SUI-31"])

    def test_codes_of_a_validation_are_kept_at_any_other_time(self) -> None:
        for code, asked in (("206", (S.REFUSEE_1, S.REFUSEE_2)), ("214", (S.VALIDEE_1, S.VALIDEE_2))):
            kept = answer(said(*asked, code=code, motif="vu"))
            assert (outcome(kept), codes(kept)) == ((NOTED, None), ["SUI-33"])


def test_every_rule_has_both_languages_and_every_status_that_needs_a_reason_is_known() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert not MOTIVATED & BY_NAVETTE


_STATUSES = st.sampled_from(list(Status))
_LINES = st.lists(
    st.builds(
        said,
        _STATUSES,
        _STATUSES,
        motif=st.sampled_from(["", "non", "x" * 300]),
        motif_codes=st.sampled_from([(), ("DEST_ERR",), ("AUTRE",), ("ERREUR_DE_MONTANT",), ("MAUVAIS_VALIDEUR",)]),
        fournisseur=st.sampled_from(["", TITULAIRE, AUTRE]),
    ),
    min_size=1,
    max_size=8,
)
_INVOICES = st.builds(
    standing,
    status=_STATUSES,
    cadre=st.sampled_from([None, "A1", "A9", "A12", "S3", *ETAPES]),
    valideur_1=st.sampled_from(["", MOE]),
    valideur_2=st.sampled_from(["", TITULAIRE]),
    destinataire=st.sampled_from([REGION, MOE, TITULAIRE]),
)


@settings(deadline=None)
@given(_LINES, _INVOICES, st.sampled_from([RECIPIENT, SUPPLIER, VALIDEUR, STRANGER, OPERATOR]))
def test_no_lines_reach_what_the_life_cycle_forbids_or_what_the_actor_may_not_set(
    lines: list[Statement], invoice: Standing, acteur: Acteur
) -> None:
    ranked = tuple(replace(line, rank=rank) for rank, line in enumerate(lines, start=1))
    answers = apply(ranked, {line.rank: (invoice,) for line in ranked}, acteur)
    assert [one.statement for one in answers] == list(ranked)
    current = invoice
    for one in answers:
        fatal = any(finding.severity is Severity.FATAL for finding in one.findings)
        assert fatal == (one.outcome is REFUSED)
        assert (one.after is not None) == (one.outcome is APPLIED)
        if one.after is None:
            continue
        assert may_become(current.cadre, current.status, one.after)
        assert may_say(acteur, current, one.after)
        assert one.after not in BY_NAVETTE
        assert one.after not in MOTIVATED or one.statement.motif or one.statement.motif_codes
        assert len(one.statement.motif) <= LONGEST_MOTIF
        current = replace(current, status=one.after)


@settings(deadline=None)
@given(_INVOICES, st.sampled_from([RECIPIENT, SUPPLIER, VALIDEUR, OPERATOR]))
def test_what_the_remedy_lists_is_applied_when_set(invoice: Standing, acteur: Acteur) -> None:
    assume(invoice.status in statuses_of(invoice.cadre))
    for status in declarable(invoice.cadre, invoice.status):
        if may_say(acteur, invoice, status):
            applied = answer(said(status, motif="non", motif_codes=_reason_for(status)), invoice, acteur=acteur)
            assert outcome(applied) == (APPLIED, status)


def _reason_for(status: Status) -> tuple[str, ...]:
    wrong_valideur = {S.ERREUR_FOURNISSEUR_SUR_VALIDEUR, S.ERREUR_COTRAITANT_SUR_VALIDEUR}
    return ("MAUVAIS_VALIDEUR",) if status in wrong_valideur else ()
