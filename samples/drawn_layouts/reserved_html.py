"""Reserved layouts in HTML, for the final measure only."""

from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool
from samples.drawn_layouts.reserved_labels import RESERVED_LABELS

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0}.articles td,.articles th{padding:1mm 2mm}"
_RIGHT = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"
_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_NUMBERS = ("numero_facture", "date_facture", "numero_facture_origine")


def ruled_form(writer: FieldWriter) -> bytes:
    """All references in one ruled table of two labels and two values per row."""
    style = (
        f"{_TABLES}{_RIGHT}.fiche{{width:100%;table-layout:fixed}}.fiche td{{border:0.2mm solid #777;padding:1.2mm}}"
        ".fiche td:nth-child(odd){background:#e8eef4;font-size:8pt}.totaux{margin-left:auto}.totaux th{text-align:left}"
        ".totaux td{text-align:right;padding-left:9mm}h1{text-align:center;font-size:15pt}"
    )
    found = [*writer.labelled_values(*_NUMBERS, "siret_destinataire", *_ROUTING), *writer.decoys(2)]
    found += [LabelledValue(writer.label("echeance"), writer.style.date(writer.invoice.due_date))]
    cells = [f"<td>{escape(pair.label)}<td>{escape(pair.text)}" for pair in found]
    rows = "".join(f"<tr>{''.join(cells[rank : rank + 2])}" for rank in range(0, len(cells), 2))
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = ["Doit :", *markup.address(writer, "nom_destinataire"), writer.invoice.service]
    return markup.page(
        style,
        f"<p>{markup.text_lines(ours)}</p><p style='margin-left:105mm'>{markup.text_lines(theirs)}</p>"
        f"<h1>{writer.title()}</h1>"
        f"<table class=fiche>{rows}</table>{markup.items(writer)}{markup.table(writer.totals(), 'totaux')}"
        f"<p>Compte à créditer : {writer.iban()}</p><p style='font-size:7pt'>{markup.small_print(writer)}</p>",
    )


def sentences(writer: FieldWriter) -> bytes:
    """Almost all fields in sentences; only the totals in a list."""
    invoice = writer.invoice
    style = f"{_TABLES}{_RIGHT}body{{font:11pt 'DejaVu Serif'}}.totaux td{{text-align:right;padding-left:12mm}}"
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = [*markup.address(writer, "nom_destinataire"), writer.address_siret()]
    order = writer.value("numero_engagement")
    contract = writer.value("numero_marche")
    service = writer.value("code_service")
    clauses = [
        f"{writer.sentence_title()} n° {writer.value('numero_facture')} du {writer.value('date_facture')}",
        f"établie en exécution du marché n° {contract}" if contract else "",
        f"au titre de l'engagement n° {order}" if order else "",
        f"à l'intention du service exécutant {service}" if service else "",
        f"en annulation de la facture n° {writer.value('numero_facture_origine')}" if invoice.avoir else "",
    ]
    return markup.page(
        style,
        f"<p>{markup.text_lines(ours)}</p><p style='margin-left:90mm'>{markup.text_lines(theirs)}</p>"
        f"<p>{escape(', '.join(filter(None, clauses)))}.</p>"
        f"{markup.items(writer, ('Objet', 'Nombre', 'Prix', 'TVA', 'Somme'))}"
        f"{markup.table(writer.totals(), 'totaux')}<p>Somme à verser sur le compte {writer.iban()}.</p>"
        f"<p style='font-size:8pt'>{markup.small_print(writer)}<br>{markup.head_office(writer)}</p>",
    )


def large_name(writer: FieldWriter) -> bytes:
    """A large name at the top, the supplier's identifiers only in the footer, totals in a row of boxes."""
    style = (
        f"{_TABLES}{_RIGHT}.nom{{font-size:22pt;color:#234;font-variant:small-caps}}.pied{{position:fixed;bottom:0;"
        "font-size:7pt;text-align:center;width:100%}.sommes{display:flex;gap:3mm;margin:5mm 0}"
        ".sommes div{border:0.3mm solid;padding:2mm;flex:1;text-align:center}.sommes small{display:block}"
    )
    who = writer.invoice.supplier
    theirs = ["Facturé à", *markup.address(writer, "nom_destinataire"), writer.address_siret()]
    boxes = "".join(f"<div><small>{escape(p.label)}</small>{escape(p.text)}</div>" for p in writer.totals(detail=False))
    refs = markup.labelled(writer, [*writer.labelled_values(*_NUMBERS, *_ROUTING), *writer.decoys(2)])
    foot = " - ".join(filter(None, (writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))))
    there = markup.delivery(writer)
    delivered = f"<p>Livré à<br>{markup.text_lines(there)}</p>" if there else ""
    return markup.page(
        style,
        f"<div class=nom>{escape(writer.value('nom_fournisseur'))}</div><h2>{writer.title()}</h2>"
        f"<table style='width:100%'><tr><td style='vertical-align:top'>{refs}<td>{markup.text_lines(theirs)}{delivered}"
        f"</table>{markup.items(writer)}<div class=sommes>{boxes}</div>"
        f"<div class=pied>{escape(who.street)} {escape(who.town)}<br>{escape(foot)}<br>"
        f"{markup.small_print(writer)}</div>",
    )


