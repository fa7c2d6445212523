"""The pieces of a flux as a table for the finance department: what the mandat cites, and what each identifier is."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.deposit import DepositedInvoice
from domain.text import Locale, Text
from exporters.pes_pj.piece import PesPiece
from exporters.reports import csv_writer, headings, status_report
from exporters.reports.report import Column, ColumnKind, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPiece:
    """A piece, the flux it is in, and its invoice."""

    piece: PesPiece
    flux: str
    invoice: DepositedInvoice


PIECES: Report[ListedPiece] = Report(
    key="pes_pj",
    title=Text("Pièces justificatives", "Supporting documents"),
    columns=(
        Column(label=headings.ID_UNIQUE, value=lambda row, _: row.piece.id_unique, width=44),
        Column(label=Text("Nom de la pièce", "Name of the document"), value=lambda row, _: row.piece.name, width=40),
        Column(label=Text("Description", "Description"), value=lambda row, _: row.piece.description, width=60),
        Column(label=Text("Type", "Type"), value=lambda row, _: row.piece.mime, width=24),
        Column(label=Text("Octets", "Bytes"), value=lambda row, _: len(row.piece.content), kind=ColumnKind.INT),
        Column(label=Text("Flux", "Flux"), value=lambda row, _: row.flux, width=60),
        Column(label=headings.NUMERO_FACTURE, value=lambda row, _: row.invoice.values.get("numero_facture"), width=20),
        Column(label=headings.CODE_FOURNISSEUR, value=lambda row, _: status_report.supplier(row.invoice)),
        Column(label=headings.ENGAGEMENT, value=lambda row, _: row.invoice.values.get("numero_engagement")),
        Column(label=headings.CERTIFICAT, value=lambda row, _: row.invoice.certificate, width=56),
    ),
)


def as_csv(pieces: Sequence[tuple[str, PesPiece]], invoice: DepositedInvoice, locale: Locale) -> bytes:
    """A line for each piece of ``invoice``, given with the name of its flux."""
    rows = (ListedPiece(piece=piece, flux=flux, invoice=invoice) for flux, piece in pieces)
    return csv_writer.as_csv(PIECES, rows, locale)
