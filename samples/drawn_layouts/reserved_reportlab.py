"""Reserved layouts drawn with reportlab or as a spreadsheet, for the final measure only."""

import unicodedata

from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.drawn_layouts.reserved_labels import RESERVED_LABELS
from samples.drawn_layouts.spreadsheet import Cell, Row, blank_rows, flat_spreadsheet
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_NUMBERS = ("numero_facture", "date_facture", "numero_facture_origine")


def listing(writer: FieldWriter) -> bytes:
    """A listing: capitals without accents, dots between label and value, sums in a column."""
    invoice, style = writer.invoice, writer.style
    sheet = Sheet(invoice.number)

    def bare(text: str) -> str:
        plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("°", "o").replace("€", "EUR"))
        return "".join(c for c in plain if not unicodedata.combining(c)).upper().replace("\u202f", " ")

    def line(y: float, pair: LabelledValue) -> float:
        sheet.text(LEFT, y, bare(pair.label).ljust(34, "."), 8)
        sheet.text(LEFT + 190, y, f": {bare(pair.text)}", 8)
        return y + 11

    sheet.lines(LEFT, 50, tuple(bare(t) for t in (writer.value("nom_fournisseur"), invoice.supplier.town)), 9)
    y = 78.0
    for pair in writer.labelled_values("siret_fournisseur", "tva_fournisseur"):
        y = line(y, pair)
    recipient_lines = (writer.value("nom_destinataire"), invoice.recipient.street, invoice.recipient.town)
    sheet.lines(340, 110, tuple(bare(text) for text in recipient_lines), 9)
    sheet.text(LEFT, 165, bare(writer.title()), 10)
    y = 185.0
    for pair in [*writer.labelled_values(*_NUMBERS, "siret_destinataire", *_ROUTING), *writer.decoys(2)]:
        y = line(y, pair)
    y += 20
    for one in writer.table("quantity", letters=bare):
        for x, cell in ((LEFT, one.name), (400.0, writer.quantity(one)), (RIGHT, style.number(one.amount))):
            sheet.text(x, y, bare(cell), 8, right=x > LEFT)
        y += 11
    y += 12
    for pair in writer.totals():
        sheet.text(300, y, bare(pair.label), 8)
        sheet.text(RIGHT, y, bare(pair.text), 8, right=True)
        y += 11
    sheet.text(
        LEFT, HEIGHT - 40, bare(f"{invoice.exemption or ''} R.C.S. {invoice.supplier.rcs} {invoice.supplier.siren}"), 7
    )
    sheet.turn()
    return sheet.finish()


def contract(writer: FieldWriter) -> bytes:
    """Works under contract: the contract's heading, the actors with SIRETs on separate lines, amounts by column."""
    invoice = writer.invoice
    sheet = Sheet(invoice.number)
    sheet.text(LEFT, 45, f"MARCHÉ DE TRAVAUX - {writer.title()}", 13, bold=True)
    sheet.lines(LEFT, 70, ("Titulaire", writer.value("nom_fournisseur"), invoice.supplier.town), 8.5)
    sheet.lines(LEFT, 106, (writer.line("siret_fournisseur"), writer.line("tva_fournisseur")), 8.5)
    recipient_lines = (
        "Maître d'ouvrage",
        writer.value("nom_destinataire"),
        invoice.recipient.town,
        writer.address_siret(),
    )
    sheet.lines(240, 70, recipient_lines, 8.5)
    if invoice.moe:
        sheet.lines(
            420, 70, ("Maîtrise d'œuvre", invoice.moe.name, f"SIRET {writer.style.grouped(invoice.moe.siret)}"), 7.5
        )
    refs = [
        *writer.labelled_values(*_NUMBERS, *_ROUTING),
        LabelledValue("Décompte n°", str(writer.rng.randrange(1, 12))),
    ]
    y = 150.0
    for rank, pair in enumerate(refs):
        sheet.text(LEFT if rank % 2 == 0 else 310, y, writer.joined(pair), 9)
        y += 14 if rank % 2 else 0
    y += 30
    for one in writer.table():
        sheet.text(LEFT, y, one.name, 8.5)
        sheet.text(RIGHT, y, writer.style.number(one.amount), 8.5, right=True)
        y += 13
    sheet.rule(y)
    totals = writer.totals()
    step = (RIGHT - LEFT) / max(len(totals), 1)
    for rank, pair in enumerate(totals):
        sheet.text(LEFT + step * rank, y + 20, pair.label, 7)
        sheet.text(LEFT + step * rank, y + 32, pair.text, 9, bold=True)
    sheet.lines(
        LEFT,
        HEIGHT - 50,
        (invoice.exemption or "", f"Siège : {invoice.supplier.street}, RCS {invoice.supplier.rcs}"),
        7,
        9,
    )
    sheet.turn()
    return sheet.finish()


