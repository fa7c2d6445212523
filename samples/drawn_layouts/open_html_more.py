"""More layouts in HTML: two columns, a watermark, VAT in a table of its own, cards, justified sentences."""

from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0}.articles td,.articles th{padding:1mm 2mm}"
_RIGHT = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"
_ROUTING = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")


def columns(writer: FieldWriter) -> bytes:
    """A narrow coloured column with the parties, the invoice beside it."""
    style = (
        f"{_TABLES}{_RIGHT}body{{display:flex}}aside{{width:66mm;background:#eef;padding:4mm;font-size:8pt}}"
        "main{flex:1;padding-left:6mm}.totaux{margin-left:auto}.totaux td{text-align:right;padding-left:6mm}"
        "h3{font-size:7.5pt;text-transform:uppercase;margin:4mm 0 1mm;letter-spacing:0.3mm}"
    )
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = [*markup.address(writer, "nom_destinataire"), writer.invoice.service, writer.address_siret()]
    refs = writer.labelled_values(*_ROUTING, "numero_facture_origine")
    head = writer.labelled_values("numero_facture", "date_facture")
    there = markup.delivery(writer)
    delivered = f"<h3>Lieu de livraison</h3>{markup.text_lines(there)}" if there else ""
    return markup.page(
        style,
        f"<aside><h3>Émetteur</h3>{markup.text_lines(ours)}<h3>Client</h3>{markup.text_lines(theirs)}"
        f"<h3>Références</h3>{markup.labelled(writer, refs)}{delivered}<h3>Paiement</h3>IBAN<br>{writer.iban()}</aside>"
        f"<main><h1>{writer.title()}</h1>{markup.labelled(writer, [*head, *writer.decoys(1)])}"
        f"{markup.items(writer, ('Description', 'Qté', 'Prix', 'TVA', 'Total'))}"
        f"{markup.table(writer.totals(), 'totaux')}<p style='font-size:7pt'>{markup.small_print(writer)}</p></main>",
    )


def watermark(writer: FieldWriter) -> bytes:
    """A watermark across the page, the totals in a bordered box, the registered office in the footer."""
    style = (
        f"{_TABLES}{_RIGHT}.filigrane{{position:fixed;top:110mm;left:15mm;font-size:70pt;color:#eee;"
        "transform:rotate(-40deg)}.cadre{border:0.5mm solid;padding:2mm;display:inline-block;margin:2mm 0}"
        ".pied{position:fixed;bottom:0;font-size:6.5pt}.totaux td{text-align:right;padding-left:10mm}"
        ".totaux{border:0.3mm solid;margin-left:auto}.totaux th{text-align:left}"
    )
    ours = [*markup.address(writer, "nom_fournisseur"), writer.line("siret_fournisseur")]
    theirs = [*markup.address(writer, "nom_destinataire"), writer.address_siret()]
    refs = markup.labelled(writer, writer.labelled_values(*_ROUTING))
    origin = writer.line("numero_facture_origine")
    return markup.page(
        style,
        f"<div class=filigrane>{writer.rng.choice(('DUPLICATA', 'ORIGINAL', 'CHORUS PRO'))}</div>"
        f"<p>{markup.text_lines(ours)}</p><div class=cadre style='margin-left:90mm'>{markup.text_lines(theirs)}</div>"
        f"<h2>{writer.title()} N° {escape(writer.value('numero_facture'))} du {writer.value('date_facture')}</h2>"
        f"<div class=cadre>{refs}</div><p>{escape(origin)}</p>{markup.items(writer)}"
        f"{markup.table(writer.totals(), 'totaux')}"
        f"<div class=pied>{markup.head_office(writer)}<br>{writer.line('tva_fournisseur')}<br>"
        f"{markup.small_print(writer)}</div>",
    )


def vat_rates(writer: FieldWriter) -> bytes:
    """The VAT in a table of its own at the left, totals at the right, references in a ruled table."""
    style = (
        f"{_TABLES}{_RIGHT}.refs{{width:100%}}.refs th{{text-align:left;background:#f2f2f2;width:45mm}}"
        ".refs td,.refs th{border:0.2mm solid #888;padding:1mm 2mm}.bas{display:flex;justify-content:space-between}"
        ".ventilation td,.ventilation th{border:0.2mm solid #888;padding:1mm 3mm;text-align:right;font-size:8pt}"
        ".totaux td{text-align:right;padding-left:8mm;font-weight:bold}.totaux th{text-align:left;font-weight:normal}"
    )
    ours = [*markup.address(writer, "nom_fournisseur"), f"Tél. : {writer.invoice.supplier.phone}"]
    theirs = [*markup.address(writer, "nom_destinataire"), writer.invoice.service]
    refs = writer.labelled_values(
        "numero_facture", "date_facture", "numero_facture_origine", "siret_destinataire", *_ROUTING
    )
    due = LabelledValue(writer.label("echeance"), writer.style.date(writer.invoice.due_date))
    ids = markup.labelled(writer, writer.labelled_values("siret_fournisseur", "tva_fournisseur"))
    return markup.page(
        style,
        f"<table style='width:100%'><tr><td>{markup.text_lines(ours)}"
        f"<td style='width:80mm'>{markup.text_lines(theirs)}</table>"
        f"<h2>{writer.title()}</h2>{markup.table([*refs, due, *writer.decoys(2)], 'refs')}{markup.items(writer)}"
        f"<div class=bas>{markup.vat_table(writer)}{markup.table(writer.totals(detail=False), 'totaux')}</div>"
        f"<p>{ids}<br>IBAN : {writer.iban()} BIC : {writer.invoice.supplier.bic}</p>"
        f"<p style='font-size:7pt'>{markup.small_print(writer)}</p>",
    )


