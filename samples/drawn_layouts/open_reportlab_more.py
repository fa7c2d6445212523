"""More layouts drawn point by point: several pages with carried totals, small print, a rotated margin, a figure."""

import io
import math

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from samples.drawn_layouts.field_writer import Paire, Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.open_reportlab import articles, liste, mentions, sommes
from samples.drawn_layouts.pdf_tools import Moteur
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_ROUTAGE = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_PAR_PAGE = 32


def reports(plume: Plume) -> bytes:
    """Several pages, each ending with the sum so far and beginning with it, the totals on the last."""
    faits, said = plume.faits, plume.style
    sheet = Sheet(faits.numero)
    pages = math.ceil(len(faits.lignes) / _PAR_PAGE)
    carried = faits.ht - faits.ht
    number = plume.dit("numero_facture")
    for page in range(pages):
        head = f"{plume.titre()} {number}" + (f" - page {page + 1}/{pages}" if page else "")
        sheet.text(LEFT, 50, head, 13, bold=True)
        y = _tete(sheet, plume) if page == 0 else 80.0
        if page:
            sheet.text(LEFT, y, "Report", 8)
            sheet.text(RIGHT, y, said.nombre(carried), 8, right=True)
            y += 14
        for one in faits.lignes[page * _PAR_PAGE : (page + 1) * _PAR_PAGE]:
            carried += one.montant
            for x, cell in ((LEFT, one.nom), (400.0, plume.quantite(one)), (RIGHT, said.nombre(one.montant))):
                sheet.text(x, y, cell, 8, right=x > LEFT)
            y += 12.5
        if page + 1 < pages:
            sheet.text(LEFT, y + 8, plume.chance.choice(("À reporter", "Sous-total à reporter", "Total page")), 8)
            sheet.text(RIGHT, y + 8, said.nombre(carried), 8, right=True)
        else:
            sommes(sheet, 330, y + 20, plume.totaux())
        sheet.lines(LEFT, HEIGHT - 45, mentions(plume), 6, 8)
        sheet.turn()
    return sheet.finish()


def _tete(sheet: Sheet, plume: Plume) -> float:
    who = plume.faits.fournisseur
    sheet.lines(LEFT, 75, (plume.dit("nom_fournisseur"), who.voie, who.ville, plume.ligne("siret_fournisseur")))
    client = (plume.dit("nom_destinataire"), plume.faits.destinataire.voie, plume.faits.destinataire.ville)
    sheet.lines(330, 75, (*client, plume.siret_du_bloc()))
    refs = plume.paires("date_facture", *_ROUTAGE, "numero_facture_origine", "tva_fournisseur")
    return liste(sheet, LEFT, 150, refs, 150) + 20


def serree(plume: Plume) -> bytes:
    """Small print in two tight columns, a letter-spaced title, decoys among the references."""
    sheet = Sheet(plume.faits.numero)
    who, them = plume.faits.fournisseur, plume.faits.destinataire
    sheet.text(LEFT, 40, " ".join(plume.titre()), 15, bold=True)
    left = [*plume.paires("numero_facture", "date_facture"), *plume.leurres(3)]
    right = plume.paires(*_ROUTAGE, "numero_facture_origine")
    for x, found in ((LEFT, left), (300.0, right)):
        y = 65.0
        for pair in found:
            sheet.text(x, y, plume.joint(pair), 6.5)
            y += 8.5
    blocks = (
        (LEFT, ("Vendeur", plume.dit("nom_fournisseur"), who.voie, who.ville, plume.ligne("siret_fournisseur"))),
        (300.0, ("Acheteur", plume.dit("nom_destinataire"), them.voie, them.ville, plume.siret_du_bloc())),
    )
    for x, texts in blocks:
        sheet.lines(x, 125, texts, 7, 9)
    y = articles(sheet, plume, 190, ("Désignation", "Qté", "PU HT", "Total HT"))
    sommes(sheet, 400, y, plume.totaux())
    sheet.lines(LEFT, HEIGHT - 60, (plume.ligne("tva_fournisseur"), f"IBAN {plume.iban()}", *mentions(plume)), 5.5, 7)
    sheet.turn()
    return sheet.finish()


