"""Connecting by a provider of identities that these tests run, and that misbehaves when they ask it to."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hmac import digest
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from httpx import Response

from domain.compte import Compte, EtatCompte, JournalEntry, Qualite
from hub.comptes.openid import fetching
from hub.comptes.signing_in import MOST_OF_ADDRESS, WINDOW
from ledger.accounts.registered import NewCompte
from tests.hub.world import World
from tests.portail.fournisseur import (
    CLIENT,
    EC,
    OTHER_RSA,
    PERSON,
    RSA,
    SECRET,
    Fournisseur,
    known_to,
    signed,
    type_claims,
    unsigned,
    with_,
)
from tests.portail.monde import BASE, PASSWORD, Browser, Site, copied

HOME = "http://127.0.0.1:8800"
COURRIEL = str(PERSON["email"])


def back_from(browser: Browser, path: str = "/connexion/openid") -> str:
    """What the provider sends the browser back to, as a path of the portal."""
    gone = browser.get(path)
    assert gone.status_code == 303, gone.text
    return brought(gone.headers["location"])


def brought(url: str) -> str:
    answer = httpx.get(url, follow_redirects=False)
    assert answer.status_code == 302, answer.text
    assert answer.headers["location"].startswith(f"{HOME}/connexion/openid/retour?")
    return answer.headers["location"].removeprefix(HOME)


def connect(browser: Browser, path: str = "/connexion/openid") -> Response:
    return browser.get(back_from(browser, path))


def is_connected(browser: Browser) -> bool:
    return browser.get("/mon-compte").status_code == 200


def accounts(site: Site) -> tuple[Compte, ...]:
    return site.portail.ledger.accounts.every()


def plain(answer: Response) -> str:
    return re.sub(r"<[^>]+>", " ", answer.text).replace("\u00a0", " ").replace("\u202f", " ").replace("&#39;", "'")


def test_who_is_not_known_is_given_an_account_and_asks_for_an_attachment(ici: Site, fournisseur: Fournisseur) -> None:
    browser = ici.browser()
    assert "Se connecter avec l&#39;annuaire" in browser.get("/connexion").text
    answer = connect(browser, "/connexion/openid?next=%2Fetats")
    assert answer.headers["location"] == "/mon-compte/rattachement?identifiant=22060001900016&dit=1"
    page = browser.get(answer.headers["location"])
    assert 'value="22060001900016"' in page.text
    assert "un gestionnaire y répond" in page.text
    (compte,) = accounts(ici)
    assert (compte.courriel, compte.prenom, compte.nom, compte.etat) == (COURRIEL, "Camille", "Essai", EtatCompte.ACTIF)
    acces = ici.portail.ledger.rights.acces(compte.id)
    assert (acces.rattachements, acces.habilitations) == ((), ()), "the claim alone attaches to nothing"
    assert ici.portail.ledger.accounts.by_id(compte.id).mot_de_passe == ""
    assert ici.browser().sign_in(COURRIEL, "").status_code == 401
    browser.post("/mon-compte/rattachement", structure="22060001900016")
    again = connect(ici.browser(), "/connexion/openid?next=%2Fetats")
    assert again.headers["location"] == "/etats", "asked for already"
    assert len(accounts(ici)) == 1
    journal = ici.portail.ledger.accounts.journal_of(compte.id)
    entries = [line.entry for line in journal if line.detail == fournisseur.issuer]
    assert sorted(entries) == [JournalEntry.CONNEXION, JournalEntry.CONNEXION, JournalEntry.INSCRIPTION]


def test_an_account_is_never_reached_by_its_address_alone(ici: Site) -> None:
    mine = ici.account(COURRIEL)
    browser = ici.browser()
    answer = connect(browser, "/connexion/openid?next=%2Fetats")
    assert answer.headers["location"] == "/connexion/openid/liaison"
    assert not is_connected(browser)
    assert COURRIEL in browser.get("/connexion/openid/liaison").text
    assert browser.post("/connexion/openid/liaison", mot_de_passe="ce n'est pas lui").status_code == 401
    assert not is_connected(browser)
    assert ici.browser().post("/connexion/openid/liaison", mot_de_passe=PASSWORD).status_code == 400, "no cookie"
    linked = browser.post("/connexion/openid/liaison", follow=False, mot_de_passe=PASSWORD)
    assert linked.headers["location"] == "/etats"
    assert is_connected(browser)
    assert browser.post("/connexion/openid/liaison", mot_de_passe=PASSWORD).status_code == 400, "once"
    later = ici.browser()
    connect(later)
    assert is_connected(later)
    assert [each.id for each in accounts(ici)] == [mine.id]
    assert JournalEntry.IDENTITE in {line.entry for line in ici.portail.ledger.accounts.journal_of(mine.id)}


def test_linking_is_guessed_no_more_often_than_a_password(ici: Site) -> None:
    ici.account(COURRIEL)
    browser = ici.browser()
    connect(browser)
    tried = [browser.post("/connexion/openid/liaison", mot_de_passe=f"faux mot {n}").status_code for n in range(9)]
    assert tried == [401] * 8 + [429]
    assert browser.post("/connexion/openid/liaison", mot_de_passe=PASSWORD).status_code == 429


def test_who_has_no_password_links_by_a_letter_in_the_same_browser(ici: Site) -> None:
    """Somebody registered the address of another, with a password of his own, and never confirmed it."""
    new = NewCompte(courriel=COURRIEL, prenom="Camille", nom="Essai", mot_de_passe=ici.account("x@y.example").nom)
    planted = ici.portail.ledger.accounts.register(new, "0" * 64, ici.moment[0].replace(year=2099), ici.moment[0], "")
    assert planted is not None
    browser, other = ici.browser(), ici.browser()
    connect(browser)
    assert browser.post("/connexion/openid/liaison", mot_de_passe=PASSWORD).status_code == 401
    browser.post("/connexion/openid/liaison/lettre")
    found = re.search(r"/connexion/openid/lien\?lien=(\S+)", ici.letters[-1])
    assert found is not None
    assert COURRIEL in ici.letters[-1]
    browser.get(f"/connexion/openid/lien?lien={found[1]}")
    assert not is_connected(browser), "to look at a link links nothing"
    assert other.post("/connexion/openid/lien", lien=found[1]).status_code == 400
    assert browser.post("/connexion/openid/lien", lien="x").status_code == 400
    browser.post("/connexion/openid/lien", lien=found[1])
    assert is_connected(browser)
    known = ici.portail.ledger.accounts.by_id(planted.id)
    assert (known.compte.etat, known.mot_de_passe) == (EtatCompte.ACTIF, "")
    assert ici.browser().post("/connexion/openid/lien", lien=found[1]).status_code == 400


def test_a_closed_account_is_closed_whatever_the_provider_says(ici: Site) -> None:
    connect(ici.browser())
    (compte,) = accounts(ici)
    ici.portail.ledger.accounts.set_state(compte.id, EtatCompte.FERME, ici.moment[0], "essai")
    browser = ici.browser()
    answer = connect(browser)
    assert answer.status_code == 403
    assert "Ce compte est fermé" in plain(answer)
    assert not is_connected(browser)
    assert ici.portail.ledger.accounts.journal_of(compte.id)[0].entry is JournalEntry.REFUS
    ici.portail.ledger.identities.unlink(compte.id, ici_issuer(ici), str(PERSON["sub"]), ici.moment[0], "")
    assert "Ce compte est fermé" in plain(connect(browser)), "by its address too"


def ici_issuer(site: Site) -> str:
    table = site.portail.settings.portail.oidc
    assert table is not None
    return table.issuer


def test_a_new_session_is_begun_and_the_one_there_was_ends(ici: Site) -> None:
    ici.account("autre@essai.example")
    browser = ici.connected("autre@essai.example")
    before = browser.client.cookies.get("navette", domain="localhost.local")
    back = back_from_form(browser)
    del back
    browser.post("/deconnexion")
    connect(browser)
    after = browser.client.cookies.get("navette", domain="localhost.local")
    assert before != after
    browser.client.cookies.set("navette", str(before), domain="localhost.local")
    assert not is_connected(browser)


def back_from_form(browser: Browser) -> str:
    """The same as :func:`back_from`, for who is connected."""
    page = browser.post("/mon-compte/identites")
    assert page.status_code == 200
    assert page.headers["refresh"].startswith("0; url=http://127.0.0.1:")
    return brought(page.headers["refresh"].removeprefix("0; url="))


def test_who_is_connected_links_an_identity_of_another_address_and_ends_that(
    ici: Site, fournisseur: Fournisseur
) -> None:
    mine = ici.account("autre@essai.example")
    browser = ici.connected("autre@essai.example")
    assert browser.client.post("/mon-compte/identites", data={"csrf": "x"}, headers={"origin": BASE}).status_code == 403
    assert browser.get(back_from_form(browser)).headers["location"] == "/mon-compte?fait=identite"
    later = ici.browser()
    connect(later)
    assert "autre@essai.example" in later.get("/mon-compte").text
    key = re.search(r'name="identite" value="(\w+)"', later.get("/mon-compte").text)
    assert key is not None
    assert later.post("/mon-compte/identites/retirer", identite="x").status_code == 404
    assert "plus ainsi" in later.post("/mon-compte/identites/retirer", identite=key[1]).text
    assert browser.get("/mon-compte").status_code == 303, "who connected by it elsewhere is connected no more"
    assert ici.portail.ledger.identities.of_account(mine.id) == ()
    connect(ici.browser())
    assert len(accounts(ici)) == 2


def test_who_runs_navette_is_led_to_no_attachment(ici: Site) -> None:
    ici.account(COURRIEL, Qualite.EXPLOITANT)
    browser = ici.connected(COURRIEL)
    browser.get(back_from_form(browser))
    assert connect(ici.browser(), "/connexion/openid?next=%2Fetats").headers["location"] == "/etats"


def test_an_identity_begun_by_one_session_is_linked_to_no_other_account(ici: Site) -> None:
    ici.account("autre@essai.example")
    victim = ici.account("victime@essai.example")
    browser = ici.connected("autre@essai.example")
    back = back_from_form(browser)
    browser.post("/deconnexion")
    browser.sign_in("victime@essai.example")
    assert browser.get(back).status_code == 403
    assert ici.portail.ledger.identities.of_account(victim.id) == ()


def test_the_last_way_to_connect_is_not_removed(ici: Site) -> None:
    browser = ici.browser()
    connect(browser)
    key = re.search(r'name="identite" value="(\w+)"', browser.get("/mon-compte").text)
    assert key is not None
    assert "pas d'autre moyen" in plain(browser.post("/mon-compte/identites/retirer", identite=key[1]))
    assert len(ici.portail.ledger.identities.of_account(accounts(ici)[0].id)) == 1


def test_who_leaves_leaves_the_provider_too(ici: Site, fournisseur: Fournisseur) -> None:
    browser = ici.browser()
    connect(browser)
    left = browser.post("/deconnexion")
    url = left.headers["refresh"].removeprefix("0; url=")
    asked = parse_qs(urlsplit(url).query)
    assert url.startswith(f"{fournisseur.issuer}/logout?")
    assert asked["post_logout_redirect_uri"] == [f"{HOME}/connexion"]
    assert asked["id_token_hint"][0].count(".") == 2
    assert len(asked["state"][0]) >= 32
    assert "client_id" not in asked
    back = httpx.get(url, follow_redirects=False).headers["location"].removeprefix(HOME)
    assert browser.get(back).status_code == 200
    assert not is_connected(browser)
    ici.account("autre@essai.example")
    browser.sign_in("autre@essai.example")
    assert browser.post("/deconnexion", follow=False).headers["location"] == "/connexion"


def test_where_the_provider_offers_no_way_out_one_leaves_the_portal(ici: Site, fournisseur: Fournisseur) -> None:
    fournisseur.conduct.metadata = without("end_session_endpoint")
    browser = ici.browser()
    connect(browser)
    assert browser.post("/deconnexion").headers["location"] == "/connexion"


def without(*names: str) -> Callable[[type_claims], type_claims]:
    return lambda claims: {name: value for name, value in claims.items() if name not in names}


def given(**more: Any) -> Callable[[type_claims], type_claims]:
    return lambda claims: {**claims, **more}


HS256 = "HS256 with the public key as the secret"


def by_public_key(claims: type_claims) -> str:
    """Made by hand: the library refuses to."""
    header = {"alg": "HS256", "kid": "rsa-1", "typ": "JWT"}
    start = ".".join(urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in (header, claims))
    mac = digest(RSA.as_pem(private=False), start.encode(), "sha256")
    return f"{start}.{urlsafe_b64encode(mac).rstrip(b'=').decode()}"


WRONG_TOKENS: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": given(nonce="a" * 43)},
    "no nonce": {"claims": without("nonce")},
    "another audience": {"claims": given(aud="autre")},
    "no audience": {"claims": without("aud")},
    "several audiences without party": {"claims": given(aud=[CLIENT, "autre"])},
    "another party": {"claims": given(azp="autre")},
    "another issuer": {"claims": given(iss="https://mechant.example")},
    "the issuer's beginning": {"claims": lambda claims: {**claims, "iss": claims["iss"][:-1]}},
    "expired": {"claims": lambda claims: {**claims, "iat": claims["iat"] - 300, "exp": claims["iat"] - 200}},
    "no end": {"claims": without("exp")},
    "an end that is a text": {"claims": given(exp="2099-01-01")},
    "of the future": {"claims": lambda claims: {**claims, "iat": claims["iat"] + 600, "exp": claims["iat"] + 900}},
    "not yet": {"claims": lambda claims: {**claims, "nbf": claims["iat"] + 600}},
    "of an hour ago": {"claims": lambda claims: {**claims, "iat": claims["iat"] - 3600}},
    "another access token": {"claims": given(at_hash="a" * 22)},
    "nobody": {"claims": given(sub="")},
    "a sub that is a number": {"claims": given(sub=7)},
    "alg none": {"sign": unsigned},
    HS256: {"sign": by_public_key},
    "another key under its name": {"sign": lambda claims: signed(claims, "RS256", OTHER_RSA, kid="rsa-1")},
    "a key nobody publishes": {"sign": lambda claims: signed(claims, "RS256", OTHER_RSA)},
    "RS512": {"sign": lambda claims: signed(claims, "RS512", RSA)},
    "an access token": {"sign": lambda claims: signed(claims, "RS256", RSA, typ="at+jwt")},
    "no token at all": {"sign": lambda _: "pas.un.jeton"},
    "a changed content": {"sign": lambda claims: changed(signed(claims, "RS256", RSA))},
    "a very long token": {"claims": given(noise="x" * 20_000)},
    "an address that is not verified": {"person": {**PERSON, "email_verified": False}},
    "an address that says it is not verified": {"person": {**PERSON, "email_verified": "false"}},
    "an address of which nothing is said": {"person": without("email_verified")(dict(PERSON))},
    "no address": {"person": without("email")(dict(PERSON))},
    "no address of anybody": {"person": {**PERSON, "email": "camille@essai.example,x@essai.example"}},
    "userinfo of somebody else": {"in_token": (), "userinfo": given(sub="autre")},
    "userinfo of nobody": {"in_token": (), "userinfo": without("sub")},
    "userinfo signed by another key": {
        "in_token": (),
        "sign_userinfo": lambda claims: signed(claims, "RS256", OTHER_RSA, kid="rsa-1"),
    },
    "userinfo for another": {"in_token": (), "userinfo": given(aud="autre"), "sign_userinfo": by_public_key},
    "unsigned userinfo": {"in_token": (), "sign_userinfo": unsigned},
    "the answer of another provider": {"back": given(iss="https://mechant.example")},
    "an answer of nobody": {"back": without("iss")},
    "no code": {"back": without("code")},
    "an error": {"back": given(error="<script>")},
    "another code": {"back": given(code="x")},
    "a token endpoint that redirects": {"answer": {"/token": (302, {"location": "http://127.0.0.1:1/"}, b"")}},
    "a token endpoint that says no JSON": {"answer": {"/token": (200, {}, b"<html>")}},
    "a token endpoint that says a list": {"answer": {"/token": (200, {}, b"[1]")}},
    "deep JSON": {"answer": {"/token": (200, {}, b"[" * 200_000)}},
    "a huge answer": {"answer": {"/token": (200, {}, b"x" * (fetching.LARGEST + 1))}},
    "a compressed answer": {"answer": {"/token": (200, {"content-encoding": "gzip"}, b"")}},
    "no keys": {"keys": ()},
    "keys that redirect": {"answer": {"/certs": (307, {"location": "http://127.0.0.1:1/"}, b"")}},
}


def changed(token: str) -> str:
    header, content, signature = token.split(".")
    return ".".join((header, content[:-4] + ("AAAA" if content[-4:] != "AAAA" else "BBBB"), signature))


@pytest.fixture(scope="module")
def nobody_s(night: World, running: Fournisseur, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One portal for everything that gives nobody a session: it stays without accounts."""
    folder = tmp_path_factory.mktemp("openid")
    return known_to(Site.of(copied(night, folder)), running, folder)


