"""Accounts of the portal: one an address, links that work once, sessions that end, rights that only who may changes."""

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import exc, text

from domain.compte import Compte, DeclaredStructure, EtatCompte, JournalEntry, LinkPurpose, Qualite
from domain.errors import LedgerError, NotAllowed
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from domain.text import Locale
from ledger import Ledger
from ledger.accounts.registered import NewCompte
from ledger.accounts.rights import Doer, Grant, version
from tests.conftest import PATIENCE, ROOT
from tests.ledger.facts import NOW
from tests.ledger.tampering import by_hand

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STRUCTURE, OTHER = "20005384900017", "22220001600010"
R, E = RoleRattachement, EtatRattachement
OPERATOR = Doer(name="navette compte")


def new(courriel: str = "camille@essai.example", **changes: object) -> NewCompte:
    values = {"prenom": "Camille", "nom": "Essai", "mot_de_passe": "hash", "locale": Locale.FR, **changes}
    return NewCompte(courriel=courriel, **values)  # type: ignore[arg-type]


def active(ledger: Ledger, courriel: str, qualite: Qualite = Qualite.UTILISATEUR) -> Compte:
    made = ledger.accounts.create(new(courriel, etat=EtatCompte.ACTIF, qualite=qualite), NOW, "essai")
    assert made is not None
    return made


def attached(ledger: Ledger, courriel: str, role: RoleRattachement, structure: str = STRUCTURE) -> Compte:
    made = active(ledger, courriel)
    ledger.rights.attach(made.id, structure, role, E.ACTIF, NOW, OPERATOR)
    return made


def entries(ledger: Ledger, compte: Compte) -> list[JournalEntry]:
    return [line.entry for line in reversed(ledger.accounts.journal_of(compte.id))]


def test_an_address_has_one_account_however_it_is_written(ledger: Ledger) -> None:
    made = ledger.accounts.register(new(), "d1", NOW + DAY, NOW, "203.0.113.7")
    assert made is not None
    assert made.etat is EtatCompte.A_CONFIRMER
    assert ledger.accounts.register(new("  CAMILLE@Essai.example "), "d2", NOW + DAY, NOW, "") is None
    found = ledger.accounts.find("Camille@ESSAI.example")
    assert found is not None
    assert (found.compte, found.mot_de_passe) == (made, "hash")
    assert ledger.accounts.find("personne@essai.example") is None
    assert [one.id for one in ledger.accounts.every()] == [made.id]


def test_a_link_confirms_once_in_time_and_may_be_followed_again(ledger: Ledger) -> None:
    made = ledger.accounts.register(new(), "d1", NOW + DAY, NOW, "")
    assert made is not None
    assert ledger.accounts.confirm("d1", "hash", NOW + DAY, "") is None, "too late"
    assert ledger.accounts.confirm("d9", "hash", NOW, "") is None, "no such link"
    assert ledger.accounts.confirm("d1", "another", NOW, "") is None, "registered again meanwhile"
    for _ in range(2):
        confirmed = ledger.accounts.confirm("d1", "hash", NOW + HOUR, "")
        assert confirmed is not None
        assert confirmed.etat is EtatCompte.ACTIF
    assert entries(ledger, made) == [JournalEntry.INSCRIPTION, JournalEntry.CONFIRMATION]


def test_a_new_password_ends_every_session_and_its_link_works_once(ledger: Ledger) -> None:
    made = active(ledger, "camille@essai.example")
    ledger.sessions.begin(made.id, "s1", "c", "203.0.113.7", NOW)
    ledger.accounts.send_link(made.id, LinkPurpose.REINITIALISATION, "d1", NOW + HOUR)
    assert ledger.accounts.owner("d1", LinkPurpose.REINITIALISATION, NOW) == made
    assert ledger.accounts.owner("d1", LinkPurpose.CONFIRMATION, NOW) is None, "a link is for one thing"
    assert ledger.accounts.confirm("d1", "hash", NOW, "") is None
    assert ledger.accounts.reset_password("d1", "new", NOW, "") == made
    assert ledger.accounts.reset_password("d1", "newer", NOW, "") is None
    found = ledger.accounts.find(made.courriel)
    assert found is not None
    assert found.mot_de_passe == "new"
    assert ledger.sessions.current("s1", NOW, HOUR, DAY) is None