def marge(plume: Plume) -> bytes:
    """The supplier's identifiers written upwards in the margin; delivery and billing addresses side by side."""
    faits = plume.faits
    sheet = Sheet(faits.numero)
    ids = f"{plume.ligne('siret_fournisseur')}  -  {plume.ligne('tva_fournisseur')}"
    sheet.upwards(22, 720, ids)
    sheet.text(LEFT, 50, plume.dit("nom_fournisseur"), 14, bold=True)
    there = faits.livre or faits.destinataire
    sheet.lines(LEFT, 100, ("Adresse de livraison", there.nom, there.voie, there.ville))
    sheet.lines(
        320, 100, ("Adresse de facturation", plume.dit("nom_destinataire"), faits.service, plume.siret_du_bloc())
    )
    sheet.text(LEFT, 185, plume.ligne("numero_facture", f"{plume.titre_minuscule()} n°"), 12, bold=True)
    due = Paire(plume.libelle("echeance"), plume.style.date(faits.echeance))
    found = [*plume.paires("date_facture"), due, *plume.paires(*_ROUTAGE, "numero_facture_origine"), *plume.leurres(1)]
    y = 205.0
    for rank, pair in enumerate(found):
        sheet.text(LEFT + (rank % 3) * 170, y, plume.joint(pair), 8.5)
        y += 13 if rank % 3 == 2 else 0
    y = articles(sheet, plume, y + 35, ("Prestation", "Quantité", "Prix", "Montant"))
    sommes(sheet, 330, y + 6, plume.totaux())
    sheet.lines(LEFT, HEIGHT - 55, mentions(plume)[:2], 7, 9)
    sheet.turn()
    return sheet.finish()


def flux(plume: Plume) -> bytes:
    """Tables that flow: one of references with labels above, one of lines, one of totals."""
    plain = getSampleStyleSheet()["BodyText"]
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("FONTSIZE", (0, 0), (-1, -1), 8)])
    faits, said = plume.faits, plume.style
    ours = [plume.dit("nom_fournisseur"), faits.fournisseur.voie, faits.fournisseur.ville]
    ours += [plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")]
    theirs = [plume.dit("nom_destinataire"), faits.service, faits.destinataire.ville, plume.siret_du_bloc()]
    refs = plume.paires("numero_facture", "date_facture", *_ROUTAGE, "numero_facture_origine")
    rows = [[one.nom, plume.quantite(one), said.nombre(one.prix), said.nombre(one.montant)] for one in faits.lignes]
    both = [[Paragraph("<br/>".join(filter(None, texts)), plain) for texts in (ours, theirs)]]
    story = [
        Table(both, colWidths=[250, 250]),
        Paragraph(plume.titre(), getSampleStyleSheet()["Title"]),
        Table([[pair.libelle for pair in refs], [pair.texte for pair in refs]], style=ruled),
        Spacer(1, 12),
        Table([["Désignation", "Qté", "P.U.", "Montant HT"], *rows], style=ruled, colWidths=[260, 60, 80, 90]),
        Spacer(1, 12),
        Table([[pair.libelle, pair.texte] for pair in plume.totaux()], style=ruled, hAlign="RIGHT"),
        Paragraph("<br/>".join(filter(None, mentions(plume))), plain),
    ]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1, leftMargin=40, rightMargin=40, topMargin=40).build(story)
    return buffer.getvalue()


MISES = (
    Mise(nom="dessin-reports", moteur=Moteur.REPORTLAB, dessine=reports, lignes=(34, 90)),
    Mise(nom="dessin-serree", moteur=Moteur.REPORTLAB, dessine=serree),
    Mise(nom="dessin-marge", moteur=Moteur.REPORTLAB, dessine=marge, ordinaire=False),
    Mise(nom="flux-tables", moteur=Moteur.REPORTLAB, dessine=flux),
)
"""In the order they are measured."""
