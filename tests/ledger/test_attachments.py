"""Attachments and rights row by row: what may follow what, who answers for whom, and what nobody else's row says."""

from datetime import timedelta

import pytest

from domain.compte import EtatCompte, JournalEntry
from domain.errors import NotAllowed
from domain.espace import NEXT, Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from ledger import Ledger
from ledger.accounts import attachments
from ledger.accounts.rights import Doer, Grant, version
from tests.ledger.facts import NOW
from tests.ledger.test_accounts import OPERATOR, OTHER, STRUCTURE, active, attached

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
R, E = RoleRattachement, EtatRattachement
RECUES, EMISES = Espace.FACTURES_RECUES, Espace.FACTURES_EMISES
READ, WRITE = Droit.CONSULTATION, Droit.MODIFICATION
DAY = timedelta(days=1)


def right(espace: Espace = RECUES, service: str | None = None, droit: Droit = READ) -> Habilitation:
    return Habilitation(structure=STRUCTURE, service=service, espace=espace, droit=droit)


def state(ledger: Ledger, compte_id: int, structure: str = STRUCTURE) -> list[tuple[R, E]]:
    mine = ledger.rights.acces(compte_id).rattachements
    return [(each.role, each.etat) for each in mine if each.structure == structure]


def rows(ledger: Ledger, structure: str = STRUCTURE) -> list[tuple[int, E]]:
    return [(each.compte.id, each.rattachement.etat) for each in ledger.rights.attached(structure)]


@pytest.mark.parametrize("after", E)
@pytest.mark.parametrize("before", E)
def test_a_state_of_an_attachment_follows_those_it_may(ledger: Ledger, before: E, after: E) -> None:
    mine, other = active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id
    for owner, structure in ((mine, STRUCTURE), (mine, OTHER), (other, STRUCTURE)):
        assert ledger.rights.attach(owner, structure, R.UTILISATEUR, before, NOW, OPERATOR) is True
    changes = after in NEXT[before]
    assert ledger.rights.attach(mine, STRUCTURE, R.UTILISATEUR, after, NOW, OPERATOR) is changes
    assert state(ledger, mine) == [(R.UTILISATEUR, after if changes else before)]
    assert state(ledger, mine, OTHER) == state(ledger, other) == [(R.UTILISATEUR, before)]


def test_another_role_is_a_change_of_an_attachment(ledger: Ledger) -> None:
    mine = attached(ledger, "camille@essai.example", R.UTILISATEUR).id
    assert ledger.rights.attach(mine, STRUCTURE, R.GESTIONNAIRE_SECONDAIRE, E.ACTIF, NOW, OPERATOR) is True
    assert ledger.rights.attach(mine, STRUCTURE, R.GESTIONNAIRE_SECONDAIRE, E.ACTIF, NOW, OPERATOR) is False
    assert state(ledger, mine) == [(R.GESTIONNAIRE_SECONDAIRE, E.ACTIF)]


@pytest.mark.parametrize(
    ("etat", "asks"), [(None, True), (E.DEMANDE, False), (E.ACTIF, False), (E.REFUSE, True), (E.RETIRE, True)]
)
def test_who_is_attached_or_waits_asks_no_more(ledger: Ledger, etat: E | None, asks: bool) -> None:
    mine, other = active(ledger, "camille@essai.example").id, active(ledger, "dominique@essai.example").id
    for owner, structure in ((mine, OTHER), (other, STRUCTURE)):
        ledger.rights.attach(owner, structure, R.UTILISATEUR, E.ACTIF, NOW, OPERATOR)
    if etat:
        ledger.rights.attach(mine, STRUCTURE, R.UTILISATEUR, etat, NOW, OPERATOR)
    assert ledger.rights.ask(mine, STRUCTURE, "bonjour", NOW + DAY, OPERATOR) is asks
    found = [each.rattachement for each in ledger.rights.asked_for()]
    assert [(each.compte_id, each.structure) for each in found] == (
        [(mine, STRUCTURE)] if etat is E.DEMANDE or asks else []
    )
    if asks:
        assert (found[0].message, found[0].changed_at, found[0].role) == ("bonjour", NOW + DAY, R.UTILISATEUR)


