"""A question about an invoice or a file: who may ask whom, who reads it, who answers; and where it is read without the
portal.
"""

import csv
import io
import random
import re
from html import unescape

import openpyxl
import pytest

from domain.compte import Compte, Qualite
from domain.deposit import INTEGRATED
from domain.errors import Unavailable
from domain.espace import OF_INVOICES, Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Acces, Habilitation, Rattachement
from domain.search_criteria import SearchCriteria
from domain.sollicitation import LONGEST_MESSAGE, RolePartie
from domain.sollicitation_rights import about_invoice
from domain.text import Text
from exporters.reports.headings import NUMERO_FACTURE
from hub.comptes import messages, sollicitation_letters
from hub.report import morning
from hub.report.morning import Reader, ReaderKind
from portail.acces import own_questions
from portail.pages import sollicitations
from tests.portail.monde import Browser, Site
from tests.portail.test_pages import CULTURE, OTHER, RECIPIENT, SUPPLIER, ids

NUMBER, REFUSED, BUILDER = "PAP-2026-0101", "REF-0031", "99900022700010"
S, M, C = Espace.SOLLICITATIONS, Droit.MODIFICATION, Droit.CONSULTATION
HOSTILE = '=1+1</p><script>alert(1)</script>\n"><b>\u202e & gras'


def somebody(
    site: Site, name: str, structure: str, *espaces: Espace, service: str | None = None, droit: Droit = M
) -> Browser:
    compte = site.account(f"{name}@essai.example")
    site.attach(compte, structure)
    for espace in (S, *espaces):
        site.grant(compte, espace, structure, service, droit if espace is S else C)
    return site.entered(compte)


@pytest.fixture
def supplier(site: Site) -> Browser:
    return somebody(site, "papeterie", SUPPLIER, Espace.FACTURES_EMISES)


@pytest.fixture
def agent(site: Site) -> Browser:
    return somebody(site, "culture", RECIPIENT, Espace.FACTURES_RECUES, service=CULTURE)


def form_of(page: str) -> dict[str, str]:
    """The fields of the form of a question, as its page has them: the hidden ones, and of a choice the first."""
    form = page.partition('action="/sollicitations/')[2].partition("</form>")[0]
    found = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select id="\w+" name="(\w+)"[^>]*>(.*?)</select>', form):
        found[name] = re.findall(r'<option value="([^"]+)"', options)[0]
    return {name: unescape(value) for name, value in found.items() if name != "csrf"}


def ask(browser: Browser, what: str, texte: str = "Où en est-elle ?", **more: str) -> str:
    """Asks by the form, and returns the address of the question."""
    fields = form_of(browser.get(f"/sollicitations/nouvelle?{what}").text)
    sent = {**fields, "sujet": "delai-de-traitement", "texte": texte, **more}
    answer = browser.post("/sollicitations/nouvelle", follow=False, **sent)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def say(browser: Browser, path: str, texte: str = "", reponse: str = "envoyer"):  # type: ignore[no-untyped-def]
    return browser.post(path, **{**form_of(browser.get(path).text), "texte": texte, "reponse": reponse})


