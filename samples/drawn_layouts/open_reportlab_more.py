"""More layouts drawn with reportlab: carried totals over several pages, small print, a rotated margin, tables."""

import io
import math

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.open_reportlab import amount_list, items, label_list, small_print
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_LINES_PER_PAGE = 32


def carried_totals(writer: FieldWriter) -> bytes:
    """Several pages, each beginning and ending with the carried sum, the totals on the last."""
    invoice, style = writer.invoice, writer.style
    sheet = Sheet(invoice.number)
    pages = math.ceil(len(invoice.lines) / _LINES_PER_PAGE)
    carried = invoice.ht - invoice.ht
    number = writer.value("numero_facture")
    for page in range(pages):
        head = f"{writer.title()} {number}" + (f" - page {page + 1}/{pages}" if page else "")
        sheet.text(LEFT, 50, head, 13, bold=True)
        y = _head(sheet, writer) if page == 0 else 80.0
        if page:
            sheet.text(LEFT, y, "Report", 8)
            sheet.text(RIGHT, y, style.number(carried), 8, right=True)
            y += 14
        for one in writer.table("quantity")[page * _LINES_PER_PAGE : (page + 1) * _LINES_PER_PAGE]:
            carried += one.amount
            for x, cell in ((LEFT, one.name), (400.0, writer.quantity(one)), (RIGHT, style.number(one.amount))):
                sheet.text(x, y, cell, 8, right=x > LEFT)
            y += 12.5
        if page + 1 < pages:
            sheet.text(LEFT, y + 8, writer.rng.choice(("À reporter", "Sous-total à reporter", "Total page")), 8)
            sheet.text(RIGHT, y + 8, style.number(carried), 8, right=True)
        else:
            amount_list(sheet, 330, y + 20, writer.totals())
        sheet.lines(LEFT, HEIGHT - 45, small_print(writer), 6, 8)
        sheet.turn()
    return sheet.finish()


def _head(sheet: Sheet, writer: FieldWriter) -> float:
    who = writer.invoice.supplier
    sheet.lines(LEFT, 75, (writer.value("nom_fournisseur"), who.street, who.town, writer.line("siret_fournisseur")))
    recipient_lines = (writer.value("nom_destinataire"), writer.invoice.recipient.street, writer.invoice.recipient.town)
    sheet.lines(330, 75, (*recipient_lines, writer.address_siret()))
    refs = writer.labelled_values("date_facture", *_ROUTING, "numero_facture_origine", "tva_fournisseur")
    return label_list(sheet, LEFT, 150, refs, 150) + 20


def dense(writer: FieldWriter) -> bytes:
    """Small print in two tight columns, a letter-spaced title, decoys among the references."""
    sheet = Sheet(writer.invoice.number)
    who, them = writer.invoice.supplier, writer.invoice.recipient
    sheet.text(LEFT, 40, " ".join(writer.title()), 15, bold=True)
    left = [*writer.labelled_values("numero_facture", "date_facture"), *writer.decoys(3)]
    right = writer.labelled_values(*_ROUTING, "numero_facture_origine")
    for x, found in ((LEFT, left), (300.0, right)):
        y = 65.0
        for pair in found:
            sheet.text(x, y, writer.joined(pair), 6.5)
            y += 8.5
    blocks = (
        (LEFT, ("Vendeur", writer.value("nom_fournisseur"), who.street, who.town, writer.line("siret_fournisseur"))),
        (300.0, ("Acheteur", writer.value("nom_destinataire"), them.street, them.town, writer.address_siret())),
    )
    for x, texts in blocks:
        sheet.lines(x, 125, texts, 7, 9)
    y = items(sheet, writer, 190, ("Désignation", "Qté", "PU HT", "Total HT"))
    amount_list(sheet, 400, y, writer.totals())
    sheet.lines(
        LEFT, HEIGHT - 60, (writer.line("tva_fournisseur"), f"IBAN {writer.iban()}", *small_print(writer)), 5.5, 7
    )
    sheet.turn()
    return sheet.finish()


