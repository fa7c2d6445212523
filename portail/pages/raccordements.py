"""The keys by which programs connect in one's name: made, shown once, ended."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Response

from domain.compte import ApiKey
from domain.espace import DROIT_LABELS, ESPACE_LABELS, Droit, Espace
from domain.paris_time import day_text, moment_text, paris_day
from domain.text import Text
from exporters.html.shown import Attribute, Outside, outside
from hub.comptes import secrets
from portail.acces.asker import AnyMember, Member, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.forms import Field, FormView, select, tidy
from portail.render import Notice, page, to

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
BASE = f"/{Espace.RACCORDEMENTS.value}"
DAYS = (30, 90, 365)
"""How long a key may live."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key; its secret is nowhere."""

    name: Outside
    prefix: str
    droit: Text
    since: Text
    until: Text
    action: str
    """Where it is ended; empty when it ended."""
    ended: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysView:
    """The page of the keys."""

    keys: tuple[KeyRow, ...]
    secret: Outside
    """A new key, shown this once; else empty."""
    form: FormView | None
    heading: Text = ESPACE_LABELS[Espace.RACCORDEMENTS]
    lead: Text = Text(
        "Un programme se connecte à l'API (/api/v1, décrite dans /api/v1/openapi.json) avec une clé, dans l'en-tête "
        "« Authorization: Bearer ». Elle a vos droits, jamais plus.",
        "A program connects to the API (/api/v1, described in /api/v1/openapi.json) with a key, in the header "
        "“Authorization: Bearer”. It has your rights, never more.",
    )
    copy_it: Text = Text(
        "Copiez cette clé maintenant : elle ne sera plus montrée.", "Copy this key now: it is not shown again."
    )
    make: Text = Text("Créer une clé", "Make a key")
    none: Text = Text("Aucune clé.", "No key.")
    name: Text = Text("Nom", "Name")
    right: Text = Text("Droit", "Right")
    since: Text = Text("Créée le", "Made on")
    until: Text = Text("Jusqu'au", "Until")
    action_label: Text = Text("Action", "Action")
    end: Text = Text("Révoquer", "Revoke")


@router.get(BASE)
def keys(who: AnyMember) -> Response:
    """The keys of the account."""
    return _keys(who)


@router.post(BASE)
def make(who: Sender, nom: Given = "", droit: Given = "", jours: Given = "") -> Response:
    """Makes a key, and shows it once: the answer is the page itself, so that its secret is in no address."""
    if not who.acces.may_somewhere(Espace.RACCORDEMENTS, Droit.MODIFICATION):
        raise NotFound
    named, days = tidy(nom, 80), int(jours) if jours in {str(each) for each in DAYS} else DAYS[0]
    if not named:
        return _keys(who, notice=Notice(words=NAME_IT, tone="bad"), status=400)
    chosen = Droit(droit) if droit in {each.value for each in Droit} else Droit.CONSULTATION
    secret = f"{secrets.KEY}{secrets.new().value}"
    now = who.portail.clock()
    who.portail.ledger.api_keys.add(
        who.compte.id,
        secrets.digest_of(secret),
        secret[: len(secrets.KEY) + 6],
        named,
        chosen,
        now + timedelta(days=days),
        now,
        who.doer,
    )
    return _keys(who, secret=secret)


@router.post(BASE + "/{key_id:rang}/revoquer")
def end(who: Sender, key_id: int) -> Response:
    """Ends a key of the account; one that ended stays so."""
    if key_id not in {each.id for each in who.portail.ledger.api_keys.of_account(who.compte.id)}:
        raise NotFound
    who.portail.ledger.api_keys.end(who.compte.id, key_id, who.portail.clock(), who.doer)
    return to(BASE)


def _keys(who: Member, secret: str = "", notice: Notice | None = None, status: int = 200) -> Response:
    if not who.opens(Espace.RACCORDEMENTS):
        raise NotFound
    found = who.portail.ledger.api_keys.of_account(who.compte.id)
    may = who.acces.may_somewhere(Espace.RACCORDEMENTS, Droit.MODIFICATION)
    view = KeysView(
        keys=tuple(_row(who, each) for each in found), secret=outside(secret), form=_form() if may else None
    )
    return page(who, "raccordements", view, title=view.heading, notice=notice, status=status)


def _row(who: Member, key: ApiKey) -> KeyRow:
    alive = key.ended_at is None and key.until > who.portail.clock()
    return KeyRow(
        name=outside(key.name),
        prefix=f"{key.prefix}…",
        droit=DROIT_LABELS[key.droit],
        since=moment_text(key.created_at),
        until=day_text(paris_day(key.until)),
        action=f"{BASE}/{key.id}/revoquer" if alive else "",
        ended=ENDED,
    )


def _form() -> FormView:
    fields = (
        Field(name="nom", label=NAME, hint=NAME_HINT, required=True, value=Attribute(""), longest="80"),
        select("droit", RIGHT, [(each.value, DROIT_LABELS[each]) for each in Droit], Droit.CONSULTATION.value),
        select("jours", FOR, [(str(each), Text(f"{each} jours", f"{each} days")) for each in DAYS], str(DAYS[1])),
    )
    return FormView(action=BASE, fields=fields, button=MAKE)


MAKE = Text("Créer la clé", "Make the key")
NAME = Text("Nom", "Name")
NAME_HINT = Text("Le programme qui s'en sert.", "The program that uses it.")
RIGHT = Text("Droit au plus", "Right at most")
FOR = Text("Pendant", "For")
ENDED = Text("Révoquée ou périmée", "Revoked or out of date")
NAME_IT = Text("Donnez-lui un nom : celui du programme qui s'en sert.", "Give it a name: that of the program.")
