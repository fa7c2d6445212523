"""The accounting export: what an accounting department books, one line for each invoice and rate of VAT.

Its columns and its separator are the reader's to choose (``[reports.comptable]``), so that it goes into the
accounting software as it is.
"""

from collections.abc import Callable, Sequence

from domain.accounting import LigneComptable
from domain.invoice import AVOIRS
from domain.pes import id_unique
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.reports import headings, status_report
from exporters.reports.report import Column, ColumnKind, Report, Value

Row = LigneComptable
SEPARATORS = {"point-virgule": ";", "virgule": ",", "tabulation": "\t", "barre": "|"}
"""The separators a reader may choose, by their name in the settings."""


def comptable(columns: Sequence[str] = (), separator: str = SEPARATORS["point-virgule"]) -> Report[Row]:
    """The report with the columns of these keys, in their order; all of them when there are none.

    Raises ``KeyError`` for a key that is not one of :data:`COLUMNS`.
    """
    return Report(
        key="comptable",
        title=Text("Export comptable", "Accounting export"),
        columns=tuple(COLUMNS[key] for key in columns) or tuple(COLUMNS.values()),
        separator=separator,
    )


def _of(
    label: Text,
    value: Callable[[Row], Value],
    kind: ColumnKind = ColumnKind.TEXT,
    width: int = 16,
    *,
    first: bool = False,
) -> Column[Row]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width, first=first)


def _field(
    label: Text, name: str, kind: ColumnKind = ColumnKind.TEXT, width: int = 16, *, first: bool = False
) -> Column[Row]:
    """A column of one of :data:`domain.invoice.FIELDS`."""
    return _of(label, lambda row: row.invoice.values.get(name), kind, width, first=first)


def _type(row: Row, locale: Locale) -> str:
    avoir = row.invoice.values.get("type_facture") in AVOIRS
    return (status_report.AVOIR if avoir else status_report.FACTURE).in_(locale)


def _service(row: Row) -> str | None:
    route = row.invoice.route
    return route.code_service if route else row.invoice.values.get("code_service")


COLUMNS: dict[str, Column[Row]] = {
    "date_depot": _of(headings.DATE_DEPOT, lambda row: row.invoice.deposited_at, ColumnKind.MOMENT, 19),
    "numero_certificat": _of(headings.CERTIFICAT, lambda row: row.invoice.certificate, width=56),
    "code_destinataire": _of(headings.CODE_DESTINATAIRE, lambda row: status_report.recipient(row.invoice)),
    "code_service": _of(headings.CODE_SERVICE, _service),
    "nom_service": _of(
        headings.NOM_SERVICE, lambda row: row.invoice.route.nom_service if row.invoice.route else None, width=32
    ),
    "code_fournisseur": _of(headings.CODE_FOURNISSEUR, lambda row: status_report.supplier(row.invoice)),
    "nom_fournisseur": _field(headings.NOM_FOURNISSEUR, "nom_fournisseur", width=26, first=True),
    "iban": _of(Text("IBAN", "IBAN"), lambda row: " ".join(row.facts.accounts), width=30, first=True),
    "bic": _of(Text("BIC", "BIC"), lambda row: row.facts.bic, width=12),
    "numero_facture": _field(headings.NUMERO_FACTURE, "numero_facture", width=18, first=True),
    "type": Column(label=headings.TYPE_FACTURE, value=_type, width=10),
    "code_type": _field(headings.CODE_TYPE_FACTURE, "type_facture", width=8),
    "facture_origine": _field(headings.ORIGINE, "numero_facture_origine"),
    "cadre": _field(headings.CADRE, "cadre_facturation", width=8),
    "date_facture": _field(headings.DATE_FACTURE, "date_facture", ColumnKind.DATE, 12, first=True),
    "echeance": _of(
        Text("Échéance de la facture", "Due date of invoice"),
        lambda row: row.facts.due_date,
        ColumnKind.DATE,
        12,
        first=True,
    ),
    "numero_engagement": _field(headings.ENGAGEMENT, "numero_engagement", width=15, first=True),
    "numero_marche": _field(headings.MARCHE, "numero_marche"),
    "devise": _field(headings.DEVISE, "devise", width=8),
    "categorie_tva": _of(Text("Catégorie de TVA", "VAT category"), lambda row: row.share.category, width=8),
    "taux_tva": _of(Text("Taux de TVA", "VAT rate"), lambda row: row.share.rate, ColumnKind.AMOUNT, 8, first=True),
    "base_ht": _of(
        Text("HT à ce taux", "Net at this rate"), lambda row: row.share.base, ColumnKind.AMOUNT, 13, first=True
    ),
    "tva_du_taux": _of(
        Text("TVA à ce taux", "VAT at this rate"), lambda row: row.share.amount, ColumnKind.AMOUNT, 13, first=True
    ),
    "montant_ht": _field(headings.HT, "montant_ht", ColumnKind.AMOUNT),
    "montant_tva": _field(headings.TVA, "montant_tva", ColumnKind.AMOUNT),
    "montant_ttc": _field(headings.TTC, "montant_ttc", ColumnKind.AMOUNT, 13, first=True),
    "montant_a_payer": _field(headings.A_PAYER, "montant_a_payer", ColumnKind.AMOUNT, 13, first=True),
    "statut": _of(headings.STATUT, lambda row: LABELS[row.invoice.status] if row.invoice.status else "", width=24),
    "code_statut": _of(
        headings.CODE_STATUT, lambda row: row.invoice.status.value if row.invoice.status else "", width=22
    ),
    "numero_mandat": _of(headings.MANDAT, lambda row: row.invoice.mandat, width=14, first=True),
    "id_unique_pes": _of(headings.ID_UNIQUE, lambda row: id_unique(row.invoice.certificate or ""), width=36),
    "avertissements": Column(
        label=headings.AVERTISSEMENTS,
        value=lambda row, locale: status_report.warnings(row.invoice, locale),
        width=40,
    ),
}
"""Every column by its key in the settings, in the order of the file when nothing is chosen. Totals of the invoice are
the same on each of its lines: what is summed is ``base_ht`` and ``tva_du_taux``."""
