"""Status changes as CSV, for the supplier: what happened to which invoice, who said it and why, what is left to do.

The file tells every change, those that no message format has a code for included. Its headings are those of the
status report, and a column says the status again as a code: dropped back by mistake, it asks for nothing.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.enum_tables import Partial
from domain.motif import reason_text
from domain.paris_time import moment
from domain.status import LABELS, WRONG_ADDRESSEE, Status
from domain.suivi import Change
from domain.text import Locale, Text
from exporters.common.csv_cells import BOM, NEWLINE, SEPARATOR, text
from exporters.common.number_formats import day

S = Status
_NEW_NUMBER = Text("Déposer une nouvelle facture sous un nouveau numéro", "Deposit a new invoice under a new number")
_AGAIN = Text(
    "Corriger le destinataire, le service ou l'engagement, et redéposer sous le même numéro",
    "Correct the recipient, service or engagement, and deposit again under the same number",
)
A_FAIRE: Partial[Status, Text] = Partial(
    {
        S.SUSPENDUE: Text(
            "Déposer les pièces ou le commentaire qui manquent dans « complements »",
            "Leave the missing attachments or comment in “complements”",
        ),
        **dict.fromkeys((S.A_RECYCLER, *WRONG_ADDRESSEE), _AGAIN),
        **dict.fromkeys(
            (
                S.REJETEE,
                S.REFUSEE_1,
                S.REFUSEE_2,
                S.REFUSEE_MOE,
                S.REFUSEE_MOA,
                S.REFUSEE_FOURNISSEUR,
                S.ERREUR_FOURNISSEUR_SUR_VALIDEUR,
                S.ERREUR_COTRAITANT_SUR_VALIDEUR,
            ),
            _NEW_NUMBER,
        ),
    }
)
"""What the one who deposited the invoice does next; nothing for the other statuses."""
NEVER_INTEGRATED = Text(
    "Rien si un autre dépôt la remplace ; sinon, redéposer la facture corrigée : son numéro peut resservir",
    "Nothing if another deposit replaces it; else deposit the corrected invoice: its number can be used again",
)
"""Of what was refused while it waited to be completed."""
NAVETTE = "navette"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeColumn:
    """A heading, and the finished cell of a change under it."""

    label: Text
    cell: Callable[[Change, Locale], str]


def as_csv(changes: Sequence[Change], locale: Locale = Locale.FR) -> bytes:
    """One line a change, in their order; empty when there are none."""
    if not changes:
        return b""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=SEPARATOR, lineterminator=NEWLINE)
    writer.writerow([column.label.in_(locale) for column in COLUMNS])
    writer.writerows([column.cell(change, locale) for column in COLUMNS] for change in changes)
    return BOM + target.getvalue().encode("utf-8", "replace")


def _actor(change: Change) -> str:
    """Who said it, by name when it is a party of the invoice."""
    names = {
        NAVETTE: "Navette",
        change.destinataire: change.nom_destinataire,
        change.fournisseur: change.nom_fournisseur,
    }
    return names.get(change.actor) or change.actor


def _label(status: Status | None) -> str:
    return LABELS[status] if status else ""


def _to_do(change: Change, locale: Locale) -> str:
    step = NEVER_INTEGRATED if change.previous is S.A_COMPLETER else A_FAIRE.get(change.status)
    return step.in_(locale) if step else ""


COLUMNS = (
    ChangeColumn(label=Text("Numéro facture", "Invoice number"), cell=lambda one, _: text(one.numero_facture)),
    ChangeColumn(label=Text("Date facture", "Invoice date"), cell=lambda one, _: _shown(one.date_facture)),
    ChangeColumn(label=Text("Cadre de facturation", "Cadre de facturation"), cell=lambda one, _: text(one.cadre)),
    ChangeColumn(label=Text("Statut précédent", "Previous status"), cell=lambda one, _: _label(one.previous)),
    ChangeColumn(label=Text("Statut", "Status"), cell=lambda one, _: _label(one.status)),
    ChangeColumn(label=Text("Code statut", "Status code"), cell=lambda one, _: one.status.value),
    ChangeColumn(label=Text("Date heure état courant", "Status since"), cell=lambda one, _: moment(one.at)),
    ChangeColumn(label=Text("Motif", "Reason"), cell=lambda one, _: text(reason_text(one.motif, one.motif_codes))),
    ChangeColumn(label=Text("Code motif", "Reason code"), cell=lambda one, _: text(", ".join(one.motif_codes))),
    ChangeColumn(label=Text("À faire", "To do"), cell=_to_do),
    ChangeColumn(label=Text("Numéro mandat", "Payment order number"), cell=lambda one, _: text(one.mandat)),
    ChangeColumn(label=Text("Dit par", "Said by"), cell=lambda one, _: text(_actor(one))),
    ChangeColumn(label=Text("Code destinataire", "Recipient code"), cell=lambda one, _: text(one.destinataire)),
    ChangeColumn(
        label=Text("Désignation destinataire", "Recipient name"), cell=lambda one, _: text(one.nom_destinataire)
    ),
    ChangeColumn(label=Text("Code service exécutant", "Service code"), cell=lambda one, _: text(one.code_service)),
    ChangeColumn(label=Text("Nom service exécutant", "Service name"), cell=lambda one, _: text(one.nom_service)),
    ChangeColumn(label=Text("Code fournisseur", "Supplier code"), cell=lambda one, _: text(one.fournisseur)),
    ChangeColumn(label=Text("Désignation fournisseur", "Supplier name"), cell=lambda one, _: text(one.nom_fournisseur)),
    ChangeColumn(label=Text("Date dépôt", "Deposited at"), cell=lambda one, _: moment(one.deposited_at)),
    ChangeColumn(label=Text("Numéro de certificat", "Certificate number"), cell=lambda one, _: text(one.certificate)),
)


def _shown(value: str) -> str:
    shown = day(value)
    return text(shown) if shown == value else shown
