"""Who tries what the pages do not offer: every address of the portal, forms of any size and shape, old pages."""

import re
import threading

import pytest
from fastapi.routing import APIRoute

from domain.brouillon import SourceBrouillon
from domain.compte import COURRIEL
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.sollicitation import KindObjet, MotifSollicitation, Partie, RolePartie
from domain.sollicitation_rights import Adresse
from hub.brouillons import uploads
from hub.comptes import registration
from hub.comptes.signing_in import WINDOW, subject_of
from ledger.sollicitations.writing import Question
from portail.acces.asker import own_path
from portail.acces.bodies import LARGEST
from portail.app import PAGES, create_app
from tests.hub import doutes
from tests.portail.monde import BASE, PASSWORD, Browser, Site
from tests.portail.test_pages import CULTURE, OTHER, RECIPIENT, ids

OF_EVERYBODY = {"/connexion", "/deconnexion", "/langue", "/inscription", "/confirmation", "/mot-de-passe"}
OF_EVERYBODY |= {"/mot-de-passe/nouveau", "/accessibilite", "/certificats/{number}", "/avis/desabonnement"}
OF_EVERYBODY |= {"/connexion/openid" + end for end in ("", "/retour", "/liaison", "/liaison/lettre", "/lien")}
OF_EVERYBODY |= {"/deconnexion/fournisseur"}
OWN = {"/", "/mon-compte", "/mon-compte/mot-de-passe", "/mon-compte/langue", "/mon-compte/rattachement"}
OWN |= {"/mon-compte/structure", "/mon-compte/avis"} | {
    f"/evenements{end}" for end in ("", "/export.csv", "/export.xlsx")
}
OWN |= {"/archives", "/mon-compte/identites", "/mon-compte/identites/retirer"}
HEADERS = {"origin": BASE, "sec-fetch-site": "same-origin"}


def routes() -> list[APIRoute]:
    return [route for module in PAGES for route in module.router.routes if isinstance(route, APIRoute)]


def filled(path: str, **values: object) -> str:
    """The path of a route with these values."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: str(values.get(found[1], found[0])), path)


def addresses(site: Site, victim: int) -> list[tuple[str, str]]:
    """Every route with every value that is somebody else's."""
    numbers = [*ids(site).values()][:3]
    question, draft = asked_by(site, victim), drafted_by(site, victim)
    found = []
    for route in routes():
        own_key = "{key_id" in route.path and "{structure" not in route.path
        if route.path in OF_EVERYBODY | OWN or own_key:
            continue
        for method in route.methods:
            for espace in ("factures-emises", "factures-de-travaux", "factures-a-valider"):
                for number in numbers if "invoice_id" in route.path else [0]:
                    values = {"espace": espace, "invoice_id": number, "structure": OTHER, "compte_id": victim}
                    values |= {"key_id": 1, "sollicitation_id": question, "draft_id": draft, "number": 1}
                    path = filled(route.path, **values, run_id=1, rank=1, search_id=1)
                    found.append((method, path))
    return sorted(set(found))


def drafted_by(site: Site, compte_id: int) -> int:
    """A deposit that somebody else is making ready."""
    file = uploads.keep(site.portail.store, "secret.pdf", [doutes.clear()], 2**20)
    kept = site.portail.ledger.drafts.add(compte_id, OTHER, SourceBrouillon.FICHIER, file, site.moment[0])
    return kept.id


def asked_by(site: Site, compte_id: int) -> int:
    """A question between two others."""
    sides = (Partie(role=RolePartie.VALIDEUR, structure=OTHER), Partie(role=RolePartie.DESTINATAIRE, structure=OTHER))
    question = Question(
        kind=KindObjet.FACTURE,
        objet_id=next(iter(ids(site).values())),
        motif=MotifSollicitation.AUTRE,
        adresse=Adresse(emetteur=sides[0], destinataire=sides[1]),
        texte="secret",
        compte_id=compte_id,
        form="",
    )
    return site.portail.ledger.sollicitations.ask(question, site.moment[0]).id


