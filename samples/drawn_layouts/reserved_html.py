"""Reserved layouts in HTML, for the final figure only."""

from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import Paire, Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur
from samples.drawn_layouts.reserved_labels import LIBELLES_RESERVES

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0}.articles td,.articles th{padding:1mm 2mm}"
_DROITE = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"
_ROUTAGE = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_COTES = ("numero_facture", "date_facture", "numero_facture_origine")


def fiche(plume: Plume) -> bytes:
    """One ruled table of two labels and two values a row holds all references."""
    style = (
        f"{_TABLES}{_DROITE}.fiche{{width:100%;table-layout:fixed}}.fiche td{{border:0.2mm solid #777;padding:1.2mm}}"
        ".fiche td:nth-child(odd){background:#e8eef4;font-size:8pt}.totaux{margin-left:auto}.totaux th{text-align:left}"
        ".totaux td{text-align:right;padding-left:9mm}h1{text-align:center;font-size:15pt}"
    )
    found = [*plume.paires(*_COTES, "siret_destinataire", *_ROUTAGE), *plume.leurres(2)]
    found += [Paire(plume.libelle("echeance"), plume.style.date(plume.faits.echeance))]
    cells = [f"<td>{escape(pair.libelle)}<td>{escape(pair.texte)}" for pair in found]
    rows = "".join(f"<tr>{''.join(cells[rank : rank + 2])}" for rank in range(0, len(cells), 2))
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = ["Doit :", *markup.adresse(plume, "nom_destinataire"), plume.faits.service]
    return markup.page(
        style,
        f"<p>{markup.lignes(ours)}</p><p style='margin-left:105mm'>{markup.lignes(theirs)}</p><h1>{plume.titre()}</h1>"
        f"<table class=fiche>{rows}</table>{markup.articles(plume)}{markup.table(plume.totaux(), 'totaux')}"
        f"<p>Compte à créditer : {plume.iban()}</p><p style='font-size:7pt'>{markup.mentions(plume)}</p>",
    )


