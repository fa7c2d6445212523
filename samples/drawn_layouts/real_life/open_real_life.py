"""Open layouts: values above their labels, words broken at their ligatures, numbers of contracts, orders, insurers."""

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.open_reportlab import amount_list, items, small_print
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.layouts.sheet import HEIGHT, LEFT, Sheet

_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_NUMBERS = ("numero_facture", "date_facture", "numero_facture_origine")
_PAIRS = ("fi", "fl", "ti", "tt", "ff")
_GAP = 0.32
"""Blank that a broken ligature leaves, in font sizes."""


def values_above(writer: FieldWriter) -> bytes:
    """Two columns of values, each with its label in small letters below it, all the way down."""
    sheet = Sheet(writer.invoice.number)
    _parties(sheet, writer)
    sheet.text(LEFT, 165, writer.title(), 14, bold=True)
    found = writer.labelled_values(*_NUMBERS, *_ROUTING)
    y = 190.0
    for rank, pair in enumerate(found):
        x = LEFT + 250 * (rank % 2)
        sheet.text(x, y, pair.text, 11, bold=True)
        sheet.text(x, y + 10, pair.label, 6.5)
        y += 30 if rank % 2 else 0
    y = items(sheet, writer, y + 45, ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"))
    amount_list(sheet, 340, y + 6, writer.totals())
    sheet.lines(LEFT, HEIGHT - 60, small_print(writer), 7, 9)
    sheet.turn()
    return sheet.finish()


def broken_letters(writer: FieldWriter) -> bytes:
    """Labels whose ligatures are drawn apart from the letters after them, as some programs write them."""
    sheet = Sheet(writer.invoice.number)
    _parties(sheet, writer)
    sheet.text(LEFT, 165, writer.title(), 14, bold=True)
    y = 190.0
    for pair in writer.labelled_values(*_NUMBERS, *_ROUTING):
        _broken(sheet, LEFT, y, f"{pair.label} :")
        sheet.text(LEFT + 190, y, pair.text, 9)
        y += 14
    y = items(sheet, writer, y + 25, ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"))
    amount_list(sheet, 340, y + 6, writer.totals())
    sheet.lines(LEFT, HEIGHT - 60, small_print(writer), 7, 9)
    sheet.turn()
    return sheet.finish()


def _broken(sheet: Sheet, x: float, y: float, text: str) -> None:
    """Draws ``text`` with a gap after each pair of letters that fonts join."""
    start = 0
    for rank in range(len(text) - 2):
        if text[rank : rank + 2] in _PAIRS and text[rank + 2].isalpha():
            x = _drawn(sheet, x, y, text[start : rank + 2]) + _GAP * 9
            start = rank + 2
    _drawn(sheet, x, y, text[start:])


def _drawn(sheet: Sheet, x: float, y: float, text: str) -> float:
    sheet.text(x, y, text, 9)
    return x + sheet.width(text, 9)


def _parties(sheet: Sheet, writer: FieldWriter) -> None:
    who, them = writer.invoice.supplier, writer.invoice.recipient
    ours = (who.street, who.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))
    sheet.text(LEFT, 50, writer.value("nom_fournisseur"), 12, bold=True)
    sheet.lines(LEFT, 64, ours, 8.5)
    sheet.lines(320, 100, (writer.value("nom_destinataire"), them.street, them.town, writer.address_siret()), 9)


def decoys(writer: FieldWriter) -> bytes:
    """Contracts, orders of the supplier, delivery notes, a meter and an insurer, beside the invoice's own numbers."""
    invoice, rng = writer.invoice, writer.rng
    style = (
        "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0}.articles td,.articles th{padding:1mm 2mm}"
        ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}.totaux{margin-left:auto}"
        ".totaux td{text-align:right;padding-left:8mm}.totaux th{text-align:left}small{font-size:7pt}"
    )
    others = [
        LabelledValue("Contrat d'assurance n°", f"{rng.randrange(10**8):08d}"),
        LabelledValue("Contrat de maintenance", f"CM-{rng.randrange(10**5):05d}"),
        LabelledValue("Contrat n°", f"{rng.randrange(10**5):05d}"),
        LabelledValue("Notre commande fournisseur", invoice.supplier_order),
        LabelledValue("Bon de livraison n°", invoice.delivery_note),
        LabelledValue("Point de livraison", f"{rng.randrange(10**13, 10**14)}"),
        LabelledValue("Code client", invoice.client_number),
    ]
    ours = (
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    )
    theirs = (*markup.address(writer, "nom_destinataire"), writer.address_siret())
    refs = [*writer.labelled_values(*_NUMBERS, *_ROUTING), *rng.sample(others, 4)]
    insurer = (
        f"Assurance décennale : Mutuelle du Bâtiment, police n° {rng.randrange(10**7):07d}, capital garanti "
        f"1 500 000,00 €, 12 place de la Bourse 33000 Bordeaux"
    )
    return markup.page(
        style,
        f"<table style='width:100%'><tr><td>{markup.text_lines(ours)}<td>{markup.text_lines(theirs)}</table>"
        f"<h2>{writer.title()}</h2><p>{markup.labelled(writer, refs)}</p>{markup.items(writer)}"
        f"{markup.table(writer.totals(), 'totaux')}<p><small>{insurer}<br>{markup.small_print(writer)}</small></p>",
    )


LAYOUTS = (
    Layout(name="dessin-valeurs-dessus", tool=PdfTool.REPORTLAB, draw=values_above),
    Layout(name="dessin-ligatures", tool=PdfTool.REPORTLAB, draw=broken_letters),
    Layout(name="html-leurres", tool=PdfTool.WEASYPRINT, draw=decoys),
)
"""In the order they are measured."""
