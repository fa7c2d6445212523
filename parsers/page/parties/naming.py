"""Patterns of the names of firms and public bodies, and of addresses."""

import re
from collections.abc import Iterable

from parsers.page.labels.folding import plain
from parsers.page.layout.cells import Cell
from parsers.page.values.towns import POSTCODE

LEGAL = (
    r"SARL|S\.A\.R\.L\.?|SASU|S\.A\.S\.U\.?|SAS|S\.A\.S\.?|EURL|SA|S\.A\.?|SCI|SNC|SCOP|SELARL|EI|SCP|GIE"
    r"|Association|Société anonyme"
)
"""Legal forms, as written after a name."""
FORM = re.compile(r"\b(?:SARL|SASU?|EURL|SELARL|SCOP|SNC|SCP)\b|\bS\.A\.(?:R\.L|S)\b|\bSA$")
"""Words found only in a firm's name."""
PUBLIC = re.compile(
    r"^(?:la |le |l['’])?(?:commune|ville|mairie|r[ée]gion|d[ée]partement|conseil|m[ée]tropole|communaut[ée]|ccas|chu"
    r"|centre (?:hospitalier|de gestion|communal)|ch |h[ôo]pital|lyc[ée]e|coll[èe]ge|minist[èe]re|pr[ée]fecture|sdis"
    r"|universit[ée]|syndicat|agglom[ée]ration|rectorat|acad[ée]mie|office public|[ée]tablissement public|chambre de"
    r"|tribunal)\b.*\w",
    re.I,
)
"""Beginnings of the names of public bodies."""
_STREET = re.compile(
    r"\b(?:rue|avenue|av|bd|boulevard|place|chemin|route|allee|impasse|quai|cours|square|zone|za|zi|bp|cs|cedex"
    r"|lieu-dit)\b"
)
_PEOPLE = re.compile(
    r"\b(?:M\.|Mme|Monsieur|Madame|attention|service|direction|p[ôo]le|bureau(?! d.[ée]tudes?\b))\b", re.I
)


def is_name(text: str) -> bool:
    """Whether ``text`` can be the name of a firm or of a public body."""
    letters = sum(map(str.isalpha, text))
    if letters < 3 or len(text) > 80 or letters < 0.6 * len(text) or "@" in text or "www." in text:
        return False
    folded = plain(text)
    if text[0].isdigit() or _STREET.search(folded) or POSTCODE.search(text) or _PEOPLE.match(text) or ":" in text:
        return False
    return not (_NOTICES.search(folded) or (_HEADING.match(folded) and FORM.search(text) is None))


_NOTICES = re.compile(
    r"^\W*\(|\bcapital\b|\br\.?c\.?s\b|^(?:societe (?:par actions|a responsabilite|anonyme|civile|en nom)|entreprise"
    r" individuelle|auto-?entrepreneur|micro-?entreprise|association loi)\b.{0,25}$"
    r"|\b(?:remittance|centre d.encaissement|cheques?|virement)\b"
)
"""Legal notices and places for a payment, in folded text."""
_HEADING = re.compile(
    r"(?:facture|avoir|devis|pro ?forma|(?:tax )?invoice|credit note|adresse|coordonnees|informations?|identification"
    r"|client|destinataire|acheteur|emetteur|vendeur|fournisseur|prestataire|titulaire|vos|votre|nos|notre|contacts?"
    r"|siege|reglement|paiement|date|page|objet|references?|ref|total|montant|designation|description|libelle|numero"
    r"|n°|siret|siren|iban|bic|rib|tel|telephone|fax|courriel|e-?mail|merci|veuillez|conditions|duplicata|original"
    r"|copie|document|bon de|commande|chorus|pour le compte|not to be|remit|payable|bill(?:ed)? to|ship to|sold to"
    r"|code|ape|naf|tva|assure|echeance|exemplaire|dossier|affaire|livraison|livre|expedie|factur\w+ a|doit)\b"
)
"""Words that begin a heading rather than a name without a legal form, in folded text."""


_UNENDED = re.compile(r"(?:\b(?:de|du|des|d['’]|la|le|les|l['’]|et|&|en|sur|sous|aux?)|[-–])$", re.I)
"""Endings of a name that continues on the next line."""
_FORM_LAST = re.compile(rf"(?:.{{0,30}}\s)?(?:{LEGAL})$")


def is_unended(text: str) -> bool:
    """Whether ``text`` cannot be the end of a name."""
    return _UNENDED.search(text) is not None


def ends_name(text: str, before: str) -> bool:
    """Whether ``text`` ends the name begun in ``before``: with a legal form, absent from ``before``."""
    return FORM.search(before) is None and _FORM_LAST.match(text) is not None


def may_be_over_name(text: str, below: str) -> bool:
    """Whether ``text`` may be a slogan or a trade over the whole name ``below``, of several words and a legal form.

    That may also be the end of a long name; only the letters distinguish them, when one is in capitals.
    """
    return ends_name(below, text) and len(below.split()) > 2


def is_over_name(text: str, below: str) -> bool:
    """Whether ``text`` is a slogan or a trade over the name ``below``: only ``below`` is in capitals."""
    return may_be_over_name(text, below) and below.isupper() and not text.isupper()


def first_part(text: str) -> str:
    """The name in ``Dupont SARL - 12 rue du Port - 75001 Paris``."""
    parts = re.split(r"\s+[-–—•|·]\s+", text)
    return parts[0] if len(parts) > 1 and POSTCODE.search(text) else text


def has_address(column: Iterable[Cell]) -> bool:
    """Whether one of the cells is the line with the town."""
    return any(POSTCODE.search(cell.text) for cell in column)
