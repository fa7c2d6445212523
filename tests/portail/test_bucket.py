"""The portal over a bucket: a document is one ranged request, and a server that does not answer is said, not taken for
a loss.
"""

import shutil
from pathlib import Path

import pytest

from domain.espace import Espace
from tests.hub.world import World
from tests.portail.monde import SAMPLES, Site, copied
from tests.s3_server import Misbehaviour, served


def test_a_document_is_downloaded_by_one_ranged_request(
    night: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.content_store.bucket_requests.WAITS", (0.01,) * 3)
    world = copied(night, tmp_path)
    with served(tmp_path / "s3") as server:
        shutil.copytree(world.home / "store", server.folder)  # a store moves by copying
        shutil.rmtree(world.home / "store")
        world.config.write_text(
            world.config.read_text().replace("[annuaire]", f"{server.table(world.home)}[annuaire]", 1)
        )
        site = Site.of(world)
        ((id_, siret),) = world.ask(
            "select d.invoice_id, d.siret_fournisseur from documents d join deposits p on p.id = d.deposit_id"
            " where p.name = 'facturx-basic.pdf'"
        )
        compte = site.account()
        site.attach(compte, str(siret))
        site.grant(compte, Espace.FACTURES_EMISES, str(siret))
        browser, place = site.entered(compte), f"/{Espace.FACTURES_EMISES.value}/{id_}/original"
        assert browser.get(place).content == SAMPLES["facturx-basic.pdf"]
        server.asked.clear()
        site.portail.store._objects.forget()
        assert browser.get(place).content == SAMPLES["facturx-basic.pdf"]
        assert [(method, bool(ranged)) for method, _, ranged in server.asked] == [("GET", True)]
        server.misbehaviour = Misbehaviour(one_in=1, faults=("503",))
        site.portail.store._objects.forget()
        answer = browser.get(place)
        assert answer.status_code == 503
        assert "secrete" not in answer.text
        server.misbehaviour = None
        assert browser.get(place).content == SAMPLES["facturx-basic.pdf"]
