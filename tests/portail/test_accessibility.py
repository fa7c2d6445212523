"""Each page in one language; axe-core and the width of a phone, in a browser, when ``NAVETTE_AXE`` names its
``axe.min.js`` and chromium is there.
"""

import importlib
import json
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

import portail
from domain.brouillon import SourceBrouillon
from domain.compte import Compte, Qualite
from domain.declaration import Declaration
from domain.espace import GRANTED, Droit, Espace, RoleRattachement
from domain.manual_entry import ManualEntry
from domain.portal_depositor import PortalDepositor
from domain.status import Status
from domain.text import Locale, Text
from hub.brouillons import uploads
from hub.brouillons.sending import Sent, send
from hub.comptes.secrets import digest_of
from hub.follow_up.declared import declare
from hub.intake.portal_files import new_sending
from ledger.accounts.identities import Liaison
from tests.exporters.test_accessibility import AXE, BROWSER, RUN
from tests.hub import doutes
from tests.hub.test_typed_invoices import TYPED
from tests.portail.monde import SAMPLES, Browser, Site, given_up
from tests.portail.test_attacks import routes
from tests.portail.test_pages import RECIPIENT, SUPPLIER, ids
from tests.portail.test_sollicitations import HOSTILE, ask, say

STYLE = Path(portail.__file__).parent / "statique" / "portail.css"


