"""The pivot of works pieces and of what comes again: the day of the MOE, completed, recycled."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

import parsers
from domain.status import Status
from flows import steps
from hub.runtime.station import Station, open_station
from samples.invoices.chantier import AUTRE_MOE
from samples.invoices.travaux import following, piece
from tests.hub.chantier import Chantier, dit, ouvre

JOUR = date(2026, 9, 30)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chantier:
    """A site whose runs read its clock, and whose actors take the pivot."""
    found = ouvre(tmp_path)
    text = found.world.config.read_text(encoding="utf-8")
    found.world.config.write_text(text.replace("[recipients]\n", '[recipients]\nformat = "both"\n'), encoding="utf-8")

    def paced(config: Path, *, pool: bool = True) -> Station:
        return replace(open_station(config, pool=pool), clock=lambda: found.maintenant)

    monkeypatch.setattr(steps, "open_station", paced)
    return found


def said(site: Chantier, compte: str, numero: str, path: str) -> list[str]:
    """What the one pivot an actor has of a piece says there."""
    (found,) = [each for each in site.recu(compte, numero) if each.name.endswith("_pivot.xml")]
    return [str(each.text) for each in etree.parse(found).iterfind(f".//{path}")]


def test_the_day_the_moe_had_the_dossier_travels_with_its_pieces(site: Chantier) -> None:
    first = piece("A4", "CHA-01", JOUR)
    site.depose("fournisseur", first)
    assert said(site, "moe", "CHA-01", "DateMiseADispositionMOE") == []
    begun = site.maintenant.date()
    site.passent(3)
    second = following("A15", first)
    site.depose("moe", second)
    assert said(site, "moa", second.numero, "Cadre") == ["A15"]
    assert said(site, "moa", second.numero, "DateMiseADispositionMOE") == [begun.isoformat()]
    assert said(site, "moa", second.numero, "DateReception") == [(begun + timedelta(days=3)).isoformat()]


def test_what_completed_it_is_inside(site: Chantier) -> None:
    first = piece("A4", "CHA-01", JOUR)
    site.depose("fournisseur", first)
    assert said(site, "moe", "CHA-01", "Renvoi") == []
    site.repond("moe", dit(first, Status.SUSPENDUE, "Le métré contradictoire manque"))
    site.complete("fournisseur", "CHA-01__metre.pdf", b"%PDF-1.4 metre")
    assert said(site, "moe", "CHA-01", "Renvoi") == ["Complétée"]
    (found,) = [each for each in site.recu("moe", "CHA-01") if each.name.endswith("_pivot.xml")]
    back = parsers.read(found.read_bytes()).invoice
    assert back is not None
    assert (back.attachments[-1].description, back.attachments[-1].content) == ("Complément", b"%PDF-1.4 metre")


def test_sent_back_and_come_again(site: Chantier) -> None:
    right = piece("A4", "CHA-01", JOUR)
    wrong = replace(right, moe=AUTRE_MOE)
    site.depose("fournisseur", wrong)
    site.repond("autre-moe", dit(wrong, Status.A_RECYCLER, "Ce marché n'est pas le nôtre", "MAUVAISE_MOE"))
    site.depose("fournisseur", right)
    assert said(site, "autre-moe", "CHA-01", "Renvoi") == []
    assert said(site, "moe", "CHA-01", "Renvoi") == ["Recyclée"]
