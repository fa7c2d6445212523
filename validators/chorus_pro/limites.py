"""Lengths and characters of the fields of an invoice: engagement, marché, code service, texts, lines."""

import re
from collections.abc import Callable, Iterator

from domain.finding import Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.chorus_pro.numero import shown_character
from validators.engine.context import Case
from validators.engine.rule import Answer, Fault, fault, rule

ENGAGEMENT = 50
MARCHE = 50
CODE_SERVICE = 100
LINES = 999_999
QUANTITY_DECIMALS = 4

_ODD_IN_REFERENCE = re.compile(r"[^A-Za-z0-9 ._/+-]")
_ODD_IN_SERVICE = re.compile(r"[^A-Za-z0-9_/-]")

TEXTS: tuple[tuple[str, int, Text, Callable[[Invoice], str | None]], ...] = (
    (
        "nom_fournisseur",
        99,
        Text("le nom du fournisseur", "the supplier's name"),
        lambda i: i.seller.name,
    ),
    (
        "nom_destinataire",
        99,
        Text("le nom du destinataire", "the recipient's name"),
        lambda i: i.buyer.name,
    ),
    ("", 1024, Text("les conditions de paiement", "the payment terms"), lambda i: i.payment_terms),
)
"""Field, characters, name, reader: the texts that Chorus Pro truncates (BR-FR-CPRO-34 to 44, 35)."""

NOTE = 1024
"""Characters of a note (BT-22, BR-FR-CPRO-42) and of the description of an item (BT-154, BR-FR-CPRO-31)."""


@rule(
    "LONG-01",
    field="numero_engagement",
    message=Text(
        "Le numéro d'engagement « {value} » a {length} caractères ; 50 au plus sont admis.",
        "The engagement number “{value}” has {length} characters; 50 at most are allowed.",
    ),
    remedy=Text(
        "Reprenez le numéro du bon de commande, sans autre texte.",
        "Copy the number of the purchase order, without any other text.",
    ),
    source="BR-FR-CPRO-15; CPPFacturePivot NumeroEngagement",
)
def engagement_is_short_enough(invoice: Invoice, _: Case) -> Answer:
    """BT-13 has 50 characters at most."""
    return _within(invoice.numero_engagement, ENGAGEMENT)


@rule(
    "LONG-02",
    field="numero_marche",
    message=Text(
        "Le numéro de marché « {value} » a {length} caractères ; 50 au plus sont admis.",
        "The contract number “{value}” has {length} characters; 50 at most are allowed.",
    ),
    remedy=Text(
        "Reprenez le numéro du contrat, sans autre texte.", "Copy the number of the contract, without any other text."
    ),
    source="BR-FR-CPRO-14; CPPFacturePivot NumeroMarche",
)
def contract_is_short_enough(invoice: Invoice, _: Case) -> Answer:
    """BT-12 has 50 characters at most."""
    return _within(invoice.numero_marche, MARCHE)


@rule(
    "LONG-03",
    field="code_service",
    message=Text(
        "Le code service « {value} » a {length} caractères ; 100 au plus sont admis.",
        "The code service “{value}” has {length} characters; 100 at most are allowed.",
    ),
    remedy=Text(
        "Indiquez le code du service, non son nom ni son adresse.",
        "Give the code of the service, neither its name nor its address.",
    ),
    source="CPPFacturePivot CodeService; Directory Service 1.3.0",
)
def service_is_short_enough(invoice: Invoice, _: Case) -> Answer:
    """The code service has 100 characters at most."""
    return _within(invoice.code_service, CODE_SERVICE)


@rule(
    "LONG-04",
    field="code_service",
    severity=Severity.WARNING,
    message=Text(
        "Le code service « {value} » contient des caractères inhabituels : {odd}.",
        "The code service “{value}” holds unusual characters: {odd}.",
    ),
    remedy=Text(
        "Vérifiez le code ; un code n'a d'ordinaire que des lettres, des chiffres et les signes - _ /.",
        "Check the code; a code has as a rule letters, digits and the signs - _ / only.",
    ),
    source="Directory Service 1.3.0, routingIdentifier",
)
def service_has_usual_characters(invoice: Invoice, case: Case) -> Answer:
    """The code service has usual characters; not checked when the structure is in the directory, which has stricter
    rules.
    """
    return True if case.structure is not None else _usual(invoice.code_service, _ODD_IN_SERVICE)


