"""Files of programs are bounded as those of pages are: nobody fills the places of the others."""

import asyncio
import base64
import json
from collections.abc import Iterator

import pytest
from starlette.requests import Request
from starlette.types import Message, Scope

from domain.compte import Compte
from domain.espace import Droit, Espace
from portail.acces import file_bounds
from portail.acces.file_bounds import TooSlow, pieces
from tests.portail.monde import SAMPLES, Site, set_
from tests.portail.test_api import key_of
from tests.portail.test_api_deposits import PAPETERIE, deposit
from tests.portail.test_deposer import dropped

XML = SAMPLES["ubl-facture.xml"]


@pytest.fixture
def compte(site: Site) -> Compte:
    made = site.account()
    site.attach(made, PAPETERIE)
    for espace in (Espace.FACTURES_EMISES, Espace.RACCORDEMENTS):
        site.grant(made, espace, PAPETERIE, droit=Droit.MODIFICATION)
    return made


@pytest.fixture
def key(site: Site, compte: Compte) -> str:
    return key_of(site.connected(), droit="modification")


@pytest.fixture
def flux(site: Site, compte: Compte, key: str) -> dict[str, str]:
    """The headers of a program of Chorus Pro."""
    (mine,) = site.portail.ledger.api_keys.of_account(compte.id)
    form = {"grant_type": "client_credentials", "client_id": mine.prefix, "client_secret": key}
    token = site.browser().client.post("/api/oauth/token", data=form).json()["access_token"]
    account = base64.b64encode(f"{compte.courriel}:{key}".encode()).decode()
    return {"authorization": f"Bearer {token}", "cpro-account": account}


def body() -> bytes:
    file = base64.b64encode(XML).decode()
    return json.dumps({"fichierFlux": file, "nomFichier": "a.xml", "syntaxeFlux": "IN_DP_E1_UBL_INVOICE"}).encode()


def test_an_hour_has_its_number_of_files_whichever_way_they_come(site: Site, key: str, flux: dict[str, str]) -> None:
    set_(site, program_files_an_hour=2)
    client, path = site.browser().client, "/cpro/factures/v1/deposer/flux"
    assert deposit(site, key, XML, "a.xml").status_code == 201
    assert client.post(path, content=body(), headers=flux).status_code == 200
    before = site.portail.ledger.deposits.last()
    site.later(minutes=20)
    for answer in (deposit(site, key, XML, "a.xml"), client.post(path, content=body(), headers=flux)):
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "2400"
    assert "codeRetour" in answer.json()
    assert site.portail.ledger.deposits.last() == before
    assert dropped(site.connected(), XML, "b.xml").status_code == 303, "pages have an hour of their own"
    site.later(minutes=41)
    assert deposit(site, key, XML, "a.xml").status_code == 201


def test_an_account_has_its_number_of_files_at_once(site: Site, compte: Compte, key: str, flux: dict[str, str]) -> None:
    set_(site, files_at_once=1)
    other = site.account("autre@essai.example")

    def while_it_arrives() -> Iterator[bytes]:
        yield XML[:100]
        for answer in (
            deposit(site, key, XML, "a.xml"),
            site.browser().client.post("/cpro/factures/v1/deposer/flux", content=body(), headers=flux),
            dropped(site.entered(compte), XML, "a.xml"),
        ):
            assert answer.status_code == 429
            assert int(answer.headers["retry-after"]) > 0
        with site.portail.arrivals.one_of(other.id, 1):
            yield XML[100:]

    assert deposit(site, key, while_it_arrives(), "a.xml").status_code == 201
    assert deposit(site, key, XML, "a.xml").status_code == 201, "its place is free again"


def test_a_file_that_stops_arriving_is_given_up(site: Site, key: str, flux: dict[str, str]) -> None:
    set_(site, file_silence=0.01)
    before = site.portail.ledger.deposits.last()
    for path, headers in (
        ("/api/v1/deposits?name=a.xml", {"authorization": f"Bearer {key}"}),
        ("/cpro/factures/v1/deposer/flux", flux),
    ):
        assert stalled(site, path, headers) == 503
    assert site.portail.ledger.deposits.last() == before
    assert not list(site.portail.store.staging().glob("portail-*"))
    assert not site.portail.arrivals.by_account, "no place is left taken"


def test_a_few_bytes_now_and_then_keep_no_place(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bounds, "SLOWEST", 1_000_000)
    set_(site, file_silence=0.05)

    async def receive() -> Message:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def read() -> None:
        async for _ in pieces(Request({"type": "http"}, receive), site.portail):
            pass

    with pytest.raises(TooSlow):
        asyncio.run(read())


def stalled(site: Site, path: str, headers: dict[str, str]) -> int:
    """The status of the answer to a body of which only the beginning comes."""
    plain, _, query = path.partition("?")
    scope: Scope = {"type": "http", "method": "POST", "path": plain, "query_string": query.encode()}
    scope |= {"scheme": "http", "server": ("localhost", 80), "http_version": "1.1", "root_path": ""}
    named = {"host": "localhost", **headers}
    scope |= {"client": ("127.0.0.1", 1), "headers": [(name.encode(), it.encode()) for name, it in named.items()]}
    beginning, answers = iter([body()[:50]]), list[Message]()

    async def receive() -> Message:
        if (piece := next(beginning, None)) is None:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": piece, "more_body": True}

    async def send(message: Message) -> None:
        answers.append(message)

    asyncio.run(site.browser().client.app(scope, receive, send))
    return int(answers[0]["status"])