@pytest.fixture
def everything(ici: Site) -> tuple[Browser, list[str]]:
    """Who has every right for a structure, and every page of it."""
    site = ici
    compte = site.account(qualite=Qualite.EXPLOITANT)
    site.attach(compte, RECIPIENT, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    for espace in GRANTED:
        site.grant(compte, espace, RECIPIENT, droit=Droit.MODIFICATION)
    asks = site.account('"><b>' + "مرحبا\u202e" + "x" * 200 + "@essai.example")
    browser = site.connected()
    site.connected(asks.courriel).post("/mon-compte/rattachement", structure=RECIPIENT, message="m" * 400)
    browser.post("/factures-recues/recherches", nom="Mes papeteries", criteres="numero=PAP*&couleur=bleu&statut=X")
    browser.post("/raccordements", nom="Comptabilité", droit="consultation", jours="30")
    number = ids(site)["PAP-2026-0101"]
    paths = ["/", "/factures-recues", "/factures-recues?numero=zzz&depuis=hier", f"/factures-recues/{number}"]
    paths += ["/factures-emises", "/suivi-des-flux", "/raccordements", "/mon-compte", "/etats", f"/etats/{RECIPIENT}"]
    paths += ["/factures-recues/recherches", f"/factures-recues/{number}/pieces-jointes", "/evenements"]
    paths += ["/archives", "/mon-compte/avis", "/avis/desabonnement?lien=x"]
    ((certificate,),) = site.world.ask("select certificate from documents where numero_facture = 'PAP-2026-0101'")
    paths += [f"/certificats/{certificate}", "/connexion", "/inscription", "/confirmation?lien=x", "/mot-de-passe"]
    paths += ["/mot-de-passe/nouveau?lien=x", "/connexion/openid/retour?state=x", "/connexion/openid/lien?lien=x"]
    paths += ["/connexion/openid/liaison", "/deconnexion/fournisseur"]
    liaison = Liaison(compte_id=compte.id, issuer="https://essai.example", sub="x", after="/")
    site.portail.ledger.identities.wait(digest_of("x"), liaison, site.moment[0] + timedelta(hours=1), site.moment[0])
    browser.client.cookies.set("navette-liaison", "x")
    paths += ["/mon-compte/rattachement?texte=*", "/activites-du-gestionnaire", "/nulle-part", "/accessibilite"]
    paths += [f"/activites-du-gestionnaire/{RECIPIENT}{end}" for end in ("", f"/{compte.id}", "/reglages", "/cles")]
    (task,) = given_up(site, 1)
    run = site.portail.ledger.runs.begin(None, site.moment[0] - timedelta(days=1))
    paths += [f"/exploitation/nuits/{run}"]
    paths += ["/exploitation", "/exploitation/attente", f"/exploitation/attente/reprise?numero={task}"]
    paths += ["/exploitation/comptes", f"/exploitation/comptes/{asks.id}"]
    asked = ask(browser, f"facture={number}", "m" * 400 + HOSTILE)
    say(browser, asked, "Encore.")
    paths += [asked, f"/sollicitations/nouvelle?facture={number}", "/sollicitations?sens=emises", "/sollicitations"]
    return browser, [*paths, *treated(site, compte), *deposits(site, compte.id)]


def treated(site: Site, compte: Compte) -> list[str]:
    """The pages of a treatment: chosen, filled in, its result; and those of a supplier."""
    site.attach(compte, SUPPLIER)
    site.grant(compte, Espace.FACTURES_EMISES, SUPPLIER, droit=Droit.MODIFICATION)
    known, ledger = ids(site), site.portail.ledger
    certificate = ledger.invoices.by_id(known["PAP-2026-0106"]).certificate or ""
    lines = [
        Declaration(certificate=certificate, status=Status.SUSPENDUE, motif="m" * 200),
        Declaration(certificate=certificate, status=Status.MANDATEE),
    ]
    depositor = PortalDepositor(structure=RECIPIENT, compte_id=compte.id)
    done = declare(site.portail.station, depositor, lines, new_sending())
    chosen = f"/factures-recues/traiter?facture={known['PAP-2026-0101']}&facture={known['PAP-2026-0106']}"
    paths = [chosen, f"{chosen}&statut=SUSPENDUE", f"/factures-recues/traiter/resultat?depot={done.deposit.id}"]
    paths += [f"/factures-emises/{known['PAP-2026-0106']}/completer", f"/factures-emises/{known['REF-0031']}/de-cote"]
    return [*paths, f"/factures-emises/{known['PAP-2026-0199']}/saisie"]


def deposits(site: Site, compte_id: int) -> list[str]:
    """Drafts of each kind, one with everything a form may show, one that is sent."""
    portail, paths = site.portail, ["/deposer"]
    kinds = {
        "page.pdf": doutes.page("PAP-2026-0298"),
        "a.xml": SAMPLES["ttc-faux.xml"],
        "l.zip": SAMPLES["lot-partiel.tar.gz"],
    }
    for name, content in kinds.items():
        file = uploads.keep(portail.store, f'"><b>{name}' + "x" * 200, [content], 2**20)
        kept = portail.ledger.drafts.add(compte_id, RECIPIENT, SourceBrouillon.FICHIER, file, site.moment[0])
        paths.append(f"/deposer/{kept.id}")
    entries = [ManualEntry(field="numero_facture", text="م" * 150), ManualEntry(field="code_service", text="x" * 200)]
    portail.ledger.drafts.save(int(paths[1].rpartition("/")[2]), compte_id, entries, "", site.moment[0])
    paths += [f"{paths[1]}?structure=*&service=*", f"{paths[1]}?fait=refus", f"{paths[3]}/confirmation"]
    file = uploads.keep(portail.store, "clair.pdf", [doutes.clear("PAP-2026-0299")], 2**20)
    kept = portail.ledger.drafts.add(compte_id, SUPPLIER, SourceBrouillon.FICHIER, file, site.moment[0])
    assert isinstance(send(portail.station, kept, only_accepted=True), Sent)
    return [*paths, f"/deposer/{kept.id}/recu", *typed(site, compte_id)]


def typed(site: Site, compte_id: int) -> list[str]:
    """Invoices that are typed in: one that says nothing yet, one of which much is wrong, with its summary."""
    drafts, paths = site.portail.ledger.drafts, []
    right = {**TYPED, "date_facture": "2026-03-03", "date_echeance": "2026-04-02"}
    wrong = {**right, "date_facture": "2026-02-31", "ligne_1_prix": "x" * 200, "nom_fournisseur": "م" * 150}
    for said in ({}, wrong, right):
        entries = [ManualEntry(field=field, text=text) for field, text in said.items()]
        made = drafts.add(compte_id, SUPPLIER, SourceBrouillon.SAISIE, None, site.moment[0], entries=entries)
        paths.append(f"/deposer/saisie/{made.id}")
    return [*paths, paths[-1].replace("saisie/", "") + "/confirmation"]


def shown_page(browser: Browser, path: str, locale: Locale) -> str:
    """The page; that of who is not connected, where who is goes on."""
    return (browser.site.browser().get(f"{path}?langue={locale}") if path == "/connexion" else browser.get(path)).text


def words() -> Iterator[Text]:
    """The sentences of the modules of pages, and of what they show."""
    for module in pkgutil.walk_packages(portail.__path__, "portail."):
        for value in vars(importlib.import_module(module.name)).values():
            found = value.values() if isinstance(value, dict) else [value]
            if isinstance(value, type) and is_dataclass(value):
                found = [each.default for each in fields(value)]
            yield from (one for one in found if isinstance(one, Text))


@pytest.mark.parametrize("locale", Locale)
def test_a_page_is_in_one_language(site: Site, everything: tuple[Browser, list[str]], locale: Locale) -> None:
    browser, paths = everything
    other = Locale.FR if locale is Locale.EN else Locale.EN
    pairs = [(one.in_(locale), one.in_(other)) for one in words()]
    mine = " ".join(own for own, _ in pairs)
    foreign = {theirs for own, theirs in pairs if own != theirs and len(theirs) > 8 and theirs not in mine}
    foreign = {each.partition("{")[0] for each in foreign if len(each.partition("{")[0]) > 8}
    assert len(foreign) > 60
    browser.post("/mon-compte/langue", langue=locale.value)
    for path in paths:
        shown = shown_page(browser, path, locale)
        assert f'<html lang="{locale.value}">' in shown, path
        plain = unescape(re.sub(r"<[^>]+>", "\n", shown)).replace("\u00a0", " ").replace("\u202f", " ")
        lines = [line.strip() for line in plain.splitlines()]
        assert [line for line in lines for each in foreign if line.startswith(each)] == [], path
        assert re.findall(OTHER_WAY[locale], plain) == [], f"dates of {path} are those of the other language"


def test_no_module_of_pages_writes_a_date_in_french_only() -> None:
    """``moment_text`` and ``day_text`` have both languages."""
    folder = Path(portail.__file__).parent
    assert [path.name for path in folder.rglob("*.py") if "french_date" in path.read_text(encoding="utf-8")] == []


def test_every_page_is_among_those_that_are_walked(everything: tuple[Browser, list[str]]) -> None:
    """A new page is held to its language, to the width of a phone and to axe-core, or is named here as a file."""
    _, paths = everything
    walked = [path.partition("?")[0] for path in paths]
    pages = {route.path for route in routes() if "GET" in route.methods} - NOT_WALKED
    shapes = {page: re.compile(re.sub(r"\{[a-z_]+(:[a-z]+)?\}", "[^/]+", page)) for page in pages}
    assert [page for page, shape in shapes.items() if not any(map(shape.fullmatch, walked))] == []


@pytest.mark.slow
@pytest.mark.skipif(not (AXE and BROWSER), reason="NAVETTE_AXE (path of axe.min.js) and chromium")
def test_axe_core_finds_nothing_and_nothing_is_wider_than_a_phone(
    everything: tuple[Browser, list[str]], tmp_path: Path
) -> None:
    browser, paths = everything
    run = RUN % Path(AXE or "").read_text(encoding="utf-8")
    style = f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
    found, frames = {}, ""
    for rank, path in enumerate(paths):
        shown = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: style, shown_page(browser, path, Locale.FR))
        opened = shown.replace("<details>", "<details open>")
        (tmp_path / f"{rank}.html").write_text(opened, encoding="utf-8")
        frames += f'<iframe src="{rank}.html" width="320" height="900" style="border:0"></iframe>'
    (tmp_path / "frames.html").write_text(FRAMES % frames, encoding="utf-8")
    (wide,) = re.findall(r'<pre id="wide">(.*?)</pre>', dom(tmp_path / "frames.html"), re.DOTALL)
    assert dict(zip(paths, wide.split(), strict=True)) == dict.fromkeys(paths, "320")
    for rank, path in enumerate(paths):
        opened = (tmp_path / f"{rank}.html").read_text(encoding="utf-8")
        (tmp_path / "page.html").write_text(opened.replace("</body>", run), encoding="utf-8")
        (axe,) = re.findall(r'<pre id="axe">(.*?)</pre>', dom(tmp_path / "page.html"), re.DOTALL)
        if json.loads(unescape(axe)):
            found[path] = axe
    assert found == {}