@pytest.mark.parametrize("is_attached", [False, True])
def test_no_address_of_the_portal_shows_or_changes_what_is_not_one_s_own(site: Site, is_attached: bool) -> None:
    compte, victim = site.account(), site.account("victime@essai.example")
    site.attach(victim, OTHER)
    if is_attached:
        site.attach(compte, RECIPIENT)
        site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT, CULTURE)
    browser = site.connected()
    token, before = browser.token(), site.portail.ledger.rights.acces(victim.id)
    walked = addresses(site, victim.id)
    assert len(walked) > 30
    for method, path in walked:
        fields = {"csrf": token, "reponse": "retirer", "droit|factures-recues|": "modification", "texte": "x"}
        sent = {"data": fields} if method == "POST" else {}
        answer = browser.client.request(method, path, headers=HEADERS, **sent)  # type: ignore[arg-type]
        assert answer.status_code == 404, (method, path)
    assert site.portail.ledger.rights.acces(victim.id) == before


def test_every_route_of_a_form_asks_for_the_token(site: Site) -> None:
    """A new route that changes something and forgets it is found here."""
    compte = site.account()
    site.attach(compte, RECIPIENT, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    site.grant(compte, Espace.FACTURES_EMISES, RECIPIENT, droit=Droit.MODIFICATION)
    browser = site.connected()
    forms = {route.path for route in routes() if "POST" in route.methods} - OF_EVERYBODY | {"/deconnexion"}
    assert len(forms) > 6
    for path in sorted(forms):
        address = filled(
            path,
            structure=RECIPIENT,
            compte_id=compte.id,
            key_id=1,
            sollicitation_id=1,
            invoice_id=1,
            search_id=1,
            draft_id=1,
        )
        assert browser.client.post(address, data={"csrf": "x"}, headers=HEADERS).status_code == 403, path
        assert browser.client.post(address, data={"csrf": browser.token()}).status_code == 403, path


HOSTILE = [
    "/factures-recues/99999999999999999999",
    "/factures-recues/" + "9" * 5000,
    "/factures-recues/0",
    "/factures-recues/%D9%A1",
    "/factures-recues?depuis=0001-01-01",
    "/factures-recues?jusqu_a=9999-12-31",
    "/factures-recues?ttc_min=1e-999999&ttc_max=sNaN",
    "/factures-recues?numero=" + "a" * 5000,
    "/factures-recues?numero=%00%ff&fournisseur=%ED%A0%80",
    "/factures-recues?suite=%00",
    "/factures-recues/traiter?facture=99999999999999999999&facture=-1&facture=x",
    "/factures-recues/traiter?facture=1" + "&facture=2" * 500,
    "/factures-recues/traiter/resultat?depot=99999999999999999999",
    "/suivi-des-flux?avant=x",
    "/evenements?avant=x",
    "/evenements?avant=999999999999999999.1.1",
    "/factures-recues?avec=%00&role=moe&cadre=%FF&piece=%00&masquer_rejetees=%00",
    "/factures-recues/recherches?fait=%00",
    "/suivi-des-flux?avant=99999999999999999999",
    "/suivi-des-flux?avant=-4",
    "/certificats/%00",
    "/sollicitations?sens=%00&etat=%00&avant=0",
    "/sollicitations?avant=x",
    "/sollicitations/99999999999999999999",
    "/sollicitations/nouvelle?facture=%D9%A1&depot=x",
    "/certificats/" + "x" * 5000,
    "/activites-du-gestionnaire/%00",
    f"/activites-du-gestionnaire/{RECIPIENT}%20",
    f"/activites-du-gestionnaire/..%2F{RECIPIENT}",
    f"/activites-du-gestionnaire/{RECIPIENT}/99999999999999999999",
    "/activites-du-gestionnaire/２２０６０００１９０００１６",
    "/mon-compte/rattachement?identifiant=%00&texte=%00",
    "/connexion?next=//[x",
]


@pytest.fixture
def manager(site: Site) -> Browser:
    compte = site.account()
    site.attach(compte, RECIPIENT, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    for espace in (Espace.FACTURES_RECUES, Espace.SUIVI_DES_FLUX):
        site.grant(compte, espace, RECIPIENT)
    return site.connected()


def test_any_address_is_answered_by_a_page(manager: Browser) -> None:
    for path in HOSTILE:
        answer = manager.get(path)
        assert answer.status_code in {200, 303, 400, 404}, path
        assert answer.status_code == 303 or answer.headers["content-type"].startswith("text/html"), path


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"courriel=" + b"a" * LARGEST}, 413),
        ({"content": iter([b"courriel="] + [b"a" * 100_000] * 11)}, 413),
        ({"content": b"&".join(b"f%d=1" % rank for rank in range(5_000))}, 400),
        ({"content": b"courriel=%ff%00&mot_de_passe=%ED%A0%80"}, 401),
        ({"content": b"--x\r\nbad", "type": "multipart/form-data; boundary=x"}, 401),
        ({"content": b"--x\r\nbad", "type": "multipart/form-data"}, 400),
        ({"files": {"courriel": ("a.txt", b"x")}}, 400),
    ],
)
def test_a_form_of_any_shape_is_answered_by_a_page(site: Site, sent: dict[str, object], status: int) -> None:
    headers = dict(HEADERS)
    if "files" not in sent:
        headers["content-type"] = str(sent.pop("type", "application/x-www-form-urlencoded"))
    answer = site.browser().client.post("/connexion", headers=headers, **sent)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")


