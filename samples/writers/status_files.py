"""Writes recipients' statuses as CPPStatut XML or as a spreadsheet's table; CDAR is in ``samples.writers.cdar``.

Written from the schema and the notices only, independently of the readers and exporters tested with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from domain.enum_tables import Partial
from domain.invoice import Invoice
from domain.status import Status
from domain.status_facts import LABELS
from exporters.common.markup import DECLARATION, group, leaf

NUMBERS = Partial(
    {
        Status.DEPOSEE: "01",
        Status.EN_COURS_ACHEMINEMENT: "02",
        Status.MISE_A_DISPOSITION: "03",
        Status.A_RECYCLER: "04",
        Status.REJETEE: "05",
        Status.SUSPENDUE: "06",
        Status.SERVICE_FAIT: "07",
        Status.MANDATEE: "08",
        Status.MISE_A_DISPOSITION_COMPTABLE: "09",
        Status.COMPTABILISEE: "10",
        Status.MISE_EN_PAIEMENT: "11",
        Status.COMPLETEE: "12",
    }
)
"""IdStatut of CPPStatut V1_19 by status."""
HEADING = ("Numéro facture", "Fournisseur", "Date facture", "Statut", "Motif", "Code motif", "Numéro mandat")


class Spreadsheet(Enum):
    """The spreadsheet that saved the table: separator and encoding."""

    FRENCH_EXCEL = (";", "cp1252")
    SWISS_EXCEL = (",", "cp1252")
    UTF8 = (";", "utf-8-sig")
    LIBREOFFICE = ("\t", "utf-8")
    UNICODE_TEXT = ("\t", "utf-16")


@dataclass(frozen=True, slots=True, kw_only=True)
class Avis:
    """A recipient's status of one invoice. Absent texts are empty, never ``None``."""

    numero: str
    jour: date | None = None
    """Date of the invoice."""
    fournisseur: str = ""
    """SIRET."""
    nom_fournisseur: str = ""
    destinataire: str = ""
    """SIRET."""
    nom_destinataire: str = ""
    statut: Status | str
    """A status, or the code of the format itself (``17``, ``206``, ``Payée``)."""
    motif: str = ""
    codes: tuple[str, ...] = field(default=())
    mandat: str = ""


def of_invoice(
    invoice: Invoice, statut: Status | str, motif: str = "", *, codes: tuple[str, ...] = (), mandat: str = ""
) -> Avis:
    """The recipient's status of ``invoice``."""
    return Avis(
        numero=invoice.numero_facture or "",
        jour=invoice.date_facture,
        fournisseur=invoice.siret_fournisseur or "",
        nom_fournisseur=invoice.nom_fournisseur or "",
        destinataire=invoice.siret_destinataire or "",
        nom_destinataire=invoice.nom_destinataire or "",
        statut=statut,
        motif=motif,
        codes=codes,
        mandat=mandat,
    )


def table(
    avis: Sequence[Avis], saved_by: Spreadsheet = Spreadsheet.UTF8, heading: Sequence[str] = HEADING, day: str = ""
) -> bytes:
    """The filled table with CRLF line ends; ``day`` is the format of dates (default ``%d/%m/%Y``)."""
    separator, encoding = saved_by.value
    rows = [heading, *(_row(one, day or "%d/%m/%Y") for one in avis)]
    text = "".join(separator.join(_cell(value, separator) for value in row) + "\r\n" for row in rows)
    return text.encode(encoding)


def _row(one: Avis, day: str) -> tuple[str, ...]:
    word = LABELS[one.statut] if isinstance(one.statut, Status) else one.statut
    issued = one.jour.strftime(day) if one.jour else ""
    return (one.numero, one.fournisseur, issued, word, one.motif, " ".join(one.codes), one.mandat)


def _cell(value: str, separator: str) -> str:
    quoted = value.replace('"', '""')
    return f'"{quoted}"' if quoted != value or separator in value or "\n" in value else value


def cpp_statut(avis: Sequence[Avis], at: datetime, flux: str = "CPP0011301000000000000001") -> bytes:
    """CPPStatut V1_19, one element per invoice; ``at`` (aware) is the time of all statuses."""
    units = "".join(_unit(rank, one, at) for rank, one in enumerate(avis, 1))
    body = _envelope(at, flux) + f'<CPPFactureStatuts compteur="{len(avis)}">{units}</CPPFactureStatuts>'
    return f'{DECLARATION}<CPPStatut Version="V1_19">{body}</CPPStatut>\n'.encode()


def _unit(rank: int, one: Avis, at: datetime) -> str:
    code = NUMBERS.require(one.statut) if isinstance(one.statut, Status) else one.statut
    label = LABELS[one.statut] if isinstance(one.statut, Status) else None
    return group(
        "CPPFactureStatutUnitaire",
        group(
            "Fournisseur",
            leaf("TypeIdentifiant", "1"),
            leaf("Identifiant", one.fournisseur),
            leaf("RaisonSociale", one.nom_fournisseur),
            leaf("CodePays", "FR"),
        ),
        group(
            "Debiteur",
            leaf("TypeIdentifiant", "1"),
            leaf("Identifiant", one.destinataire),
            leaf("Nom", one.nom_destinataire),
        ),
        group(
            "DonneesStatut",
            leaf("IdStatut", code),
            leaf("ComplementStatut", label),
            leaf("Commentaire", one.motif or None),
            leaf("Horodatage", at.isoformat(timespec="milliseconds")),
            leaf("IdFacture", one.numero),
            leaf("DateFacture", one.jour),
            leaf("IdMandatDP", one.mandat or None),
        ),
        NumOrdre=str(rank),
    )


def _envelope(at: datetime, flux: str) -> str:
    parameters = (("0001", "DtPrd", at.date().isoformat()), ("0002", "IdFlx", flux))
    return group(
        "Enveloppe",
        group(
            "EnveloppeUnitaire",
            group(
                "Parametres",
                *(
                    group("ParametreIndiv", leaf("Code", code), leaf("Valeurparametre", value), NumOrdre=rank)
                    for rank, code, value in parameters
                ),
            ),
            group(
                "Partenaires",
                group("Recepteur", leaf("Id", "NAV001"), leaf("Libelle", "NAVETTE")),
                group("Emetteur", leaf("Id", "DEM001"), leaf("Libelle", "STRUCTURE DE DEMONSTRATION")),
            ),
            NumOrdre="1",
        ),
    )