@rule(
    "LONG-05",
    field="numero_engagement",
    severity=Severity.WARNING,
    message=Text(
        "Le numéro d'engagement « {value} » contient des caractères inhabituels : {odd}.",
        "The engagement number “{value}” holds unusual characters: {odd}.",
    ),
    remedy=Text(
        "Indiquez le numéro seul, sans « n° » ni autre texte.", "Give the number alone, without “no.” or other text."
    ),
    source="BT-13",
)
def engagement_has_usual_characters(invoice: Invoice, _: Case) -> Answer:
    """BT-13 has letters, digits, blanks and ``. _ / + -`` only."""
    return _usual(invoice.numero_engagement, _ODD_IN_REFERENCE)


@rule(
    "LONG-06",
    severity=Severity.WARNING,
    message=Text(
        "{what} : {length} caractères, {limit} au plus sont repris.",
        "{what}: {length} characters, {limit} at most are kept.",
    ),
    remedy=Text("Raccourcissez ce texte, ou joignez un document.", "Shorten this text, or attach a document."),
    source="BR-FR-CPRO-31, 34, 35, 36, 42",
)
def texts_are_short_enough(invoice: Invoice, _: Case) -> Answer:
    """Names, payment terms, notes and descriptions of items are within their maximum lengths."""
    return tuple(_too_long(invoice))


@rule(
    "LONG-07",
    field="montant_ht",
    message=Text("La facture a {count} lignes ; 999 999 au plus.", "The invoice has {count} lines; 999,999 at most."),
    remedy=Text("Répartissez les lignes sur plusieurs factures.", "Spread the lines over several invoices."),
    source="BR-FR-CPRO-19",
)
def lines_are_few_enough(invoice: Invoice, _: Case) -> Answer:
    """There are 999,999 lines at most."""
    return len(invoice.lines) <= LINES or fault(count=len(invoice.lines))


@rule(
    "LONG-08",
    severity=Severity.WARNING,
    message=Text(
        "Ligne {line} : la quantité {value} a plus de 4 décimales.",
        "Line {line}: the quantity {value} has more than 4 decimals.",
    ),
    remedy=Text("Arrondissez la quantité à 4 décimales.", "Round the quantity to 4 decimals."),
    source="BR-FR-DEC-02",
)
def quantities_have_few_decimals(invoice: Invoice, _: Case) -> Answer:
    """Each BT-129 has 4 decimals at most."""
    return tuple(
        fault(line=line.identifier or rank, value=line.quantity)
        for rank, line in enumerate(invoice.lines, 1)
        if line.quantity is not None and line.quantity != round(line.quantity, QUANTITY_DECIMALS)
    )


def _within(value: str | None, limit: int) -> Answer:
    return True if value is None or len(value) <= limit else fault(value=value, length=len(value))


def _usual(value: str | None, odd: re.Pattern[str]) -> Answer:
    found = odd.findall(value) if value else ()
    return fault(value=value, odd=tuple(shown_character(c) for c in dict.fromkeys(found))) if found else True


def _too_long(invoice: Invoice) -> Iterator[Fault]:
    for field, limit, what, read in TEXTS:
        text = read(invoice)
        if text and len(text) > limit:
            yield fault(field=field or None, what=what, length=len(text), limit=limit)
    for note in invoice.notes:
        if note.text and len(note.text) > NOTE:
            yield fault(what=Text("une note", "a note"), length=len(note.text), limit=NOTE)
    for rank, line in enumerate(invoice.lines, 1):
        if line.description and len(line.description) > NOTE:
            what = Text(f"la description de la ligne {rank}", f"the description of line {rank}")
            yield fault(what=what, length=len(line.description), limit=NOTE)


CHECKS = (
    engagement_is_short_enough,
    contract_is_short_enough,
    service_is_short_enough,
    service_has_usual_characters,
    engagement_has_usual_characters,
    texts_are_short_enough,
    lines_are_few_enough,
    quantities_have_few_decimals,
)