def test_an_answer_is_given_to_one_of_the_states_it_is_for(ledger: Ledger) -> None:
    mine = active(ledger, "camille@essai.example").id
    waits = frozenset({E.DEMANDE, E.REFUSE})
    assert ledger.rights.attach(mine, STRUCTURE, R.UTILISATEUR, E.ACTIF, NOW, OPERATOR, of=waits) is False
    assert state(ledger, mine) == []
    for etat in (E.DEMANDE, E.REFUSE):
        ledger.rights.attach(mine, STRUCTURE, R.UTILISATEUR, etat, NOW, OPERATOR)
    assert ledger.rights.attach(mine, STRUCTURE, R.UTILISATEUR, E.ACTIF, NOW, OPERATOR, of=waits) is True


def test_the_attachments_of_structures_are_those_that_changed_first(ledger: Ledger) -> None:
    first, second, third = (active(ledger, f"{name}@essai.example").id for name in "zya")
    for owner, structure, at in (
        (third, STRUCTURE, NOW),
        (second, STRUCTURE, NOW),
        (first, STRUCTURE, NOW + DAY),
        (first, OTHER, NOW),
    ):
        ledger.rights.attach(owner, structure, R.UTILISATEUR, E.ACTIF, at, OPERATOR)
    assert rows(ledger) == [(second, E.ACTIF), (third, E.ACTIF), (first, E.ACTIF)]
    both = [each.rattachement.structure for each in ledger.rights.attached(STRUCTURE, OTHER)]
    assert both == [OTHER, STRUCTURE, STRUCTURE, STRUCTURE]
    assert ledger.rights.attached("0208:1") == ()


def test_an_attachment_is_shown_with_the_rights_of_its_account_for_its_structure(ledger: Ledger) -> None:
    mine = attached(ledger, "camille@essai.example", R.UTILISATEUR)
    other = attached(ledger, "dominique@essai.example", R.UTILISATEUR)
    for each in (right(EMISES), right(service="DRH"), right(service="DAF"), right()):
        ledger.rights.grant(mine.id, each, READ, NOW, OPERATOR)
    ledger.rights.grant(mine.id, right(EMISES), None, NOW, OPERATOR)
    found = {each.compte: each.habilitations for each in ledger.rights.attached(STRUCTURE)}
    assert found == {mine: (right(), right(service="DAF"), right(service="DRH")), other: ()}
    assert ledger.rights.acces(mine.id).habilitations == found[mine]
    assert ledger.rights.acces(other.id).habilitations == ()


def test_a_right_is_set_for_one_account_espace_and_service(ledger: Ledger) -> None:
    mine, other = (attached(ledger, f"{name}@essai.example", R.UTILISATEUR).id for name in ("a", "b"))
    for owner in (mine, other):
        for each in (right(), right(EMISES), right(service="DAF")):
            assert ledger.rights.grant(owner, each, READ, NOW, OPERATOR) is True
    assert ledger.rights.grant(mine, right(droit=WRITE), READ, NOW, OPERATOR) is False, "its droit says nothing"
    assert ledger.rights.grant(mine, right(), WRITE, NOW, OPERATOR) is True
    assert ledger.rights.grant(mine, right(EMISES), None, NOW, OPERATOR) is True
    assert ledger.rights.grant(mine, right(EMISES), None, NOW, OPERATOR) is False
    assert ledger.rights.grant(mine, right(service="DRH"), None, NOW, OPERATOR) is False, "it had none"
    assert ledger.rights.acces(mine).habilitations == (right(droit=WRITE), right(service="DAF"))
    assert len(ledger.rights.acces(other).habilitations) == 3
    newest = ledger.accounts.journal_of(mine)[0]
    assert (newest.entry, newest.detail, newest.structure) == (
        JournalEntry.HABILITATION,
        "factures-emises -",
        STRUCTURE,
    )


def test_ones_own_account_needs_no_right(ledger: Ledger) -> None:
    mine = attached(ledger, "camille@essai.example", R.UTILISATEUR).id
    assert ledger.rights.grant(mine, right(Espace.MON_COMPTE), READ, NOW, OPERATOR) is False
    assert ledger.rights.acces(mine).habilitations == ()


def test_some_of_several_rights_that_change_are_a_change(ledger: Ledger) -> None:
    mine = attached(ledger, "camille@essai.example", R.UTILISATEUR).id
    both = [Grant(right=right(), droit=READ), Grant(right=right(EMISES), droit=READ)]
    assert ledger.rights.grant_all(mine, STRUCTURE, both[:1], NOW, OPERATOR) is True
    assert ledger.rights.grant_all(mine, STRUCTURE, both, NOW, OPERATOR) is True
    assert ledger.rights.grant_all(mine, STRUCTURE, both, NOW, OPERATOR) is False
    seen = version(ledger.rights.acces(mine).habilitations)
    taken = [Grant(right=right(), droit=None)]
    assert ledger.rights.grant_all(mine, STRUCTURE, taken, NOW, OPERATOR, seen=seen) is True
    with pytest.raises(NotAllowed):
        ledger.rights.grant_all(mine, STRUCTURE, taken, NOW, OPERATOR, seen=seen)