@pytest.fixture
def strict(nobody_s: Site, fournisseur: Fournisseur) -> Site:
    """The same, that knows nothing of the provider yet."""
    nobody_s.portail.provider._kept.clear()
    nobody_s.portail.ledger.sessions.forget("adresse:testclient")
    nobody_s.letters.clear()
    return nobody_s


@pytest.mark.parametrize("name", WRONG_TOKENS)
def test_an_answer_that_proves_nothing_gives_no_session(strict: Site, fournisseur: Fournisseur, name: str) -> None:
    for attribute, value in WRONG_TOKENS[name].items():
        setattr(fournisseur.conduct, attribute, value)
    browser = strict.browser()
    answer = connect(browser)
    assert answer.status_code == 403
    assert "Personne n'est connecté" in plain(answer)
    assert "<script" not in answer.text
    assert "navette" not in browser.client.cookies
    assert not is_connected(browser)
    assert accounts(strict) == ()
    assert SECRET not in "".join(strict.letters)


GOOD_TOKENS: dict[str, dict[str, Any]] = {
    "PS256": {"sign": lambda claims: signed(claims, "PS256", RSA)},
    "ES256": {"sign": lambda claims: signed(claims, "ES256", EC)},
    "several audiences": {"claims": given(aud=["autre", CLIENT], azp=CLIENT)},
    "clocks that differ a little": {"claims": lambda claims: {**claims, "iat": claims["iat"] + 30}},
    "no at_hash": {"claims": without("at_hash")},
    "claims in userinfo": {"in_token": ()},
    "claims in a signed userinfo": {"in_token": (), "sign_userinfo": lambda claims: signed(claims, "ES256", EC)},
    "a truth written as a word": {"person": {**PERSON, "email_verified": "true"}},
    "keys of other kinds": {"keys": (OTHER_RSA, EC, RSA)},
}


