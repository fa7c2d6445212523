"""What the column under a heading of a table of invoice lines holds."""

import re
from enum import Enum, auto

from parsers.page.labels.folding import tokens


class ColumnKind(Enum):
    """What a column holds."""

    DESIGNATION = auto()
    ARTICLE = auto()
    """*Article*, *Produit*: a designation where no other column is one, else a reference."""
    REFERENCE = auto()
    RANK = auto()
    """*N°*: the line's number in the table."""
    QUANTITY = auto()
    UNIT = auto()
    PRICE = auto()
    """Price of one without VAT, or of a bare *P.U.*"""
    DISCOUNT = auto()
    RATE = auto()
    """Rate of VAT."""
    AMOUNT = auto()
    """Amount of the line without VAT, or of a bare *Montant*."""
    AMOUNT_TTC = auto()
    OTHER = auto()
    """Anything else; its values are left out."""


NUMERIC = frozenset(
    {
        ColumnKind.QUANTITY,
        ColumnKind.PRICE,
        ColumnKind.DISCOUNT,
        ColumnKind.RATE,
        ColumnKind.AMOUNT,
        ColumnKind.AMOUNT_TTC,
    }
)
"""Columns of which each value begins with a figure."""
TEXTS = frozenset({ColumnKind.DESIGNATION, ColumnKind.ARTICLE})
"""Columns that may hold the designation."""
AMOUNTS = frozenset({ColumnKind.AMOUNT, ColumnKind.AMOUNT_TTC})

_NET = r"(?:ht|net|net ht|ht net|eur|euro|ht eur|ht euro|eur ht|en euro|en eur|hors taxe|hors tva|unitaire|h t)"
_TTC = r"(?:ttc|t t c|toute taxe comprise|tva comprise|ttc eur|ttc euro|en euro ttc|eur ttc)"
_SUM = (
    r"(?:montant|total|somme|valeur|prix total|montant total|total ligne|montant ligne|amount|line total|line amount)"
)
_ONE = (
    r"(?:pu|p u|px|px u|prix|prix u|prix unitaire|prix unit|px unitaire|px unit|p unitaire|p unit|tarif|"
    r"tarif unitaire|unit price|price|unit cost|cout unitaire|montant unitaire|valeur unitaire|unitaire|taux horaire)"
)
_THINGS = (
    r"(?:article|produit|prestation|travaux|ouvrage|service|fourniture|marchandise|materiel|ligne|bien|mission|"
    r"intervention|denomination|ou|et|nature|objet|poste|detail)"
)
_KINDS: tuple[tuple[ColumnKind, str], ...] = (
    (
        ColumnKind.DESIGNATION,
        rf"(?:designation|libelle|description|desc|intitule|denomination|bezeichnung|beschreibung|"
        rf"descripcion|concepto|descrizione|omschrijving|detail|nature)(?: {_THINGS})*|objet|texte|"
        rf"(?:prestation|travaux|ouvrage|mission|intervention|fourniture|materiel|marchandise|service|detail)"
        rf"(?: (?:{_THINGS}|realise|realisee|effectue|effectuee|livre|livree|execute|executee|facture|facturee))*",
    ),
    (ColumnKind.ARTICLE, r"article|produit|item|product"),
    (
        ColumnKind.REFERENCE,
        r"(?:ref|code)(?: (?:article|produit|art|interne|fournisseur))?|(?:article|produit) (?:ref|code|no)"
        r"|no (?:article|produit|art|prix)|art|sku|repere",
    ),
    (ColumnKind.RANK, r"no|no ligne|ligne|ligne no|po|pos|rang|no ordre|no poste|poste"),
    (
        ColumnKind.QUANTITY,
        r"(?:qte|quantite|qty|quantity|qt|nb|nbr|nbre|nombre|menge|cantidad)"
        r"(?: (?:livree|facturee|fact|facture|commandee|unite|heure|jour|jour ouvre|h|j|u|piece|total|realisee|moi))?"
        r"|heure|jour|nb heure|nb jour",
    ),
    (ColumnKind.UNIT, r"unite|unit|u|un|uom|uop|ud|unite mesure|unite vente|uv|um|mesure|cond|conditionnement"),
    (
        ColumnKind.DISCOUNT,
        r"(?:% )?(?:remise|rem|rabais|ristourne|discount|disc|reduction)(?: (?:%|ht|eur|euro|ligne))*",
    ),
    (ColumnKind.RATE, r"(?:%|taux|tx|taux en|tx en|rate)? ?tva(?: (?:%|en %|taux|rate))?|taux|tx|taux %"),
    (ColumnKind.AMOUNT_TTC, rf"(?:{_SUM}|net|prix)?(?: net)? ?{_TTC}"),
    (ColumnKind.OTHER, rf"{_ONE} {_TTC}|(?:montant|total|code|eur|euro) tva|tva (?:eur|euro|montant)"),
    (ColumnKind.PRICE, rf"unit price (?:w o|without|excl) (?:tax|tva)|{_ONE}(?: {_NET})*(?: brut(?: ht)?)?"),
    (
        ColumnKind.AMOUNT,
        rf"{_SUM}(?: {_NET})*|{_NET}|(?:ce |montant |montant ce )?moi|price (?:w o|without) (?:tax|tva)",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


def kind_of(text: str) -> ColumnKind | None:
    """What the column headed ``text`` holds; ``None`` when its words are no heading that is known."""
    words = " ".join(token.word for token in tokens(text))
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def says_ht(text: str) -> bool:
    """Whether a heading says *HT*."""
    return any(token.word == "ht" for token in tokens(text))
