"""Layouts with traps: the supplier in the footer, terms and conditions behind, sums of several months."""

from decimal import ROUND_HALF_UP, Decimal
from html import escape

from samples.drawn_layouts import markup
from samples.drawn_layouts.field_writer import Paire, Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.open_reportlab import mentions
from samples.drawn_layouts.pdf_tools import Moteur
from samples.invoices.people import PAPETERIE
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_TABLES = "table{border-collapse:collapse}.articles{width:100%;margin:5mm 0}.articles td,.articles th{padding:1mm 2mm}"
_DROITE = ".articles td+td,.articles th+th{text-align:right}.articles th{text-align:left}"
_ROUTAGE = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_DEVISES = ("Votre partenaire depuis 1987", "Qualité - Proximité - Conseil", "Au service des collectivités")
_CONDITIONS = (
    "Article 1 - Toute commande vaut acceptation des présentes conditions, en vigueur au 01/01/2024.",
    "Article 2 - Les prix s'entendent hors taxes ; un minimum de commande de 150,00 € HT est appliqué.",
    "Article 3 - Toute réclamation est adressée dans les 8 jours, avec le numéro de facture et la date de livraison.",
    "Article 4 - Réserve de propriété : loi n° 80-335 du 12 mai 1980. Pénalités : trois fois le taux légal.",
    "Article 5 - Indemnité forfaitaire de recouvrement : 40,00 € (article D. 2192-35 du code de la commande publique).",
    "Article 6 - Tribunal compétent : celui du siège social. Médiateur : SIRET " + PAPETERIE.siret + ".",
)
_PASSE = Decimal("1.6")