@pytest.mark.parametrize("name", GOOD_TOKENS)
def test_what_providers_do_differently_is_taken(ici: Site, fournisseur: Fournisseur, name: str) -> None:
    for attribute, value in GOOD_TOKENS[name].items():
        setattr(fournisseur.conduct, attribute, value)
    browser = ici.browser()
    connect(browser)
    assert is_connected(browser)
    assert [each.courriel for each in accounts(ici)] == [COURRIEL]


def test_proconnect(ici: Site, fournisseur: Fournisseur) -> None:
    """Its userinfo is a signed token, it says nothing of ``email_verified``, and wants assurance by ``claims``."""
    level = "https://proconnect.gouv.fr/assurance/consistency-checked-2fa"
    with_(
        ici,
        client_auth="post",
        scopes=("openid", "given_name", "usual_name", "email", "siret", "uid"),
        claim_family_name="usual_name",
        email_trusted=True,
        acr_values=(level,),
        acr_request="claims",
    )
    conduct = fournisseur.conduct
    conduct.auth, conduct.in_token = "post", ("acr",)
    conduct.person = {**without("email_verified", "family_name")(PERSON), "usual_name": "Usage", "acr": level}
    conduct.sign_userinfo = lambda claims: signed(claims, "RS256", RSA)
    browser = ici.browser()
    asked = parse_qs(urlsplit(browser.get("/connexion/openid").headers["location"]).query)
    assert json.loads(asked["claims"][0]) == {"id_token": {"acr": {"essential": True, "values": [level]}}}
    assert "acr_values" not in asked
    connect(browser)
    assert is_connected(browser)
    assert [(each.prenom, each.nom) for each in accounts(ici)] == [("Camille", "Usage")]
    conduct.person["acr"] = "eidas0"
    answer = connect(ici.browser())
    assert answer.status_code == 403
    assert "second facteur" in plain(answer)


