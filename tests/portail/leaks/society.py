"""Accounts with rights drawn at random, and every object of a portal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from domain.compte import Compte, Qualite
from domain.deposit import DepositedInvoice
from domain.espace import GRANTED, OF_INVOICES, Droit, Espace, RoleRattachement
from hub.comptes import secrets
from tests.portail.leaks import things
from tests.portail.leaks.somebody import Somebody, Thing
from tests.portail.monde import OPERATOR, Site

ACCOUNTS, LONG = 9, timedelta(days=90)


@dataclass(kw_only=True)
class Society:
    """A portal with many people."""

    site: Site
    people: list[Somebody]
    things: list[Thing] = field(default_factory=list)

    def outside(self, who: Somebody) -> frozenset[str]:
        """The words that this account may read nowhere."""
        mine = {word for each in self.things if each.seen_by(who) for word in each.secrets}
        mine |= {word for each in self.things if each.tells and each.is_on(who, "", {}) for word in each.tells}
        mine |= {*who.acces.structures(), who.compte.courriel}
        others = {word for each in self.things for word in each.secrets} - mine
        return frozenset(word for word in others if not any(word in own for own in mine))


def society(site: Site, seed: int) -> Society:
    """Everybody and everything; the same for the same ``seed``."""
    draw = Random(seed)
    invoices = _invoices(site)
    structures = sorted({name for one in invoices for name in _names(one)})
    services = sorted({one.route.code_service for one in invoices if one.route and one.route.code_service})
    made = [_somebody(site, draw, rank, structures, services) for rank in range(ACCOUNTS)]
    found = Society(site=site, people=[_connected(site, *each) for each in made])
    found.things += (things.invoice_of(site, one) for one in invoices)
    found.things += things.questions_of(site, found.people[0].compte.id, invoices, draw)
    found.things += [*things.files_of(site, invoices), *things.people_of(found.people)]
    found.things += [*things.own_of(site, found.people), *things.structures_of(structures)]
    return found


def _invoices(site: Site) -> list[DepositedInvoice]:
    rows = site.world.ask("select invoice_id from documents where current order by invoice_id")
    return [site.portail.ledger.invoices.by_id(int(str(id_))) for (id_,) in rows]


def _names(one: DepositedInvoice) -> Iterator[str]:
    """The structures of an invoice."""
    named = (one.values["siret_fournisseur"] or "", one.moe, one.valideur_1, one.route.siret if one.route else "")
    yield from (each for each in named if each)
    yield from (each[:9] for each in named[:1] if each)


def _somebody(site: Site, draw: Random, rank: int, structures: list[str], services: list[str]) -> tuple[Compte, str]:
    """The first only looks, the last runs Navette."""
    qualite = Qualite.EXPLOITANT if rank == ACCOUNTS - 1 else Qualite.UTILISATEUR
    compte = site.account(f"compte-{rank}-{draw.randrange(10**9)}@essai.example", qualite)
    roles = [*RoleRattachement] if rank > 2 else [RoleRattachement.UTILISATEUR]
    droits = [*Droit] if rank > 2 else [Droit.CONSULTATION]
    for structure in draw.sample(structures, draw.randint(1, 3)):
        site.attach(compte, structure, draw.choice(roles))
        for espace in draw.sample([*GRANTED], draw.randint(1, len(GRANTED))):
            service = draw.choice([None, None, *services]) if espace in OF_INVOICES else None
            site.grant(compte, espace, structure, service, droit=draw.choice(droits))
        site.grant(compte, Espace.RACCORDEMENTS, structure, droit=draw.choice(droits))
    key = f"{secrets.KEY}{secrets.new().value}"
    now = site.moment[0]
    site.portail.ledger.api_keys.add(
        compte.id,
        secrets.digest_of(key),
        key[:12],
        f"clef-secrete-{rank}",
        draw.choice(droits),
        now + LONG,
        now,
        OPERATOR,
    )
    return compte, key


def _connected(site: Site, compte: Compte, key: str) -> Somebody:
    browser = site.entered(compte)
    acces = site.portail.ledger.rights.acces(compte.id)
    return Somebody(compte=compte, acces=acces, browser=browser, token=browser.token(), key=key)