def summary_panel(writer: FieldWriter) -> bytes:
    """The totals first in a side panel, labels in small capitals above their values."""
    style = (
        f"{_TABLES}{_RIGHT}body{{font-family:'Liberation Sans'}}.haut{{display:grid;grid-template-columns:2fr 1fr;"
        "gap:8mm}.panneau{background:#f4f4f4;padding:4mm}.panneau td{text-align:right}.panneau th{text-align:left;"
        "font-weight:normal}.panneau table{width:100%}.refs{display:grid;grid-template-columns:1fr 1fr 1fr;gap:3mm}"
        ".refs b{display:block;font-size:6.5pt;text-transform:uppercase;letter-spacing:0.2mm;color:#777}"
    )
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = [*markup.address(writer, "nom_destinataire"), f"Service : {writer.invoice.service}"]
    found = [*writer.labelled_values(*_NUMBERS, "siret_destinataire", *_ROUTING), *writer.decoys(1)]
    refs = "".join(f"<div><b>{escape(pair.label)}</b>{escape(pair.text)}</div>" for pair in found)
    return markup.page(
        style,
        f"<h1>{writer.sentence_title()}</h1><div class=haut><div><p>{markup.text_lines(ours)}</p>"
        f"<p><b>Client</b><br>{markup.text_lines(theirs)}</p></div><div class=panneau><b>Récapitulatif</b>"
        f"{markup.table(writer.totals())}</div></div><div class=refs>{refs}</div>{markup.items(writer)}"
        f"<p>Coordonnées bancaires : {writer.iban()}</p><p style='font-size:7pt'>{markup.small_print(writer)}</p>",
    )


def bilingual(writer: FieldWriter) -> bytes:
    """Labels in French and English one above the other, centred heads, the total in letters too."""
    style = (
        f"{_TABLES}{_RIGHT}header{{text-align:center}}.refs td{{padding:1mm 4mm}}.refs i{{color:#666;font-size:7pt}}"
        ".totaux td{text-align:right;padding-left:9mm}.totaux{margin-left:auto}.totaux th{text-align:left}"
    )
    english = {
        "numero_facture": "Invoice number",
        "date_facture": "Invoice date",
        "numero_engagement": "Purchase order",
        "numero_marche": "Contract",
        "code_service": "Department code",
    }
    found = [(english.get(name, ""), writer.labelled(name)) for name in (*_NUMBERS, *_ROUTING)]
    refs = "".join(
        f"<tr><td>{escape(pair.label)}<br><i>{translation}</i></td><td>{escape(pair.text)}</td></tr>"
        for translation, pair in found
        if pair
    )
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = ["Client / Customer", *markup.address(writer, "nom_destinataire"), writer.address_siret()]
    return markup.page(
        style,
        f"<header>{markup.text_lines(ours)}<h1>{writer.title()}</h1></header><p>{markup.text_lines(theirs)}</p>"
        f"<table class=refs>{refs}</table>{markup.items(writer)}{markup.table(writer.totals(), 'totaux')}"
        f"<p>{markup.small_print(writer)}</p>",
    )


LAYOUTS = (
    Layout(name="r-fiche", tool=PdfTool.WEASYPRINT, draw=ruled_form, labels=RESERVED_LABELS),
    Layout(name="r-phrases", tool=PdfTool.WEASYPRINT, draw=sentences, labels=RESERVED_LABELS, common=False),
    Layout(name="r-enseigne", tool=PdfTool.WEASYPRINT, draw=large_name, labels=RESERVED_LABELS),
    Layout(name="r-recapitulatif", tool=PdfTool.CHROMIUM, draw=summary_panel, labels=RESERVED_LABELS),
    Layout(name="r-bilingue", tool=PdfTool.CHROMIUM, draw=bilingual, labels=RESERVED_LABELS),
)
"""In the order they are measured."""