def test_what_a_browser_brings_back_is_taken_once_from_it_alone_and_for_ten_minutes(
    ici: Site, fournisseur: Fournisseur
) -> None:
    browser, thief = ici.browser(), ici.browser()
    back = back_from(browser)
    assert thief.get(back).status_code == 403, "another browser"
    assert not is_connected(thief)
    thief.get("/connexion/openid")
    assert thief.get(back).status_code == 403, "a browser with a cookie of its own"
    browser.get(back)
    assert is_connected(browser)
    browser.post("/deconnexion")
    assert browser.get(back).status_code == 403, "again"
    late = ici.browser()
    back = back_from(late)
    ici.later(minutes=10)
    assert late.get(back).status_code == 403
    assert not is_connected(late)


def test_a_code_of_another_request_is_of_no_use(ici: Site) -> None:
    """The code that somebody got for himself is given to the browser of another, with that one's state."""
    mine, theirs = ici.browser(), ici.browser()
    code = parse_qs(urlsplit(back_from(mine)).query)["code"][0]
    back = urlsplit(back_from(theirs))
    asked = parse_qs(back.query)
    answer = theirs.get(f"{back.path}?state={asked['state'][0]}&iss={asked['iss'][0]}&code={code}")
    assert answer.status_code == 403
    assert "invalid_grant" in answer.text
    assert not is_connected(theirs)


