"""Drawn layouts: each page shows what its truth says, and nothing is drawn differently twice."""

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siret

from bench.corpus import texte
from bench.printed import imprime
from domain.invoice import FIELDS
from samples.drawn_layouts.catalogue import OUVERTES, RESERVEES
from samples.drawn_layouts.drawn_invoice import tire
from samples.drawn_layouts.field_writer import Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur, manque

EVERY = (*OUVERTES, *RESERVEES)
SEEDS = st.integers(0, 10**9)


@pytest.fixture(params=EVERY, ids=lambda mise: mise.nom)
def mise(request: pytest.FixtureRequest) -> Mise:
    """Each layout whose tool is installed."""
    found: Mise = request.param
    missing = manque(found.moteur)
    if missing:
        pytest.skip(f"this layout needs {missing.en}, which measuring does without")
    return found


def test_the_page_prints_whatever_its_truth_says_it_prints(mise: Mise) -> None:
    for piece in mise.pieces(2, seed=3):
        page = texte(piece.contenu)
        unseen = [
            champ.nom
            for champ in piece.verite.champs
            if champ.imprime and champ.nom != "type_facture" and not imprime(champ.nom, champ.valeur, page)
        ]
        assert unseen == [], piece.nom


def test_there_are_enough_layouts_by_enough_tools_and_some_are_reserved() -> None:
    assert len(EVERY) >= 24
    assert len(RESERVEES) >= 8
    assert len({one.moteur for one in EVERY}) >= 4
    assert max(Counter(one.nom for one in EVERY).values()) == 1


def test_the_same_seed_draws_the_same_bytes_and_another_seed_other_invoices() -> None:
    for one in EVERY:
        if one.moteur is Moteur.REPORTLAB:
            first, again, other = ([p.contenu for p in one.pieces(2, seed=seed)] for seed in (1, 1, 2))
            assert first == again
            assert not set(first) & set(other)


def test_a_truth_is_told_as_the_answer_of_check_is() -> None:
    piece = next(iter(OUVERTES[0].pieces(1)))
    said = json.loads(piece.verite.as_json())
    assert tuple(said) == FIELDS
    assert {nom for nom, value in said.items() if value} == {c.nom for c in piece.verite.champs if c.imprime}


@given(SEEDS, st.booleans())
def test_drawn_invoices_add_up_and_their_keys_are_right(seed: int, travaux: bool) -> None:
    faits = tire(Random(seed), travaux=travaux)
    assert faits.ht == sum(one.montant for one in faits.lignes)
    assert faits.ttc == faits.ht + faits.tva
    assert faits.du == faits.ttc - faits.paye
    assert (faits.regime is None) or faits.tva == 0
    for who in (faits.fournisseur, faits.destinataire, faits.moe, faits.mandataire, faits.livre):
        if who is not None:
            assert siret.is_valid(who.siret) and siret.is_valid(who.siege)
            assert who.siret.startswith("999")


@given(SEEDS)
def test_what_the_pen_was_never_asked_is_not_printed(seed: int) -> None:
    chance = Random(seed)
    plume = Plume(tire(chance), chance)
    asked = [nom for nom in FIELDS if nom not in ("type_facture", "devise") and chance.random() < 0.5]
    given_ = {nom for nom in asked if plume.dit(nom)}
    printed = {champ.nom for champ in plume.verite().champs if champ.imprime}
    assert printed - {"devise"} == given_


@given(SEEDS)
def test_dates_and_amounts_are_found_again_however_a_page_writes_them(seed: int) -> None:
    chance = Random(seed)
    plume = Plume(tire(chance), chance)
    page = f"Facture du {plume.dit('date_facture')} de {plume.dit('montant_ttc')} au total"
    truth = plume.verite()
    for nom in ("date_facture", "montant_ttc"):
        champ = truth.champ(nom)
        assert champ is not None
        assert imprime(nom, champ.valeur, page), page
