"""To the right service or to none: routing by the directory, and who may deposit."""

from dataclasses import replace

import pytest

from domain.finding import Finding, Severity
from domain.invoice import Identifier, Invoice, Party
from domain.route import Route
from tests.validators.good import (
    ARMOR,
    CONTEXT,
    EITHER_WITHOUT_SERVICE,
    GOOD,
    INACTIVE,
    MANY,
    ONLY_ROUTING,
    REGION,
    SANS_SERVICE,
    SERVICES,
    SUPPLIER,
    context,
    foreign,
    invoice,
)
from validators import Context, check, route


def only(document: Invoice, given: Context = CONTEXT) -> Finding:
    (finding,) = check(document, given)
    return finding


def test_a_service_is_routed_in_clear_words() -> None:
    assert route(GOOD, CONTEXT) == Route(
        siret=REGION,
        raison_sociale="REGION OCCITANIE",
        code_service="15",
        nom_service="DEF - Direction Emploi Formation",
    )


def test_a_structure_without_service_receives_as_a_whole_whatever_bt_10_holds() -> None:
    whole = Route(siret=SANS_SERVICE, raison_sociale="SYNDICAT MIXTE VALDEBLORE")
    assert route(invoice(siret_destinataire=SANS_SERVICE, code_service=None), CONTEXT) == whole
    noted = invoice(siret_destinataire=SANS_SERVICE, code_service="Mme Exemple")
    assert only(noted).code == "ACH-06"
    assert route(noted, CONTEXT) == whole


def test_without_directory_the_invoice_is_not_routed_and_has_a_finding() -> None:
    blind = context(annuaire=None)
    assert only(GOOD, blind).code == "ACH-00"
    assert route(GOOD, blind) is None


@pytest.mark.parametrize(
    "document",
    [
        invoice(siret_destinataire=INACTIVE, code_service=None),
        invoice(siret_destinataire=SERVICES, code_service="ANCIEN"),
        invoice(siret_destinataire=SERVICES, code_service="MARCHES", numero_engagement=None),
        invoice(siret_destinataire=ARMOR, code_service="COLLEGE", numero_engagement="ABC"),
        invoice(siret_destinataire=ARMOR, code_service="COLLEGE", numero_engagement="1234567"),
        invoice(siret_fournisseur="73282932000074"),
    ],
)
def test_what_routing_refuses_has_no_route(document: Invoice) -> None:
    assert route(document, CONTEXT) is None


def test_a_wrong_code_comes_with_the_right_one_among_many() -> None:
    finding = only(invoice(siret_destinataire=MANY, code_service="dir03"))
    assert finding.code == "ACH-04"
    assert "DIR03 (Direction 3)" in finding.remedy.fr
    assert "Nearest services: DIR03" in finding.remedy.en


def test_a_missing_code_lists_the_services_when_they_are_few() -> None:
    few = only(invoice(siret_destinataire=SERVICES, code_service=None))
    assert "ACTUEL (Service actuel)" in few.remedy.fr
    assert "ANCIEN" not in few.remedy.fr
    many = only(invoice(siret_destinataire=MANY, code_service=None))
    assert "12 services actifs" in many.remedy.fr


def test_where_there_is_no_service_only_an_engagement_will_do() -> None:
    named = invoice(siret_destinataire=EITHER_WITHOUT_SERVICE, code_service="X", numero_engagement=None)
    assert [f.code for f in check(named, CONTEXT)] == ["ACH-06", "ACH-09"]
    assert route(replace(named, numero_engagement="1"), CONTEXT) is not None


def test_demands_of_a_structure_hold_without_directory() -> None:
    blind = context(annuaire=None)
    document = invoice(siret_destinataire=ARMOR, code_service=None, numero_engagement="EJ1")
    assert [f.code for f in check(document, blind)] == ["ACH-00", "ACH-12", "ACH-15"]


def test_what_the_directory_demands_is_not_reported_twice() -> None:
    bare = invoice(siret_destinataire=ARMOR, code_service=None, numero_engagement=None)
    assert [f.code for f in check(bare, CONTEXT)] == ["ACH-03", "ACH-07"]


def test_a_softened_refusal_is_delivered_to_the_structure() -> None:
    soft = context(severities={"ACH-04": Severity.WARNING})
    found = route(invoice(code_service="14"), soft)
    assert found == Route(siret=REGION, raison_sociale="REGION OCCITANIE")


RIGHTS = [
    (frozenset({"*"}), True),
    (frozenset({SUPPLIER}), True),
    (frozenset({SUPPLIER[:9]}), True),
    (None, True),
    (frozenset(), False),
    (frozenset({"73282932000074"}), False),
    (frozenset({"99999999800027"}), False),
]


@pytest.mark.parametrize(("rights", "may"), RIGHTS)
def test_an_account_deposits_for_its_suppliers_only(rights: frozenset[str] | None, may: bool) -> None:
    given = context(rights=rights, packs=ONLY_ROUTING)
    assert [f.code for f in check(GOOD, given)] == ([] if may else ["DRO-01"])
    assert (route(GOOD, given) is not None) == may


def test_an_unnamed_supplier_does_not_slip_past_the_rights() -> None:
    nobody = invoice(siret_fournisseur=None, siren_fournisseur=None, seller=Party(name="X"))
    soft = context(severities={"SIRET-04": Severity.INFO})
    assert "DRO-01" in {f.code for f in check(nobody, soft) if f.severity is Severity.FATAL}


def test_a_siren_that_contradicts_the_siret_gives_no_right() -> None:
    forged = invoice(siret_fournisseur="73282932000074", siren_fournisseur=SUPPLIER[:9])
    assert {"DRO-01", "SIRET-08"} <= {f.code for f in check(forged, CONTEXT)}


def test_a_foreign_supplier_is_entitled_by_its_own_identifier() -> None:
    supplier = foreign("0223", "DE123456789")
    assert check(supplier, context(rights=frozenset({"DE123456789"}))) == ()
    other = replace(supplier, seller=Party(name="X", identifiers=(Identifier(value="DE999", scheme="0088"),)))
    assert "SIRET-04" in {f.code for f in check(other, CONTEXT)}
