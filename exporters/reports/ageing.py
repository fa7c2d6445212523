"""Unpaid invoices: each with its age and its due day, and by age."""

from collections.abc import Callable

from domain.dashboard import AgeBand, Overdue
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.reports import headings
from exporters.reports.report import Column, ColumnKind, Report, Value


def _of(
    label: Text,
    value: Callable[[Overdue], Value],
    kind: ColumnKind = ColumnKind.TEXT,
    width: int = 16,
    *,
    first: bool = False,
) -> Column[Overdue]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width, first=first)


def days(band: AgeBand, locale: Locale) -> str:
    """``0 à 15 jours``, ``plus de 60 jours``."""
    if band.last is None:
        return Text(f"plus de {band.first - 1} jours", f"over {band.first - 1} days").in_(locale)
    return Text(f"{band.first} à {band.last} jours", f"{band.first} to {band.last} days").in_(locale)


INTEREST = Text("Intérêts moratoires", "Late interest")
INDEMNITY = Text("Indemnité forfaitaire", "Flat indemnity")
VIEILLISSEMENT: Report[Overdue] = Report(
    key="vieillissement",
    title=Text("Vieillissement", "Ageing"),
    columns=(
        _of(headings.NUMERO_FACTURE, lambda row: row.numero_facture, width=20, first=True),
        _of(headings.CODE_FOURNISSEUR, lambda row: row.fournisseur),
        _of(headings.NOM_FOURNISSEUR, lambda row: row.nom_fournisseur, width=28, first=True),
        _of(headings.CODE_DESTINATAIRE, lambda row: row.destinataire),
        _of(headings.NOM_DESTINATAIRE, lambda row: row.nom_destinataire, width=28, first=True),
        _of(headings.CODE_SERVICE, lambda row: row.code_service, width=13, first=True),
        _of(headings.STATUT, lambda row: LABELS[row.status], width=24, first=True),
        _of(headings.DEVISE, lambda row: row.devise, width=8, first=True),
        _of(headings.TTC, lambda row: row.ttc, ColumnKind.AMOUNT, 14, first=True),
        _of(headings.MISE_A_DISPOSITION, lambda row: row.available_at, ColumnKind.MOMENT, 19),
        _of(headings.ECHEANCE, lambda row: row.due_on, ColumnKind.DATE, 12, first=True),
        _of(
            Text("Jours depuis la mise à disposition", "Days since available"), lambda row: row.days, ColumnKind.INT, 10
        ),
        _of(Text("Jours de retard", "Days late"), lambda row: row.late_days, ColumnKind.INT, 10, first=True),
        _of(
            Text("Taux des intérêts moratoires", "Rate of late interest"),
            lambda row: row.late_payment.rate if row.late_payment else None,
            ColumnKind.AMOUNT,
            10,
        ),
        _of(
            INTEREST,
            lambda row: row.late_payment.interest if row.late_payment else None,
            ColumnKind.AMOUNT,
            14,
            first=True,
        ),
        _of(
            INDEMNITY,
            lambda row: row.late_payment.indemnity if row.late_payment else None,
            ColumnKind.AMOUNT,
            13,
            first=True,
        ),
        _of(headings.ENGAGEMENT, lambda row: row.numero_engagement),
        _of(headings.MARCHE, lambda row: row.numero_marche),
        _of(headings.CERTIFICAT, lambda row: row.certificate, width=56),
    ),
)

TRANCHES: Report[AgeBand] = Report(
    key="tranches",
    title=Text("Par ancienneté", "By age"),
    columns=(
        Column(label=Text("Structure", "Structure"), value=lambda row, _: row.key),
        Column(label=Text("Désignation", "Name"), value=lambda row, _: row.label, width=32),
        Column(label=Text("Depuis la mise à disposition", "Since available"), value=days),
        Column(label=Text("Factures", "Invoices"), value=lambda row, _: row.count, kind=ColumnKind.INT, width=10),
        Column(label=headings.DEVISE, value=lambda row, _: row.devise, width=8),
        Column(label=headings.TTC, value=lambda row, _: row.ttc, kind=ColumnKind.AMOUNT),
        Column(
            label=Text("Dont en retard", "Of which late"), value=lambda row, _: row.late, kind=ColumnKind.INT, width=10
        ),
        Column(
            label=Text("Montant en retard", "Late amount"), value=lambda row, _: row.late_ttc, kind=ColumnKind.AMOUNT
        ),
        Column(label=INTEREST, value=lambda row, _: row.interest if row.late else None, kind=ColumnKind.AMOUNT),
        Column(label=INDEMNITY, value=lambda row, _: row.indemnity if row.late else None, kind=ColumnKind.AMOUNT),
    ),
)
