"""The *synthese*: what waits for treatment, in the columns of the portal's works list (seed 003), then a few more."""

from domain.deposit import DepositedInvoice
from domain.status_facts import LABELS
from domain.text import Text
from domain.travaux import ETAPES, Role
from exporters.reports import headings
from exporters.reports.report import ColumnKind, Report
from exporters.reports.status_report import dossier, fact, field, recipient, supplier

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
        field(headings.MARCHE, "numero_marche", first=True),
        field(headings.NUMERO_FACTURE, "numero_facture", width=18, first=True),
        field(headings.HT, "montant_ht", ColumnKind.AMOUNT),
        fact(
            headings.NOM_DESTINATAIRE,
            lambda row: row.route.raison_sociale if row.route else row.values.get("nom_destinataire"),
            width=26,
            first=True,
        ),
        field(headings.NOM_FOURNISSEUR, "nom_fournisseur", width=26, first=True),
        fact(Text("Maîtrise d'œuvre", "Maîtrise d'œuvre (MOE)"), moe, width=24),
        fact(Text("Maîtrise d'ouvrage", "Maîtrise d'ouvrage (MOA)"), moa, width=24),
        fact(headings.DATE_DEPOT, lambda row: row.deposited_at, ColumnKind.MOMENT, 19, first=True),
        fact(headings.STATUT, lambda row: LABELS[row.status] if row.status else "", width=24, first=True),
        fact(headings.DATE_STATUT, lambda row: row.status_at, ColumnKind.MOMENT, 19, first=True),
        field(headings.ENGAGEMENT, "numero_engagement", width=15, first=True),
        field(headings.CADRE, "cadre_facturation", width=8),
        fact(headings.DOSSIER, dossier),
        fact(headings.CODE_SERVICE, lambda row: row.route.code_service if row.route else "", width=13, first=True),
        field(headings.TTC, "montant_ttc", ColumnKind.AMOUNT, 14, first=True),
        field(headings.DEVISE, "devise", width=8),
        fact(headings.MISE_A_DISPOSITION, lambda row: row.available_at, ColumnKind.MOMENT, 19),
        fact(headings.TELECHARGEMENT, lambda row: row.downloaded_at, ColumnKind.MOMENT, 19),
        fact(headings.CODE_FOURNISSEUR, supplier),
        fact(headings.CODE_DESTINATAIRE, recipient),
        fact(headings.CERTIFICAT, lambda row: row.certificate, width=56),
    ),
)
