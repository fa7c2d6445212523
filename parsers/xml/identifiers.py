"""Identifiers that are written and identify nothing: an empty element, ``NA``, ``0``, ``XXX``.

Warnings only, and nothing is taken out of the invoice: the official rules ask whether an element is there, and one that
is empty is. The places are those of the format's own table, for every party, account and reference.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from lxml import etree
from lxml.etree import _Element as Element

from domain.finding import Finding, Pack, Rule, Severity
from domain.placeholder import is_placeholder
from domain.text import Text
from parsers.xml.field_table import Reader, line_of, tags_below

EMPTY = Rule(
    code="LEC-109",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "{term} : l'élément est présent et vide ({path}, ligne {line}).",
        "{term}: the element is there and empty ({path}, line {line}).",
    ),
    remedy=Text("Écrivez la valeur, ou retirez l'élément.", "Write the value, or remove the element."),
    source="EN 16931-1 §6.5, Identifier; Peppol BIS Billing 3.0, PEPPOL-EN16931-R008",
)
NO_VALUE = Rule(
    code="LEC-110",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "{term} : « {value} » n'identifie rien ({path}, ligne {line}).",
        "{term}: “{value}” identifies nothing ({path}, line {line}).",
    ),
    remedy=Text(
        "Écrivez l'identifiant ; s'il n'y en a pas, retirez l'élément.",
        "Write the identifier; when there is none, remove the element.",
    ),
    source="EN 16931-1 §6.5, Identifier",
)
RULES: tuple[Rule, ...] = (EMPTY, NO_VALUE)

_PARTIES: Mapping[str, Text] = {
    "BG-4": Text("du fournisseur", "of the supplier"),
    "BG-7": Text("du destinataire", "of the recipient"),
    "BG-10": Text("du bénéficiaire du paiement", "of the payee"),
    "BG-11": Text("du représentant fiscal", "of the tax representative"),
    "BG-13": Text("du lieu de livraison", "of the place of delivery"),
    "EXT-FR-FE-BG-01": Text("de l'agent de l'acheteur", "of the buyer's agent"),
    "EXT-FR-FE-BG-03": Text("de l'agent du vendeur", "of the seller's agent"),
}
_NAMES: Mapping[str, Text] = {
    "BT-29": Text("Identifiant", "Identifier"),
    "BT-30": Text("Identifiant légal", "Legal identifier"),
    "BT-31": Text("Numéro de TVA ou fiscal", "VAT or tax number"),
    "BT-34": Text("Adresse électronique de facturation", "Electronic address"),
    "BT-46": Text("Identifiant", "Identifier"),
    "BT-71": Text("Identifiant du lieu de livraison", "Identifier of the place of delivery"),
    "BT-84": Text("Compte à créditer", "Account to credit"),
    "BT-86": Text("BIC de la banque", "BIC of the bank"),
    "BT-87": Text("Numéro de carte", "Card number"),
    "BT-89": Text("Mandat de prélèvement", "Mandate of the direct debit"),
    "BT-90": Text("Identifiant du créancier", "Identifier of the creditor"),
    "BT-91": Text("Compte à débiter", "Account to debit"),
    "BT-1": Text("Numéro de facture", "Invoice number"),
    "BT-10": Text("Code service", "Service code"),
    "BT-11": Text("Identifiant du projet", "Identifier of the project"),
    "BT-12": Text("Numéro de marché", "Contract number"),
    "BT-13": Text("Numéro d'engagement", "Engagement number"),
    "BT-14": Text("Numéro de commande du fournisseur", "Sales order number"),
    "BT-15": Text("Numéro d'avis de réception", "Receiving advice number"),
    "BT-16": Text("Numéro d'avis d'expédition", "Despatch advice number"),
    "BT-17": Text("Numéro d'appel d'offres", "Tender number"),
    "BT-25": Text("Numéro de la facture d'origine", "Number of the original invoice"),
}
"""Terms of identifiers in the tables of formats; those of a party are the supplier's in every party's table."""
_OF_PARTY = frozenset({"BT-29", "BT-30", "BT-31", "BT-34", "BT-46"})
_TOLD_ELSEWHERE = frozenset(
    {"BT-1", "BT-10", "BT-11", "BT-12", "BT-13", "BT-14", "BT-15", "BT-16", "BT-17", "BT-25", "BT-84", "BT-86"}
)
"""Terms of which LEC-100, PAI-06 or NAV-01 speak when they have no value, or for which a word such as ``NA`` is what
Peppol asks for.
"""
_RULED_SCHEMES = frozenset({"0002", "0009", "0088", "0224"})
"""Schemes whose values have rules of their own: SIREN, SIRET, GLN, code service."""
_FIELDS: Mapping[tuple[str, str], str] = {
    ("BG-4", "BT-29"): "siret_fournisseur",
    ("BG-4", "BT-30"): "siret_fournisseur",
    ("BG-4", "BT-31"): "tva_fournisseur",
    ("BG-7", "BT-29"): "siret_destinataire",
    ("BG-7", "BT-30"): "siret_destinataire",
    ("BG-7", "BT-46"): "siret_destinataire",
    ("BG-7", "BT-10"): "code_service",
    ("", "BT-10"): "code_service",
    ("", "BT-1"): "numero_facture",
    ("", "BT-12"): "numero_marche",
    ("", "BT-13"): "numero_engagement",
    ("", "BT-25"): "numero_facture_origine",
}
_NOT_LOOKED_AT = frozenset({"BG-20", "BG-21", "BG-23", "BG-24", "BG-25"})
"""Groups without identifiers of parties, accounts or references, or with too many to be looked at one by one."""


class _Place(NamedTuple):
    """Where an identifier is written: its term in the table, the group of its party (empty for none)."""

    term: str
    party: str


def identifier_findings(root: Element, reader: Reader[Any]) -> list[Finding]:
    """Findings about the identifiers below ``root`` that are empty or stand for no value, each place once."""
    found, places = _finder(reader)
    told: dict[tuple[str, str], Finding] = {}
    for element in cast("list[Element]", found(root)):
        text = (element.text or "").strip()
        if len(element) or (text and not is_placeholder(text)):
            continue
        path = _path(element, root)
        place = places[path]
        if not text or _is_to_tell(place, element):
            told.setdefault((path, text), _finding(place, path, element, text))
    return list(told.values())


def _is_to_tell(place: _Place, element: Element) -> bool:
    return place.term not in _TOLD_ELSEWHERE and element.get("schemeID", "").strip() not in _RULED_SCHEMES


def _finding(place: _Place, path: str, element: Element, text: str) -> Finding:
    rule = NO_VALUE if text else EMPTY
    return rule.finding(
        field=_FIELDS.get((place.party, place.term)),
        term=_named(place),
        value=text,
        path="/".join(path.split("/")[-2:]),
        line=line_of(element),
    )


def _named(place: _Place) -> Text:
    name = _NAMES[place.term]
    who = _PARTIES.get(place.party) if place.term in _OF_PARTY else None
    return Text(f"{name.fr} {who.fr}", f"{name.en} {who.en}") if who else name


def _path(element: Element, root: Element) -> str:
    """Local names from below ``root`` to ``element``."""
    names: list[str] = []
    at: Element | None = element
    while at is not None and at is not root:
        names.append(str(at.tag).rpartition("}")[2])
        at = at.getparent()
    return "/".join(reversed(names))


@cache
def _finder(reader: Reader[Any]) -> tuple[Callable[[Element], object], Mapping[str, _Place]]:
    """What finds the identifiers of a table in a document, and the place of each by its path."""
    spaces: dict[str, str] = {}
    paths: dict[str, None] = {}
    places: dict[str, _Place] = {}
    for tags, place in _places(reader):
        paths["/".join(_step(tag, spaces) for tag in tags)] = None
        places.setdefault("/".join(tag.rpartition("}")[2] for tag in tags), place)
    namespaces = {prefix: uri for uri, prefix in spaces.items()}
    return etree.XPath(" | ".join(paths), namespaces=namespaces or None, smart_strings=False), places


def _step(tag: str, spaces: dict[str, str]) -> str:
    uri, _, name = tag.rpartition("}")
    return f"{spaces.setdefault(uri[1:], f'n{len(spaces)}')}:{name}" if uri else name


def _places(
    reader: Reader[Any], above: tuple[str, ...] = (), party: str = "", reference: str = ""
) -> Iterator[tuple[tuple[str, ...], _Place]]:
    for tags, row, group in tags_below(reader):
        if row.term in _NOT_LOOKED_AT:
            continue
        if group is not None:
            inside = row.term if row.term in _PARTIES else party
            yield from _places(group, (*above, *tags), inside, row.term if row.term in _NAMES else reference)
        elif (term := reference if row.term == "BT-122" else row.term) in _NAMES:
            yield (*above, *tags), _Place(term, party)