@pytest.mark.usefixtures("url")
def test_rights_of_another_version_are_others() -> None:
    mine = (right(), right(EMISES, "DAF"))
    assert version(mine) == version(mine[::-1])
    others = ((), mine[:1], (right(droit=WRITE), mine[1]), (right(), right(EMISES, "DRH")), (right(), right(EMISES)))
    assert len({version(mine), *map(version, others)}) == 1 + len(others)


def test_the_end_of_an_attachment_withdraws_the_rights_for_that_structure(ledger: Ledger) -> None:
    mine = attached(ledger, "camille@essai.example", R.UTILISATEUR).id
    ledger.rights.attach(mine, OTHER, R.UTILISATEUR, E.ACTIF, NOW, OPERATOR)
    elsewhere = Habilitation(structure=OTHER, service=None, espace=RECUES, droit=READ)
    for each in (right(), right(EMISES), elsewhere):
        ledger.rights.grant(mine, each, READ, NOW, OPERATOR)
    ledger.rights.attach(mine, STRUCTURE, R.GESTIONNAIRE_SECONDAIRE, E.ACTIF, NOW, OPERATOR)
    assert len(ledger.rights.acces(mine).habilitations) == 3, "another role ends none"
    ledger.rights.attach(mine, STRUCTURE, R.UTILISATEUR, E.RETIRE, NOW, OPERATOR)
    assert ledger.rights.acces(mine).habilitations == (elsewhere,)


def test_gestionnaires_of_a_structure_are_active_there(ledger: Ledger) -> None:
    chief, second = (
        attached(ledger, "a@essai.example", R.GESTIONNAIRE_PRINCIPAL),
        attached(ledger, "b@essai.example", R.GESTIONNAIRE_SECONDAIRE),
    )
    attached(ledger, "c@essai.example", R.UTILISATEUR)
    attached(ledger, "d@essai.example", R.GESTIONNAIRE_PRINCIPAL, OTHER)

    def found() -> tuple[int, frozenset[str]]:
        with ledger.rights._database.read() as connection:
            managed = attachments.managed_among(connection, [STRUCTURE, "0208:1"])
            return attachments.managers(connection, STRUCTURE), managed

    assert found() == (2, {STRUCTURE})
    ledger.rights.attach(second.id, STRUCTURE, R.GESTIONNAIRE_SECONDAIRE, E.RETIRE, NOW, OPERATOR)
    assert found() == (1, {STRUCTURE})
    ledger.accounts.set_state(chief.id, EtatCompte.FERME, NOW, "essai")
    assert found() == (1, frozenset()), "it is still one, and cannot connect"


def test_one_of_two_gestionnaires_may_go_and_the_last_one_may_not(ledger: Ledger) -> None:
    first, second = (attached(ledger, f"{name}@essai.example", R.GESTIONNAIRE_PRINCIPAL) for name in "ab")
    by = Doer(compte_id=second.id, name="B")
    assert ledger.rights.attach(first.id, STRUCTURE, R.GESTIONNAIRE_PRINCIPAL, E.RETIRE, NOW, by) is True
    with pytest.raises(NotAllowed):
        ledger.rights.attach(second.id, STRUCTURE, R.GESTIONNAIRE_PRINCIPAL, E.RETIRE, NOW, by)
    assert state(ledger, second.id) == [(R.GESTIONNAIRE_PRINCIPAL, E.ACTIF)]
    assert ledger.accounts.journal_of_structure(STRUCTURE)[0].actor == "B"


def test_the_rights_of_a_person_are_answered_for_where_they_are(ledger: Ledger) -> None:
    chief = Doer(compte_id=attached(ledger, "a@essai.example", R.GESTIONNAIRE_PRINCIPAL).id)
    stranger = Doer(compte_id=attached(ledger, "b@essai.example", R.GESTIONNAIRE_PRINCIPAL, OTHER).id)
    mine = attached(ledger, "c@essai.example", R.UTILISATEUR).id
    assert ledger.rights.grant(mine, right(), READ, NOW, chief) is True
    for droit in (WRITE, None):
        with pytest.raises(NotAllowed):
            ledger.rights.grant(mine, right(), droit, NOW, stranger)
    assert ledger.rights.acces(mine).habilitations == (right(),)