def test_a_session_ends_by_itself_by_hand_and_with_its_account(ledger: Ledger) -> None:
    made = active(ledger, "camille@essai.example")
    for name in ("s1", "s2", "s3"):
        ledger.sessions.begin(made.id, name, f"csrf-{name}", "", NOW)
    found = ledger.sessions.current("s1", NOW, HOUR, DAY)
    assert found is not None
    assert (found.compte, found.csrf) == (made, "csrf-s1")
    assert ledger.sessions.current("s9", NOW, HOUR, DAY) is None
    at = NOW
    for _ in range(30):  # used every 50 minutes, for a day
        at += timedelta(minutes=50)
        if at - NOW >= DAY:
            break
        assert ledger.sessions.current("s1", at, HOUR, DAY) is not None
    assert ledger.sessions.current("s1", NOW + DAY, HOUR, DAY) is None, "a day, used or not"
    assert ledger.sessions.current("s2", NOW + HOUR, HOUR, DAY) is None, "not used for an hour"
    ledger.sessions.end("s3", NOW, "")
    ledger.sessions.end("s3", NOW, "")
    assert ledger.sessions.current("s3", NOW, HOUR, DAY) is None
    ledger.sessions.begin(made.id, "s4", "c", "", NOW)
    ledger.accounts.set_state(made.id, EtatCompte.FERME, NOW, "essai")
    assert ledger.sessions.current("s4", NOW, HOUR, DAY) is None
    with pytest.raises(LedgerError):
        ledger.accounts.set_state(made.id, EtatCompte.A_CONFIRMER, NOW, "essai")
    assert ledger.accounts.set_state(made.id, EtatCompte.ACTIF, NOW, "essai")
    assert ledger.sessions.current("s4", NOW, HOUR, DAY) is None, "an account that is opened again connects again"


def test_tries_are_counted_in_a_window_of_time(ledger: Ledger) -> None:
    assert [ledger.sessions.tried("a", NOW, HOUR) for _ in range(3)] == [1, 2, 3]
    assert ledger.sessions.tries("a", NOW, HOUR) == (3, NOW)
    assert ledger.sessions.tries("b", NOW, HOUR) == (0, None)
    assert ledger.sessions.tried("a", NOW + HOUR, HOUR) == 1
    ledger.sessions.forget("a")
    assert ledger.sessions.tried("a", NOW + HOUR, HOUR) == 1


def test_who_asks_has_nothing_until_a_gestionnaire_accepts(ledger: Ledger) -> None:
    chief = attached(ledger, "chef@essai.example", R.GESTIONNAIRE_PRINCIPAL)
    made = active(ledger, "camille@essai.example")
    mine = Doer(compte_id=made.id, name="Camille", address="203.0.113.7")
    assert ledger.rights.ask(made.id, STRUCTURE, "Je remplace Dominique.", NOW, mine)
    assert not ledger.rights.ask(made.id, STRUCTURE, "", NOW, mine), "asked already"
    assert ledger.rights.acces(made.id).structures() == ()
    (asked,) = ledger.rights.asked_for()
    assert (asked.compte, asked.rattachement.message) == (made, "Je remplace Dominique.")
    with pytest.raises(NotAllowed):
        ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, E.ACTIF, NOW, mine)
    assert ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, E.ACTIF, NOW, Doer(compte_id=chief.id))
    assert ledger.rights.acces(made.id).structures() == (STRUCTURE,)
    right = Habilitation(structure=STRUCTURE, service="DAF", espace=Espace.FACTURES_RECUES, droit=Droit.CONSULTATION)
    with pytest.raises(NotAllowed):
        ledger.rights.grant(made.id, right, Droit.MODIFICATION, NOW, mine)
    assert ledger.rights.grant(made.id, right, Droit.CONSULTATION, NOW, Doer(compte_id=chief.id))
    assert not ledger.rights.grant(made.id, right, Droit.CONSULTATION, NOW, Doer(compte_id=chief.id))
    acces = ledger.rights.acces(made.id)
    assert acces.may(Espace.FACTURES_RECUES, Droit.CONSULTATION, STRUCTURE, "DAF")
    assert not acces.may(Espace.FACTURES_RECUES, Droit.CONSULTATION, STRUCTURE, "DRH")
    assert not acces.may(Espace.FACTURES_RECUES, Droit.MODIFICATION, STRUCTURE, "DAF")
    assert ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, E.RETIRE, NOW, Doer(compte_id=chief.id))
    assert not ledger.rights.acces(made.id).may(Espace.FACTURES_RECUES, Droit.CONSULTATION, STRUCTURE, "DAF")
    assert [line.detail for line in reversed(ledger.accounts.journal_of_structure(STRUCTURE))] == [
        "actif gestionnaire-principal",
        "demande",
        "actif utilisateur",
        "factures-recues DAF consultation",
        "retire utilisateur",
        "factures-recues DAF -",
    ]
    assert ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, E.ACTIF, NOW, Doer(compte_id=chief.id))
    assert ledger.rights.acces(made.id).in_force() == (), "rights that ended do not come back"


