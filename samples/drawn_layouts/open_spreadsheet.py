"""Layouts typed in a spreadsheet and printed by LibreOffice."""

from samples.drawn_layouts.field_writer import Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur
from samples.drawn_layouts.spreadsheet import Case, Rang, classeur, vide

_ROUTAGE = ("code_service", "numero_engagement", "numero_marche", "cadre_facturation")


def articles(plume: Plume, heads: tuple[str, ...]) -> list[Rang]:
    """The invoice's lines, ruled."""
    said = plume.style
    rows: list[Rang] = [[Case(head, "C") for head in heads]]
    for one in plume.faits.lignes:
        cells = (plume.quantite(one), said.nombre(one.prix), said.taux(one.taux), said.nombre(one.montant))
        rows.append([Case(one.nom, "B"), *(Case(cell, "N") for cell in cells)])
    return rows


def pied(plume: Plume) -> list[Rang]:
    """Small print."""
    who = plume.faits.fournisseur
    said = (
        plume.faits.regime or "",
        f"{who.nom}, {who.forme} au capital de {who.capital} € - RCS {who.rcs} {who.siren} - Code APE 8559A",
        "Pas d'escompte pour paiement anticipé.",
    )
    return [[Case(text, "S")] for text in said if text]


def cellules(plume: Plume) -> bytes:
    """Addresses at the left and the right, references label beside value, totals under the table's last columns."""
    who, them = plume.faits.fournisseur, plume.faits.destinataire
    blank = Case("")
    ours = (who.voie, who.ville, plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur"))
    theirs = (plume.dit("nom_destinataire"), plume.faits.service, them.voie, them.ville)
    refs = plume.paires("numero_facture", "date_facture", "siret_destinataire", *_ROUTAGE, "numero_facture_origine")
    return classeur(
        (7.5, 2.2, 2.8, 2.5, 3),
        (
            [Case(plume.dit("nom_fournisseur"), "T")],
            *([Case(text)] for text in ours if text),
            *vide(),
            *([blank, blank, Case(text)] for text in theirs),
            *vide(),
            [Case(plume.titre(), "T")],
            *([Case(pair.libelle), Case(pair.texte, "G")] for pair in [*refs, *plume.leurres(1)]),
            *vide(),
            *articles(plume, ("Désignation", "Quantité", "Prix unitaire", "TVA", "Montant HT")),
            *([blank, blank, Case(pair.libelle), blank, Case(pair.texte, "D")] for pair in plume.totaux()),
            *vide(),
            [Case(f"IBAN : {plume.iban()}")],
            *pied(plume),
        ),
    )


def quadrillage(plume: Plume) -> bytes:
    """Everything in ruled cells: heads above values for the references, again for the totals."""
    them = plume.faits.destinataire
    blank = Case("")
    name, place = plume.dit("nom_fournisseur"), plume.faits.fournisseur.ville
    ours = (name, place, plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur"))
    theirs = (plume.dit("nom_destinataire"), them.voie, them.ville, plume.siret_du_bloc())
    first = plume.paires("numero_facture", "date_facture", "numero_facture_origine")
    routing = plume.paires(*_ROUTAGE)
    totals = plume.totaux(detail=False)
    both = [[Case(left), blank, blank, Case(right)] for left, right in zip(ours, theirs, strict=True)]
    return classeur(
        (4.6, 3.3, 3.3, 3.2, 3.2),
        (
            [Case(plume.titre_minuscule(), "T")],
            *both,
            *vide(),
            [Case(p.libelle, "C") for p in first],
            [Case(p.texte, "B") for p in first],
            *vide(),
            [Case(p.libelle, "C") for p in routing],
            [Case(p.texte, "B") for p in routing],
            *vide(),
            *articles(plume, ("Libellé", "Qté", "PU HT", "Taux TVA", "Total HT")),
            *vide(),
            [Case(p.libelle, "C") for p in totals],
            [Case(p.texte, "N") for p in totals],
            *vide(),
            [Case(f"Virement sur le compte {plume.iban()}")],
            *pied(plume),
        ),
    )


MISES = (
    Mise(nom="tableur-cellules", moteur=Moteur.LIBREOFFICE, dessine=cellules),
    Mise(nom="tableur-quadrillage", moteur=Moteur.LIBREOFFICE, dessine=quadrillage),
)
"""In the order they are measured."""
