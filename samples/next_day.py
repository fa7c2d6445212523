"""Files of the day after the demonstration's night: recipients' statuses, suppliers' additions, next works pieces.

Paths are relative to the root that holds ``fournisseurs/`` and ``destinataires/``.
"""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from domain.status import Status
from domain.text import Text
from exporters import cii
from samples.cases.status_case import avis_of
from samples.depot import Account
from samples.invoices.builder import build
from samples.invoices.chantier import MOA, MOE
from samples.invoices.people import COLLEGE, CULTURE, OCCITANIE
from samples.invoices.travaux import circuit
from samples.layouts.sheet import LEFT, Sheet
from samples.writers import ubl
from samples.writers.cdar import cdar
from samples.writers.profiles import Profile, cut
from samples.writers.status_files import Avis, Spreadsheet, cpp_statut, table

S = Status
DOSSIER = "CHA-2026-20"
"""The works dossier of the demonstration, by the number of its first piece."""
SUSPENDUE = "NUM-2026-0012"
"""The invoice that is suspended, then completed."""
CHANTIER = (
    Account(name="maitrise-oeuvre", nom=MOE.nom, deposants=(MOE.siret,)),
    Account(name="maitrise-ouvrage", nom=MOA.nom, deposants=(MOA.siret,)),
)
"""The accounts of the works' other actors; the titulaire has the builder's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedFile:
    """A file dropped during the day."""

    by: Text
    """Who leaves it."""
    folder: str
    """Folder, relative to the root."""
    name: str
    content: bytes
    says: Text
    """What is in it."""


def nuit() -> tuple[DroppedFile, ...]:
    """Files dropped before the night: the first piece of the works dossier."""
    first = _pieces()[0]
    return (
        DroppedFile(
            by=Text("titulaire", "titulaire"),
            folder="fournisseurs/travaux-btp/depot",
            name=f"{first[0].lower()}.xml",
            content=first[1],
            says=_piece("projet de décompte mensuel (A4)", "draft monthly account (A4)", first[0]),
        ),
    )


def matin(now: datetime) -> tuple[DroppedFile, ...]:
    """Recipients' statuses in the three formats, and the MOE's piece; ``now`` is timezone-aware."""
    _, account, _ = _pieces()
    return (
        _answer(
            CULTURE.siret,
            "reponses.csv",
            _departement(),
            Text(
                "tableau d'Excel : paiement, suspension, rejet, et deux erreurs",
                "Excel sheet: payment, suspension, rejection, and two errors",
            ),
        ),
        DroppedFile(
            by=_named(COLLEGE.nom),
            folder=f"destinataires/{COLLEGE.siret}/statuts",
            name="statuts.xml",
            content=cpp_statut(_college(), now),
            says=Text(
                "message CPPStatut : service fait, mises en paiement",
                "CPPStatut message: service rendered, payments",
            ),
        ),
        DroppedFile(
            by=_named(OCCITANIE.nom),
            folder=f"destinataires/{OCCITANIE.siret}/statuts",
            name="cycle-de-vie.xml",
            content=cdar((avis_of("FOR-2026-0021", S.MISE_EN_PAIEMENT),), now),
            says=Text("message CDAR : mise en paiement", "CDAR message: payment"),
        ),
        DroppedFile(
            by=Text("maîtrise d'œuvre", "MOE (project manager)"),
            folder="fournisseurs/maitrise-oeuvre/depot",
            name=f"{account[0].lower()}.xml",
            content=account[1],
            says=_piece("état d'acompte (A15)", "interim payment statement (A15)", account[0]),
        ),
    )


def midi() -> tuple[DroppedFile, ...]:
    """The supplier's complement to the suspended invoice, and the MOA's piece."""
    validated = _pieces()[2]
    return (
        DroppedFile(
            by=_named("SERVICES NUMERIQUES DE DEMONSTRATION"),
            folder="fournisseurs/operateur-edi/complements",
            name=f"{SUSPENDUE}__proces-verbal.pdf",
            content=_minutes(),
            says=Text(f"la pièce qui manquait à {SUSPENDUE}", f"the piece that {SUSPENDUE} lacked"),
        ),
        DroppedFile(
            by=Text("maîtrise d'ouvrage", "MOA (project owner)"),
            folder="fournisseurs/maitrise-ouvrage/depot",
            name=f"{validated[0].lower()}.xml",
            content=validated[1],
            says=_piece("état d'acompte validé (A19)", "validated interim payment statement (A19)", validated[0]),
        ),
    )


def lay(root: Path, files: Iterable[DroppedFile]) -> None:
    """Writes each file to its folder, with a modification time one hour ago."""
    an_hour_ago = time.time() - 3600
    for file in files:
        path = root / file.folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        os.utime(path, (an_hour_ago, an_hour_ago))


def _named(name: str) -> Text:
    """A name, the same in both languages."""
    return Text(name, name)


def _piece(fr: str, en: str, number: str) -> Text:
    """A works piece and its number."""
    return Text(f"{fr} {number}", f"{en} {number}")


def _answer(siret: str, name: str, avis: tuple[Avis, ...], says: Text) -> DroppedFile:
    return DroppedFile(
        by=_named(avis[0].nom_destinataire),
        folder=f"destinataires/{siret}/statuts",
        name=name,
        content=table(avis, Spreadsheet.FRENCH_EXCEL),
        says=says,
    )


def _departement() -> tuple[Avis, ...]:
    return (
        avis_of("BTP-2026-0041", S.MANDATEE, mandat="2026-004117"),
        avis_of("PAP-2026-0101", S.MISE_EN_PAIEMENT, mandat="2026-004118"),
        avis_of("NUM-2026-0013", S.SERVICE_FAIT),
        avis_of(SUSPENDUE, S.SUSPENDUE, "Le procès-verbal de réception manque"),
        avis_of("PAP-2026-0104", S.REJETEE, "Le prix du marché n'est pas respecté : 3,90 € la ramette, pas 4,10 €"),
        avis_of("PAP-2026-0106", S.REJETEE),
        avis_of("TRA-2026-0007", S.MANDATEE),
    )


def _college() -> tuple[Avis, ...]:
    return (
        avis_of("TRA-2026-0007", S.SERVICE_FAIT),
        avis_of("TRA-2026-0009", S.MISE_EN_PAIEMENT),
        avis_of("PAP-2026-0105", S.MISE_EN_PAIEMENT),
    )


@cache
def _pieces() -> tuple[tuple[str, bytes], ...]:
    """Number and bytes of the dossier's pieces: A4 and A19 in UBL, A15 in CII."""
    demos = circuit(DOSSIER, date(2026, 8, 31), ("A4", "A15", "A19"))
    first, account, validated = (cut(build(demo), Profile.EXTENDED_CTC_FR) for demo in demos)
    written = (ubl.write(first), cii.write(account), ubl.write(validated))
    numbers = (invoice.numero_facture or "" for invoice in (first, account, validated))
    return tuple(zip(numbers, written, strict=True))


def _minutes() -> bytes:
    sheet = Sheet("Procès-verbal de réception")
    sheet.text(LEFT, 60, "Procès-verbal de réception", 14, bold=True)
    sheet.text(LEFT, 90, f"Prestations de la facture {SUSPENDUE} reçues sans réserve.")
    sheet.turn()
    return sheet.finish()
