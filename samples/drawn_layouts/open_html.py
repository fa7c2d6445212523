"""Layouts in HTML, printed by weasyprint."""

from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import Paire, Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:6mm 0}.articles td,.articles th{padding:1.5mm}"
_DROITE = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"


def etiquettes(plume: Plume) -> bytes:
    """Supplier left, recipient right, references as label and value, totals at the right."""
    style = (
        f"{_TABLES}{_DROITE}.deux{{display:flex;justify-content:space-between}}.articles{{border:0.3mm solid}}"
        ".articles th{background:#ddd}.totaux{margin-left:auto}.totaux td{text-align:right;padding-left:8mm}"
        ".totaux th{text-align:left;font-weight:normal}h1{font-size:18pt}.pied{font-size:7pt;margin-top:14mm}"
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = [*markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    refs = plume.paires("numero_facture", "date_facture", "numero_facture_origine", "code_service")
    refs += plume.paires("numero_engagement", "numero_marche", "cadre_facturation")
    due = Paire(plume.libelle("echeance"), plume.style.date(plume.faits.echeance))
    return markup.page(
        style,
        f"<div class=deux><p>{markup.lignes(ours)}</p><p>{markup.lignes(theirs)}</p></div><h1>{plume.titre()}</h1>"
        f"<p>{markup.paires(plume, [*refs, due, *plume.leurres(1)])}</p>{markup.articles(plume)}"
        f"{markup.table(plume.totaux(), 'totaux')}<p>IBAN {plume.iban()}</p>"
        f"<p class=pied>{markup.mentions(plume)}</p>",
    )


def grilles(plume: Plume) -> bytes:
    """Labels above their values in ruled grids, recipient in a box."""
    style = (
        f"{_TABLES}{_DROITE}.grille{{width:100%;margin:3mm 0}}.grille th{{font-size:7.5pt;font-weight:normal;"
        "text-align:left}.grille td{font-weight:bold}.grille td,.grille th{border:0.2mm solid #999;padding:1mm 2mm}"
        ".boite{border:0.4mm solid;padding:3mm;width:85mm;margin-left:auto}.pied{font-size:6.5pt}"
        ".articles tr{border-bottom:0.1mm solid #aaa}.entete{font-size:15pt;font-weight:bold}"
    )
    ours = [plume.faits.fournisseur.voie, plume.faits.fournisseur.ville, f"Tél. {plume.faits.fournisseur.telephone}"]
    theirs = markup.lignes([*markup.adresse(plume, "nom_destinataire"), plume.faits.service])
    name = escape(plume.dit("nom_fournisseur"))
    first = markup.grille([*plume.paires("numero_facture", "date_facture"), *plume.leurres(2)])
    routing = markup.grille(
        plume.paires(
            "siret_destinataire", "code_service", "numero_engagement", "numero_marche", "numero_facture_origine"
        )
    )
    foot = markup.lignes([plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur"), f"IBAN : {plume.iban()}"])
    return markup.page(
        style,
        f"<p><span class=entete>{name}</span><br>{markup.lignes(ours)}</p><p class=boite>{theirs}</p>"
        f"<h2>{plume.titre()}</h2>{first}{routing}{markup.articles(plume)}{markup.grille(plume.totaux())}"
        f"<p>{foot}</p><p class=pied>{markup.mentions(plume)}</p>",
    )


def lettre(plume: Plume) -> bytes:
    """A letter: sentences carry the references, a small list the totals."""
    faits = plume.faits
    style = f"{_TABLES}body{{font-family:'Liberation Serif';font-size:11pt}}.droite{{margin-left:95mm}}li{{margin:1mm}}"
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    place = f"{faits.fournisseur.rcs}, le {plume.dit('date_facture')}"
    objects = f"Objet : {plume.titre_minuscule()} n° {plume.dit('numero_facture')}"
    told = "; ".join(plume.joint(pair) for pair in plume.paires("numero_engagement", "numero_marche", "code_service"))
    items = "".join(
        f"<li>{escape(one.nom)} : {plume.quantite(one)} x {plume.montant(one.prix)}, "
        f"soit {plume.montant(one.montant)}</li>"
        for one in faits.lignes
    )
    origin = f"Il annule la facture n° {plume.dit('numero_facture_origine')}." if faits.avoir else ""
    return markup.page(
        style,
        f"<p>{markup.lignes(ours)}</p><p class=droite>"
        f"{markup.lignes([*markup.adresse(plume, 'nom_destinataire'), plume.siret_du_bloc()])}</p>"
        f"<p class=droite>{escape(place)}</p><p><b>{escape(objects)}</b></p><p>Madame, Monsieur,</p>"
        f"<p>Nous vous prions de trouver ci-après le décompte de nos prestations. {escape(origin)}"
        f" {escape('Références : ' + told + '.') if told else ''}</p><ul>{items}</ul>"
        f"{markup.table(plume.totaux())}<p>Règlement par virement, IBAN {plume.iban()}.</p>"
        f"<p style='font-size:8pt'>{markup.mentions(plume)}</p>",
    )


MISES = (
    Mise(nom="html-etiquettes", moteur=Moteur.WEASYPRINT, dessine=etiquettes),
    Mise(nom="html-grilles", moteur=Moteur.WEASYPRINT, dessine=grilles),
    Mise(nom="html-lettre", moteur=Moteur.WEASYPRINT, dessine=lettre, lignes=(1, 4)),
)
"""In the order they are measured."""
