"""Sentences of grouped lines: several sellers (BR-FR-MV) and two-way invoicing (BR-FR-BD)."""

from domain.finding import Rule
from domain.text import Text
from validators.br_fr.code_lists import AUTOFACTURES
from validators.br_fr.rules.statement import stated

_SELF_BILLED = " ".join(sorted(AUTOFACTURES))
_GROUP = Text("La ligne de groupe d'une sous-facture", "The group line of a sub-invoice")
_ABSENT = Text("Donnez cette information sur la ligne de statut GROUP.", "Give it on the line of status GROUP.")


def _lacks(code: str, term: str, fr: str, en: str) -> Rule:
    return stated(code, term, Text(f"{_GROUP.fr} ne dit pas {fr}.", f"{_GROUP.en} does not tell {en}."), _ABSENT)


def _type(code: str, message: Text, remedy: Text) -> Rule:
    return stated(code, "BT-3", message, remedy, "BR-FR-BD-13" if "BD" in code else "")


def _corrected(rule: str) -> tuple[Rule, Rule]:
    remedy = Text(
        "Donnez le numéro et la date de la facture corrigée sur chaque ligne de statut GROUP.",
        "Give the number and the date of the corrected invoice on each line of status GROUP.",
    )
    return (
        stated(
            f"{rule}-EXT-FR-FE-136",
            "EXT-FR-FE-136",
            Text(
                "Une sous-facture ne dit pas quelle facture elle corrige.",
                "A sub-invoice does not tell what it corrects.",
            ),
            remedy,
        ),
        stated(
            f"{rule}-EXT-FR-FE-138",
            "EXT-FR-FE-138",
            Text(
                "Une sous-facture ne donne pas la date de la facture qu'elle corrige.",
                "A sub-invoice does not give the date of the invoice it corrects.",
            ),
            remedy,
        ),
    )


def _one_group(code: str, term: str, who: Text) -> Rule:
    return stated(
        code,
        term,
        Text(
            f"Une facture bidirectionnelle doit avoir une sous-facture {who.fr}, et une seule.",
            f"An invoice that goes both ways must have one sub-invoice of {who.en}, and one only.",
        ),
        Text(
            "Donnez à une ligne de statut GROUP, comme vendeur de la ligne, ce SIREN.",
            "Give to one line of status GROUP that SIREN as the line's seller.",
        ),
    )


_BOTH_TYPES = tuple(
    _type(
        code,
        Text(
            "Le type d'une facture bidirectionnelle n'est pas celui d'une autofacture.",
            "The type of an invoice that goes both ways is not that of a self-billed invoice.",
        ),
        Text(f"Employez l'un de ces types : {_SELF_BILLED}.", f"Use one of these types: {_SELF_BILLED}."),
    )
    for code in ("BR-FR-BD-13_BT-3", "BR-FR-MV-BD_BT-3")
)

