"""Reserved layouts drawn point by point or typed in a spreadsheet, for the final figure only."""

import unicodedata

from samples.drawn_layouts.field_writer import Paire, Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur
from samples.drawn_layouts.reserved_labels import LIBELLES_RESERVES
from samples.drawn_layouts.spreadsheet import Case, Rang, classeur, vide
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet

_ROUTAGE = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")
_COTES = ("numero_facture", "date_facture", "numero_facture_origine")


def listing(plume: Plume) -> bytes:
    """A listing: capitals without accents, dots between label and value, sums in a column."""
    faits, said = plume.faits, plume.style
    sheet = Sheet(faits.numero)

    def bare(text: str) -> str:
        plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("°", "o").replace("€", "EUR"))
        return "".join(c for c in plain if not unicodedata.combining(c)).upper().replace("\u202f", " ")

    def line(y: float, pair: Paire) -> float:
        sheet.text(LEFT, y, bare(pair.libelle).ljust(34, "."), 8)
        sheet.text(LEFT + 190, y, f": {bare(pair.texte)}", 8)
        return y + 11

    sheet.lines(LEFT, 50, tuple(bare(t) for t in (plume.dit("nom_fournisseur"), faits.fournisseur.ville)), 9)
    y = 78.0
    for pair in plume.paires("siret_fournisseur", "tva_fournisseur"):
        y = line(y, pair)
    client = (plume.dit("nom_destinataire"), faits.destinataire.voie, faits.destinataire.ville)
    sheet.lines(340, 110, tuple(bare(text) for text in client), 9)
    sheet.text(LEFT, 165, bare(plume.titre()), 10)
    y = 185.0
    for pair in [*plume.paires(*_COTES, "siret_destinataire", *_ROUTAGE), *plume.leurres(2)]:
        y = line(y, pair)
    y += 20
    for one in faits.lignes:
        for x, cell in ((LEFT, one.nom), (400.0, plume.quantite(one)), (RIGHT, said.nombre(one.montant))):
            sheet.text(x, y, bare(cell), 8, right=x > LEFT)
        y += 11
    y += 12
    for pair in plume.totaux():
        sheet.text(300, y, bare(pair.libelle), 8)
        sheet.text(RIGHT, y, bare(pair.texte), 8, right=True)
        y += 11
    sheet.text(
        LEFT, HEIGHT - 40, bare(f"{faits.regime or ''} R.C.S. {faits.fournisseur.rcs} {faits.fournisseur.siren}"), 7
    )
    sheet.turn()
    return sheet.finish()