def plain(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").replace("\u202f", " ").split())


def test_a_supplier_asks_and_the_service_that_has_the_invoice_answers(
    site: Site, supplier: Browser, agent: Browser
) -> None:
    invoice = ids(site)[NUMBER]
    assert f"/sollicitations/nouvelle?facture={invoice}" in supplier.get(f"/factures-emises/{invoice}").text
    path = ask(supplier, f"facture={invoice}", "Depuis trois semaines,\r\n\r\n\r\nrien.")
    (letter,) = site.letters
    assert letter.startswith("culture@essai.example : Une sollicitation attend votre réponse")
    assert path in letter
    assert "semaines" not in letter
    assert NUMBER not in letter
    assert re.search(r"Sollicitations 1 à répondre 0 de vos", plain(agent.get("/").text))
    assert re.search(r"Sollicitations 0 à répondre 1 de vos", plain(supplier.get("/").text))
    assert path in agent.get("/sollicitations?sens=recues&etat=ouverte").text
    assert path not in agent.get("/sollicitations?sens=recues&etat=close").text
    assert path not in agent.get("/sollicitations?sens=emises").text
    assert path in agent.get(f"/factures-recues/{invoice}").text
    assert "n'a pas encore répondu" in plain(supplier.get(path).text)
    shown = agent.get(path).text
    assert f'href="/factures-recues/{invoice}"' in shown
    assert "<p><bdi>Depuis trois semaines,</bdi></p><p><bdi>rien.</bdi></p>" in shown
    assert "Répondez avant de clore" in plain(say(agent, path, "", "clore").text)
    assert "Le message est envoyé" in plain(say(agent, path, "Le service fait est en cours.").text)
    assert site.letters[-1].startswith("papeterie@essai.example : Réponse")
    assert "Répondue" in supplier.get("/sollicitations?sens=emises").text
    assert "La sollicitation est close" in plain(say(supplier, path, "Merci.", "clore").text)
    for browser in (supplier, agent):
        closed = browser.get(path).text
        assert all(
            words in plain(closed) for words in ("Depuis", "en cours", "Merci", "A clos", "Papeterie", "Culture")
        )
        assert "<textarea" not in closed
        refused = browser.post(path, cote="emetteur", texte="Encore.", jeton="x", reponse="envoyer")
        assert refused.status_code == 400
        assert "close entre-temps" in plain(refused.text)


def test_a_double_click_writes_once(site: Site, supplier: Browser, agent: Browser) -> None:
    fields = form_of(supplier.get(f"/sollicitations/nouvelle?facture={ids(site)[NUMBER]}").text)
    sent = {**fields, "sujet": "paiement", "texte": "Quand ?"}
    paths = {supplier.post("/sollicitations/nouvelle", follow=False, **sent).headers["location"] for _ in range(2)}
    (path,) = {each.partition("?")[0] for each in paths}
    reply = {**form_of(agent.get(path).text), "texte": "Bientôt.", "reponse": "envoyer"}
    closing = {**form_of(supplier.get(path).text), "texte": "Merci.", "reponse": "clore"}
    for browser, form in ((agent, reply), (supplier, closing)):
        for _ in range(2):
            assert browser.post(path, **form).status_code == 200
    shown = plain(agent.get(path).text)
    assert [shown.count(words) for words in ("Quand ?", "Bientôt.", "Merci.")] == [1, 1, 1]
    assert len(site.letters) == 3


def test_who_reads_only_changes_nothing(site: Site, supplier: Browser) -> None:
    invoice = ids(site)[NUMBER]
    path = ask(supplier, f"facture={invoice}")
    for name, structure, espace in (
        ("chef", RECIPIENT, Espace.FACTURES_RECUES),
        ("comptable", SUPPLIER, Espace.FACTURES_EMISES),
    ):
        browser = somebody(site, name, structure, espace, droit=C)
        page = browser.get(path).text
        assert "Où en est-elle" in page
        assert "<textarea" not in page
        assert "sollicitations/nouvelle" not in browser.get(f"/{espace.value}/{invoice}").text
        assert browser.get(f"/sollicitations/nouvelle?facture={invoice}").status_code == 404
        assert browser.post("/sollicitations/nouvelle", facture=str(invoice), texte="x").status_code == 404
        for reponse in ("envoyer", "clore"):
            refused = browser.post(path, texte="x", reponse=reponse, cote="emetteur", jeton="x")
            assert refused.status_code == 403
            assert "consultation" in refused.text
    assert len(site.world.ask("select 1 from messages_sollicitations")) == 1


def test_what_is_outside_does_not_exist(site: Site, supplier: Browser) -> None:
    invoice = ids(site)[NUMBER]
    path = ask(supplier, f"facture={invoice}")
    others = [
        somebody(site, "drit", RECIPIENT, Espace.FACTURES_RECUES, service="DRIT"),
        somebody(site, "autre", OTHER, *OF_INVOICES),
        somebody(site, "batiment", BUILDER, *OF_INVOICES, Espace.SUIVI_DES_FLUX),
    ]
    compte = site.account("factures@essai.example")
    site.attach(compte, RECIPIENT)
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT, None, M)
    others.append(site.entered(compte))
    for browser in others:
        assert browser.get(path).status_code == 404
        assert browser.post(path, texte="x", cote="destinataire", jeton="x").status_code == 404
        assert browser.get(f"/sollicitations/nouvelle?facture={invoice}").status_code == 404
        assert browser.post("/sollicitations/nouvelle", facture=str(invoice), texte="x", jeton="x").status_code == 404
        for sens in ("recues", "emises"):
            assert path not in browser.get(f"/sollicitations?sens={sens}").text
    assert "Où en est-elle" not in others[-1].get(f"/factures-recues/{invoice}").text
    assert path not in others[-1].get(f"/factures-recues/{invoice}").text
    assert others[-1].get("/sollicitations").status_code == 404
    for bad in ("", "facture=0", "facture=99999999999999", "facture=x", f"depot={invoice}", "depot=-1", "facture=²"):
        assert supplier.get(f"/sollicitations/nouvelle?{bad}").status_code == 404, bad
    assert site.letters == [], "nobody at the recipient's has the espace of its service"
    assert "Personne n'a encore cet espace" in plain(supplier.get(path).text)


