"""The parties and the place of delivery of an invoice, in CII."""

from domain.invoice import Address, Contact, Delivery, Identifier, Party
from exporters.common.markup import group, leaf

_LOCAL = frozenset({"0088", "0002", "0009", "0060", "0223", "0224", "0226", "0227", "0228", "0229"})
"""ISO 6523 schemes used here: identifiers with one are global, the others the sender's own."""


def party_of(tag: str, party: Party | None) -> str:
    """BG-4, BG-7, BG-10 or BG-11 under ``tag``."""
    if party is None:
        return ""
    return group(
        tag,
        *(leaf("ram:ID", item.value) for item in party.identifiers if item.scheme not in _LOCAL),
        *(
            leaf("ram:GlobalID", item.value, schemeID=item.scheme)
            for item in party.identifiers
            if item.scheme in _LOCAL
        ),
        leaf("ram:Name", party.name),
        leaf("ram:Description", party.legal_information),
        _organization(party),
        *(_contact(contact) for contact in party.contacts),
        _address(party.address),
        group("ram:URIUniversalCommunication", _identified("ram:URIID", party.electronic_address)),
        _registration(party.vat_identifier, "VA"),
        _registration(party.tax_registration, "FC"),
    )


def ship_to_of(delivery: Delivery) -> str:
    """BT-70, BT-71 and BG-15."""
    place = delivery.location
    tag = "ram:GlobalID" if place and place.scheme else "ram:ID"
    return group(
        "ram:ShipToTradeParty",
        _identified(tag, place),
        leaf("ram:Name", delivery.party_name),
        _address(delivery.address),
    )


def _organization(party: Party) -> str:
    return group(
        "ram:SpecifiedLegalOrganization",
        _identified("ram:ID", party.legal_registration),
        leaf("ram:TradingBusinessName", party.trading_name),
    )


def _contact(contact: Contact) -> str:
    return group(
        "ram:DefinedTradeContact",
        leaf("ram:PersonName", contact.name),
        group("ram:TelephoneUniversalCommunication", leaf("ram:CompleteNumber", contact.telephone)),
        group("ram:EmailURIUniversalCommunication", leaf("ram:URIID", contact.email)),
    )


def _address(address: Address | None) -> str:
    if address is None:
        return ""
    return group(
        "ram:PostalTradeAddress",
        leaf("ram:PostcodeCode", address.post_code),
        leaf("ram:LineOne", address.line_1),
        leaf("ram:LineTwo", address.line_2),
        leaf("ram:LineThree", address.line_3),
        leaf("ram:CityName", address.city),
        leaf("ram:CountryID", address.country),
        leaf("ram:CountrySubDivisionName", address.subdivision),
    )


def _registration(value: str | None, scheme: str) -> str:
    return group("ram:SpecifiedTaxRegistration", leaf("ram:ID", value, schemeID=scheme))


def _identified(tag: str, item: Identifier | None) -> str:
    return leaf(tag, item.value, schemeID=item.scheme) if item else ""
