"""Layouts drawn point by point with reportlab."""

from collections.abc import Iterable

from samples.drawn_layouts.field_writer import Paire, Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet


def liste(sheet: Sheet, x: float, y: float, found: Iterable[Paire], width: float, *, bold: bool = False) -> float:
    """Labels at ``x``, values ``width`` further; the next free height."""
    for pair in found:
        sheet.text(x, y, pair.libelle, 9)
        sheet.text(x + width, y, pair.texte, 9, bold=bold)
        y += 13
    return y


def sommes(sheet: Sheet, x: float, y: float, found: Iterable[Paire], right: float = RIGHT) -> float:
    """Labels at ``x``, amounts ending at ``right``."""
    for pair in found:
        sheet.text(x, y, pair.libelle, 9)
        sheet.text(right, y, pair.texte, 9, right=True)
        y += 14
    return y


def articles(sheet: Sheet, plume: Plume, y: float, heads: tuple[str, str, str, str]) -> float:
    """Name, how many, price, sum."""
    said, places = plume.style, (LEFT, 350.0, 440.0, RIGHT)
    for x, head in zip(places, heads, strict=True):
        sheet.text(x, y, head, 8, bold=True, right=x > LEFT)
    y += 14
    for one in plume.faits.lignes:
        cells = (one.nom, plume.quantite(one), said.nombre(one.prix), said.nombre(one.montant))
        for x, cell in zip(places, cells, strict=True):
            sheet.text(x, y, cell, 8.5, right=x > LEFT)
        y += 13
    return y + 8


def mentions(plume: Plume) -> tuple[str, ...]:
    """What stands at the foot."""
    who = plume.faits.fournisseur
    return (
        plume.faits.regime or "",
        f"{who.nom} - {who.forme} au capital de {who.capital} euros - siège social : {who.voie}, {who.ville}",
        f"RCS {who.rcs} {who.siren} - SIRET du siège {who.siege} - NAF 4332B",
    )


def tableau(plume: Plume) -> bytes:
    """Two columns of labels and values under a rule; the SIRETs in the address blocks."""
    sheet = Sheet(plume.faits.numero)
    sheet.text(LEFT, 55, plume.dit("nom_fournisseur"), 13, bold=True)
    who, them = plume.faits.fournisseur, plume.faits.destinataire
    sheet.lines(LEFT, 70, (who.voie, who.ville, plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")))
    sheet.text(330, 125, "Destinataire" if plume.chance.random() < 0.5 else "Facturé à", 8, bold=True)
    client = (
        plume.dit("nom_destinataire"),
        plume.faits.service,
        them.voie,
        them.ville,
        plume.siret_du_bloc(),
    )
    sheet.lines(330, 138, client)
    sheet.text(LEFT, 215, plume.titre(), 16, bold=True)
    sheet.rule(222)
    due = Paire(plume.libelle("echeance"), plume.style.date(plume.faits.echeance))
    liste(sheet, LEFT, 240, [*plume.paires("numero_facture", "date_facture", "numero_facture_origine"), due], 120)
    liste(sheet, 310, 240, plume.paires("numero_engagement", "code_service", "numero_marche", "cadre_facturation"), 130)
    y = articles(sheet, plume, 320, ("Désignation", "Quantité", "Prix unitaire", "Total HT"))
    sommes(sheet, 340, y + 10, plume.totaux())
    sheet.lines(LEFT, HEIGHT - 80, (f"IBAN : {plume.iban()}", *mentions(plume)), 7, 9)
    sheet.turn()
    return sheet.finish()


def bandeau(plume: Plume) -> bytes:
    """A grey band with number, day and amount; references in one line; supplier in the footer."""
    sheet = Sheet(plume.faits.numero)
    sheet.box(0, 30, RIGHT + 45, 56, 0.85)
    sheet.text(LEFT, 55, f"{plume.titre()} {plume.dit('numero_facture')}", 16, bold=True)
    sheet.text(LEFT, 74, plume.ligne("date_facture"), 9)
    sheet.text(RIGHT, 55, plume.dit("montant_ttc"), 16, bold=True, right=True)
    sheet.text(RIGHT, 74, f"{plume.libelle('echeance')} {plume.style.date(plume.faits.echeance)}", 9, right=True)
    them, who = plume.faits.destinataire, plume.faits.fournisseur
    sheet.lines(LEFT, 120, (plume.dit("nom_destinataire"), them.voie, them.ville, plume.siret_du_bloc()))
    refs = plume.paires("code_service", "numero_engagement", "numero_marche", "numero_facture_origine")
    sheet.lines(LEFT, 185, (" - ".join(plume.joint(pair) for pair in refs),))
    sheet.lines(
        330, 120, (f"Livraison : {plume.faits.livre.nom}", plume.faits.livre.ville) if plume.faits.livre else ()
    )
    y = articles(sheet, plume, 230, ("Libellé", "Qté", "PU", "Montant"))
    sommes(sheet, LEFT, y + 10, plume.totaux(), 250)
    first = f"{plume.dit('nom_fournisseur')} - {who.voie} - {who.ville}"
    second = f"{plume.ligne('siret_fournisseur')}   {plume.ligne('tva_fournisseur')}"
    sheet.lines(LEFT, HEIGHT - 90, (first, second, f"IBAN {plume.iban()}", *mentions(plume)[:1]), 7, 9)
    sheet.turn()
    return sheet.finish()


def chantier(plume: Plume) -> bytes:
    """Works: supervisor, agent and owner, each with its SIRET, then the pieces' references."""
    faits = plume.faits
    sheet = Sheet(faits.numero)
    sheet.text(LEFT, 50, plume.dit("nom_fournisseur"), 12, bold=True)
    sheet.lines(LEFT, 64, (faits.fournisseur.ville, plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")))
    rows = [("Maître d'ouvrage", plume.dit("nom_destinataire"), plume.dit("siret_destinataire"))]
    rows += [("Maître d'œuvre", faits.moe.nom, plume.style.groupe(faits.moe.siret))] if faits.moe else []
    rows += (
        [("Mandataire", faits.mandataire.nom, plume.style.groupe(faits.mandataire.siret))] if faits.mandataire else []
    )
    y = 130.0
    for x, head in ((LEFT, "Intervenant"), (150.0, "Nom"), (420.0, "SIRET")):
        sheet.text(x, y, head, 8, bold=True)
    for role, name, number in rows:
        y += 14
        for x, cell in ((LEFT, role), (150.0, name), (420.0, number)):
            sheet.text(x, y, cell, 8.5)
    sheet.text(LEFT, y + 35, f"{plume.titre()} - Situation de travaux n° {plume.chance.randrange(1, 9)}", 12, bold=True)
    refs = plume.paires("numero_facture", "date_facture", "numero_marche", "numero_engagement", "code_service")
    y = liste(
        sheet, LEFT, y + 55, [*refs, *plume.paires("cadre_facturation", "numero_facture_origine")], 170, bold=True
    )
    y = articles(sheet, plume, y + 15, ("Nature des travaux", "Qté", "P.U.", "Montant HT"))
    sommes(sheet, 320, y, plume.totaux())
    sheet.lines(LEFT, HEIGHT - 60, mentions(plume), 7, 9)
    sheet.turn()
    return sheet.finish()


MISES = (
    Mise(nom="dessin-tableau", moteur=Moteur.REPORTLAB, dessine=tableau),
    Mise(nom="dessin-bandeau", moteur=Moteur.REPORTLAB, dessine=bandeau),
    Mise(nom="dessin-chantier", moteur=Moteur.REPORTLAB, dessine=chantier, travaux=True),
)
"""In the order they are measured."""
