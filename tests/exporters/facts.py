"""Facts the exporters are shown: a certificate, documents of a deposit, findings."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.certificate import GENESIS, Certificate, CertificateContent, seal
from domain.deposit import Deposit, DepositedInvoice, Disposition
from domain.document import Format
from domain.finding import Finding, Level, Severity
from domain.invoice import FIELDS
from domain.route import Route
from domain.status import FluxStatus, Status
from domain.text import Text

NOW = datetime(2026, 3, 12, 1, 10, tzinfo=UTC)

CONTENT = CertificateContent(
    deposit="000000000000042",
    depositor="batiment-exemple",
    file="lot_factures.tar.gz",
    member="lot/facture-2026-014.xml",
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    fournisseur="Établissements Exemple & Fils",
    identifiant_fournisseur="12345678200010",
    siret_destinataire="20005379100014",
    destinataire="RÉGION OCCITANIE",
    code_service="DRH-01",
    service="Direction des ressources humaines",
    piece="facture",
    cadre_facturation="A1",
    numero_facture="2026-014",
    date_facture="2026-03-11",
    devise="EUR",
    montant_ht="1028.80",
    montant_tva="205.76",
    montant_ttc="1234.56",
    montant_a_payer="1234.56",
    deposited_at="2026-03-12T01:03:11Z",
)


def certificate(**changes: str) -> Certificate:
    """A sealed certificate whose content differs in ``changes``."""
    return seal(replace(CONTENT, **changes), GENESIS, 1)


def values(**changes: str | None) -> dict[str, str | None]:
    """The 18 fields of an ordinary invoice, changed."""
    ordinary = {
        "numero_facture": "2026-014",
        "type_facture": "380",
        "date_facture": "2026-03-11",
        "devise": "EUR",
        "siret_fournisseur": "12345678200010",
        "nom_fournisseur": "Établissements Exemple & Fils",
        "siret_destinataire": "20005379100014",
        "nom_destinataire": "Région",
        "code_service": "DRH-01",
        "cadre_facturation": "A1",
        "montant_ht": "1028.80",
        "montant_tva": "205.76",
        "montant_ttc": "1234.56",
        "montant_a_payer": "1234.56",
    }
    return {**dict.fromkeys(FIELDS), **ordinary, **changes}


ACCEPTED = DepositedInvoice(
    id=7,
    deposit_id=42,
    position=0,
    drop="batiment-exemple",
    deposit_name="lot_factures.tar.gz",
    member="lot/facture-2026-014.xml",
    sha256="ab" * 32,
    location="ab/ab",
    format=Format.CII,
    profile="en16931",
    disposition=Disposition.ACCEPTED,
    values=values(),
    route=Route(
        siret="20005379100014",
        raison_sociale="RÉGION OCCITANIE",
        code_service="DRH-01",
        nom_service="Direction des ressources humaines",
    ),
    status=Status.MISE_A_DISPOSITION,
    status_at=datetime(2026, 7, 12, 22, 30, 1, tzinfo=UTC),
    deposited_at=datetime(2026, 3, 12, 1, 3, 11, tzinfo=UTC),
    certificate="ABCDEFGH" + "A" * 44,
)


def finding(code: str, severity: Severity = Severity.FATAL, field: str | None = "code_service") -> Finding:
    """A finding of this code that says so in its message and in its remedy."""
    return Finding(
        code=code,
        severity=severity,
        level=Level.FACTURE,
        field=field,
        message=Text(f"motif {code}", f"reason {code}"),
        remedy=Text(f"remède {code}", f"remedy {code}"),
        behind="",
    )


def refused(position: int, *codes: str) -> DepositedInvoice:
    """A rejected document with a finding for each of ``codes``."""
    return replace(
        ACCEPTED,
        position=position,
        member=f"lot/refusee-{position}.xml",
        values=values(numero_facture=f"REF-{position}"),
        disposition=Disposition.REJECTED,
        status=Status.REJETEE,
        route=None,
        certificate=None,
        findings=tuple(finding(code) for code in codes),
    )


DEPOSIT = Deposit(
    id=42,
    drop="batiment-exemple",
    name="lot_factures.tar.gz",
    size=1_234_567,
    modified=0.0,
    sha256="cd" * 32,
    location="cd/cd",
    received_at=datetime(2026, 3, 12, 1, 3, 11, tzinfo=UTC),
    status=FluxStatus.IN_INTEGRE_PARTIEL,
)