def cover_page(writer: FieldWriter) -> bytes:
    """A cover page with references and totals, the lines on the next page."""
    invoice = writer.invoice
    sheet = Sheet(invoice.number, embedded=True)
    sheet.text(RIGHT, 50, writer.value("nom_fournisseur"), 12, bold=True, right=True)
    for rank, text in enumerate(
        (invoice.supplier.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))
    ):
        sheet.text(RIGHT, 64 + 11 * rank, text, 8, right=True)
    sheet.lines(
        LEFT, 70, (writer.value("nom_destinataire"), invoice.service, invoice.recipient.town, writer.address_siret())
    )
    sheet.text(LEFT, 160, f"{writer.title()} {writer.value('numero_facture')}", 15, bold=True)
    y = 190.0
    for pair in [*writer.labelled_values("date_facture", "numero_facture_origine", *_ROUTING), *writer.decoys(2)]:
        sheet.text(200, y, f"{pair.label} :", 9, right=True)
        sheet.text(210, y, pair.text, 9, bold=True)
        y += 15
    y += 20
    for pair in writer.totals():
        sheet.text(200, y, f"{pair.label} :", 9, right=True)
        sheet.text(320, y, pair.text, 9, bold=True, right=True)
        y += 15
    sheet.text(LEFT, HEIGHT - 40, "Le détail figure à la page suivante.", 7)
    sheet.turn()
    y = 60.0
    for one in writer.table():
        sheet.text(LEFT, y, one.name, 8)
        sheet.text(RIGHT, y, writer.style.number(one.amount), 8, right=True)
        y += 12
    sheet.lines(LEFT, HEIGHT - 50, (invoice.exemption or "", f"Page 2 - {writer.invoice.number}"), 7, 9)
    sheet.turn()
    return sheet.finish()


def spreadsheet(writer: FieldWriter) -> bytes:
    """A spreadsheet: references under headings, totals as the last rows of the table of lines."""
    invoice, style = writer.invoice, writer.style
    blank = Cell("")
    ours = (writer.value("nom_fournisseur"), invoice.supplier.street, invoice.supplier.town)
    ids = writer.labelled_values("siret_fournisseur", "tva_fournisseur")
    theirs = ("Destinataire", writer.value("nom_destinataire"), invoice.recipient.town, writer.address_siret())
    refs = writer.labelled_values(*_NUMBERS)
    routing = writer.labelled_values(*_ROUTING)
    rows: list[Row] = [[Cell(head, "C") for head in ("Prestations", "Nombre", "Prix unitaire", "Montant HT")]]
    for one in writer.table("quantity", "price"):
        cells = (writer.quantity(one), style.number(one.price), style.number(one.amount))
        rows.append([Cell(one.name, "B"), *(Cell(cell, "N") for cell in cells)])
    rows += [[Cell("", "B"), Cell("", "B"), Cell(pair.label, "B"), Cell(pair.text, "N")] for pair in writer.totals()]
    return flat_spreadsheet(
        (7.5, 3.2, 4.2, 3),
        (
            *([Cell(text, "G")] for text in ours),
            *([Cell(writer.joined(pair))] for pair in ids),
            *blank_rows(),
            *([blank, Cell(text)] for text in theirs),
            *blank_rows(),
            [Cell(writer.title(), "T")],
            *([Cell(pair.label), Cell(pair.text, "G")] for pair in [*refs, *routing, *writer.decoys(1)]),
            *blank_rows(),
            *rows,
            *blank_rows(),
            [Cell(invoice.exemption or "", "S")],
            [Cell(f"Règlement : IBAN {writer.iban()}", "S")],
        ),
    )


LAYOUTS = (
    Layout(name="r-listing", tool=PdfTool.REPORTLAB, draw=listing, labels=RESERVED_LABELS),
    Layout(name="r-marche", tool=PdfTool.REPORTLAB, draw=contract, labels=RESERVED_LABELS, travaux=True),
    Layout(name="r-couverture", tool=PdfTool.REPORTLAB, draw=cover_page, labels=RESERVED_LABELS, lines=(6, 40)),
    Layout(name="r-feuille", tool=PdfTool.LIBREOFFICE, draw=spreadsheet, labels=RESERVED_LABELS),
)
"""In the order they are measured."""
