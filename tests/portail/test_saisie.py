"""What could not be read is completed in the portal by its supplier; what was refused is set aside, and taken up."""

from html import unescape

import pytest
from httpx import Response

from domain.espace import Droit, Espace
from domain.status import Status
from tests.hub import inline
from tests.hub.doutes import OTHER, SERVICE
from tests.portail.monde import Browser, Site
from tests.portail.test_pages import SUPPLIER, ids
from tests.portail.test_traiter import links, plain, supplier  # noqa: F401 - a fixture

NUMBER, REFUSED = "PAP-2026-0199", "REF-0031"


@pytest.fixture
def waiting(site: Site) -> int:
    """An invoice whose service is in doubt."""
    (one,) = site.portail.ledger.invoices.awaiting_completion()
    return one.invoice.id


def supply(browser: Browser, id_: int, **fields: str) -> Response:
    return browser.post(f"/factures-emises/{id_}/saisie", **fields)


def test_a_supplier_completes_what_was_not_read(site: Site, supplier: Browser, waiting: int) -> None:  # noqa: F811
    base = f"/factures-emises/{waiting}"
    assert links(supplier.get(base)) == [f"{base}/saisie"]
    form = supplier.get(f"{base}/saisie")
    for candidate in (SERVICE, OTHER):
        assert f'value="code_service={candidate}"' in unescape(form.text)
    picture = supplier.get(f"{base}/page/1")
    assert picture.content.startswith(b"\x89PNG")
    assert f'src="{base}/page/1"' in form.text
    chosen = supply(supplier, waiting, choix=f"code_service={SERVICE}")
    assert f'name="code_service" type="text" value="{SERVICE}"' in chosen.text
    assert supply(supplier, waiting, code_service="  ").status_code == 400
    refused = supply(supplier, waiting, code_service="INCONNU")
    assert refused.status_code == 400
    assert "Rien n'est enregistré" in plain(refused)
    done = supply(supplier, waiting, code_service=SERVICE, motif="la page elle-même")
    assert "Complétée à la main" in plain(done)
    (history,) = site.portail.ledger.invoices.find(NUMBER)
    assert history.invoice.status is Status.DEPOSEE or history.invoice.certificate
    (correction,) = site.portail.ledger.invoices.corrections_of([history.invoice.id])[history.invoice.id]
    assert (correction.new, correction.actor.startswith("portail:")) == (SERVICE, True)
    assert supply(supplier, waiting, code_service=SERVICE).status_code == 200, "sent twice, it says where it stands"
    assert supplier.get(f"{base}/saisie").status_code == 404
    assert [trouble for counts in inline.night(site.world.config) for trouble in counts.troubles] == []
    assert list(site.world.recipients.rglob(f"*{NUMBER}*")) != []


def test_who_may_only_look_completes_nothing(site: Site, waiting: int) -> None:
    compte = site.account("lecteur@essai.example")
    site.attach(compte, SUPPLIER)
    site.grant(compte, Espace.FACTURES_EMISES, SUPPLIER)
    reader, base = site.connected("lecteur@essai.example"), f"/factures-emises/{waiting}"
    assert links(reader.get(base)) == []
    for path in ("/saisie", "/page/1", "/de-cote"):
        assert reader.get(base + path).status_code == 404
    assert supply(reader, waiting, code_service=SERVICE).status_code == 404
    assert site.portail.ledger.invoices.by_id(waiting).status is Status.A_COMPLETER


def test_what_was_refused_is_set_aside_and_taken_up(site: Site, supplier: Browser) -> None:  # noqa: F811
    base = f"/factures-emises/{ids(site)[REFUSED]}"
    assert links(supplier.get(base)) == [f"{base}/de-cote"]
    assert "dites pourquoi" in plain(supplier.post(f"{base}/de-cote", vers="de-cote"))
    for _ in range(2):
        aside = supplier.post(f"{base}/de-cote", vers="de-cote", motif="envoyée par erreur")
    assert plain(aside).count("envoyée par erreur") == 1
    assert "Reprendre" in supplier.get(base).text
    again = supplier.post(f"{base}/de-cote", vers="reprise", motif="finalement non")
    assert "Mettre de côté" in again.text
    ((count,),) = site.world.ask("select count(*) from mises_de_cote")
    assert count == 2
    other = f"/factures-emises/{ids(site)['PAP-2026-0101']}/de-cote"
    assert supplier.get(other).status_code == 404
    (compte,) = site.portail.ledger.accounts.every()
    site.grant(compte, Espace.FACTURES_EMISES, SUPPLIER, droit=Droit.CONSULTATION)
    assert supplier.post(f"{base}/de-cote", vers="de-cote", motif="encore").status_code == 404
