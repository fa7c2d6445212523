"""What somebody chose to be told by mail: once, only what he may see, in his language, until he says no."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.compte import Compte, EtatCompte
from domain.espace import Espace, EtatRattachement, RoleRattachement
from domain.status import Status
from domain.subscription import Notice
from domain.suivi import Action, HistoryNote
from domain.text import Locale
from hub.comptes.daily_letters import tell_accounts
from tests.hub.posts import Post, web_hook
from tests.hub.world import World
from tests.portail.monde import BASE, OPERATOR, Site, copied
from tests.portail.test_pages import CULTURE, RECIPIENT, SUPPLIER, ids

DAY = timedelta(days=1)


@pytest.fixture
def hook() -> Iterator[Post]:
    with web_hook() as post:
        yield post


@pytest.fixture
def mailed(night: World, tmp_path: Path, hook: Post) -> Site:
    world = copied(night, tmp_path)
    (world.home / "courriel.url").write_text(f"json://127.0.0.1:{hook.port}/{{courriel}}\n", encoding="utf-8")
    text = world.config.read_text(encoding="utf-8")
    world.config.write_text(f'{text}\n[portail]\ncourriel_file = "courriel.url"\n', encoding="utf-8")
    return Site.of(world)


@pytest.fixture
def agent(mailed: Site) -> Compte:
    """Sees what one service received and what a supplier issued; chose everything before the night."""
    compte = mailed.account()
    for structure, espace, service in (
        (RECIPIENT, Espace.FACTURES_RECUES, CULTURE),
        (SUPPLIER, Espace.FACTURES_EMISES, None),
    ):
        mailed.attach(compte, structure)
        mailed.grant(compte, espace, structure, service)
    mailed.portail.ledger.subscriptions.choose(compte.id, frozenset(Notice), mailed.moment[0] - DAY)
    return compte


def told(site: Site, hook: Post) -> list[str]:
    """The letters of one run."""
    before = len(hook.hooks)
    assert tell_accounts(site.portail.station).remarks == ()
    return [f"{one['title']}\n{one['message']}" for one in hook.hooks[before:]]


def test_nothing_is_told_unless_it_is_chosen(mailed: Site, hook: Post) -> None:
    compte = mailed.account()
    mailed.attach(compte, RECIPIENT)
    mailed.grant(compte, Espace.FACTURES_RECUES, RECIPIENT)
    browser = mailed.connected()
    assert "checked" not in browser.get("/mon-compte/avis").text
    assert told(mailed, hook) == []
    saved = browser.post("/mon-compte/avis", recues="1", sollicitations="1")
    assert "Vos choix sont enregistrés." in saved.text
    assert saved.text.count(" checked") == 1
    assert mailed.portail.ledger.subscriptions.of(compte.id) == {Notice.RECUES}
    assert told(mailed, hook) == [], "what happened before the choice is not told"


def test_a_letter_has_what_one_may_see_and_is_sent_once(mailed: Site, agent: Compte, hook: Post) -> None:
    (letter,) = told(mailed, hook)
    assert letter.startswith("Navette : ")
    received, issued = letter.split("Statuts de vos factures")
    assert "PAP-2026-0101" in received
    assert "LOTB-001" in received
    assert "LOTB-004" not in letter, "another service"
    assert "TRA-2026-0007" not in letter, "another recipient"
    assert "REF-0031" in issued
    assert "Rejetée" in issued
    assert "€" not in letter
    assert hook.hooks[0]["path"] == "/camille@essai.example"
    assert told(mailed, hook) == []
    mailed.later(hours=21)
    assert told(mailed, hook) == [], "nothing happened since"
    now, number = mailed.moment[0], ids(mailed)["PAP-2026-0101"]
    mailed.portail.ledger.lifecycle.change(number, Status.SUSPENDUE, RECIPIENT, "Il manque\nune pièce", now)
    with mailed.portail.ledger.batch() as batch:
        kind = Action.RAPPEL_ECHEANCE
        batch.note([HistoryNote(invoice_id=number, action=kind, actor="navette", detail="PAIEMENT 2026-12-31")], now)
    (second,) = told(mailed, hook)
    assert "Facture PAP-2026-0101" in second
    assert "Suspendue (Il manque une pièce)" in second
    assert "31/12/2026" in second
    assert "LOTB-001" not in second


def test_it_waits_a_day_and_comes_in_the_language_of_the_account(mailed: Site, agent: Compte, hook: Post) -> None:
    ledger, number = mailed.portail.ledger, ids(mailed)["PAP-2026-0101"]
    ledger.accounts.set_locale(agent.id, Locale.EN)
    (letter,) = told(mailed, hook)
    assert "Invoices received" in letter
    assert "Factures reçues" not in letter
    ledger.lifecycle.change(number, Status.SUSPENDUE, RECIPIENT, "x", mailed.moment[0])
    mailed.later(hours=2)
    assert told(mailed, hook) == []
    mailed.later(hours=19)
    assert len(told(mailed, hook)) == 1


def test_who_lost_the_right_or_is_closed_is_told_nothing(mailed: Site, agent: Compte, hook: Post) -> None:
    rights = mailed.portail.ledger.rights
    for structure in (RECIPIENT, SUPPLIER):
        rights.attach(
            agent.id, structure, RoleRattachement.UTILISATEUR, EtatRattachement.RETIRE, mailed.moment[0], OPERATOR
        )
    assert told(mailed, hook) == []
    other = mailed.account("ferme@essai.example")
    mailed.attach(other, RECIPIENT)
    mailed.grant(other, Espace.FACTURES_RECUES, RECIPIENT)
    mailed.portail.ledger.subscriptions.choose(other.id, frozenset(Notice), mailed.moment[0] - DAY)
    mailed.portail.ledger.accounts.set_state(other.id, EtatCompte.FERME, mailed.moment[0], "essai")
    assert told(mailed, hook) == []


def test_what_could_not_be_sent_is_sent_by_the_next_run(mailed: Site, agent: Compte, hook: Post) -> None:
    hook.refuses = True
    (remark,) = tell_accounts(mailed.portail.station).remarks
    assert "n'est pas parti" in remark.fr
    hook.refuses = False
    (letter,) = told(mailed, hook)
    assert "PAP-2026-0101" in letter


def test_a_link_ends_them_without_connecting_and_only_when_it_is_confirmed(
    mailed: Site, agent: Compte, hook: Post
) -> None:
    (letter,) = told(mailed, hook)
    found = re.search(r"http://[^/]+(/avis/desabonnement\?lien=([\w-]{43}))", letter)
    assert found is not None
    anybody, ledger = mailed.browser(), mailed.portail.ledger
    assert "Ne plus en recevoir" in anybody.get(found[1]).text
    assert ledger.subscriptions.of(agent.id) == frozenset(Notice), "a program that looks at the link ends nothing"
    headers = {"origin": BASE, "sec-fetch-site": "same-origin"}

    def confirmed(link: str) -> int:
        return anybody.client.post("/avis/desabonnement", data={"lien": link}, headers=headers).status_code

    assert confirmed("x" * 43) == 400
    assert confirmed(found[2]) == 200
    assert ledger.subscriptions.of(agent.id) == frozenset()
    assert confirmed(found[2]) == 200, "once more says the same"
    mailed.later(hours=30)
    ledger.lifecycle.change(ids(mailed)["PAP-2026-0101"], Status.SUSPENDUE, RECIPIENT, "x", mailed.moment[0])
    assert told(mailed, hook) == []
    mailed.later(hours=1)
    mailed.connected().post("/mon-compte/avis", statuts="1")
    assert confirmed(found[2]) == 400, "a link of before does not end what is chosen anew"
    assert told(mailed, hook) == [], "nor is what happened meanwhile told"
