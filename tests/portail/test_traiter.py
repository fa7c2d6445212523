"""Treating invoices in the portal: by whom it is theirs to do so, once, and told to the other side."""

import re
from html import unescape

import pytest
from httpx import Response

from domain.espace import Droit, Espace
from domain.portal_depositor import PortalDepositor
from domain.status import Status
from hub.follow_up import completed
from hub.intake.portal_files import PortalFile
from tests.hub import inline
from tests.hub.world import files, names
from tests.portail.monde import BASE, SAMPLES, Browser, Site
from tests.portail.test_pages import CULTURE, RECIPIENT, SUPPLIER, ids

S = Status
NUMBER, OTHER_NUMBER = "PAP-2026-0101", "PAP-2026-0106"


def plain(answer: Response) -> str:
    """What a page shows, on one line."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.split())


def member(
    site: Site, courriel: str, *espaces: Espace, structure: str = RECIPIENT, service: str | None = None
) -> Browser:
    compte = site.account(courriel)
    site.attach(compte, structure)
    for espace in espaces:
        site.grant(compte, espace, structure, service, droit=Droit.MODIFICATION)
    return site.connected(courriel)


@pytest.fixture
def agent(site: Site) -> Browser:
    """Treats what the recipient received."""
    return member(site, "camille@essai.example", Espace.FACTURES_RECUES)


@pytest.fixture
def supplier(site: Site) -> Browser:
    return member(site, "fournisseur@essai.example", Espace.FACTURES_EMISES, structure=SUPPLIER)


def hidden(page: str) -> dict[str, list[str]]:
    """The hidden fields of a page's form, but the token."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', page):
        if name not in {"csrf", "langue", "ici"}:
            found.setdefault(name, []).append(unescape(value))
    return found


def treat(browser: Browser, status: Status, *invoices: int, espace: str = "factures-recues", **fields: str) -> Response:
    """Fills the form in, confirms, and comes to the result."""
    path = f"/{espace}/traiter"
    sent = {"facture": [str(each) for each in invoices], "statut": status.value, **fields}
    confirm = browser.post(path, **sent, etape="verifier")
    assert confirm.status_code == 200, plain(confirm)
    return browser.post(path, **hidden(confirm.text), etape="confirmer")


def stands(site: Site, number: str = NUMBER) -> Status | None:
    return site.portail.ledger.invoices.find(number)[-1].invoice.status


def links(page: Response) -> list[str]:
    """The actions of an invoice's page."""
    return re.findall(r'class="button second" href="([^"]*)"', page.text)


def test_a_recipient_suspends_and_its_supplier_is_told(site: Site, agent: Browser) -> None:
    id_ = ids(site)[NUMBER]
    shown = agent.get(f"/factures-recues/{id_}")
    suspend = f"/factures-recues/traiter?facture={id_}&amp;statut=SUSPENDUE"
    assert suspend in links(shown)
    assert links(shown)[0].endswith("statut=PRISE_EN_COMPTE_DESTINATAIRE"), "what comes first in its life"
    form = agent.get(unescape(suspend))
    assert "Justificatif absent" in form.text
    missing = agent.post("/factures-recues/traiter", facture=str(id_), statut="SUSPENDUE", etape="verifier")
    assert missing.status_code == 400
    assert "Dites pourquoi" in plain(missing)
    assert stands(site) is S.MISE_A_DISPOSITION
    sent = {"facture": str(id_), "statut": "SUSPENDUE", "code_motif": "JUSTIF_ABS", "commentaire": "Le bon <b>12</b>"}
    confirm = agent.post("/factures-recues/traiter", **sent, etape="verifier")
    assert "Suspendre : confirmer" in plain(confirm)
    assert "en recevra le message dans ses retours" in plain(confirm)
    assert "Le délai de paiement s'arrête" in plain(confirm)
    assert stands(site) is S.MISE_A_DISPOSITION, "nothing is done before it is confirmed"
    done = agent.post("/factures-recues/traiter", **hidden(confirm.text), etape="confirmer")
    assert "Fait : « Suspendue »." in plain(done)
    assert stands(site) is S.SUSPENDUE
    after = agent.get(f"/factures-recues/{id_}")
    assert links(after) == [], "others have to act now"
    assert "Justificatif absent – Le bon <b>12</b>" in plain(after)
    assert "Camille Essai" in plain(after), "who is of the structure reads who did it"
    site.portail.at_once.close()
    assert [trouble for counts in inline.night(site.world.config) for trouble in counts.troubles] == []
    told = [
        path.read_text(encoding="utf-8-sig")
        for path in site.world.account("operateur-edi", "retours").glob("changements_*.csv")
    ]
    assert any(NUMBER in text and "Suspendue" in text and "portail:" not in text for text in told)


