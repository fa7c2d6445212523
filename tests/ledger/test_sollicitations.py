"""Questions and answers: found by who may see them and by nobody else, written once, never rewritten."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import exc, text

from domain.compte import Compte, EtatCompte, Qualite
from domain.dashboard import ReportScope
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from domain.sollicitation import (
    LONGEST_MESSAGE,
    Cote,
    EtatSollicitation,
    KindObjet,
    MotifSollicitation,
    Partie,
    RolePartie,
    Sollicitation,
)
from domain.sollicitation_rights import OPERATOR, Adresse, Portee
from ledger import Ledger
from ledger.accounts.registered import NewCompte
from ledger.accounts.rights import Doer
from ledger.sollicitations.sollicitations import Waiting
from ledger.sollicitations.writing import Asked, Question, Reply, Said
from tests.ledger.facts import NOW, ROUTE, accepted
from tests.ledger.tampering import by_hand

E = EtatSollicitation
SIREN, TWIN, BODY = "123456782", "99900011000018", ROUTE.siret
SUPPLIER = Partie(role=RolePartie.FOURNISSEUR, structure=f"{SIREN}00018", nom="Ateliers de l'Essai")
COMPANY = replace(SUPPLIER, structure=SIREN)
FOREIGN = replace(SUPPLIER, structure="TVA:de123456789")
RECIPIENT = Partie(role=RolePartie.DESTINATAIRE, structure=BODY, service="DAF", nom="Région des Essais")
WHOLE = replace(RECIPIENT, service=None)
MOE = Partie(role=RolePartie.MOE, structure=TWIN)
PARTIES = (SUPPLIER, COMPANY, FOREIGN, RECIPIENT, WHOLE, replace(RECIPIENT, service="LYC"), MOE, OPERATOR)
STRUCTURES = (SUPPLIER.structure, f"{SIREN}00099", SIREN, BODY, BODY[:9], TWIN, FOREIGN.structure, "TVA:de123", "")


def right(structure: str, service: str | None = None, droit: Droit = Droit.MODIFICATION) -> Habilitation:
    return Habilitation(structure=structure, service=service, espace=Espace.SOLLICITATIONS, droit=droit)


def speaks(*structures: str, is_operator: bool = False) -> Portee:
    return Portee(rights=frozenset(map(right, structures)), is_operator=is_operator)


def account(ledger: Ledger, courriel: str = "camille@essai.example", **more: object) -> Compte:
    values = {"prenom": "Camille", "nom": "Essai", "etat": EtatCompte.ACTIF, "mot_de_passe": "hash", **more}
    made = ledger.accounts.create(NewCompte(courriel=courriel, **values), NOW, "essai")  # type: ignore[arg-type]
    assert made is not None
    return made


def asked(
    ledger: Ledger, compte: Compte, emetteur: Partie = SUPPLIER, destinataire: Partie = RECIPIENT, **more: object
) -> Asked:
    values = {
        "kind": KindObjet.FACTURE,
        "objet_id": 1,
        "motif": MotifSollicitation.PAIEMENT,
        "texte": "Quand ?",
        **more,
    }
    adresse = Adresse(emetteur=emetteur, destinataire=destinataire)
    form = str(values.pop("form", "f1"))
    question = Question(adresse=adresse, compte_id=compte.id, form=form, **values)  # type: ignore[arg-type]
    return ledger.sollicitations.ask(question, NOW)


def reply(
    id_: int, compte: Compte, cote: Cote, texte: str = "Demain.", form: str = "r1", *, closes: bool = False
) -> Reply:
    return Reply(sollicitation_id=id_, cote=cote, texte=texte, closes=closes, compte_id=compte.id, form=form)


def one(ledger: Ledger, id_: int, portee: Portee) -> Sollicitation:
    found = ledger.sollicitations.one(id_, portee)
    assert found is not None
    return found


def test_a_question_is_answered_and_closed_and_stays_so(ledger: Ledger) -> None:
    invoice = accepted(ledger)
    compte, agent = account(ledger), account(ledger, "agent@essai.example", prenom="Dominique")
    supplier, body = speaks(SUPPLIER.structure), speaks(BODY)
    id_ = asked(ledger, compte, objet_id=invoice.id).id
    here = ledger.sollicitations
    assert here.waiting(body) == Waiting(to_answer=1, unanswered=0)
    assert here.waiting(supplier) == Waiting(to_answer=0, unanswered=1)
    assert here.say(reply(id_, agent, Cote.DESTINATAIRE, "", "c0", closes=True), body, NOW) is Said.REFUSED
    assert here.say(reply(id_, agent, Cote.DESTINATAIRE), body, NOW + timedelta(hours=1)) is Said.WRITTEN
    assert here.waiting(body) == Waiting(to_answer=0, unanswered=0)
    assert here.say(reply(id_, compte, Cote.EMETTEUR, "Toujours rien."), supplier, NOW) is Said.WRITTEN
    assert one(ledger, id_, body).etat is E.OUVERTE
    assert here.say(reply(id_, compte, Cote.EMETTEUR, "", "c1", closes=True), supplier, NOW) is Said.WRITTEN
    for cote, who, portee in ((Cote.EMETTEUR, compte, supplier), (Cote.DESTINATAIRE, agent, body)):
        for closes in (False, True):
            assert here.say(reply(id_, who, cote, "Encore.", "c2", closes=closes), portee, NOW) is Said.REFUSED
    found = one(ledger, id_, supplier)
    assert (found.number, found.etat, found.objet.name) == (f"{id_:09d}", E.CLOSE, invoice.values["numero_facture"])
    assert [(each.author, each.cote, each.texte, each.etat) for each in found.messages] == [
        ("Camille Essai", Cote.EMETTEUR, "Quand ?", E.OUVERTE),
        ("Dominique Essai", Cote.DESTINATAIRE, "Demain.", E.REPONDUE),
        ("Camille Essai", Cote.EMETTEUR, "Toujours rien.", E.OUVERTE),
        ("Camille Essai", Cote.EMETTEUR, "", E.CLOSE),
    ]
    assert (found.emetteur, found.destinataire) == (SUPPLIER, RECIPIENT)


def test_a_form_that_is_sent_twice_is_written_once(ledger: Ledger) -> None:
    invoice, compte, other = accepted(ledger), account(ledger), account(ledger, "autre@essai.example")
    first = asked(ledger, compte, objet_id=invoice.id)
    assert first.is_new
    assert asked(ledger, compte, objet_id=invoice.id) == Asked(id=first.id, is_new=False)
    for more in ({"form": "f2"}, {"texte": "Une autre question, depuis la page d'avant."}):
        assert asked(ledger, compte, objet_id=invoice.id, **more).is_new
    assert asked(ledger, other, objet_id=invoice.id).is_new, "the form of another account is another form"
    portee = speaks(SUPPLIER.structure)
    for expected in (Said.WRITTEN, Said.AGAIN):
        assert ledger.sollicitations.say(reply(first.id, compte, Cote.EMETTEUR), portee, NOW) is expected
    for expected in (Said.WRITTEN, Said.AGAIN):
        closing = reply(first.id, compte, Cote.EMETTEUR, closes=True)
        assert ledger.sollicitations.say(closing, portee, NOW) is expected
    assert len(one(ledger, first.id, portee).messages) == 3


def drawn(chance: random.Random) -> Portee:
    rights = {
        right(chance.choice(STRUCTURES), chance.choice((None, None, "DAF", "INCONNU")), chance.choice(list(Droit)))
        for _ in range(chance.randrange(4))
    }
    return Portee(rights=frozenset(rights), is_operator=chance.random() < 0.2)


def test_what_may_be_seen_is_found_and_nothing_else(ledger: Ledger) -> None:
    invoice, compte = accepted(ledger), account(ledger)
    every = [
        asked(
            ledger, compte, emetteur, destinataire, objet_id=invoice.id, form=f"{emetteur.code} {destinataire.code}"
        ).id
        for emetteur in PARTIES[:-1]
        for destinataire in PARTIES
        if emetteur.structure != destinataire.structure
    ]
    stored = {id_: one(ledger, id_, speaks(*STRUCTURES, is_operator=True)) for id_ in every}
    here, seen = ledger.sollicitations, dict.fromkeys(Cote, 0)
    for seed in range(40):
        chance = random.Random(seed)
        portee, etat = drawn(chance), chance.choice((None, E.OUVERTE, E.CLOSE))
        sides = {id_: portee.sides(found) for id_, found in stored.items()}
        for cote in Cote:
            mine = [id_ for id_ in sorted(every, reverse=True) if cote in sides[id_]]
            wanted = mine if etat is not E.CLOSE else []
            assert [each.id for each in here.newest(portee, cote, etat=etat)] == wanted, (seed, portee)
            if mine:
                assert [each.id for each in here.newest(portee, cote, before=mine[0], size=3)] == mine[1:4]
            seen[cote] += len(mine)
        waiting = [sum(cote in own for own in sides.values()) for cote in (Cote.DESTINATAIRE, Cote.EMETTEUR)]
        assert here.waiting(portee) == Waiting(to_answer=waiting[0], unanswered=waiting[1])
        about = {each.id for each in here.about(KindObjet.FACTURE, invoice.id, portee)}
        assert about <= {id_ for id_, own in sides.items() if own}
        for id_ in chance.sample(every, 2):
            assert (here.one(id_, portee) is not None) == bool(sides[id_])
            for cote in Cote:
                said = here.say(reply(id_, compte, cote, f"{seed} {cote}"), portee, NOW)
                assert (said is Said.ABSENT) == (cote not in sides[id_]), (seed, id_, cote)
                assert said in {Said.ABSENT, Said.WRITTEN}
                if said is Said.WRITTEN and cote is Cote.DESTINATAIRE:  # asked again: open, as the others
                    asker = Portee(rights=frozenset({right(stored[id_].emetteur.structure)}))
                    here.say(reply(id_, compte, Cote.EMETTEUR, f"{seed} encore"), asker, NOW)
    assert min(seen.values()) > 100


def test_a_service_sees_its_own_and_a_company_what_names_none_of_its_establishments(ledger: Ledger) -> None:
    """What the property test compares with, in words."""
    daf, drh = (Portee(rights=frozenset({right(BODY, service)})) for service in ("DAF", "DRH"))
    assert daf.answers_for(RECIPIENT)
    assert not drh.answers_for(RECIPIENT)
    assert not daf.answers_for(WHOLE), "what is for the structure is not for one of its services"
    assert speaks(BODY[:9]).answers_for(RECIPIENT)
    establishment, company = speaks(f"{SIREN}00099"), speaks(SIREN)
    assert establishment.answers_for(COMPANY)
    assert not establishment.asks_for(COMPANY), "what the company asked is the company's"
    assert not establishment.answers_for(SUPPLIER)
    assert company.answers_for(SUPPLIER)
    assert not speaks("TVA:de123").answers_for(FOREIGN)
    assert not speaks("", BODY).answers_for(OPERATOR)
    assert Portee(is_operator=True).answers_for(OPERATOR)


def test_who_is_told(ledger: Ledger) -> None:
    everybody = {}
    for name, structure, service in (
        ("whole", BODY, None),
        ("daf", BODY, "DAF"),
        ("drh", BODY, "DRH"),
        ("siren", BODY[:9], None),
        ("elsewhere", TWIN, None),
        ("closed", BODY, None),
        ("retired", BODY, None),
        ("withdrawn", BODY, None),
    ):
        compte = everybody[name] = account(ledger, f"{name}@essai.example")
        role, doer = RoleRattachement.UTILISATEUR, Doer(name="essai")
        ledger.rights.attach(compte.id, structure, role, EtatRattachement.ACTIF, NOW, doer)
        ledger.rights.grant(compte.id, right(structure, service), Droit.CONSULTATION, NOW, doer)
        if name == "closed":
            ledger.accounts.set_state(compte.id, EtatCompte.FERME, NOW, "essai")
        if name == "retired":
            ledger.rights.attach(compte.id, structure, role, EtatRattachement.RETIRE, NOW, doer)
        if name == "withdrawn":
            ledger.rights.grant(compte.id, right(structure, service), None, NOW, doer)
    told = ledger.rights.holders(Espace.SOLLICITATIONS, BODY, "DAF")
    assert [each.courriel.partition("@")[0] for each in told] == ["whole", "daf", "siren"]
    assert [each.courriel for each in ledger.rights.holders(Espace.SOLLICITATIONS, BODY)] == [
        "whole@essai.example",
        "siren@essai.example",
    ]
    assert len(ledger.rights.holders(Espace.SOLLICITATIONS, BODY[:9])) == 2, "a company's is for each establishment"
    assert ledger.rights.holders(Espace.FACTURES_RECUES, BODY) == ()
    assert ledger.rights.operators() == ()
    operator = account(ledger, "exploitant@essai.example", qualite=Qualite.EXPLOITANT)
    assert ledger.rights.operators() == (operator,)


HOSTILE = "=cmd|' /C calc'!A0\n\u202e<script>\x00\ud800 \u2028 '; DROP TABLE sollicitations; --"


def test_words_of_any_kind_come_back(ledger: Ledger) -> None:
    invoice, compte = accepted(ledger), account(ledger)
    service = replace(RECIPIENT, service=HOSTILE[:60], nom=HOSTILE)
    id_ = asked(ledger, compte, SUPPLIER, service, objet_id=invoice.id, texte=HOSTILE).id
    found = one(ledger, id_, speaks(SUPPLIER.structure))
    assert found.messages[0].texte == HOSTILE.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    long = asked(ledger, compte, objet_id=invoice.id, texte="x" * LONGEST_MESSAGE).id
    assert len(one(ledger, long, speaks(SUPPLIER.structure)).messages[0].texte) == LONGEST_MESSAGE


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE messages_sollicitations SET texte = ''",
        "DELETE FROM messages_sollicitations",
        "DELETE FROM sollicitations",
    ],
)
def test_what_was_written_is_not_rewritten(ledger: Ledger, url: str, statement: str) -> None:
    asked(ledger, account(ledger), objet_id=accepted(ledger).id)
    with pytest.raises(exc.DBAPIError, match="the ledger only grows"), by_hand(url) as connection:
        connection.execute(text(statement))


def test_a_report_has_each_message_for_who_it_is_about(ledger: Ledger) -> None:
    invoice, compte = accepted(ledger), account(ledger)
    first = asked(ledger, compte, objet_id=invoice.id).id
    ledger.sollicitations.say(reply(first, compte, Cote.DESTINATAIRE), speaks(BODY), NOW)
    between = asked(ledger, compte, MOE, RECIPIENT, objet_id=invoice.id, form="f2").id
    of_file = asked(ledger, compte, SUPPLIER, OPERATOR, kind=KindObjet.DEPOT, objet_id=invoice.deposit_id, form="f3").id

    def lines(**scope: str) -> list[tuple[int, str]]:
        found = list(ledger.reports.sollicitations(ReportScope(**scope)))
        assert ledger.reports.has_sollicitations(ReportScope(**scope)) == bool(found)
        return [(each.sollicitation.id, each.message.texte) for each in found]

    whole = [(first, "Quand ?"), (first, "Demain."), (between, "Quand ?"), (of_file, "Quand ?")]
    assert lines() == whole
    assert lines(siret=BODY) == whole[:3]
    assert lines(siret=SUPPLIER.structure) == [*whole[:2], whole[3]]
    assert lines(siret=TWIN) == [whole[2]]
    assert lines(siret="20005384900099") == []
    assert lines(drop="atelier") == [*whole[:2], whole[3]], "what others ask each other is not the supplier's"
    assert lines(drop="ailleurs") == []
    assert lines(siret=BODY, drop="atelier") == whole[:2]
