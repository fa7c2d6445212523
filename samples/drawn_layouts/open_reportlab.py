"""Layouts drawn with reportlab by coordinates."""

from collections.abc import Iterable

from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet


def label_list(
    sheet: Sheet, x: float, y: float, found: Iterable[LabelledValue], width: float, *, bold: bool = False
) -> float:
    """Draws labels at ``x`` and values ``width`` points further; returns the next free ``y``."""
    for pair in found:
        sheet.text(x, y, pair.label, 9)
        sheet.text(x + width, y, pair.text, 9, bold=bold)
        y += 13
    return y


def amount_list(sheet: Sheet, x: float, y: float, found: Iterable[LabelledValue], right: float = RIGHT) -> float:
    """Draws labels at ``x`` and amounts ending at ``right``; returns the next free ``y``."""
    for pair in found:
        sheet.text(x, y, pair.label, 9)
        sheet.text(right, y, pair.text, 9, right=True)
        y += 14
    return y


def items(sheet: Sheet, writer: FieldWriter, y: float, heads: tuple[str, str, str, str]) -> float:
    """Draws the lines (name, quantity, price, amount); returns the next free ``y``."""
    style, places = writer.style, (LEFT, 350.0, 440.0, RIGHT)
    for x, head in zip(places, heads, strict=True):
        sheet.text(x, y, head, 8, bold=True, right=x > LEFT)
    y += 14
    for one in writer.table("quantity", "price"):
        cells = (one.name, writer.quantity(one), style.number(one.price), style.number(one.amount))
        for x, cell in zip(places, cells, strict=True):
            sheet.text(x, y, cell, 8.5, right=x > LEFT)
        y += 13
    return y + 8


def small_print(writer: FieldWriter) -> tuple[str, ...]:
    """The notices at the foot of the page."""
    who = writer.invoice.supplier
    return (
        writer.invoice.exemption or "",
        f"{who.name} - {who.legal_form} au capital de {who.capital} euros - siège social : {who.street}, {who.town}",
        f"RCS {who.rcs} {who.siren} - SIRET du siège {who.head_office_siret} - NAF 4332B",
    )


