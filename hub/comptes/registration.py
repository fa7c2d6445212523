"""Somebody registers, confirms an address, forgets a password. Whether an address has an account is told to nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.compte import Compte, EtatCompte, LinkPurpose
from domain.text import Locale, Text
from hub.comptes import passwords, secrets, signing_in
from hub.comptes.messages import Letter
from ledger import Ledger
from ledger.accounts.registered import NewCompte, sought

CONFIRM_WITHIN = timedelta(days=3)
RESET_WITHIN = timedelta(hours=1)
LETTERS, LETTERS_WITHIN = 5, timedelta(hours=1)
"""Letters to one address in that time, whoever asks for them."""
TRIES, TRIES_WITHIN = 20, timedelta(hours=1)
"""Passwords that are tried with the links of one registration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """A letter, to whom, in which language."""

    courriel: str
    letter: Letter
    locale: Locale


def register(ledger: Ledger, new: NewCompte, password: str, base: str, now: datetime, address: str) -> ToSend:
    """Makes the account, unless its address has one; what to write to that address in either case.

    ``base``: the address of the portal. ``new`` has no hash yet.
    """
    link, hashed = secrets.new(), passwords.hashed(password)
    made = ledger.accounts.register(_with_hash(new, hashed), link.digest, now + CONFIRM_WITHIN, now, address)
    if made is not None:
        return ToSend(courriel=made.courriel, letter=_confirmation(base, link.value), locale=made.locale)
    again = ledger.accounts.register_again(_with_hash(new, hashed), link.digest, now + CONFIRM_WITHIN, now, address)
    if again is not None:
        return ToSend(courriel=again.courriel, letter=_confirmation(base, link.value), locale=new.locale)
    return ToSend(courriel=new.courriel, letter=_there_already(base), locale=new.locale)


def forgotten(ledger: Ledger, courriel: str, base: str, now: datetime) -> ToSend | None:
    """What to write to who forgot the password; ``None`` when nobody has this address, or its account is closed."""
    found = ledger.accounts.find(courriel)
    if found is None or found.compte.etat is EtatCompte.FERME:
        return None
    link = secrets.new()
    ledger.accounts.send_link(found.compte.id, LinkPurpose.REINITIALISATION, link.digest, now + RESET_WITHIN)
    return ToSend(courriel=found.compte.courriel, letter=_reset(base, link.value), locale=found.compte.locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPassword:
    """The link is good, the password is not that of the registration."""


def confirm(ledger: Ledger, link: str, password: str, now: datetime, address: str) -> Compte | WrongPassword | None:
    """The account whose address the link confirms, however often it is followed; ``None`` for a link that is none.

    The link says that the address is one's own, the password that the registration is: who registers somebody else's
    address with a password of his own gets nothing when its owner follows the link.
    """
    digest = secrets.digest_of(link)
    found = ledger.accounts.to_confirm(digest, now)
    if found is None:
        return None
    if ledger.sessions.tried(f"confirmation:{found.compte.id}", now, TRIES_WITHIN) > TRIES:
        return WrongPassword()
    if not passwords.is_right(found.mot_de_passe, password):
        return WrongPassword()
    return ledger.accounts.confirm(digest, found.mot_de_passe, now, address)


def reset(ledger: Ledger, link: str, password: str, now: datetime, address: str) -> Compte | None:
    """Changes the password by the link, once; ``None`` when it is none, or too old. An account that wrong passwords
    had stopped goes on at once: its owner is here.
    """
    digest = secrets.digest_of(link)
    if ledger.accounts.owner(digest, LinkPurpose.REINITIALISATION, now) is None:
        return None
    found = ledger.accounts.reset_password(digest, passwords.hashed(password), now, address)
    if found is not None:
        ledger.sessions.forget(signing_in.subject_of(found.courriel))
    return found


def may_write(ledger: Ledger, courriel: str, now: datetime) -> bool:
    """Whether one more letter may go to the address: nobody fills somebody else's mailbox. Counts it."""
    return ledger.sessions.tried(f"lettre:{sought(courriel)}", now, LETTERS_WITHIN) <= LETTERS


def _with_hash(new: NewCompte, hashed: str) -> NewCompte:
    return NewCompte(courriel=new.courriel, prenom=new.prenom, nom=new.nom, mot_de_passe=hashed, locale=new.locale)


def _confirmation(base: str, link: str) -> Letter:
    return Letter(
        subject=Text("Confirmez votre adresse", "Confirm your address"),
        words=Text(
            "Un compte a été demandé avec cette adresse. Pour l'ouvrir, suivez ce lien dans les trois jours :",
            "An account was asked for with this address. To open it, follow this link within three days:",
        ),
        link=f"{base}/confirmation?lien={link}",
        foot=_NOT_YOU,
    )


def _there_already(base: str) -> Letter:
    return Letter(
        subject=Text("Vous avez déjà un compte", "You already have an account"),
        words=Text(
            "Quelqu'un, vous sans doute, a demandé un compte avec cette adresse, qui en a déjà un. Si le mot de passe "
            "est perdu, choisissez-en un autre ici :",
            "Somebody, probably you, asked for an account with this address, which already has one. If the password is "
            "lost, choose another one here:",
        ),
        link=f"{base}/mot-de-passe",
        foot=_NOT_YOU,
    )


def _reset(base: str, link: str) -> Letter:
    return Letter(
        subject=Text("Choisissez un autre mot de passe", "Choose another password"),
        words=Text(
            "Un autre mot de passe a été demandé pour votre compte. Suivez ce lien dans l'heure :",
            "Another password was asked for your account. Follow this link within the hour:",
        ),
        link=f"{base}/mot-de-passe/nouveau?lien={link}",
        foot=_NOT_YOU,
    )


_NOT_YOU = Text(
    "Si ce n'est pas vous, ne faites rien : rien ne change.", "If this was not you, do nothing: nothing changes."
)
