"""Who somebody is, by the word of a provider: an address only when it is one and is verified, names on one line."""

import pytest

from domain.errors import NotIdentified
from hub.comptes.openid.documents import Document
from hub.comptes.openid.exchange import Said
from hub.comptes.openid.identity import (
    LONGEST_COURRIEL,
    LONGEST_NAME,
    NO_COURRIEL,
    UNVERIFIED,
    Identified,
    identified,
)
from hub.settings.openid import OidcTable

COURRIEL = "camille@essai.example"
SURE = {"sub": "7", "email": COURRIEL, "email_verified": True}


def who(claims: dict[str, object], userinfo: dict[str, object] | None = None, *, trusted: bool = False) -> Identified:
    table = OidcTable(
        issuer="https://connexion.example", client_id="navette", client_secret_env="SECRET", email_trusted=trusted
    )
    said = Said(id_token="", claims=Document(values=claims), userinfo=Document(values=userinfo or {}))
    return identified(said, table)


def written(length: int) -> str:
    """An address of so many characters."""
    return f"a@{'b' * (length - len('a@.fr'))}.fr"


@pytest.mark.parametrize(("length", "kept"), [(LONGEST_COURRIEL, True), (LONGEST_COURRIEL + 1, False)])
def test_an_address_has_254_characters_at_most(length: int, kept: bool) -> None:
    found = who(SURE | {"email": written(length)})
    assert found.courriel == (written(length) if kept else "")
    assert found.why_no_courriel == (UNVERIFIED if kept else NO_COURRIEL)


@pytest.mark.parametrize("verified", [False, "false", "FALSE"])
@pytest.mark.parametrize("where", ["claims", "userinfo"])
def test_what_is_said_not_to_be_verified_refuses_wherever_it_is_said(verified: object, where: str) -> None:
    said = {"claims": dict(SURE), "userinfo": dict(SURE)}
    said[where]["email_verified"] = verified
    with pytest.raises(NotIdentified):
        who(said["claims"], said["userinfo"], trusted=True)


def test_an_address_is_sure_when_its_own_source_or_the_settings_say_so() -> None:
    silent = {"sub": "7", "email": COURRIEL}
    assert who(silent).courriel == ""
    assert who(silent).why_no_courriel == UNVERIFIED
    assert who(silent, trusted=True).courriel == COURRIEL
    assert who(silent | {"email_verified": "true"}).courriel == COURRIEL
    assert who(silent, SURE).courriel == COURRIEL, "the other source means the same address"
    assert who(silent, SURE | {"email": "autre@essai.example"}).courriel == ""
    assert who({"sub": "7"}, SURE).courriel == COURRIEL
    assert who({"sub": "7", "email_verified": True}, silent).courriel == ""
    assert who({"sub": "7"}).why_no_courriel == NO_COURRIEL


@pytest.mark.parametrize("courriel", ["", "camille", "a@b", "a@essai.example,b@essai.example", "<a@essai.example>"])
def test_what_is_no_address_is_none(courriel: str) -> None:
    assert who(SURE | {"email": courriel}).courriel == ""


def test_names_are_on_one_line_and_the_token_is_believed_first() -> None:
    found = who(
        SURE | {"given_name": " Camille\n\u202eA\x00 ", "family_name": "x" * (LONGEST_NAME + 1)},
        {"given_name": "Autre", "family_name": "Autre"},
    )
    assert (found.prenom, found.nom) == ("Camille A", "x" * LONGEST_NAME)
    assert who(SURE, {"given_name": "Autre"}).prenom == "Autre"


@pytest.mark.parametrize(
    ("siret", "kept"), [("220 600 019 00016", "22060001900016"), ("22060001900017", ""), ("220600019", ""), (7, "")]
)
def test_a_structure_is_a_siret_or_nothing(siret: object, kept: str) -> None:
    assert who(SURE | {"siret": siret}).siret == kept
