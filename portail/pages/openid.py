"""Connecting by a provider of identities: going there, coming back, linking an identity to an account, leaving."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Request, Response

from domain.errors import NavetteError, Unavailable
from domain.text import Text
from exporters.html.shown import outside
from hub.comptes import secrets, signing_in
from hub.comptes.openid import linking, sign_in
from hub.comptes.openid.request import BACK
from hub.comptes.openid.sign_in import Came, Linked, ToLink, Welcome
from hub.comptes.signing_in import Refusal
from hub.settings.openid import OidcTable
from ledger.accounts.identities import Demande
from portail.acces import openid_cookies as cookies
from portail.acces.asker import AnyVisitor, Member, NotFound, Visitor, own_path, with_session
from portail.acces.caller_first import CallerFirst
from portail.credentials import PASSWORD, hidden
from portail.forms import Field, FormView
from portail.letters import send
from portail.pages.session import TOO_OFTEN, minutes, sign_in_form, too_often
from portail.render import Notice, page, to
from portail.views import FormPage, Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
MOST = 600
"""How many of one network address go to the provider in :data:`hub.comptes.signing_in.WINDOW`: an office has one."""
LINK_PAGE = "/connexion/openid/liaison"


@router.get("/connexion/openid")
def go(who: AnyVisitor, request: Request, next: str = "/") -> Response:
    """To the provider; who is connected goes on."""
    after = own_path(next)
    if isinstance(who, Member):
        return to(after)
    return sent(who, request, Demande(after=after, compte_id=None))


@router.get(BACK)
def come_back(
    who: AnyVisitor, request: Request, state: str = "", code: str = "", error: str = "", iss: str = ""
) -> Response:
    """From the provider: connected, asked whose account it is, or told why not."""
    portail, table, now = who.portail, _table(who), who.portail.clock()
    if wait := signing_in.stopped(portail.ledger, who.address, now):
        return too_often(who, wait)
    came = Came(
        state=state,
        code=code,
        error=error,
        iss=iss,
        browser=cookies.read(request, cookies.BROWSER, portail),
        address=who.address,
        locale=who.locale,
        compte_id=who.compte.id if isinstance(who, Member) else None,
    )
    try:
        found = sign_in.come_back(portail.ledger, portail.provider, table, who.base, came, now)
    except NavetteError as fault:
        return _refused(who, fault, is_failure=error != sign_in.DENIED)
    if isinstance(found, Linked):
        return to("/mon-compte?fait=identite")
    if isinstance(found, ToLink):
        return cookies.put(to(LINK_PAGE), cookies.WAITING, found.waiting, portail)
    return _welcomed(who, found)


@router.get(LINK_PAGE)
def link_page(who: AnyVisitor, request: Request) -> Response:
    """Whose account it is: the password, or a letter."""
    return _link(who, request)


@router.post(LINK_PAGE)
def link_by_password(who: AnyVisitor, request: Request, mot_de_passe: Given = "") -> Response:
    """Links the identity to the account whose password this is."""
    portail = who.portail
    if not _table(who).passwords:
        raise NotFound
    waiting = cookies.read(request, cookies.WAITING, portail)
    found = linking.by_password(portail.ledger, waiting, mot_de_passe, portail.clock(), who.address)
    if isinstance(found, Refusal):
        words = TOO_OFTEN.with_({"minutes": minutes(found.wait)}) if found.wait else NOT_THIS
        return _link(who, request, Notice(words=words, tone="bad"), 429 if found.wait else 401)
    return _over(who) if found is None else _welcomed(who, found)


@router.post(f"{LINK_PAGE}/lettre")
def ask_letter(who: AnyVisitor, request: Request, tasks: BackgroundTasks) -> Response:
    """Writes to the address of the account."""
    portail, table = who.portail, _table(who)
    waiting = cookies.read(request, cookies.WAITING, portail)
    to_send = linking.letter(portail.ledger, waiting, table.label, who.base, portail.clock())
    if to_send is None:
        return _over(who)
    tasks.add_task(send, portail, to_send)
    view = FormPage(heading=LINK, lines=(SENT.with_({"courriel": to_send.courriel}),))
    return page(who, "formulaire", view, title=LINK)


@router.get(linking.LETTER)
def letter_page(who: AnyVisitor, lien: str = "") -> Response:
    """One button: programs that look at links in mails follow them, and must link nothing."""
    _table(who)
    form = FormView(action=linking.LETTER, fields=(hidden("lien", lien),), button=LINK)
    return page(who, "formulaire", FormPage(heading=LINK, lines=(ONLY_YOU,), form=form), title=LINK)


@router.post(linking.LETTER)
def link_by_letter(who: AnyVisitor, request: Request, lien: Given = "") -> Response:
    """Links the identity that waits in this browser to the account that the letter was sent to."""
    portail = who.portail
    _table(who)
    waiting = cookies.read(request, cookies.WAITING, portail)
    found = linking.by_letter(portail.ledger, waiting, lien, portail.clock(), who.address)
    return _over(who) if found is None else _welcomed(who, found)


@router.get("/deconnexion/fournisseur")
def leave_provider(who: AnyVisitor, request: Request) -> Response:
    """Who left the portal leaves the provider too (OpenID Connect RP-Initiated Logout 1.0), where it offers that."""
    portail, table = who.portail, _table(who)
    try:
        url = sign_in.way_out(
            portail.provider, table, who.base, cookies.read(request, cookies.HINT, portail), portail.clock()
        )
    except NavetteError:
        url = ""
    if not url:
        return cookies.drop(to("/connexion"), cookies.HINT, portail)
    return cookies.drop(_onward(who, url, LEAVING.with_({"label": table.label})), cookies.HINT, portail)


# --- helpers ------------------------------------------------------------------------------------------------------


def _table(who: Visitor) -> OidcTable:
    """Raises :class:`portail.acces.asker.NotFound` when the settings name no provider."""
    if (table := who.portail.settings.portail.oidc) is None:
        raise NotFound
    return table


def sent(who: Visitor, request: Request, demande: Demande) -> Response:
    """To the provider, with a cookie that only this browser has."""
    portail, now, table = who.portail, who.portail.clock(), _table(who)
    if portail.ledger.sessions.tried(f"openid:{who.address}", now, signing_in.WINDOW) > MOST:
        return too_often(who, signing_in.WINDOW)
    browser = cookies.read(request, cookies.BROWSER, portail) or secrets.new().value
    try:
        url = sign_in.begin(portail.ledger, portail.provider, table, who.base, browser, demande, now)
    except NavetteError as fault:
        return _refused(who, fault, demande.after, is_failure=False)
    is_form = demande.compte_id is not None
    answer = _onward(who, url, GOING.with_({"label": table.label})) if is_form else to(url)
    return cookies.put(answer, cookies.BROWSER, browser, portail)


def _onward(who: Visitor, url: str, words: Text) -> Response:
    """A page that leads on at once: the policy of pages lets no form lead elsewhere, nor what it is answered with."""
    view = FormPage(heading=words, links=(Link(href=url, label=GO_ON),))
    answer = page(who, "formulaire", view, title=words)
    answer.headers["Refresh"] = f"0; url={url}"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _welcomed(who: Visitor, found: Welcome) -> Response:
    """The session; the one that there was ends."""
    portail = who.portail
    if isinstance(who, Member):
        portail.ledger.sessions.end(who.cookie, portail.clock(), who.address)
    ask = f"/mon-compte/rattachement?identifiant={found.siret}&dit=1"
    answer = with_session(to(ask if found.siret else own_path(found.after)), portail, found.connected.cookie)
    for name in (cookies.BROWSER, cookies.WAITING):
        cookies.drop(answer, name, portail)
    return cookies.put(answer, cookies.HINT, found.id_token, portail)


def _refused(who: Visitor, fault: NavetteError, after: str = "/", *, is_failure: bool) -> Response:
    """The page of connection with why: who has a password goes on with it."""
    portail, is_silent = who.portail, isinstance(fault, Unavailable)
    portail.console(f"navette portail : {fault}")
    if is_failure and not is_silent:
        signing_in.failed(portail.ledger, who.address, portail.clock())
    notice = Notice(words=fault.text, tone="bad")
    if isinstance(who, Member):
        view = FormPage(heading=NOT_LINKED, links=(Link(href="/mon-compte", label=BACK_TO_ACCOUNT),))
        return page(who, "formulaire", view, title=NOT_LINKED, notice=notice, status=503 if is_silent else 403)
    return sign_in_form(who, after, notice=notice, status=503 if is_silent else 403)


def _link(who: Visitor, request: Request, notice: Notice | None = None, status: int = 200) -> Response:
    portail, table = who.portail, _table(who)
    waiting = cookies.read(request, cookies.WAITING, portail)
    compte = linking.whose(portail.ledger, waiting, portail.clock())
    if compte is None:
        return _over(who)
    password = Field(
        name="mot_de_passe", label=PASSWORD, kind="password", required=True, autocomplete="current-password"
    )
    view = FormPage(
        heading=LINK,
        lines=(WHOSE.with_({"label": table.label}), outside(compte.courriel), PROVE if table.passwords else BY_LETTER),
        form=FormView(action=LINK_PAGE, fields=(password,), button=LINK) if table.passwords else None,
        other=FormView(action=f"{LINK_PAGE}/lettre", fields=(), button=RECEIVE),
    )
    return page(who, "formulaire", view, title=LINK, notice=notice, status=status)


def _over(who: Visitor) -> Response:
    return sign_in_form(who, "/", notice=Notice(words=OVER, tone="bad"), status=400)


# --- words --------------------------------------------------------------------------------------------------------

NOT_THIS = Text(
    "Ce n'est pas le mot de passe de ce compte, ou le compte n'est pas confirmé : recevez un lien.",
    "This is not the password of that account, or the account is not confirmed: receive a link.",
)
LINK = Text("Relier à mon compte", "Link to my account")
GO_ON = Text("Continuer", "Go on")
GOING = Text("Vers {label}", "To {label}")
LEAVING = Text("Déconnexion de {label}", "Signing out of {label}")
WHOSE = Text(
    "Vous avez été identifié par {label} avec une adresse qui a déjà un compte ici :",
    "You were identified by {label} with an address that has an account here already:",
)
PROVE = Text(
    "Pour vous y connecter ainsi, donnez une fois le mot de passe de ce compte, ou recevez un lien à cette adresse.",
    "To connect to it that way, give the password of that account once, or receive a link at that address.",
)
BY_LETTER = Text(
    "Pour vous y connecter ainsi, recevez une fois un lien à cette adresse.",
    "To connect to it that way, receive a link at that address once.",
)
RECEIVE = Text("Recevoir un lien", "Receive a link")
SENT = Text(
    "Un message vient d'être envoyé à {courriel}. Suivez le lien qu'il contient dans l'heure, dans ce navigateur.",
    "A message was just sent to {courriel}. Follow the link in it within the hour, in this browser.",
)
ONLY_YOU = Text(
    "Reliez-le seulement si vous venez de vous identifier dans ce navigateur.",
    "Link it only if you have just been identified in this browser.",
)
OVER = Text(
    "Rien n'est relié : cette demande est terminée, trop ancienne, ou d'un autre navigateur. Recommencez.",
    "Nothing is linked: this request is over, too old, or of another browser. Begin again.",
)
NOT_LINKED = Text("L'identité n'est pas reliée", "The identity is not linked")
BACK_TO_ACCOUNT = Text("Revenir à mon compte", "Back to my account")