def phrases(plume: Plume) -> bytes:
    """Sentences say almost everything; only the sums are a list."""
    faits = plume.faits
    style = f"{_TABLES}{_DROITE}body{{font:11pt 'DejaVu Serif'}}.totaux td{{text-align:right;padding-left:12mm}}"
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = [*markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    order = plume.dit("numero_engagement")
    contract = plume.dit("numero_marche")
    service = plume.dit("code_service")
    said = [
        f"{plume.titre_minuscule()} n° {plume.dit('numero_facture')} du {plume.dit('date_facture')}",
        f"établie en exécution du marché n° {contract}" if contract else "",
        f"au titre de l'engagement n° {order}" if order else "",
        f"à l'intention du service exécutant {service}" if service else "",
        f"en annulation de la facture n° {plume.dit('numero_facture_origine')}" if faits.avoir else "",
    ]
    return markup.page(
        style,
        f"<p>{markup.lignes(ours)}</p><p style='margin-left:90mm'>{markup.lignes(theirs)}</p>"
        f"<p>{escape(', '.join(filter(None, said)))}.</p>"
        f"{markup.articles(plume, ('Objet', 'Nombre', 'Prix', 'TVA', 'Somme'))}"
        f"{markup.table(plume.totaux(), 'totaux')}<p>Somme à verser sur le compte {plume.iban()}.</p>"
        f"<p style='font-size:8pt'>{markup.mentions(plume)}<br>{markup.siege(plume)}</p>",
    )


def enseigne(plume: Plume) -> bytes:
    """A large name at the top, the supplier's numbers only in the footer, totals in a row of boxes."""
    style = (
        f"{_TABLES}{_DROITE}.nom{{font-size:22pt;color:#234;font-variant:small-caps}}.pied{{position:fixed;bottom:0;"
        "font-size:7pt;text-align:center;width:100%}.sommes{display:flex;gap:3mm;margin:5mm 0}"
        ".sommes div{border:0.3mm solid;padding:2mm;flex:1;text-align:center}.sommes small{display:block}"
    )
    who = plume.faits.fournisseur
    theirs = ["Facturé à", *markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    boxes = "".join(
        f"<div><small>{escape(p.libelle)}</small>{escape(p.texte)}</div>" for p in plume.totaux(detail=False)
    )
    refs = markup.paires(plume, [*plume.paires(*_COTES, *_ROUTAGE), *plume.leurres(2)])
    foot = " - ".join(filter(None, (plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur"))))
    there = markup.livraison(plume)
    delivered = f"<p>Livré à<br>{markup.lignes(there)}</p>" if there else ""
    return markup.page(
        style,
        f"<div class=nom>{escape(plume.dit('nom_fournisseur'))}</div><h2>{plume.titre()}</h2>"
        f"<table style='width:100%'><tr><td style='vertical-align:top'>{refs}<td>{markup.lignes(theirs)}{delivered}"
        f"</table>{markup.articles(plume)}<div class=sommes>{boxes}</div>"
        f"<div class=pied>{escape(who.voie)} {escape(who.ville)}<br>{escape(foot)}<br>{markup.mentions(plume)}</div>",
    )


def recapitulatif(plume: Plume) -> bytes:
    """The sums first in a side panel, labels in small capitals above their values."""
    style = (
        f"{_TABLES}{_DROITE}body{{font-family:'Liberation Sans'}}.haut{{display:grid;grid-template-columns:2fr 1fr;"
        "gap:8mm}.panneau{background:#f4f4f4;padding:4mm}.panneau td{text-align:right}.panneau th{text-align:left;"
        "font-weight:normal}.panneau table{width:100%}.refs{display:grid;grid-template-columns:1fr 1fr 1fr;gap:3mm}"
        ".refs b{display:block;font-size:6.5pt;text-transform:uppercase;letter-spacing:0.2mm;color:#777}"
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = [*markup.adresse(plume, "nom_destinataire"), f"Service : {plume.faits.service}"]
    found = [*plume.paires(*_COTES, "siret_destinataire", *_ROUTAGE), *plume.leurres(1)]
    refs = "".join(f"<div><b>{escape(pair.libelle)}</b>{escape(pair.texte)}</div>" for pair in found)
    return markup.page(
        style,
        f"<h1>{plume.titre_minuscule()}</h1><div class=haut><div><p>{markup.lignes(ours)}</p>"
        f"<p><b>Client</b><br>{markup.lignes(theirs)}</p></div><div class=panneau><b>Récapitulatif</b>"
        f"{markup.table(plume.totaux())}</div></div><div class=refs>{refs}</div>{markup.articles(plume)}"
        f"<p>Coordonnées bancaires : {plume.iban()}</p><p style='font-size:7pt'>{markup.mentions(plume)}</p>",
    )


def bilingue(plume: Plume) -> bytes:
    """Labels in French and English one above the other, centred heads, the total in letters too."""
    style = (
        f"{_TABLES}{_DROITE}header{{text-align:center}}.refs td{{padding:1mm 4mm}}.refs i{{color:#666;font-size:7pt}}"
        ".totaux td{text-align:right;padding-left:9mm}.totaux{margin-left:auto}.totaux th{text-align:left}"
    )
    english = {
        "numero_facture": "Invoice number",
        "date_facture": "Invoice date",
        "numero_engagement": "Purchase order",
        "numero_marche": "Contract",
        "code_service": "Department code",
    }
    found = [(english.get(nom, ""), plume.paire(nom)) for nom in (*_COTES, *_ROUTAGE)]
    refs = "".join(
        f"<tr><td>{escape(pair.libelle)}<br><i>{told}</i></td><td>{escape(pair.texte)}</td></tr>"
        for told, pair in found
        if pair
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = ["Client / Customer", *markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    return markup.page(
        style,
        f"<header>{markup.lignes(ours)}<h1>{plume.titre()}</h1></header><p>{markup.lignes(theirs)}</p>"
        f"<table class=refs>{refs}</table>{markup.articles(plume)}{markup.table(plume.totaux(), 'totaux')}"
        f"<p>{markup.mentions(plume)}</p>",
    )


MISES = (
    Mise(nom="r-fiche", moteur=Moteur.WEASYPRINT, dessine=fiche, libelles=LIBELLES_RESERVES),
    Mise(nom="r-phrases", moteur=Moteur.WEASYPRINT, dessine=phrases, libelles=LIBELLES_RESERVES, ordinaire=False),
    Mise(nom="r-enseigne", moteur=Moteur.WEASYPRINT, dessine=enseigne, libelles=LIBELLES_RESERVES),
    Mise(nom="r-recapitulatif", moteur=Moteur.CHROMIUM, dessine=recapitulatif, libelles=LIBELLES_RESERVES),
    Mise(nom="r-bilingue", moteur=Moteur.CHROMIUM, dessine=bilingue, libelles=LIBELLES_RESERVES),
)
"""In the order they are measured."""