RULES: tuple[Rule, ...] = (
    stated(
        "BR-FR-MV-01_EXT-FR-FE-163",
        "EXT-FR-FE-163",
        Text("Une ligne ne dit pas son statut.", "A line does not tell its status."),
        Text(
            "Dans les cadres 8 et 9, donnez à chaque ligne GROUP, DETAIL ou INFORMATION.",
            "In the frameworks 8 and 9, give GROUP, DETAIL or INFORMATION to each line.",
        ),
    ),
    stated(
        "BR-FR-MV-02_EXT-FR-FE-163",
        "EXT-FR-FE-163",
        Text(
            "Une facture de plusieurs vendeurs n'a aucune ligne de groupe.",
            "An invoice of several sellers has no group line.",
        ),
        Text(
            "Faites de chaque sous-facture une ligne de statut GROUP sans ligne parente.",
            "Make each sub-invoice a line of status GROUP without a parent line.",
        ),
    ),
    stated(
        "BR-FR-BD-02_EXT-FR-FE-163",
        "EXT-FR-FE-163",
        Text(
            "Une facture bidirectionnelle n'a pas exactement deux lignes de groupe.",
            "An invoice that goes both ways does not have exactly two group lines.",
        ),
        Text(
            "Faites une sous-facture de chaque sens : deux lignes de statut GROUP sans ligne parente.",
            "Make a sub-invoice of each way: two lines of status GROUP without a parent line.",
        ),
    ),
    _one_group("BR-FR-BD-02_BT-30", "BT-30", Text("du vendeur", "the seller")),
    _one_group("BR-FR-BD-02_BT-31", "BT-30", Text("du vendeur", "the seller")),
    _one_group("BR-FR-BD-02_BT-47", "BT-47", Text("de l'acheteur", "the buyer")),
    _lacks("BR-FR-MV-03_EXT-FR-FE-164", "EXT-FR-FE-164", "le nom de son vendeur", "the name of its seller"),
    _lacks("BR-FR-MV-03_EXT-FR-FE-167", "EXT-FR-FE-167", "le SIREN de son vendeur", "the SIREN of its seller"),
    _lacks("BR-FR-MV-03_EXT-FR-FE-177", "EXT-FR-FE-177", "le pays de son vendeur", "the country of its seller"),
    _lacks("BR-FR-MV-03_EXT-FR-FE-181", "EXT-FR-FE-181", "le total de sa TVA", "its total VAT"),
    _lacks(
        "BR-FR-MV-03_EXT-FR-FE-182",
        "EXT-FR-FE-182",
        "le total de sa TVA en devise comptable",
        "its total VAT in accounting currency",
    ),
    _lacks("BR-FR-MV-03_BT-128_AFL", "BT-128", "son numéro (AFL, type 130)", "its number (AFL, type 130)"),
    stated(
        "BR-FR-MV-03_BT-128_AVV",
        "BT-128",
        Text(
            f"{_GROUP.fr} ne dit pas son cadre (AVV, type 130), ou dit B8, S8 ou M8.",
            f"{_GROUP.en} does not tell its framework (AVV, type 130), or tells B8, S8 or M8.",
        ),
        Text(
            "Donnez le cadre qu'aurait la sous-facture si elle était seule.",
            "Give the framework that the sub-invoice would have by itself.",
        ),
    ),
    stated(
        "BR-FR-MV-05_EXT-FR-FE-BG-12",
        "BT-131",
        Text(
            "Le montant d'une ligne de groupe n'est pas la somme des lignes qu'elle réunit.",
            "The amount of a group line is not the sum of the lines below it.",
        ),
        Text(
            "Portez sur la ligne GROUP la somme des lignes rattachées, hors INFORMATION.",
            "Give the GROUP line the sum of its lines, without those of status INFORMATION.",
        ),
    ),
    stated(
        "BR-FR-MV-06_EXT-FR-FE-167",
        "EXT-FR-FE-167",
        Text(
            "Une ligne ne dit pas le SIREN de son vendeur, ou en dit un autre que sa ligne de groupe.",
            "A line does not tell the SIREN of its seller, or not that of its group line.",
        ),
        Text(
            "Donnez à chaque ligne le SIREN du vendeur de sa sous-facture.",
            "Give to each line the SIREN of the seller of its sub-invoice.",
        ),
    ),
    stated(
        "BR-FR-MV-07_BT-128",
        "BT-128",
        Text(
            "Une ligne ne dit pas le numéro de sa sous-facture, ou en dit un autre que sa ligne de groupe.",
            "A line does not tell the number of its sub-invoice, or not that of its group line.",
        ),
        Text(
            "Donnez à chaque ligne ce numéro en objet facturé (BT-128, type 130, schéma AFL).",
            "Give to each line that number as the invoiced object (BT-128, type 130, scheme AFL).",
        ),
    ),
    stated(
        "BR-FR-MV-08_BT-128",
        "BT-128",
        Text(
            "Le motif de TVA d'une ligne ne commence pas par le numéro de sa sous-facture.",
            "The VAT reason of a line does not begin with the number of its sub-invoice.",
        ),
        Text(
            "Commencez ce motif par le numéro (AFL) entre deux dièses : #F2026-1#.",
            "Begin that reason with the number (AFL) between two hashes: #F2026-1#.",
        ),
    ),
    stated(
        "BR-FR-MV-09_EXT-FR-FE-181",
        "EXT-FR-FE-181",
        Text(
            "La TVA d'une sous-facture n'est pas la somme de ses lignes au récapitulatif.",
            "The VAT of a sub-invoice is not the sum of its rows of the breakdown.",
        ),
        Text(
            "Vérifiez cette TVA, et les motifs du récapitulatif qui commencent par #numéro#.",
            "Check that VAT, and the reasons of the breakdown that begin with #number#.",
        ),
    ),
    stated(
        "BR-FR-MV-10_EXT-FR-FE-184",
        "EXT-FR-FE-184",
        Text(
            "Le total TTC d'une sous-facture n'est pas son montant hors taxe plus sa TVA.",
            "The total with VAT of a sub-invoice is not its amount without VAT plus its VAT.",
        ),
        Text("Corrigez ce total, ou retirez-le.", "Correct that total, or remove it."),
    ),
    stated(
        "BR-FR-MV-11_BT-128",
        "BT-128",
        Text(
            "Aucune sous-facture du vendeur, ou plus d'une, ne porte le numéro de la facture.",
            "No sub-invoice of the seller, or more than one, has the number of the invoice.",
        ),
        Text(
            "Donnez le numéro de la facture (BT-1) à une seule sous-facture du vendeur.",
            "Give the invoice number (BT-1) to one sub-invoice of the seller only.",
        ),
    ),
    stated(
        "BR-FR-MV-12_BT-128",
        "BT-128",
        Text("Deux sous-factures portent le même numéro.", "Two sub-invoices have the same number."),
        Text(
            "Donnez à chaque sous-facture un numéro que rien ne porte avant elle dans le document.",
            "Give each sub-invoice a number that nothing before it in the document has.",
        ),
    ),
    _type(
        "BR-FR-MV-13_BT-3",
        Text(
            "Le type d'une facture de plusieurs vendeurs est absent, ou celui d'une autofacture.",
            "The type of an invoice of several sellers is missing, or that of a self-billed invoice.",
        ),
        Text(f"Employez un autre type que {_SELF_BILLED}.", f"Use another type than {_SELF_BILLED}."),
    ),
    *_BOTH_TYPES,
    *_corrected("BR-FR-MV-14"),
    *_corrected("BR-FR-BD-14"),
)