def test_what_follows_an_action_leaves_at_once(site: Site, agent: Browser, supplier: Browser) -> None:
    """The message to the folder the invoice came from, then what completes it to the recipient's; no run is needed."""
    before = {*names(site.world.account("operateur-edi", "retours")), *files(site.world.recipients)}
    id_ = ids(site)[NUMBER]
    treat(agent, S.SUSPENDUE, id_, commentaire="Le bon de livraison 12")
    site.portail.at_once.close()
    told = set(names(site.world.account("operateur-edi", "retours"))) - before
    assert any(name.startswith("changements_") for name in told)
    path = f"/factures-emises/{id_}/completer"
    envoi = hidden(supplier.get(path).text)["envoi"][0]
    form = {"csrf": supplier.token(), "envoi": envoi, "commentaire": ""}
    headers = {"origin": BASE, "sec-fetch-site": "same-origin"}
    supplier.client.post(path, data=form, files={"fichiers": ("bon-12.txt", b"BL 12")}, headers=headers)
    site.portail.at_once.close()
    brought = set(files(site.world.recipients)) - before
    assert [one for one in brought if "bon-12" in one], brought
    site.portail.at_once.close()
    assert [trouble for counts in inline.night(site.world.config) for trouble in counts.troubles] == []


def test_a_double_is_not_set_aside_and_what_was_refused_is(site: Site, supplier: Browser) -> None:
    """The same file again: it asks for nothing."""
    site.world.drop("operateur-edi", "encore.xml", SAMPLES["ubl-facture.xml"])
    inline.night(site.world.config)
    ((double,),) = site.world.ask("select invoice_id from documents where disposition = 'doublon' and current")
    page = supplier.get(f"/factures-emises/{double}")
    assert page.status_code == 200
    assert links(page) == []
    assert supplier.get(f"/factures-emises/{double}/de-cote").status_code == 404
    refused = ids(site)["REF-0031"]
    assert f"/factures-emises/{refused}/de-cote" in links(supplier.get(f"/factures-emises/{refused}"))


def test_who_is_of_no_structure_of_the_actor_reads_no_account(site: Site, agent: Browser, supplier: Browser) -> None:
    id_ = ids(site)[NUMBER]
    treat(agent, S.SERVICE_FAIT, id_)
    shown = plain(supplier.get(f"/factures-emises/{id_}"))
    assert "Service fait" in shown
    assert "Camille" not in shown
    assert "portail:" not in shown


def test_a_recipient_orders_and_pays(site: Site, agent: Browser) -> None:
    id_ = ids(site)[NUMBER]
    assert "Fait : « Mandatée »." in plain(treat(agent, S.MANDATEE, id_, mandat="BJ-42"))
    assert "BJ-42" in plain(agent.get(f"/factures-recues/{id_}"))
    assert "Fait : « Mise en paiement »." in plain(treat(agent, S.MISE_EN_PAIEMENT, id_))
    assert stands(site) is S.MISE_EN_PAIEMENT
    again = treat(agent, S.MANDATEE, id_)
    assert "Refusé : rien n'est changé." in plain(again)
    assert "ne peut pas passer à" in plain(again)