def test_keys_may_change_and_unknown_ones_ask_the_provider_no_more_often(ici: Site, fournisseur: Fournisseur) -> None:
    connect(ici.browser())
    fournisseur.conduct.keys, fournisseur.conduct.sign = (OTHER_RSA,), lambda claims: signed(claims, "RS256", OTHER_RSA)
    ici.later(minutes=1)
    browser = ici.browser()
    connect(browser)
    assert is_connected(browser)
    fournisseur.asked.clear()
    fournisseur.conduct.sign = lambda claims: signed(claims, "RS256", RSA)
    for _ in range(3):
        assert connect(ici.browser()).status_code == 403
    assert fournisseur.asked.count("/certs") == 0, "they were asked for a moment ago"
    assert "/.well-known/openid-configuration" not in fournisseur.asked


WRONG_METADATA: dict[str, Callable[[type_claims], type_claims]] = {
    "another name": given(issuer="https://mechant.example"),
    "a token endpoint elsewhere": given(token_endpoint="https://mechant.example/token"),
    "keys elsewhere": given(jwks_uri="http://127.0.0.1:1/certs"),
    "people sent elsewhere": given(authorization_endpoint="https://mechant.example/auth"),
    "a name and a password": given(token_endpoint="https://x:y@127.0.0.1/token"),
    "a script": given(authorization_endpoint="javascript:alert(1)"),
    "no token endpoint": without("token_endpoint"),
}