def test_nobody_asks_in_the_name_of_another_or_somebody_else(site: Site, supplier: Browser) -> None:
    fields = form_of(supplier.get(f"/sollicitations/nouvelle?facture={ids(site)[NUMBER]}").text)
    assert fields["entre"] == f"fournisseur|{SUPPLIER}|>destinataire|{RECIPIENT}|{CULTURE}"
    for entre in (f"fournisseur|{SUPPLIER}|>destinataire|{OTHER}|", f"destinataire|{RECIPIENT}|>exploitant||", ""):
        sent = {**fields, "entre": entre, "sujet": "autre", "texte": "x"}
        assert supplier.post("/sollicitations/nouvelle", **sent).status_code == 400
    assert site.world.ask("select 1 from sollicitations") == []


def test_a_long_list_has_pages(site: Site, supplier: Browser, agent: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sollicitations, "SIZE", 2)
    paths = [ask(supplier, f"facture={ids(site)[NUMBER]}", f"Question {rank}") for rank in range(5)]
    seen, here = [], "/sollicitations?sens=recues&etat=ouverte"
    for size in (2, 2, 1):
        page = agent.get(here).text
        found = re.findall(r'<th scope="row"><a href="([^"]+)"', page)
        assert len(found) == size
        seen += found
        here = unescape((re.findall(r'<a href="([^"]+)" rel="next">', page) or [""])[0])
    assert (seen, here) == (paths[::-1], "")


def test_the_recipient_asks_the_supplier(site: Site, supplier: Browser, agent: Browser) -> None:
    path = ask(agent, f"facture={ids(site)[NUMBER]}", "Il manque le bon de livraison.")
    assert path in supplier.get("/sollicitations").text
    assert "Le message est envoyé" in plain(say(supplier, path, "Le voici demain.").text)
    assert path in agent.get("/sollicitations?sens=emises&etat=repondue").text


def test_what_no_recipient_has_is_asked_of_who_runs_navette(site: Site, supplier: Browser) -> None:
    path = ask(supplier, f"facture={ids(site)[REFUSED]}", "Pourquoi ce rejet ?")
    assert "joignez-le aussi autrement" in plain(supplier.get(path).text)
    operator = site.entered(site.account("exploitant@essai.example", Qualite.EXPLOITANT))
    say(supplier, path, "Qui le sait ?")
    assert "Exploitant du portail" in plain(supplier.get(path).text)
    assert site.letters[-1].startswith("exploitant@essai.example")
    assert path in operator.get("/sollicitations").text
    assert "/factures" not in operator.get(path).text, "it reads the question, and no invoice"
    assert "Le message est envoyé" in plain(say(operator, path, "Le total est faux.").text)
    builder = somebody(site, "batiment", BUILDER, Espace.SUIVI_DES_FLUX)
    ((deposit,),) = site.world.ask("select id from deposits where name = 'lot-partiel.tar.gz'")
    assert f'href="/sollicitations/nouvelle?depot={deposit}"' in builder.get("/suivi-des-flux").text
    of_file = ask(builder, f"depot={deposit}", entre=f"fournisseur|{BUILDER}|>exploitant||")
    assert of_file in operator.get("/sollicitations").text
    assert "lot-partiel.tar.gz" in operator.get(of_file).text
    assert supplier.get(of_file).status_code == 404
    assert supplier.get(f"/sollicitations/nouvelle?depot={deposit}").status_code == 404


