"""Somebody goes to the provider and comes back: with a session, with an identity to be linked first, or refused."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.compte import Compte, EtatCompte, JournalEntry, Qualite
from domain.text import Locale, Text
from hub.comptes import secrets, signing_in
from hub.comptes.openid import request
from hub.comptes.openid.exchange import redeem
from hub.comptes.openid.id_token import ISSUER
from hub.comptes.openid.identity import Identified, identified
from hub.comptes.openid.known import KnownProvider
from hub.comptes.openid.refusals import refused
from hub.comptes.signing_in import Connected
from hub.settings.openid import OidcTable
from ledger import Ledger
from ledger.accounts.identities import Demande, Liaison
from ledger.accounts.registered import NewCompte

AWAY = timedelta(minutes=10)
"""How long somebody may be at the provider."""
LINK_WITHIN = timedelta(hours=1)
"""How long an identity waits to be linked."""
DENIED = "access_denied"
_WORD = re.compile(r"[a-z_]{1,40}")

UNEXPECTED = Text(
    "Ce retour n'est pas attendu : il a servi, date de plus de dix minutes, ou vient d'un autre navigateur.",
    "This return is not expected: it was used, is older than ten minutes, or is of another browser.",
)
GAVE_UP = Text(
    "Vous n'avez pas été identifié : la demande a été abandonnée chez le fournisseur d'identité.",
    "You were not identified: the request was given up at the identity provider.",
)
PROVIDER_SAYS = Text(
    "Le fournisseur d'identité n'a pas identifié : {error}.", "The identity provider did not identify: {error}."
)
CLOSED = Text("Ce compte est fermé.", "This account is closed.")
NO_ACCOUNT = Text(
    "Vous n'avez pas de compte ici, et ce portail n'en crée pas de lui-même : demandez-en un à l'organisme.",
    "You have no account here, and this portal makes none by itself: ask the body that runs it for one.",
)
TAKEN = Text("Cette identité est déjà celle d'un autre compte.", "This identity is already that of another account.")
OTHER_SESSION = Text(
    "Ce n'est plus la session qui a demandé à relier cette identité.",
    "This is not the session any more that asked to link this identity.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What a browser brought back from the provider, and who brings it."""

    state: str
    code: str
    error: str
    iss: str
    browser: str = field(repr=False)
    """The secret of its cookie."""
    address: str
    """Of the network."""
    locale: Locale
    compte_id: int | None
    """Who is connected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """A new session."""

    connected: Connected
    after: str
    """The page to go on to."""
    id_token: str = field(default="", repr=False)
    siret: str = ""
    """A structure to propose an attachment to; empty when the account has asked for one already, or runs Navette."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLink:
    """The address is that of an account: its owner says first that the identity is his."""

    waiting: str = field(repr=False)
    """The secret of a cookie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Who was connected connects by the identity too from now on."""


def begin(
    ledger: Ledger, known: KnownProvider, table: OidcTable, base: str, browser: str, demande: Demande, now: datetime
) -> str:
    """Where the browser goes. Raises as :meth:`hub.comptes.openid.known.KnownProvider.provider`."""
    provider = known.provider(table, now)
    state = secrets.new()
    ledger.identities.begin(state.digest, secrets.digest_of(browser), demande, now + AWAY, now)
    return request.address(provider, table, base, browser, state.value)


def come_back(
    ledger: Ledger, known: KnownProvider, table: OidcTable, base: str, came: Came, now: datetime
) -> Welcome | ToLink | Linked:
    """What becomes of who comes back.

    Raises :class:`domain.errors.NotIdentified` for who is not identified, or has no account; as
    :func:`hub.comptes.openid.exchange.redeem`.
    """
    demande = ledger.identities.use(secrets.digest_of(came.state), secrets.digest_of(came.browser), now)
    if demande is None:
        raise refused(UNEXPECTED)
    _is_answer(came, known.provider(table, now).names_itself, table)
    said = redeem(known, table, base, came.browser, came.state, came.code, now)
    who = identified(said, table)
    if demande.compte_id is not None:
        return _linked(ledger, demande.compte_id, who, came, now)
    compte = ledger.identities.find(who.issuer, who.sub) or _made(ledger, table, who, came, now)
    if compte is None:
        return _to_link(ledger, who, came, demande.after, now)
    _is_open(ledger, compte, came, now)
    needs_none = compte.qualite is Qualite.EXPLOITANT or ledger.rights.acces(compte.id).rattachements
    return Welcome(
        connected=signing_in.begin(ledger, compte, now, came.address, who.issuer),
        after=demande.after,
        id_token=said.id_token,
        siret="" if needs_none else who.siret,
    )


def way_out(known: KnownProvider, table: OidcTable, base: str, id_token: str, now: datetime) -> str:
    """Where somebody leaves the provider and comes back to the page of connection; empty when it offers none.

    ProConnect wants ``id_token_hint`` and ``state``; without the token, the client is named instead.
    """
    provider = known.provider(table, now)
    if not provider.end_session:
        return ""
    who = {"id_token_hint": id_token} if id_token else {"client_id": table.client_id}
    asked = {**who, "post_logout_redirect_uri": f"{base}/connexion", "state": secrets.new().value}
    return request.with_query(provider.end_session, asked)


def _is_answer(came: Came, names_itself: bool, table: OidcTable) -> None:
    """Raises :class:`domain.errors.NotIdentified` for the answer of another provider (RFC 9207), and for an error."""
    if came.iss != table.issuer and (came.iss or names_itself):
        raise refused(ISSUER)
    if came.error == DENIED:
        raise refused(GAVE_UP)
    if came.error or not came.code:
        raise refused(PROVIDER_SAYS.with_({"error": came.error if _WORD.fullmatch(came.error) else "-"}))


def _linked(ledger: Ledger, compte_id: int, who: Identified, came: Came, now: datetime) -> Linked:
    if came.compte_id != compte_id:
        raise refused(OTHER_SESSION)
    if not ledger.identities.link(compte_id, who.issuer, who.sub, now, came.address):
        raise refused(TAKEN)
    return Linked()


def _made(ledger: Ledger, table: OidcTable, who: Identified, came: Came, now: datetime) -> Compte | None:
    """A new account; ``None`` when there is one of this address."""
    if not who.courriel:
        raise refused(who.why_no_courriel)
    if ledger.accounts.find(who.courriel) is not None:
        return None
    if not table.create:
        raise refused(NO_ACCOUNT)
    new = NewCompte(
        courriel=who.courriel,
        prenom=who.prenom,
        nom=who.nom,
        mot_de_passe="",
        locale=came.locale,
        etat=EtatCompte.ACTIF,
    )
    return ledger.identities.create(new, who.issuer, who.sub, now, came.address)


def _to_link(ledger: Ledger, who: Identified, came: Came, after: str, now: datetime) -> ToLink:
    found = ledger.accounts.find(who.courriel)
    if found is None:
        raise refused(UNEXPECTED)
    if found.compte.etat is EtatCompte.FERME:
        _is_open(ledger, found.compte, came, now)
    waiting = secrets.new()
    liaison = Liaison(compte_id=found.compte.id, issuer=who.issuer, sub=who.sub, after=after)
    ledger.identities.wait(waiting.digest, liaison, now + LINK_WITHIN, now)
    return ToLink(waiting=waiting.value)


def _is_open(ledger: Ledger, compte: Compte, came: Came, now: datetime) -> None:
    if compte.etat is not EtatCompte.ACTIF:
        ledger.accounts.note(JournalEntry.REFUS, now, compte.id, came.address)
        raise refused(CLOSED)
