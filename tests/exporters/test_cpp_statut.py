"""Status changes in the format of Chorus Pro: valid against its schema, true, and read back as they were."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from domain.status import Status
from domain.status_codes import CPP_OF
from domain.status_facts import LABELS
from domain.suivi import StatusChange
from exporters.statuts import cpp_statut
from parsers.suivi import read
from tests.exporters.changements import NOW, change

S = Status
_TEXT = st.text(max_size=40)
CHANGES = st.builds(
    change,
    status=st.sampled_from(list(Status)),
    motif=_TEXT,
    motif_codes=st.sampled_from([(), ("DEST_ERR", "MAUVAISE_MOE")]),
    mandat=_TEXT,
    numero_facture=_TEXT,
    nom_fournisseur=_TEXT,
    fournisseur=st.sampled_from(["12345678200010", "123456782", "FR40123456782", "BE0123456789", "77 RIDET", ""]),
    date_facture=st.sampled_from(["2026-03-11", "", "hier", "20260311"]),
    destinataire=st.sampled_from(["20005379100014", "", "200053791"]),
    code_service=st.text(max_size=120),
)


def told(*changes: StatusChange) -> bytes:
    return cpp_statut.as_xml(
        changes, now=NOW, flux_id="2026-03-29_1-2", emetteur="NAVETTE", recepteur="bâtiment-exemple"
    )


@pytest.fixture(scope="module")
def schema(corpus: Path) -> etree.XMLSchema:
    path = corpus.parent / "reference" / "xsd" / "CPPStatutPivot_V1_19.xsd"
    if not path.is_file():
        pytest.skip(f"the schema of CPPStatut is not at {path}")
    return etree.XMLSchema(etree.parse(str(path)))


@settings(deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=3))
def test_whatever_happened_the_file_is_valid(schema: etree.XMLSchema, changes: list[StatusChange]) -> None:
    content = told(*changes)
    held = [one for one in changes if cpp_statut.holds(one)]
    assert bool(content) == bool(held)
    if content:
        schema.assertValid(etree.fromstring(content))
        assert len(read(content).statements) == len(held)


def test_it_reads_back_as_it_was() -> None:
    content = told(change(motif="« Pas ça » & plus", mandat="M-1"), change(status=S.SUSPENDUE, motif="Il manque"))
    first, second = read(content).statements
    assert (first.numero_facture, first.asked, first.mandat, first.motif) == (
        "2026-014",
        (S.MANDATEE,),
        "M-1",
        "« Pas ça » & plus",
    )
    assert first.stated_at == NOW
    assert (first.fournisseur, first.destinataire) == ("12345678200010", "20005379100014")
    assert first.label == LABELS[S.MANDATEE]
    assert second.asked == (S.SUSPENDUE,)


@pytest.mark.parametrize(
    ("status", "number"),
    [
        (S.MISE_A_DISPOSITION_MOE, 3),
        (S.MISE_A_DISPOSITION_FOURNISSEUR, 3),
        (S.ERREUR_FOURNISSEUR_SUR_MOE, 4),
        (S.ERREUR_MOA_SUR_FOURNISSEUR, 4),
        (S.REFUSEE_FOURNISSEUR, 5),
        (S.REFUSEE_1, 5),
        (S.MISE_EN_PAIEMENT, 11),
        (S.COMPLETEE, 12),
    ],
)
def test_a_status_without_a_code_has_the_nearest_true_one_with_its_own_label(status: Status, number: int) -> None:
    said = read(told(change(status=status))).statements[0]
    assert (int(said.code), said.label) == (number, LABELS[status])


@pytest.mark.parametrize("status", sorted(set(Status) - set(CPP_OF)))
def test_a_status_without_a_true_code_is_left_out(status: Status) -> None:
    assert not cpp_statut.holds(change(status=status))
    assert told(change(status=status)) == b""
    assert len(read(told(change(status=status), change())).statements) == 1


def test_no_status_that_has_begun_to_be_paid_is_written_as_something_less() -> None:
    assert len({CPP_OF.require(status) for status in (S.MANDATEE, S.COMPTABILISEE, S.MISE_EN_PAIEMENT, S.REJETEE)}) == 4


def test_both_hours_of_the_night_the_clocks_change_are_distinguished() -> None:
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = at + timedelta(hours=1)
    first, second = read(told(change(at=at), change(at=again))).statements
    assert (first.stated_at, second.stated_at) == (at, again)


def test_the_same_changes_give_the_same_bytes() -> None:
    assert told(change()) == told(change())