def test_a_right_is_for_who_is_attached(ledger: Ledger) -> None:
    made = active(ledger, "camille@essai.example")
    right = Habilitation(structure=STRUCTURE, service=None, espace=Espace.FACTURES_RECUES, droit=Droit.CONSULTATION)
    for etat in (None, E.DEMANDE, E.REFUSE):
        if etat is not None:
            ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, etat, NOW, OPERATOR)
        with pytest.raises(NotAllowed):
            ledger.rights.grant(made.id, right, Droit.CONSULTATION, NOW, OPERATOR)


def test_an_answer_is_to_what_it_was_asked_for(ledger: Ledger) -> None:
    made = attached(ledger, "camille@essai.example", R.UTILISATEUR)
    ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, E.RETIRE, NOW, OPERATOR)
    asked = frozenset({E.DEMANDE})
    assert not ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, E.ACTIF, NOW, OPERATOR, of=asked)
    assert ledger.rights.acces(made.id).structures() == ()


def test_rights_are_saved_all_or_none_and_not_over_those_of_somebody_else(ledger: Ledger) -> None:
    made = attached(ledger, "camille@essai.example", R.UTILISATEUR)

    def grant(espace: Espace, droit: Droit | None, structure: str = STRUCTURE) -> Grant:
        right = Habilitation(structure=structure, service=None, espace=espace, droit=Droit.CONSULTATION)
        return Grant(right=right, droit=droit)

    seen = version(())
    first = [grant(Espace.FACTURES_RECUES, Droit.CONSULTATION)]
    assert ledger.rights.grant_all(made.id, STRUCTURE, first, NOW, OPERATOR, seen=seen)
    both = [grant(Espace.FACTURES_EMISES, Droit.MODIFICATION), grant(Espace.FACTURES_RECUES, None)]
    with pytest.raises(NotAllowed):
        ledger.rights.grant_all(made.id, STRUCTURE, both, NOW, OPERATOR, seen=seen)
    assert [each.espace for each in ledger.rights.acces(made.id).in_force()] == [Espace.FACTURES_RECUES]
    elsewhere = [grant(Espace.FACTURES_EMISES, Droit.MODIFICATION), grant(Espace.SUIVI_DES_FLUX, None, OTHER)]
    with pytest.raises(NotAllowed):
        ledger.rights.grant_all(made.id, STRUCTURE, elsewhere, NOW, OPERATOR)
    assert [each.espace for each in ledger.rights.acces(made.id).in_force()] == [Espace.FACTURES_RECUES]


def test_a_secondaire_changes_no_right_of_a_gestionnaire(ledger: Ledger) -> None:
    attached(ledger, "chef@essai.example", R.GESTIONNAIRE_PRINCIPAL)
    second = attached(ledger, "second@essai.example", R.GESTIONNAIRE_SECONDAIRE)
    chief = ledger.accounts.find("chef@essai.example")
    assert chief is not None
    right = Habilitation(structure=STRUCTURE, service=None, espace=Espace.FACTURES_RECUES, droit=Droit.CONSULTATION)
    for compte_id in (second.id, chief.compte.id):
        with pytest.raises(NotAllowed):
            ledger.rights.grant(compte_id, right, Droit.MODIFICATION, NOW, Doer(compte_id=second.id))


def test_the_operator_withdraws_a_user_of_a_structure_without_gestionnaire(ledger: Ledger) -> None:
    operator = active(ledger, "exploitant@essai.example", Qualite.EXPLOITANT)
    made = attached(ledger, "camille@essai.example", R.UTILISATEUR)
    assert ledger.rights.attach(made.id, STRUCTURE, R.UTILISATEUR, E.RETIRE, NOW, Doer(compte_id=operator.id))


def test_who_registers_again_before_confirming_is_who_registers(ledger: Ledger) -> None:
    made = ledger.accounts.register(new(), "d1", NOW + DAY, NOW, "")
    again = new(prenom="Dominique", mot_de_passe="hash of Dominique")
    found = ledger.accounts.register_again(again, "d2", NOW + DAY, NOW, "")
    assert made is not None
    assert found is not None
    assert (found.id, found.prenom) == (made.id, "Dominique")
    assert ledger.accounts.confirm("d1", "hash", NOW, "") is None
    assert ledger.accounts.confirm("d1", "hash of Dominique", NOW, "") is not None
    assert ledger.accounts.register_again(again, "d3", NOW + DAY, NOW, "") is None, "it is confirmed"


