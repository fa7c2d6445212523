"""What was declared in the portal as a status file: the table that :mod:`parsers.suivi` reads from any folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.declaration import Declaration
from domain.text import Text
from exporters.reports import csv_writer, headings
from exporters.reports.report import Column, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    declaration: Declaration
    sending: str


def as_csv(declarations: Sequence[Declaration], sending: str) -> bytes:
    """A line for each, in French. ``sending`` names the form they were sent with, in a column that is not read: the
    same declarations of another day are another file.
    """
    return csv_writer.as_csv(DECLARATIONS, [_Line(declaration=one, sending=sending) for one in declarations])


def _of(label: Text, value: Callable[[Declaration], str]) -> Column[_Line]:
    return Column(label=label, value=lambda line, _: value(line.declaration))


DECLARATIONS: Report[_Line] = Report(
    key="declarations",
    title=Text("Statuts déclarés", "Declared statuses"),
    columns=(
        _of(headings.CERTIFICAT, lambda one: one.certificate),
        _of(Text("Nouveau statut", "New status"), lambda one: one.status.value),
        _of(headings.MOTIF, lambda one: one.motif),
        _of(headings.CODE_MOTIF, lambda one: ", ".join(one.motif_codes)),
        _of(headings.MANDAT, lambda one: one.mandat),
        _of(Text("Valideur suivant", "Next valideur"), lambda one: one.valideur_suivant),
        Column(label=Text("Envoi", "Sending"), value=lambda line, _: line.sending),
    ),
)
"""The headings are those of :mod:`parsers.suivi.headings`, but the last."""