def margin(writer: FieldWriter) -> bytes:
    """The supplier's identifiers written upwards in the margin; delivery and billing addresses side by side."""
    invoice = writer.invoice
    sheet = Sheet(invoice.number)
    ids = f"{writer.line('siret_fournisseur')}  -  {writer.line('tva_fournisseur')}"
    sheet.upwards(22, 720, ids)
    sheet.text(LEFT, 50, writer.value("nom_fournisseur"), 14, bold=True)
    there = invoice.delivered_to or invoice.recipient
    sheet.lines(LEFT, 100, ("Adresse de livraison", there.name, there.street, there.town))
    sheet.lines(
        320, 100, ("Adresse de facturation", writer.value("nom_destinataire"), invoice.service, writer.address_siret())
    )
    sheet.text(LEFT, 185, writer.line("numero_facture", f"{writer.sentence_title()} n°"), 12, bold=True)
    due = LabelledValue(writer.label("echeance"), writer.style.date(invoice.due_date))
    found = [
        *writer.labelled_values("date_facture"),
        due,
        *writer.labelled_values(*_ROUTING, "numero_facture_origine"),
        *writer.decoys(1),
    ]
    y = 205.0
    for rank, pair in enumerate(found):
        sheet.text(LEFT + (rank % 3) * 170, y, writer.joined(pair), 8.5)
        y += 13 if rank % 3 == 2 else 0
    y = items(sheet, writer, y + 35, ("Prestation", "Quantité", "Prix", "Montant"))
    amount_list(sheet, 330, y + 6, writer.totals())
    sheet.lines(LEFT, HEIGHT - 55, small_print(writer)[:2], 7, 9)
    sheet.turn()
    return sheet.finish()


def flowing_tables(writer: FieldWriter) -> bytes:
    """Flowing tables: references with labels above, lines, totals."""
    plain = getSampleStyleSheet()["BodyText"]
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("FONTSIZE", (0, 0), (-1, -1), 8)])
    invoice, style = writer.invoice, writer.style
    ours = [writer.value("nom_fournisseur"), invoice.supplier.street, invoice.supplier.town]
    ours += [writer.line("siret_fournisseur"), writer.line("tva_fournisseur")]
    theirs = [writer.value("nom_destinataire"), invoice.service, invoice.recipient.town, writer.address_siret()]
    refs = writer.labelled_values("numero_facture", "date_facture", *_ROUTING, "numero_facture_origine")
    rows = [
        [one.name, writer.quantity(one), style.number(one.price), style.number(one.amount)]
        for one in writer.table("quantity", "price")
    ]
    both = [[Paragraph("<br/>".join(filter(None, texts)), plain) for texts in (ours, theirs)]]
    story = [
        Table(both, colWidths=[250, 250]),
        Paragraph(writer.title(), getSampleStyleSheet()["Title"]),
        Table([[pair.label for pair in refs], [pair.text for pair in refs]], style=ruled),
        Spacer(1, 12),
        Table([["Désignation", "Qté", "P.U.", "Montant HT"], *rows], style=ruled, colWidths=[260, 60, 80, 90]),
        Spacer(1, 12),
        Table([[pair.label, pair.text] for pair in writer.totals()], style=ruled, hAlign="RIGHT"),
        Paragraph("<br/>".join(filter(None, small_print(writer))), plain),
    ]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1, leftMargin=40, rightMargin=40, topMargin=40).build(story)
    return buffer.getvalue()


LAYOUTS = (
    Layout(name="dessin-reports", tool=PdfTool.REPORTLAB, draw=carried_totals, lines=(34, 90)),
    Layout(name="dessin-serree", tool=PdfTool.REPORTLAB, draw=dense),
    Layout(name="dessin-marge", tool=PdfTool.REPORTLAB, draw=margin, common=False),
    Layout(name="flux-tables", tool=PdfTool.REPORTLAB, draw=flowing_tables),
)
"""In the order they are measured."""
