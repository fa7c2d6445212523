"""The criteria of a list: each of those of the search, and the two filters that hide."""

from dataclasses import fields

from domain.espace import Espace
from domain.search_criteria import SearchCriteria
from domain.suivi import Action, HistoryNote
from portail.pages.criteres.criteria import NAMES, Asked, criteria
from portail.pages.criteres.words import LABELS
from tests.portail.monde import Site
from tests.portail.test_pages import RECIPIENT, SUPPLIER, ids, numbers

FILLED = Asked(
    numero="F*", fournisseur="x", destinataire=RECIPIENT, service="S", statut="REJETEE", depuis="2026-01-01",
    jusqu_a="2026-02-01", periode="facture", avec=RECIPIENT, role="moe", piece="travaux", cadre="a1", engagement="E",
    marche="M", dossier="D", ttc_min="1,5", ttc_max="2", ht_min="1", ht_max="2", compte_de_depot="c", certificat="k",
    masquer_rejetees="1", masquer_telechargees="1", archivees="1",
)  # fmt: skip


def test_a_list_has_every_criterion_of_the_search(site: Site) -> None:
    found, faults = criteria(FILLED, Espace.FACTURES_RECUES, site.moment[0].date())
    assert faults == {}
    apart = ["deposit", "telechargee"]  # of a program that asks for a flux; False
    assert [one.name for one in fields(SearchCriteria) if not getattr(found, one.name)] == apart
    assert found.telechargee is False
    assert LABELS.keys() == set(NAMES)


def test_what_is_no_criterion_is_left_out_and_said(site: Site) -> None:
    wrong = Asked(role="chef", piece="x", cadre="Z9", avec="12", destinataire="12", statut="PERDUE", periode="jamais")
    found, faults = criteria(wrong, Espace.FACTURES_RECUES, site.moment[0].date())
    assert found == SearchCriteria()
    assert faults.keys() == {"role", "piece", "cadre", "avec", "destinataire", "statut", "periode"}
    assert criteria(Asked(role="moe"), Espace.FACTURES_RECUES, site.moment[0].date())[1].keys() == {"role"}


def test_old_refusals_and_what_was_downloaded_are_hidden(site: Site) -> None:
    compte = site.account()
    for structure in (SUPPLIER, RECIPIENT):
        site.attach(compte, structure)
    site.grant(compte, Espace.FACTURES_EMISES, SUPPLIER)
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT)
    hidden = "/factures-emises?masquer_rejetees=1"
    assert "REF-0031" in numbers(site.connected().get(hidden).text)
    site.later(days=11)
    browser = site.connected()
    assert numbers(browser.get("/factures-emises").text) - numbers(browser.get(hidden).text) == {"REF-0031"}
    assert browser.get(hidden).text.count(" checked") == 1
    assert " checked" not in browser.get("/factures-emises").text
    assert "REF-0031" in numbers(browser.get("/factures-emises").text)
    assert "REF-0031" not in browser.get("/factures-emises/export.csv?masquer_rejetees=1").text
    with site.portail.ledger.batch() as batch:
        note = HistoryNote(
            invoice_id=ids(site)["PAP-2026-0101"], action=Action.TELECHARGEMENT_FACTURE, actor=RECIPIENT, detail="x"
        )
        batch.note([note], site.moment[0])
    left = numbers(browser.get("/factures-recues?masquer_telechargees=1").text)
    assert numbers(browser.get("/factures-recues").text) - left == {"PAP-2026-0101"}
