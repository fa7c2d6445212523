"""More layouts in HTML: two columns, a watermark, VAT in a table of its own, cards, justified sentences."""

from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import Paire, Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0}.articles td,.articles th{padding:1mm 2mm}"
_DROITE = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"
_ROUTAGE = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")


def colonnes(plume: Plume) -> bytes:
    """A narrow coloured column with everything about the parties, the invoice beside it."""
    style = (
        f"{_TABLES}{_DROITE}body{{display:flex}}aside{{width:66mm;background:#eef;padding:4mm;font-size:8pt}}"
        "main{flex:1;padding-left:6mm}.totaux{margin-left:auto}.totaux td{text-align:right;padding-left:6mm}"
        "h3{font-size:7.5pt;text-transform:uppercase;margin:4mm 0 1mm;letter-spacing:0.3mm}"
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = [*markup.adresse(plume, "nom_destinataire"), plume.faits.service, plume.siret_du_bloc()]
    refs = plume.paires(*_ROUTAGE, "numero_facture_origine")
    head = plume.paires("numero_facture", "date_facture")
    there = markup.livraison(plume)
    delivered = f"<h3>Lieu de livraison</h3>{markup.lignes(there)}" if there else ""
    return markup.page(
        style,
        f"<aside><h3>Émetteur</h3>{markup.lignes(ours)}<h3>Client</h3>{markup.lignes(theirs)}"
        f"<h3>Références</h3>{markup.paires(plume, refs)}{delivered}<h3>Paiement</h3>IBAN<br>{plume.iban()}</aside>"
        f"<main><h1>{plume.titre()}</h1>{markup.paires(plume, [*head, *plume.leurres(1)])}"
        f"{markup.articles(plume, ('Description', 'Qté', 'Prix', 'TVA', 'Total'))}"
        f"{markup.table(plume.totaux(), 'totaux')}<p style='font-size:7pt'>{markup.mentions(plume)}</p></main>",
    )


def filigrane(plume: Plume) -> bytes:
    """A watermark across the page, the totals in a bordered box, the registered office in the footer."""
    style = (
        f"{_TABLES}{_DROITE}.filigrane{{position:fixed;top:110mm;left:15mm;font-size:70pt;color:#eee;"
        "transform:rotate(-40deg)}.cadre{border:0.5mm solid;padding:2mm;display:inline-block;margin:2mm 0}"
        ".pied{position:fixed;bottom:0;font-size:6.5pt}.totaux td{text-align:right;padding-left:10mm}"
        ".totaux{border:0.3mm solid;margin-left:auto}.totaux th{text-align:left}"
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur")]
    theirs = [*markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    refs = markup.paires(plume, plume.paires(*_ROUTAGE))
    origin = plume.ligne("numero_facture_origine")
    return markup.page(
        style,
        f"<div class=filigrane>{plume.chance.choice(('DUPLICATA', 'ORIGINAL', 'CHORUS PRO'))}</div>"
        f"<p>{markup.lignes(ours)}</p><div class=cadre style='margin-left:90mm'>{markup.lignes(theirs)}</div>"
        f"<h2>{plume.titre()} N° {escape(plume.dit('numero_facture'))} du {plume.dit('date_facture')}</h2>"
        f"<div class=cadre>{refs}</div><p>{escape(origin)}</p>{markup.articles(plume)}"
        f"{markup.table(plume.totaux(), 'totaux')}"
        f"<div class=pied>{markup.siege(plume)}<br>{plume.ligne('tva_fournisseur')}<br>{markup.mentions(plume)}</div>",
    )


def taux(plume: Plume) -> bytes:
    """The VAT in a table of its own at the left, totals at the right, references in a ruled table."""
    style = (
        f"{_TABLES}{_DROITE}.refs{{width:100%}}.refs th{{text-align:left;background:#f2f2f2;width:45mm}}"
        ".refs td,.refs th{border:0.2mm solid #888;padding:1mm 2mm}.bas{display:flex;justify-content:space-between}"
        ".ventilation td,.ventilation th{border:0.2mm solid #888;padding:1mm 3mm;text-align:right;font-size:8pt}"
        ".totaux td{text-align:right;padding-left:8mm;font-weight:bold}.totaux th{text-align:left;font-weight:normal}"
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), f"Tél. : {plume.faits.fournisseur.telephone}"]
    theirs = [*markup.adresse(plume, "nom_destinataire"), plume.faits.service]
    refs = plume.paires("numero_facture", "date_facture", "numero_facture_origine", "siret_destinataire", *_ROUTAGE)
    due = Paire(plume.libelle("echeance"), plume.style.date(plume.faits.echeance))
    ids = markup.paires(plume, plume.paires("siret_fournisseur", "tva_fournisseur"))
    return markup.page(
        style,
        f"<table style='width:100%'><tr><td>{markup.lignes(ours)}<td style='width:80mm'>{markup.lignes(theirs)}</table>"
        f"<h2>{plume.titre()}</h2>{markup.table([*refs, due, *plume.leurres(2)], 'refs')}{markup.articles(plume)}"
        f"<div class=bas>{markup.ventilation(plume)}{markup.table(plume.totaux(detail=False), 'totaux')}</div>"
        f"<p>{ids}<br>IBAN : {plume.iban()} BIC : {plume.faits.fournisseur.bic}</p>"
        f"<p style='font-size:7pt'>{markup.mentions(plume)}</p>",
    )


def cartes(plume: Plume) -> bytes:
    """Cards side by side as web programs draw them, the amount to pay largest."""
    style = (
        f"{_TABLES}{_DROITE}body{{font-family:'DejaVu Sans';font-size:8.5pt}}.cartes{{display:grid;gap:4mm;"
        "grid-template-columns:1fr 1fr 1fr;margin:5mm 0}.carte{border:0.3mm solid #ccc;border-radius:2mm;padding:3mm}"
        "small{color:#666;display:block;font-size:7pt}.gros{font-size:17pt;font-weight:bold}"
        ".totaux{margin-left:auto}.totaux td{text-align:right;padding-left:10mm}.totaux th{font-weight:normal}"
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = [*markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    cards = [*plume.paires("numero_facture", "date_facture", *_ROUTAGE, "numero_facture_origine"), *plume.leurres(1)]
    boxes = "".join(
        f"<div class=carte><small>{escape(pair.libelle)}</small>{escape(pair.texte)}</div>" for pair in cards
    )
    return markup.page(
        style,
        f"<h1>{plume.titre_minuscule()}</h1><div class=cartes><div class=carte><small>De</small>{markup.lignes(ours)}"
        f"</div><div class=carte><small>À</small>{markup.lignes(theirs)}</div><div class=carte>"
        f"<small>{plume.libelle('montant_a_payer')}</small><span class=gros>{plume.dit('montant_a_payer')}</span></div>"
        f"</div><div class=cartes>{boxes}</div>{markup.articles(plume, ('Article', 'Qté', 'P.U. HT', 'TVA', 'HT'))}"
        f"{markup.table(plume.totaux(), 'totaux')}<p>{markup.mentions(plume)}</p>",
    )


def sobre(plume: Plume) -> bytes:
    """A serif page with ligatures: label and value at both ends of a dotted line."""
    style = (
        f"{_TABLES}{_DROITE}body{{font-family:'Liberation Serif','DejaVu Serif';font-size:10.5pt;"
        "font-variant-ligatures:common-ligatures}.l{display:flex}.l i{flex:1;border-bottom:0.2mm dotted #888}"
        ".l span,.l b{padding:0 2mm}h1{letter-spacing:3mm;font-weight:normal;font-size:16pt}.bloc{margin:6mm 0}"
    )

    def dotted(found: list[Paire]) -> str:
        rows = (f"<div class=l><span>{escape(p.libelle)}</span><i></i><b>{escape(p.texte)}</b></div>" for p in found)
        return f"<div class=bloc>{''.join(rows)}</div>"

    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    refs = plume.paires("numero_facture", "date_facture", "siret_destinataire", *_ROUTAGE, "numero_facture_origine")
    client = [*markup.adresse(plume, "nom_destinataire"), f"À l'attention de : {plume.faits.service}"]
    return markup.page(
        style,
        f"<p>{markup.lignes(ours)}</p><h1>{plume.titre()}</h1><p style='margin-left:100mm'>{markup.lignes(client)}</p>"
        f"{dotted(refs)}{markup.articles(plume)}{dotted(plume.totaux())}<p>{markup.mentions(plume)}</p>"
        f"<p>{markup.siege(plume)}</p>",
    )


MISES = (
    Mise(nom="html-colonnes", moteur=Moteur.WEASYPRINT, dessine=colonnes),
    Mise(nom="html-filigrane", moteur=Moteur.WEASYPRINT, dessine=filigrane, ordinaire=False),
    Mise(nom="html-taux", moteur=Moteur.WEASYPRINT, dessine=taux),
    Mise(nom="chromium-cartes", moteur=Moteur.CHROMIUM, dessine=cartes),
    Mise(nom="chromium-sobre", moteur=Moteur.CHROMIUM, dessine=sobre),
)
"""In the order they are measured."""
