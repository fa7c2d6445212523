"""The index of a retention archive, as CSV: for each file of the archive, every record it is kept for.

The form is that of every report (:mod:`exporters.reports.csv_writer`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.retention import Reference
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.reports import csv_writer
from exporters.reports.report import Column, ColumnKind, Report, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of an archive."""

    name: str
    """In the archive."""
    sha256: str
    size: int
    """Bytes."""
    rule: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFor:
    """One row: a file of the archive, and one record it is kept for."""

    piece: Piece
    reference: Reference


def as_csv(pieces: Iterable[Piece], locale: Locale = Locale.FR) -> bytes:
    """One line for each record a file is kept for, drafts left out, in the order of ``pieces``."""
    rows = (
        KeptFor(piece=piece, reference=reference)
        for piece in pieces
        for reference in piece.references
        if reference.draft is None
    )
    return csv_writer.as_csv(INDEX, rows, locale)


def _of_piece(label: Text, value: Callable[[Piece], Value], kind: ColumnKind = ColumnKind.TEXT) -> Column[KeptFor]:
    return Column(label=label, value=lambda row, _: value(row.piece), kind=kind)


def _of_reference(
    label: Text, value: Callable[[Reference], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[KeptFor]:
    return Column(label=label, value=lambda row, _: value(row.reference), kind=kind)


INDEX: Report[KeptFor] = Report(
    key="index",
    title=Text("Index", "Index"),
    columns=(
        _of_piece(Text("Fichier de l'archive", "File of the archive"), lambda piece: piece.name),
        _of_piece(Text("SHA-256", "SHA-256"), lambda piece: piece.sha256),
        _of_piece(Text("Octets", "Bytes"), lambda piece: piece.size, ColumnKind.INT),
        _of_piece(Text("Règle de conservation", "Retention rule"), lambda piece: piece.rule),
        _of_reference(Text("Numéro de dépôt", "Deposit number"), lambda one: f"{one.deposit_id:015d}"),
        _of_reference(Text("Fichier déposé", "Deposited file"), lambda one: one.file),
        _of_reference(Text("Fichier dans le lot", "File in the lot"), lambda one: one.member),
        _of_reference(Text("Déposé le", "Deposited on"), lambda one: one.deposited_at, ColumnKind.MOMENT),
        _of_reference(Text("Nature", "Kind"), lambda one: one.kind.value),
        _of_reference(Text("Sort à l'intégration", "Fate at integration"), lambda one: one.disposition),
        _of_reference(Text("Numéro de facture", "Invoice number"), lambda one: one.numero_facture),
        _of_reference(Text("Date de facture", "Invoice date"), lambda one: one.date_facture),
        _of_reference(Text("Fournisseur", "Supplier"), lambda one: one.fournisseur),
        _of_reference(Text("Destinataire", "Recipient"), lambda one: one.structure),
        _of_reference(Text("Cadre de facturation", "Cadre de facturation"), lambda one: one.cadre),
        _of_reference(Text("Dernier état", "Last status"), lambda one: LABELS[one.status] if one.status else ""),
        _of_reference(Text("Dernier changement", "Last change"), lambda one: one.since, ColumnKind.MOMENT),
        _of_reference(Text("Certificat de dépôt", "Certificate of deposit"), lambda one: one.certificate),
    ),
)
"""The columns, in order; the date of an invoice is kept as the document writes it."""
