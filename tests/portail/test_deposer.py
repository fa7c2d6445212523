"""A file is dropped, read, shown, corrected, confirmed and sent once; nothing of it is anybody else's."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from httpx import Response
from starlette.requests import Request
from starlette.types import Message

from domain.brouillon import EtatBrouillon
from domain.espace import Droit, Espace
from domain.status import Status
from hub.inspect.verify import Outcome, prove
from portail import arrivals
from portail.depots import arriving, own
from tests.hub import doutes
from tests.portail.monde import BASE, SAMPLES, Browser, Site, set_
from tests.portail.test_pages import SUPPLIER

HEADERS = {"origin": BASE, "sec-fetch-site": "same-origin"}
NUMBER = "PAP-2026-0299"
TRAITEUR = "99900033400014"


def supplier(site: Site, structure: str = SUPPLIER, droit: Droit = Droit.MODIFICATION) -> Browser:
    compte = site.account(f"{structure}@essai.example")
    site.attach(compte, structure)
    site.grant(compte, Espace.FACTURES_EMISES, structure, droit=droit)
    return site.connected(compte.courriel)


@pytest.fixture
def browser(site: Site) -> Browser:
    return supplier(site)


def dropped(browser: Browser, content: bytes, name: str = "facture.pdf", **fields: str) -> Response:
    sent = {"csrf": browser.token(), **fields}
    return browser.client.post("/deposer", data=sent, files={"fichier": (name, content)}, headers=HEADERS)


def draft(browser: Browser, content: bytes, name: str = "facture.pdf") -> str:
    answer = dropped(browser, content, name)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def version(page: str) -> str:
    found = re.search(r'name="version" value="([^"]*)"', page)
    assert found
    return found[1]


def saved(browser: Browser, path: str, **fields: str) -> Response:
    return browser.post(path, version=version(browser.get(path).text), **fields)


def confirmed(browser: Browser, path: str) -> Response:
    return browser.post(f"{path}/envoyer", version=version(browser.get(f"{path}/confirmation").text))


def test_a_file_for_a_structure_that_is_not_ones_own_leaves_as_a_draft_given_up(site: Site, browser: Browser) -> None:
    assert dropped(browser, b"%PDF of nobody", structure="22060001900016").status_code == 400
    assert site.drafts_of(b"%PDF of nobody") == [EtatBrouillon.ABANDONNE]


def deposits(site: Site) -> int:
    return site.portail.ledger.deposits.last() or 0


def test_a_file_is_shown_confirmed_and_certified_at_once(site: Site, browser: Browser) -> None:
    path = draft(browser, doutes.clear(NUMBER), "Facture de mai.pdf")
    before, page = deposits(site), browser.get(path).text
    assert "Brouillon : rien n'est envoyé" in page.replace("\u00a0", " ").replace("\u202f", " ").replace("&#39;", "'")
    assert "Facture de mai.pdf" in page
    assert NUMBER in page
    assert "Lu page 1" in page
    assert "Facture de mai.pdf" in browser.get("/deposer").text
    assert "Récapitulatif" in saved(browser, path, action="valider").text
    assert deposits(site) == before, "nothing is sent by looking at it"
    page = confirmed(browser, path).text
    site.portail.at_once.close()
    assert "Certificat de dépôt" in page
    (invoice,) = site.portail.ledger.invoices.of_deposits(deposits(site))
    assert site.portail.ledger.invoices.by_id(invoice.id).status is Status.MISE_A_DISPOSITION
    assert invoice.certificate
    assert f'/factures-emises/{invoice.id}"' in page
    ledger = site.portail.ledger
    found = ledger.certificates.by_number(invoice.certificate)
    assert prove(ledger, site.portail.store, invoice.certificate, found).outcome is Outcome.PROVEN
    pdf = browser.get(f"{path}/certificat/{invoice.id}")
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf.headers["content-disposition"]
    assert browser.get(path).headers["location"] == f"{path}/recu"
    assert "Facture de mai.pdf" not in browser.get("/deposer").text


def test_a_double_click_two_windows_and_the_form_sent_again_make_one_deposit(site: Site, browser: Browser) -> None:
    path = draft(browser, doutes.clear(NUMBER))
    page = browser.get(f"{path}/confirmation").text
    before = deposits(site)
    answers = [browser.post(f"{path}/envoyer", follow=False, version=version(page)) for _ in range(3)]
    site.portail.at_once.close()
    assert {answer.headers["location"] for answer in answers} == {f"{path}/recu"}
    assert deposits(site) == before + 1
    assert saved(browser, draft(browser, doutes.clear("PAP-2026-0200"))).status_code == 200
    assert browser.post(path, follow=False, numero_facture="AUTRE").headers["location"] == path
    assert browser.post(f"{path}/abandon", follow=False).headers["location"] == path
    assert deposits(site) == before + 1


def test_a_doubtful_field_is_empty_and_its_candidate_is_chosen_by_a_button(site: Site, browser: Browser) -> None:
    path = draft(browser, doutes.page(NUMBER))
    page = browser.get(path).text
    assert f'value="code_service={doutes.SERVICE}"' in page
    assert f'value="code_service={doutes.OTHER}"' in page
    assert re.search(r'id="code_service"[^>]* value=""', page)
    refused = browser.post(f"{path}/envoyer", version=version(page))
    assert "Rien n&#39;a été envoyé" in refused.text
    page = saved(browser, path, choix=f"code_service={doutes.SERVICE}").text
    assert re.search(rf'id="code_service"[^>]* value="{doutes.SERVICE}"', page)
    assert "Saisi par vous" in page
    before = deposits(site)
    assert "Saisi par vous" in browser.get(f"{path}/confirmation").text
    confirmed(browser, path)
    site.portail.at_once.close()
    (invoice,) = site.portail.ledger.invoices.of_deposits(before + 1)
    assert invoice.values["code_service"] == doutes.SERVICE


def test_what_the_page_says_clearly_is_replaced_with_a_reason(browser: Browser) -> None:
    path = draft(browser, doutes.clear(NUMBER))
    page = saved(browser, path, numero_facture="AUTRE-1").text
    assert "SAI-03" in page
    assert "--force" not in page
    assert 'name="motif"' in page
    assert browser.get(f"{path}/confirmation").headers["location"].endswith("fait=refus#verdict")
    page = saved(browser, path, numero_facture="AUTRE-1", motif="numéro mal imprimé").text
    assert "SAI-03" not in page
    assert browser.get(f"{path}/confirmation").status_code == 200


def test_what_changed_since_it_was_confirmed_is_not_sent(site: Site, browser: Browser) -> None:
    path = draft(browser, doutes.page(NUMBER))
    saved(browser, path, choix=f"code_service={doutes.SERVICE}")
    page, form = browser.get(f"{path}/confirmation").text, browser.get(path).text
    site.later(seconds=1)
    assert "dans une autre fenêtre" not in browser.post(path, version=version(form), code_service="DIRCOM").text
    before = deposits(site)
    assert "a changé depuis la confirmation" in browser.post(f"{path}/envoyer", version=version(page)).text
    assert deposits(site) == before
    told = browser.post(path, version=version(form), code_service=doutes.SERVICE)
    assert "dans une autre fenêtre" in told.text
    assert f'value="{doutes.SERVICE}"' in told.text


@pytest.mark.parametrize("name", ["ttc-faux.xml", "tronquee.xml", "chiffree.pdf", "siret-destinataire-inconnu.xml"])
def test_what_would_be_refused_says_why_and_is_not_sent(site: Site, browser: Browser, name: str) -> None:
    path = draft(browser, SAMPLES[name], name)
    page, before = browser.get(path).text, deposits(site)
    assert "ne serait pas acceptée" in page
    assert 'class="finding fatal"' in page
    drafted = site.portail.ledger.drafts.one(int(path.rpartition("/")[2]), 1)
    assert drafted
    assert browser.post(f"{path}/envoyer", version=drafted.changed_at.isoformat()).status_code == 200
    assert deposits(site) == before


def test_the_values_of_an_xml_are_shown_with_their_lines_and_not_entered(browser: Browser) -> None:
    page = browser.get(draft(browser, SAMPLES["ubl-facture.xml"].replace(b"PAP-2026-0101", b"PAP-2026-0777"), "f.xml"))
    assert "PAP-2026-0777" in page.text
    assert "ligne " in page.text
    assert 'name="numero_facture"' not in page.text
    assert "/pages/" not in page.text


def test_a_lot_is_said_to_be_one_and_its_invoices_have_their_outcome(site: Site) -> None:
    browser = supplier(site, TRAITEUR)
    path = draft(browser, SAMPLES["lot-partiel.tar.gz"], "lot.tar.gz")
    assert "fichier de plusieurs factures" in browser.get(path).text
    answer = browser.post(f"{path}/envoyer", follow=False, version=version(browser.get(f"{path}/confirmation").text))
    assert answer.headers["location"] == f"{path}/recu"
    site.portail.at_once.close()
    page = browser.get(f"{path}/recu").text
    assert "http-equiv" not in page
    assert page.count('<th scope="row">') == len(site.portail.ledger.invoices.of_deposits(deposits(site))) > 1


def test_a_lot_that_is_not_decided_yet_loads_itself_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(site.portail.at_once), "follow", lambda *_: None)
    browser = supplier(site, TRAITEUR)
    path = draft(browser, SAMPLES["lot-partiel.tar.gz"], "lot.tar.gz")
    page = confirmed(browser, path).text
    assert '<meta http-equiv="refresh"' in page
    assert "en cours de décision" in page


def test_pages_are_pictures_of_ones_own_draft_only(site: Site, browser: Browser) -> None:
    path = draft(browser, doutes.clear(NUMBER))
    assert f'src="{path}/pages/1"' in browser.get(path).text
    answer = browser.get(f"{path}/pages/1")
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "no-store"
    assert browser.get(f"{path}/pages/99").status_code == 404
    other = supplier(site, TRAITEUR)
    for end in ("", "/confirmation", "/recu", "/pages/1", "/certificat/1"):
        assert other.get(f"{path}{end}").status_code == 404, end
    for end in ("", "/abandon", "/envoyer"):
        assert other.post(f"{path}{end}", follow=False).status_code == 404, end


def test_a_right_to_look_deposits_nothing(site: Site, browser: Browser) -> None:
    path, reader = draft(browser, doutes.clear(NUMBER)), supplier(site, TRAITEUR, Droit.CONSULTATION)
    assert reader.get("/deposer").status_code == 404
    assert dropped(reader, doutes.clear(NUMBER)).status_code == 404
    assert 'href="/deposer"' not in reader.get("/").text
    compte = site.portail.ledger.accounts.find(f"{SUPPLIER}@essai.example")
    assert compte
    site.grant(compte.compte, Espace.FACTURES_EMISES, SUPPLIER, droit=Droit.CONSULTATION)
    for end in ("", "/abandon", "/envoyer"):
        assert browser.post(f"{path}{end}", follow=False).status_code == 404, end
    assert not list(site.portail.store.staging().glob("portail-*"))


def test_a_draft_outlives_its_session(site: Site, browser: Browser) -> None:
    path = draft(browser, doutes.page(NUMBER))
    form = version(browser.get(path).text)
    saved(browser, path, choix=f"code_service={doutes.SERVICE}")
    site.later(hours=9)
    lost = browser.client.post(path, data={"csrf": "x", "version": form}, headers=HEADERS)
    assert "/connexion" in lost.headers["location"]
    browser.sign_in(f"{SUPPLIER}@essai.example")
    assert re.search(rf'id="code_service"[^>]* value="{doutes.SERVICE}"', browser.get(path).text)


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "a' onload='x", "{{ 7*7 }}", "=cmd|' /C'!A0"])
def test_names_and_values_are_shown_as_they_are(browser: Browser, text: str) -> None:
    path = draft(browser, doutes.page(NUMBER), f"{text}.pdf".replace("/", ""))
    page = saved(browser, path, code_service=text, nom_destinataire=text).text
    assert "<script>alert" not in page
    assert " onload=" not in page.replace("&#x27; onload=", "")
    assert "49" not in page.partition("<h1>")[2].partition("</h1>")[0]
    assert "<script" not in browser.get("/deposer").text


def test_a_structure_and_its_service_are_searched_for_in_the_directory(browser: Browser) -> None:
    path = draft(browser, doutes.page(NUMBER))
    page = saved(browser, path, action="structure", texte_structure="*Alpes*").text
    assert 'value="siret_destinataire=22060001900016"' in page
    page = saved(browser, path, action="service", texte_service="CULT*").text
    assert 'value="code_service=CULTURE"' in page
    assert 'value="code_service=DIRCOM"' not in page
    assert "Rien ne correspond" in saved(browser, path, action="structure", texte_structure="zzzz").text


# --- what arrives -------------------------------------------------------------------------------------------------


def test_the_token_comes_before_the_file(site: Site, browser: Browser) -> None:
    for token in ("", "x"):
        answer = browser.client.post("/deposer", data={"csrf": token}, files={"fichier": ("a", b"x")}, headers=HEADERS)
        assert answer.status_code == 403
    after = multipart(("fichier", "a.pdf", b"x"), ("csrf", None, browser.token().encode()))
    assert posted(browser, after).status_code == 403
    assert not site.portail.ledger.drafts.open_of(1)
    assert not list(site.portail.store.staging().glob("portail-*"))


def test_a_file_within_the_limit_is_kept_and_one_above_it_leaves_nothing(site: Site) -> None:
    object.__setattr__(site.portail.settings.run, "deposit_bytes", 300_000)
    browser = supplier(site)
    assert "300" in browser.get("/deposer").text
    assert dropped(browser, bytes(300_000)).status_code == 303
    answer = dropped(browser, bytes(300_001))
    assert answer.status_code == 400
    assert "trop grand" in answer.text
    assert dropped(browser, bytes(2_000_000)).status_code == 413
    assert not list(site.portail.store.staging().glob("portail-*"))
    assert len(site.portail.ledger.drafts.open_of(1)) == 1


def test_only_a_file_may_be_long(browser: Browser) -> None:
    assert dropped(browser, b"x", structure="9" * 100_000).status_code == 400
    assert browser.post("/mon-compte/langue", langue="x" * (1 << 20)).status_code == 413


@pytest.mark.parametrize("cut", [10, 100, 400, -10])
def test_a_file_that_does_not_arrive_whole_is_not_kept(site: Site, browser: Browser, cut: int) -> None:
    body = multipart(("csrf", None, browser.token().encode()), ("fichier", "a.pdf", b"x" * 500))
    assert posted(browser, body[:cut]).status_code in {400, 403}
    assert not site.portail.ledger.drafts.open_of(1)
    assert not list(site.portail.store.staging().glob("portail-*"))


def streamed(browser: Browser, pieces: list[bytes]) -> int:
    """The status of an answer to a form that arrives in these pieces, as a server hands them on."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    headers = {**HEADERS, "content-type": FORM, "host": "localhost", "cookie": cookies}
    scope = {"type": "http", "method": "POST", "path": "/deposer", "query_string": b"", "client": ("127.0.0.1", 1)}
    scope |= {"scheme": "http", "server": ("localhost", 80), "http_version": "1.1", "root_path": ""}
    scope |= {"headers": [(name.encode(), value.encode()) for name, value in headers.items()]}
    waiting, answers = iter(pieces), list[Message]()

    async def receive() -> Message:
        piece = next(waiting, None)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": piece is not pieces[-1]}

    async def send(message: Message) -> None:
        answers.append(message)

    asyncio.run(browser.client.app(scope, receive, send))
    return int(answers[0]["status"])


