"""Connecting by address and password: wrong ones are counted for the account and for the network address, and after
some none is looked at for a while. What is answered does not tell whether an address has an account.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.compte import Compte, EtatCompte, JournalEntry
from hub.comptes import passwords, secrets
from ledger import Ledger
from ledger.accounts.registered import sought

WINDOW = timedelta(minutes=15)
MOST_OF_ACCOUNT = 8
"""Wrong passwords of one account in that time."""
MOST_OF_ADDRESS = 40
"""Wrong passwords from one network address: an office has one for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """A new session."""

    compte: Compte
    cookie: str
    """The secret of its cookie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Nobody is connected."""

    wait: timedelta = timedelta(0)
    """How long no password is looked at; zero: this one was wrong."""


def sign_in(ledger: Ledger, courriel: str, password: str, now: datetime, address: str) -> Connected | Refusal:
    """Begins a session, or says why not; an account that is not confirmed, or closed, is refused as a wrong password
    is.
    """
    found = prove(ledger, courriel, password, now, address)
    return found if isinstance(found, Refusal) else begin(ledger, found, now, address)


def prove(ledger: Ledger, courriel: str, password: str, now: datetime, address: str) -> Compte | Refusal:
    """The active account whose password this is. A try is counted before its password is looked at: many at once are no
    way round the count.
    """
    of_account = subject_of(courriel)
    if wait := _wait(ledger, of_account, MOST_OF_ACCOUNT, now) or stopped(ledger, address, now):
        return Refusal(wait=wait)
    tries = ledger.sessions.tried(of_account, now, WINDOW)
    if tries > MOST_OF_ACCOUNT:
        return Refusal(wait=WINDOW)
    found = ledger.accounts.find(courriel)
    right = passwords.is_right(found.mot_de_passe if found else "", password)
    if found is None or not right or found.compte.etat is not EtatCompte.ACTIF:
        failed(ledger, address, now)
        if found is not None:
            entry = JournalEntry.BLOCAGE if tries == MOST_OF_ACCOUNT else JournalEntry.ECHEC
            ledger.accounts.note(entry, now, found.compte.id, address)
        return Refusal()
    ledger.sessions.forget(of_account)
    if passwords.is_outdated(found.mot_de_passe):
        ledger.accounts.rehash(found.compte.id, passwords.hashed(password))
    return found.compte


def stopped(ledger: Ledger, address: str, now: datetime) -> timedelta:
    """How long nobody connects from the network address; zero: somebody may."""
    return _wait(ledger, f"adresse:{address}", MOST_OF_ADDRESS, now)


def failed(ledger: Ledger, address: str, now: datetime) -> None:
    """Counts one that failed to connect from the network address."""
    ledger.sessions.tried(f"adresse:{address}", now, WINDOW)


def subject_of(courriel: str) -> str:
    """Under what the tries of an account are counted."""
    return f"compte:{sought(courriel)}"


def begin(ledger: Ledger, compte: Compte, now: datetime, address: str, detail: str = "") -> Connected:
    """A new session of the account: whoever connects gets another cookie than he had. ``detail``: by what, for the
    journal, when it is no password.
    """
    cookie = secrets.new()
    ledger.sessions.begin(compte.id, cookie.digest, secrets.new().value, address, now, detail=detail)
    return Connected(compte=compte, cookie=cookie.value)


def _wait(ledger: Ledger, subject: str, most: int, now: datetime) -> timedelta:
    tries, since = ledger.sessions.tries(subject, now, WINDOW)
    return max(since + WINDOW - now, timedelta(seconds=1)) if since is not None and tries >= most else timedelta(0)
