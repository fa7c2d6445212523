"""Registering, connecting, leaving; and who tries to pass for another."""

import re

import pytest

from domain.compte import EtatCompte
from tests.portail.monde import BASE, PASSWORD, Browser, Site

FORM = {"prenom": "Camille", "nom": "Essai", "courriel": "camille@essai.example", "mot_de_passe": PASSWORD}


def link(site: Site) -> str:
    """The secret of the last letter."""
    found = re.search(r"lien=(\S+)", site.letters[-1])
    assert found is not None
    return found[1]


def is_connected(browser: Browser) -> bool:
    return browser.get("/").status_code == 200


def test_somebody_registers_confirms_and_connects(site: Site) -> None:
    browser = site.browser()
    assert "Un message vient d" in browser.post("/inscription", **FORM).text
    assert browser.sign_in(FORM["courriel"]).status_code == 401, "not confirmed yet"
    assert not is_connected(browser)
    secret = link(site)
    assert "Confirmer mon adresse" in browser.get(f"/confirmation?lien={secret}").text
    assert browser.sign_in(FORM["courriel"]).status_code == 401, "to look at a link confirms nothing"
    for _ in range(2):
        assert "Votre adresse est confirmée" in browser.post("/confirmation", lien=secret, mot_de_passe=PASSWORD).text
    assert browser.sign_in(FORM["courriel"]).status_code == 200
    assert "Bonjour Camille" in browser.get("/").text


def test_whether_an_address_has_an_account_is_told_to_nobody(site: Site) -> None:
    site.account(FORM["courriel"])
    answers = [
        site.browser().post("/inscription", **{**FORM, "courriel": courriel}).text.replace(courriel, "x")
        for courriel in (FORM["courriel"], "nouveau@essai.example")
    ]
    assert answers[0] == answers[1]
    assert "déjà un compte" in site.letters[0]
    assert "lien=" not in site.letters[0]
    answers = [
        site.browser().post("/mot-de-passe", courriel=courriel).text
        for courriel in (FORM["courriel"], "personne@essai.example")
    ]
    assert answers[0] == answers[1]
    wrong = [
        site.browser().sign_in(courriel, "ce n'est pas cela").text.replace(courriel, "x")
        for courriel in (FORM["courriel"], "personne@essai.example")
    ]
    assert wrong[0] == wrong[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"mot_de_passe": "court"}, "moins de 12 caractères"),
        ({"mot_de_passe": "motdepasse1234"}, "premiers qu&#39;on essaie"),
        ({"mot_de_passe": "aaaaaaaaaaaaaa"}, "premiers qu&#39;on essaie"),
        ({"courriel": "camille"}, "Ce n&#39;est pas une adresse"),
        ({"prenom": " \n"}, "À remplir"),
    ],
)
def test_a_registration_that_is_not_right_says_what_and_keeps_the_rest(
    site: Site, change: dict[str, str], said: str
) -> None:
    answer = site.browser().post("/inscription", **{**FORM, **change})
    assert answer.status_code == 400
    assert said in answer.text.replace("\u00a0", " ")
    assert PASSWORD not in answer.text
    assert FORM["nom"] in answer.text
    assert site.letters == []
    assert site.portail.ledger.accounts.every() == ()


def test_a_lost_password_is_chosen_anew_once(site: Site) -> None:
    site.account(FORM["courriel"])
    before = site.connected(FORM["courriel"])
    assert is_connected(before)
    browser = site.browser()
    browser.post("/mot-de-passe", courriel="CAMILLE@essai.example ")
    secret, new = link(site), "une toute autre phrase"
    assert browser.post("/mot-de-passe/nouveau", lien=secret, mot_de_passe="court").status_code == 400
    assert "Le mot de passe est changé" in browser.post("/mot-de-passe/nouveau", lien=secret, mot_de_passe=new).text
    assert not is_connected(before), "whoever was connected is no more"
    assert browser.post("/mot-de-passe/nouveau", lien=secret, mot_de_passe=new + "!").status_code == 400
    assert browser.sign_in(FORM["courriel"]).status_code == 401
    assert browser.sign_in(FORM["courriel"], new).status_code == 200


def test_a_link_of_a_letter_ends(site: Site) -> None:
    site.account(FORM["courriel"])
    browser = site.browser()
    browser.post("/mot-de-passe", courriel=FORM["courriel"])
    site.later(hours=1)
    answer = browser.post("/mot-de-passe/nouveau", lien=link(site), mot_de_passe="une toute autre phrase")
    assert "Ce lien n" in answer.text


def test_guessing_is_stopped_for_a_while(site: Site) -> None:
    site.account(FORM["courriel"])
    browser = site.browser()
    assert [browser.sign_in(FORM["courriel"], f"faux mot de passe {n}").status_code for n in range(8)] == [401] * 8
    stopped = browser.sign_in(FORM["courriel"])
    assert stopped.status_code == 429, "not even the right one"
    assert 0 < int(stopped.headers["retry-after"]) <= 15 * 60 + 1
    site.account("autre@essai.example")
    assert browser.sign_in("autre@essai.example").status_code == 200, "another account is not stopped"
    site.later(minutes=15, seconds=1)
    assert site.browser().sign_in(FORM["courriel"]).status_code == 200


