"""The *liste fiscale*: every invoice exchanged in a period, who, to whom, what, when, and under which proof."""

from collections.abc import Callable

from domain.dashboard import LigneFiscale
from domain.status_facts import LABELS
from domain.text import Text
from exporters.reports import headings
from exporters.reports.report import Column, ColumnKind, Report, Value


def _of(
    label: Text,
    value: Callable[[LigneFiscale], Value],
    kind: ColumnKind = ColumnKind.TEXT,
    width: int = 16,
    *,
    first: bool = False,
) -> Column[LigneFiscale]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width, first=first)


LISTE_FISCALE: Report[LigneFiscale] = Report(
    key="liste-fiscale",
    title=Text("Liste fiscale", "Tax list"),
    columns=(
        _of(headings.DATE_DEPOT, lambda row: row.deposited_at, ColumnKind.MOMENT, 19, first=True),
        _of(headings.NUMERO_DEPOT, lambda row: row.deposit),
        _of(headings.CERTIFICAT, lambda row: row.certificate, width=28, first=True),
        _of(headings.CODE_FOURNISSEUR, lambda row: row.fournisseur),
        _of(headings.NOM_FOURNISSEUR, lambda row: row.nom_fournisseur, width=25, first=True),
        _of(headings.CODE_DESTINATAIRE, lambda row: row.destinataire),
        _of(headings.NOM_DESTINATAIRE, lambda row: row.nom_destinataire, width=25, first=True),
        _of(headings.NUMERO_FACTURE, lambda row: row.numero_facture, width=18, first=True),
        _of(headings.CODE_TYPE_FACTURE, lambda row: row.type_facture, width=8),
        _of(headings.CADRE, lambda row: row.cadre, width=8),
        _of(headings.DATE_FACTURE, lambda row: row.date_facture, ColumnKind.DATE, 12, first=True),
        _of(headings.DEVISE, lambda row: row.devise, width=8, first=True),
        _of(headings.HT, lambda row: row.ht, ColumnKind.AMOUNT, 13, first=True),
        _of(headings.TVA, lambda row: row.tva, ColumnKind.AMOUNT, 13, first=True),
        _of(headings.TTC, lambda row: row.ttc, ColumnKind.AMOUNT, 13, first=True),
        _of(
            headings.MISE_A_DISPOSITION,
            lambda row: row.available_at,
            ColumnKind.MOMENT,
            19,
        ),
        _of(headings.STATUT, lambda row: LABELS[row.status], width=20, first=True),
        _of(headings.CODE_STATUT, lambda row: row.status.value, width=22),
        _of(headings.DATE_STATUT, lambda row: row.status_at, ColumnKind.MOMENT, 19),
        _of(Text("SHA-256 du document", "SHA-256 of document"), lambda row: row.sha256, width=66),
        _of(headings.CODE_SERVICE, lambda row: row.code_service),
        _of(headings.ENGAGEMENT, lambda row: row.numero_engagement),
        _of(headings.MARCHE, lambda row: row.numero_marche),
    ),
)
