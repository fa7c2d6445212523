"""Accounts with rights drawn at random, and every object of a portal with who may see it, by the pure functions of the
domain alone.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from domain.brouillon import SourceBrouillon
from domain.compte import Compte, Qualite
from domain.deposit import DepositedInvoice
from domain.espace import GRANTED, OF_INVOICES, Droit, Espace, RoleRattachement
from domain.habilitation import Acces
from domain.sollicitation import KindObjet, MotifSollicitation, Partie, RolePartie
from domain.sollicitation_rights import OPERATOR as WHO_RUNS_IT
from domain.sollicitation_rights import Adresse, portee
from domain.supplier_identity import siren_of
from hub.brouillons import uploads
from hub.comptes import secrets
from ledger.sollicitations.writing import Question
from portail.acces.own_reports import may_read_reports
from tests.portail.monde import OPERATOR, Browser, Site

ACCOUNTS, LONG = 9, timedelta(days=90)
SHORT = 6
"""Characters under which a word may be part of any other."""


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """An account, connected by its browser and by a key."""

    compte: Compte
    acces: Acces
    browser: Browser
    token: str
    key: str

    @property
    def is_operator(self) -> bool:
        return self.compte.qualite is Qualite.EXPLOITANT

    @property
    def only_looks(self) -> bool:
        """Whether it may act on nothing."""
        acts = any(each.droit is Droit.MODIFICATION for each in self.acces.in_force())
        return not acts and not self.is_operator and not self.acces.managed()


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One object of the portal."""

    parameter: str
    """Of the paths that name it."""
    value: str
    secrets: frozenset[str]
    """What nobody reads who sees neither it nor another one that has the same words."""
    seen_by: Callable[[Somebody], bool]
    """Whether it is somebody's on any page."""
    tells: frozenset[str] = frozenset()
    """What else is read by who has it on its own pages."""
    on: Callable[[Somebody, str, dict[str, str]], bool] | None = None
    """Whether it is on this page, with these other parameters; by default as :attr:`seen_by`."""

    def is_on(self, who: Somebody, path: str, values: dict[str, str]) -> bool:
        return self.seen_by(who) if self.on is None else self.on(who, path, values)


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
    found.things += (_invoice(site, one) for one in invoices)
    found.things += _questions(site, found.people[0].compte.id, invoices, draw)
    found.things += [*_files(site, invoices), *_people(found), *_own(found), *_structures(structures)]
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


def _invoice(site: Site, one: DepositedInvoice) -> Thing:
    """Its certificate names the one before it in the chain, of whatever invoice: a digest that says nothing of it."""
    given = site.portail.ledger.certificates.of_invoices([one.id]).get(one.id)
    words = (one.values["numero_facture"], one.values["nom_fournisseur"], one.certificate)

    def is_on(who: Somebody, _: str, values: dict[str, str]) -> bool:
        mine = who.acces.perimetre()
        espace = values.get("espace")
        if espace is None:
            return mine.holds(one)
        return espace in {*OF_INVOICES} and mine.only(Espace(espace)).holds(one)

    return Thing(
        parameter="invoice_id",
        value=str(one.id),
        secrets=_words(*words),
        tells=_words(given.previous if given else None),
        seen_by=lambda who: who.acces.perimetre().holds(one),
        on=is_on,
    )


def _words(*given: str | None) -> frozenset[str]:
    return frozenset(each for each in given if each and len(each) >= SHORT)


def _questions(site: Site, asks: int, invoices: list[DepositedInvoice], draw: Random) -> Iterator[Thing]:
    """One about each of some invoices, between two of its sides."""
    ledger, now = site.portail.ledger, site.moment[0]
    for rank, one in enumerate(draw.sample(invoices, min(12, len(invoices)))):
        sides = [*_sides(one), WHO_RUNS_IT]
        emetteur = draw.choice(sides[:-1])
        adresse = Adresse(emetteur=emetteur, destinataire=draw.choice([each for each in sides if each != emetteur]))
        question = Question(
            kind=KindObjet.FACTURE, objet_id=one.id, motif=MotifSollicitation.AUTRE, adresse=adresse,
            texte=f"question-secrete-{rank}.", compte_id=asks, form="",
        )  # fmt: skip
        asked = ledger.sollicitations.ask(question, now).id
        yield _question(adresse, asked, question.texte, one)


def _sides(one: DepositedInvoice) -> Iterator[Partie]:
    yield Partie(role=RolePartie.FOURNISSEUR, structure=one.values["siret_fournisseur"] or one.supplier or "?")
    if one.route:
        yield Partie(role=RolePartie.DESTINATAIRE, structure=one.route.siret, service=one.route.code_service or None)
    for role, structure in ((RolePartie.MOE, one.moe), (RolePartie.VALIDEUR, one.valideur_1)):
        if structure:
            yield Partie(role=role, structure=structure)


