"""Status changes as CSV, for the supplier: what happened to which invoice, by whom and why, what is left to do.

The file has every change, also those that no message format has a code for. Its headings are those of the status
report, and a column repeats the status as a code: deposited as a status file by mistake, it changes nothing.
"""

from collections.abc import Callable, Sequence

from domain.motif import reason_text
from domain.status import Status
from domain.status_facts import LABELS
from domain.suivi import StatusChange
from domain.text import Locale, Text
from exporters.common.actor_names import actor_name
from exporters.common.next_steps import next_step
from exporters.reports import csv_writer, headings
from exporters.reports.report import Column, ColumnKind, Report, Value

NAVETTE = "navette"


def as_csv(changes: Sequence[StatusChange], locale: Locale = Locale.FR) -> bytes:
    """One line a change, in their order; empty when there are none."""
    return csv_writer.as_csv(CHANGES, changes, locale) if changes else b""


def _actor(change: StatusChange) -> str:
    """The author of the change, by name when it is a party of the invoice."""
    names = {
        NAVETTE: "Navette",
        change.destinataire: change.nom_destinataire,
        change.fournisseur: change.nom_fournisseur,
    }
    return actor_name(change.actor, names)


def _label(status: Status | None) -> str:
    return LABELS[status] if status else ""


def _to_do(change: StatusChange, locale: Locale) -> str:
    step = next_step(change)
    return step.in_(locale) if step else ""


def _of(
    label: Text, value: Callable[[StatusChange], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[StatusChange]:
    return Column(label=label, value=lambda change, _: value(change), kind=kind)


CHANGES: Report[StatusChange] = Report(
    key="changements",
    title=Text("Changements", "Changes"),
    columns=(
        _of(headings.NUMERO_FACTURE, lambda one: one.numero_facture),
        _of(headings.DATE_FACTURE, lambda one: one.date_facture, ColumnKind.DATE),
        _of(headings.CADRE, lambda one: one.cadre),
        _of(Text("Statut précédent", "Previous status"), lambda one: _label(one.previous)),
        _of(headings.STATUT, lambda one: _label(one.status)),
        _of(headings.CODE_STATUT, lambda one: one.status.value),
        _of(headings.DATE_STATUT, lambda one: one.at, ColumnKind.MOMENT),
        _of(headings.MOTIF, lambda one: reason_text(one.motif, one.motif_codes)),
        _of(headings.CODE_MOTIF, lambda one: ", ".join(one.motif_codes)),
        Column(label=Text("À faire", "To do"), value=_to_do),
        _of(headings.MANDAT, lambda one: one.mandat),
        _of(Text("Dit par", "Said by"), _actor),
        _of(headings.CODE_DESTINATAIRE, lambda one: one.destinataire),
        _of(headings.NOM_DESTINATAIRE, lambda one: one.nom_destinataire),
        _of(headings.CODE_SERVICE, lambda one: one.code_service),
        _of(headings.NOM_SERVICE, lambda one: one.nom_service),
        _of(headings.CODE_FOURNISSEUR, lambda one: one.fournisseur),
        _of(headings.NOM_FOURNISSEUR, lambda one: one.nom_fournisseur),
        _of(headings.DATE_DEPOT, lambda one: one.deposited_at, ColumnKind.MOMENT),
        _of(headings.CERTIFICAT, lambda one: one.certificate),
    ),
)
