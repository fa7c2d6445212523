"""Difficult layouts: the supplier in the footer, terms and conditions on the back, amounts of several months."""

from decimal import ROUND_HALF_UP, Decimal
from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.open_reportlab import small_print
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.invoices.people import PAPETERIE
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0}.articles td,.articles th{padding:1mm 2mm}"
_RIGHT = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"
_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_MOTTOS = ("Votre partenaire depuis 1987", "Qualité - Proximité - Conseil", "Au service des collectivités")
_TERMS = (
    "Article 1 - Toute commande vaut acceptation des présentes conditions, en vigueur au 01/01/2024.",
    "Article 2 - Les prix s'entendent hors taxes ; un minimum de commande de 150,00 € HT est appliqué.",
    "Article 3 - Toute réclamation est adressée dans les 8 jours, avec le numéro de facture et la date de livraison.",
    "Article 4 - Réserve de propriété : loi n° 80-335 du 12 mai 1980. Pénalités : trois fois le taux légal.",
    "Article 5 - Indemnité forfaitaire de recouvrement : 40,00 € (article D. 2192-35 du code de la commande publique).",
    "Article 6 - Tribunal compétent : celui du siège social. Médiateur : SIRET " + PAPETERIE.siret + ".",
)
_BEFORE = Decimal("1.6")


def footer(writer: FieldWriter) -> bytes:
    """A name in large letters with a motto; address, identifiers and bank in the footer."""
    who = writer.invoice.supplier
    style = (
        f"{_TABLES}{_RIGHT}.nom{{font-size:20pt;font-weight:bold;color:#622}}.pied{{position:fixed;bottom:0;left:0;"
        "right:0;font-size:7pt;text-align:center;border-top:0.3mm solid;padding-top:2mm}.droite{text-align:right}"
        ".totaux{margin-left:auto}.totaux td{text-align:right;padding-left:8mm}.totaux th{text-align:left}"
    )
    found = [
        *writer.labelled_values("numero_facture", "date_facture", "numero_facture_origine", *_ROUTING),
        *writer.decoys(1),
    ]
    theirs = [*markup.address(writer, "nom_destinataire"), writer.address_siret()]
    name = writer.value("nom_fournisseur")
    foot = [
        f"{name} - {who.street} - {who.town} - Tél. {who.phone} - {who.email}",
        "   ".join(filter(None, (writer.line("siret_fournisseur"), writer.line("tva_fournisseur"), "APE 4778C"))),
        f"IBAN : {writer.iban()} - BIC : {who.bic}",
    ]
    return markup.page(
        style,
        f"<div class=nom>{escape(name)}</div><i>{writer.rng.choice(_MOTTOS)}</i><h2>{writer.title()}</h2>"
        f"<p>{markup.text_lines(theirs)}</p><p class=droite>{markup.labelled(writer, found)}</p>{markup.items(writer)}"
        f"{markup.table(writer.totals(), 'totaux')}<p>{escape(writer.invoice.exemption or '')}</p>"
        f"<div class=pied>{markup.text_lines(foot)}</div>",
    )


def terms(writer: FieldWriter) -> bytes:
    """An ordinary front, and a back full of terms with amounts, dates and a SIRET that are not the invoice's."""
    style = (
        f"{_TABLES}{_RIGHT}.dos{{page-break-before:always;font-size:7pt;column-count:2}}.totaux td{{padding:0 6mm}}"
        ".grille td,.grille th{padding:1mm 3mm;text-align:left}"
    )
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = ["Destinataire :", *markup.address(writer, "nom_destinataire"), writer.address_siret()]
    head = writer.labelled_values("numero_facture", "date_facture", "numero_facture_origine")
    due = LabelledValue(writer.label("echeance"), writer.style.date(writer.invoice.due_date))
    routing = markup.grid(writer.labelled_values(*_ROUTING)) if writer.labelled_values(*_ROUTING) else ""
    terms = "".join(f"<p>{escape(text)}</p>" for text in _TERMS)
    return markup.page(
        style,
        f"<table style='width:100%'><tr><td>{markup.text_lines(ours)}<td>{markup.text_lines(theirs)}</table>"
        f"<h2>{writer.title()}</h2>{markup.labelled(writer, [*head, due])}{routing}{markup.items(writer)}"
        f"{markup.table(writer.totals(), 'totaux')}<p>IBAN {writer.iban()}</p><p>{markup.small_print(writer)}</p>"
        f"<div class=dos><h3>Conditions générales de vente</h3>{terms}</div>",
    )