def _question(adresse: Adresse, id_: int, texte: str, about: DepositedInvoice) -> Thing:
    def seen_by(who: Somebody) -> bool:
        mine = portee(who.acces, Droit.CONSULTATION, is_operator=who.is_operator)
        return mine.asks_for(adresse.emetteur) or mine.answers_for(adresse.destinataire)

    words = _words(texte, about.values["numero_facture"], about.values["nom_fournisseur"])
    return Thing(parameter="sollicitation_id", value=str(id_), secrets=words, seen_by=seen_by)


def _files(site: Site, invoices: list[DepositedInvoice]) -> Iterator[Thing]:
    """Deposited files: followed by who may follow all that their account deposits. The report on a file names its
    invoices, and their certificates.
    """
    drops = {drop.name: drop.deposants for drop in site.portail.settings.drops}
    for id_, name, drop in site.world.ask("select id, name, drop_name from deposits"):
        deposants = drops.get(str(drop), ())
        inside = [one for one in invoices if one.deposit_id == id_]

        def is_on(who: Somebody, _: str, __: dict[str, str], deposants: Sequence[str] = deposants) -> bool:
            mine = who.acces.whole(Espace.SUIVI_DES_FLUX)
            return bool(deposants) and all(each in mine or siren_of(each) in mine for each in deposants)

        def seen_by(who: Somebody, inside: Sequence[DepositedInvoice] = inside, is_on=is_on) -> bool:  # type: ignore[no-untyped-def]
            """Its name is also that of its invoices, and who runs Navette has the files of a night."""
            holds = who.acces.perimetre().holds
            return who.is_operator or is_on(who, "", {}) or any(map(holds, inside))

        told = [word for each in inside for word in (each.values["numero_facture"], each.certificate)]
        yield Thing(
            parameter="deposit",
            value=str(id_),
            secrets=_words(str(name)),
            tells=_words(*told),
            seen_by=seen_by,
            on=is_on,
        )


def _people(found: "Society") -> Iterator[Thing]:
    for one in found.people:
        attached = {each.structure for each in one.acces.rattachements}

        def seen_by(who: Somebody, one: Somebody = one, attached: Set[str] = attached) -> bool:
            return who is one or who.is_operator or any(map(who.acces.manages, attached))

        def is_on(who: Somebody, path: str, values: dict[str, str], attached: Set[str] = attached) -> bool:
            structure = values.get("structure", "")
            if "structure" not in values:
                return who.is_operator
            return structure in attached and (who.is_operator or who.acces.manages(structure))

        yield Thing(
            parameter="compte_id", value=str(one.compte.id), secrets=_words(one.compte.courriel), seen_by=seen_by,
            on=is_on,
        )  # fmt: skip


def _own(found: "Society") -> Iterator[Thing]:
    """Keys, drafts and saved searches."""
    site, now = found.site, found.site.moment[0]
    ledger = site.portail.ledger
    for rank, one in enumerate(found.people):
        structures = one.acces.structures()

        def is_mine(who: Somebody, one: Somebody = one) -> bool:
            return who is one

        def may_end(who: Somebody, one: Somebody = one, structures: Sequence[str] = structures) -> bool:
            return who is one or who.is_operator or any(map(who.acces.manages, structures))

        def ends(
            who: Somebody, _: str, values: dict[str, str], one: Somebody = one, structures: Sequence[str] = structures
        ) -> bool:
            structure = values.get("structure")
            if structure is None:
                return who is one
            return who.is_operator or who.acces.manages(structure)

        (key,) = ledger.api_keys.of_account(one.compte.id)
        yield Thing(parameter="key_id", value=str(key.id), secrets=_words(key.name), seen_by=may_end, on=ends)
        file = uploads.keep(site.portail.store, f"brouillon-secret-{rank}.xml", [b"<x/>" * (rank + 1)], 1000)
        draft = ledger.drafts.add(one.compte.id, structures[0], SourceBrouillon.FICHIER, file, now)
        yield Thing(parameter="draft_id", value=str(draft.id), secrets=_words(file.name), seen_by=is_mine)
        name = f"recherche-secrete-{rank}"
        ledger.saved_searches.save(one.compte.id, Espace.FACTURES_RECUES, name, "numero=A*", now)
        (search,) = ledger.saved_searches.of(one.compte.id, Espace.FACTURES_RECUES)
        yield Thing(parameter="search_id", value=str(search.id), secrets=_words(name), seen_by=is_mine)


def _structures(structures: list[str]) -> Iterator[Thing]:
    for one in structures:

        def is_on(who: Somebody, path: str, _: dict[str, str], one: str = one) -> bool:
            if path.startswith("/etats"):
                return may_read_reports(who.acces, one)
            return who.is_operator or who.acces.manages(one)

        yield Thing(parameter="structure", value=one, secrets=frozenset(), seen_by=lambda _: True, on=is_on)
