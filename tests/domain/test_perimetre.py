"""Which espaces show an invoice, for each part that a structure or a service can play in it."""

from dataclasses import replace
from typing import Any

import pytest

from domain.deposit import INTEGRATED, DepositedInvoice, Disposition
from domain.espace import Espace
from domain.perimetre import Part, Perimetre
from domain.route import Route
from tests.domain.test_what_is_open import row

FOURNISSEUR, DESTINATAIRE, MOE, VALIDEUR = "12345678200018", "20005384900017", "55555555500013", "98765432400018"
OTHER = "73282932000074"
E = Espace
RECUES, EMISES, TRAVAUX, A_VALIDER = E.FACTURES_RECUES, E.FACTURES_EMISES, E.FACTURES_DE_TRAVAUX, E.FACTURES_A_VALIDER


def invoice(cadre: str | None = "A1", **changes: Any) -> DepositedInvoice:
    """Of that cadre, with an actor for every part."""
    known = row(
        route=Route(siret=DESTINATAIRE, raison_sociale="Région", code_service="LYC"),
        supplier=FOURNISSEUR[:9],
        moe=MOE,
        valideur_2=VALIDEUR,
    )
    values = {**known.values, "cadre_facturation": cadre, "siret_fournisseur": FOURNISSEUR}
    return replace(known, values=values, **changes)


def seen(structure: str, what: DepositedInvoice, service: str | None = None) -> set[Espace]:
    """The espaces that show it, of all there are."""
    return {each for each in Espace if Part(espace=each, structure=structure, service=service).holds(what)}


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize(
    ("structure", "plain", "works"),
    [
        (FOURNISSEUR, {EMISES}, {TRAVAUX}),
        (DESTINATAIRE, {RECUES}, {TRAVAUX}),
        (MOE, set(), {TRAVAUX}),
        (VALIDEUR, {A_VALIDER}, {A_VALIDER}),
        (OTHER, set(), set()),
    ],
)
def test_each_part_has_its_espace_and_no_other(
    structure: str, plain: set[Espace], works: set[Espace], short: bool
) -> None:
    """By the establishment, and by its company."""
    who = structure[:9] if short else structure
    assert seen(who, invoice()) == seen(who, invoice(cadre=None)) == plain
    assert seen(who, invoice("A4")) == works


@pytest.mark.parametrize("structure", [DESTINATAIRE, MOE, VALIDEUR])
@pytest.mark.parametrize("disposition", Disposition)
def test_only_its_supplier_sees_what_was_not_integrated(structure: str, disposition: Disposition) -> None:
    what = invoice("A4", disposition=disposition)
    assert bool(seen(structure, what)) is (disposition in INTEGRATED)
    assert seen(FOURNISSEUR, what) == {TRAVAUX}


def test_a_service_sees_what_was_brought_to_it_and_plays_no_other_part() -> None:
    for cadre, espace in (("A1", RECUES), ("A4", TRAVAUX)):
        assert seen(DESTINATAIRE, invoice(cadre), "LYC") == {espace}
        assert seen(DESTINATAIRE, invoice(cadre), "DAF") == set()
        assert seen(DESTINATAIRE, invoice(cadre, route=None), "LYC") == set()
        for other in (FOURNISSEUR, MOE, VALIDEUR):
            assert seen(other, invoice(cadre), "LYC") == set()


def test_an_invoice_without_the_siret_of_its_supplier_belongs_to_each_establishment() -> None:
    known = invoice()
    bare = replace(known, values={**known.values, "siret_fournisseur": None})
    for who in (FOURNISSEUR, FOURNISSEUR[:9], f"{FOURNISSEUR[:9]}00026"):
        assert seen(who, bare) == {EMISES}
    assert seen(f"{FOURNISSEUR[:9]}00026", known) == set()
    assert seen(OTHER, bare) == set()
    abroad = replace(bare, supplier="0204:DE-12")
    assert seen("0204:DE-12", abroad) == {EMISES}
    assert seen("0204:DE-1", abroad) == seen("0204:DE-12", bare) == set()


def test_what_has_no_number_is_nobody_s() -> None:
    known = invoice("A4", moe="", valideur_2="")
    assert seen("", known) == set()
    assert seen(MOE[:9], replace(known, moe=MOE[:9])) == set(), "nine digits are no establishment"


def test_a_perimeter_shows_what_one_of_its_parts_shows_and_gives_part_of_itself() -> None:
    assert not Perimetre().holds(invoice())
    mine = Part(espace=RECUES, structure=DESTINATAIRE)
    two = Perimetre(parts=frozenset({mine, Part(espace=EMISES, structure=OTHER)}))
    assert two.holds(invoice())
    assert two.only(RECUES).parts == two.of_structure(DESTINATAIRE).parts == {mine}
    assert not two.only(EMISES).holds(invoice())
    assert not two.of_structure(OTHER).holds(invoice())