def test_a_clock_that_was_wrong_stops_nobody_for_long(ledger: Ledger) -> None:
    for _ in range(9):
        ledger.sessions.tried("a", NOW + 400 * DAY, HOUR)
    assert ledger.sessions.tries("a", NOW, HOUR) == (0, None)
    assert ledger.sessions.tried("a", NOW, HOUR) == 1


@pytest.mark.parametrize(
    ("doer", "role", "allowed"),
    [
        (R.GESTIONNAIRE_PRINCIPAL, R.GESTIONNAIRE_PRINCIPAL, True),
        (R.GESTIONNAIRE_PRINCIPAL, R.UTILISATEUR, True),
        (R.GESTIONNAIRE_SECONDAIRE, R.UTILISATEUR, True),
        (R.GESTIONNAIRE_SECONDAIRE, R.GESTIONNAIRE_SECONDAIRE, False),
        (R.GESTIONNAIRE_SECONDAIRE, R.GESTIONNAIRE_PRINCIPAL, False),
        (R.UTILISATEUR, R.UTILISATEUR, False),
    ],
)
def test_who_may_attach_whom(ledger: Ledger, doer: RoleRattachement, role: RoleRattachement, allowed: bool) -> None:
    by = Doer(compte_id=attached(ledger, "qui@essai.example", doer).id)
    made = active(ledger, "camille@essai.example")
    if not allowed:
        with pytest.raises(NotAllowed):
            ledger.rights.attach(made.id, STRUCTURE, role, E.ACTIF, NOW, by)
        return
    assert ledger.rights.attach(made.id, STRUCTURE, role, E.ACTIF, NOW, by)
    with pytest.raises(NotAllowed):
        ledger.rights.attach(made.id, OTHER, role, E.ACTIF, NOW, by)


def test_a_gestionnaire_secondaire_ends_no_gestionnaire(ledger: Ledger) -> None:
    chief = attached(ledger, "chef@essai.example", R.GESTIONNAIRE_PRINCIPAL)
    second = Doer(compte_id=attached(ledger, "second@essai.example", R.GESTIONNAIRE_SECONDAIRE).id)
    for role, etat in ((R.GESTIONNAIRE_PRINCIPAL, E.RETIRE), (R.UTILISATEUR, E.ACTIF), (R.UTILISATEUR, E.RETIRE)):
        with pytest.raises(NotAllowed):
            ledger.rights.attach(chief.id, STRUCTURE, role, etat, NOW, second)
    assert ledger.rights.acces(chief.id).manages(STRUCTURE)


def test_the_last_gestionnaire_stays_unless_the_operator_says_so(ledger: Ledger) -> None:
    chief = attached(ledger, "chef@essai.example", R.GESTIONNAIRE_PRINCIPAL)
    for etat, role in ((E.RETIRE, R.GESTIONNAIRE_PRINCIPAL), (E.ACTIF, R.UTILISATEUR)):
        with pytest.raises(NotAllowed):
            ledger.rights.attach(chief.id, STRUCTURE, role, etat, NOW, Doer(compte_id=chief.id))
    assert ledger.rights.acces(chief.id).manages(STRUCTURE)
    assert ledger.rights.attach(chief.id, STRUCTURE, R.GESTIONNAIRE_PRINCIPAL, E.RETIRE, NOW, OPERATOR)


def test_the_operator_answers_for_structures_without_a_gestionnaire(ledger: Ledger) -> None:
    operator = active(ledger, "exploitant@essai.example", Qualite.EXPLOITANT)
    made = active(ledger, "camille@essai.example")
    assert ledger.rights.attach(made.id, STRUCTURE, R.GESTIONNAIRE_PRINCIPAL, E.ACTIF, NOW, Doer(compte_id=operator.id))


def test_a_declared_structure_is_declared_once(ledger: Ledger) -> None:
    made = active(ledger, "camille@essai.example")
    one = DeclaredStructure(identifier="TVA:de123456789", raison_sociale="Essai GmbH", adresse="Köln", declared_at=NOW)
    assert ledger.rights.declare(one, made.id, Doer(compte_id=made.id))
    assert not ledger.rights.declare(one, made.id, Doer(compte_id=made.id))
    assert ledger.rights.declared("TVA:de123456789", STRUCTURE) == {"TVA:de123456789": one}


