"""Rules of BR-FR-CPRO for public bodies in the regime of 2026 that are not in another module of this pack.

Warnings: the flows of Chorus Pro still accept these invoices, and keep the first value or truncate the text.
"""

from collections.abc import Callable, Iterator

from domain.finding import Severity
from domain.invoice import Address, Invoice, Party
from domain.siret import SIRET_SCHEME
from domain.text import Text
from domain.travaux import is_travaux
from validators.engine.context import Case
from validators.engine.rule import Answer, Fault, fault, rule

ACCOUNT = 27
DOCUMENT = 50
LOCATION = 20
NAME = 99
ADDRESS = 400
PARTIES: tuple[tuple[Text, Callable[[Invoice], Party | None]], ...] = (
    (Text("le bénéficiaire du paiement", "the payee"), lambda i: i.payee),
    (Text("le représentant fiscal", "the tax representative"), lambda i: i.tax_representative),
    (Text("l'agent du vendeur", "the seller's agent"), lambda i: i.seller_agent),
    (Text("l'agent de l'acheteur", "the buyer's agent"), lambda i: i.buyer_agent),
)
"""The parties whose names are checked here (BR-FR-CPRO-37, 43, 44); LONG-06 checks the seller's and the buyer's."""
_REFERENCE = Text("la référence d'une pièce jointe", "a document's reference")
_SELLERS = Text("l'adresse du fournisseur", "the supplier's address")
_BUYERS = Text("l'adresse de l'acheteur", "the buyer's address")
_PLACE = Text("le lieu de livraison", "the place of delivery")
_ACCOUNT = Text("le compte à créditer", "the account to credit")


@rule(
    "CPRO-17",
    severity=Severity.WARNING,
    message=Text("Le bénéficiaire du paiement « {value} » n'a pas de SIRET.", "The payee “{value}” has no SIRET."),
    remedy=Text(
        "Indiquez son SIRET (schéma 0009), ou retirez le bénéficiaire s'il est le fournisseur.",
        "Give its SIRET (scheme 0009), or remove the payee if it is the supplier.",
    ),
    source="BT-60; BR-FR-CPRO-17",
)
def payee_has_a_siret(invoice: Invoice, _: Case) -> Answer:
    """A payee that is not the supplier is identified by a SIRET."""
    payee = invoice.payee
    if payee is None or any(one.scheme == SIRET_SCHEME and one.value for one in payee.identifiers):
        return True
    return payee.name is None or fault(value=payee.name)


@rule(
    "CPRO-20",
    severity=Severity.WARNING,
    field="numero_facture_origine",
    message=Text(
        "La facture nomme {count} factures antérieures ; seule « {value} » est reprise.",
        "The invoice names {count} earlier invoices; only “{value}” is kept.",
    ),
    remedy=Text(
        "Déposez un avoir ou une rectificative par facture d'origine.",
        "Deposit one credit note or corrected invoice for each original invoice.",
    ),
    source="BG-3; BR-FR-CPRO-20",
)
def one_invoice_comes_before(invoice: Invoice, _: Case) -> Answer:
    """There is one BG-3 at most; works pieces may follow several."""
    before = invoice.references.preceding
    if len(before) <= 1 or is_travaux(invoice.cadre_facturation):
        return True
    return fault(count=len(before), value=before[0].number or "")


@rule(
    "CPRO-26",
    severity=Severity.WARNING,
    message=Text("{who} a {count} contacts ; un seul est repris.", "{who} has {count} contacts; one only is kept."),
    remedy=Text("Ne donnez qu'un contact.", "Give one contact only."),
    source="BR-FR-CPRO-26, 27",
)
def each_has_one_contact(invoice: Invoice, _: Case) -> Answer:
    """Seller and buyer have one contact at most (BG-6, BG-9)."""
    seller, buyer = Text("Le fournisseur", "The supplier"), Text("L'acheteur", "The buyer")
    return tuple(
        fault(who=who, count=len(party.contacts))
        for who, party in ((seller, invoice.seller), (buyer, invoice.buyer))
        if len(party.contacts) > 1
    )


@rule(
    "CPRO-30",
    severity=Severity.WARNING,
    message=Text(
        "{what} : {length} caractères, {limit} au plus sont repris.",
        "{what}: {length} characters, {limit} at most are kept.",
    ),
    remedy=Text("Raccourcissez-le.", "Shorten it."),
    source="BR-FR-CPRO-30, 32, 33, 37, 38, 39, 40, 43, 44",
)
def identifiers_and_addresses_are_short_enough(invoice: Invoice, _: Case) -> Answer:
    """References, addresses, names of the other parties, the place of delivery and accounts are within their maximum
    lengths.
    """
    return tuple(
        Fault({"what": what, "length": len(value), "limit": limit})
        for what, value, limit in _measured(invoice)
        if value and len(value) > limit
    )


def _measured(invoice: Invoice) -> Iterator[tuple[Text, str | None, int]]:
    for attachment in invoice.attachments:
        yield _REFERENCE, attachment.reference, DOCUMENT
    for what, address in ((_SELLERS, invoice.seller.address), (_BUYERS, invoice.buyer.address)):
        for line in _lines(address):
            yield what, line, ADDRESS
    for what, find in PARTIES:
        other = find(invoice)
        yield what, other.name if other else None, NAME
    location = invoice.delivery.location if invoice.delivery else None
    yield _PLACE, location.value if location else None, LOCATION
    for payment in invoice.payments:
        for transfer in payment.credit_transfers:
            yield _ACCOUNT, transfer.account, ACCOUNT


def _lines(address: Address | None) -> tuple[str | None, ...]:
    return (address.line_1, address.line_2, address.line_3) if address else ()


CHECKS = (payee_has_a_siret, one_invoice_comes_before, each_has_one_contact, identifiers_and_addresses_are_short_enough)