def test_several_at_once_each_with_its_own_outcome(site: Site, agent: Browser) -> None:
    known = ids(site)
    one, paid = known[NUMBER], known[OTHER_NUMBER]
    treat(agent, S.MISE_EN_PAIEMENT, paid)
    page = agent.get("/factures-recues")
    assert f'name="facture" value="{one}"' in page.text
    chosen = agent.get(f"/factures-recues/traiter?facture={one}&facture={paid}&statut=")
    assert "Constater le service fait (1 sur 2)" in plain(chosen)
    done = plain(treat(agent, S.SERVICE_FAIT, one, paid))
    assert "Faites : 1. Refusées : 1." in done
    assert (stands(site), stands(site, OTHER_NUMBER)) == (S.SERVICE_FAIT, S.MISE_EN_PAIEMENT)


def test_a_double_click_is_one_action(site: Site, agent: Browser) -> None:
    id_ = ids(site)[NUMBER]
    form = {"facture": str(id_), "statut": "SERVICE_FAIT"}
    confirm = agent.post("/factures-recues/traiter", **form, etape="verifier")
    sent = hidden(confirm.text)
    first = agent.post("/factures-recues/traiter", follow=False, **sent, etape="confirmer")
    second = agent.post("/factures-recues/traiter", follow=False, **sent, etape="confirmer")
    assert first.headers["location"] == second.headers["location"]
    assert "C'est fait." in plain(agent.get(second.headers["location"]))
    events = site.portail.ledger.invoices.find(NUMBER)[-1].events
    assert [event.status for event in events].count(S.SERVICE_FAIT) == 1


def test_who_may_only_look_does_nothing(site: Site) -> None:
    compte = site.account()
    site.attach(compte, RECIPIENT)
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT)
    browser, id_ = site.connected(), ids(site)[NUMBER]
    assert links(browser.get(f"/factures-recues/{id_}")) == []
    assert 'type="checkbox" name="facture"' not in browser.get("/factures-recues").text
    assert browser.get(f"/factures-recues/traiter?facture={id_}").status_code == 404
    for etape in ("verifier", "confirmer"):
        sent = {"facture": str(id_), "statut": "SERVICE_FAIT", "envoi": "0" * 32, "etape": etape}
        assert browser.post("/factures-recues/traiter", **sent).status_code == 404
    assert stands(site) is S.MISE_A_DISPOSITION


def test_a_right_withdrawn_before_the_form_is_sent_is_a_right_no_more(site: Site, agent: Browser) -> None:
    id_ = ids(site)[NUMBER]
    confirm = agent.post("/factures-recues/traiter", facture=str(id_), statut="SERVICE_FAIT", etape="verifier")
    (compte,) = site.portail.ledger.accounts.every()
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT, droit=Droit.CONSULTATION)
    refused = agent.post("/factures-recues/traiter", **hidden(confirm.text), etape="confirmer")
    assert refused.status_code == 404
    assert stands(site) is S.MISE_A_DISPOSITION


def test_a_right_for_one_service_is_for_its_invoices_only(site: Site) -> None:
    browser = member(site, "culture@essai.example", Espace.FACTURES_RECUES, service=CULTURE)
    rows = site.world.ask("select invoice_id, route_code_service from documents where current and integrated")
    mine = {int(str(id_)) for id_, service in rows if service == CULTURE}
    for id_, _ in rows:
        answer = browser.get(f"/factures-recues/traiter?facture={id_}&statut=SERVICE_FAIT")
        assert answer.status_code == 404 or int(str(id_)) in mine
    outside = next(int(str(id_)) for id_, _ in rows if int(str(id_)) not in mine)
    sent = {
        "facture": [str(min(mine)), str(outside)],
        "statut": "SERVICE_FAIT",
        "etape": "confirmer",
        "envoi": "0" * 32,
    }
    assert browser.post("/factures-recues/traiter", **sent).status_code == 404


