"""Layouts made as a spreadsheet and printed by LibreOffice."""

from samples.drawn_layouts.field_writer import FieldWriter
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.drawn_layouts.spreadsheet import Cell, Row, blank_rows, flat_spreadsheet

_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")


def items(writer: FieldWriter, heads: tuple[str, ...]) -> list[Row]:
    """The invoice's lines, ruled."""
    style = writer.style
    rows: list[Row] = [[Cell(head, "C") for head in heads]]
    for one in writer.table("quantity", "price", "rate"):
        cells = (writer.quantity(one), style.number(one.price), style.rate(one.rate), style.number(one.amount))
        rows.append([Cell(one.name, "B"), *(Cell(cell, "N") for cell in cells)])
    return rows


def small_print(writer: FieldWriter) -> list[Row]:
    """Small print."""
    who = writer.invoice.supplier
    texts = (
        writer.invoice.exemption or "",
        f"{who.name}, {who.legal_form} au capital de {who.capital} € - RCS {who.rcs} {who.siren} - Code APE 8559A",
        "Pas d'escompte pour paiement anticipé.",
    )
    return [[Cell(text, "S")] for text in texts if text]


def plain_cells(writer: FieldWriter) -> bytes:
    """Addresses at the left and the right, references label beside value, totals under the table's last columns."""
    who, them = writer.invoice.supplier, writer.invoice.recipient
    blank = Cell("")
    ours = (who.street, who.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))
    theirs = (writer.value("nom_destinataire"), writer.invoice.service, them.street, them.town)
    refs = writer.labelled_values(
        "numero_facture", "date_facture", "siret_destinataire", *_ROUTING, "numero_facture_origine"
    )
    return flat_spreadsheet(
        (7.5, 2.2, 2.8, 2.5, 3),
        (
            [Cell(writer.value("nom_fournisseur"), "T")],
            *([Cell(text)] for text in ours if text),
            *blank_rows(),
            *([blank, blank, Cell(text)] for text in theirs),
            *blank_rows(),
            [Cell(writer.title(), "T")],
            *([Cell(pair.label), Cell(pair.text, "G")] for pair in [*refs, *writer.decoys(1)]),
            *blank_rows(),
            *items(writer, ("Désignation", "Quantité", "Prix unitaire", "TVA", "Montant HT")),
            *([blank, blank, Cell(pair.label), blank, Cell(pair.text, "D")] for pair in writer.totals()),
            *blank_rows(),
            [Cell(f"IBAN : {writer.iban()}")],
            *small_print(writer),
        ),
    )


def ruled_cells(writer: FieldWriter) -> bytes:
    """Everything in ruled cells: heads above values for the references, again for the totals."""
    them = writer.invoice.recipient
    blank = Cell("")
    name, place = writer.value("nom_fournisseur"), writer.invoice.supplier.town
    ours = (name, place, writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))
    theirs = (writer.value("nom_destinataire"), them.street, them.town, writer.address_siret())
    first = writer.labelled_values("numero_facture", "date_facture", "numero_facture_origine")
    routing = writer.labelled_values(*_ROUTING)
    totals = writer.totals(detail=False)
    both = [[Cell(left), blank, blank, Cell(right)] for left, right in zip(ours, theirs, strict=True)]
    return flat_spreadsheet(
        (4.6, 3.3, 3.3, 3.2, 3.2),
        (
            [Cell(writer.sentence_title(), "T")],
            *both,
            *blank_rows(),
            [Cell(p.label, "C") for p in first],
            [Cell(p.text, "B") for p in first],
            *blank_rows(),
            [Cell(p.label, "C") for p in routing],
            [Cell(p.text, "B") for p in routing],
            *blank_rows(),
            *items(writer, ("Libellé", "Qté", "PU HT", "Taux TVA", "Total HT")),
            *blank_rows(),
            [Cell(p.label, "C") for p in totals],
            [Cell(p.text, "N") for p in totals],
            *blank_rows(),
            [Cell(f"Virement sur le compte {writer.iban()}")],
            *small_print(writer),
        ),
    )


LAYOUTS = (
    Layout(name="tableur-cellules", tool=PdfTool.LIBREOFFICE, draw=plain_cells),
    Layout(name="tableur-quadrillage", tool=PdfTool.LIBREOFFICE, draw=ruled_cells),
)
"""In the order they are measured."""