def works_statement(writer: FieldWriter) -> bytes:
    """Works statement in three columns: cumulative amount, previously invoiced, this month."""
    invoice, style = writer.invoice, writer.style
    sheet = Sheet(invoice.number)
    sheet.lines(LEFT, 50, (writer.value("nom_fournisseur"), invoice.supplier.town, writer.line("siret_fournisseur")), 9)
    recipient_lines = (f"Maître d'ouvrage : {writer.value('nom_destinataire')}", writer.line("siret_destinataire"))
    sheet.lines(300, 50, recipient_lines, 9)
    if invoice.moe:
        sheet.lines(
            300, 80, (f"Maître d'œuvre : {invoice.moe.name}", f"SIRET MOE : {style.grouped(invoice.moe.siret)}"), 9
        )
    rank = writer.rng.randrange(2, 9)
    sheet.text(LEFT, 130, f"{writer.title()} - SITUATION N° {rank}", 13, bold=True)
    y = 150.0
    for pair in writer.labelled_values(
        "numero_facture", "date_facture", *_ROUTING, "numero_facture_origine", "tva_fournisseur"
    ):
        sheet.text(LEFT, y, writer.joined(pair), 9)
        y += 13
    places = (LEFT, 340.0, 440.0, RIGHT)
    y += 15
    for x, head in zip(places, ("Nature des ouvrages", "Cumul à ce jour", "Cumul antérieur", "Ce mois"), strict=True):
        sheet.text(x, y, head, 8, bold=True, right=x > LEFT)
    for one in writer.table():
        y += 13
        _month(sheet, writer, y, one.name, one.amount)
    y += 22
    for name, value in (("montant_ht", invoice.ht), ("montant_tva", invoice.tva), ("montant_ttc", invoice.ttc)):
        writer.value(name)
        _month(sheet, writer, y, writer.label(name), value)
        y += 14
    due = writer.labelled_values("montant_a_payer")
    if invoice.paid:
        due = [LabelledValue(writer.label("paye"), writer.amount(-invoice.paid)), *due]
    for pair in due:
        sheet.text(340, y + 6, pair.label, 10, bold=True)
        sheet.text(RIGHT, y + 6, pair.text, 10, bold=True, right=True)
        y += 15
    sheet.lines(LEFT, HEIGHT - 55, small_print(writer), 7, 9)
    sheet.turn()
    return sheet.finish()


def _month(sheet: Sheet, writer: FieldWriter, y: float, name: str, value: Decimal) -> None:
    """Draws one row: cumulative, previous and this month's amount."""
    before = (value * _BEFORE).quantize(Decimal("0.01"), ROUND_HALF_UP)
    sheet.text(LEFT, y, name, 8.5)
    for x, amount in ((340.0, before + value), (440.0, before)):
        sheet.text(x, y, writer.style.number(amount), 8.5, right=True)
    sheet.text(RIGHT, y, writer.style.amount(value), 8.5, right=True)


LAYOUTS = (
    Layout(name="html-pied", tool=PdfTool.WEASYPRINT, draw=footer),
    Layout(name="html-conditions", tool=PdfTool.WEASYPRINT, draw=terms),
    Layout(name="dessin-situation", tool=PdfTool.REPORTLAB, draw=works_statement, travaux=True, common=False),
)
"""In the order they are measured."""