@pytest.mark.parametrize("status", ["DEPOSEE", "COMPLETEE", "VALIDEE_1", "rien", "MISE_A_DISPOSITION"])
def test_what_is_not_declared_in_an_espace_has_no_page(site: Site, agent: Browser, status: str) -> None:
    path = f"/factures-recues/traiter?facture={ids(site)[NUMBER]}&statut={status}"
    assert agent.get(path).status_code == 404


def test_nobody_reads_the_result_of_somebody_else(site: Site, agent: Browser) -> None:
    id_ = ids(site)[NUMBER]
    confirm = agent.post("/factures-recues/traiter", facture=str(id_), statut="SERVICE_FAIT", etape="verifier")
    done = agent.post("/factures-recues/traiter", follow=False, **hidden(confirm.text), etape="confirmer")
    other = member(site, "autre@essai.example", Espace.FACTURES_RECUES)
    assert other.get(done.headers["location"]).status_code == 404
    assert agent.get("/factures-recues/traiter/resultat?depot=1&depot=999999999999").status_code == 404


# Completing


def suspended(site: Site, agent: Browser, number: str = NUMBER) -> int:
    id_ = ids(site)[number]
    treat(agent, S.SUSPENDUE, id_, code_motif="JUSTIF_ABS", commentaire="Le bon de livraison")
    assert stands(site, number) is S.SUSPENDUE
    return id_


def complete(
    browser: Browser,
    id_: int,
    *files: tuple[str, bytes],
    comment: str = "",
    sending: str = "",
    follow: bool = True,
    espace: str = "factures-emises",
) -> Response:
    path = f"/{espace}/{id_}/completer"
    named = sending or hidden(browser.get(path).text)["envoi"][0]
    sent = {"csrf": browser.token(), "commentaire": comment, "envoi": named}
    parts = [("fichiers", (name, content)) for name, content in files]
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    answer = browser.client.post(path, data=sent, files=parts, headers=headers)
    return browser.get(answer.headers["location"]) if follow and answer.status_code == 303 else answer


def test_a_supplier_completes_what_was_suspended(site: Site, agent: Browser, supplier: Browser) -> None:
    id_ = suspended(site, agent)
    shown = supplier.get(f"/factures-emises/{id_}")
    assert links(shown) == [f"/factures-emises/{id_}/completer"]
    assert "Le bon de livraison" in plain(supplier.get(f"/factures-emises/{id_}/completer"))
    assert "joignez un document" in plain(complete(supplier, id_))
    done = complete(supplier, id_, ("../bon.pdf", b"%PDF-1.4 bon"), ("photo.png", b"\x89PNG"), comment="Voici")
    assert "Fait : « Complétée »." in plain(done)
    assert plain(done).count("Fait :") == 1
    (history,) = site.portail.ledger.invoices.find(NUMBER)
    assert (history.invoice.status, history.invoice.motif) == (S.COMPLETEE, "Voici")
    assert history.events[-1].actor.endswith(SUPPLIER)
    kept = site.portail.ledger.follow_up.complements_of([id_])[id_]
    assert [each.name for each in kept] == ["bon.pdf", "photo.png", "commentaire.txt"]
    read = agent.get(f"/factures-recues/{id_}/complements/1")
    assert (read.content, "sandbox" in read.headers["content-security-policy"]) == (b"%PDF-1.4 bon", True)
    assert agent.get(f"/factures-recues/{id_}/complements/4").status_code == 404
    assert "photo.png" in plain(agent.get(f"/factures-recues/{id_}"))
    site.portail.at_once.close()
    assert [trouble for counts in inline.night(site.world.config) for trouble in counts.troubles] == []
    assert list(site.world.recipients.rglob("*bon.pdf")) != [], "it is handed over again, with what completes it"
    assert site.world.ask("select * from outbox where state <> 'done'") == []


