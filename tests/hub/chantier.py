"""A building site: the accounts of its actors on real folders, and a clock."""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from domain.paris_time import PARIS
from domain.status import Status
from domain.status_facts import LABELS
from hub import settings
from hub.runtime.station import ledger_url
from samples.invoices import chantier
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice
from samples.writers import ubl
from samples.writers.profiles import Profile, cut
from samples.writers.status_files import Avis, Spreadsheet, of_invoice, table
from tests.hub import inline
from tests.hub.world import ALONE, DROP, FOLDERS, LOCAL, ROOT, SETTINGS, World
from tests.ledger.empty import empty_file

COMPTES = {
    "fournisseur": chantier.TITULAIRE.siret,
    "sous-traitant": chantier.SOUS_TRAITANT.siret,
    "cotraitant": chantier.COTRAITANT.siret,
    "moe": chantier.MOE.siret,
    "autre-moe": chantier.AUTRE_MOE.siret,
    "moa": chantier.MOA.siret,
}
"""Account and the SIRET it represents; each is also a recipient, whose folder is named after its SIRET."""
DEBUT = datetime(2026, 10, 12, 0, 30, tzinfo=PARIS)
"""Half an hour into a day of Paris that has not begun in UTC; the clocks change on the 25th."""


@dataclass(slots=True)
class Chantier:
    """The site; ``maintenant`` is what every part of the run takes for the time."""

    world: World
    maintenant: datetime = DEBUT
    _files: int = field(default=0)

    def depose(self, compte: str, demo: DemoInvoice) -> None:
        """A piece dropped by an account, then the evening."""
        self.laisse(compte, demo)
        self.soir()

    def laisse(self, compte: str, demo: DemoInvoice) -> None:
        """A piece dropped by an account, nothing run."""
        self._files += 1
        content = ubl.write(cut(build(demo), Profile.EXTENDED_CTC_FR))
        self.world.drop(compte, f"{self._files:03d}-{demo.numero.lower()}.xml", content)

    def repond(self, compte: str, *avis: Avis) -> None:
        """A status file in the folder of a recipient or valideur, then the evening."""
        self.dit(compte, table(avis, Spreadsheet.FRENCH_EXCEL))

    def dit(self, compte: str, content: bytes) -> None:
        """The same, with any bytes."""
        self._files += 1
        folder = self.world.recipients / COMPTES[compte] / "statuts"
        _leave(folder / f"reponse-{self._files:03d}.csv", content)
        self.soir()

    def complete(self, compte: str, name: str, content: bytes) -> None:
        """A missing document dropped by an account, then the evening."""
        _leave(self.world.account(compte, "complements") / name, content)
        self.soir()

    def passent(self, jours: int) -> None:
        """Days go by at the same hour in Paris, then the evening."""
        there = self.maintenant.replace(tzinfo=None) + timedelta(days=jours)
        self.maintenant = there.replace(tzinfo=PARIS)
        self.soir()

    def soir(self) -> None:
        """Everything Navette does in an evening: deadlines, answers, deposits, deliveries, what goes back."""
        self.maintenant += timedelta(minutes=1)
        troubles = [trouble for drop_counts in inline.night(self.world.config) for trouble in drop_counts.troubles]
        if troubles:
            raise AssertionError(f"The evening left something undone: {troubles}")

    def statut(self, numero: str) -> Status | None:
        """Where the piece of this number stands; ``None`` when none was accepted under it."""
        found = [history.invoice for history in self.world.ledger().invoices.find(numero)]
        integrated = [one for one in found if one.disposition in {"accepted", "recycled"}]
        return integrated[-1].status if integrated else None

    def vie(self, numero: str) -> list[str]:
        """Every status the piece had, in order, as people read them."""
        found = [
            h for h in self.world.ledger().invoices.find(numero) if h.invoice.disposition in {"accepted", "recycled"}
        ]
        return [LABELS[event.status] for history in found for event in history.events]

    def refus(self, numero: str) -> list[str]:
        """The codes of the fatal findings of the last document refused under this number."""
        refused = [h.invoice for h in self.world.ledger().invoices.find(numero) if h.invoice.disposition == "rejected"]
        return sorted(finding.code for finding in refused[-1].findings if finding.severity == "fatal")

    def dossier(self, numero: str) -> list[tuple[str, str, Status]]:
        """Number, cadre and status of the pieces of the dossier a piece belongs to, in order."""
        (found,) = self.world.ledger().follow_up.dossiers(numero)
        return [(piece.numero_facture, piece.cadre, piece.status) for piece in found.pieces]

    def recu(self, compte: str, numero: str) -> list[Path]:
        """What an actor finds of a piece in its folder, whatever the service."""
        return sorted(path for path in (self.world.recipients / COMPTES[compte]).rglob(f"*_{numero}_*"))

    def rapports(self, compte: str, motif: str) -> list[Path]:
        """What an actor finds in its ``rapports/``."""
        return sorted((self.world.recipients / COMPTES[compte] / "rapports").glob(motif))

    def retours(self, compte: str, motif: str) -> list[Path]:
        """What an account finds in its ``retours/``."""
        return sorted(self.world.account(compte, "retours").glob(motif))


def ouvre(home: Path, comptes: Mapping[str, str] = COMPTES) -> Chantier:
    """A site with empty folders below ``home``; ``comptes``: account and the SIRET it represents."""
    world = World(home=home)
    for compte in comptes:
        for folder in (*FOLDERS, "complements", "statuts"):
            world.account(compte, folder).mkdir(parents=True)
    world.recipients.mkdir()
    world.config.write_text(_settings(comptes), encoding="utf-8")
    empty_file(ledger_url(settings.load(world.config))).close()
    return Chantier(world=world)


def _settings(comptes: Mapping[str, str]) -> str:
    drops = (DROP.format(name=name, door="monde", deposants=json.dumps([siret])) for name, siret in comptes.items())
    return SETTINGS.format(
        ledger="sqlite:///navette.db",
        store="store",
        annuaire=ROOT / "samples" / "annuaire",
        doors=LOCAL,
        drops="".join(drops),
        recipients="monde",
        tables="",
        run=ALONE,
    )


def dit(demo: DemoInvoice, statut: Status | str, motif: str = "", *codes: str, mandat: str = "") -> Avis:
    """A status somebody gives a piece."""
    return of_invoice(build(demo), statut, motif, codes=codes, mandat=mandat)


def _leave(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = time.time() - 3600
    os.utime(path, (moment, moment))
