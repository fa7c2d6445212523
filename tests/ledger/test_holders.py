"""Who has an espace for a structure, and for which structures somebody has it: rights in force of active accounts."""

from dataclasses import dataclass

import pytest
from sqlalchemy import update

from domain.compte import Compte, EtatCompte, Qualite
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from ledger import Ledger
from ledger.database.schema import rattachements
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import OPERATOR, OTHER, STRUCTURE, active, attached, new

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
R, E = RoleRattachement, EtatRattachement
RECUES, EMISES = Espace.FACTURES_RECUES, Espace.FACTURES_EMISES
SIREN, ESTABLISHMENT = STRUCTURE[:9], f"{STRUCTURE[:9]}00025"


@dataclass(frozen=True)
class Allowed:
    """What one account may do, and where."""

    structure: str = STRUCTURE
    espace: Espace = RECUES
    service: str | None = None
    droit: Droit | None = Droit.CONSULTATION


def allowed(ledger: Ledger, courriel: str, *rights: Allowed) -> Compte:
    made = active(ledger, courriel)
    for each in rights:
        ledger.rights.attach(made.id, each.structure, R.UTILISATEUR, E.ACTIF, NOW, OPERATOR)
        right = Habilitation(
            structure=each.structure, service=each.service, espace=each.espace, droit=Droit.CONSULTATION
        )
        ledger.rights.grant(made.id, right, Droit.CONSULTATION, NOW, OPERATOR)
        ledger.rights.grant(made.id, right, each.droit, NOW, OPERATOR)
    return made


def detached(ledger: Ledger, compte: Compte, structure: str, etat: EtatRattachement) -> None:
    """The attachment is this, and the rights stay: as they would when somebody asks again."""
    mine = (rattachements.c.compte_id == compte.id, rattachements.c.structure == structure)
    with ledger.rights._database.write() as connection:
        connection.execute(update(rattachements).where(*mine).values(etat=etat.value))


def test_structures_are_listed_once_in_order_for_the_espace(ledger: Ledger) -> None:
    assert ledger.rights.structures_with(RECUES) == ()
    allowed(ledger, "a@essai.example", Allowed(OTHER), Allowed(STRUCTURE, service="DAF"), Allowed(STRUCTURE))
    allowed(ledger, "b@essai.example", Allowed(STRUCTURE), Allowed("0208:1", EMISES))
    assert ledger.rights.structures_with(RECUES) == (STRUCTURE, OTHER)
    assert ledger.rights.structures_with(EMISES) == ("0208:1",)
    assert ledger.rights.structures_with(Espace.SUIVI_DES_FLUX) == ()


@pytest.mark.parametrize("etat", [each for each in E if each is not E.ACTIF])
def test_a_structure_counts_for_who_is_attached_to_it(ledger: Ledger, etat: EtatRattachement) -> None:
    made = allowed(ledger, "a@essai.example", Allowed(STRUCTURE), Allowed(OTHER))
    assert (ledger.rights.structures_with(RECUES), ledger.rights.holders(RECUES, STRUCTURE)) == (
        (STRUCTURE, OTHER),
        (made,),
    )
    detached(ledger, made, STRUCTURE, etat)
    active_there = attached(ledger, "b@essai.example", R.UTILISATEUR)
    assert ledger.rights.acces(active_there.id).structures() == (STRUCTURE,)
    assert (ledger.rights.structures_with(RECUES), ledger.rights.holders(RECUES, STRUCTURE)) == ((OTHER,), ())


def test_a_right_that_was_withdrawn_is_none(ledger: Ledger) -> None:
    allowed(ledger, "a@essai.example", Allowed(STRUCTURE, droit=None), Allowed(STRUCTURE, EMISES))
    assert ledger.rights.structures_with(RECUES) == ()
    assert ledger.rights.holders(RECUES, STRUCTURE) == ()


def test_a_closed_account_holds_nothing(ledger: Ledger) -> None:
    closed = allowed(ledger, "a@essai.example", Allowed(OTHER), Allowed(STRUCTURE))
    mine = allowed(ledger, "b@essai.example", Allowed(STRUCTURE))
    ledger.accounts.set_state(closed.id, EtatCompte.FERME, NOW, "essai")
    assert ledger.rights.structures_with(RECUES) == (STRUCTURE,)
    assert ledger.rights.holders(RECUES, STRUCTURE) == (mine,)
    assert ledger.rights.holders(RECUES, OTHER) == ()


def test_holders_are_those_of_all_services_or_of_this_one_the_oldest_first(ledger: Ledger) -> None:
    daf = allowed(ledger, "z@essai.example", Allowed(service="DAF"))
    every = allowed(ledger, "a@essai.example", Allowed(droit=Droit.MODIFICATION))
    drh = allowed(ledger, "b@essai.example", Allowed(service="DRH"))
    allowed(ledger, "c@essai.example", Allowed(OTHER))
    allowed(ledger, "d@essai.example", Allowed(espace=EMISES))
    assert ledger.rights.holders(RECUES, STRUCTURE, "DAF") == (daf, every)
    assert ledger.rights.holders(RECUES, STRUCTURE, "DRH") == (every, drh)
    assert ledger.rights.holders(RECUES, STRUCTURE) == (every,)


def test_an_establishment_is_its_companys_too_and_a_company_has_its_establishments(ledger: Ledger) -> None:
    company = allowed(ledger, "a@essai.example", Allowed(SIREN))
    here = allowed(ledger, "b@essai.example", Allowed(STRUCTURE))
    there = allowed(ledger, "c@essai.example", Allowed(ESTABLISHMENT))
    for rank, name in enumerate((OTHER, OTHER[:9], f"{SIREN}000251", f"{SIREN}0002", f"{int(SIREN) + 1}00017")):
        allowed(ledger, f"autre-{rank}@essai.example", Allowed(name))
    assert ledger.rights.holders(RECUES, STRUCTURE) == (company, here)
    assert ledger.rights.holders(RECUES, ESTABLISHMENT) == (company, there)
    assert ledger.rights.holders(RECUES, SIREN) == (company, here, there)


def test_the_first_and_the_last_establishment_are_of_the_company(ledger: Ledger) -> None:
    first = allowed(ledger, "a@essai.example", Allowed(f"{SIREN}00000"))
    last = allowed(ledger, "b@essai.example", Allowed(f"{SIREN}99999"))
    assert ledger.rights.holders(RECUES, SIREN) == (first, last)


def test_operators_are_active_accounts_that_run_navette(ledger: Ledger) -> None:
    active(ledger, "a@essai.example")
    second, closed, first = (active(ledger, f"{name}@essai.example", Qualite.EXPLOITANT) for name in "zby")
    ledger.accounts.create(new("q@essai.example", qualite=Qualite.EXPLOITANT), NOW, "essai")
    ledger.accounts.set_state(closed.id, EtatCompte.FERME, NOW, "essai")
    assert ledger.rights.operators() == (second, first)
