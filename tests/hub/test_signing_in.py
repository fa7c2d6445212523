"""Who connects by a password: the holder of an active account alone, and after some wrong ones nobody for a while."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.compte import Compte, EtatCompte
from hub.comptes import passwords
from hub.comptes.signing_in import MOST_OF_ACCOUNT, MOST_OF_ADDRESS, WINDOW, Connected, Refusal, failed, sign_in
from ledger import Ledger
from ledger.accounts.registered import NewCompte

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
RIGHT, WRONG = "Facture-de-travaux-2026", "facture-de-travaux-2026"
AGENT, HERE = "agent@exemple.fr", "192.0.2.1"
HASHED = passwords.hashed(RIGHT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.create(f"sqlite:///{tmp_path}/navette.db")
    yield ledger
    ledger.close()


def account(ledger: Ledger, courriel: str = AGENT, etat: EtatCompte = EtatCompte.ACTIF) -> Compte:
    new = NewCompte(courriel=courriel, prenom="", nom="Agent", mot_de_passe=HASHED, etat=etat)
    made = ledger.accounts.create(new, NOW, "test")
    assert made is not None
    return made


@pytest.mark.parametrize("etat", list(EtatCompte))
@pytest.mark.parametrize("password", [RIGHT, WRONG, ""])
def test_an_active_account_and_its_password(ledger: Ledger, etat: EtatCompte, password: str) -> None:
    compte = account(ledger, etat=etat)
    answer = sign_in(ledger, f" {AGENT.upper()} ", password, NOW, HERE)
    if etat is EtatCompte.ACTIF and password == RIGHT:
        assert isinstance(answer, Connected)
        assert answer.compte.id == compte.id
        assert answer.cookie
    else:
        assert answer == Refusal()


def test_nobody_connects_by_an_address_without_an_account(ledger: Ledger) -> None:
    account(ledger)
    assert sign_in(ledger, "autre@exemple.fr", RIGHT, NOW, HERE) == Refusal()


def test_an_account_without_a_password_is_nobodys(ledger: Ledger) -> None:
    new = NewCompte(courriel=AGENT, prenom="", nom="Agent", mot_de_passe="", etat=EtatCompte.ACTIF)
    assert ledger.accounts.create(new, NOW, "test")
    assert sign_in(ledger, AGENT, "", NOW, HERE) == Refusal()


@pytest.mark.parametrize("wrong", [MOST_OF_ACCOUNT - 1, MOST_OF_ACCOUNT])
def test_after_the_most_wrong_ones_the_right_one_waits_too(ledger: Ledger, wrong: int) -> None:
    account(ledger)
    for rank in range(wrong):
        assert sign_in(ledger, AGENT, WRONG, NOW, f"192.0.2.{rank}") == Refusal()
    answer = sign_in(ledger, AGENT, RIGHT, NOW, HERE)
    if wrong < MOST_OF_ACCOUNT:
        assert isinstance(answer, Connected)
    else:
        assert isinstance(answer, Refusal)
        assert timedelta(0) < answer.wait <= WINDOW
        assert isinstance(sign_in(ledger, AGENT, RIGHT, NOW + WINDOW, HERE), Connected)


@pytest.mark.parametrize("wrong", [MOST_OF_ADDRESS - 1, MOST_OF_ADDRESS])
def test_a_network_address_that_failed_too_often_waits_alone(ledger: Ledger, wrong: int) -> None:
    account(ledger)
    for _ in range(wrong):
        failed(ledger, HERE, NOW)
    answer = sign_in(ledger, AGENT, RIGHT, NOW, HERE)
    assert isinstance(answer, Connected) is (wrong < MOST_OF_ADDRESS)
    assert isinstance(sign_in(ledger, AGENT, RIGHT, NOW, "192.0.2.2"), Connected)


def test_who_connects_is_forgotten_what_he_mistyped(ledger: Ledger) -> None:
    account(ledger)
    for _ in range(2):
        for _ in range(MOST_OF_ACCOUNT - 1):
            assert sign_in(ledger, AGENT, WRONG, NOW, "192.0.2.3") == Refusal()
        assert isinstance(sign_in(ledger, AGENT, RIGHT, NOW, HERE), Connected)
