"""The parties and the place of delivery of an invoice, in UBL."""

from enum import Enum

from domain.invoice import Address, Contact, Identifier, Invoice, Party
from exporters.common.markup import group, leaf


class Dialect(Enum):
    """Conventions for writing UBL."""

    EN16931 = "en16931"
    ANCIEN = "ancien"
    """The first flows of Chorus Pro."""

    @property
    def tax_scheme(self) -> str:
        """BT-31-1 and its like."""
        return "TVA" if self is Dialect.ANCIEN else "VAT"


def supplier_of(invoice: Invoice, dialect: Dialect) -> str:
    """BG-4."""
    contact = invoice.seller.contacts[0] if invoice.seller.contacts else None
    return group("cac:AccountingSupplierParty", _party(invoice.seller, contact, None, dialect, invoice.seller_agent))


def customer_of(invoice: Invoice, dialect: Dialect) -> str:
    """BG-7; the old dialect writes the code service as the identifier of the contact."""
    contact = invoice.buyer.contacts[0] if invoice.buyer.contacts else None
    code = invoice.code_service if dialect is Dialect.ANCIEN else None
    return group("cac:AccountingCustomerParty", _party(invoice.buyer, contact, code, dialect, invoice.buyer_agent))


def payee_of(invoice: Invoice) -> str:
    """BG-10."""
    payee = invoice.payee
    if payee is None:
        return ""
    return group(
        "cac:PayeeParty",
        *(_identification(item) for item in payee.identifiers),
        group("cac:PartyName", leaf("cbc:Name", payee.name)),
        group("cac:PartyLegalEntity", _identified("cbc:CompanyID", payee.legal_registration)),
    )


def representative_of(invoice: Invoice) -> str:
    """BG-11."""
    party = invoice.tax_representative
    if party is None:
        return ""
    return group(
        "cac:TaxRepresentativeParty",
        group("cac:PartyName", leaf("cbc:Name", party.name)),
        _address("cac:PostalAddress", party.address),
        _tax_scheme(party.vat_identifier, "VAT"),
    )


def delivery_of(invoice: Invoice) -> str:
    """BG-13."""
    found = invoice.delivery
    if found is None:
        return ""
    return group(
        "cac:Delivery",
        leaf("cbc:ActualDeliveryDate", found.date),
        group("cac:DeliveryLocation", _identified("cbc:ID", found.location), _address("cac:Address", found.address)),
        group("cac:DeliveryParty", group("cac:PartyName", leaf("cbc:Name", found.party_name))),
    )


def _party(
    party: Party, contact: Contact | None, contact_id: str | None, dialect: Dialect, agent: Party | None = None
) -> str:
    return group(
        "cac:Party",
        _inside(party, contact, contact_id, dialect),
        group("cac:AgentParty", _inside(agent, agent.contacts[0] if agent.contacts else None, None, dialect))
        if agent
        else "",
    )


def _inside(party: Party, contact: Contact | None, contact_id: str | None, dialect: Dialect) -> str:
    return "".join(
        (
            _identified("cbc:EndpointID", party.electronic_address),
            *(_identification(item) for item in party.identifiers),
            group("cac:PartyName", leaf("cbc:Name", party.trading_name)),
            _address("cac:PostalAddress", party.address),
            _tax_scheme(party.vat_identifier, dialect.tax_scheme),
            _tax_scheme(party.tax_registration, "LOC"),
            group(
                "cac:PartyLegalEntity",
                leaf("cbc:RegistrationName", party.name),
                _identified("cbc:CompanyID", party.legal_registration),
                leaf("cbc:CompanyLegalForm", party.legal_information),
            ),
            group(
                "cac:Contact",
                leaf("cbc:ID", contact_id),
                leaf("cbc:Name", contact.name if contact else None),
                leaf("cbc:Telephone", contact.telephone if contact else None),
                leaf("cbc:ElectronicMail", contact.email if contact else None),
            ),
        )
    )


def _identification(item: Identifier) -> str:
    return group("cac:PartyIdentification", _identified("cbc:ID", item))


def _identified(tag: str, item: Identifier | None) -> str:
    return leaf(tag, item.value, schemeID=item.scheme) if item else ""


def _tax_scheme(value: str | None, scheme: str) -> str:
    if value is None:
        return ""
    return group("cac:PartyTaxScheme", leaf("cbc:CompanyID", value), group("cac:TaxScheme", leaf("cbc:ID", scheme)))


def _address(tag: str, address: Address | None) -> str:
    if address is None:
        return ""
    return group(
        tag,
        leaf("cbc:StreetName", address.line_1),
        leaf("cbc:AdditionalStreetName", address.line_2),
        leaf("cbc:CityName", address.city),
        leaf("cbc:PostalZone", address.post_code),
        leaf("cbc:CountrySubentity", address.subdivision),
        group("cac:AddressLine", leaf("cbc:Line", address.line_3)),
        group("cac:Country", leaf("cbc:IdentificationCode", address.country)),
    )