def two_columns(writer: FieldWriter) -> bytes:
    """Two columns of labels and values under a rule; the SIRETs in the address blocks."""
    sheet = Sheet(writer.invoice.number)
    sheet.text(LEFT, 55, writer.value("nom_fournisseur"), 13, bold=True)
    who, them = writer.invoice.supplier, writer.invoice.recipient
    sheet.lines(LEFT, 70, (who.street, who.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur")))
    sheet.text(330, 125, "Destinataire" if writer.rng.random() < 0.5 else "Facturé à", 8, bold=True)
    recipient_lines = (
        writer.value("nom_destinataire"),
        writer.invoice.service,
        them.street,
        them.town,
        writer.address_siret(),
    )
    sheet.lines(330, 138, recipient_lines)
    sheet.text(LEFT, 215, writer.title(), 16, bold=True)
    sheet.rule(222)
    due = LabelledValue(writer.label("echeance"), writer.style.date(writer.invoice.due_date))
    label_list(
        sheet,
        LEFT,
        240,
        [*writer.labelled_values("numero_facture", "date_facture", "numero_facture_origine"), due],
        120,
    )
    label_list(
        sheet,
        310,
        240,
        writer.labelled_values("numero_engagement", "code_service", "numero_marche", "cadre_facturation"),
        130,
    )
    y = items(sheet, writer, 320, ("Désignation", "Quantité", "Prix unitaire", "Total HT"))
    amount_list(sheet, 340, y + 10, writer.totals())
    sheet.lines(LEFT, HEIGHT - 80, (f"IBAN : {writer.iban()}", *small_print(writer)), 7, 9)
    sheet.turn()
    return sheet.finish()


def banner(writer: FieldWriter) -> bytes:
    """A grey band with number, day and amount; references in one line; supplier in the footer."""
    sheet = Sheet(writer.invoice.number)
    sheet.box(0, 30, RIGHT + 45, 56, 0.85)
    sheet.text(LEFT, 55, f"{writer.title()} {writer.value('numero_facture')}", 16, bold=True)
    sheet.text(LEFT, 74, writer.line("date_facture"), 9)
    sheet.text(RIGHT, 55, writer.value("montant_ttc"), 16, bold=True, right=True)
    sheet.text(RIGHT, 74, f"{writer.label('echeance')} {writer.style.date(writer.invoice.due_date)}", 9, right=True)
    them, who = writer.invoice.recipient, writer.invoice.supplier
    sheet.lines(LEFT, 120, (writer.value("nom_destinataire"), them.street, them.town, writer.address_siret()))
    refs = writer.labelled_values("code_service", "numero_engagement", "numero_marche", "numero_facture_origine")
    sheet.lines(LEFT, 185, (" - ".join(writer.joined(pair) for pair in refs),))
    sheet.lines(
        330,
        120,
        (f"Livraison : {writer.invoice.delivered_to.name}", writer.invoice.delivered_to.town)
        if writer.invoice.delivered_to
        else (),
    )
    y = items(sheet, writer, 230, ("Libellé", "Qté", "PU", "Montant"))
    amount_list(sheet, LEFT, y + 10, writer.totals(), 250)
    first = f"{writer.value('nom_fournisseur')} - {who.street} - {who.town}"
    second = f"{writer.line('siret_fournisseur')}   {writer.line('tva_fournisseur')}"
    sheet.lines(LEFT, HEIGHT - 90, (first, second, f"IBAN {writer.iban()}", *small_print(writer)[:1]), 7, 9)
    sheet.turn()
    return sheet.finish()


def works(writer: FieldWriter) -> bytes:
    """Works: supervisor, agent and owner, each with its SIRET, then the pieces' references."""
    invoice = writer.invoice
    sheet = Sheet(invoice.number)
    sheet.text(LEFT, 50, writer.value("nom_fournisseur"), 12, bold=True)
    sheet.lines(LEFT, 64, (invoice.supplier.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur")))
    rows = [("Maître d'ouvrage", writer.value("nom_destinataire"), writer.value("siret_destinataire"))]
    rows += [("Maître d'œuvre", invoice.moe.name, writer.style.grouped(invoice.moe.siret))] if invoice.moe else []
    rows += (
        [("Mandataire", invoice.mandataire.name, writer.style.grouped(invoice.mandataire.siret))]
        if invoice.mandataire
        else []
    )
    y = 130.0
    for x, head in ((LEFT, "Intervenant"), (150.0, "Nom"), (420.0, "SIRET")):
        sheet.text(x, y, head, 8, bold=True)
    for role, name, number in rows:
        y += 14
        for x, cell in ((LEFT, role), (150.0, name), (420.0, number)):
            sheet.text(x, y, cell, 8.5)
    sheet.text(LEFT, y + 35, f"{writer.title()} - Situation de travaux n° {writer.rng.randrange(1, 9)}", 12, bold=True)
    refs = writer.labelled_values(
        "numero_facture", "date_facture", "numero_marche", "numero_engagement", "code_service"
    )
    y = label_list(
        sheet,
        LEFT,
        y + 55,
        [*refs, *writer.labelled_values("cadre_facturation", "numero_facture_origine")],
        170,
        bold=True,
    )
    y = items(sheet, writer, y + 15, ("Nature des travaux", "Qté", "P.U.", "Montant HT"))
    amount_list(sheet, 320, y, writer.totals())
    sheet.lines(LEFT, HEIGHT - 60, small_print(writer), 7, 9)
    sheet.turn()
    return sheet.finish()


LAYOUTS = (
    Layout(name="dessin-tableau", tool=PdfTool.REPORTLAB, draw=two_columns),
    Layout(name="dessin-bandeau", tool=PdfTool.REPORTLAB, draw=banner),
    Layout(name="dessin-chantier", tool=PdfTool.REPORTLAB, draw=works, travaux=True),
)
"""In the order they are measured."""
