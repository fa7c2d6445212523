"""Open layouts of tables of lines: no rules, discounts and units, wrapped designations, several pages."""

from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import FieldWriter
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.line_tables.cells import cell, true_columns
from samples.drawn_layouts.line_tables.wrapped import table
from samples.drawn_layouts.open_reportlab import amount_list, label_list, small_print
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_NUMBERS = ("numero_facture", "date_facture", "numero_facture_origine")
_STYLE = (
    "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0;font-size:8.5pt}.articles td,.articles th"
    "{padding:1mm 2mm;text-align:right}.articles td.name,.articles th.name{text-align:left;width:60mm}"
    ".totaux{margin-left:auto}.totaux td{text-align:right;padding-left:8mm}.totaux th{text-align:left}"
)


def without_rules(writer: FieldWriter) -> bytes:
    """Columns told apart by blanks only: reference, wrapped designation, quantity, unit, price, discount, amount."""
    sheet = Sheet(writer.invoice.number)
    y = _head(sheet, writer)
    columns = (
        ("reference", "Réf.", LEFT, 100.0),
        ("name", "Désignation", 105.0, 290.0),
        ("quantity", "Qté", 300.0, 330.0),
        ("unit", "Unité", 340.0, 370.0),
        ("price", "P.U. HT", 375.0, 430.0),
        ("percent", "Remise", 435.0, 475.0),
        ("amount", "Montant HT", 480.0, RIGHT),
    )
    y = table(sheet, writer, y, columns)
    amount_list(sheet, 340, y, writer.totals())
    sheet.lines(LEFT, HEIGHT - 60, small_print(writer), 7, 9)
    sheet.turn()
    return sheet.finish()


def _head(sheet: Sheet, writer: FieldWriter) -> float:
    who, them = writer.invoice.supplier, writer.invoice.recipient
    ours = (who.street, who.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))
    sheet.text(LEFT, 50, writer.value("nom_fournisseur"), 12, bold=True)
    sheet.lines(LEFT, 64, ours, 8.5)
    sheet.lines(320, 100, (writer.value("nom_destinataire"), them.street, them.town, writer.address_siret()), 9)
    sheet.text(LEFT, 165, writer.title(), 14, bold=True)
    return label_list(sheet, LEFT, 185, writer.labelled_values(*_NUMBERS, *_ROUTING), 150) + 20


def at_the_middle(writer: FieldWriter) -> bytes:
    """A narrow designation, every number at the middle of its lines, a unit and a rate."""
    columns = {
        "name": "Prestation",
        "quantity": "Qté",
        "unit": "U.",
        "price": "PU HT",
        "rate": "TVA",
        "amount": "Total HT",
    }
    return _page(writer, columns, f"{_STYLE}.articles td{{vertical-align:middle}}")


def two_pages(writer: FieldWriter) -> bytes:
    """A long table whose headings are repeated on each page."""
    columns = {
        "reference": "Référence",
        "name": "Libellé",
        "quantity": "Quantité",
        "price": "Prix unitaire HT",
        "amount": "Montant HT",
    }
    return _page(writer, columns, f"{_STYLE}.articles td{{vertical-align:top;border-bottom:0.2mm solid #bbb}}")


def _page(writer: FieldWriter, columns: dict[str, str], style: str) -> bytes:
    ours = (
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    )
    theirs = (*markup.address(writer, "nom_destinataire"), writer.address_siret())
    refs = writer.labelled_values(*_NUMBERS, *_ROUTING)
    return markup.page(
        style,
        f"<table style='width:100%'><tr><td>{markup.text_lines(ours)}<td>{markup.text_lines(theirs)}</table>"
        f"<h2>{writer.title()}</h2><p>{markup.labelled(writer, refs)}</p>{rows(writer, columns)}"
        f"{markup.table(writer.totals(), 'totaux')}<p style='font-size:7pt'>{markup.small_print(writer)}</p>",
    )


def rows(writer: FieldWriter, columns: dict[str, str]) -> str:
    """The table of lines; ``columns`` are the headings by what they hold."""
    lines = writer.table(*true_columns(tuple(columns)))
    head = "".join(f"<th class={name}>{escape(heading)}</th>" for name, heading in columns.items())
    body = "".join(
        f"<tr>{''.join(f'<td class={name}>{escape(cell(writer, one, name))}</td>' for name in columns)}</tr>"
        for one in lines
    )
    return f"<table class=articles><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


LAYOUTS = (
    Layout(name="lignes-sans-filets", tool=PdfTool.REPORTLAB, draw=without_rules, detailed=True, discounts=True),
    Layout(name="lignes-au-milieu", tool=PdfTool.WEASYPRINT, draw=at_the_middle, detailed=True),
    Layout(name="lignes-deux-pages", tool=PdfTool.WEASYPRINT, draw=two_pages, lines=(24, 45)),
)
"""In the order they are measured."""
