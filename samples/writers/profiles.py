"""Reduces an invoice to the terms of a Factur-X profile, for the CII writer.

Source: the element lists of Factur-X 1.0 (MINIMUM, BASIC WL, BASIC, EN 16931, EXTENDED).
"""

from dataclasses import replace
from enum import Enum

from domain.enum_tables import Partial
from domain.invoice import Address, CreditTransfer, Invoice, Line, Party, Payment, References, Totals


class Profile(Enum):
    """A profile; the value is the name reported by Navette, :attr:`guideline` is BT-24."""

    MINIMUM = "minimum"
    BASICWL = "basicwl"
    BASIC = "basic"
    EN16931 = "en16931"
    EXTENDED = "extended"
    XRECHNUNG = "xrechnung"
    EXTENDED_CTC_FR = "extended-ctc-fr"

    @property
    def guideline(self) -> str:
        """BT-24."""
        return _GUIDELINES[self]


_GUIDELINES = {
    Profile.MINIMUM: "urn:factur-x.eu:1p0:minimum",
    Profile.BASICWL: "urn:factur-x.eu:1p0:basicwl",
    Profile.BASIC: "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
    Profile.EN16931: "urn:cen.eu:en16931:2017",
    Profile.EXTENDED: "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
    Profile.XRECHNUNG: "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
    Profile.EXTENDED_CTC_FR: "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr",
}
_EXTENDED = frozenset({Profile.EXTENDED, Profile.EXTENDED_CTC_FR})
"""The profiles that can name agents of the seller and the buyer."""
_CUTS = (Profile.EN16931, Profile.BASIC, Profile.BASICWL, Profile.MINIMUM)


def cut(invoice: Invoice, profile: Profile) -> Invoice:
    """``invoice`` without the terms that ``profile`` does not have, and without routing fields that depend on them."""
    for smaller in _CUTS if profile in _CUTS else ():
        invoice = _REDUCTIONS.require(smaller)(invoice)
        if smaller is profile:
            break
    if profile not in _EXTENDED:
        invoice = replace(invoice, seller_agent=None, buyer_agent=None)
    return replace(invoice, customization=profile.guideline)


def _en16931(invoice: Invoice) -> Invoice:
    """One identifier for the buyer (FX-SCH-A-000164), and no agents: they belong to the extended profiles."""
    buyer = replace(invoice.buyer, identifiers=invoice.buyer.identifiers[:1])
    return replace(invoice, buyer=buyer, seller_agent=None, buyer_agent=None)


def _basic(invoice: Invoice) -> Invoice:
    found = invoice.references
    kept = References(
        contract=found.contract,
        purchase_order=found.purchase_order,
        despatch_advice=found.despatch_advice,
        accounting=found.accounting,
        preceding=found.preceding,
    )
    return replace(
        invoice,
        references=kept,
        attachments=(),
        payments=tuple(_basic_payment(item) for item in invoice.payments),
        totals=replace(invoice.totals, rounding=None),
        lines=tuple(_basic_line(line) for line in invoice.lines),
        seller=_without_contacts(invoice.seller),
        buyer=_without_contacts(invoice.buyer),
    )


def _without_contacts(party: Party) -> Party:
    return replace(party, contacts=(), legal_information=None, tax_registration=None)


def _basic_payment(payment: Payment) -> Payment:
    accounts = tuple(CreditTransfer(account=item.account) for item in payment.credit_transfers)
    return replace(payment, card=None, means_text=None, credit_transfers=accounts)


def _basic_line(line: Line) -> Line:
    return replace(
        line,
        description=None,
        seller_item=None,
        buyer_item=None,
        object_identifier=None,
        order_line=None,
        accounting_reference=None,
        attributes=(),
        classifications=(),
        origin_country=None,
    )


def _minimum(invoice: Invoice) -> Invoice:
    totals, found = invoice.totals, invoice.references
    return Invoice(
        numero_facture=invoice.numero_facture,
        date_facture=invoice.date_facture,
        type_facture=invoice.type_facture,
        devise=invoice.devise,
        cadre_facturation=invoice.cadre_facturation,
        siret_fournisseur=_legal_siret(invoice.seller),
        siren_fournisseur=invoice.siren_fournisseur,
        siret_destinataire=_legal_siret(invoice.buyer),
        code_service=invoice.code_service,
        numero_engagement=invoice.numero_engagement,
        buyer_reference=invoice.buyer_reference,
        seller=Party(
            name=invoice.seller.name,
            legal_registration=invoice.seller.legal_registration,
            vat_identifier=invoice.seller.vat_identifier,
            address=Address(country=invoice.seller.address.country) if invoice.seller.address else None,
        ),
        buyer=Party(name=invoice.buyer.name, legal_registration=invoice.buyer.legal_registration),
        totals=Totals(without_vat=totals.without_vat, vat=totals.vat, with_vat=totals.with_vat, due=totals.due),
        references=References(purchase_order=found.purchase_order),
    )


def _legal_siret(party: Party) -> str | None:
    """The SIRET when only the legal registration is kept (its legacy place)."""
    found = party.legal_registration
    return found.value if found and len(found.value) == 14 else None


_REDUCTIONS = Partial(
    {
        Profile.EN16931: _en16931,
        Profile.BASIC: _basic,
        Profile.BASICWL: lambda invoice: replace(invoice, lines=()),
        Profile.MINIMUM: _minimum,
    }
)