def pied(plume: Plume) -> bytes:
    """A name in large letters with a motto; street, numbers and bank stand in the footer."""
    who = plume.faits.fournisseur
    style = (
        f"{_TABLES}{_DROITE}.nom{{font-size:20pt;font-weight:bold;color:#622}}.pied{{position:fixed;bottom:0;left:0;"
        "right:0;font-size:7pt;text-align:center;border-top:0.3mm solid;padding-top:2mm}.droite{text-align:right}"
        ".totaux{margin-left:auto}.totaux td{text-align:right;padding-left:8mm}.totaux th{text-align:left}"
    )
    found = [*plume.paires("numero_facture", "date_facture", "numero_facture_origine", *_ROUTAGE), *plume.leurres(1)]
    theirs = [*markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    name = plume.dit("nom_fournisseur")
    foot = [
        f"{name} - {who.voie} - {who.ville} - Tél. {who.telephone} - {who.courriel}",
        "   ".join(filter(None, (plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur"), "APE 4778C"))),
        f"IBAN : {plume.iban()} - BIC : {who.bic}",
    ]
    return markup.page(
        style,
        f"<div class=nom>{escape(name)}</div><i>{plume.chance.choice(_DEVISES)}</i><h2>{plume.titre()}</h2>"
        f"<p>{markup.lignes(theirs)}</p><p class=droite>{markup.paires(plume, found)}</p>{markup.articles(plume)}"
        f"{markup.table(plume.totaux(), 'totaux')}<p>{escape(plume.faits.regime or '')}</p>"
        f"<div class=pied>{markup.lignes(foot)}</div>",
    )


def conditions(plume: Plume) -> bytes:
    """An ordinary front, and a back full of terms with amounts, dates and a SIRET that are not the invoice's."""
    style = (
        f"{_TABLES}{_DROITE}.dos{{page-break-before:always;font-size:7pt;column-count:2}}.totaux td{{padding:0 6mm}}"
        ".grille td,.grille th{padding:1mm 3mm;text-align:left}"
    )
    ours = [*markup.adresse(plume, "nom_fournisseur"), plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = ["Destinataire :", *markup.adresse(plume, "nom_destinataire"), plume.siret_du_bloc()]
    head = plume.paires("numero_facture", "date_facture", "numero_facture_origine")
    due = Paire(plume.libelle("echeance"), plume.style.date(plume.faits.echeance))
    routing = markup.grille(plume.paires(*_ROUTAGE)) if plume.paires(*_ROUTAGE) else ""
    terms = "".join(f"<p>{escape(text)}</p>" for text in _CONDITIONS)
    return markup.page(
        style,
        f"<table style='width:100%'><tr><td>{markup.lignes(ours)}<td>{markup.lignes(theirs)}</table>"
        f"<h2>{plume.titre()}</h2>{markup.paires(plume, [*head, due])}{routing}{markup.articles(plume)}"
        f"{markup.table(plume.totaux(), 'totaux')}<p>IBAN {plume.iban()}</p><p>{markup.mentions(plume)}</p>"
        f"<div class=dos><h3>Conditions générales de vente</h3>{terms}</div>",
    )


def situation(plume: Plume) -> bytes:
    """Works: what was done so far, what was invoiced before, and what this month asks, in three columns."""
    faits, said = plume.faits, plume.style
    sheet = Sheet(faits.numero)
    sheet.lines(LEFT, 50, (plume.dit("nom_fournisseur"), faits.fournisseur.ville, plume.ligne("siret_fournisseur")), 9)
    client = (f"Maître d'ouvrage : {plume.dit('nom_destinataire')}", plume.ligne("siret_destinataire"))
    sheet.lines(300, 50, client, 9)
    if faits.moe:
        sheet.lines(300, 80, (f"Maître d'œuvre : {faits.moe.nom}", f"SIRET MOE : {said.groupe(faits.moe.siret)}"), 9)
    rank = plume.chance.randrange(2, 9)
    sheet.text(LEFT, 130, f"{plume.titre()} - SITUATION N° {rank}", 13, bold=True)
    y = 150.0
    for pair in plume.paires("numero_facture", "date_facture", *_ROUTAGE, "numero_facture_origine", "tva_fournisseur"):
        sheet.text(LEFT, y, plume.joint(pair), 9)
        y += 13
    places = (LEFT, 340.0, 440.0, RIGHT)
    y += 15
    for x, head in zip(places, ("Nature des ouvrages", "Cumul à ce jour", "Cumul antérieur", "Ce mois"), strict=True):
        sheet.text(x, y, head, 8, bold=True, right=x > LEFT)
    for one in faits.lignes:
        y += 13
        _mois(sheet, plume, y, one.nom, one.montant)
    y += 22
    for nom, value in (("montant_ht", faits.ht), ("montant_tva", faits.tva), ("montant_ttc", faits.ttc)):
        plume.dit(nom)
        _mois(sheet, plume, y, plume.libelle(nom), value)
        y += 14
    due = plume.paires("montant_a_payer")
    if faits.paye:
        due = [Paire(plume.libelle("paye"), plume.montant(-faits.paye)), *due]
    for pair in due:
        sheet.text(340, y + 6, pair.libelle, 10, bold=True)
        sheet.text(RIGHT, y + 6, pair.texte, 10, bold=True, right=True)
        y += 15
    sheet.lines(LEFT, HEIGHT - 55, mentions(plume), 7, 9)
    sheet.turn()
    return sheet.finish()


def _mois(sheet: Sheet, plume: Plume, y: float, name: str, value: Decimal) -> None:
    """One row: the sum so far, what came before, and this month's."""
    before = (value * _PASSE).quantize(Decimal("0.01"), ROUND_HALF_UP)
    sheet.text(LEFT, y, name, 8.5)
    for x, amount in ((340.0, before + value), (440.0, before)):
        sheet.text(x, y, plume.style.nombre(amount), 8.5, right=True)
    sheet.text(RIGHT, y, plume.style.montant(value), 8.5, right=True)


MISES = (
    Mise(nom="html-pied", moteur=Moteur.WEASYPRINT, dessine=pied),
    Mise(nom="html-conditions", moteur=Moteur.WEASYPRINT, dessine=conditions),
    Mise(nom="dessin-situation", moteur=Moteur.REPORTLAB, dessine=situation, travaux=True, ordinaire=False),
)
"""In the order they are measured."""
