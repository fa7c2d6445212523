"""One invoice: what comes next and who must act, its dossier, and each of its files."""

import re
from dataclasses import replace
from hashlib import sha256
from html import escape, unescape

import pytest

from domain.espace import Espace
from hub.inspect.attachments import carried_by
from tests.portail.monde import SAMPLES, Browser, Site
from tests.portail.test_pages import OTHER, RECIPIENT, SUPPLIER, ids

BUILDER, MOE = "99900022700010", "99900132400014"


def words(page: str) -> str:
    return unescape(page).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def everybody(site: Site) -> Browser:
    """Sees what a supplier issued, a builder's works, and what two recipients received."""
    compte = site.account()
    rights = (
        (Espace.FACTURES_EMISES, SUPPLIER),
        (Espace.FACTURES_DE_TRAVAUX, BUILDER),
        (Espace.FACTURES_RECUES, RECIPIENT),
        (Espace.FACTURES_RECUES, OTHER),
    )
    for espace, structure in rights:
        site.attach(compte, structure)
        site.grant(compte, espace, structure)
    return site.connected()


def test_who_must_act_next_is_said_with_the_day(site: Site, everybody: Browser) -> None:
    works = words(everybody.get(f"/factures-de-travaux/{ids(site)['CHA-2026-01']}").text)
    assert f"La MOE (SIRET {MOE}) dépose" in works
    assert "Vérification" in works
    assert "<h2>Dossier de facturation <bdi>CHA-2026-01</bdi></h2>" in works
    assert "autres pièces" not in works
    received = everybody.get(f"/factures-recues/{ids(site)['PAP-2026-0101']}").text
    assert "À qui le tour : Destinataire." in words(received)
    refused = everybody.get(f"/factures-emises/{ids(site)['REF-0031']}").text
    assert "À corriger et à déposer de nouveau." in refused


def test_pieces_outside_ones_rights_are_not_shown(site: Site, everybody: Browser) -> None:
    """The dossier has one more piece, of another supplier: it is said that there is one, and nothing of it."""
    works = ids(site)["CHA-2026-01"]
    with site.world.base() as base:
        base.execute(
            "update documents set dossier_id = ?, cadre_facturation = 'A15', route_siret = '22220001600327',"
            " moe = null where numero_facture = 'TRA-2026-0008'",
            (works,),
        )
    page = words(everybody.get(f"/factures-de-travaux/{works}").text)
    assert "Ce dossier a d'autres pièces" in page
    assert "TRA-2026-0008" not in page


def test_the_pivot_of_an_accepted_invoice(site: Site, everybody: Browser) -> None:
    found = everybody.get(f"/factures-recues/{ids(site)['PAP-2026-0101']}/pivot")
    assert b"CPPFacturePivot" in found.content
    assert b"PAP-2026-0101" in found.content
    assert "_pivot.xml" in found.headers["content-disposition"]
    assert "sandbox" in found.headers["content-security-policy"]
    assert everybody.get(f"/factures-emises/{ids(site)['REF-0031']}/pivot").status_code == 404


def test_attachments_are_files_to_keep_for_who_may_see_the_invoice(site: Site, everybody: Browser) -> None:
    base = f"/factures-recues/{ids(site)['TRA-2026-0007']}"
    assert f'href="{base}/pieces-jointes"' in everybody.get(base).text
    listed = everybody.get(f"{base}/pieces-jointes").text
    assert f'href="{base}/pieces-jointes/1" download' in listed
    first = everybody.get(f"{base}/pieces-jointes/1")
    assert first.content
    assert first.headers["content-type"] == "application/octet-stream"
    assert first.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in first.headers["content-security-policy"]
    site.account("autre@essai.example")
    stranger = site.connected("autre@essai.example")
    for path in ("/pieces-jointes", "/pieces-jointes/1", "/complements/1", "/pivot"):
        assert stranger.get(base + path).status_code == 404
    for path in ("/pieces-jointes/99", "/pieces-jointes/0", "/complements/1"):
        assert everybody.get(base + path).status_code == 404


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\u202egnp.exe", "C:\\x\\CON", 'x"\r\nSet-Cookie: y.html', "."])
def test_a_hostile_name_makes_a_safe_file(site: Site, name: str) -> None:
    hostile = escape(name).encode("utf-8").replace(b"\r", b"&#13;").replace(b"\n", b"&#10;").replace(b"\\", rb"\\")
    content = re.sub(rb'filename="[^"]*"', b'filename="%s"' % hostile, SAMPLES["ubl-pieces-jointes.xml"])
    invoice = site.portail.ledger.invoices.by_id(ids(site)["TRA-2026-0007"])
    found = carried_by(site.portail.station, replace(invoice, location=_kept(site, content)), 1)
    assert found
    for one in found:
        assert not set(one.name) & set('/\\:"\r\n\u202e')
        assert one.name not in {".", "..", "CON", ""}
        assert (one.content != b"") == (one.rank == 1 and one.size is not None)


def _kept(site: Site, content: bytes) -> str:
    digest = sha256(content).hexdigest()
    return site.portail.store.put_many([(digest, content)])[digest]