@pytest.mark.parametrize("name", WRONG_METADATA)
def test_nobody_is_sent_to_another_host_than_the_one_named(strict: Site, fournisseur: Fournisseur, name: str) -> None:
    fournisseur.conduct.metadata = WRONG_METADATA[name]
    answer = strict.browser().get("/connexion/openid")
    assert answer.status_code == 403
    assert "mechant" not in answer.text
    assert set(fournisseur.asked) == {"/.well-known/openid-configuration"}


DOWN: dict[str, dict[str, Any]] = {
    "an error of its own": {"answer": {"/.well-known/openid-configuration": (503, {}, b"")}},
    "nothing in time": {"slow": frozenset({"/.well-known/openid-configuration"})},
    "no such page": {"answer": {"/.well-known/openid-configuration": (404, {}, b"")}},
}


@pytest.mark.parametrize("name", DOWN)
def test_a_provider_that_is_down_is_told_and_passwords_go_on(
    ici: Site, fournisseur: Fournisseur, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "WHOLE", 0.1)
    for attribute, value in DOWN[name].items():
        setattr(fournisseur.conduct, attribute, value)
    ici.account("autre@essai.example")
    browser = ici.browser()
    for _ in range(3):
        answer = browser.get("/connexion/openid?next=%2Fetats")
        assert answer.status_code == 503
        assert "Le fournisseur d'identité" in plain(answer)
        assert 'name="mot_de_passe"' in answer.text
        assert 'value="/etats"' in answer.text
    assert len(fournisseur.asked) == 1, "it is left alone for a moment"
    assert browser.sign_in("autre@essai.example").status_code == 200
    fournisseur.conduct.answer, fournisseur.conduct.slow = {}, frozenset()
    ici.later(seconds=15)
    assert ici.browser().get("/connexion/openid").status_code == 303


def test_a_provider_that_nothing_answers_for(ici: Site) -> None:
    with_(ici, issuer="http://127.0.0.1:1/realms/essai")
    answer = ici.browser().get("/connexion/openid")
    assert answer.status_code == 503
    assert "ne répond pas" in answer.text