def test_a_session_ends_by_hand_by_time_and_with_its_account(site: Site) -> None:
    compte = site.account(FORM["courriel"])
    browser = site.connected()
    browser.post("/deconnexion")
    assert not is_connected(browser)
    browser = site.connected()
    site.later(minutes=29)
    assert is_connected(browser)
    site.later(minutes=29)
    assert is_connected(browser)
    site.later(minutes=31)
    answer = browser.get("/mon-compte?fait=demande")
    assert answer.headers["location"] == "/connexion?next=%2Fmon-compte%3Ffait%3Ddemande"
    browser = site.connected()
    site.portail.ledger.accounts.set_state(compte.id, EtatCompte.FERME, site.moment[0], "essai")
    assert not is_connected(browser)
    assert browser.sign_in(FORM["courriel"]).status_code == 401


def test_connecting_gives_another_cookie_than_one_had(site: Site) -> None:
    """Nobody can plant a cookie and share the session that grows from it."""
    site.account(FORM["courriel"])
    browser = site.browser()
    browser.client.cookies.set("navette", "choisi-par-un-autre")
    browser.sign_in(FORM["courriel"])
    assert browser.client.cookies.get("navette", domain="localhost.local") != "choisi-par-un-autre"
    browser.client.cookies.clear()
    browser.client.cookies.set("navette", "choisi-par-un-autre")
    assert not is_connected(browser)


@pytest.mark.parametrize(
    ("after", "goes"),
    [
        ("/mon-compte", "/mon-compte"),
        ("/suivi-des-flux?avant=3", "/suivi-des-flux?avant=3"),
        ("//mechant.example/", "/"),
        ("https://mechant.example/", "/"),
        ("/\\mechant.example", "/"),
        ("\\\\mechant.example", "/"),
        ("mechant.example", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_nobody_is_led_elsewhere_by_a_link_to_here(site: Site, after: str, goes: str) -> None:
    site.account(FORM["courriel"])
    answer = site.browser().sign_in(FORM["courriel"], next=after, follow=False)  # type: ignore[arg-type]
    assert answer.headers["location"] == goes


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://mechant.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": BASE},
        {"sec-fetch-site": "same-site", "origin": BASE},
        {"referer": "https://mechant.example/localhost"},
        {"origin": f"{BASE}.mechant.example"},
    ],
)
def test_a_form_of_another_site_does_nothing(site: Site, headers: dict[str, str]) -> None:
    site.account(FORM["courriel"])
    browser = site.connected()
    sent = {"csrf": browser.token(), "langue": "en"}
    answer = browser.client.post("/mon-compte/langue", data=sent, headers=headers)
    assert answer.status_code == 403
    assert "Formulaire refusé" in answer.text
    assert "Bonjour" in browser.get("/").text, "still in French"


def test_a_form_needs_the_token_of_its_session(site: Site) -> None:
    site.account(FORM["courriel"])
    site.account("autre@essai.example")
    other = site.connected("autre@essai.example").token()
    browser = site.connected()
    for token in ("", "x", other):
        assert browser.post("/mon-compte/langue", csrf=token, langue="en").status_code == 403
    assert (
        "Hello Camille" in browser.post("/mon-compte/langue", langue="en").text
        or "My account" in browser.get("/mon-compte").text
    )


def test_a_password_is_changed_by_who_knows_it(site: Site) -> None:
    site.account(FORM["courriel"])
    other, browser = site.connected(), site.connected()
    new = "une toute autre phrase"
    assert browser.post("/mon-compte/mot-de-passe", ancien="non", nouveau=new).status_code == 400
    assert browser.post("/mon-compte/mot-de-passe", ancien=PASSWORD, nouveau="court").status_code == 400
    assert "est changé" in browser.post("/mon-compte/mot-de-passe", ancien=PASSWORD, nouveau=new).text
    assert is_connected(browser)
    assert not is_connected(other)
    assert site.browser().sign_in(FORM["courriel"], new).status_code == 200


def test_every_answer_forbids_what_browsers_can_forbid(site: Site) -> None:
    site.account(FORM["courriel"])
    browser = site.connected()
    for path in ("/", "/mon-compte", "/connexion", "/nulle-part", "/statique/portail.css", "/certificats/x"):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe-inline" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
    assert browser.get("/mon-compte").headers["cache-control"] == "no-store"


def test_no_page_has_a_script_or_a_style_of_its_own(site: Site) -> None:
    site.account(FORM["courriel"])
    browser = site.connected()
    for path in ("/", "/mon-compte", "/mon-compte/rattachement", "/inscription"):
        page = browser.get(path).text
        assert "<script" not in page
        assert "style=" not in page
        assert " on" not in re.sub(r">[^<]*<", "><", page)


def test_another_name_of_the_host_is_refused(site: Site) -> None:
    assert site.browser().client.get("/connexion", headers={"host": "mechant.example"}).status_code == 400


def test_the_language_of_who_is_not_connected(site: Site) -> None:
    browser = site.browser()
    assert "Se connecter" in browser.get("/connexion").text
    browser.post("/langue", langue="en", ici="/connexion")
    page = browser.get("/connexion").text
    assert "Sign in" in page
    assert "Se connecter" not in page
    assert '<html lang="en">' in page
