"""Which program asks: the key in its header, with the rights of its account and none beyond its own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request

from domain.compte import ApiKey
from domain.espace import Espace
from domain.habilitation import Acces
from domain.perimetre import Perimetre
from domain.text import Locale
from hub.comptes import secrets
from portail.acces.asker import portail_of
from portail.context import Portail

WINDOW, MOST = timedelta(minutes=1), 600
"""Calls of one key in that time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that is connected."""

    portail: Portail
    key: ApiKey
    acces: Acces

    @property
    def locale(self) -> Locale:
        """Of the sentences; codes and keys are the same in each."""
        return self.key.compte.locale

    def perimetre(self, espace: Espace | None) -> Perimetre:
        """What it may see, in one espace or in all of them."""
        mine = self.acces.perimetre()
        return mine if espace is None else mine.only(espace)


def program(request: Request, authorization: Annotated[str, Header(max_length=500)] = "") -> Program:
    """Who asks. Answers 401 when the key is none, 403 when its account may connect no programs, 429 when it asks too
    often.
    """
    portail = portail_of(request)
    kind, _, secret = authorization.partition(" ")
    key = None
    if kind.lower() == "bearer" and secret.startswith(secrets.KEY):
        key = portail.ledger.api_keys.current(secrets.digest_of(secret.strip()), portail.clock())
    if key is None:
        raise HTTPException(401, "no key, or one that is not valid", headers={"WWW-Authenticate": "Bearer"})
    return as_program(portail, key)


def as_program(portail: Portail, key: ApiKey) -> Program:
    """Who asks with this key. Answers 403 and 429 as :func:`program` does."""
    if portail.ledger.sessions.tried(f"cle:{key.id}", portail.clock(), WINDOW) > MOST:
        raise HTTPException(429, "too many calls", headers={"Retry-After": str(int(WINDOW.total_seconds()))})
    acces = portail.ledger.rights.acces(key.compte.id).at_most(key.droit)
    if not acces.may_somewhere(Espace.RACCORDEMENTS):
        raise HTTPException(403, "the account of this key may not connect programs any more")
    return Program(portail=portail, key=key, acces=acces)


def still(who: Program) -> Program:
    """The same program with the rights of now, after a file that may have taken long to arrive. Answers 401 and 403 as
    :func:`program` does.
    """
    key = who.portail.ledger.api_keys.still(who.key.id, who.portail.clock())
    if key is None:
        raise HTTPException(401, "the key has ended", headers={"WWW-Authenticate": "Bearer"})
    return as_program(who.portail, key)


AnyProgram = Annotated[Program, Depends(program)]
