"""A short UBL invoice that breaks no rule, ways to change it, and what the rules then say."""

from decimal import Context, localcontext

from lxml import etree

from domain.tree import Tree
from parsers.xml.rule_tree import rule_tree
from validators.en16931.ubl import BODY

_SPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
_CALM = Context(prec=60, traps=[])

SELLER = """<cac:AccountingSupplierParty><cac:Party>
  <cbc:EndpointID schemeID="0225">123456782</cbc:EndpointID>
  <cac:PostalAddress><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
  <cac:PartyTaxScheme><cbc:CompanyID>FR32123456782</cbc:CompanyID>
    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Toitures Lenoir</cbc:RegistrationName>
    <cbc:CompanyID schemeID="0002">123456782</cbc:CompanyID></cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>"""

BUYER = """<cac:AccountingCustomerParty><cac:Party>
  <cbc:EndpointID schemeID="0225">200000008</cbc:EndpointID>
  <cac:PostalAddress><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
  <cac:PartyLegalEntity><cbc:RegistrationName>Commune de Saint-Aubin</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:AccountingCustomerParty>"""


def category(code: str = "S", rate: str | None = "20", *, name: str = "ClassifiedTaxCategory", more: str = "") -> str:
    """A VAT category."""
    percent = "" if rate is None else f"<cbc:Percent>{rate}</cbc:Percent>"
    scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    return f"<cac:{name}><cbc:ID>{code}</cbc:ID>{percent}{more}{scheme}</cac:{name}>"


def money(name: str, value: str) -> str:
    """An amount in euros."""
    return f'<cbc:{name} currencyID="EUR">{value}</cbc:{name}>'


def line(net: str = "100.00", vat: str | None = None, *, more: str = "", document: str = "Invoice") -> str:
    """A line of one piece."""
    quantity = "InvoicedQuantity" if document == "Invoice" else "CreditedQuantity"
    return f"""<cac:{document}Line><cbc:ID>1</cbc:ID><cbc:{quantity} unitCode="C62">1</cbc:{quantity}>
  {money("LineExtensionAmount", net)}{more}
  <cac:Item><cbc:Name>Tuiles</cbc:Name>{category() if vat is None else vat}</cac:Item>
  <cac:Price>{money("PriceAmount", net.lstrip("-"))}</cac:Price></cac:{document}Line>"""


def extra(says: str, amount: str, vat: str, *, reason: str = "Geste") -> str:
    """An allowance (``false``) or a charge (``true``) of the document."""
    why = f"<cbc:AllowanceChargeReason>{reason}</cbc:AllowanceChargeReason>" if reason else ""
    indicator = f"<cbc:ChargeIndicator>{says}</cbc:ChargeIndicator>"
    return f"<cac:AllowanceCharge>{indicator}{why}{money('Amount', amount)}{vat}</cac:AllowanceCharge>"


def part(base: str, tax: str, vat: str | None = None) -> str:
    """A line of the VAT breakdown."""
    said = category(name="TaxCategory") if vat is None else vat
    return f"<cac:TaxSubtotal>{money('TaxableAmount', base)}{money('TaxAmount', tax)}{said}</cac:TaxSubtotal>"


def taxes(tax: str = "20.00", parts: str | None = None) -> str:
    """The VAT total and its breakdown."""
    return (
        f"<cac:TaxTotal>{money('TaxAmount', tax)}{part('100.00', '20.00') if parts is None else parts}</cac:TaxTotal>"
    )


def totals(net: str = "100.00", gross: str = "120.00", *, more: str = "", lines: str = "", due: str = "") -> str:
    """The totals of the document; what is not given follows from the rest."""
    return f"""<cac:LegalMonetaryTotal>{money("LineExtensionAmount", lines or net)}
  {money("TaxExclusiveAmount", net)}{money("TaxInclusiveAmount", gross)}{more}
  {money("PayableAmount", due or gross)}</cac:LegalMonetaryTotal>"""


HEAD = """<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>F-1</cbc:ID>
<cbc:IssueDate>2026-03-02</cbc:IssueDate>"""
CURRENCY = "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>"
ZERO, NONE = "0.00", ""


def invoice(
    *,
    head: str = HEAD,
    kind: str = "380",
    currency: str = CURRENCY,
    more: str = NONE,
    seller: str = SELLER,
    buyer: str = BUYER,
    extras: str = NONE,
    tax: str | None = None,
    sums: str | None = None,
    lines: str | None = None,
    document: str = "Invoice",
) -> str:
    """The invoice, or the credit note, with its parts as given."""
    code = f"<cbc:{document}TypeCode>{kind}</cbc:{document}TypeCode>"
    return f"""<{document} xmlns="{_SPACE}{document}-2" xmlns:cac="{_SPACE}CommonAggregateComponents-2"
  xmlns:cbc="{_SPACE}CommonBasicComponents-2">{head}{code}{currency}{more}{seller}{buyer}{extras}
  {taxes() if tax is None else tax}{totals() if sums is None else sums}
  {line(document=document) if lines is None else lines}</{document}>"""


def tree(xml: str) -> Tree:
    """The text as the rules see it."""
    found = rule_tree(etree.fromstring(xml.encode()))
    assert found is not None
    return found


def broken(xml: str) -> set[str]:
    """The codes of the rules that do not hold."""
    with localcontext(_CALM):
        return {failure.code for failure in BODY.failures(tree(xml))}