def marche(plume: Plume) -> bytes:
    """Works under contract: the contract's heading, who takes part with SIRETs on their own lines, sums by column."""
    faits = plume.faits
    sheet = Sheet(faits.numero)
    sheet.text(LEFT, 45, f"MARCHÉ DE TRAVAUX - {plume.titre()}", 13, bold=True)
    sheet.lines(LEFT, 70, ("Titulaire", plume.dit("nom_fournisseur"), faits.fournisseur.ville), 8.5)
    sheet.lines(LEFT, 106, (plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur")), 8.5)
    client = ("Maître d'ouvrage", plume.dit("nom_destinataire"), faits.destinataire.ville, plume.siret_du_bloc())
    sheet.lines(240, 70, client, 8.5)
    if faits.moe:
        sheet.lines(420, 70, ("Maîtrise d'œuvre", faits.moe.nom, f"SIRET {plume.style.groupe(faits.moe.siret)}"), 7.5)
    refs = [*plume.paires(*_COTES, *_ROUTAGE), Paire("Décompte n°", str(plume.chance.randrange(1, 12)))]
    y = 150.0
    for rank, pair in enumerate(refs):
        sheet.text(LEFT if rank % 2 == 0 else 310, y, plume.joint(pair), 9)
        y += 14 if rank % 2 else 0
    y += 30
    for one in faits.lignes:
        sheet.text(LEFT, y, one.nom, 8.5)
        sheet.text(RIGHT, y, plume.style.nombre(one.montant), 8.5, right=True)
        y += 13
    sheet.rule(y)
    totals = plume.totaux()
    step = (RIGHT - LEFT) / max(len(totals), 1)
    for rank, pair in enumerate(totals):
        sheet.text(LEFT + step * rank, y + 20, pair.libelle, 7)
        sheet.text(LEFT + step * rank, y + 32, pair.texte, 9, bold=True)
    sheet.lines(
        LEFT, HEIGHT - 50, (faits.regime or "", f"Siège : {faits.fournisseur.voie}, RCS {faits.fournisseur.rcs}"), 7, 9
    )
    sheet.turn()
    return sheet.finish()


def couverture(plume: Plume) -> bytes:
    """A covering page with what matters, the lines on the pages after."""
    faits = plume.faits
    sheet = Sheet(faits.numero, embedded=True)
    sheet.text(RIGHT, 50, plume.dit("nom_fournisseur"), 12, bold=True, right=True)
    for rank, text in enumerate(
        (faits.fournisseur.ville, plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur"))
    ):
        sheet.text(RIGHT, 64 + 11 * rank, text, 8, right=True)
    sheet.lines(
        LEFT, 70, (plume.dit("nom_destinataire"), faits.service, faits.destinataire.ville, plume.siret_du_bloc())
    )
    sheet.text(LEFT, 160, f"{plume.titre()} {plume.dit('numero_facture')}", 15, bold=True)
    y = 190.0
    for pair in [*plume.paires("date_facture", "numero_facture_origine", *_ROUTAGE), *plume.leurres(2)]:
        sheet.text(200, y, f"{pair.libelle} :", 9, right=True)
        sheet.text(210, y, pair.texte, 9, bold=True)
        y += 15
    y += 20
    for pair in plume.totaux():
        sheet.text(200, y, f"{pair.libelle} :", 9, right=True)
        sheet.text(320, y, pair.texte, 9, bold=True, right=True)
        y += 15
    sheet.text(LEFT, HEIGHT - 40, "Le détail figure à la page suivante.", 7)
    sheet.turn()
    y = 60.0
    for one in faits.lignes:
        sheet.text(LEFT, y, one.nom, 8)
        sheet.text(RIGHT, y, plume.style.nombre(one.montant), 8, right=True)
        y += 12
    sheet.lines(LEFT, HEIGHT - 50, (faits.regime or "", f"Page 2 - {plume.faits.numero}"), 7, 9)
    sheet.turn()
    return sheet.finish()


def feuille(plume: Plume) -> bytes:
    """A spreadsheet: references under heads, sums as the last rows of the table of lines."""
    faits, said = plume.faits, plume.style
    blank = Case("")
    ours = (plume.dit("nom_fournisseur"), faits.fournisseur.voie, faits.fournisseur.ville)
    ids = plume.paires("siret_fournisseur", "tva_fournisseur")
    theirs = ("Destinataire", plume.dit("nom_destinataire"), faits.destinataire.ville, plume.siret_du_bloc())
    refs = plume.paires(*_COTES)
    routing = plume.paires(*_ROUTAGE)
    rows: list[Rang] = [[Case(head, "C") for head in ("Prestations", "Nombre", "Prix unitaire", "Montant HT")]]
    for one in faits.lignes:
        cells = (plume.quantite(one), said.nombre(one.prix), said.nombre(one.montant))
        rows.append([Case(one.nom, "B"), *(Case(cell, "N") for cell in cells)])
    rows += [[Case("", "B"), Case("", "B"), Case(pair.libelle, "B"), Case(pair.texte, "N")] for pair in plume.totaux()]
    return classeur(
        (7.5, 3.2, 4.2, 3),
        (
            *([Case(text, "G")] for text in ours),
            *([Case(plume.joint(pair))] for pair in ids),
            *vide(),
            *([blank, Case(text)] for text in theirs),
            *vide(),
            [Case(plume.titre(), "T")],
            *([Case(pair.libelle), Case(pair.texte, "G")] for pair in [*refs, *routing, *plume.leurres(1)]),
            *vide(),
            *rows,
            *vide(),
            [Case(faits.regime or "", "S")],
            [Case(f"Règlement : IBAN {plume.iban()}", "S")],
        ),
    )


MISES = (
    Mise(nom="r-listing", moteur=Moteur.REPORTLAB, dessine=listing, libelles=LIBELLES_RESERVES),
    Mise(nom="r-marche", moteur=Moteur.REPORTLAB, dessine=marche, libelles=LIBELLES_RESERVES, travaux=True),
    Mise(nom="r-couverture", moteur=Moteur.REPORTLAB, dessine=couverture, libelles=LIBELLES_RESERVES, lignes=(6, 40)),
    Mise(nom="r-feuille", moteur=Moteur.LIBREOFFICE, dessine=feuille, libelles=LIBELLES_RESERVES),
)
"""In the order they are measured."""