@pytest.mark.parametrize("statement", ["UPDATE journal_portail SET detail = ''", "DELETE FROM journal_portail"])
def test_the_journal_is_not_rewritten(ledger: Ledger, url: str, statement: str) -> None:
    active(ledger, "camille@essai.example")
    with pytest.raises(exc.DBAPIError, match="the ledger only grows"), by_hand(url) as connection:
        connection.execute(text(statement))


def test_accounts_are_found_by_address_name_and_structure(ledger: Ledger) -> None:
    chief = attached(ledger, "chef@essai.example", R.GESTIONNAIRE_PRINCIPAL)
    ledger.accounts.create(new("zoe@autre.example", prenom="Zoé", nom="ÉTÉ"), NOW, "essai")
    assert [one.courriel for one in ledger.accounts.matching("été", 10)] == ["zoe@autre.example"]
    assert [one.courriel for one in ledger.accounts.matching("ÉTÉ zoé", 10)] == ["zoe@autre.example"]
    assert ledger.accounts.matching("200 053 849 00017", 10) == (chief,)
    assert ledger.accounts.matching("%", 10) == ()
    assert len(ledger.accounts.matching("", 10)) == 2
    assert len(ledger.accounts.matching("example", 1)) == 1


def test_requests_that_nobody_of_the_structure_can_answer(ledger: Ledger) -> None:
    asks = active(ledger, "camille@essai.example")
    for structure in (STRUCTURE, OTHER):
        ledger.rights.ask(asks.id, structure, "", NOW, Doer(compte_id=asks.id))
    chief = attached(ledger, "chef@essai.example", R.GESTIONNAIRE_PRINCIPAL)
    assert [one.rattachement.structure for one in ledger.rights.unanswerable()] == [OTHER]
    ledger.accounts.set_state(chief.id, EtatCompte.FERME, NOW, "essai")
    assert {one.rattachement.structure for one in ledger.rights.unanswerable()} == {STRUCTURE, OTHER}


def test_a_gestionnaire_ends_the_keys_of_who_it_answers_for(ledger: Ledger) -> None:
    chief = attached(ledger, "chef@essai.example", R.GESTIONNAIRE_PRINCIPAL)
    second = attached(ledger, "second@essai.example", R.GESTIONNAIRE_SECONDAIRE)
    user, stranger = attached(ledger, "camille@essai.example", R.UTILISATEUR), active(ledger, "autre@essai.example")
    for rank, owner in enumerate((chief, user, stranger)):
        doer = Doer(compte_id=owner.id, name=owner.name)
        ledger.api_keys.add(owner.id, f"d{rank}", f"nvt_{rank}", "clé", Droit.CONSULTATION, NOW + DAY, NOW, doer)
    keys = {key.compte.id: key.id for key in ledger.api_keys.of_structure(STRUCTURE)}
    assert keys.keys() == {chief.id, user.id}
    by = Doer(compte_id=second.id, name="Second")
    with pytest.raises(NotAllowed):
        ledger.api_keys.end_for(STRUCTURE, keys[chief.id], NOW, by)
    (theirs,) = ledger.api_keys.of_account(stranger.id)
    assert not ledger.api_keys.end_for(STRUCTURE, theirs.id, NOW, by)
    assert ledger.api_keys.end_for(STRUCTURE, keys[user.id], NOW, by)
    assert not ledger.api_keys.end_for(STRUCTURE, keys[user.id], NOW, by)
    assert ledger.api_keys.current("d1", NOW) is None
    assert ledger.api_keys.current("d2", NOW) is not None
    assert ledger.accounts.journal_of_structure(STRUCTURE)[0].entry is JournalEntry.CLE_API


def test_two_programs_that_register_one_address_at_once_make_one_account(url: str) -> None:
    """Processes of their own, which begin together: one makes the account, the other finds it."""
    Ledger.create(url).close()
    program = (
        "import sys; from datetime import timedelta; from ledger import Ledger;"
        "from tests.ledger.test_accounts import new, NOW, DAY;"
        f"ledger = Ledger.open({url!r}); print('ready', flush=True); sys.stdin.readline();"
        "made = [ledger.accounts.register(new(f'c{n}@essai.example'), f'{sys.argv[1]}-{n}', NOW + DAY, NOW, '')"
        " for n in range(8)]; print(sum(one is not None for one in made))"
    )
    command = [sys.executable, "-c", program]
    runs = [
        subprocess.Popen([*command, name], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("un", "deux")
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    made = [int(run.communicate(timeout=PATIENCE)[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sum(made) == 8
    assert len(Ledger.open(url).accounts.every()) == 8