MONTHS = {
    Locale.EN: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    Locale.FR: "January|February|March|April|May|June|July|August|September|October|November|December",
}
OTHER_WAY = {
    Locale.EN: rf"\d\d?/\d\d?/\d{{4}}|\b(?:{MONTHS[Locale.EN]})\b",
    Locale.FR: rf"\d{{4}}-\d\d-\d\d \d\d:\d\d|\b(?:{MONTHS[Locale.FR]})\b",
}
"""Dates, and months, as the other language writes them."""
NOT_WALKED = {
    f"/{{espace}}/{{invoice_id:rang}}/{name}"
    for name in ("original", "lisible", "certificat", "page/{number:rang}", "complements/{rank:rang}")
}
BASES = ("/{espace}", "/suivi-des-flux", "/evenements")
NOT_WALKED |= {f"/{{espace}}/{{invoice_id:rang}}/{name}" for name in ("pivot", "complements/{rank:rang}")}
NOT_WALKED |= {"/{espace}/{invoice_id:rang}/pieces-jointes/{rank:rang}"}
NOT_WALKED |= {f"{base}/export.{end}" for base in BASES for end in ("csv", "xlsx")}
NOT_WALKED |= {f"/etats/{{structure}}/{name}" for name in ("etats.xlsx", "{kind}.csv")}
NOT_WALKED |= {"/etats/{structure}/tableau-de-bord", "/connexion/openid"}
NOT_WALKED |= {f"/deposer/{{draft_id:rang}}/{name}" for name in ("pages/{number:rang}", "certificat/{invoice_id:rang}")}
"""Files, the page that stands alone, which has its own test, and what leads on to a provider of identities."""
FRAMES = """<!doctype html><body>%s<script>
addEventListener("load", () => { const it = document.createElement("pre"); it.id = "wide";
it.textContent = [...document.querySelectorAll("iframe")].map(
  (each) => each.contentDocument.documentElement.scrollWidth).join(" ");
document.body.append(it); });</script></body>"""


def dom(path: Path) -> str:
    command = [BROWSER or "", "--headless", "--no-sandbox", "--allow-file-access-from-files", "--dump-dom"]
    command += ["--hide-scrollbars", "--virtual-time-budget=20000", "--window-size=1100,900", path.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