def test_words_of_any_kind_are_shown_as_words(site: Site, supplier: Browser, agent: Browser) -> None:
    path = ask(supplier, f"facture={ids(site)[NUMBER]}", HOSTILE)
    for page in (agent.get(path).text, supplier.get(path).text):
        assert "<script" not in page
        assert "<b>" not in page
        assert "\u202e" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for bad in ("", " \r\n\u200b ", "x" * (LONGEST_MESSAGE + 1)):
        refused = say(agent, path, bad)
        assert refused.status_code == 400, bad[:5]
        assert "rien n'est envoyé" in plain(refused.text).lower() or "Rien n'est envoyé" in plain(refused.text)
    fields = form_of(supplier.get(f"/sollicitations/nouvelle?facture={ids(site)[NUMBER]}").text)
    again = supplier.post("/sollicitations/nouvelle", **{**fields, "sujet": "<b>", "texte": HOSTILE})
    assert again.status_code == 400
    assert "Choisissez un sujet" in plain(again.text)
    assert "</textarea>" in again.text
    assert "<script" not in again.text
    assert "&lt;/p&gt;&lt;script&gt;" in again.text, "what was typed is still there"


def test_letters_and_messages_are_bounded(
    site: Site, supplier: Browser, agent: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sollicitation_letters, "LETTERS", 2)
    monkeypatch.setattr(own_questions, "MESSAGES", 4)
    path = ask(supplier, f"facture={ids(site)[NUMBER]}")
    answers = [say(supplier, path, f"Encore {rank}.").status_code for rank in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert len(site.letters) == 2
    assert say(agent, path, "Oui.").status_code == 200, "the messages of each are counted apart"


def test_a_mail_server_that_refuses_loses_no_message(site: Site, supplier: Browser, agent: Browser) -> None:
    def fails(*_: object) -> None:
        raise Unavailable(Text("Le message n'est pas parti.", "The message was not sent."))

    told: list[str] = []
    object.__setattr__(site.portail, "console", told.append)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "send", fails)
        path = ask(supplier, f"facture={ids(site)[NUMBER]}")
    assert path in agent.get("/sollicitations").text
    assert told == ["navette portail : Le message n'est pas parti."]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_who_has_no_portal_reads_them_in_the_morning(site: Site, supplier: Browser, agent: Browser) -> None:
    station = site.portail.station
    readers = {
        "drop": Reader(kind=ReaderKind.FOURNISSEUR, name="operateur-edi"),
        "structure": Reader(kind=ReaderKind.STRUCTURE, name=RECIPIENT),
        "elsewhere": Reader(kind=ReaderKind.STRUCTURE, name=OTHER),
    }
    before = [name for each in readers.values() for name in morning.write(station, each, None).names]
    assert [name for name in before if name.startswith("sollicitations")] == [], "only when there is one"
    path = ask(supplier, f"facture={ids(site)[NUMBER]}", "=cmd|' /C calc'!A0")
    say(agent, path, "Bientôt.")
    for key, reader in readers.items():
        written = morning.write(station, reader, None)
        found = [name for name in written.names if name.startswith("sollicitations_")]
        assert len(found) == (key != "elsewhere"), key
        for name in found:
            folder = "fournisseurs/operateur-edi/retours" if key == "drop" else f"{RECIPIENT}/rapports"
            (file,) = site.world.home.rglob(f"{folder}/{name}")
            first, second = rows(file.read_bytes())
            assert first["Message"] == "'=cmd|' /C calc'!A0"
            assert (second["Message"], second["Auteur"], second["État de la sollicitation"]) == (
                "Bientôt.",
                "Culture Essai",
                "Répondue",
            )
            assert first[NUMERO_FACTURE.fr] == NUMBER
            (page,) = [each for each in written.names if each.endswith(".html")]
            assert name in next(site.world.home.rglob(f"{folder}/{page}")).read_text(encoding="utf-8")


