"""The *synthese*: what waits for treatment, in the columns of the portal's works list (seed 003), then a few more."""

from domain.deposit import DepositedInvoice
from domain.status_facts import LABELS
from domain.text import Text
from domain.travaux import ETAPES, Role
from exporters.reports.report import ColumnKind, Report
from exporters.reports.status_report import dossier, fact, field

Row = DepositedInvoice


def moe(row: Row) -> str:
    """The MOE of a works piece: its name when the piece is addressed to it, its SIRET when the piece names it."""
    return _addressee(row, Role.MOE) or row.moe


def moa(row: Row) -> str:
    """The MOA of a works piece: its addressee, or else the buyer on the document."""
    if (row.values.get("cadre_facturation") or "") not in ETAPES:
        return ""
    return _addressee(row, Role.MOA) or row.values.get("nom_destinataire") or row.values.get("siret_destinataire") or ""


def _addressee(row: Row, role: Role) -> str:
    etape = ETAPES.get(row.values.get("cadre_facturation") or "")
    return row.route.raison_sociale if etape and row.route and etape.destinataire is role else ""


SYNTHESE: Report[Row] = Report(
    key="synthese",
    title=Text("Synthèse", "To treat"),
    columns=(
        field(Text("Numéro de marché", "Contract number"), "numero_marche"),
        field(Text("Numéro", "Number"), "numero_facture", width=20),
        field(Text("Montant HT", "Amount without VAT"), "montant_ht", ColumnKind.AMOUNT),
        fact(
            Text("Destinataire", "Recipient"),
            lambda row: row.route.raison_sociale if row.route else row.values.get("nom_destinataire"),
            width=32,
        ),
        field(Text("Fournisseur", "Supplier"), "nom_fournisseur", width=32),
        fact(Text("Maîtrise d'œuvre", "Maîtrise d'œuvre (MOE)"), moe, width=24),
        fact(Text("Maîtrise d'ouvrage", "Maîtrise d'ouvrage (MOA)"), moa, width=24),
        fact(Text("Date de dépôt", "Deposited at"), lambda row: row.deposited_at, ColumnKind.MOMENT, 19),
        fact(Text("État courant", "Status"), lambda row: LABELS[row.status] if row.status else "", width=28),
        fact(Text("Date état courant", "Status since"), lambda row: row.status_at, ColumnKind.MOMENT, 19),
        field(Text("Numéro d'engagement", "Engagement number"), "numero_engagement"),
        field(Text("Cadre de facturation", "Cadre de facturation"), "cadre_facturation", width=8),
        fact(Text("Numéro de dossier", "Dossier number"), dossier),
        fact(Text("Code service", "Service code"), lambda row: row.route.code_service if row.route else ""),
        field(Text("Montant TTC", "Amount with VAT"), "montant_ttc", ColumnKind.AMOUNT),
        field(Text("Devise", "Currency"), "devise", width=8),
        fact(Text("Date mise à disposition", "Made available at"), lambda row: row.available_at, ColumnKind.MOMENT, 19),
        fact(Text("Date téléchargement", "Downloaded at"), lambda row: row.downloaded_at, ColumnKind.MOMENT, 19),
    ),
)