def test_a_file_is_written_as_it_arrives(site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file of 3 MiB, what is held is never more than what is gathered before it is written."""
    written: list[int] = []
    before = arriving.Upload.write
    monkeypatch.setattr(arriving.Upload, "write", lambda self, piece: (written.append(len(piece)), before(self, piece)))
    head, tail = multipart(("csrf", None, browser.token().encode()), ("fichier", "a.pdf", b"@")).split(b"@")
    pieces = [bytes([rank]) * (1 << 16) for rank in range(48)]
    assert streamed(browser, [head, *pieces, tail]) == 303
    assert sum(written) == 3 << 20
    assert max(written) <= arriving.PIECE + (1 << 16)
    (kept,) = site.portail.ledger.drafts.open_of(1)
    assert kept.file
    assert site.portail.store.get(kept.file.location) == b"".join(pieces)
    assert streamed(browser, [head, *pieces[:9]]) == 400
    assert not list(site.portail.store.staging().glob("portail-*"))


def test_a_file_that_does_not_arrive_any_more_is_given_up(
    site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_(site, file_silence=0.01)
    monkeypatch.setattr(Request, "stream", lambda _: never(multipart(("csrf", None, browser.token().encode()))))
    answer = posted(browser, b"")
    assert answer.status_code == 503
    assert "Rien n&#39;a été envoyé" in answer.text
    set_(site, file_silence=60.0)
    monkeypatch.setattr(arrivals, "MOST", 0)
    assert dropped(browser, b"x").status_code == 503


async def never(body: bytes) -> AsyncIterator[bytes]:
    yield body[:-20]
    await asyncio.sleep(60)


def test_a_body_that_is_no_form_of_ours_is_refused(browser: Browser) -> None:
    for kind in ("application/json", "multipart/form-data", "text/plain", 'multipart/form-data; boundary=""'):
        answer = browser.client.post("/deposer", content=b"{}", headers={**HEADERS, "content-type": kind})
        assert answer.status_code in {400, 403}, kind
    many = multipart(*[("csrf", None, browser.token().encode())] * 40)
    assert posted(browser, many).status_code == 400
    assert dropped(browser, b"").status_code == 400
    assert browser.client.post("/deposer", files={"csrf": (None, browser.token())}, headers=HEADERS).status_code == 400


def test_drafts_files_and_readings_are_counted(site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    path = draft(browser, doutes.clear(NUMBER))
    assert browser.get(path).status_code == browser.get(path).status_code == 200
    monkeypatch.setattr(own, "MOST_READINGS", 1)
    assert browser.get(path).status_code == 200, "what was read lately is not read again"
    assert browser.get(draft(browser, doutes.page(NUMBER))).status_code == 503
    site.later(hours=2)
    browser.sign_in(f"{SUPPLIER}@essai.example")
    assert browser.get(path).status_code == 200
    monkeypatch.setattr(own, "MOST_DRAFTS", 2)
    answer = dropped(browser, doutes.clear(NUMBER))
    assert answer.status_code == 429
    assert answer.headers["retry-after"]


FORM = "multipart/form-data; boundary=navette"


def multipart(*parts: tuple[str, str | None, bytes]) -> bytes:
    body = b""
    for name, filename, content in parts:
        more = f'; filename="{filename}"' if filename is not None else ""
        body += f'--navette\r\ncontent-disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"
    return body + b"--navette--\r\n"


def posted(browser: Browser, body: bytes) -> Response:
    return browser.client.post("/deposer", content=body, headers={**HEADERS, "content-type": FORM})