def test_the_reports_of_a_structure_have_them_for_who_has_the_espace(site: Site, supplier: Browser) -> None:
    ask(supplier, f"facture={ids(site)[NUMBER]}")
    compte = site.account("chef@essai.example")
    site.attach(compte, RECIPIENT)
    for espace in (Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX):
        site.grant(compte, espace, RECIPIENT)
    site.grant(compte, S, RECIPIENT, CULTURE)
    chief = site.entered(compte)
    report, book = f"/etats/{RECIPIENT}/sollicitations.csv", f"/etats/{RECIPIENT}/etats.xlsx"
    assert chief.get(report).status_code == 404, "a service's right is not for the reports of the structure"
    assert report not in chief.get(f"/etats/{RECIPIENT}").text
    assert "Sollicitations" not in sheets(chief.get(book).content)
    site.grant(compte, S, RECIPIENT)
    assert [row["Message"] for row in rows(chief.get(report).content)] == ["Où en est-elle ?"]
    assert report in chief.get(f"/etats/{RECIPIENT}").text
    assert "Sollicitations" in sheets(chief.get(book).content)


def sheets(content: bytes) -> list[str]:
    return openpyxl.load_workbook(io.BytesIO(content)).sheetnames


def drawn(chance: random.Random, compte: Compte, structures: list[str]) -> Acces:
    """An account that is attached to some of the structures and has some rights for them."""
    rights = {
        Habilitation(
            structure=chance.choice(structures),
            service=chance.choice((None, None, CULTURE, "DRIT")),
            espace=chance.choice((S, S, *OF_INVOICES)),
            droit=chance.choice((M, M, C)),
        )
        for _ in range(chance.randrange(3, 12))
    }
    links = (
        Rattachement(
            compte_id=compte.id,
            structure=each,
            role=RoleRattachement.UTILISATEUR,
            etat=chance.choice((EtatRattachement.ACTIF, EtatRattachement.ACTIF, EtatRattachement.RETIRE)),
            changed_at=compte.created_at,
        )
        for each in structures
    )
    return Acces(compte_id=compte.id, rattachements=tuple(links), habilitations=tuple(rights))


def test_who_asks_sees_the_invoice_and_acts_for_a_structure_it_names(site: Site) -> None:
    compte, asked = site.account(), 0
    invoices = site.portail.ledger.search.page(SearchCriteria(), size=100).invoices
    for seed in range(1200):
        chance = random.Random(seed)
        invoice = chance.choice(invoices)
        route, siret = invoice.route, invoice.values["siret_fournisseur"] or ""
        is_brought = route is not None and invoice.disposition in INTEGRATED
        structures = sorted({siret, siret[:9], route.siret if route else OTHER, OTHER} - {""})
        acces = drawn(chance, compte, structures)
        active = {each.structure for each in acces.rattachements if each.etat is EtatRattachement.ACTIF}
        mine = [
            (right.structure, right.service)
            for right in acces.habilitations
            if right.espace is S and right.droit is M and right.structure in active
        ]
        for one in about_invoice(acces, invoice):
            asker, other = one.emetteur, one.destinataire
            assert acces.perimetre().holds(invoice)
            assert any(asker.structure.startswith(name) and service in {None, asker.service} for name, service in mine)
            if asker.role is RolePartie.FOURNISSEUR:
                assert asker.structure == siret
                reached = (route.siret, route.code_service) if route and is_brought else ("", None)
                assert (other.structure, other.service) == reached
            else:
                assert route is not None
                assert is_brought
                named = {RolePartie.DESTINATAIRE: {route.siret}, RolePartie.MOE: {invoice.moe}}
                named[RolePartie.VALIDEUR] = {invoice.valideur_1, invoice.valideur_2}
                assert asker.structure in named[asker.role]
                assert other.structure in {siret, route.siret} - {asker.structure}
            asked += 1
    assert asked > 50