def test_a_complement_sent_twice_is_one(site: Site, agent: Browser, supplier: Browser) -> None:
    id_ = suspended(site, agent)
    first = complete(supplier, id_, ("bon.pdf", b"%PDF-1.4"), sending="a" * 32, follow=False)
    second = complete(supplier, id_, ("bon.pdf", b"%PDF-1.4"), sending="a" * 32, follow=False)
    assert first.headers["location"] == second.headers["location"]
    assert len(site.portail.ledger.follow_up.complements_of([id_])[id_]) == 1
    assert "C'est fait." in plain(supplier.get(first.headers["location"]))
    late = complete(supplier, id_, ("autre.pdf", b"%PDF-1.4"), sending="b" * 32)
    assert "seule une facture suspendue se complète" in plain(late)


def test_one_bad_file_holds_up_the_others_and_nothing_is_sent(site: Site, agent: Browser, supplier: Browser) -> None:
    id_ = suspended(site, agent)
    refused = plain(complete(supplier, id_, ("bon.pdf", b"%PDF-1.4"), ("virus.exe", b"MZ"), comment="Voici"))
    assert "Refusé : rien n'est changé." in refused
    assert "virus.exe" in refused
    assert stands(site) is S.SUSPENDUE
    assert site.portail.ledger.follow_up.complements_of([id_]) == {}


def test_a_form_gone_back_to_loses_no_file_that_was_refused_beside_another(
    site: Site, agent: Browser, supplier: Browser
) -> None:
    """A browser that goes back sends the same form again, without the bad file."""
    id_, good = suspended(site, agent), ("bon.pdf", b"%PDF-1.4")
    assert "Refusé" in plain(complete(supplier, id_, good, ("virus.exe", b"MZ"), sending="a" * 32))
    done = plain(complete(supplier, id_, good, comment="Voici", sending="a" * 32))
    assert "Fait : « Complétée »." in done
    assert "Refusé" not in done
    kept = site.portail.ledger.follow_up.complements_of([id_])[id_]
    assert [each.name for each in kept] == ["bon.pdf", "commentaire.txt"]


def test_what_a_stopped_process_received_completes_the_invoice_at_night(
    site: Site, agent: Browser, supplier: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = suspended(site, agent)
    with monkeypatch.context() as stopped:
        stopped.setattr(completed.complements, "complete", _stopped)
        with pytest.raises(KeyboardInterrupt):
            depositor = PortalDepositor(structure=SUPPLIER, compte_id=2)
            certificate = site.portail.ledger.invoices.by_id(id_).certificate or ""
            files = [PortalFile(name="bon.pdf", content=b"%PDF-1.4")]
            completed.complete(site.portail.station, depositor, certificate, files, "Voici", "c" * 32)
    assert stands(site) is S.SUSPENDUE
    site.portail.at_once.close()
    assert [trouble for counts in inline.night(site.world.config) for trouble in counts.troubles] == []
    assert stands(site) in {S.COMPLETEE, S.MISE_A_DISPOSITION}
    assert len(site.portail.ledger.follow_up.complements_of([id_])[id_]) == 2


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt


def test_who_may_only_look_completes_nothing(site: Site, agent: Browser) -> None:
    id_ = suspended(site, agent)
    compte = site.account("lecteur@essai.example")
    site.attach(compte, SUPPLIER)
    site.grant(compte, Espace.FACTURES_EMISES, SUPPLIER)
    reader = site.connected("lecteur@essai.example")
    assert links(reader.get(f"/factures-emises/{id_}")) == []
    assert reader.get(f"/factures-emises/{id_}/completer").status_code == 404
    assert complete(reader, id_, comment="Voici", sending="d" * 32).status_code == 404
    assert agent.get(f"/factures-recues/{id_}/completer").status_code == 404
