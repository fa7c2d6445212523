"""Questions about invoices and deposited files, one line a message: who has no portal reads both sides here."""

from collections.abc import Callable

from domain.sollicitation import (
    ETAT_SOLLICITATION_LABELS,
    MOTIF_LABELS,
    ROLE_PARTIE_LABELS,
    KindObjet,
    LigneSollicitation,
    Partie,
)
from domain.text import Locale, Text
from exporters.reports import headings
from exporters.reports.report import Column, ColumnKind, Report, Value


def _of(
    label: Text,
    value: Callable[[LigneSollicitation], Value | Text],
    kind: ColumnKind = ColumnKind.TEXT,
    width: int = 16,
    *,
    first: bool = False,
) -> Column[LigneSollicitation]:
    def shown(row: LigneSollicitation, locale: Locale) -> Value:
        found = value(row)
        return found.in_(locale) if isinstance(found, Text) else found

    return Column(label=label, value=shown, kind=kind, width=width, first=first)


def _named(partie: Partie) -> str | Text:
    return partie.nom or partie.structure or ROLE_PARTIE_LABELS[partie.role]


def _of_file(row: LigneSollicitation, value: str) -> str:
    return value if row.sollicitation.objet.kind is KindObjet.DEPOT else ""


SOLLICITATIONS: Report[LigneSollicitation] = Report(
    key="sollicitations",
    title=Text("Sollicitations", "Questions"),
    columns=(
        _of(Text("Numéro de sollicitation", "Question number"), lambda row: row.sollicitation.number, first=True),
        _of(
            Text("État de la sollicitation", "State of the question"),
            lambda row: ETAT_SOLLICITATION_LABELS[row.sollicitation.etat],
            width=12,
            first=True,
        ),
        _of(Text("Sujet", "Subject"), lambda row: MOTIF_LABELS[row.sollicitation.motif], width=22, first=True),
        _of(
            headings.NUMERO_FACTURE,
            lambda row: row.sollicitation.objet.name if row.sollicitation.objet.kind is KindObjet.FACTURE else "",
            width=20,
            first=True,
        ),
        _of(
            Text("Date du message", "Moment of the message"),
            lambda row: row.message.at,
            ColumnKind.MOMENT,
            19,
            first=True,
        ),
        _of(
            Text("Écrit par", "Written by"),
            lambda row: _named(row.sollicitation.side(row.message.cote)),
            width=28,
            first=True,
        ),
        _of(Text("Auteur", "Author"), lambda row: row.message.author, width=24),
        _of(Text("Message", "Message"), lambda row: row.message.texte, width=60, first=True),
        _of(
            Text("État après le message", "State after the message"),
            lambda row: ETAT_SOLLICITATION_LABELS[row.message.etat],
        ),
        _of(Text("Code émetteur", "Asker code"), lambda row: row.sollicitation.emetteur.structure),
        _of(Text("Désignation émetteur", "Asker name"), lambda row: _named(row.sollicitation.emetteur), width=28),
        _of(Text("Code service émetteur", "Asker service code"), lambda row: row.sollicitation.emetteur.service),
        _of(
            Text("Code structure sollicitée", "Asked structure code"),
            lambda row: row.sollicitation.destinataire.structure,
        ),
        _of(
            Text("Désignation structure sollicitée", "Asked structure name"),
            lambda row: _named(row.sollicitation.destinataire),
            width=28,
        ),
        _of(
            Text("Code service sollicité", "Asked service code"),
            lambda row: row.sollicitation.destinataire.service,
        ),
        _of(Text("Ouverte le", "Opened at"), lambda row: row.sollicitation.asked_at, ColumnKind.MOMENT, 19),
        _of(
            Text("Dernier message le", "Last message at"),
            lambda row: row.sollicitation.changed_at,
            ColumnKind.MOMENT,
            19,
        ),
        _of(
            Text("Fichier déposé", "Deposited file"), lambda row: _of_file(row, row.sollicitation.objet.name), width=32
        ),
        _of(headings.NUMERO_DEPOT, lambda row: _of_file(row, f"{row.sollicitation.objet.id:015d}")),
        _of(headings.CODE_FOURNISSEUR, lambda row: row.sollicitation.objet.fournisseur),
        _of(headings.CERTIFICAT, lambda row: row.sollicitation.objet.certificate, width=56),
    ),
)
