"""Layouts in HTML, printed by weasyprint."""

from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:6mm 0}.articles td,.articles th{padding:1.5mm}"
_RIGHT = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"


def label_value(writer: FieldWriter) -> bytes:
    """Supplier left, recipient right, references as label and value, totals at the right."""
    style = (
        f"{_TABLES}{_RIGHT}.deux{{display:flex;justify-content:space-between}}.articles{{border:0.3mm solid}}"
        ".articles th{background:#ddd}.totaux{margin-left:auto}.totaux td{text-align:right;padding-left:8mm}"
        ".totaux th{text-align:left;font-weight:normal}h1{font-size:18pt}.pied{font-size:7pt;margin-top:14mm}"
    )
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = [*markup.address(writer, "nom_destinataire"), writer.address_siret()]
    refs = writer.labelled_values("numero_facture", "date_facture", "numero_facture_origine", "code_service")
    refs += writer.labelled_values("numero_engagement", "numero_marche", "cadre_facturation")
    due = LabelledValue(writer.label("echeance"), writer.style.date(writer.invoice.due_date))
    return markup.page(
        style,
        f"<div class=deux><p>{markup.text_lines(ours)}</p><p>{markup.text_lines(theirs)}</p></div>"
        f"<h1>{writer.title()}</h1>"
        f"<p>{markup.labelled(writer, [*refs, due, *writer.decoys(1)])}</p>{markup.items(writer)}"
        f"{markup.table(writer.totals(), 'totaux')}<p>IBAN {writer.iban()}</p>"
        f"<p class=pied>{markup.small_print(writer)}</p>",
    )


def grids(writer: FieldWriter) -> bytes:
    """Labels above their values in ruled grids, recipient in a box."""
    style = (
        f"{_TABLES}{_RIGHT}.grille{{width:100%;margin:3mm 0}}.grille th{{font-size:7.5pt;font-weight:normal;"
        "text-align:left}.grille td{font-weight:bold}.grille td,.grille th{border:0.2mm solid #999;padding:1mm 2mm}"
        ".boite{border:0.4mm solid;padding:3mm;width:85mm;margin-left:auto}.pied{font-size:6.5pt}"
        ".articles tr{border-bottom:0.1mm solid #aaa}.entete{font-size:15pt;font-weight:bold}"
    )
    ours = [writer.invoice.supplier.street, writer.invoice.supplier.town, f"Tél. {writer.invoice.supplier.phone}"]
    theirs = markup.text_lines([*markup.address(writer, "nom_destinataire"), writer.invoice.service])
    name = escape(writer.value("nom_fournisseur"))
    first = markup.grid([*writer.labelled_values("numero_facture", "date_facture"), *writer.decoys(2)])
    routing = markup.grid(
        writer.labelled_values(
            "siret_destinataire", "code_service", "numero_engagement", "numero_marche", "numero_facture_origine"
        )
    )
    foot = markup.text_lines(
        [writer.line("siret_fournisseur"), writer.line("tva_fournisseur"), f"IBAN : {writer.iban()}"]
    )
    return markup.page(
        style,
        f"<p><span class=entete>{name}</span><br>{markup.text_lines(ours)}</p><p class=boite>{theirs}</p>"
        f"<h2>{writer.title()}</h2>{first}{routing}{markup.items(writer)}{markup.grid(writer.totals())}"
        f"<p>{foot}</p><p class=pied>{markup.small_print(writer)}</p>",
    )


def letter(writer: FieldWriter) -> bytes:
    """A letter: references in sentences, totals in a short list."""
    invoice = writer.invoice
    style = f"{_TABLES}body{{font-family:'Liberation Serif';font-size:11pt}}.droite{{margin-left:95mm}}li{{margin:1mm}}"
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    place = f"{invoice.supplier.rcs}, le {writer.value('date_facture')}"
    objects = f"Objet : {writer.sentence_title()} n° {writer.value('numero_facture')}"
    references = "; ".join(
        writer.joined(pair) for pair in writer.labelled_values("numero_engagement", "numero_marche", "code_service")
    )
    items = "".join(
        f"<li>{escape(one.name)} : {writer.quantity(one)} x {writer.amount(one.price)}, "
        f"soit {writer.amount(one.amount)}</li>"
        for one in invoice.lines
    )
    origin = f"Il annule la facture n° {writer.value('numero_facture_origine')}." if invoice.avoir else ""
    return markup.page(
        style,
        f"<p>{markup.text_lines(ours)}</p><p class=droite>"
        f"{markup.text_lines([*markup.address(writer, 'nom_destinataire'), writer.address_siret()])}</p>"
        f"<p class=droite>{escape(place)}</p><p><b>{escape(objects)}</b></p><p>Madame, Monsieur,</p>"
        f"<p>Nous vous prions de trouver ci-après le décompte de nos prestations. {escape(origin)}"
        f" {escape('Références : ' + references + '.') if references else ''}</p><ul>{items}</ul>"
        f"{markup.table(writer.totals())}<p>Règlement par virement, IBAN {writer.iban()}.</p>"
        f"<p style='font-size:8pt'>{markup.small_print(writer)}</p>",
    )


LAYOUTS = (
    Layout(name="html-etiquettes", tool=PdfTool.WEASYPRINT, draw=label_value),
    Layout(name="html-grilles", tool=PdfTool.WEASYPRINT, draw=grids),
    Layout(name="html-lettre", tool=PdfTool.WEASYPRINT, draw=letter, lines=(1, 4)),
)
"""In the order they are measured."""
