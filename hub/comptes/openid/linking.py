"""The owner of an account says that an identity with its address is his: by the account's password, or by a letter.

An address that a provider holds to be verified connects to no account by itself: who ruled a provider, or an address
that changed hands there, would rule every account of the same address here (ADR 33).
"""

from datetime import datetime

from domain.compte import Compte, LinkPurpose
from domain.text import Text
from hub.comptes import secrets, signing_in
from hub.comptes.messages import Letter
from hub.comptes.openid.sign_in import LINK_WITHIN, Welcome
from hub.comptes.registration import ToSend
from hub.comptes.signing_in import Refusal
from ledger import Ledger

LETTER = "/connexion/openid/lien"
"""The page of the letter's link."""


def whose(ledger: Ledger, waiting: str, now: datetime) -> Compte | None:
    """The account that an identity waits for; ``None`` when nothing waits any more. ``waiting``: the secret."""
    found = ledger.identities.waiting(secrets.digest_of(waiting), now)
    return None if found is None else ledger.accounts.by_id(found.compte_id).compte


def by_password(ledger: Ledger, waiting: str, password: str, now: datetime, address: str) -> Welcome | Refusal | None:
    """A session, and the identity is the account's from now on; why not; ``None`` when nothing waits any more."""
    digest = secrets.digest_of(waiting)
    found = ledger.identities.waiting(digest, now)
    if found is None:
        return None
    courriel = ledger.accounts.by_id(found.compte_id).compte.courriel
    compte = signing_in.prove(ledger, courriel, password, now, address)
    if isinstance(compte, Refusal):
        return compte
    if not ledger.identities.link(compte.id, found.issuer, found.sub, now, address, digest):
        return None
    return Welcome(connected=signing_in.begin(ledger, compte, now, address, found.issuer), after=found.after)


def letter(ledger: Ledger, waiting: str, label: str, base: str, now: datetime) -> ToSend | None:
    """What to write to the account's address; ``None`` when nothing waits any more. ``base``: that of the portal."""
    found = ledger.identities.waiting(secrets.digest_of(waiting), now)
    if found is None:
        return None
    link, compte = secrets.new(), ledger.accounts.by_id(found.compte_id).compte
    ledger.accounts.send_link(compte.id, LinkPurpose.LIAISON, link.digest, now + LINK_WITHIN)
    return ToSend(
        courriel=compte.courriel, letter=_letter(label, f"{base}{LETTER}?lien={link.value}"), locale=compte.locale
    )


def by_letter(ledger: Ledger, waiting: str, link: str, now: datetime, address: str) -> Welcome | None:
    """The same as :func:`by_password`, by the link of the letter, in the browser that asked for it."""
    digest = secrets.digest_of(waiting)
    found = ledger.identities.waiting(digest, now)
    compte = ledger.identities.link_by_letter(digest, secrets.digest_of(link), now, address)
    if found is None or compte is None:
        return None
    return Welcome(connected=signing_in.begin(ledger, compte, now, address, found.issuer), after=found.after)


def _letter(label: str, link: str) -> Letter:
    return Letter(
        subject=Text("Reliez votre compte", "Link your account"),
        words=Text(
            f"Quelqu'un, vous sans doute, s'est identifié par {label} et demande à se connecter ainsi à votre compte. "
            "Suivez ce lien dans l'heure, dans le même navigateur :",
            f"Somebody, probably you, was identified by {label} and asks to connect to your account that way. Follow "
            "this link within the hour, in the same browser:",
        ),
        link=link,
        foot=Text(
            "Si ce n'est pas vous, ne faites rien : rien ne change.",
            "If this was not you, do nothing: nothing changes.",
        ),
    )
