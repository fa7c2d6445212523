"""A portal after one night, and browsers without a screen that ask it for pages."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from domain.brouillon import EtatBrouillon
from domain.compte import Compte, EtatCompte, Qualite
from domain.deposit import Effect
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from domain.text import Text
from hub.comptes import secrets
from hub.runtime.station import open_station
from ledger.accounts.registered import NewCompte
from ledger.accounts.rights import Doer
from portail.acces.asker import cookie_name
from portail.app import create_app
from portail.context import Portail
from samples.make import cases
from tests.hub import doutes, inline
from tests.hub.world import ALONE, DROP, FOLDERS, World, lay_out

BASE = "http://localhost"
PASSWORD = "une phrase de passe 42"
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
DROPPED = ("ubl-facture.xml", "facturx-basic.pdf", "cii-avoir.xml", "ubl-pieces-jointes.xml", "ttc-faux.xml")
WORKS = "cha-2026-01_a4_projet-decompte-mensuel.xml"
OPERATOR = Doer(name="essai")


@dataclass(kw_only=True)
class Site:
    """The portal of a world, at a moment that a test moves."""

    world: World
    portail: Portail
    letters: list[str]
    moment: list[datetime]
    hashes: dict[str, str] = field(default_factory=dict)
    _app: FastAPI | None = None

    @classmethod
    def of(cls, world: World) -> "Site":
        letters: list[str] = []
        moment = [datetime.now(UTC)]
        station = replace(open_station(world.config, pool=False), clock=lambda: moment[0])
        portail = Portail(station=station, console=letters.append, clock=lambda: moment[0])
        return cls(world=world, portail=portail, letters=letters, moment=moment)

    def later(self, **time: float) -> None:
        self.moment[0] += timedelta(**time)

    def browser(self) -> "Browser":
        if self._app is None or self._app.state.portail is not self.portail:
            self._app = create_app(self.portail)
        return Browser(TestClient(self._app, base_url=BASE, follow_redirects=False), self)

    def account(self, courriel: str = "camille@essai.example", qualite: Qualite = Qualite.UTILISATEUR) -> Compte:
        new = NewCompte(
            courriel=courriel,
            prenom=courriel.partition("@")[0].capitalize(),
            nom="Essai",
            mot_de_passe=_HASH,
            etat=EtatCompte.ACTIF,
            qualite=qualite,
        )
        made = self.portail.ledger.accounts.create(new, self.moment[0], "essai")
        assert made is not None
        return made

    def attach(self, compte: Compte, structure: str, role: RoleRattachement = RoleRattachement.UTILISATEUR) -> None:
        self.portail.ledger.rights.attach(compte.id, structure, role, EtatRattachement.ACTIF, self.moment[0], OPERATOR)

    def grant(
        self,
        compte: Compte,
        espace: Espace,
        structure: str,
        service: str | None = None,
        droit: Droit | None = Droit.CONSULTATION,
    ) -> None:
        right = Habilitation(structure=structure, service=service, espace=espace, droit=Droit.CONSULTATION)
        self.portail.ledger.rights.grant(compte.id, right, droit, self.moment[0], OPERATOR)

    def drafts_of(self, content: bytes) -> list[EtatBrouillon | None]:
        """What the bytes of a file of the portal are kept for."""
        digest = sha256(content).hexdigest()
        location = f"files/{digest[:2]}/{digest}"
        assert self.portail.store.get(location) == content
        return [one.draft for one in self.portail.ledger.retention.references([location]).get(location, ())]

    def entered(self, compte: Compte) -> "Browser":
        """Connected, without the time that a password takes."""
        browser, cookie = self.browser(), secrets.new()
        self.portail.ledger.sessions.begin(compte.id, cookie.digest, secrets.new().value, "", self.moment[0])
        browser.client.cookies.set(cookie_name(self.portail), cookie.value)
        return browser

    def connected(self, courriel: str = "camille@essai.example") -> "Browser":
        browser = self.browser()
        browser.sign_in(courriel)
        return browser


@dataclass
class Browser:
    """One cookie jar."""

    client: TestClient
    site: Site

    def get(self, path: str) -> Response:
        return self.client.get(path, headers={"sec-fetch-site": "same-origin"})

    def post(self, path: str, follow: bool = True, **fields: str) -> Response:
        """Sends a form as its page does, with the token of the session."""
        sent = {"csrf": self.token(), **fields}
        answer = self.client.post(path, data=sent, headers={"origin": BASE, "sec-fetch-site": "same-origin"})
        return self.get(answer.headers["location"]) if follow and answer.status_code == 303 else answer

    def token(self) -> str:
        found = re.search(r'name="csrf" value="([^"]*)"', self.get("/mon-compte").text)
        return found[1] if found else ""

    def sign_in(self, courriel: str, password: str = PASSWORD, **more: str) -> Response:
        return self.post("/connexion", courriel=courriel, mot_de_passe=password, **more)


CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_HASH = CHEAP.hash(PASSWORD)
DOWN = Text("Le destinataire ne répond pas.", "The recipient does not answer.")


def given_up(site: Site, number: int) -> list[int]:
    """Deliveries of the night that fail for good; their numbers."""
    with site.world.base() as base:
        base.execute(
            "update outbox set state = 'todo', due_at = changed_at where id in"
            " (select id from outbox where effect = 'deliver' order by id limit ?)",
            (number,),
        )
    ledger, now = site.portail.ledger, site.moment[0]
    with ledger.leases.holding(timedelta(minutes=5)) as hold:
        tasks = ledger.outbox.claim(Effect.DELIVER, now, limit=number, hold=hold)
        ledger.outbox.give_up(tasks, DOWN, now)
    return [task.id for task in tasks]


def set_(site: Site, **values: object) -> None:
    """Other settings of the portal."""
    settings = site.portail.settings
    table = settings.portail.model_copy(update=values)
    changed = settings.model_copy(update={"portail": table})
    site.portail = replace(site.portail, station=replace(site.portail.station, settings=changed))


type_site = Callable[[], Site]


def after_one_night(home: Path) -> World:
    """Invoices accepted, refused, in a lot, one that waits to be completed; a works piece that waits for its MOE."""
    moe = DROP.format(name="architectes", door="monde", deposants='["99900132400014"]')
    world = lay_out(home, run=ALONE, tables=moe)
    for folder in FOLDERS:
        world.account("architectes", folder).mkdir(parents=True)
    for name in DROPPED:
        world.drop("operateur-edi", name, SAMPLES[name])
    world.drop("operateur-edi", "scan.pdf", doutes.page())
    for name in ("lot-partiel.tar.gz", WORKS):
        world.drop("travaux-btp", name, SAMPLES[name])
    inline.night(world.config)
    return world


def copied(world: World, to: Path) -> World:
    """The same, for one test alone."""
    return World(home=Path(shutil.copytree(world.home, to / "copie")))