def test_head_is_answered_as_get_is(manager: Browser) -> None:
    assert manager.client.head("/factures-recues").status_code == 200
    assert manager.client.head("/factures-emises").status_code == 404


def test_an_exception_nobody_foresaw_is_a_page_with_the_same_headers(site: Site) -> None:
    from fastapi.testclient import TestClient

    app = create_app(site.portail)

    @app.get("/essai/faute/imprevue")
    def fails() -> None:
        raise RuntimeError("secret")

    answer = TestClient(app, base_url=BASE, raise_server_exceptions=False).get("/essai/faute/imprevue")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Rien n" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_who_registers_somebody_else_s_address_gets_nothing(site: Site) -> None:
    """The owner of the address registers after, and confirms: the password that works is the owner's."""
    form = {"prenom": "Camille", "nom": "Essai", "courriel": "camille@essai.example"}
    site.browser().post("/inscription", **form, mot_de_passe="la phrase du malveillant")
    owner = site.browser()
    owner.post("/inscription", **form, mot_de_passe=PASSWORD)
    links = [re.search(r"lien=(\S+)", letter)[1] for letter in site.letters]  # type: ignore[index]
    for link in links:
        refused = owner.post("/confirmation", lien=link, mot_de_passe="la phrase du malveillant")
        assert refused.status_code == 401
        assert "Mot de passe oublié" in refused.text
    assert "est confirmée" in owner.post("/confirmation", lien=links[0], mot_de_passe=PASSWORD).text
    assert owner.sign_in(form["courriel"]).status_code == 200


def test_who_is_stopped_by_the_guesses_of_others_goes_on_by_a_new_password(site: Site) -> None:
    site.account()
    stranger, owner = site.browser(), site.browser()
    for _ in range(8):
        site.portail.ledger.sessions.tried(subject_of("camille@essai.example"), site.moment[0], WINDOW)
    stranger.sign_in("camille@essai.example", "faux")
    stopped = owner.sign_in("camille@essai.example")
    assert stopped.status_code == 429
    assert "Mot de passe oublié" in stopped.text
    owner.post("/mot-de-passe", courriel="camille@essai.example")
    link = re.search(r"lien=(\S+)", site.letters[-1])
    assert link is not None
    owner.post("/mot-de-passe/nouveau", lien=link[1], mot_de_passe="une toute autre phrase")
    assert owner.sign_in("camille@essai.example", "une toute autre phrase").status_code == 200


