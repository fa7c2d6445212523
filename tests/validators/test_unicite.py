"""An invoice comes once; the same file twice harms nobody; a recycled invoice is no duplicate."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cadre import CADRES as CADRES_CHORUS
from domain.cadre import CADRES_REFORME
from domain.decision import Decision, Verdict
from domain.deposit import Disposition, Key, Known, Settled
from domain.document import Format
from domain.invoice import Invoice, Party, fields
from domain.status import WRONG_ADDRESSEE, Status
from domain.status_facts import LABELS
from tests.validators.good import GOOD, SUPPLIER, foreign, invoice, seller, totals
from validators.chorus_pro.unicite import Decided, key_of, settle

FIRST = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)


def decided(invoice: Invoice | None, sha: str, position: int = 0, verdict: Verdict = Verdict.ACCEPTED) -> Decided:
    decision = Decision(
        path="lot.zip",
        member=f"{position}.xml",
        sha256=sha,
        format=Format.CII,
        profile=None,
        verdict=verdict,
        findings=(),
        invoice=invoice,
    )
    return Decided(7, position, f"store/{sha}", decision)


def known(invoice: Invoice = GOOD, sha: str = "old", status: Status = Status.MISE_A_DISPOSITION) -> Known:
    key = key_of(invoice)
    assert key is not None
    return Known(
        invoice_id=1,
        key=key,
        sha256=sha,
        status=status,
        deposited_at=FIRST,
        certificate="CERTIFICAT1",
        values=fields(invoice),
    )


def alone(one: Decided, *earlier: Known) -> Settled:
    (settled,) = settle([one], {each.key: each for each in earlier}, {each.sha256: each for each in earlier})
    return settled


def test_a_first_invoice_is_accepted_with_its_key() -> None:
    settled = alone(decided(GOOD, "a"))
    assert settled.disposition is Disposition.ACCEPTED
    assert settled.key == Key(year=2026, supplier=SUPPLIER[:9], number="f2026-0042")
    assert (settled.deposit_id, settled.position, settled.location) == (7, 0, "store/a")
    assert settled.decision.findings == ()


def test_the_same_bytes_again_are_noticed_and_nothing_else() -> None:
    settled = alone(decided(GOOD, "old"), known())
    assert settled.disposition is Disposition.DOUBLON
    assert settled.decision.verdict is Verdict.ACCEPTED
    assert settled.previous == known()
    (finding,) = settled.decision.findings
    assert finding.code == "UNI-02"
    assert "20/11/2026 23:30:00" in finding.message.fr
    assert "CERTIFICAT1" in finding.message.fr


def test_the_same_bytes_twice_in_one_batch_are_one_invoice() -> None:
    one, two = settle([decided(GOOD, "a", 0), decided(GOOD, "a", 1)], {}, {})
    assert [one.disposition, two.disposition] == [Disposition.ACCEPTED, Disposition.DOUBLON]
    assert "0.xml" in two.decision.findings[0].message.fr


def test_the_same_number_on_another_document_is_refused() -> None:
    settled = alone(decided(totals(due=Decimal(1)), "new"), known())
    assert settled.disposition is Disposition.REJECTED
    assert settled.decision.verdict is Verdict.REJECTED
    assert settled.decision.route is None
    (finding,) = settled.decision.findings
    assert finding.code == "UNI-01"
    assert "nouveau numéro" in finding.remedy.fr
    assert "CERTIFICAT1" in finding.message.en


def test_the_same_number_twice_in_one_batch_keeps_the_first() -> None:
    settled = settle([decided(GOOD, "a", 0), decided(GOOD, "b", 1), decided(GOOD, "c", 2)], {}, {})
    assert [each.disposition for each in settled] == [Disposition.ACCEPTED] + [Disposition.REJECTED] * 2
    assert "0.xml" in settled[2].decision.findings[0].message.fr


def test_a_refused_first_leaves_the_number_free() -> None:
    settled = settle([decided(GOOD, "a", 0, Verdict.REJECTED), decided(GOOD, "a", 1), decided(GOOD, "b", 2)], {}, {})
    assert [each.disposition for each in settled] == [
        Disposition.REJECTED,
        Disposition.ACCEPTED,
        Disposition.REJECTED,
    ]
    assert settled[0].decision.findings == ()


def test_an_irrecevable_document_passes_through() -> None:
    settled = alone(decided(None, "a", verdict=Verdict.IRRECEVABLE))
    assert (settled.disposition, settled.key) == (Disposition.IRRECEVABLE, None)


@pytest.mark.parametrize(
    "change",
    [
        {"siret_destinataire": "22060001900016"},
        {"code_service": "DRH"},
        {"numero_engagement": None},
        {"numero_facture": " f2026-0042"},
        {"totals": replace(GOOD.totals, due=Decimal("1156.5"))},
        {},
    ],
)
def test_a_recycled_invoice_comes_back_for_another_desk(change: dict[str, object]) -> None:
    earlier = known(status=Status.A_RECYCLER)
    settled = alone(decided(invoice(**change), "new"), earlier)
    assert settled.disposition is Disposition.RECYCLED
    assert settled.previous == earlier


def test_a_recycled_invoice_with_another_amount_is_refused() -> None:
    settled = alone(decided(totals(due=Decimal("1156.51")), "new"), known(status=Status.A_RECYCLER))
    assert settled.disposition is Disposition.REJECTED
    (finding,) = settled.decision.findings
    assert finding.code == "UNI-03"
    assert "montant_a_payer" in finding.message.fr


def test_an_invoice_is_recycled_once_in_a_batch() -> None:
    earlier = known(status=Status.A_RECYCLER)
    two = [decided(invoice(code_service="A"), "a", 0), decided(invoice(code_service="B"), "b", 1)]
    first, second = settle(two, {earlier.key: earlier}, {})
    assert (first.disposition, second.disposition) == (Disposition.RECYCLED, Disposition.REJECTED)


def test_without_number_or_date_nothing_is_integrated() -> None:
    for incomplete in (invoice(numero_facture=None), invoice(date_facture=None)):
        settled = alone(decided(incomplete, "a"))
        assert settled.disposition is Disposition.REJECTED
        assert [finding.code for finding in settled.decision.findings] == ["UNI-04"]


def test_the_year_and_the_establishment_count_as_in_the_specification() -> None:
    key = key_of(GOOD)
    assert key_of(invoice(date_facture=date(2025, 11, 20))) != key
    assert key_of(invoice(siret_fournisseur="99999999800027")) == key
    assert key_of(invoice(cadre_facturation="S3")) != key


def test_a_supplier_without_siret_has_a_key_of_its_own() -> None:
    suppliers = [
        foreign("0223", "DE123456789"),
        foreign("0227", "DE123456789"),
        replace(foreign("0223", ""), seller=Party(name="Un Nom", vat_identifier="DE 123456789")),
        replace(foreign("0223", ""), seller=Party(name=" Un  NOM")),
        replace(foreign("0223", ""), seller=Party()),
    ]
    keys = [key_of(each) for each in suppliers]
    assert len(set(keys)) == len(keys)
    assert all(key is not None and key.supplier for key in keys)
    only_vat = replace(seller(identifiers=()), siret_fournisseur=None, siren_fournisseur=None)
    assert key_of(only_vat) == key_of(GOOD)


NUMBERS = st.sampled_from(["F1", "f1", " F1 ", "F2"])
VERDICTS = st.sampled_from([verdict for verdict in Verdict if verdict is not Verdict.UNDECIDED])
"""What is undecided never gets here: it is asked again."""
DOCUMENTS = st.lists(st.tuples(NUMBERS, st.sampled_from("abc"), VERDICTS), max_size=8)


@given(DOCUMENTS)
def test_whatever_comes_a_key_and_a_file_are_integrated_at_most_once(documents: list[tuple[str, str, Verdict]]) -> None:
    batch = [
        decided(invoice(numero_facture=number), f"{number.strip().lower()}{sha}", rank, verdict)
        for rank, (number, sha, verdict) in enumerate(documents)
    ]
    settled = settle(batch, {}, {})
    assert [each.position for each in settled] == list(range(len(documents)))
    accepted = [each for each in settled if each.disposition is Disposition.ACCEPTED]
    assert len({each.key for each in accepted}) == len(accepted)
    assert all(each.decision.verdict is Verdict.ACCEPTED for each in accepted)
    wanted = {key_of(one.decision.invoice) for one in batch if one.decision.verdict is Verdict.ACCEPTED}  # type: ignore[arg-type]
    assert {each.key for each in accepted} == wanted
    told = [e for e in settled if e.decision != batch[e.position].decision]
    assert {e.disposition for e in told} <= {Disposition.DOUBLON, Disposition.REJECTED}


@pytest.mark.parametrize("status", sorted(WRONG_ADDRESSEE))
def test_a_works_piece_sent_to_the_wrong_desk_comes_again_with_another_moe(status: Status) -> None:
    piece = invoice(cadre_facturation="A15")
    elsewhere = replace(piece, siret_destinataire="20002983300015", buyer_agent=Party(name="AUTRE MOE"))
    assert alone(decided(elsewhere, "new"), known(piece, status=status)).disposition is Disposition.RECYCLED
    dearer = replace(elsewhere, totals=replace(piece.totals, due=Decimal(1)))
    refused = alone(decided(dearer, "new"), known(piece, status=status))
    assert [finding.code for finding in refused.decision.findings] == ["UNI-03"]


@pytest.mark.parametrize("status", [Status.REJETEE, Status.REFUSEE_1, Status.REFUSEE_MOE, Status.REFUSEE_FOURNISSEUR])
def test_the_number_of_a_refused_invoice_is_used_up(status: Status) -> None:
    settled = alone(decided(GOOD, "new"), known(status=status))
    (finding,) = settled.decision.findings
    assert finding.code == "UNI-05"
    assert LABELS[status] in finding.message.fr
    assert "nouveau numéro" in finding.remedy.fr


class TestToComplete:
    """An invoice that is to be completed is asked as far as it can be read."""

    def test_it_waits_with_its_key_or_without(self) -> None:
        waiting = alone(decided(GOOD, "a", verdict=Verdict.TO_COMPLETE))
        assert (waiting.disposition, waiting.key) == (Disposition.A_COMPLETER, key_of(GOOD))
        unnumbered = alone(decided(invoice(numero_facture=None), "a", verdict=Verdict.TO_COMPLETE))
        assert (unnumbered.disposition, unnumbered.key) == (Disposition.A_COMPLETER, None)
        assert unnumbered.decision.findings == ()

    def test_what_came_before_is_reported_at_once(self) -> None:
        same_bytes = alone(decided(invoice(numero_facture=None), "old", verdict=Verdict.TO_COMPLETE), known())
        assert same_bytes.disposition is Disposition.DOUBLON
        same_number = alone(decided(GOOD, "new", verdict=Verdict.TO_COMPLETE), known())
        assert same_number.disposition is Disposition.REJECTED
        assert [finding.code for finding in same_number.decision.findings] == ["UNI-01"]

    def test_one_to_be_recycled_may_come_again_so(self) -> None:
        settled = alone(decided(GOOD, "new", verdict=Verdict.TO_COMPLETE), known(status=Status.A_RECYCLER))
        assert (settled.disposition, settled.previous) == (Disposition.A_COMPLETER, None)

    def test_it_keeps_its_number_from_nobody(self) -> None:
        settled = settle([decided(GOOD, "a", 0, Verdict.TO_COMPLETE), decided(GOOD, "b", 1)], {}, {})
        assert [each.disposition for each in settled] == [Disposition.A_COMPLETER, Disposition.ACCEPTED]
        behind = settle([decided(GOOD, "b", 0), decided(GOOD, "a", 1, Verdict.TO_COMPLETE)], {}, {})
        assert [each.disposition for each in behind] == [Disposition.ACCEPTED, Disposition.REJECTED]


CADRES = sorted((*CADRES_CHORUS, *CADRES_REFORME))


@pytest.mark.parametrize("cadre", CADRES)
@pytest.mark.parametrize("written", ["FA  1", "fa1", "F\u0410 1", "\uff26A1", "FA\u200b1", "FA\u00a01", "FA\n1"])
def test_one_number_in_every_cadre_however_it_is_written(cadre: str, written: str) -> None:
    first = invoice(numero_facture="FA 1", cadre_facturation=cadre)
    again = invoice(numero_facture=written, cadre_facturation=cadre)
    one, two = settle([decided(first, "a", 0), decided(again, "b", 1)], {}, {})
    assert [one.disposition, two.disposition] == [Disposition.ACCEPTED, Disposition.REJECTED]
    assert [finding.code for finding in two.decision.findings] == ["UNI-01"]
    assert alone(decided(again, "b"), known(first)).disposition is Disposition.REJECTED


def test_a_number_of_blanks_only_is_none() -> None:
    assert key_of(invoice(numero_facture="\u200b \u00a0")) is None


@pytest.mark.parametrize("status", [Status.REJETEE, Status.REFUSEE_1, Status.REFUSEE_MOE])
def test_the_same_bytes_of_an_invoice_refused_since_are_told_so(status: Status) -> None:
    settled = alone(decided(GOOD, "old"), replace(known(), status=status))
    assert settled.disposition is Disposition.REJECTED
    (finding,) = settled.decision.findings
    assert finding.code == "UNI-05"
    assert f"« {LABELS[status]} »" in finding.message.fr
    assert "nouveau numéro" in finding.remedy.fr


@pytest.mark.parametrize("status", [Status.SUSPENDUE, Status.MISE_EN_PAIEMENT, Status.A_RECYCLER, Status.DEPOSEE])
def test_the_same_bytes_of_any_other_invoice_are_a_doublon(status: Status) -> None:
    settled = alone(decided(GOOD, "old"), replace(known(), status=status))
    assert settled.disposition is Disposition.DOUBLON
    assert [finding.code for finding in settled.decision.findings] == ["UNI-02"]
