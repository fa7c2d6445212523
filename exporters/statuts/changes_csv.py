"""Status changes as CSV, for the supplier: what happened to which invoice, by whom and why, what is left to do.

The file has every change, also those that no message format has a code for. Its headings are those of the status
report, and a column repeats the status as a code: deposited as a status file by mistake, it changes nothing.
"""

from collections.abc import Callable, Sequence

from domain.enum_tables import Partial
from domain.motif import reason_text
from domain.status import Status
from domain.status_facts import FACTS, LABELS
from domain.suivi import StatusChange
from domain.text import Locale, Text
from exporters.reports import csv_writer
from exporters.reports.report import Column, ColumnKind, Report, Value

S = Status
A_FAIRE: Partial[Status, Text] = Partial(
    {status: facts.to_do for status, facts in FACTS.items() if facts.to_do is not None}
)
"""What the depositor does next; nothing for the other statuses."""
NEVER_INTEGRATED = Text(
    "Rien si un autre dépôt la remplace ; sinon, redéposer la facture corrigée : son numéro peut resservir",
    "Nothing if another deposit replaces it; else deposit the corrected invoice: its number can be used again",
)
"""Of what was refused while it waited to be completed."""
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
    return names.get(change.actor) or change.actor


def _label(status: Status | None) -> str:
    return LABELS[status] if status else ""


def _to_do(change: StatusChange, locale: Locale) -> str:
    step = NEVER_INTEGRATED if change.previous is S.A_COMPLETER else A_FAIRE.get(change.status)
    return step.in_(locale) if step else ""


def _of(
    label: Text, value: Callable[[StatusChange], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[StatusChange]:
    return Column(label=label, value=lambda change, _: value(change), kind=kind)


CHANGES: Report[StatusChange] = Report(
    key="changements",
    title=Text("Changements", "Changes"),
    columns=(
        _of(Text("Numéro facture", "Invoice number"), lambda one: one.numero_facture),
        _of(Text("Date facture", "Invoice date"), lambda one: one.date_facture, ColumnKind.DATE),
        _of(Text("Cadre de facturation", "Cadre de facturation"), lambda one: one.cadre),
        _of(Text("Statut précédent", "Previous status"), lambda one: _label(one.previous)),
        _of(Text("Statut", "Status"), lambda one: _label(one.status)),
        _of(Text("Code statut", "Status code"), lambda one: one.status.value),
        _of(Text("Date heure état courant", "Status since"), lambda one: one.at, ColumnKind.MOMENT),
        _of(Text("Motif", "Reason"), lambda one: reason_text(one.motif, one.motif_codes)),
        _of(Text("Code motif", "Reason code"), lambda one: ", ".join(one.motif_codes)),
        Column(label=Text("À faire", "To do"), value=_to_do),
        _of(Text("Numéro mandat", "Payment order number"), lambda one: one.mandat),
        _of(Text("Dit par", "Said by"), _actor),
        _of(Text("Code destinataire", "Recipient code"), lambda one: one.destinataire),
        _of(Text("Désignation destinataire", "Recipient name"), lambda one: one.nom_destinataire),
        _of(Text("Code service exécutant", "Service code"), lambda one: one.code_service),
        _of(Text("Nom service exécutant", "Service name"), lambda one: one.nom_service),
        _of(Text("Code fournisseur", "Supplier code"), lambda one: one.fournisseur),
        _of(Text("Désignation fournisseur", "Supplier name"), lambda one: one.nom_fournisseur),
        _of(Text("Date dépôt", "Deposited at"), lambda one: one.deposited_at, ColumnKind.MOMENT),
        _of(Text("Numéro de certificat", "Certificate number"), lambda one: one.certificate),
    ),
)
