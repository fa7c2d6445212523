"""Linking one's account to an identity of the provider, and ending that."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from ledger.accounts.identities import Demande
from portail.acces.asker import NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.identities import key_of
from portail.pages.openid import sent
from portail.render import to

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]


@router.post("/mon-compte/identites")
def link(who: Sender, request: Request) -> Response:
    """Who is connected goes to the provider, to connect that way too from then on."""
    return sent(who, request, Demande(after="/mon-compte", compte_id=who.compte.id))


@router.post("/mon-compte/identites/retirer")
def remove(who: Sender, identite: Given = "") -> Response:
    """The account connects by the identity no more, unless it would connect by nothing."""
    portail = who.portail
    mine = portail.ledger.identities.of_account(who.compte.id)
    found = next((each for each in mine if key_of(each) == identite), None)
    if found is None:
        raise NotFound
    has_password = portail.settings.portail.passwords and portail.ledger.accounts.by_id(who.compte.id).mot_de_passe
    if not has_password and len(mine) == 1:
        return to("/mon-compte?fait=derniere")
    portail.ledger.identities.unlink(who.compte.id, found.issuer, found.sub, portail.clock(), who.address, who.cookie)
    return to("/mon-compte?fait=retiree")