def cards(writer: FieldWriter) -> bytes:
    """Cards side by side, as in web applications, with the amount due in the largest letters."""
    style = (
        f"{_TABLES}{_RIGHT}body{{font-family:'DejaVu Sans';font-size:8.5pt}}.cartes{{display:grid;gap:4mm;"
        "grid-template-columns:1fr 1fr 1fr;margin:5mm 0}.carte{border:0.3mm solid #ccc;border-radius:2mm;padding:3mm}"
        "small{color:#666;display:block;font-size:7pt}.gros{font-size:17pt;font-weight:bold}"
        ".totaux{margin-left:auto}.totaux td{text-align:right;padding-left:10mm}.totaux th{font-weight:normal}"
    )
    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    theirs = [*markup.address(writer, "nom_destinataire"), writer.address_siret()]
    cards = [
        *writer.labelled_values("numero_facture", "date_facture", *_ROUTING, "numero_facture_origine"),
        *writer.decoys(1),
    ]
    boxes = "".join(f"<div class=carte><small>{escape(pair.label)}</small>{escape(pair.text)}</div>" for pair in cards)
    return markup.page(
        style,
        f"<h1>{writer.sentence_title()}</h1><div class=cartes><div class=carte>"
        f"<small>De</small>{markup.text_lines(ours)}"
        f"</div><div class=carte><small>À</small>{markup.text_lines(theirs)}</div><div class=carte>"
        f"<small>{writer.label('montant_a_payer')}</small>"
        f"<span class=gros>{writer.value('montant_a_payer')}</span></div>"
        f"</div><div class=cartes>{boxes}</div>{markup.items(writer, ('Article', 'Qté', 'P.U. HT', 'TVA', 'HT'))}"
        f"{markup.table(writer.totals(), 'totaux')}<p>{markup.small_print(writer)}</p>",
    )


def dotted_lines(writer: FieldWriter) -> bytes:
    """A serif page with ligatures: label and value at both ends of a dotted line."""
    style = (
        f"{_TABLES}{_RIGHT}body{{font-family:'Liberation Serif','DejaVu Serif';font-size:10.5pt;"
        "font-variant-ligatures:common-ligatures}.l{display:flex}.l i{flex:1;border-bottom:0.2mm dotted #888}"
        ".l span,.l b{padding:0 2mm}h1{letter-spacing:3mm;font-weight:normal;font-size:16pt}.bloc{margin:6mm 0}"
    )

    def dotted(found: list[LabelledValue]) -> str:
        rows = (f"<div class=l><span>{escape(p.label)}</span><i></i><b>{escape(p.text)}</b></div>" for p in found)
        return f"<div class=bloc>{''.join(rows)}</div>"

    ours = [
        *markup.address(writer, "nom_fournisseur"),
        writer.line("siret_fournisseur"),
        writer.line("tva_fournisseur"),
    ]
    refs = writer.labelled_values(
        "numero_facture", "date_facture", "siret_destinataire", *_ROUTING, "numero_facture_origine"
    )
    recipient_lines = [*markup.address(writer, "nom_destinataire"), f"À l'attention de : {writer.invoice.service}"]
    return markup.page(
        style,
        f"<p>{markup.text_lines(ours)}</p><h1>{writer.title()}</h1>"
        f"<p style='margin-left:100mm'>{markup.text_lines(recipient_lines)}</p>"
        f"{dotted(refs)}{markup.items(writer)}{dotted(writer.totals())}<p>{markup.small_print(writer)}</p>"
        f"<p>{markup.head_office(writer)}</p>",
    )


LAYOUTS = (
    Layout(name="html-colonnes", tool=PdfTool.WEASYPRINT, draw=columns),
    Layout(name="html-filigrane", tool=PdfTool.WEASYPRINT, draw=watermark, common=False),
    Layout(name="html-taux", tool=PdfTool.WEASYPRINT, draw=vat_rates),
    Layout(name="chromium-cartes", tool=PdfTool.CHROMIUM, draw=cards),
    Layout(name="chromium-sobre", tool=PdfTool.CHROMIUM, draw=dotted_lines),
)
"""In the order they are measured."""
