"""Reserved layouts of tables of lines, for the final measure only."""

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import FieldWriter
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.line_tables.open_tables import rows
from samples.drawn_layouts.line_tables.wrapped import table
from samples.drawn_layouts.open_reportlab import amount_list, small_print
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.drawn_layouts.reserved_labels import RESERVED_LABELS
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_NUMBERS = ("numero_facture", "date_facture", "numero_facture_origine")


def quantity_first(writer: FieldWriter) -> bytes:
    """Quantity and unit before the designation, numbers at its middle, a discount in percent."""
    sheet = Sheet(writer.invoice.number)
    who, them = writer.invoice.supplier, writer.invoice.recipient
    ours = (writer.value("nom_fournisseur"), who.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))
    sheet.lines(LEFT, 50, ours, 9)
    sheet.lines(330, 50, (writer.value("nom_destinataire"), them.town, writer.address_siret()), 9)
    sheet.text(LEFT, 130, writer.title(), 14, bold=True)
    y = 150.0
    for pair in writer.labelled_values(*_NUMBERS, *_ROUTING):
        sheet.text(LEFT, y, writer.joined(pair), 9)
        y += 13
    columns = (
        ("quantity", "Nombre", LEFT, 80.0),
        ("unit", "Unité", 90.0, 120.0),
        ("name", "Description", 135.0, 310.0),
        ("price", "Prix unitaire", 320.0, 395.0),
        ("percent", "Rem. %", 400.0, 450.0),
        ("amount", "Total HT", 455.0, RIGHT),
    )
    y = table(sheet, writer, y + 20, columns, middle=True)
    amount_list(sheet, 330, y, writer.totals())
    sheet.lines(LEFT, HEIGHT - 50, small_print(writer), 7, 9)
    sheet.turn()
    return sheet.finish()


def boxed(writer: FieldWriter) -> bytes:
    """Every cell in a box, the rate before the price, long designations."""
    columns = {
        "name": "Nature des prestations",
        "quantity": "Quantité",
        "rate": "Taux TVA",
        "price": "Tarif HT",
        "amount": "Montant",
    }
    style = (
        "table{border-collapse:collapse}.articles{width:100%;font-size:8pt;margin:4mm 0}.articles td,.articles th"
        "{border:0.2mm solid #555;padding:1mm;text-align:center}.articles td.name{text-align:left;width:70mm}"
        ".totaux{margin-left:auto}.totaux td{text-align:right;padding-left:8mm}.totaux th{text-align:left}"
    )
    ours = (
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    )
    theirs = (*markup.address(writer, "nom_destinataire"), writer.address_siret())
    return markup.page(
        style,
        f"<p>{markup.text_lines(ours)}</p><p style='margin-left:100mm'>{markup.text_lines(theirs)}</p>"
        f"<h2>{writer.title()}</h2>{markup.table(writer.labelled_values(*_NUMBERS, *_ROUTING))}{rows(writer, columns)}"
        f"{markup.table(writer.totals(), 'totaux')}<p style='font-size:7pt'>{markup.small_print(writer)}</p>",
    )


LAYOUTS = (
    Layout(
        name="r-lignes-melees",
        tool=PdfTool.REPORTLAB,
        draw=quantity_first,
        detailed=True,
        discounts=True,
        labels=RESERVED_LABELS,
    ),
    Layout(name="r-lignes-cases", tool=PdfTool.WEASYPRINT, draw=boxed, detailed=True, labels=RESERVED_LABELS),
)
"""In the order they are measured."""
