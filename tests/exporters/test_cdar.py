"""Status changes in the life cycle of the reform: the official rules hold, and nothing is said that did not happen."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from domain import motif
from domain.status import Status
from domain.suivi import StatusChange
from exporters.statuts import cdar
from exporters.statuts.cdar_codes import code_of
from parsers.suivi import read
from tests.exporters.changements import NOW, change

S = Status
_TEXT = st.text(max_size=40)
CHANGES = st.builds(
    change,
    status=st.sampled_from(list(Status)),
    previous=st.sampled_from([None, S.MISE_A_DISPOSITION]),
    cadre=st.sampled_from([None, "A1", "A9", "A10", "A12", "A14", "A15", "A18", "A19", "S3", "S6"]),
    motif=_TEXT,
    motif_codes=st.lists(st.sampled_from([*motif.LABELS, "INCONNU"]), max_size=3).map(tuple),
    mandat=_TEXT,
    actor=st.sampled_from(["navette", "20005379100014", "batiment-exemple"]),
    numero_facture=st.sampled_from(["2026-014", "F/1 <2>", ""]),
    type_facture=st.sampled_from(["380", "381", "751", ""]),
    nom_fournisseur=_TEXT,
    fournisseur=st.sampled_from(["12345678200010", "123456782", "FR40123456782", "BE0123456789", "77 RIDET", ""]),
    date_facture=st.sampled_from(["2026-03-11", "", "hier"]),
    valideur=st.sampled_from(["", "35600000000048"]),
)


def told(*changes: StatusChange) -> tuple[cdar.Message, ...]:
    return cdar.messages(changes, now=NOW, message_id="2026-03-29_1-2")


@pytest.fixture(scope="module")
def schematron(corpus: Path) -> Path:
    path = corpus.parent / "reference" / "schematron" / "BR-FR-CDV-Schematron-CDAR.sch"
    if not path.is_file():
        pytest.skip(f"the Schematron of the CDAR is not at {path}")
    return path


@settings(deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_whatever_happened_every_official_rule_holds(schematron: Path, changes: list[StatusChange]) -> None:
    from tests.exporters.schematron import failures

    messages = told(*changes)
    assert sum(len(read(one.content).statements) for one in messages) == sum(bool(code_of(one)) for one in changes)
    for message in messages:
        assert failures(schematron, message.content) == []


def test_the_rules_that_hold_it_are_really_asked(schematron: Path) -> None:
    from tests.exporters.schematron import failures

    good = told(change(status=S.REJETEE, motif="non"))[0].content
    for old, new, rule in (
        (b">AUTRE<", b">IRR_VIDE_F<", "BR-FR-CDV-CL-09_MDT-113_210B2G"),
        (b"<ram:TypeCode>23<", b"<ram:TypeCode>42<", "BR-FR-CDV-09_MDT-77"),
        (b"REGULATED", b"AUTRE", "BR-FR-CDV-CL-01_MDT-2"),
        (b"<ram:SequenceNumeric>1</ram:SequenceNumeric>", b"", "BR-FR-CDV-16_MDT-124-2"),
    ):
        assert old in good
        assert rule in {failed.code for failed in failures(schematron, good.replace(old, new))}


def test_the_reasons_allowed_are_those_of_the_official_rules(schematron: Path) -> None:
    rules = schematron.read_text(encoding="utf-8")
    everything = re.search(r"status-reason-codes\" as=\"xs:string\"\s+select=\"'([^']+)'", rules)
    assert everything
    assert set(everything[1].split()) <= set(motif.LABELS)
    for status, rule in (
        ("200", "200"),
        ("206", "206"),
        ("208", "208"),
        ("210", "210B2G"),
        ("213", "213"),
        ("221", "221"),
    ):
        text = rules[: rules.index(f'id="BR-FR-CDV-CL-09_MDT-113_{rule}"')].rsplit("<assert", 1)[1]
        allowed = set(re.findall(r"\(\.\) = '([A-Z0-9_]+)'", text))
        assert allowed == {code for code in motif.LABELS if motif.codes_for_message(status, (code,)) == (code,)}


def test_it_has_the_change_without_the_official_rules_too() -> None:
    (message,) = told(change(status=S.SUSPENDUE, motif="Bon absent", motif_codes=("JUSTIF_ABS",)))
    said = read(message.content).statements[0]
    assert (said.code, said.asked, said.motif_codes) == ("208", (S.SUSPENDUE,), ("JUSTIF_ABS",))
    assert said.motif.startswith("Bon absent")
    assert (said.numero_facture, said.fournisseur, said.destinataire) == (
        "2026-014",
        "12345678200010",
        "20005379100014",
    )
    assert said.stated_at == NOW
    root = etree.fromstring(message.content)
    roles = [str(one.text) for one in root.iter("{*}RoleCode")]
    assert roles == ["WK", "BY", "SE", "SE"]
    assert root.findtext(".//{*}AcknowledgementDocument/{*}TypeCode") == "23"
    sender = root.find(".//{*}SenderTradeParty/{*}GlobalID")
    assert sender is not None and (sender.get("schemeID"), sender.text) == ("0238", "9999")


@pytest.mark.parametrize(
    ("status", "cadre", "code"),
    [
        (S.MISE_A_DISPOSITION, "A1", "203"),
        (S.MISE_A_DISPOSITION_MOE, "A4", "203"),
        (S.SERVICE_FAIT, "A1", "204"),
        (S.MANDATEE, "A1", "204"),
        (S.MISE_A_DISPOSITION_COMPTABLE, "A1", "204"),
        (S.COMPTABILISEE, "A1", "204"),
        (S.SUSPENDUE, "A1", "208"),
        (S.COMPLETEE, "A1", "209"),
        (S.REJETEE, "A1", "210"),
        (S.MISE_EN_PAIEMENT, "A1", "211"),
        (S.A_RECYCLER, "A1", "221"),
        (S.VALIDEE_1, "A9", "205"),
        (S.VALIDEE_2, "A9", "205"),
        (S.REFUSEE_1, "A9", "206"),
        (S.REFUSEE_2, "A10", "206"),
        (S.VALIDEE_1, "A12", "214"),
        (S.REFUSEE_1, "A12", "210"),
        (S.A_VALIDER_1, "A9", ""),
        (S.ASSOCIEE, "A4", ""),
        (S.REMPLACEE_PAR_A22, "A7", ""),
    ],
)
def test_a_status_has_the_code_of_the_specification(status: Status, cadre: str, code: str) -> None:
    """Tables 1 to 4 of section 4.2.1 of the external specification of Chorus Pro."""
    messages = told(change(status=status, cadre=cadre, valideur="35600000000048"))
    assert [one.code for message in messages for one in read(message.content).statements] == ([code] if code else [])


@pytest.mark.parametrize("status", [S.SERVICE_FAIT, S.MANDATEE, S.COMPTABILISEE])
def test_statuses_that_share_a_code_are_distinguished_by_their_comment(status: Status) -> None:
    said = read(told(change(status=status, mandat=""))[0].content).statements[0]
    assert said.motif == {S.SERVICE_FAIT: "Service fait", S.MANDATEE: "Mandatée"}.get(status, "Comptabilisée")


def test_changes_that_share_who_when_and_for_whom_go_together_and_others_apart() -> None:
    other = change(event_id=10, numero_facture="2026-015")
    elsewhere = change(event_id=11, destinataire="21060088700015", nom_destinataire="Nice")
    first, second = told(change(), other, elsewhere)
    assert [one.numero_facture for one in read(first.content).statements] == ["2026-014", "2026-015"]
    assert [one.destinataire for one in read(second.content).statements] == ["21060088700015"]
    assert (first.name, second.name) == ("01", "02")
    assert first.content != second.content


def test_the_same_changes_give_the_same_bytes() -> None:
    assert told(change()) == told(change())
