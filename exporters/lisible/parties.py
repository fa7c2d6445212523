"""Who an invoice names: one block each, two side by side on the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.deposit import DepositedInvoice
from domain.invoice import Address, Contact, Delivery, Identifier, Invoice, Party
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant
from exporters.lisible.code_labels import on

FOURNISSEUR = Text("Fournisseur", "Supplier")
DESTINATAIRE = Text("Destinataire", "Recipient")
PAYEE = Text("Bénéficiaire du paiement", "Payee")
FISCAL = Text("Représentant fiscal", "Tax representative")
SELLER_AGENT = Text("Agent du vendeur (valideur)", "Seller's agent")
BUYER_AGENT = Text("Agent de l'acheteur (maîtrise d'œuvre)", "Buyer's agent")
LIVRAISON = Text("Livraison", "Delivery")
_SIRETS = frozenset({"0009", "1", "SIRET", "FR:SIRET"})
_SIRENS = frozenset({"0002", "SIREN", "FR:SIRENE"})
_SIRET, _SIREN = 14, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A title, a name, and the texts under it, one a line."""

    title: str
    name: str
    texts: tuple[str, ...]


def blocks(invoice: Invoice, deposited: DepositedInvoice | None, locale: Locale) -> tuple[Block, ...]:
    """Supplier, recipient, then the other parties that the invoice names."""
    others = (
        (PAYEE, invoice.payee),
        (FISCAL, invoice.tax_representative),
        (SELLER_AGENT, invoice.seller_agent),
        (BUYER_AGENT, invoice.buyer_agent),
    )
    found = [
        _block(FOURNISSEUR, invoice.seller, invoice.siret_fournisseur, locale),
        _recipient(invoice, deposited, locale),
        *(_block(title, party, None, locale) for title, party in others if party is not None),
    ]
    if invoice.delivery is not None and is_place(invoice.delivery):
        found.append(_delivery(invoice.delivery, locale))
    return tuple(found)


def is_place(delivery: Delivery) -> bool:
    """Whether a delivery has a place or a party, and not only a date."""
    return bool(delivery.party_name or delivery.location or delivery.address)


def _recipient(invoice: Invoice, deposited: DepositedInvoice | None, locale: Locale) -> Block:
    route = deposited.route if deposited else None
    block = _block(DESTINATAIRE, invoice.buyer, invoice.siret_destinataire, locale)
    if route is None or block.name:
        return block
    return Block(title=block.title, name=route.raison_sociale, texts=block.texts)


def _block(title: Text, party: Party, siret: str | None, locale: Locale) -> Block:
    name = party.name or party.trading_name or ""
    texts = [party.trading_name] if party.trading_name and party.trading_name != name else []
    texts += [*_address(party.address), *_identifiers(party, siret, locale)]
    texts += [text for contact in party.contacts[:3] for text in _contact(contact)]
    texts += [party.legal_information] if party.legal_information else []
    return Block(title=title.in_(locale), name=name, texts=tuple(texts))


def _address(address: Address | None) -> Iterator[str]:
    if address is None:
        return
    yield from filter(None, (address.line_1, address.line_2, address.line_3))
    town = " ".join(filter(None, (address.post_code, address.city)))
    place = " – ".join(filter(None, (town, address.subdivision, address.country)))
    if place:
        yield place


def _identifiers(party: Party, siret: str | None, locale: Locale) -> Iterator[str]:
    colon = ": " if locale is Locale.EN else " : "
    seen: set[str] = set()
    registered = (party.legal_registration,) if party.legal_registration else ()
    known = (Identifier(value=siret, scheme="0009"),) if siret else ()
    for one in (*known, *registered, *party.identifiers):
        value = "".join(one.value.split())
        if value and value not in seen and not (siret and value == siret[:_SIREN]):
            seen.add(value)
            yield f"{_kind(one, value)}{colon}{identifiant(value)}"
    if party.vat_identifier:
        yield f"{'VAT no.' if locale is Locale.EN else 'N° TVA'}{colon}{party.vat_identifier}"
    if party.tax_registration:
        yield f"{'Tax no.' if locale is Locale.EN else 'N° fiscal'}{colon}{party.tax_registration}"
    if party.electronic_address:
        address = party.electronic_address
        kind = f" ({address.scheme})" if address.scheme else ""
        yield f"{'Electronic address' if locale is Locale.EN else 'Adresse électronique'}{kind}{colon}{address.value}"


def _kind(one: Identifier, value: str) -> str:
    scheme = (one.scheme or "").upper()
    digits = len(value) if value.isdecimal() else 0
    if digits == _SIRET and scheme in _SIRETS | _SIRENS | {""}:
        return "SIRET"
    if digits == _SIREN and scheme in _SIRENS | {""}:
        return "SIREN"
    return f"Id. {one.scheme}" if one.scheme else "Id."


def _contact(contact: Contact) -> Iterator[str]:
    texts = " · ".join(filter(None, (contact.name, contact.telephone)))
    yield from filter(None, (texts, contact.email))


def _delivery(delivery: Delivery, locale: Locale) -> Block:
    day = on(delivery.date, locale)
    texts = [*_address(delivery.address)]
    texts += [f"Id. {delivery.location.value}"] if delivery.location else []
    texts += [f"{'on' if locale is Locale.EN else 'le'} {day}"] if day else []
    return Block(title=LIVRAISON.in_(locale), name=delivery.party_name or "", texts=tuple(texts))