def test_who_gives_up_is_told_so_and_is_no_attack(ici: Site, fournisseur: Fournisseur) -> None:
    fournisseur.conduct.back = lambda brought: {**without("code")(brought), "error": "access_denied"}
    for _ in range(MOST_OF_ADDRESS - 1):
        ici.portail.ledger.sessions.tried("adresse:testclient", ici.moment[0], WINDOW)
    for _ in range(3):
        assert "abandonnée" in plain(connect(ici.browser()))


def test_failures_are_counted_for_the_network_address(ici: Site, fournisseur: Fournisseur) -> None:
    browser = ici.browser()
    statuses = [browser.get("/connexion/openid/retour?state=x&code=y").status_code for _ in range(41)]
    assert statuses == [403] * 40 + [429]
    assert browser.get("/connexion/openid/retour?state=x&code=y").headers["retry-after"]
    assert fournisseur.asked == [], "nothing was asked of the provider"


def test_a_secret_that_is_wrong_is_told_with_the_setting(ici: Site, fournisseur: Fournisseur, tmp_path: Path) -> None:
    (tmp_path / "oidc").write_text("un autre", encoding="utf-8")
    answer = connect(ici.browser())
    assert answer.status_code == 403
    assert "client_secret" in answer.text
    assert "un autre" not in answer.text + "".join(ici.letters)
    (tmp_path / "oidc").unlink()
    answer = connect(ici.browser())
    assert answer.status_code == 403
    assert "ne peut pas être lu" in plain(answer)


def test_a_portal_without_passwords(ici: Site) -> None:
    ici.account(COURRIEL)
    browser = ici.browser()
    with_(ici, passwords=False)
    browser = ici.browser()
    page = browser.get("/connexion").text
    assert "Se connecter avec" in page
    assert "mot_de_passe" not in page
    for path in ("/inscription", "/mot-de-passe", "/mot-de-passe/nouveau", "/confirmation"):
        assert browser.get(path).status_code == 404
    assert browser.sign_in(COURRIEL).status_code == 404
    connect(browser)
    assert "mot_de_passe" not in browser.get("/connexion/openid/liaison").text
    assert browser.post("/connexion/openid/liaison", mot_de_passe=PASSWORD).status_code == 404
    browser.post("/connexion/openid/liaison/lettre")
    found = re.search(r"lien=(\S+)", ici.letters[-1])
    assert found is not None
    browser.post("/connexion/openid/lien", lien=found[1])
    assert is_connected(browser)
    assert "ancien" not in browser.get("/mon-compte").text
    assert browser.post("/mon-compte/mot-de-passe", ancien=PASSWORD, nouveau="une autre phrase").status_code == 404


def test_accounts_are_made_only_when_the_settings_say_so(ici: Site) -> None:
    with_(ici, create=False)
    answer = connect(ici.browser())
    assert answer.status_code == 403
    assert "demandez-en un" in answer.text
    assert accounts(ici) == ()


@pytest.mark.parametrize(
    "after", ["//mechant.example/", "https://mechant.example/", "/\\mechant.example", "javascript:x"]
)
def test_nobody_is_led_elsewhere_after_coming_back(ici: Site, fournisseur: Fournisseur, after: str) -> None:
    fournisseur.conduct.person.pop("siret")
    assert connect(ici.browser(), f"/connexion/openid?next={after}").headers["location"] == "/"


def test_without_the_table_there_is_no_such_page(site: Site) -> None:
    browser = site.browser()
    assert "Se connecter avec" not in browser.get("/connexion").text
    paths = ["", "/retour?state=x", "/liaison", "/lien?lien=x"]
    assert [browser.get(f"/connexion/openid{path}").status_code for path in paths] == [404] * 4
    assert browser.get("/deconnexion/fournisseur").status_code == 404


def test_the_ledger_has_no_secret_of_it(ici: Site) -> None:
    browser = ici.browser()
    gone = parse_qs(urlsplit(browser.get("/connexion/openid").headers["location"]).query)
    browser.get(back_from(browser))
    ici.portail.ledger.close()
    bytes_ = b"".join(path.read_bytes() for path in ici.world.home.glob("navette.db*"))
    kept = [gone["state"][0], gone["nonce"][0], browser.client.cookies.get("navette-jeton", path="/deconnexion") or ""]
    assert all(each and each.encode() not in bytes_ for each in kept)
