"""Every object of a portal with who may see it, by the pure functions of the domain alone."""

from collections.abc import Iterator, Sequence, Set
from random import Random

from domain.brouillon import SourceBrouillon
from domain.deposit import DepositedInvoice
from domain.espace import OF_INVOICES, Droit, Espace
from domain.sollicitation import KindObjet, MotifSollicitation, Partie, RolePartie
from domain.sollicitation_rights import OPERATOR as WHO_RUNS_IT
from domain.sollicitation_rights import Adresse, portee
from domain.supplier_identity import siren_of
from hub.brouillons import uploads
from ledger.sollicitations.writing import Question
from portail.acces.own_reports import may_read_reports
from tests.portail.leaks.somebody import Somebody, Thing
from tests.portail.monde import Site

SHORT = 6
"""Characters under which a word may be part of any other."""


def invoice_of(site: Site, one: DepositedInvoice) -> Thing:
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


def questions_of(site: Site, asks: int, invoices: list[DepositedInvoice], draw: Random) -> Iterator[Thing]:
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


def files_of(site: Site, invoices: list[DepositedInvoice]) -> Iterator[Thing]:
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


def people_of(people: Sequence[Somebody]) -> Iterator[Thing]:
    for one in people:
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


def own_of(site: Site, people: Sequence[Somebody]) -> Iterator[Thing]:
    """Keys, drafts and saved searches."""
    ledger, now = site.portail.ledger, site.moment[0]
    for rank, one in enumerate(people):
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


def structures_of(structures: list[str]) -> Iterator[Thing]:
    for one in structures:

        def is_on(who: Somebody, path: str, _: dict[str, str], one: str = one) -> bool:
            if path.startswith("/etats"):
                return may_read_reports(who.acces, one)
            return who.is_operator or who.acces.manages(one)

        yield Thing(parameter="structure", value=one, secrets=frozenset(), seen_by=lambda _: True, on=is_on)
