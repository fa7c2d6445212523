"""What a page offers is what a line would do: walked for each cadre, status, actor and status that is asked."""

from itertools import product

import pytest

from domain.motif_choices import codes_of_status
from domain.status import NEXT, Status
from domain.suivi import Acteur, Outcome, Standing
from domain.travaux import AVEC_VALIDEUR, ETAPES, statuses_of
from tests.validators.suivi_facts import MOE, REGION, SUPPLIER, TITULAIRE, answer, said, standing
from validators.suivi import MOTIVATED
from validators.suivi.possible import possible_statuses

VALIDEUR_1, VALIDEUR_2 = MOE, "21060088700015"
ACTORS = {
    "recipient": Acteur(name="portail:1:" + REGION, identifiers=frozenset({REGION})),
    "its company": Acteur(name="portail:1:" + REGION[:9], identifiers=frozenset({REGION[:9]})),
    "supplier": Acteur(name="portail:2:" + TITULAIRE, identifiers=frozenset({TITULAIRE})),
    "depositor": SUPPLIER,
    "first valideur": Acteur(name="portail:3:" + VALIDEUR_1, identifiers=frozenset({VALIDEUR_1})),
    "second valideur": Acteur(name="portail:4:" + VALIDEUR_2, identifiers=frozenset({VALIDEUR_2})),
    "operator": Acteur(name="operateur", identifiers=frozenset({"*"})),
    "stranger": Acteur(name="portail:5:21340172201787", identifiers=frozenset({"21340172201787"})),
}
CADRES_APART = (None, "A1", "S1", *ETAPES, *sorted(AVEC_VALIDEUR - ETAPES.keys()))
"""One of each that the life cycle treats in its own way."""
NOT_FOUND = {Status.A_COMPLETER}
"""No line finds an invoice that is not integrated."""


def is_applied(acteur: Acteur, invoice: Standing, asked: Status) -> bool:
    """Whether a line that asks for this status, with all it demands, brings the invoice there."""
    reasons = {"motif": "une phrase", "motif_codes": codes_of_status(asked)[:1]}
    applied = answer(said(asked, **(reasons if asked in MOTIVATED else {})), invoice, acteur=acteur)
    return applied.outcome is Outcome.APPLIED and applied.after is asked


@pytest.mark.parametrize("name", ACTORS)
def test_what_is_possible_is_what_would_be_applied(name: str) -> None:
    acteur, offered = ACTORS[name], 0
    for cadre in CADRES_APART:
        for current in sorted(statuses_of(cadre) - NOT_FOUND):
            invoice = standing(cadre=cadre, status=current, valideur_1=VALIDEUR_1, valideur_2=VALIDEUR_2)
            possible = set(possible_statuses(acteur, invoice))
            assert possible == {one for one in NEXT[current] if is_applied(acteur, invoice, one)}, (cadre, current)
            offered += len(possible)
    assert bool(offered) == (name != "stranger")


def test_each_reason_that_is_offered_is_taken() -> None:
    for acteur, cadre in product(ACTORS.values(), CADRES_APART):
        for current in sorted(statuses_of(cadre)):
            invoice = standing(cadre=cadre, status=current, valideur_1=VALIDEUR_1, valideur_2=VALIDEUR_2)
            for asked in set(possible_statuses(acteur, invoice)) & MOTIVATED:
                assert codes_of_status(asked), (cadre, asked)
                for code in codes_of_status(asked):
                    applied = answer(said(asked, motif_codes=(code,)), invoice, acteur=acteur)
                    assert applied.after is asked, (cadre, current, asked, code)


def test_what_names_a_company_and_none_of_its_establishments_is_completed_by_each_in_the_portal() -> None:
    company = standing(status=Status.SUSPENDUE, fournisseur=TITULAIRE[:9], drop="operateur")
    other = Acteur(name="portail:6:55203253400018", identifiers=frozenset({"55203253400018"}))
    folder = Acteur(name="compte", identifiers=frozenset({TITULAIRE}))
    assert possible_statuses(ACTORS["supplier"], company) == (Status.COMPLETEE,)
    assert possible_statuses(other, company) == ()
    assert possible_statuses(folder, company) == (), "an account of a folder has the rights it had"


def test_a_structure_completes_what_its_own_accounts_deposited() -> None:
    by_moe = standing(cadre="A15", status=Status.SUSPENDUE, drop="compte-moe")
    acteur = Acteur(name="portail:7:" + MOE, identifiers=frozenset({MOE}))
    assert possible_statuses(acteur, by_moe) == ()
    own = Acteur(name=acteur.name, identifiers=acteur.identifiers, accounts=frozenset({"compte-moe"}))
    assert possible_statuses(own, by_moe) == (Status.COMPLETEE,)