def test_many_guesses_at_once_are_counted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is counted before its password is looked at."""
    from hub.comptes import passwords, signing_in

    site.account()
    looked, together = [], threading.Barrier(8)

    def slow(kept: str, password: str) -> bool:
        looked.append(password)
        together.wait(timeout=5)
        return False

    monkeypatch.setattr(passwords, "is_right", slow)
    ledger, now = site.portail.ledger, site.moment[0]

    def guess(rank: int) -> None:
        signing_in.sign_in(ledger, "camille@essai.example", f"faux {rank}", now, "203.0.113.7")

    threads = [threading.Thread(target=guess, args=(rank,)) for rank in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(looked) == signing_in.MOST_OF_ACCOUNT


def test_nobody_fills_somebody_else_s_mailbox(site: Site) -> None:
    site.account()
    for _ in range(registration.LETTERS + 3):
        site.browser().post("/mot-de-passe", courriel="camille@essai.example")
    assert len(site.letters) == registration.LETTERS


@pytest.mark.parametrize(
    "courriel",
    [
        "a@b.c,d",
        "a,b@c.fr",
        "a;b@c.fr",
        "<a@b.fr>",
        "a%0ab@c.fr",
        '"a"@b.fr',
        "a@b@c.fr",
        "a(x)@b.fr",
        "a@b",
        "a@[1.2.3.4]",
    ],
)
def test_an_address_is_one_address(courriel: str) -> None:
    assert not COURRIEL.fullmatch(courriel)


@pytest.mark.parametrize("courriel", ["a.b+c@d-e.example", "jérôme@exemple.fr", "o'neil@exemple.fr", "a@b.c.d.fr"])
def test_an_address_that_people_have(courriel: str) -> None:
    assert COURRIEL.fullmatch(courriel)


@pytest.mark.parametrize("path", ["//[x", "/\\[x", "http://[", "/ok"])
def test_a_path_is_never_an_exception(path: str) -> None:
    assert own_path(path) in {"/", "/ok"}


def test_a_form_sent_after_the_session_ended_is_told_and_leads_back(manager: Browser, site: Site) -> None:
    token = manager.token()
    site.later(hours=9)
    sent = {"csrf": token, "langue": "en"}
    page = f"{BASE}/mon-compte/rattachement?texte=x"
    answer = manager.client.post("/mon-compte/langue", data=sent, headers={**HEADERS, "referer": page})
    assert answer.headers["location"] == "/connexion?next=%2Fmon-compte%2Frattachement%3Ftexte%3Dx&fin=1"
    assert "enregistré" in manager.get(answer.headers["location"]).text


def test_an_old_page_revives_no_attachment_and_no_right(manager: Browser, site: Site) -> None:
    colleague = site.account("collegue@essai.example")
    site.attach(colleague, RECIPIENT)
    site.grant(colleague, Espace.FACTURES_RECUES, RECIPIENT)
    base = f"/activites-du-gestionnaire/{RECIPIENT}/{colleague.id}"
    found = re.search(r'name="vu" value="([^"]*)"', manager.get(base).text)
    assert found is not None
    site.grant(colleague, Espace.FACTURES_RECUES, RECIPIENT, droit=None)
    fields = {"droit|factures-recues|": "consultation", "droit|suivi-des-flux|": "consultation"}
    answer = manager.post(f"{base}/droits", vu=found[1], **fields)
    assert answer.status_code == 403
    assert "ont changé" in answer.text
    site.portail.ledger.rights.attach(
        colleague.id, RECIPIENT, RoleRattachement.UTILISATEUR, EtatRattachement.RETIRE, site.moment[0], manager_of(site)
    )
    assert "Rien n" in manager.post(f"{base}/rattachement", reponse="accepter").text
    assert manager.post(f"{base}/droits", **fields).status_code == 403
    assert site.portail.ledger.rights.acces(colleague.id).structures() == ()


def manager_of(site: Site):  # type: ignore[no-untyped-def]
    from tests.portail.monde import OPERATOR

    return OPERATOR


def test_the_files_of_a_structure_are_not_those_of_one_of_its_services(site: Site) -> None:
    compte = site.account()
    site.attach(compte, "99900033400014")
    site.grant(compte, Espace.SUIVI_DES_FLUX, "99900033400014", "ACHATS")
    acces = site.portail.ledger.rights.acces(compte.id)
    assert acces.where(Espace.SUIVI_DES_FLUX) == ("99900033400014",)
    assert acces.whole(Espace.SUIVI_DES_FLUX) == ()
    assert acces.may(Espace.SUIVI_DES_FLUX, Droit.CONSULTATION, "99900033400014", "ACHATS")
    assert "Aucun fichier" in site.connected().get("/suivi-des-flux").text


def test_nobody_gives_another_name_to_a_structure_of_the_directory(site: Site) -> None:
    site.account()
    form = {"type_identifiant": "SIRET", "nouvel_identifiant": RECIPIENT, "raison_sociale": "Chez moi"}
    site.connected().post("/mon-compte/structure", **form)
    assert site.portail.ledger.rights.declared(RECIPIENT) == {}
    form = {"type_identifiant": "0223", "nouvel_identifiant": "FR32 999000110", "raison_sociale": "Chez moi"}
    assert "numéro français" in site.connected().post("/mon-compte/structure", **form).text.replace("\u00a0", " ")
